"""A report's text as a Qt document holds it, and the way between the two countings.

Offsets of the program are Unicode code points of the text as it came; Qt counts UTF-16 units of what its
document keeps: a carriage return with its line feed is one break there, and a few characters mean
structure. Those are shown as line breaks or as replacement signs.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_BREAKS = "\r\u2029"
_STRUCTURE = "\x00\ufdd0\ufdd1"  # Qt ends strings or text frames with these
_BYTE_ORDER_MARK = "\ufeff"  # Qt drops it where it opens a text
_WORD_JOINER = "\u2060"  # as invisible, and kept


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownText:
    """The text for Qt, from code point `begin` of the report on.

    `starts[i]` is the UTF-16 place of code point `begin + i`; one more entry for the end.
    """

    text: str
    starts: tuple[int, ...]
    begin: int = 0

    @classmethod
    def of(cls, report_text: str, begin: int = 0, end: int | None = None) -> "ShownText":
        """The shown form of a report's text, or of a stretch of it."""
        starts: list[int] = []
        shown: list[str] = []
        place = 0
        stretch = report_text[begin:end]
        for index, character in enumerate(stretch):
            starts.append(place)
            if character == "\r" and stretch[index + 1 : index + 2] == "\n":
                continue
            safe = _safe(character)
            shown.append(safe)
            place += 2 if ord(safe) > 0xFFFF else 1
        starts.append(place)
        return cls(text="".join(shown), starts=tuple(starts), begin=begin)

    def to_qt(self, offset: int) -> int:
        """The place in the Qt document of a code point; beyond what is shown its nearest end."""
        return self.starts[min(max(offset - self.begin, 0), len(self.starts) - 1)]

    def from_qt(self, place: int) -> int:
        """The code point that a place in the Qt document lies in."""
        if place >= self.starts[-1]:
            return self.begin + len(self.starts) - 1
        exact = bisect_left(self.starts, place)
        return self.begin + (exact if self.starts[exact] == place else bisect_right(self.starts, place) - 1)


def _safe(character: str) -> str:
    if character in _BREAKS:
        return "\n"
    if character == _BYTE_ORDER_MARK:
        return _WORD_JOINER
    if character in _STRUCTURE or 0xD800 <= ord(character) <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return character
