"""Calibrating in a window: asked for while the reader rests, never while they work."""

import pytest
from pytestqt.qtbot import QtBot

from mosaic_desk.gui import calibrating
from tests.gui.conftest import OpenDesk
from tests.gui.fake_session import TEXT, FakeSession


def test_the_desk_is_asked_once_the_reader_rests_and_again_while_more_is_to_be_done(
    open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrating, "_PAUSE_MS", 30)
    session, left = FakeSession([TEXT]), [True, True, False]
    monkeypatch.setattr(session, "calibrate", lambda _taxonomy_id: left.pop(0) if left else False)
    open_desk(session)
    qtbot.waitUntil(lambda: not left, timeout=5_000)


def test_whoever_works_is_not_kept_waiting(
    open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrating, "_PAUSE_MS", 300)
    desk = open_desk()
    qtbot.waitUntil(lambda: "calibrate" in desk.session.calls, timeout=5_000)
    desk.session.calls.clear()
    for _ in range(4):
        desk.press("P", "K")
        qtbot.wait(100)
    assert "calibrate" not in desk.session.calls
    qtbot.waitUntil(lambda: "calibrate" in desk.session.calls, timeout=5_000)
