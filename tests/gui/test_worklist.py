"""The worklist: states, search, filters, parts."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import WorklistFilter, WorklistRow
from mosaic_desk.gui.worklist_delegate import second_line
from mosaic_desk.gui.worklist_model import PART_ROWS
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import TEXT, FakeSession


def ids(desk: Desk) -> list[str]:
    model = desk.window.worklist.model
    return [model.index(row).data() for row in range(model.rowCount())]


def spoken(desk: Desk, row: int) -> str:
    return desk.window.worklist.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def test_states_follow_what_the_reader_does(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR] * 3)
    assert spoken(desk, 0) == "R-0001, unread"
    desk.press("p")
    assert spoken(desk, 0) == "R-0001, started"
    desk.press("f")
    assert spoken(desk, 0) == "R-0001, started, flagged"
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert desk.window.worklist.view.currentIndex().row() == 1


def test_the_row_of_a_committed_report_is_done(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR] * 2)
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert spoken(desk, 0) == "R-0001, done"
    desk.press("z", held=Qt.KeyboardModifier.ControlModifier)
    assert spoken(desk, 0) == "R-0001, unread"


def test_a_search_shows_what_was_found_in_texts_and_ids(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR, TEXT, CLEAR])
    panel = desk.window.worklist
    for words, found in (("pneumothorax", ["R-0002"]), ("0003", ["R-0003"]), ("nothing like it", []), ("", 3)):
        panel.search.setText(words)
        panel.asked.emit()
        desk.settle()
        assert ids(desk) == found or len(ids(desk)) == found
        assert panel.empty.isVisible() == (found == [])


def test_typing_searches_once_it_pauses(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    desk.session.calls.clear()
    qtbot.keyClicks(desk.window.worklist.search, "effusion")
    qtbot.waitUntil(lambda: "worklist" in desk.session.calls)
    desk.settle()
    assert desk.session.calls.count("worklist") == 1


def test_a_filter_shows_one_state(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR] * 3)
    desk.press("p")
    panel = desk.window.worklist
    panel.show_only.setCurrentIndex(panel.show_only.findData(WorklistFilter.STARTED))
    panel.asked.emit()
    desk.settle()
    assert ids(desk) == ["R-0001"]


def test_a_long_worklist_comes_in_parts(open_desk: OpenDesk) -> None:
    desk = open_desk(FakeSession([CLEAR] * (PART_ROWS + 20)))
    panel = desk.window.worklist
    assert panel.model.rowCount() == PART_ROWS
    panel.view.scrollToBottom()
    desk.settle()
    assert panel.model.rowCount() == PART_ROWS + 20
    assert len(set(ids(desk))) == PART_ROWS + 20


def test_a_click_opens_a_report_and_gives_the_keyboard_to_the_findings(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    panel = desk.window.worklist
    place = panel.view.visualRect(panel.model.index(2)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    assert desk.report_id == "R-0003"
    desk.press("p")
    assert desk.label("atelectasis", "R-0003") == "positive"


def test_enter_in_the_search_opens_the_first_report_found(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(texts=[CLEAR, TEXT])
    panel = desk.window.worklist
    panel.search.setFocus()
    panel.search.setText("pneumothorax")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0002"


def test_the_line_below_the_id_says_the_state_in_words() -> None:
    row = WorklistRow(
        position=1, report_id=ReportId("r"), state=ReportState.STARTED, is_flagged=True, has_suggestion=False,
        has_text=True, has_image=False, language="da", study_date="2021-01-01",
    )  # fmt: skip
    assert second_line(row) == "Started · flagged · no suggestion · 2021-01-01 · da"


def test_counts_follow_the_answers(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("p")
    spoken_counts = desk.window.places.counts.table.accessibleName()
    assert spoken_counts.startswith("Atelectasis: positive 1, negative 0, uncertain 0, not mentioned 0; ")
    assert desk.window.findings.widgets[0].row.positives == 1
