"""The words of the screen for classes, states and rows, as they are read out too. Knows no widget."""

import html
import math

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.events import Correction, EventKind, Mode, ReportState
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingRow, Phase, ReviewPage
from mosaic_desk.core.suggestion import LOOK_ALIKE
from mosaic_desk.gui.isolates import filled, guarded
from mosaic_desk.gui.keyboard import printed_key
from mosaic_desk.gui.reader_initials import shown_initials

translate = QCoreApplication.translate
"""Called by this name, with its context as a literal: the translators' tool reads the sources."""


def class_word(label: MentionClass) -> str:
    """The class as it is written on a pill."""
    return {
        MentionClass.POSITIVE: translate("Words", "Positive"),
        MentionClass.NEGATIVE: translate("Words", "Negative"),
        MentionClass.UNCERTAIN: translate("Words", "Uncertain"),
        MentionClass.NOT_MENTIONED: translate("Words", "Not mentioned"),
    }[label]


def class_letter(label: MentionClass) -> str:
    """The key that sets the class, printed on its button; a sign where that is no single letter."""
    key = printed_key(f"set_{label}")
    if len(key) == 1:
        return key
    return {
        MentionClass.POSITIVE: "＋",
        MentionClass.NEGATIVE: "－",
        MentionClass.UNCERTAIN: "～",
        MentionClass.NOT_MENTIONED: "·",
    }[label]


def state_word(state: ReportState) -> str:
    """The state of a report in the worklist."""
    return {
        ReportState.UNREAD: translate("Words", "Unread"),
        ReportState.STARTED: translate("Words", "Started"),
        ReportState.DONE: translate("Words", "Done"),
        ReportState.SKIPPED: translate("Words", "Skipped"),
    }[state]


def mode_word(mode: Mode) -> str:
    """What the reader has before them when deciding."""
    return {
        Mode.PREFILLED: translate("Words", "Pre-filled"),
        Mode.SECOND_READER: translate("Words", "Second reader"),
        Mode.FIRST_READ: translate("Words", "First read"),
        Mode.IMPORTED: translate("Words", "Imported"),
    }[mode]


def initials(reader: str) -> str:
    """A few letters that stand for a reader on a pill, told apart from the other readers of the project."""
    return shown_initials(reader)


def percent(probability: float) -> int:
    """Whole per cent, rounded down so that what lies below a bound also reads so; never 100: no model is certain."""
    return min(int(probability * 100 + 1e-6), 99)


def how_sure(row: FindingRow) -> list[str]:
    """How sure the model is of its suggestion, and from where on it counts as sure; nothing where it does not tell."""
    if row.suggestion is None or row.bound is None:
        return []
    probability = row.suggestion.confidence
    told = (
        translate("Words", "{0} %, calibrated") if row.is_calibrated
        else translate("Words", "{0} %, not calibrated yet")
    )  # fmt: skip
    words = [told.replace("{0}", str(percent(probability)))]
    if probability < row.bound:
        bound = math.ceil(row.bound * 100 - 1e-6)
        words.append(translate("Words", "unsure below {0} %").replace("{0}", str(bound)))
    return words


def whose(correction: Correction) -> str:
    """Who answered, and how, in words."""
    by = {
        EventKind.ACCEPTED: translate("Words", "accepted by {reader}"),
        EventKind.ACCEPTED_UNTOUCHED: translate("Words", "confirmed with the report by {reader}"),
        EventKind.IMPORTED: translate("Words", "imported, {reader}"),
        EventKind.LEFT: translate("Words", "left open by {reader}"),
    }.get(correction.kind, "{reader}")
    return by.replace("{reader}", str(correction.reader))


def row_sentence(row: FindingRow, unsaved: MentionClass | None = None, *, phase: Phase = Phase.OPEN) -> str:
    """A row for a screen reader: “Effusion: model suggests uncertain; you: negative”.

    Before the commit of a blind read it says nothing of suggestions, not even that there is none.
    """
    parts = []
    if phase is Phase.BLIND:
        parts += [] if unsaved or row.correction else [translate("Words", "not answered")]
    elif row.suggestion is not None:
        suggests = (
            translate("Words", "model suggests {0}, not what stands") if row.disagrees
            else translate("Words", "model suggests {0}")
        )  # fmt: skip
        parts.append(suggests.replace("{0}", class_word(row.suggestion.label).lower()))
        parts += how_sure(row) if unsaved is None and row.correction is None else []
    else:
        parts.append(translate("Words", "no suggestion"))
    if unsaved is not None:
        parts.append(translate("Words", "you: {0}, not saved yet").replace("{0}", class_word(unsaved).lower()))
    elif row.correction is not None:
        word = class_word(row.correction.label).lower()
        parts.append(translate("Words", "you: {0}").replace("{0}", word) + f" ({whose(row.correction)})")
    elif row.needs_key is not None:
        parts.append(translate("Words", "needs your answer: {0}").replace("{0}", row.needs_key))
    return f"{guarded(row.name)}: " + "; ".join(parts)


def model_words(page: ReviewPage) -> str:
    """The model behind the suggestions on screen, for the status bar."""
    if page.phase is Phase.BLIND:
        return translate("Words", "Suggestion hidden until you commit")
    if page.model is None:
        return translate("Words", "No suggestion")
    if page.model.backbone == LOOK_ALIKE:
        return filled(translate("Words", "As in {0}, which reads alike"), page.model.adapter)
    adapter = page.model.adapter or translate("Words", "no adapter")
    return f"{page.model.backbone} + {adapter}"


def plain_tip(text: str) -> str:
    """A tool tip that shows imported text as it is: Qt would render anything that looks like markup."""
    return f"<qt>{html.escape(text)}</qt>"
