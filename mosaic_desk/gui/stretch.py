"""Which stretch of a long report is before the reader. Knows a text's length and its breaks; no Qt, no report.

A report of ten million characters would stop the window for minutes if it were laid out whole. What is shown
is a stretch of it: it grows at either end when asked, is cut at the far end when it gets too long, and moves
to wherever something is to be seen.
"""

from dataclasses import dataclass
from typing import Literal

WHOLE = 12_000
"""A text up to this many characters is shown whole."""
STRETCH = 8_000
"""How much of a longer one is shown at first, and added each time."""
MOST = 3 * STRETCH
"""How much is shown at once at most, but for the line that it begins in."""
_LOOK_BACK = 400  # how far a break is looked for, so that no word is cut

End = Literal["earlier", "later"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Code points `begin` to `end` (exclusive) of a text that is `length` long."""

    begin: int
    end: int
    length: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.begin == 0 and self.end == self.length

    def holds(self, start: int, end: int) -> bool:
        """Whether a span is shown from its first to its last character."""
        return self.begin <= start and end <= self.end

    def can_grow(self, end: End) -> bool:
        """Whether something is left out at that end."""
        return self.begin > 0 if end == "earlier" else self.end < self.length


def stretch_at(text: str, place: int = 0) -> Stretch:
    """The stretch that shows a place with what stands before it; the whole text where it is short."""
    if len(text) <= WHOLE:
        return Stretch(begin=0, end=len(text), length=len(text))
    place = min(max(place, 0), len(text) - 1)
    begin = 0 if place < STRETCH * 3 // 4 else _break_before(text, place - STRETCH // 4)
    return Stretch(begin=begin, end=_break_before(text, begin + STRETCH), length=len(text))


def grown(text: str, stretch: Stretch, end: End) -> Stretch:
    """The stretch with more at one end; cut at the other where it would be too long."""
    if end == "later":
        last = _break_before(text, stretch.end + STRETCH)
        begin = stretch.begin if last - stretch.begin <= MOST else _break_before(text, last - MOST)
        return Stretch(begin=begin, end=last, length=stretch.length)
    begin = _break_before(text, stretch.begin - STRETCH)
    last = stretch.end if stretch.end - begin <= MOST else _break_before(text, begin + MOST)
    return Stretch(begin=begin, end=last, length=stretch.length)


def _break_before(text: str, place: int) -> int:
    """Behind the last line break, else the last blank, in front of a place; the place itself where there is none."""
    if place <= 0 or place >= len(text):
        return min(max(place, 0), len(text))
    before = text[place - min(_LOOK_BACK, place) : place]
    for mark in ("\n", " "):
        found = before.rfind(mark)
        if found >= 0:
            return place - len(before) + found + 1
    return place
