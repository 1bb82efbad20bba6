"""The card of an adapter as a text that may be shown: what a card may hold, written here or carried here.

A card is read by people, in a terminal or a viewer of Markdown. One from elsewhere may hold tables, lists and
emphasis, and nothing that loads, links, runs or rewrites what is on the screen.
"""

import re
import unicodedata

from mosaic_desk.core.errors import ImportRefused

MOST_BYTES = 1 << 18
"""Of a card: that of a run with two hundred findings and a hundred epochs takes 40 KB."""
_MARKED_UP = re.compile(r"[<>\[\]]|&#|&\w+;|://|\bwww\.", re.IGNORECASE)
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Kinds of characters that are no writing: control, direction, half of a pair, private, line ends of other kinds."""

_TAME = {"<": "‹", ">": "›", "[": "(", "]": ")", "&": "+", ":": " ", ".": " "}


def plain_line(text: str) -> str:
    """A text as one line that marks nothing up: what could is a blank, or a sign that looks like it."""
    line = "".join(" " if unicodedata.category(sign) in _HIDDEN else sign for sign in text)
    return _MARKED_UP.sub(lambda found: "".join(_TAME.get(sign, sign) for sign in found.group()), line)


def card_of(data: bytes, *, source: str) -> str:
    """The text of a card that came in a file; `source` is what the file is called.

    Raises:
        ImportRefused: if it is no card that this program writes: too long, no text, or marked up.
    """
    if len(data) > MOST_BYTES:
        raise ImportRefused(f"The card in {source} is longer than any card; it was not unpacked.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise ImportRefused(f"The card in {source} is no text; it was not unpacked.") from None
    if any(unicodedata.category(sign) in _HIDDEN for sign in text.replace("\n", "")):
        raise ImportRefused(f"The card in {source} holds hidden signs; it was not unpacked.")
    if _MARKED_UP.search(text):
        raise ImportRefused(f"The card in {source} holds links or markup; it was not unpacked.")
    return text
