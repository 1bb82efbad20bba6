"""Queues and saved views of the worklist, and the earlier reports of a patient."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from mosaic_desk.core.ids import PatientId, ReportId
from mosaic_desk.gui.stretch import MOST, STRETCH
from mosaic_desk.gui.worklist_views import SaveViewDialog, ViewsDialog
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import TEXT, FakeSession

CTRL = Qt.KeyboardModifier.ControlModifier


def ids(desk: Desk) -> list[str]:
    model = desk.window.worklist.model
    return [model.index(row).data() for row in range(model.rowCount())]


def ask(desk: Desk, query: str) -> None:
    desk.window.worklist.ask(query)
    desk.settle()


def of_patient(*days: str) -> FakeSession:
    session = FakeSession([CLEAR] * len(days))
    for stored, day in zip(session.stored.values(), days, strict=True):
        stored.report = replace(stored.report, patient_id=PatientId("P7"), study_date=day)
    return session


def test_a_queue_is_chosen_and_next_unread_serves_from_it(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR, TEXT, CLEAR, TEXT])
    desk.session.lists.kept = {"Fold & lucency": "lucency"}
    desk.window.queue.serve("lucency")
    desk.settle()
    assert ids(desk) == ["R-0002", "R-0004"] and desk.session.lists.served_query == "lucency"
    desk.window.commands["next_unread"].trigger()
    desk.settle()
    assert desk.report_id == "R-0002"
    desk.window.commands["next_unread"].trigger()
    desk.settle()
    assert desk.report_id == "R-0004"
    desk.window.queue.serve("state:done")
    desk.settle()
    desk.window.commands["next_unread"].trigger()
    desk.settle()
    assert desk.said == "No unread report is left in this queue."


def test_the_button_says_which_queue_is_served(open_desk: OpenDesk) -> None:
    session = FakeSession([CLEAR])
    session.lists.kept = {"Mine & yours": "lucency"}
    desk = open_desk(session)
    button = desk.window.queue.button
    assert button.text() == "Queue: All reports ▾"
    texts = [action.text() for action in button.views_menu.actions() if action.text()]
    assert texts[:2] == ["All reports", "Unread"] and "Mine && yours" in texts
    next(action for action in button.views_menu.actions() if action.text() == "Mine && yours").trigger()
    desk.settle()
    assert button.accessibleName() == "Queue: Mine & yours"
    assert desk.window.worklist.search.text() == "lucency"


def answer(act: Callable[[QDialog], None], *, tries: int = 500) -> None:
    """Let the dialog that opens next be answered by `act`, once it has the keyboard."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if (dialog is None or not dialog.isActiveWindow()) and tries:
            answer(act, tries=tries - 1)
            return
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()  # whatever happened: a dialog that stays would wait for ever

    QTimer.singleShot(10, look)


def test_a_search_is_saved_as_a_view_by_keyboard(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR])
    ask(desk, "clear state:unread")

    def name_it(dialog: SaveViewDialog) -> None:
        assert not dialog.save.isEnabled()
        QTest.keyClicks(dialog.field, "To do")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    answer(name_it)
    desk.press("s", held=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.session.lists.kept == {"To do": "clear state:unread"}
    assert desk.said == "View “To do” saved."
    assert "To do" in [action.text() for action in desk.window.queue.button.views_menu.actions()]


def test_an_empty_box_is_not_saved(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR])
    desk.press("s", held=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.session.lists.kept == {} and desk.said.startswith("Type words or terms")
    assert desk.window.worklist.search.hasFocus()


def test_views_are_renamed_and_deleted(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = FakeSession([CLEAR])
    session.lists.kept = {"A": "clear", "B": "state:done"}
    desk = open_desk(session)
    monkeypatch.setattr(ViewsDialog, "_may_delete", lambda self, view: view.name == "B")

    def change(dialog: ViewsDialog) -> None:
        dialog.list.item(0).setText("  ")
        assert dialog.list.item(0).text() == "A", "a view keeps its name rather than have none"
        dialog.list.item(0).setText("First")
        dialog.delete_button.click()
        assert dialog.list.count() == 2, "not without a yes"
        dialog.list.setCurrentRow(1)
        assert dialog.query.text() == "state:done"
        dialog.delete_button.click()
        dialog.reject()

    answer(change)
    desk.window.commands["views"].trigger()
    desk.settle()
    assert desk.session.lists.kept == {"First": "clear"}


def test_earlier_reports_are_listed_and_open_beside(open_desk: OpenDesk) -> None:
    desk = open_desk(of_patient("2023-01-05", "2021-02-01", "2022-06-30"))
    priors = desk.window.worklist.priors
    assert priors.isVisible() and priors.title.text() == "Earlier reports (2)"
    assert [priors.list.item(row).text() for row in range(2)] == ["2022-06-30 · R-0003", "2021-02-01 · R-0002"]
    desk.press("e", held=CTRL)
    assert priors.list.hasFocus()
    desk.press(Qt.Key.Key_Return)
    queue = desk.window.queue
    assert queue.prior_dock.isVisible() and queue.prior.isReadOnly() and queue.prior.hasFocus()
    assert queue.prior.toPlainText() == CLEAR
    assert desk.report_id == "R-0001", "the open report stays open"
    desk.press(Qt.Key.Key_Escape)
    assert not queue.prior_dock.isVisible() and desk.window.findings.isAncestorOf(QApplication.focusWidget())


def test_of_a_long_earlier_report_a_stretch_is_shown_that_grows_at_both_ends(open_desk: OpenDesk) -> None:
    session = of_patient("2023-01-05", "2021-02-01")
    session.stored[ReportId("R-0002")].report = replace(
        session.stored[ReportId("R-0002")].report, text="The lungs are clear.\n" * 500_000
    )
    desk = open_desk(session)
    desk.press("e", held=CTRL)
    desk.press(Qt.Key.Key_Return)
    prior = desk.window.queue.prior
    bar = prior.verticalScrollBar()
    assert prior.document().characterCount() < STRETCH * 1.1
    for _ in range(3):
        bar.setValue(bar.maximum())
        desk.settle()
    later = prior.stretch
    assert later.begin > 0 and later.end - later.begin < MOST * 1.1
    bar.setValue(0)
    desk.settle()
    assert prior.stretch.begin < later.begin


def test_an_earlier_report_does_not_stay_beside_another_patients(open_desk: OpenDesk) -> None:
    session = of_patient("2023-01-05", "2021-02-01")
    session.stored[ReportId("R-0003")] = FakeSession([CLEAR], ids=["R-0003"]).stored[ReportId("R-0003")]
    desk = open_desk(session)
    desk.press("e", held=CTRL)
    desk.press(Qt.Key.Key_Return)
    desk.window.flow.pages.open(ReportId("R-0003"))
    desk.settle()
    assert not desk.window.queue.prior_dock.isVisible() and not desk.window.worklist.priors.isVisible()
    desk.press("e", held=CTRL)
    assert desk.said == "No earlier report of this patient is known here."
    desk.press("e", held=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.said == "This report names no patient."


def test_all_reports_of_a_patient_are_one_key_away(open_desk: OpenDesk) -> None:
    session = of_patient("2023-01-05", "2021-02-01", "2022-01-01")
    session.stored[ReportId("R-0002")].report = replace(
        session.stored[ReportId("R-0002")].report, patient_id=PatientId("another")
    )
    desk = open_desk(session)
    desk.press("e", held=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.worklist.search.text() == "patient:P7" and ids(desk) == ["R-0001", "R-0003"]
