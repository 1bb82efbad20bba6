"""Reads the worklist's box: any text is either a query or refused with one sentence.

Knows the grammar and a project's vocabulary; completing is `core.worklist_completion`.

    effusion small          words that texts or ids hold, each as the beginning of one
    "small effusion"        a phrase, as it stands
    state:unread,started    is:flagged  is:unsure  is:disagreement  unsure:model  unsure:reader
    effusion=positive       finding:effusion (mentioned at all)  source:model  source:reader
    language:da             date:2021..2023  date:>2021-05  reader:"JD"  patient:P7
    has:comment             has:image  has:text  has:suggestion
    -anything               the opposite
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.worklist_names import finding_named, reader_named, short
from mosaic_desk.core.worklist_pieces import Piece, pieces_of, readable
from mosaic_desk.core.worklist_query import (
    DateTerm,
    FindingTerm,
    Has,
    HasTerm,
    Is,
    IsTerm,
    LanguageTerm,
    PatientTerm,
    Query,
    ReaderTerm,
    Source,
    SourceTerm,
    StateTerm,
    Term,
    UnsureTerm,
    Vocabulary,
    WordTerm,
)

MAX_TERMS = 32
MAX_SIGNS = 2_000

_Choice = TypeVar("_Choice", bound=StrEnum)
_SHORT_CLASSES = {"p": "positive", "n": "negative", "u": "uncertain", "m": "not_mentioned",
                  "pos": "positive", "neg": "negative", "+": "positive"}  # fmt: skip


def query_from(typed: str, vocabulary: Vocabulary) -> Query:
    """The query in a text.

    Raises:
        InputError: with the sentence that says what is wrong and what can stand there.
    """
    text = readable(typed)
    if len(text) > MAX_SIGNS:
        raise InputError(f"This is longer than {MAX_SIGNS:,} characters; search for fewer words.")
    pieces = pieces_of(text)
    if len(pieces) > MAX_TERMS:
        raise InputError(f"These are more than {MAX_TERMS} terms; search for fewer.")
    terms = tuple(term_of(piece, vocabulary) for piece in pieces)
    if sum(isinstance(term, SourceTerm) for term in terms) > 1:
        raise InputError("“source:” can stand only once.")
    return Query(terms=terms)


def term_of(piece: Piece, vocabulary: Vocabulary) -> Term:
    """The term that one piece of a text is.

    Raises:
        InputError: with the sentence that says what is wrong with it.
    """
    keyed = piece.parted(":")
    if keyed is not None and _is_key(keyed[0]):
        key = keyed[0].text.lower()
        read = _READERS.get(key)
        if read is None:
            raise InputError(
                f"“{short(key)}:” is not a key here; put it in quotes to search for it, or use {_spoken(KEYS)}."
            )
        if not keyed[1].text.strip():
            raise InputError(f"“{key}:” wants something behind it, such as {EXAMPLES[key]}.")
        return read(keyed[1], vocabulary)
    if piece.parted("=") is not None:
        return _finding(piece, vocabulary)
    return _words(piece)


def _is_key(piece: Piece) -> bool:
    return piece.text.isascii() and piece.text.isalpha() and not any(piece.is_literal)


def _words(piece: Piece) -> WordTerm:
    if not any(sign.isalnum() for sign in piece.text):
        raise InputError(f"“{short(piece.text)}” holds no letter and no digit to search for.")
    return WordTerm(is_not=piece.is_not, text=piece.text, is_phrase=piece.is_phrase)


def _finding(piece: Piece, vocabulary: Vocabulary) -> FindingTerm:
    parts = piece.parted("=")
    name = piece.text if parts is None else parts[0].text
    finding_id = finding_named(name, vocabulary)
    label = None if parts is None else _class(parts[1].text, vocabulary)
    return FindingTerm(is_not=piece.is_not, finding_id=finding_id, label=label)


def _class(typed: str, vocabulary: Vocabulary) -> MentionClass:
    word = typed.strip().lower().replace(" ", "_").replace("-", "_")
    label = next((label for label in vocabulary.classes if label == _SHORT_CLASSES.get(word, word)), None)
    if label is None:
        raise InputError(f"“{short(typed)}” is not a class here; use {_spoken(vocabulary.classes)}.")
    return label


def _state(piece: Piece, _vocabulary: Vocabulary) -> StateTerm:
    states = tuple(dict.fromkeys(_choice(ReportState, word, key="state") for word in piece.listed()))
    return StateTerm(is_not=piece.is_not, states=states)


def _is(piece: Piece, _vocabulary: Vocabulary) -> IsTerm:
    return IsTerm(is_not=piece.is_not, what=_choice(Is, piece.text, key="is"))


def _unsure(piece: Piece, _vocabulary: Vocabulary) -> UnsureTerm:
    return UnsureTerm(is_not=piece.is_not, who=_choice(Source, piece.text, key="unsure"))


def _source(piece: Piece, _vocabulary: Vocabulary) -> SourceTerm:
    source = _choice(Source, piece.text, key="source")
    if piece.is_not:
        raise InputError("“source:” says whose labels are meant and has no opposite; leave the “-” out.")
    return SourceTerm(source=source)


def _has(piece: Piece, _vocabulary: Vocabulary) -> HasTerm:
    return HasTerm(is_not=piece.is_not, what=_choice(Has, piece.text, key="has"))


def _language(piece: Piece, vocabulary: Vocabulary) -> LanguageTerm:
    codes = tuple(dict.fromkeys(word.strip().lower() for word in piece.listed()))
    unknown = next((code for code in codes if code not in vocabulary.languages), None)
    if unknown is not None:
        here = _spoken(vocabulary.languages) if vocabulary.languages else "none: the reports name no language"
        raise InputError(f"No report is in “{short(unknown)}”; the languages here are {here}.")
    return LanguageTerm(is_not=piece.is_not, languages=codes)


def _reader(piece: Piece, vocabulary: Vocabulary) -> ReaderTerm:
    return ReaderTerm(is_not=piece.is_not, reader=reader_named(piece.text, vocabulary))


def _patient(piece: Piece, _vocabulary: Vocabulary) -> PatientTerm:
    return PatientTerm(is_not=piece.is_not, patient_id=piece.text.strip())


def _date(piece: Piece, _vocabulary: Vocabulary) -> DateTerm:
    typed = piece.text.strip()
    before, dots, behind = typed.partition("..")
    if dots:
        first, last = (_days(before)[0] if before else None), (_days(behind)[1] if behind else None)
    else:
        first, last = _compared(typed)
    if first is None and last is None:
        raise InputError(f"“date:” wants a date on one side at least, such as {EXAMPLES['date']}.")
    if first is not None and last is not None and first > last:
        raise InputError("This stretch of dates ends before it begins.")
    return DateTerm(is_not=piece.is_not, first=first, last=last)


def _compared(typed: str) -> tuple[date | None, date | None]:
    sign = typed[: len(typed) - len(typed.lstrip("<>="))]
    first, last = _days(typed[len(sign) :])
    one_day = timedelta(days=1)
    try:
        match sign:
            case "" | "=":
                return first, last
            case ">":
                return last + one_day, None
            case ">=":
                return first, None
            case "<":
                return None, first - one_day
            case "<=":
                return None, last
    except OverflowError:
        raise InputError("There is no date beyond that one.") from None
    raise InputError(f"“{short(sign)}” is no comparison; use >, >=, < or <=.")


def _days(typed: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    parts = typed.strip().split("-")
    is_written = len(parts) in (1, 2, 3) and len(parts[0]) == 4 and all(len(part) == 2 for part in parts[1:])
    try:
        if not is_written or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError
        numbers = [int(part) for part in parts]
        first = date(*[*numbers, 1, 1][:3])
        if len(numbers) == 3:
            return first, first
        last_month = numbers[1] if len(numbers) == 2 else 12
        return first, date(numbers[0], last_month, monthrange(numbers[0], last_month)[1])
    except ValueError:
        raise InputError(f"“{short(typed)}” is no date; write 2021, 2021-05 or 2021-05-30.") from None


def _choice(choices: type[_Choice], typed: str, *, key: str) -> _Choice:
    word = typed.strip().lower()
    found = next((choice for choice in choices if choice.value == word), None)
    if found is None:
        raise InputError(f"“{key}:{short(typed)}” means nothing here; use {_spoken(tuple(choices), before=key + ':')}.")
    return found


def _spoken(words: tuple[str, ...], *, before: str = "") -> str:
    shown = [before + word for word in words[:12]] + (["…"] if len(words) > 12 else [])
    return ", ".join(shown[:-1]) + " or " + shown[-1] if len(shown) > 1 else shown[0]


_READERS: dict[str, Callable[[Piece, Vocabulary], Term]] = {
    "state": _state,
    "is": _is,
    "unsure": _unsure,
    "finding": _finding,
    "source": _source,
    "language": _language,
    "date": _date,
    "reader": _reader,
    "patient": _patient,
    "has": _has,
}
KEYS = tuple(key + ":" for key in _READERS)
EXAMPLES = {
    "state": "state:unread",
    "is": "is:flagged",
    "unsure": "unsure:model",
    "finding": "finding:edema=positive",
    "source": "source:reader",
    "language": "language:en",
    "date": "date:2021..2023 or date:>2021-05",
    "reader": "reader:JD",
    "patient": "patient:P7",
    "has": "has:image",
}
