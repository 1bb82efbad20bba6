"""A window on a session in memory, shown off-screen, with a clock that a test moves by hand."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.app import make_window
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.settings import Settings
from tests.gui.fake_session import TAXONOMY, TEXT, FakeSession

CLEAR = "FINDINGS: Lungs are clear. No effusion.\n\nIMPRESSION: Normal chest."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen platform says this for every window; it has nobody to give size hints to."""
    for item in items:
        if "tests/gui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A shown window, with what a test needs to work it: keys, time, and waiting until all is painted."""

    def __init__(self, window: MainWindow, session: FakeSession, clock: Clock, qtbot: QtBot) -> None:
        self.window, self.session, self.clock, self._qtbot = window, session, clock, qtbot

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.window.is_settled, timeout=10_000)
        for _ in range(4):  # a layout that changes asks for another round
            QApplication.processEvents()

    def press(
        self, *keys: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, on: QWidget | None = None
    ) -> None:
        for key in keys:
            QTest.keyClick(on or QApplication.focusWidget() or self.window, key, held)
            self.settle()

    def look(self, seconds: float = 1.0) -> None:
        self.clock.now += seconds

    @property
    def report_id(self) -> str:
        return str(self.window.flow.pages.report_id)

    @property
    def said(self) -> str:
        return self.window.status_line.currentMessage()

    def label(self, finding_id: str, report_id: str = "R-0001") -> str | None:
        correction = self.session.stored[report_id].corrections.get(finding_id)
        return str(correction.label) if correction else None


OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk_thread() -> Iterator[DeskThread]:
    thread = DeskThread()
    yield thread
    thread.close()


@pytest.fixture
def open_desk(qtbot: QtBot, desk_thread: DeskThread) -> Iterator[OpenDesk]:
    """Opens a window on a session (or on texts); closes it in the end without asking."""
    opened: list[MainWindow] = []

    def open_it(
        session: FakeSession | None = None, *, texts: list[str] | None = None, size: tuple[int, int] = (1366, 768),
        settings: Settings | None = None, **more,
    ) -> Desk:  # fmt: skip
        session = session or FakeSession(texts or [TEXT, CLEAR, CLEAR, CLEAR])
        clock = Clock()
        window = make_window(
            session, desk_thread, taxonomy_id=TAXONOMY, settings=settings or Settings(reader="Ada Berg"),
            clock=clock, **more,
        )  # fmt: skip
        opened.append(window)
        window.resize(*size)
        window.show()
        window.start()
        desk = Desk(window, session, clock, qtbot)
        QTest.qWaitForWindowActive(window)
        if session.stored:
            desk.settle()
        return desk

    yield open_it
    for window in opened:
        window.end()
        window.hide()
        window.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
