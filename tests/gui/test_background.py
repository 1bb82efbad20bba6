"""Work in the desk's thread, handed over in the window's."""

import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import MosaicError, ProjectError
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.background import Background


def test_work_is_done_there_and_handed_over_here(qtbot: QtBot, desk_thread: DeskThread) -> None:
    background, threads = Background(desk_thread), []

    def unwanted(error: MosaicError | None) -> None:
        raise AssertionError(error)

    with qtbot.waitSignal(background.idle):
        background.ask(
            threading.get_ident,
            done=lambda worked_in: threads.extend([worked_in, threading.get_ident()]),
            failed=unwanted,
        )
        assert not background.is_idle
    assert threads[0] != threads[1] == threading.get_ident()
    assert background.is_idle


def test_answers_come_in_the_order_of_the_questions(qtbot: QtBot, desk_thread: DeskThread) -> None:
    background, heard = Background(desk_thread), []
    with qtbot.waitSignal(background.idle):
        for number in range(50):
            background.ask(lambda number=number: number, done=heard.append, failed=heard.append)
    assert heard == list(range(50))


def test_an_error_that_can_be_mended_is_handed_to_failed(qtbot: QtBot, desk_thread: DeskThread) -> None:
    background, heard = Background(desk_thread), []
    error = ProjectError("The disk is full.")

    def work() -> None:
        raise error

    with qtbot.waitSignal(background.idle):
        background.ask(work, done=heard.append, failed=heard.append)
    assert heard == [error]


def test_an_error_of_our_own_reaches_the_crash_hook(
    qtbot: QtBot, desk_thread: DeskThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    background, heard, crashes = Background(desk_thread), [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: crashes.append(kind))
    with qtbot.waitSignal(background.idle):
        background.ask(lambda: 1 / 0, done=heard.append, failed=heard.append)
    assert heard == [None]
    assert crashes == [ZeroDivisionError]


def test_nothing_is_handed_over_after_closing(qtbot: QtBot, desk_thread: DeskThread) -> None:
    background, heard = Background(desk_thread), []
    go = threading.Event()
    background.ask(go.wait, done=heard.append, failed=heard.append)
    background.close()
    go.set()
    desk_thread.ask(lambda: None).result()
    qtbot.wait(20)
    background.ask(lambda: 1, done=heard.append, failed=heard.append)
    qtbot.wait(20)
    assert heard == []
