"""How fast long work goes and when it will be done, in words."""

import sys
import time
from collections import deque
from collections.abc import Callable

_LOOKED_BACK_S = 300.0
"""Long enough to hold several stretches: within one, the short reports come first."""
_LEAST_S = 5.0
"""Nothing is said of a rate before."""


class Pace:
    """The rate of the last minutes, and the time that the rest takes at it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()  # time, done; a second apart or more

    def text(self, *, done: int, total: int) -> str:
        """“9.8 a second, 2 h 29 min left”; empty in the first seconds."""
        now = self._clock()
        if not self._marks or now - self._marks[-1][0] >= 1:
            self._marks.append((now, done))
        while now - self._marks[0][0] > _LOOKED_BACK_S and len(self._marks) > 1:
            self._marks.popleft()
        since, before = self._marks[0]
        if now - since < _LEAST_S or done <= before:
            return ""
        rate = (done - before) / (now - since)
        return f"{rate:,.1f} a second, {in_words((total - done) / rate)} left"


def in_words(seconds: float) -> str:
    """“40 s”, “12 min”, “2 h 29 min”."""
    if round(seconds) < 60:
        return f"{round(seconds)} s"
    minutes = (round(seconds) + 30) // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def peak_mib() -> float:
    """The most memory that this process has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
