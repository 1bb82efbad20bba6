"""The text of the worklist's box cut into pieces: where each begins and ends, and what its quotes group.

Knows signs, not what they ask for.
"""

from dataclasses import dataclass

_OPENS_AFTER = ":=,"


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """What stands between two blanks. `text` has no quotes any more; `is_literal` says of each sign whether
    it stood between them; `start` and `end` are places in the whole text, the “-” included."""

    start: int
    end: int
    is_not: bool
    text: str
    is_literal: tuple[bool, ...]

    @property
    def is_phrase(self) -> bool:
        """Whether some of it stood between quotes."""
        return any(self.is_literal)

    def parted(self, sign: str) -> "tuple[Piece, Piece] | None":
        """The pieces before and after the first such sign outside quotes; None where there is none."""
        for place, (found, is_literal) in enumerate(zip(self.text, self.is_literal, strict=True)):
            if found == sign and not is_literal:
                return self._cut(0, place), self._cut(place + 1, len(self.text))
        return None

    def listed(self) -> tuple[str, ...]:
        """The parts between commas outside quotes."""
        parts = self.parted(",")
        return (self.text,) if parts is None else (parts[0].text, *parts[1].listed())

    def _cut(self, first: int, last: int) -> "Piece":
        return Piece(
            start=self.start, end=self.end, is_not=self.is_not, text=self.text[first:last],
            is_literal=self.is_literal[first:last],
        )  # fmt: skip


def readable(typed: str) -> str:
    """The text without what no file and no index can hold."""
    return typed.encode("utf-8", "ignore").decode().replace("\0", " ")


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces in order. A quote that is never closed groups up to the end."""
    pieces: list[Piece] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
        else:
            pieces.append(_piece(text, place))
            place = pieces[-1].end
    return tuple(pieces)


def _piece(text: str, start: int) -> Piece:
    place = start + 1 if text[start] == "-" else start
    signs: list[str] = []
    literal: list[bool] = []
    may_open = True
    while place < len(text) and not text[place].isspace():
        if may_open and text[place] == '"':
            inside, place = _quoted(text, place + 1)
            signs += inside
            literal += [True] * len(inside)
            if not inside:
                break  # empty quotes hold nothing that could go on
            if place < len(text) and text[place] not in _OPENS_AFTER:
                break
            may_open = False
        else:
            may_open = text[place] in _OPENS_AFTER
            signs.append(text[place])
            literal.append(False)
            place += 1
    return Piece(
        start=start, end=place, is_not=text[start] == "-", text="".join(signs), is_literal=tuple(literal)
    )  # fmt: skip


def _quoted(text: str, place: int) -> tuple[list[str], int]:
    """The signs up to the closing quote and the place behind it; a doubled quote is a quote."""
    signs: list[str] = []
    while place < len(text):
        if text[place] != '"':
            signs.append(text[place])
            place += 1
        elif text[place : place + 2] == '""':
            signs.append('"')
            place += 2
        else:
            return signs, place + 1
    return signs, place
