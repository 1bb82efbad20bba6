"""Nobody waits for a training: a child that measures or tries is ended at once when its window or dialog closes."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from mosaic_desk.desk.adapter_shelf import ShelfDesk
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import adapter_folder_of
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.desk.training import TrainingDesk
from mosaic_desk.gui.adapter_decision import AdapterDecision
from mosaic_desk.gui.training_dialog import TrainingDialog
from mosaic_desk.store import Project
from tests.desk.run_folders import run_made
from tests.desk.test_errand import SLOW, is_gone
from tests.desk.test_training_desk import ADA, corrected
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.test_dialogs import when_open

RUN = "2026-11-23-1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = corrected(tmp_path / "a.mosaic", reports=60)
    run_made(path, RUN)
    manifest = adapter_folder_of(path, RUN) / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**told, "fingerprint": {"odd": 1}}), encoding="utf-8")
    return path


@pytest.fixture
def training(path: Path, desk_thread: DeskThread) -> Iterator[TrainingDesk]:
    """Steps are measured, and adapters are tried, by a child that takes ten minutes."""
    slow = (sys.executable, "-c", SLOW, str(path.parent / "told"))

    def made() -> tuple[Project, TrainingDesk]:
        project = Project.open(path)
        seat, adapters = Seat(project, reader=ADA), AdapterDesk(project)
        training = TrainingDesk(seat, adapters, trial_command=slow)
        training.adapters = ShelfDesk(seat, adapters, command=slow)
        return project, training

    project, training = desk_thread.ask(made).result()
    yield training
    desk_thread.ask(project.close).result()


def opened(open_desk: OpenDesk, training: TrainingDesk) -> Desk:
    session = FakeSession([CLEAR] * 4)
    session.training = training
    return open_desk(session)


def shown(desk: Desk) -> TrainingDialog:
    desk.window.commands["train"].trigger()
    dialog = desk.window.around.training.dialog
    assert dialog is not None
    return dialog


def working(told: Path, qtbot: QtBot) -> int:
    """The number of the child that works; forgotten at once, so that the next one is told of anew."""
    qtbot.waitUntil(lambda: told.exists() and bool(told.read_text(encoding="utf-8")), timeout=60_000)
    number = int(told.read_text(encoding="utf-8"))
    told.unlink()
    assert not is_gone(number)
    return number


def test_a_step_that_cannot_be_measured_is_said_and_is_not_waited_for(
    open_desk: OpenDesk, qtbot: QtBot, training: TrainingDesk
) -> None:
    training._trial_command = (sys.executable, "-c", "raise SystemExit(1)")
    dialog = shown(opened(open_desk, training))
    qtbot.waitUntil(lambda: dialog.before.means.text() == "How long it takes could not be measured.", timeout=30_000)
    assert dialog.problem.text().startswith("A training step could not be tried")


def closed_in_s(desk: Desk) -> float:
    began = time.monotonic()
    assert desk.window.close()
    desk.window.around.close()
    return time.monotonic() - began


def test_a_window_that_closes_does_not_wait_for_the_measured_step(
    open_desk: OpenDesk, qtbot: QtBot, training: TrainingDesk, path: Path
) -> None:
    desk = opened(open_desk, training)
    shown(desk)
    child = working(path.parent / "told", qtbot)
    assert closed_in_s(desk) < 1
    qtbot.waitUntil(lambda: is_gone(child))
    qtbot.waitUntil(lambda: not list(path.parent.glob(".training-*")))


def test_a_dialog_that_closes_ends_the_measured_step_and_asks_anew_when_it_comes_up(
    open_desk: OpenDesk, qtbot: QtBot, training: TrainingDesk, path: Path
) -> None:
    desk = opened(open_desk, training)
    dialog = shown(desk)
    first = working(path.parent / "told", qtbot)
    dialog.close()
    qtbot.waitUntil(lambda: is_gone(first))
    desk.settle()
    assert dialog.problem.isHidden() and desk.window.banner.isHidden(), "nothing went wrong"
    shown(desk)
    second = working(path.parent / "told", qtbot)
    assert second != first
    dialog.close()
    qtbot.waitUntil(lambda: is_gone(second))


def test_another_choice_ends_the_step_that_was_measured_for_the_one_before(
    open_desk: OpenDesk, qtbot: QtBot, training: TrainingDesk, path: Path
) -> None:
    dialog = shown(opened(open_desk, training))
    first = working(path.parent / "told", qtbot)
    dialog.before.choices.preset.setCurrentIndex(0)
    working(path.parent / "told", qtbot)
    qtbot.waitUntil(lambda: is_gone(first))
    dialog.close()


def test_a_window_that_closes_does_not_wait_for_an_adapter_that_is_tried(
    open_desk: OpenDesk, qtbot: QtBot, training: TrainingDesk, path: Path
) -> None:
    desk = opened(open_desk, training)
    ours = desk.window.around.training
    ours.show_result(RUN)
    measured = working(path.parent / "told", qtbot)  # the dialog came up, so its first page is asked for too
    qtbot.waitUntil(lambda: ours.dialog.after.result is not None, timeout=20_000)
    ours.dialog.close()
    qtbot.waitUntil(lambda: is_gone(measured))

    def decide(asked: QDialog) -> None:
        asked.why.setText("Tried by hand.")
        asked.accept()

    when_open(AdapterDecision, decide)
    ours.adapting.promote(ours.dialog.after.result, over=ours.dialog)
    child = working(path.parent / "told", qtbot)
    assert closed_in_s(desk) < 1
    qtbot.waitUntil(lambda: is_gone(child))
    with Project.open(path, is_read_only=True) as project:
        assert project.adapters.events() == ()
