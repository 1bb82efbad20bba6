"""Long work that stands aside: the same items, and pauses in between."""

import pytest

from mosaic_desk.desk import giving_way as module
from mosaic_desk.desk.giving_way import giving_way


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now, self.pauses = 0.0, 0

    def perf_counter(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses += 1
        self.now += seconds


@pytest.mark.parametrize(("each_s", "pauses"), [(0.0, 0), (0.0015, 33), (0.1, 100)])
def test_it_pauses_by_the_time_that_passed_and_not_by_the_items(
    monkeypatch: pytest.MonkeyPatch, each_s: float, pauses: int
) -> None:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    taken = []
    for item in giving_way(range(100)):
        taken.append(item)
        clock.now += each_s
    assert taken == list(range(100))
    assert clock.pauses == pytest.approx(pauses, abs=1)
