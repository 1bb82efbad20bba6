"""The history beside a review on the fake session: back several steps, to a report, and not asked for unseen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from tests.gui.conftest import OpenDesk
from tests.gui.test_text_tools import CTRL, ready, when_open


def test_the_history_goes_back_several_steps_after_asking(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("n", "p", "u")
    desk.press("h", held=CTRL)
    panel = desk.window.text_tools.history.panel
    assert [entry.text for entry in panel.entries] == [
        "Consolidation → uncertain", "Cardiomegaly → positive", "Atelectasis → negative",
    ]  # fmt: skip
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    asked = []

    def answer(box: QMessageBox, verb: str) -> None:
        asked.append((box.text(), box.defaultButton().text()))
        next(button for button in box.findChildren(QPushButton) if button.text().startswith(verb)).click()

    when_open(QMessageBox, lambda box: answer(box, "Cancel"))
    desk.press(Qt.Key.Key_Return)
    ready(desk)
    assert desk.label("consolidation") == "uncertain"
    when_open(QMessageBox, lambda box: answer(box, "Undo 3 actions"))
    desk.press(Qt.Key.Key_Return)
    ready(desk)
    assert "Undo the last 3 actions" in asked[0][0]
    assert asked[0][1] == "Cancel"
    assert not desk.session.stored["R-0001"].corrections
    assert all(entry.is_undone for entry in panel.entries)
    assert panel.current.text == "Atelectasis → negative"
    desk.press(Qt.Key.Key_Return)  # one step: redone without asking
    assert desk.label("atelectasis") == "negative"
    assert desk.label("cardiomegaly") is None
    assert desk.window.commands["redo"].text() == "Redo: Cardiomegaly → positive"


def test_the_history_opens_the_report_of_an_action_and_closes_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("f")
    desk.window.commands["forward"].trigger()
    desk.settle()
    desk.press("h", held=CTRL)
    desk.press("g")
    assert desk.report_id == "R-0001"
    history = desk.window.text_tools.history
    desk.press(Qt.Key.Key_F6, Qt.Key.Key_F6)
    assert desk.window.findings.isAncestorOf(QApplication.focusWidget())
    desk.press(Qt.Key.Key_F6)
    assert history.panel.view.hasFocus()
    desk.press("h", held=CTRL)
    assert not history.dock.isVisible()
    assert desk.window.findings.isAncestorOf(QApplication.focusWidget())


def test_the_desk_is_not_asked_for_a_history_that_nobody_sees(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("n", "p")
    assert "history" not in desk.session.calls
    desk.press("h", held=CTRL)
    assert "history" in desk.session.calls
