"""Sentences and clauses of a text, and the span that a weight over its tokens points at.

Works on plain offsets (code points, end exclusive); knows nothing of models.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from mosaic_desk.core.suggestion import Span

# A sentence ends at a line break, or at . ! ? before anything but a lower-case letter: “ve. side” and
# “2.5 cm” go on; a numbered item (“1. Clear lungs”) is one sentence with its number. A long line that closes
# nothing and is followed by a small letter was only broken by its width, and goes on; “lungs: clear” begins anew.
_GOES_ON = r"[^\S\n]*[a-zß-öø-ÿ](?![^\n:]{0,30}:)"
_LINE_END = rf"\n+(?!{_GOES_ON})|(?<![^\n]{{39}}[^\s.:;!?])(?<![^\n]{{38}}[^\s.:;!?] )\n+"
_ITEM_NUMBER = r"(?<!^\d\.)(?<![\n(]\d\.)(?<![\n().:;!?]\s\d\.)"
_SENTENCE_END = re.compile(rf"{_LINE_END}|{_ITEM_NUMBER}(?<=[.!?])[\"”’)]*\s+(?=[^\sa-zß-öø-ÿ,;:)\]])")
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+|\s+[–—]\s+")
_CLAUSE_SHARE = 0.75
"""A clause stands for its sentence when it holds this share of the sentence's weight."""


def _pieces(text: str, start: int, end: int, boundary: re.Pattern[str]) -> list[Span]:
    cuts = [(start, start), *((m.start(), m.end()) for m in boundary.finditer(text, start, end)), (end, end)]
    pieces = []
    for (_, piece_start), (piece_end, _) in pairwise(cuts):
        body = text[piece_start:piece_end]
        if body.strip():
            first = piece_start + len(body) - len(body.lstrip())
            pieces.append((first, first + len(body.strip())))
    return pieces


def sentences(text: str) -> list[Span]:
    """The sentences in order, without the white space between them."""
    return _pieces(text, 0, len(text), _SENTENCE_END)


def clauses(text: str, sentence: Span) -> list[Span]:
    """The parts of a sentence between commas, semicolons, colons and dashes."""
    return _pieces(text, *sentence, _CLAUSE_END)


def _weight(span: Span, offsets: Sequence[Span], weights: Sequence[float]) -> float:
    """The weight of the tokens whose middle lies in the span."""
    total = 0.0
    for (start, end), weight in zip(offsets, weights, strict=True):
        if span[0] <= (start + end) / 2 <= span[1]:
            total += weight
    return total


def pointed_span(text: str, offsets: Sequence[Span], weights: Sequence[float]) -> Span | None:
    """The clause, else the sentence, that holds most of the weight; None for a text without sentences.

    Args:
        text: the text that the offsets speak of.
        offsets: start and end of each token.
        weights: one weight a token, 0 or more.
    """
    found = sentences(text)
    if not found:
        return None
    best = max(found, key=lambda span: _weight(span, offsets, weights))
    whole = _weight(best, offsets, weights)
    for clause in clauses(text, best):
        if _weight(clause, offsets, weights) >= _CLAUSE_SHARE * whole:
            return without_stop(text, clause)
    return without_stop(text, best)


def without_stop(text: str, span: Span) -> Span:
    """The span without the comma or full stop that closes it."""
    start, end = span
    while end > start + 1 and text[end - 1] in ".,;:":
        end -= 1
    return start, end


def is_in_same_sentence(text: str, span: Span, quote: Span) -> bool:
    """Whether the sentence in which a span begins overlaps a quote."""
    sentence = next((piece for piece in sentences(text) if piece[0] <= span[0] < piece[1]), span)
    return sentence[0] < quote[1] and quote[0] < sentence[1]
