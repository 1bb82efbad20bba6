"""Long work in a thread beside the reader's: it stands aside every few milliseconds.

Whoever reads rows of SQLite lets go of Python's one lock for each of them, but so shortly that it mostly takes it
again itself: another thread was seen to wait for two seconds. A pause of half a millisecond lets it in. Work of
many seconds is better done in a process of its own (`desk.material_process`).
"""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

_WORK_S, _PAUSE_S = 0.004, 0.0005


def giving_way(items: Iterable[Item]) -> Iterator[Item]:
    """The same items; an eighth of the time that is spent on them is given to others."""
    since = time.perf_counter()
    for item in items:
        yield item
        if time.perf_counter() - since > _WORK_S:
            time.sleep(_PAUSE_S)
            since = time.perf_counter()
