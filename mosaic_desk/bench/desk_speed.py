"""How fast the window answers in a large project: keys, commits, search, scrolling, pictures. In milliseconds.

Knows the window; knows no truth: the reader accepts what waits and commits.
"""

from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from mosaic_desk.bench.desk_reading import choose_mode, spread_of
from mosaic_desk.bench.desk_robot import Policy, Robot
from mosaic_desk.bench.desk_window import DrivenWindow, driven_window, stalls
from mosaic_desk.core.events import Mode

_WARM_REPORTS = 10
_SEARCHES = ("effusion", "no pneumothorax", "derrame pleural", "badofe", "effusion catheter", "Rippenfraktur")
_SCROLL_STEPS = 400
_NO_PAINT_S = 0.5


def measured(project: Path, *, commits: int) -> dict[str, Any]:
    """Every figure of speed, one after the other in the same window.

    Raises:
        MosaicError: if the window does not do what the keys ask for.
    """
    with driven_window(project, prepare=lambda office: choose_mode(office, Mode.PREFILLED)) as driven:
        robot = Robot(driven, {}, Policy.TRUSTING)
        for _ in range(_WARM_REPORTS):
            robot.read()
        driven.key_ms.clear()
        driven.commit_own_ms.clear()
        committed = [took for _ in range(commits) for took in robot.read().commit_ms]
        own = list(driven.commit_own_ms)
        keys = _rows(driven)
        return {
            "commit_to_painted_ms": spread_of(committed),
            "commit_own_ms": spread_of(own),
            "key_to_painted_ms": spread_of(keys),
            "step_to_painted_ms": spread_of(_steps(driven)),
            "search_ms": spread_of([_search(driven, words) for words in _SEARCHES]),
            "scrolling": _scroll(driven),
        }


def _rows(driven: DrivenWindow) -> list[float]:
    """Up and down the rows, and an answer and its undo: every kind of key that repaints."""
    driven.key_ms.clear()
    for key in [Qt.Key.Key_J] * 12 + [Qt.Key.Key_K] * 12 + [Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_M]:
        driven.press_and_see(key)
    return list(driven.key_ms)


def _steps(driven: DrivenWindow) -> list[float]:
    """Back and forward between reports."""
    took = []
    for key in [Qt.Key.Key_Right] * 5 + [Qt.Key.Key_Left] * 5:
        took += [driven.press_until_other(key, Qt.KeyboardModifier.AltModifier) or 0.0]
    return [one for one in took if one]


def _search(driven: DrivenWindow, words: str) -> float:
    """From the last letter to the rows found, less the pause in which more letters are waited for."""
    panel = driven.window.worklist
    QTest.keyClick(driven.window.windowHandle(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    panel.search.clear()
    driven.pause(0.4)
    heard: list[float] = []
    asked: list[float] = []
    panel.model.modelReset.connect(lambda: heard.append(perf_counter()))
    panel.asked.connect(lambda: asked.append(perf_counter()))
    QTest.keyClicks(panel.search, words)
    driven.until(lambda: bool(asked) and any(at > asked[-1] for at in heard))
    return (heard[-1] - asked[-1]) * 1000


def _wait_for_paint(driven: DrivenWindow) -> None:
    end = perf_counter() + _NO_PAINT_S
    driven.until(lambda: bool(driven.watch.paints) or perf_counter() > end)


def _scroll(driven: DrivenWindow) -> dict[str, float]:
    """The wheel over the worklist, down from its top; the time until each step is painted, and the longest stall."""
    panel = driven.window.worklist
    panel.search.clear()
    driven.pause(0.5)
    driven.settle()
    driven.heartbeat.restart()
    took = []
    view = panel.view.viewport()
    for _ in range(_SCROLL_STEPS):
        started = perf_counter()
        place = QPointF(20, 40)
        wheel = QWheelEvent(
            place, view.mapToGlobal(place), QPoint(), QPoint(0, -360), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        driven.watch.paints.clear()
        QCoreApplication.sendEvent(view, wheel)
        _wait_for_paint(driven)
        if not driven.watch.paints:
            break  # the end of the list
        took.append((perf_counter() - started) * 1000)
    driven.settle()
    reached = panel.model.rowCount()
    return {**spread_of(took), "rows": float(reached), **stalls(driven)}
