"""Which stretch of a long report is before the reader. Knows a text's length and its breaks; no Qt, no report.

A report of ten million characters would stop the window for minutes if it were laid out whole. What is shown
is a stretch of it: it grows at either end when asked, is cut at the far end when it gets too long, and moves
to wherever something is to be seen.
"""

import re
from dataclasses import dataclass
from typing import Literal

WHOLE = 12_000
"""A text up to this many characters is shown whole."""
STRETCH = 8_000
"""How much of a longer one is shown at first, and added each time."""
MOST = 2 * STRETCH
"""How much is shown at once at most, but for the line that it begins in."""
_HEAVIER = (
    (re.compile("[\u0900-\u1dff\u2300-\u2e7f]+"), 2),  # scripts and symbols that few fonts hold
    (re.compile("[\u2e80-\U0010ffff]+"), 5),  # Chinese, Japanese, Korean, emoji
)
"""Runs of characters that are laid out slowly, and what each of them weighs beyond a Latin letter."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff][\u0590-\u08ff\\s]*")
_TURN_WEIGHT = 10
"""What a run of right-to-left letters weighs beyond these: it turns the line twice."""
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
    if len(text) <= _room(text[:WHOLE], WHOLE):
        return Stretch(begin=0, end=len(text), length=len(text))
    place = min(max(place, 0), len(text) - 1)
    before = _room(text[max(place - STRETCH, 0) : place + 1], STRETCH) // 4
    begin = 0 if place < 3 * before else _break_before(text, place - before)
    return Stretch(begin=begin, end=_end_from(text, begin, STRETCH), length=len(text))


def grown(text: str, stretch: Stretch, end: End) -> Stretch:
    """The stretch with more at one end; cut at the other where it would be too long."""
    if end == "later":
        last = _end_from(text, stretch.end, STRETCH)
        most = _room(text[max(last - MOST, 0) : last], MOST)
        begin = stretch.begin if last - stretch.begin <= most else _break_before(text, last - most)
        return Stretch(begin=begin, end=last, length=stretch.length)
    more = _room(text[max(stretch.begin - STRETCH, 0) : stretch.begin], STRETCH)
    begin = _break_before(text, stretch.begin - more)
    most = _room(text[begin : begin + MOST], MOST)
    last = stretch.end if stretch.end - begin <= most else _break_before(text, begin + most)
    return Stretch(begin=begin, end=last, length=stretch.length)


def _end_from(text: str, begin: int, characters: int) -> int:
    return _break_before(text, begin + _room(text[begin : begin + characters], characters))


def _room(text: str, characters: int) -> int:
    """How many characters of a text like this may stand where so many Latin ones may.

    Signs that the window's font does not hold are laid out one by one: Chinese took twenty times as long as Latin,
    emoji seven times. Where the direction turns with every letter, time grows with the square of the turns: 8,000
    of them took half a second.
    """
    weight = len(text) + _TURN_WEIGHT * len(_RIGHT_TO_LEFT.findall(text))
    weight += sum(more * len(run) for runs, more in _HEAVIER for run in runs.findall(text))
    return characters if weight <= characters else characters * max(len(text), 1) // weight


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
