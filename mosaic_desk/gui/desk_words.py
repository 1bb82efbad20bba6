"""What the desk says in fixed words, in the interface's language. The desk itself speaks English only.

Knows those words by heart: a sentence that is not here is shown as it comes.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.review import HistoryEntry, ReviewPage
from mosaic_desk.gui.marked_text import QT_TRANSLATE_NOOP
from mosaic_desk.gui.words import class_word

SENTENCES = (
    QT_TRANSLATE_NOOP("Desk", "Undo"),
    QT_TRANSLATE_NOOP("Desk", "Redo"),
    QT_TRANSLATE_NOOP("Desk", "no suggestion"),
    QT_TRANSLATE_NOOP("Desk", "no probability"),
    QT_TRANSLATE_NOOP("Desk", "the model is unsure"),
    QT_TRANSLATE_NOOP("Desk", "a rare finding"),
    QT_TRANSLATE_NOOP("Desk", "no evidence"),
    QT_TRANSLATE_NOOP("Desk", "no label"),
    QT_TRANSLATE_NOOP("Desk", "No suggestion yet: it is made in the background, or with “Suggest”."),
    QT_TRANSLATE_NOOP("Desk", "This report has no text, so there is nothing to suggest."),
    QT_TRANSLATE_NOOP("Desk", "There is no suggestion to accept here; set a class."),
    QT_TRANSLATE_NOOP("Desk", "A new suggestion has come in for this report; look at it, then commit."),
    QT_TRANSLATE_NOOP("Desk", "Say in a word why this report is skipped."),
    QT_TRANSLATE_NOOP("Desk", "This report is committed already; reopen it before it is skipped."),
    QT_TRANSLATE_NOOP("Desk", "This evidence does not lie within the report; mark it again."),
    QT_TRANSLATE_NOOP("Desk", "There is no report with that id."),
)
ACTIONS = (
    QT_TRANSLATE_NOOP("Desk", "Undo: {0}"),
    QT_TRANSLATE_NOOP("Desk", "Redo: {0}"),
    QT_TRANSLATE_NOOP("Desk", "commit of {0}"),
    QT_TRANSLATE_NOOP("Desk", "reopening of {0}"),
    QT_TRANSLATE_NOOP("Desk", "skip of {0}"),
    QT_TRANSLATE_NOOP("Desk", "comment on {0}"),
    QT_TRANSLATE_NOOP("Desk", "flag on {0}"),
    QT_TRANSLATE_NOOP("Desk", "flag off {0}"),
    QT_TRANSLATE_NOOP("Desk", "look at the suggestion of {0}"),
    QT_TRANSLATE_NOOP("Desk", "evidence for {0}"),
    QT_TRANSLATE_NOOP("Desk", "{0} unsure"),
    QT_TRANSLATE_NOOP("Desk", "{0} no longer unsure"),
    QT_TRANSLATE_NOOP("Desk", "change of {0}"),
)
"""What actions are called; the part in braces is a name, or for undo and redo an action."""


def desk_words(text: str) -> str:
    """A fixed sentence of the desk as it is shown."""
    return QCoreApplication.translate("Desk", text)


def action_words(text: str) -> str:
    """The name of an action as it is shown: “Undo: Effusion → negative”."""
    finding, arrow, label = text.rpartition(" → ")
    if arrow and not text.startswith(("Undo: ", "Redo: ")):
        return f"{finding}{arrow}{_label_words(label)}"
    for known in ACTIONS:
        before, after = known.split("{0}")
        if text.startswith(before) and text.endswith(after):
            name = text[len(before) : len(text) - len(after)]
            is_turn = known.endswith(": {0}")
            return desk_words(known).replace("{0}", action_words(name) if is_turn else name)
    return text


def page_in_words(page: ReviewPage) -> ReviewPage:
    """The page with what the desk says on it in the interface's language."""
    rows = tuple(
        row if row.needs_key is None else replace(row, needs_key=desk_words(row.needs_key)) for row in page.rows
    )
    return replace(page, rows=rows, no_suggestion=_or_none(page.no_suggestion, desk_words))


def entry_in_words(entry: HistoryEntry) -> HistoryEntry:
    """The entry with its action's name in the interface's language."""
    return replace(entry, text=action_words(entry.text))


def _or_none(text: str | None, words: Callable[[str], str]) -> str | None:
    return words(text) if text is not None else None


def _label_words(label: str) -> str:
    """The class of an action, with what may follow it: “negative (3 steps)”."""
    name, steps = re.fullmatch(r"(.*?)( \(\d+ steps\))?", label, re.DOTALL).groups("")  # type: ignore[union-attr]
    by_name = {known.replace("_", " "): known for known in ALL_CLASSES}
    shown = class_word(by_name[name]).lower() if name in by_name else desk_words(name)
    return shown + steps
