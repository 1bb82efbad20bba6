"""The words of the screen for classes, states and rows, as they are read out too. Knows no widget."""

import html

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.events import Correction, EventKind, Mode, ReportState
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingRow, ReviewPage, WorklistFilter


def _tr(text: str) -> str:
    return QCoreApplication.translate("Words", text)


def class_word(label: MentionClass) -> str:
    """The class as it is written on a pill."""
    return {
        MentionClass.POSITIVE: _tr("Positive"),
        MentionClass.NEGATIVE: _tr("Negative"),
        MentionClass.UNCERTAIN: _tr("Uncertain"),
        MentionClass.NOT_MENTIONED: _tr("Not mentioned"),
    }[label]


def class_letter(label: MentionClass) -> str:
    """The key that sets the class, printed on its button."""
    return {
        MentionClass.POSITIVE: "P",
        MentionClass.NEGATIVE: "N",
        MentionClass.UNCERTAIN: "U",
        MentionClass.NOT_MENTIONED: "M",
    }[label]


def state_word(state: ReportState) -> str:
    """The state of a report in the worklist."""
    return {
        ReportState.UNREAD: _tr("Unread"),
        ReportState.STARTED: _tr("Started"),
        ReportState.DONE: _tr("Done"),
        ReportState.SKIPPED: _tr("Skipped"),
    }[state]


def filter_word(show: WorklistFilter) -> str:
    """A choice of the worklist."""
    return {
        WorklistFilter.ALL: _tr("All reports"),
        WorklistFilter.UNREAD: _tr("Unread"),
        WorklistFilter.STARTED: _tr("Started"),
        WorklistFilter.DONE: _tr("Done"),
        WorklistFilter.FLAGGED: _tr("Flagged"),
    }[show]


def mode_word(mode: Mode) -> str:
    """What the reader has before them when deciding."""
    return {
        Mode.PREFILLED: _tr("Pre-filled"),
        Mode.SECOND_READER: _tr("Second reader"),
        Mode.FIRST_READ: _tr("First read"),
        Mode.IMPORTED: _tr("Imported"),
    }[mode]


def initials(reader: str) -> str:
    """One to three capitals that stand for a reader on a pill."""
    words = [word for word in reader.replace(".", " ").replace("_", " ").replace("-", " ").split() if word]
    if len(words) > 1:
        return "".join(word[0] for word in words[:3]).upper()
    return words[0][:2].upper() if words else ""


def whose(correction: Correction) -> str:
    """Who answered, and how, in words."""
    by = {
        EventKind.ACCEPTED: _tr("accepted by {reader}"),
        EventKind.ACCEPTED_UNTOUCHED: _tr("confirmed with the report by {reader}"),
        EventKind.IMPORTED: _tr("imported, {reader}"),
    }.get(correction.kind, "{reader}")
    return by.replace("{reader}", str(correction.reader))


def row_sentence(row: FindingRow, unsaved: MentionClass | None = None) -> str:
    """A row for a screen reader: “Effusion: model suggests uncertain; you: negative”."""
    parts = []
    if row.suggestion is not None:
        parts.append(_tr("model suggests {0}").replace("{0}", class_word(row.suggestion.label).lower()))
    else:
        parts.append(_tr("no suggestion"))
    if unsaved is not None:
        parts.append(_tr("you: {0}, not saved yet").replace("{0}", class_word(unsaved).lower()))
    elif row.correction is not None:
        word = class_word(row.correction.label).lower()
        parts.append(_tr("you: {0}").replace("{0}", word) + f" ({whose(row.correction)})")
    elif row.needs_key is not None:
        parts.append(_tr("needs your answer: {0}").replace("{0}", row.needs_key))
    return f"{row.name}: " + "; ".join(parts)


def model_words(page: ReviewPage) -> str:
    """The model behind the suggestions on screen, for the status bar."""
    if page.model is None:
        return _tr("No suggestion")
    adapter = page.model.adapter or _tr("no adapter")
    return f"{page.model.backbone} + {adapter}"


def plain_tip(text: str) -> str:
    """A tool tip that shows imported text as it is: Qt would render anything that looks like markup."""
    return f"<qt>{html.escape(text)}</qt>"
