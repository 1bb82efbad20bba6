"""The queues by name, what each does in one line, and why a report is in one. Knows no widget."""

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.queued import QueuedReport, QueueKind
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.isolates import filled

translate = QCoreApplication.translate

QUEUES = (
    QueueKind.RARE, QueueKind.DISAGREEMENTS, QueueKind.MARGIN, QueueKind.ENTROPY, QueueKind.LABEL_ERRORS,
    QueueKind.LOOK_ALIKES, QueueKind.SEARCH, QueueKind.RANDOM, QueueKind.IMPORTED,
)  # fmt: skip
"""In the order in which they are offered."""


def queue_name(kind: QueueKind) -> str:
    """“Rare findings”."""
    return {
        QueueKind.RARE: translate("Queues", "Rare findings"),
        QueueKind.DISAGREEMENTS: translate("Queues", "Disagreements"),
        QueueKind.MARGIN: translate("Queues", "Close calls"),
        QueueKind.ENTROPY: translate("Queues", "Least sure"),
        QueueKind.LABEL_ERRORS: translate("Queues", "Look again"),
        QueueKind.LOOK_ALIKES: translate("Queues", "Look-alikes"),
        QueueKind.SEARCH: translate("Queues", "A saved search"),
        QueueKind.RANDOM: translate("Queues", "Drawn at random"),
        QueueKind.IMPORTED: translate("Queues", "As imported"),
    }[kind]


def queue_says(kind: QueueKind) -> str:
    """What a queue does, in one plain line."""
    return {
        QueueKind.RARE: translate("Queues", "Reports that may hold findings with few confirmed positives"),
        QueueKind.DISAGREEMENTS: translate("Queues", "Words and model, or two adapters, say different things"),
        QueueKind.MARGIN: translate("Queues", "The model can hardly choose between two classes"),
        QueueKind.ENTROPY: translate("Queues", "The model finds every class about as likely"),
        QueueKind.LABEL_ERRORS: translate("Queues", "Done reports whose label the model doubts; it may well be right"),
        QueueKind.LOOK_ALIKES: translate("Queues", "Unread reports that read like one that is done"),
        QueueKind.SEARCH: translate("Queues", "What one of your saved views finds, in order"),
        QueueKind.RANDOM: translate("Queues", "Every unread report is as likely; all are first reads"),
        QueueKind.IMPORTED: translate("Queues", "Unread reports in the order in which they came"),
    }[kind]


def why_words(why: QueuedReport | None) -> str:
    """Why a report is served: “Why: only 3 positives of rib fracture so far; …”; nothing where it is not told."""
    if why is None or why.is_first_read or not why.sentence:
        return ""
    return filled(translate("Queues", "Why: {0}"), desk_words(why.sentence))


def is_look_alike(page: ReviewPage) -> bool:
    """Whether the open report is told to be served for the report that is done and that it reads like."""
    why = page.why if page.phase is not Phase.BLIND else None
    return why is not None and why.finding_id is None and why.reason.like is not None
