"""What the desk says, in the interface's language. The desk itself speaks English only.

Its sentences come as text, also from other processes and from a project's file, so they are known again by
their form. Knows them by heart: one that is not among `SENTENCES` is shown as it comes.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.review import HistoryEntry, ReviewPage
from mosaic_desk.gui.desk_sentences import DESK_SENTENCES
from mosaic_desk.gui.file_sentences import FILE_SENTENCES, PARTS
from mosaic_desk.gui.language import shown_language
from mosaic_desk.gui.machine_sentences import MACHINE_SENTENCES
from mosaic_desk.gui.marked_text import QT_TRANSLATE_NOOP
from mosaic_desk.gui.numbers import in_language
from mosaic_desk.gui.queue_sentences import QUEUE_SENTENCES
from mosaic_desk.gui.training_sentences import TRAINING_SENTENCES
from mosaic_desk.gui.words import class_word

SENTENCES = (*DESK_SENTENCES, *MACHINE_SENTENCES, *TRAINING_SENTENCES, *QUEUE_SENTENCES, *FILE_SENTENCES)
"""What the desk says; see there for what stands in braces."""
_BY_HEART = frozenset(SENTENCES)
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
_STEPS = QT_TRANSLATE_NOOP("Desk", "{0} steps")
"""What actions are called; the part in braces is a name, or for undo and redo an action."""


def desk_words(text: str) -> str:
    """A sentence of the desk as it is shown."""
    if shown_language() == "en":
        return text
    if text in _BY_HEART:  # most are said over and over, while a report is turned to
        return desk_words_of(text)
    return _each_said(text) or _said(text, _forms()) or text


def error_words(error: BaseException) -> str:
    """What an error says, as it is shown."""
    return desk_words(str(error))


def action_words(text: str) -> str:
    """The name of an action as it is shown: “Undo: Effusion → negative (3 steps)”."""
    if steps := re.fullmatch(r"(.*) \((\d+) steps\)", text, re.DOTALL):
        more = desk_words_of(_STEPS).replace("{0}", steps[2])
        return f"{action_words(steps[1])} ({more})"
    finding, arrow, label = text.rpartition(" → ")
    if arrow and not text.startswith(("Undo: ", "Redo: ")):
        return f"{finding}{arrow}{_label_words(label)}"
    for known in ACTIONS:
        before, after = known.split("{0}")
        if text.startswith(before) and text.endswith(after):
            name = text[len(before) : len(text) - len(after)]
            is_turn = known.endswith(": {0}")
            return desk_words_of(known).replace("{0}", action_words(name) if is_turn else name)
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
    by_name = {known.replace("_", " "): known for known in ALL_CLASSES}
    return class_word(by_name[label]).lower() if label in by_name else desk_words(label)


def desk_words_of(known: str) -> str:
    """The translation of a text that is marked here."""
    return QCoreApplication.translate("Desk", known)


_Form = tuple[str, re.Pattern[str]]
_BETWEEN = re.compile(r"(?<=\.) (?=\S)")
_TOLD = {**dict.fromkeys("nmklj", r"([+−-]?\d[\d.,]*)"), **dict.fromkeys("abc", r"(.*?)")}


@lru_cache(maxsize=1)
def _forms() -> tuple[_Form, ...]:
    return _compiled(SENTENCES, told=r"(.+?)")


@lru_cache(maxsize=1)
def _part_forms() -> tuple[_Form, ...]:
    # A name within a list ends where the list goes on.
    return (*_compiled(PARTS, told=r"([^,;]+?)"), *_forms())


def _compiled(sentences: Iterable[str], *, told: str) -> tuple[_Form, ...]:
    """The sentences with what they look like, those with the most words of their own first."""
    by_weight = sorted(sentences, key=lambda sentence: len(re.sub(r"\{\w\}", "", sentence)), reverse=True)
    return tuple((sentence, _form_of(sentence, told)) for sentence in by_weight)


def _form_of(sentence: str, told: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w)\}", sentence)
    names = [_TOLD.get(piece, told) if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)]
    return re.compile("".join(names), re.DOTALL)


def _said(text: str, forms: tuple[_Form, ...]) -> str | None:
    """The sentence in the interface's language; None where it is none of these."""
    for sentence, form in forms:
        if found := form.fullmatch(text):
            places = re.findall(r"\{(\w)\}", sentence)
            return _filled(sentence, dict(zip(places, found.groups(), strict=True)))
    return None


def _each_said(text: str) -> str | None:
    """Some sentences in a row, where each is one of these: one of them alone might be taken for them all."""
    pieces = _BETWEEN.split(text)
    said = [_said(piece, _forms()) for piece in pieces] if len(pieces) > 1 else [None]
    return None if None in said else " ".join(str(one) for one in said)


def _filled(sentence: str, values: dict[str, str]) -> str:
    told = {place: _told(place, value) for place, value in values.items()}
    return re.sub(r"\{(\w)\}", lambda place: told[place[1]], desk_words_of(sentence))


def _told(place: str, value: str) -> str:
    if place.isdigit():
        return value
    return _part(value) if place in "abc" else in_language(value)


def _part(text: str) -> str:
    """Words within a sentence; what is no known part, and no list of such, stays as it is."""
    if not text:
        return text
    if (known := _each_said(text) or _said(text, _part_forms())) is not None:
        return known
    if counted := re.fullmatch(r"(.*) \(([\d,]+)\)", text, re.DOTALL):
        if ", " not in counted[1]:
            return f"{_part(counted[1])} ({in_language(counted[2])})"
    elif inside := re.fullmatch(r" \((.*)\)", text, re.DOTALL):
        return f" ({_part(inside[1])})"
    for between in ("; ", ", ", ": "):
        first, there, rest = text.partition(between)
        if there:
            return f"{_part(first)}{between}{_part(rest)}"
    return text
