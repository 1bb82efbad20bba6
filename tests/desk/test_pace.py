"""Rate and time left, in words."""

import pytest

from mosaic_desk.desk.pace import Pace


def told(rate: float, seconds: int, total: int) -> str:
    """What is said after so many seconds at a steady rate."""
    now = [0.0]
    pace, text = Pace(clock=lambda: now[0]), ""
    for second in range(seconds + 1):
        now[0] = second
        text = pace.text(done=round(rate * second), total=total)
    return text


def test_nothing_is_said_of_a_rate_in_the_first_seconds() -> None:
    assert told(10, 3, 1000) == ""


@pytest.mark.parametrize(
    ("rate", "seconds", "total", "text"),
    [
        (10, 100, 1500, "10.0 a second, 50 s left"),
        (10, 100, 7000, "10.0 a second, 10 min left"),
        (10, 1000, 100_000, "10.0 a second, 2 h 30 min left"),
        (2000, 10, 20_000, "2,000.0 a second, 0 s left"),
    ],
)
def test_rate_and_time_left_are_told_in_words(rate: float, seconds: int, total: int, text: str) -> None:
    assert told(rate, seconds, total) == text


def test_only_the_last_minutes_count_so_that_a_night_asleep_is_forgotten() -> None:
    now = [0.0]
    pace = Pace(clock=lambda: now[0])
    for second in [*range(100), *range(40_000, 40_500)]:
        now[0] = second
        text = pace.text(done=second - 39_800 if second > 1000 else second, total=100_000)
    assert text.startswith("1.0 a second")
