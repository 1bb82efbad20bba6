"""Imported text in one line of ours: set apart, so that it cannot turn our own words round. Knows no widget.

A name in Arabic, or a control character inside a report's id, reorders everything that stands beside it in
a line. Unicode's isolates keep each piece to itself; what is inside is shown as it came.
"""

import unicodedata

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_OPENERS = "\u2066\u2067\u2068"
_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"})
_BREAKS = str.maketrans(dict.fromkeys("\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


def isolated(text: str) -> str:
    """The text in one line, unable to change the order of anything outside it; empty stays empty."""
    if not text:
        return ""
    kept: list[str] = []
    depth = 0
    for character in text.translate(_BREAKS):
        if character in _OPENERS:
            depth += 1
        elif character == _POP:
            if depth == 0:
                continue  # it would end our own isolate
            depth -= 1
        kept.append(character)
    return _FIRST_STRONG + "".join(kept) + _POP * (depth + 1)


def filled(sentence: str, *values: object) -> str:
    """A sentence of ours with “{0}”, “{1}” … replaced by imported text, each isolated."""
    # One pass over the sentence: a value that itself holds “{1}” is shown, not filled.
    parts = [sentence]
    for place, value in enumerate(values):
        mark = f"{{{place}}}"
        parts = [piece for part in parts for piece in _split(part, mark, isolated(str(value)))]
    return "".join(parts)


def guarded(text: str) -> str:
    """The text as it is where it runs as ours does; isolated where something in it could turn ours round."""
    return isolated(text) if any(unicodedata.bidirectional(sign) in _TURNING for sign in text) else text


class _Value(str):
    """A piece that has been filled in and is not looked at again."""

    __slots__ = ()


def _split(part: str, mark: str, value: str) -> list[str]:
    if isinstance(part, _Value) or mark not in part:
        return [part]
    before, after = part.split(mark, 1)
    return [before, _Value(value), after]
