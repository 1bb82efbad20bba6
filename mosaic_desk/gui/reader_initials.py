"""The initials that stand for readers on screen, told apart among everybody whom the window knows.

One table for the process: a pill is painted from a correction alone, and must show the same as its neighbour.
"""

from collections.abc import Iterable

from mosaic_desk.desk.readers import distinct_initials, initials

_known: dict[str, str] = {}


def tell_apart(readers: Iterable[str]) -> bool:
    """Use the initials of these readers from now on; says whether anybody's changed."""
    told = distinct_initials(readers)
    is_new = told != _known
    _known.clear()
    _known.update(told)
    return is_new


def shown_initials(reader: str) -> str:
    """The initials of a reader; of one who is not known by the name alone."""
    return _known.get(reader) or initials(reader)
