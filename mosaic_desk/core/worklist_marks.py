"""What each stretch of the worklist's box is: words, a term, or a term that is not understood.

Knows the grammar and a project's vocabulary, and no widget. Says only what holds of a stretch by itself;
a text that is too long or asks too much is refused whole by `core.worklist_parsing`.
"""

from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.worklist_parsing import MAX_SIGNS, MAX_TERMS, term_of
from mosaic_desk.core.worklist_pieces import Piece, pieces_of
from mosaic_desk.core.worklist_query import SourceTerm, Vocabulary, WordTerm


class Kind(StrEnum):
    """What a stretch of a query is."""

    WORDS = "words"
    TERM = "term"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A part of the text between two blanks; `start` and `end` are places in the whole text."""

    start: int
    end: int
    kind: Kind


def stretches_of(typed: str, vocabulary: Vocabulary) -> tuple[Stretch, ...]:
    """The stretches of a text in order; none where it is longer than any query."""
    pieces = pieces_of(typed)
    if len(typed) > MAX_SIGNS or len(pieces) > MAX_TERMS:
        return ()
    stretches: list[Stretch] = []
    has_source = False
    for piece in pieces:
        kind, is_source = _kind(piece, vocabulary)
        is_second = is_source and has_source
        has_source = has_source or is_source
        stretches.append(Stretch(start=piece.start, end=piece.end, kind=Kind.WRONG if is_second else kind))
    return tuple(stretches)


def _kind(piece: Piece, vocabulary: Vocabulary) -> tuple[Kind, bool]:
    """The kind, and whether it says whose labels are meant: that can be said only once."""
    try:
        term = term_of(piece, vocabulary)
    except InputError:
        return Kind.WRONG, False
    return (Kind.WORDS if isinstance(term, WordTerm) else Kind.TERM), isinstance(term, SourceTerm)
