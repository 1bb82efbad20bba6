"""Numbers as the interface's language writes them: 1,234 and 0.5 in English, 1.234 and 0,5 in Danish.

Knows the signs between digits and nothing of what is counted.
"""

from mosaic_desk.gui.language import shown_language

_SWAPPED = str.maketrans(",.", ".,")


def counted(value: int) -> str:
    """A whole number with its thousands apart."""
    return in_language(f"{value:,}")


def in_language(written: str) -> str:
    """A number written in English ("1,234.5"), as the interface's language writes it."""
    return written if shown_language() == "en" else written.translate(_SWAPPED)
