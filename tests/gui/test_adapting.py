"""Which adapter suggests, decided from the window: promote, roll back, export, import, and what follows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.retraining import RunPhase
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.gui.adapter_decision import AdapterDecision
from mosaic_desk.gui.adapters_dialog import AdaptersDialog
from mosaic_desk.gui.training_dialog import TrainingDialog
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.fake_training import ALIVE, RUN, FakeTraining, comparison
from tests.gui.test_dialogs import when_open

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
BLIND, FEW = {"reports": 60, "first_reads": 60}, {"reports": 8, "first_reads": 8}


class Suggester:
    """Notes what it is asked."""

    def __init__(self) -> None:
        self.tell: Callable[[SuggestProgress], None] = lambda _: None
        self.models: list[ModelChoice] = []
        self.started: list[Sequence[ReportId] | None] = []

    def use_taxonomy(self, taxonomy_id: str) -> None: ...

    def use_model(self, choice: ModelChoice) -> None:
        self.models.append(choice)

    def start(self, report_ids: Sequence[ReportId] | None = None) -> None:
        self.started.append(report_ids)

    def cancel(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def training() -> FakeTraining:
    training = FakeTraining()
    training.view = None
    training.compare = lambda: comparison(**BLIND)
    training.outdated_ids = (ReportId("R-0002"), ReportId("R-0003"))
    return training


@pytest.fixture
def suggester() -> Suggester:
    return Suggester()


@pytest.fixture
def desk(open_desk: OpenDesk, training: FakeTraining, suggester: Suggester) -> Desk:
    session = FakeSession([CLEAR] * 4)
    session.training = training
    return open_desk(session, suggester=suggester)


def after(desk: Desk, training: FakeTraining, qtbot: QtBot) -> TrainingDialog:
    """The page after a run, with its result."""
    training.view = replace(ALIVE, phase=RunPhase.DONE)
    desk.window.around.training.show_result(RUN)
    dialog = desk.window.around.training.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.after.result is not None, timeout=20_000)
    return dialog


def adapters(desk: Desk, qtbot: QtBot) -> AdaptersDialog:
    desk.press(Qt.Key.Key_T, held=CTRL_SHIFT)
    dialog = desk.window.around.training.adapting.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0)
    return dialog


def test_promoting_needs_a_name_tries_the_adapter_first_and_suggests_anew(
    desk: Desk, training: FakeTraining, suggester: Suggester, qtbot: QtBot
) -> None:
    training.outdated_ids = (ReportId("R-0002"), ReportId(desk.report_id))
    dialog = after(desk, training, qtbot)

    def decide(asked: AdapterDecision) -> None:
        asked.name.clear()
        QTest.keyClick(asked.name, Qt.Key.Key_Return)
        assert asked.problem.text() == "Say who decides this: the name stands in the history."
        QTest.keyClicks(asked.name, "Cy Holm")
        QTest.keyClick(asked.name, Qt.Key.Key_Return)

    when_open(AdapterDecision, decide)
    dialog.after.promote.click()
    qtbot.waitUntil(lambda: suggester.started == [(desk.report_id, "R-0002")])  # what is on screen comes first
    assert training.calls[-2:] == [f"check {RUN}", f"promote {RUN} by Cy Holm: "]
    assert suggester.models == [ModelChoice(adapter=RUN)]
    assert desk.said == f"\u2068{RUN}\u2069 suggests from now on."
    qtbot.waitUntil(dialog.after.promote.isHidden)


def test_where_there_are_doubts_promoting_needs_a_reason(desk: Desk, training: FakeTraining, qtbot: QtBot) -> None:
    training.compare = lambda: comparison(**FEW)
    dialog = after(desk, training, qtbot)

    def decide(asked: AdapterDecision) -> None:
        assert "Only 8 first reads held out; 50 are needed to be sure." in asked.doubts.text()
        QTest.keyClick(asked.why, Qt.Key.Key_Return)
        assert asked.problem.text() == "Say in a sentence why, in spite of the doubts above."
        QTest.keyClicks(asked.why, "It finds our rare ones.")
        QTest.keyClick(asked.why, Qt.Key.Key_Return)

    when_open(AdapterDecision, decide)
    dialog.after.promote.click()
    qtbot.waitUntil(lambda: training.calls[-1:] == [f"promote {RUN} by Ada Berg: It finds our rare ones."])


def test_an_adapter_that_fails_its_trial_is_not_promoted_and_the_reason_is_shown(
    desk: Desk, training: FakeTraining, qtbot: QtBot
) -> None:
    dialog = after(desk, training, qtbot)
    training.fail_with = ModelRefused("It does not answer what it answered when it was made.")
    when_open(AdapterDecision, lambda asked: QTest.keyClick(asked.name, Qt.Key.Key_Return))
    dialog.after.promote.click()
    qtbot.waitUntil(lambda: dialog.problem.text() == "It does not answer what it answered when it was made.")
    assert training.in_turn == ["mosaic-1"]


def test_keeping_the_old_one_changes_nothing(desk: Desk, training: FakeTraining, qtbot: QtBot) -> None:
    dialog = after(desk, training, qtbot)
    dialog.after.keep.click()
    assert not dialog.isVisible()
    assert training.in_turn == ["mosaic-1"]


def test_new_suggestions_wait_for_those_that_are_being_made(
    desk: Desk, training: FakeTraining, suggester: Suggester, qtbot: QtBot
) -> None:
    desk.window.suggesting.start()
    training.in_turn.append(RUN)
    when_open(AdapterDecision, lambda asked: asked.accept())
    desk.window.commands["roll_back"].trigger()
    qtbot.waitUntil(lambda: suggester.models == [ModelChoice(adapter="mosaic-1")])
    assert suggester.started == [None]
    suggester.tell(SuggestProgress(done=4, total=4, text="", is_finished=True))
    qtbot.waitUntil(lambda: suggester.started == [None, training.outdated_ids])


@pytest.mark.parametrize("error", ["The model's process stood still and was ended.", None])
def test_what_broke_off_or_was_stopped_is_suggested_anew_after_the_next_suggesting(
    desk: Desk, training: FakeTraining, suggester: Suggester, qtbot: QtBot, error: str | None
) -> None:
    training.in_turn.append(RUN)
    when_open(AdapterDecision, lambda asked: asked.accept())
    desk.window.commands["roll_back"].trigger()
    qtbot.waitUntil(lambda: suggester.started == [training.outdated_ids])
    if error is None:
        desk.window.suggesting.cancel()
    suggester.tell(SuggestProgress(done=0, total=0, text="", is_finished=True, error=error))
    qtbot.waitUntil(lambda: not desk.window.suggesting.is_running)
    desk.settle()
    assert suggester.started == [training.outdated_ids], "not against the reader's will, nor into the same fault"
    desk.window.suggesting.start()
    suggester.tell(SuggestProgress(done=0, total=0, text="Suggestions ready", is_finished=True))
    qtbot.waitUntil(lambda: suggester.started == [training.outdated_ids, None, training.outdated_ids])


def test_what_another_window_left_undone_is_suggested_anew_after_the_first_suggesting(
    desk: Desk, training: FakeTraining, suggester: Suggester, qtbot: QtBot
) -> None:
    desk.window.suggesting.start()
    suggester.tell(SuggestProgress(done=4, total=4, text="Suggestions ready", is_finished=True))
    qtbot.waitUntil(lambda: suggester.started == [None, training.outdated_ids])
    training.outdated_ids = ()
    suggester.tell(SuggestProgress(done=2, total=2, text="Suggestions ready", is_finished=True))
    qtbot.waitUntil(lambda: not desk.window.suggesting.is_running)
    desk.settle()
    assert len(suggester.started) == 2


def test_rolling_back_is_one_step_with_a_name(desk: Desk, training: FakeTraining, qtbot: QtBot) -> None:
    training.in_turn.append(RUN)

    def decide(asked: AdapterDecision) -> None:
        assert asked.headline.text() == f"\u2068mosaic-1\u2069 suggests again, in place of \u2068{RUN}\u2069."
        QTest.keyClicks(asked.why, "Too many false alarms.")
        QTest.keyClick(asked.why, Qt.Key.Key_Return)

    when_open(AdapterDecision, decide)
    desk.window.commands["roll_back"].trigger()
    qtbot.waitUntil(lambda: training.calls == ["roll back by Ada Berg: Too many false alarms."])
    qtbot.waitUntil(lambda: desk.said == "\u2068mosaic-1\u2069 suggests again.")


def test_with_nothing_to_roll_back_to_it_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.window.commands["roll_back"].trigger()
    qtbot.waitUntil(lambda: desk.said == "No other adapter was active before: there is nothing to go back to.")


def test_esc_decides_nothing(desk: Desk, training: FakeTraining, qtbot: QtBot) -> None:
    training.in_turn.append(RUN)
    when_open(AdapterDecision, lambda asked: QTest.keyClick(asked, Qt.Key.Key_Escape))
    desk.window.commands["roll_back"].trigger()
    desk.settle()
    assert training.calls == []


def test_the_adapters_are_listed_with_what_was_decided(desk: Desk, training: FakeTraining, qtbot: QtBot) -> None:
    training.promote(RUN, checked="checked", reader="Ada Berg", reason="Better.")
    dialog = adapters(desk, qtbot)
    rows = [[dialog.table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert rows == [["mosaic-1", "came with the program", ""], [RUN, "trained here", "suggests now"]]
    assert [dialog.history.item(0, column).text() for column in (1, 2, 3)] == [
        "Ada Berg", f"promoted \u2068{RUN}\u2069", "Better.",
    ]  # fmt: skip
    assert dialog.roll_back.isEnabled() and not dialog.promote.isEnabled()


def test_what_came_with_the_program_can_neither_be_exported_nor_promoted_here(desk: Desk, qtbot: QtBot) -> None:
    dialog = adapters(desk, qtbot)
    assert dialog.chosen == "mosaic-1"
    assert not any(button.isEnabled() for button in (dialog.compare, dialog.promote, dialog.export, dialog.roll_back))
    assert dialog.take.isEnabled()


def test_an_adapter_goes_out_to_a_file_and_comes_in_from_one(
    desk: Desk, training: FakeTraining, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.in_turn.append(RUN)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "ours.zip"), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "theirs.zip"), ""))
    dialog = adapters(desk, qtbot)
    dialog.export.click()
    qtbot.waitUntil(lambda: desk.said == "\u2068ours.zip\u2069 was written. It was made from patient data.")
    dialog.take.click()
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 3)
    assert training.calls == [f"export {RUN} to ours.zip", "import theirs.zip by Ada Berg"]
    assert desk.said == "\u2068theirs\u2069 was imported; it suggests once it is promoted."


def test_a_zip_that_is_refused_is_told_in_the_dialog(
    desk: Desk, training: FakeTraining, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.fail_with = ModelRefused("This is no adapter.")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("theirs.zip", ""))
    dialog = adapters(desk, qtbot)
    dialog.take.click()
    qtbot.waitUntil(lambda: dialog.problem.text() == "This is no adapter.")


def test_a_project_that_can_only_be_read_shows_its_adapters_and_changes_none(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    session = FakeSession([CLEAR], read_only="Another window has it.")
    session.training.in_turn.append(RUN)
    desk = open_desk(session)
    assert not desk.window.commands["roll_back"].isEnabled()
    dialog = adapters(desk, qtbot)
    assert not dialog.roll_back.isEnabled() and not dialog.take.isEnabled()
    assert dialog.export.isEnabled()
