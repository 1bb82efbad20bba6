"""The real window on a real project, worked by key events alone, with a stopwatch on what it paints.

Knows Qt and the window; knows no truth and no policy. The session, its thread, the database and every widget
are the program's own; only the clock by which a reader has looked at a report is moved by hand, because
nobody wants to wait 0.7 s for each of three thousand reports.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from mosaic_desk.bench.desk_cases import READER
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.review import ReviewPage
from mosaic_desk.desk.office import Office
from mosaic_desk.gui.app import make_application, make_window
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.settings import Settings

HEARTBEAT_MS = 5
SMALL_SCREEN = (1366, 768)
_PATIENCE_S = 60.0


class WindowStuck(MosaicError):
    """The window did not do what a key should have made it do."""


class ReaderClock:
    """Seconds that pass by themselves, and more of them when the reader looks."""

    def __init__(self) -> None:
        self._more = 0.0

    def __call__(self) -> float:
        """Now, in seconds that only grow."""
        return time.monotonic() + self._more

    def look(self, seconds: float = 1.0) -> None:
        """The reader looks so long at what is on the screen."""
        self._more += seconds


class PaintWatch(QObject):
    """Notes when the window has been painted, and what was on it then."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_painting = False
        self.paints: list[tuple[float, object]] = []  # when each ended, and what was on the screen
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the window paint, then note the time."""
        if event.type() is not QEvent.Type.UpdateRequest or self._is_painting:
            return False
        self._is_painting = True
        try:
            QCoreApplication.sendEvent(watched, event)
        finally:
            self._is_painting = False
        self.paints.append((time.perf_counter(), shown_on(self._window)))
        return True


def shown_on(window: MainWindow) -> object:
    """Which report the screen shows, and in which phase."""
    page = window.flow.pages.page
    return None if page is None else (page.report.report_id, page.phase)


class Heartbeat(QObject):
    """A timer of the window's event loop; the longest gap between two beats is the longest stall.

    `longest_own_ms` is the most that a gap can owe to this process: the time its threads had a processor in it.
    The rest of a gap is other programs' work on a machine that is busy.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = self.longest_own_ms = 0.0
        self._last, self._last_own = time.perf_counter(), time.process_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(HEARTBEAT_MS)

    def restart(self) -> None:
        """Forget what was."""
        self.longest_ms = self.longest_own_ms = 0.0
        self._last, self._last_own = time.perf_counter(), time.process_time()

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.process_time()
        gap_ms, own_ms = (now - self._last) * 1000 - HEARTBEAT_MS, (own - self._last_own) * 1000
        self.longest_ms = max(self.longest_ms, gap_ms)
        self.longest_own_ms = max(self.longest_own_ms, min(gap_ms, own_ms))
        self._last, self._last_own = now, own


class DrivenWindow:
    """A shown window, and the only ways in which a reader reaches it: keys and time."""

    def __init__(self, window: MainWindow, clock: ReaderClock) -> None:
        self.window, self.clock = window, clock
        self.watch = PaintWatch(window)
        self.heartbeat = Heartbeat(window)
        self.keys = 0
        self.key_ms: list[float] = []  # from each key to the end of the next paint
        self.commit_own_ms: list[float] = []  # this process's share of each time from commit to paint

    @property
    def page(self) -> ReviewPage:
        """The open report.

        Raises:
            WindowStuck: if none is.
        """
        page = self.window.flow.pages.page
        if page is None:
            raise WindowStuck("No report is open.")
        return page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        """One key stroke to whatever has the keyboard; gives when it was sent, and counts it."""
        self.keys += 1
        self.watch.paints.clear()
        started = time.perf_counter()
        handle = self.window.windowHandle()
        QTest.keyClick(handle, key, held)
        return started

    def press_and_see(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key stroke, until it is painted and everything it asked for has come back."""
        started = self.press(key, held)
        self.until(lambda: bool(self.watch.paints))
        self.key_ms.append((self.watch.paints[0][0] - started) * 1000)
        self.settle()

    def press_until_other(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> float | None:
        """One key stroke; milliseconds until another report, or the same revealed, is painted; None if it stays."""
        before, own = shown_on(self.window), time.process_time()
        started = self.press(key, held)
        self.until(lambda: self._time_of_other(before) is not None or self._has_stayed(before))
        seen = self._time_of_other(before)
        self.commit_own_ms += [] if seen is None else [(time.process_time() - own) * 1000]
        self.settle()
        return None if seen is None else (seen - started) * 1000

    def settle(self) -> None:
        """Wait until nothing is on its way from the desk."""
        self.until(lambda: self.window.is_settled)

    def pause(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def until(self, is_there: Callable[[], bool], *, patience_s: float = _PATIENCE_S) -> None:
        """Let the window live until something is so.

        Raises:
            WindowStuck: if it does not become so.
        """
        end = time.monotonic() + patience_s
        while not is_there():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if time.monotonic() > end:
                raise WindowStuck("The window did not come to rest.")

    def _time_of_other(self, before: object) -> float | None:
        return next((at for at, what in self.watch.paints if what != before), None)

    def _has_stayed(self, before: object) -> bool:
        """Whether the key is dealt with and the same report is still there."""
        return self.window.is_settled and shown_on(self.window) == before and bool(self.watch.paints)


@contextmanager
def driven_window(
    project: Path, *, prepare: Callable[[Office], None] = lambda _office: None, settings: Settings | None = None,
    size: tuple[int, int] = SMALL_SCREEN, has_report: bool = True,
) -> Iterator[DrivenWindow]:
    """The window on a project, shown and settled; `prepare` runs in the desk's thread before a report is opened."""
    make_application(off_screen=True)
    office = Office(project, reader=READER)
    clock = ReaderClock()
    try:
        office.desk_thread.ask(lambda: prepare(office)).result()
        window = make_window(
            office.session, office.desk_thread, taxonomy_id=office.taxonomy.id, suggester=office.suggester,
            importer=office.importer, settings=settings or Settings(reader=READER), picture=office.pictures,
            device="CPU", clock=clock,
        )  # fmt: skip
        driven = DrivenWindow(window, clock)
        try:
            window.resize(*size)
            window.show()
            window.start()
            driven.until(lambda: window.is_settled or (not has_report and window.background.is_idle))
            yield driven
        finally:  # a window that is stuck must not ask a desk that is closed
            window.end()
            window.hide()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finally:
        office.close()


def stalls(driven: DrivenWindow) -> dict[str, float]:
    """The longest stall since the heartbeat was restarted, and how much of one this process can have caused."""
    return {
        "longest_stall_ms": driven.heartbeat.longest_ms,
        "longest_own_stall_ms": driven.heartbeat.longest_own_ms,
    }
