"""Training from the window: what is said before, the run that is followed and found again, its end, closing over it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.retraining import RunPhase, Start
from mosaic_desk.core.training import Preset
from mosaic_desk.gui.training_dialog import TrainingDialog
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.fake_training import ALIVE, RUN, FakeTraining, comparison
from tests.gui.test_dialogs import when_open

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(open_desk: OpenDesk, training: FakeTraining) -> Desk:
    session = FakeSession([CLEAR] * 4)
    session.training = training
    return open_desk(session)


def shown(desk: Desk, qtbot: QtBot) -> TrainingDialog:
    """The dialog by its key, with what it says before a run."""
    desk.press(Qt.Key.Key_T, held=CTRL)
    dialog = desk.window.around.training.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.before.headline.text() != "Looking at the corrections…")
    return dialog


def answered(button: str) -> Callable[[], None]:
    """Answers the question that comes up next."""

    def press(box: QMessageBox) -> None:
        next(one for one in box.buttons() if one.text() == button).click()

    return when_open(QMessageBox, press)


def words(dialog: TrainingDialog) -> str:
    return "\n".join(label.text() for label in dialog.before.findChildren(QLabel) if label.isVisibleTo(dialog.before))


def test_before_a_run_it_is_said_what_it_learns_from_how_long_it_takes_and_what_is_left_out(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    dialog = shown(opened(open_desk, FakeTraining()), qtbot)
    qtbot.waitUntil(lambda: dialog.before.headline.text() == "Learn from 214 corrected reports  ·  about 9 min")
    said = words(dialog)
    assert "The adapter \u2068mosaic-1\u2069, which suggests now, goes on learning in a copy of its own." in said
    assert "60 reports were corrected since the last training." in said
    assert "31 of them are first reads" in said
    assert "2.1 GB of memory (5.6 GB are free)" in said
    cells = [dialog.before.left_out.item(row, 0).text() for row in range(dialog.before.left_out.rowCount())]
    assert cells == ["findings that the reader was not sure of", "like a report that is kept apart"]
    assert dialog.before.findings.item(0, 1).text() == "9"
    assert dialog.before.sources.item(2, 2).text() == "0.25"


def test_a_training_that_cannot_work_is_refused_with_its_reason(open_desk: OpenDesk, qtbot: QtBot) -> None:
    dialog = shown(opened(open_desk, FakeTraining(refusal="Only 12 corrected reports; 20 are needed.")), qtbot)
    assert "Only 12 corrected reports; 20 are needed." in words(dialog)
    assert not dialog.before.start.isEnabled()
    assert dialog.before.choices.isHidden()


def test_a_machine_that_is_too_small_is_told_before_the_start(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining()
    training.means_refusal = "It needs 2.1 GB of memory and 1.2 GB are free."
    dialog = shown(opened(open_desk, training), qtbot)
    qtbot.waitUntil(lambda: "1.2 GB are free" in words(dialog))
    assert not dialog.before.start.isEnabled()


def test_what_is_chosen_is_what_starts(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining()
    dialog = shown(opened(open_desk, training), qtbot)
    choices = dialog.before.choices
    choices.preset.setCurrentIndex(choices.preset.findData(Preset.QUICK))
    choices.start.setCurrentIndex(choices.start.findData(Start.FRESH))
    qtbot.waitUntil(lambda: "A new adapter learns from nothing." in words(dialog))
    choices.more.click()
    choices.mistyped.click()
    qtbot.waitUntil(dialog.before.start.isEnabled)
    dialog.before.start.setFocus()
    QTest.keyClick(dialog.before.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.tabs.currentWidget() is dialog.run)
    started = training.started[0]
    assert (started.preset, started.start) == (Preset.QUICK, Start.FRESH)
    assert (started.is_mistyped, started.is_reordered, started.asks_fewer) == (True, False, False)


def test_a_run_is_followed_off_the_windows_thread_with_its_curves_and_time_left(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    training = FakeTraining(view=ALIVE)
    desk = opened(open_desk, training)
    dialog = shown(desk, qtbot)
    assert dialog.tabs.currentWidget() is dialog.run
    assert dialog.run.steps.text() == "Step 12 of 60  ·  round 1 of 3  ·  4 min left  ·  1.9 GB of memory"
    assert dialog.run.chart.drawn == (12, 2)
    training.view = replace(ALIVE, step=13, losses=(*ALIVE.losses, (13, 0.5)))
    qtbot.waitUntil(lambda: dialog.run.chart.drawn == (13, 2))
    assert "MainThread" not in training.look_threads
    assert not dialog.before.start.isEnabled()


def test_a_run_is_looked_at_twice_a_second_at_most(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining(view=ALIVE)
    opened(open_desk, training)
    qtbot.waitUntil(lambda: training.looks >= 1)
    before = training.looks
    qtbot.wait(1100)
    assert 1 <= training.looks - before <= 3


def test_without_a_run_nothing_is_looked_at_again(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining()
    opened(open_desk, training)
    qtbot.wait(700)
    assert training.looks == 1


def test_a_run_that_is_alive_at_the_start_is_found_again(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk, FakeTraining(view=ALIVE))
    strip = desk.window.around.training.strip
    qtbot.waitUntil(lambda: strip.text == "Training  ·  20 %  ·  4 min left")
    strip.show_button.click()
    dialog = desk.window.around.training.dialog
    assert dialog is not None and dialog.tabs.currentWidget() is dialog.run


def test_the_end_of_a_run_is_told_and_its_result_is_shown_where_the_dialog_is_open(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    training = FakeTraining(view=ALIVE)
    desk = opened(open_desk, training)
    dialog = shown(desk, qtbot)
    training.view = replace(ALIVE, phase=RunPhase.DONE)
    headline = "Better in 12 of 13 findings; worse in none; on 64 first reads that neither saw"
    qtbot.waitUntil(lambda: dialog.after.headline.text() == headline, timeout=20_000)
    assert desk.said == "The training is done"
    assert "seen" in training.calls
    assert desk.window.around.training.strip.isHidden()


def test_the_end_of_a_run_in_the_background_waits_in_the_strip_until_it_is_looked_at(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    training = FakeTraining(view=replace(ALIVE, phase=RunPhase.DONE))
    desk = opened(open_desk, training)
    strip = desk.window.around.training.strip
    qtbot.waitUntil(lambda: strip.text == "The training is done")
    assert "seen" not in training.calls
    strip.hide_button.click()
    qtbot.waitUntil(lambda: "seen" in training.calls)
    assert strip.isHidden()


def test_pause_and_go_on(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining(view=ALIVE)
    desk = opened(open_desk, training)
    dialog = shown(desk, qtbot)
    dialog.run.pause.click()
    qtbot.waitUntil(lambda: dialog.run.headline.text() == "The training is paused")
    assert dialog.run.pause.isHidden()
    dialog.run.resume.click()
    qtbot.waitUntil(lambda: dialog.run.headline.text() == "Training")
    assert training.calls[-2:] == ["pause", "resume"]


@pytest.mark.parametrize(("button", "is_cancelled"), [("Go on training", False), ("Cancel the training", True)])
def test_cancel_asks_first(open_desk: OpenDesk, qtbot: QtBot, button: str, is_cancelled: bool) -> None:
    training = FakeTraining(view=ALIVE)
    desk = opened(open_desk, training)
    dialog = shown(desk, qtbot)
    answered(button)
    dialog.run.cancel.click()
    desk.settle()
    assert ("cancel" in training.calls) is is_cancelled


def test_a_run_whose_process_is_gone_can_be_gone_on_with(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk, FakeTraining(view=replace(ALIVE, phase=RunPhase.STOPPED)))
    dialog = shown(desk, qtbot)
    assert dialog.run.headline.text() == "The training stopped in the middle"
    assert not dialog.run.resume.isHidden() and dialog.run.pause.isHidden()
    assert dialog.before.start.isEnabled() or dialog.before.headline.text()


def test_what_goes_wrong_with_the_start_is_said_in_the_dialog(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining()
    dialog = shown(opened(open_desk, training), qtbot)
    qtbot.waitUntil(dialog.before.start.isEnabled)
    training.fail_with = InputError("The disk is full.")
    dialog.before.start.click()
    qtbot.waitUntil(lambda: dialog.problem.text() == "The disk is full.")
    qtbot.waitUntil(dialog.before.start.isEnabled)


@pytest.mark.parametrize(
    ("button", "is_closed", "calls"),
    [("Let it go on", True, []), ("Pause it", True, ["pause"]), ("Stay", False, [])],
)
def test_closing_over_a_run_asks_what_becomes_of_it(
    open_desk: OpenDesk, qtbot: QtBot, button: str, is_closed: bool, calls: list[str]
) -> None:
    training = FakeTraining(view=ALIVE)
    desk = opened(open_desk, training)
    qtbot.waitUntil(lambda: desk.window.around.training.view is not None)
    answered(button)
    assert desk.window.close() is is_closed
    qtbot.waitUntil(lambda: desk.window.background.is_idle)
    assert training.calls == calls


def test_closing_without_a_run_asks_nothing(open_desk: OpenDesk) -> None:
    assert opened(open_desk, FakeTraining()).window.close()


def test_on_a_graphics_card_suggesting_waits_for_the_training(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining(view=replace(ALIVE, is_gpu=True))
    session = FakeSession([CLEAR] * 4)
    session.training = training
    desk = open_desk(session, suggester=_Idle())
    suggest = desk.window.commands["suggest"]
    qtbot.waitUntil(lambda: not suggest.isEnabled())
    assert suggest.statusTip() == "The graphics card is training; suggesting goes on after it."
    training.view = replace(ALIVE, is_gpu=True, phase=RunPhase.DONE)
    qtbot.waitUntil(suggest.isEnabled)


def test_a_report_that_the_new_adapter_gets_wrong_opens_from_the_table(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining(view=replace(ALIVE, phase=RunPhase.DONE))
    training.compare = partial(comparison, reports=4, first_reads=0, is_better=False)
    desk = opened(open_desk, training)
    dialog = shown(desk, qtbot)
    qtbot.waitUntil(lambda: dialog.after.result is not None, timeout=20_000)
    assert "not blind" in dialog.after.headline.text()
    desk.window.activateWindow()
    dialog.after.table.selectRow(2)
    assert dialog.after.wrong_title.text() == "Newly wrong: Cardiomegaly"
    wanted = dialog.after.wrong.item(dialog.after.wrong.count() - 1).text()
    dialog.after.wrong.setCurrentRow(dialog.after.wrong.count() - 1)
    QTest.keyClick(dialog.after.wrong, Qt.Key.Key_Return)
    desk.settle()
    assert desk.report_id == wanted


def test_the_dialog_of_a_result_names_its_run(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk, FakeTraining(view=replace(ALIVE, phase=RunPhase.DONE)))
    dialog = shown(desk, qtbot)
    qtbot.waitUntil(lambda: dialog.after.result is not None, timeout=20_000)
    assert dialog.after.result is not None and dialog.after.result.name == RUN


class _Idle:
    """A suggester that does nothing."""

    def __init__(self) -> None:
        self.tell = lambda _: None

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_arguments, **_named: None
