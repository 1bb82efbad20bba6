"""How a training ends in the window where something is quick or goes wrong: told in the dialog that is looked at."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.retraining import RunPhase, TrainingChoice, TrainingResult
from mosaic_desk.core.verdict import Comparison, Outcome, Verdict
from mosaic_desk.gui.training_dialog import TrainingDialog
from mosaic_desk.gui.verdict_words import verdict_sentences
from tests.gui.conftest import CLEAR, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.fake_training import ALIVE, FakeTraining

CTRL = Qt.KeyboardModifier.ControlModifier
DONE = replace(ALIVE, phase=RunPhase.DONE)


class QuickTraining(FakeTraining):
    """Over before anybody can look at it."""

    def start(self, choice: TrainingChoice) -> None:
        super().start(choice)
        self.view = DONE


def shown(training: FakeTraining, open_desk: OpenDesk) -> TrainingDialog:
    """The dialog by its key."""
    session = FakeSession([CLEAR] * 4)
    session.training = training
    desk = open_desk(session)
    desk.press(Qt.Key.Key_T, held=CTRL)
    dialog = desk.window.around.training.dialog
    assert dialog is not None
    return dialog


def test_a_run_that_is_over_at_the_first_look_is_shown_with_its_result(open_desk: OpenDesk, qtbot: QtBot) -> None:
    dialog = shown(QuickTraining(), open_desk)
    qtbot.waitUntil(dialog.before.start.isEnabled)
    dialog.before.start.click()
    qtbot.waitUntil(lambda: dialog.after.result is not None, timeout=20_000)
    assert dialog.tabs.currentWidget() is dialog.after


def test_a_comparison_that_fails_is_told_in_the_dialog_and_not_waited_for(open_desk: OpenDesk, qtbot: QtBot) -> None:
    training = FakeTraining(view=DONE)

    def fail() -> Comparison | None:
        raise InputError("after.jsonl of this run is damaged; the run cannot be judged by it.")

    training.compare = fail
    dialog = shown(training, open_desk)
    qtbot.waitUntil(lambda: dialog.problem.text() != "")
    assert "damaged" in dialog.problem.text() and dialog.problem.isVisible()
    assert dialog.after.headline.text() == "Not compared"
    dialog.complain("Another sentence.")
    assert dialog.after.headline.text() == "Not compared"


def test_findings_have_their_names_wherever_they_stand_in_a_sentence() -> None:
    note = "No held-out report is positive for pleural_other, lung_lesion, so nothing is known of them."
    doubt = "edema is guarded and lost sensitivity: 0.90 before, 0.60 now."
    verdict = Verdict(outcome=Outcome.NOTHING, sentence="", doubts=(doubt,), notes=(note,))
    names = {FindingId("pleural_other"): "Pleural other", FindingId("lung_lesion"): "Lung lesion",
             FindingId("edema"): "Edema"}  # fmt: skip
    result = TrainingResult(
        name="a", is_active=False, comparison=Comparison(taxonomies=(), verdict=verdict), names=names, titles={}
    )
    said = " ".join(verdict_sentences(result))
    assert "Edema is guarded" in said and "positive for Pleural other, Lung lesion, so" in said
