"""What can stand where the cursor is in the worklist's box: keys, findings, languages, readers.

Knows the grammar and a project's vocabulary, and no widget.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.worklist_names import folded
from mosaic_desk.core.worklist_parsing import EXAMPLES, KEYS
from mosaic_desk.core.worklist_pieces import pieces_of
from mosaic_desk.core.worklist_query import Has, Is, Source, Vocabulary, quoted

MAX_OPTIONS = 40

_ABOUT = {
    "state:": "unread, started, done or skipped",
    "is:": "flagged, unsure or a disagreement",
    "unsure:": "the model, or the reader",
    "finding:": "mentioned at all, or with “=” a class",
    "source:": "whose labels the findings are",
    "language:": "of the report",
    "date:": "2021, 2021-05, 2021..2023, >2021-05",
    "reader:": "who has worked on it",
    "patient:": "all reports of one patient",
    "has:": "a comment, image, text or suggestion",
}
_CHOICES = {"state": ReportState, "is": Is, "unsure": Source, "source": Source, "has": Has}


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """A text that can be put in, and a few words about it. One that ends in “:” or “=” goes on."""

    text: str
    about: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether something must follow."""
        return self.text.endswith((":", "="))


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion:
    """Which stretch of the text the options stand for, and the options, best first."""

    start: int
    end: int
    options: tuple[Option, ...] = ()


def completion_at(text: str, cursor: int, vocabulary: Vocabulary) -> Completion:
    """What can stand where the cursor is."""
    piece = next((piece for piece in pieces_of(text) if piece.start <= cursor <= piece.end), None)
    if piece is None:
        return Completion(start=cursor, end=cursor, options=_cut(_beginnings("", vocabulary)))
    start = min(piece.start + piece.is_not, cursor)
    typed = text[start:cursor]
    whole = text[start : piece.end]
    options = tuple(option for option in _cut(_options(typed, vocabulary)) if option.text != whole)
    return Completion(start=start, end=piece.end, options=options)


def put_in(text: str, completion: Completion, option: Option) -> tuple[str, int]:
    """The text with an option in its place, and where the cursor stands then."""
    behind = text[completion.end :]
    more = "" if option.goes_on or behind[:1].isspace() else " "
    before = text[: completion.start] + option.text + more
    step = 0 if option.goes_on or more else 1
    return before + behind, len(before) + step


def _options(typed: str, vocabulary: Vocabulary) -> Iterator[Option]:
    key, colon, value = typed.partition(":")
    if typed.startswith('"') and "=" not in typed:
        return
    if colon and key.lower() == "finding":
        yield from _findings(value, vocabulary, before="finding:")
    elif colon:
        yield from _values(key.lower(), value, vocabulary)
    elif "=" in typed:
        yield from _classes(typed, vocabulary)
    else:
        yield from _beginnings(typed, vocabulary)


def _beginnings(typed: str, vocabulary: Vocabulary) -> Iterator[Option]:
    for key in KEYS:
        if key.startswith(typed.lower()):
            yield Option(text=key, about=_ABOUT[key])
    if typed:
        yield from _findings(typed, vocabulary, before="")


def _findings(typed: str, vocabulary: Vocabulary, *, before: str) -> Iterator[Option]:
    if "=" in typed:
        for option in _classes(typed, vocabulary):
            yield Option(text=before + option.text, about=option.about)
        return
    wanted = folded(typed)
    for finding_id, names in vocabulary.findings.items():
        words = [folded(finding_id), *map(folded, names)]
        if any(name.startswith(wanted) or f" {wanted}" in name for name in words):
            yield Option(text=f"{before}{quoted(finding_id)}=", about=names[0] if names else "")


def _classes(typed: str, vocabulary: Vocabulary) -> Iterator[Option]:
    name, _, begun = typed.rpartition("=")
    for label in vocabulary.classes:
        if label.startswith(begun.lower()):
            yield Option(text=f"{name}={label}", about=label.replace("_", " "))


def _values(key: str, typed: str, vocabulary: Vocabulary) -> Iterator[Option]:
    done, comma, begun = typed.rpartition(",") if key in ("state", "language") else ("", "", typed)
    words: tuple[str, ...] = tuple(_CHOICES.get(key, ()))
    if key == "language":
        words = vocabulary.languages
    elif key == "reader":
        words = vocabulary.readers
    wanted = begun.strip('"').casefold()
    for word in words:
        if any(part.startswith(wanted) for part in (word.casefold(), *word.casefold().split())):
            yield Option(text=f"{key}:{done}{comma}{quoted(word)}")
    if key == "date" and not typed:
        for example in EXAMPLES["date"].split(" or "):
            yield Option(text=example)


def _cut(options: Iterator[Option]) -> tuple[Option, ...]:
    kept: dict[str, Option] = {}
    for option in options:
        kept.setdefault(option.text, option)
        if len(kept) == MAX_OPTIONS:
            break
    return tuple(kept.values())
