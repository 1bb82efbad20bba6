"""A window in which a reading session is planned, read and left by keys; its ranking waits for a test's word."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from mosaic_desk.core.reading_session import SessionPlan
from mosaic_desk.gui.session_dialog import SessionDialog
from mosaic_desk.gui.sessions import Sessions
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.fake_sessions import FakeRanking, FakeSessions
from tests.gui.test_dialogs import when_open

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def fake_ranking(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[FakeRanking]]:
    """Ranks in the place of the desk's; for a fixture of each file."""
    FakeRanking.forget()
    monkeypatch.setattr("mosaic_desk.gui.session_choosing.Ranking", FakeRanking)
    yield FakeRanking
    FakeRanking.go_on.set()


def opened(open_desk: OpenDesk, sessions: FakeSessions | None = None, **more) -> Desk:
    session = FakeSession([CLEAR] * 4)
    session.sessions = sessions or FakeSessions()
    return open_desk(session, **more)


def of(desk: Desk) -> Sessions:
    return desk.window.around.sessions


def ask(desk: Desk, act: Callable[[QDialog], object], *, kind: type[QDialog] = SessionDialog) -> None:
    """Press the session's key, and do something with the dialog that comes."""
    when_open(kind, act)
    desk.press("r", held=CTRL | SHIFT)
    back(desk)


def back(desk: Desk) -> None:
    """The window has the keyboard again, as window managers see to."""
    desk.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window)
    desk.window.findings.focus_rows()


def begun(desk: Desk, qtbot: QtBot, *keys: Qt.Key) -> SessionPlan:
    """A session that is planned with these keys and Enter."""

    def press(dialog: QDialog) -> None:
        for key in (*keys, Qt.Key.Key_Return):
            QTest.keyClick(QApplication.focusWidget() or dialog, key)

    ask(desk, press)
    sessions = desk.session.sessions
    qtbot.waitUntil(lambda: bool(sessions.begun) and of(desk).standing is not None)
    desk.settle()
    return sessions.begun[-1][0]


def press_button(dialog: QDialog, text: str) -> None:
    """Enter on a button of a dialog."""
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == text)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def committed(desk: Desk) -> None:
    desk.look()
    desk.press(Qt.Key.Key_Return, held=CTRL)
    desk.settle()
