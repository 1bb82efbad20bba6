"""Why a report is skipped: the reasons that are offered, as they are stored and as they are shown."""

from PySide6.QtCore import QCoreApplication

NOT_A_REPORT = "not a radiology report"
WRONG_LANGUAGE = "wrong language"
UNREADABLE = "unreadable"

REASONS = (NOT_A_REPORT, WRONG_LANGUAGE, UNREADABLE)
"""In their order; they are stored in these words, whatever language the screen has."""


def reason_word(reason: str) -> str:
    """The reason on screen: one of ours in the screen's language, a typed one as it is."""
    return {
        NOT_A_REPORT: QCoreApplication.translate("Words", "not a radiology report"),
        WRONG_LANGUAGE: QCoreApplication.translate("Words", "wrong language"),
        UNREADABLE: QCoreApplication.translate("Words", "unreadable"),
    }.get(reason, reason)
