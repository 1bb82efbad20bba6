"""Every place of some words in a text, looked for piece by piece so that a long text never stops the window.

Knows no widget. Capitals do not matter; places are code points of the text.
"""

import re
from bisect import bisect_right

from mosaic_desk.core.suggestion import Span

_PIECE = 200_000
MOST_HITS = 1000


class TextSearch:
    """`look` until `is_done`; `hits` grow in the order of the text."""

    def __init__(self, text: str, words: str) -> None:
        self._text = text
        self._pattern = re.compile(re.escape(words), re.IGNORECASE) if words else None
        self._next = 0
        self._overlap = len(words)
        self.hits: list[Span] = []

    @property
    def is_done(self) -> bool:
        """Whether the whole text has been looked through, or enough was found."""
        return self._pattern is None or self._next >= len(self._text) or len(self.hits) >= MOST_HITS

    def look(self) -> None:
        """Look through one more piece."""
        if self._pattern is None or self.is_done:
            return
        begin, end = self._next, self._next + _PIECE
        begin = max(begin, self.hits[-1][1] if self.hits else 0)
        # A hit may begin in this piece and end in the next.
        for match in self._pattern.finditer(self._text, begin, min(end + self._overlap - 1, len(self._text))):
            if match.start() < end and len(self.hits) < MOST_HITS:
                self.hits.append(match.span())
        self._next = end

    def after(self, place: int) -> int | None:
        """Which hit begins behind a place, the first of all behind the last; None where there is none."""
        if not self.hits:
            return None
        return bisect_right(self.hits, place, key=lambda span: span[0]) % len(self.hits)

    def before(self, place: int) -> int | None:
        """Which hit begins before a place, the last of all before the first; None where there is none."""
        if not self.hits:
            return None
        count = sum(span[0] < place for span in self.hits)
        return (count - 1) % len(self.hits)
