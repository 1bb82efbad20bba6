"""The worklist: states, the box with its terms and completion, rows that come in stretches."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import ProjectError
from mosaic_desk.core.events import Mode, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import Phase, WorklistRow
from mosaic_desk.gui.worklist_model import STRETCH_ROWS, RowRole
from mosaic_desk.gui.worklist_words import second_line, spoken_row
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import TEXT, FakeSession

CTRL = Qt.KeyboardModifier.ControlModifier


def ids(desk: Desk) -> list[str]:
    model = desk.window.worklist.model
    return [model.index(row).data() for row in range(model.rowCount())]


def spoken(desk: Desk, row: int) -> str:
    return desk.window.worklist.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def ask(desk: Desk, query: str) -> None:
    desk.window.worklist.ask(query)
    desk.settle()


def test_states_follow_what_the_reader_does(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR] * 3)
    assert spoken(desk, 0) == "R-0001, number 1, unread, 2021-03-01"
    desk.press("p")
    assert spoken(desk, 0).startswith("R-0001, number 1, started, differs from the suggestion")
    desk.press("f")
    assert spoken(desk, 0).startswith("R-0001, number 1, started, flagged, ")
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert desk.window.worklist.view.currentIndex().row() == 1


def test_the_row_of_a_committed_report_is_done(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR] * 2)
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert spoken(desk, 0).startswith("R-0001, number 1, done")
    desk.press("z", held=CTRL)
    assert spoken(desk, 0).startswith("R-0001, number 1, unread")


def test_the_row_of_a_blind_page_tells_nothing_of_the_suggestion(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[TEXT] * 2)
    desk.press("n")
    page = desk.window.flow.pages.page
    assert page is not None
    model = desk.window.worklist.model
    model.show_page(replace(page, phase=Phase.REVEALED))
    assert model.index(0).data(RowRole).disagrees
    blind = replace(page, phase=Phase.BLIND, mode=Mode.FIRST_READ, drawn_by="random")
    model.show_page(blind)
    row = model.index(0).data(RowRole)
    assert not row.disagrees and row.is_blind and "first read" in second_line(row)
    bare = replace(row, has_suggestion=False)
    assert second_line(bare) == second_line(row) and spoken_row(bare) == spoken_row(row)


def test_words_and_terms_show_what_they_find(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR, TEXT, CLEAR])
    panel = desk.window.worklist
    for query, found in (
        ("pneumothorax", ["R-0002"]), ("0003", ["R-0003"]), ("-pneumothorax", ["R-0001", "R-0003"]),
        ("state:unread,started pneumothorax", ["R-0002"]), ("state:done", []), ("", ["R-0001", "R-0002", "R-0003"]),
    ):  # fmt: skip
        ask(desk, query)
        assert ids(desk) == found
        assert panel.empty.isVisible() == (found == [])
        assert desk.window.places.worklist_dock.titleBarWidget().text() == f"Worklist ({len(found)})"
    ask(desk, "state:done")
    assert "press Esc in the box" in panel.empty.text()


def test_what_is_looked_for_is_marked_in_the_text(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk(texts=[TEXT])
    shown: list[tuple[str, ...]] = []
    monkeypatch.setattr(desk.window.report.text, "show_words", shown.append)
    ask(desk, 'lucency -nothing state:unread "skin fold"')
    assert shown == [("lucency", "skin fold")]


def test_a_wrong_word_gives_one_sentence_and_the_list_stays(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR, TEXT])
    panel = desk.window.worklist
    ask(desk, "state:read")
    assert panel.said.isVisible() and panel.said.text().startswith("“state:read” means nothing here")
    assert ids(desk) == ["R-0001", "R-0002"] and not desk.window.banner.isVisible()
    ask(desk, "state:unread")
    assert not panel.said.isVisible()


def test_what_a_list_leaves_out_is_said_below_the_box(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR])
    desk.session.lists.note = "Reports you have not committed are left out."
    ask(desk, "clear")
    assert desk.window.worklist.said.text() == "Reports you have not committed are left out."


def test_typing_searches_once_it_pauses(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    desk.session.lists.calls.clear()
    qtbot.keyClicks(desk.window.worklist.search, "clear")
    qtbot.waitUntil(lambda: "found clear" in desk.session.lists.calls)
    desk.settle()
    assert sum(call.startswith("found") for call in desk.session.lists.calls) == 1


def test_a_long_list_has_all_its_places_at_once_and_its_rows_in_stretches(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(FakeSession([CLEAR] * (STRETCH_ROWS * 3 + 20)))
    model, view = desk.window.worklist.model, desk.window.worklist.view
    last = STRETCH_ROWS * 3 + 19
    assert model.rowCount() == last + 1
    assert sum(model.index(row).data(RowRole) is not None for row in range(STRETCH_ROWS)) == STRETCH_ROWS
    assert model.index(last).data() is None
    view.setFocus()
    desk.press(Qt.Key.Key_End)
    assert view.currentIndex().row() == last
    qtbot.waitUntil(lambda: model.index(last).data() == f"R-{last + 1:04}")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == f"R-{last + 1:04}"


def test_while_a_stretch_is_on_its_way_only_the_last_wanted_are_asked_for_next(open_desk: OpenDesk) -> None:
    desk = open_desk(FakeSession([CLEAR] * (STRETCH_ROWS * 9)))
    model = desk.window.worklist.model
    for stretch in (1, 4, 8, 2, 4):
        model.index(stretch * STRETCH_ROWS).data()
    first_of = [stretch * STRETCH_ROWS + 1 for stretch in (2, 4, 8)]
    assert model.take_wanted() == tuple(place for first in first_of for place in range(first, first + STRETCH_ROWS))
    assert model.take_wanted() == ()


def test_letters_in_the_list_walk_through_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(FakeSession([CLEAR] * (STRETCH_ROWS * 3)))
    view = desk.window.worklist.view
    view.setFocus()
    desk.session.lists.calls.clear()
    QTest.keyClick(view, "R")
    desk.settle()
    assert desk.session.lists.calls == [] and view.currentIndex().row() == 0


def test_a_click_opens_a_report_and_gives_the_keyboard_to_the_findings(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    panel = desk.window.worklist
    place = panel.view.visualRect(panel.model.index(2)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    assert desk.report_id == "R-0003"
    desk.press("p")
    assert desk.label("atelectasis", "R-0003") == "positive"


def test_enter_in_the_box_opens_the_first_report_found_also_before_the_search_is_back(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR, TEXT])
    box = desk.window.worklist.search
    box.setFocus()
    box.setText("lucency")
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0002"


def test_down_in_the_box_goes_into_the_list_and_esc_empties_it(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(texts=[CLEAR, TEXT])
    panel = desk.window.worklist
    panel.search.setFocus()
    ask(desk, "lucency")
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.view.hasFocus()
    panel.search.setFocus()
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(ids(desk)) == 2)
    assert not panel.search.text() and not panel.search.hasFocus()


def offered(desk: Desk) -> list[str]:
    options = desk.window.worklist.search.options
    if not options.isVisible():
        return []
    return [options.topLevelItem(row).text(0) for row in range(options.topLevelItemCount())]


def test_options_are_picked_by_tab_or_enter_which_do_nothing_more(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR, TEXT])
    box = desk.window.worklist.search
    box.setFocus()
    QTest.keyClicks(box, "sta")
    assert offered(desk) == ["state:"]
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == "state:" and box.hasFocus()
    assert offered(desk) == ["state:unread", "state:started", "state:done", "state:skipped"]
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "state:started " and offered(desk) == []
    desk.settle()
    assert desk.report_id == "R-0001", "Enter in the options picks, and opens no report"
    QTest.keyClicks(box, "effu")
    assert offered(desk) == ["pleural_effusion="] and not box.options.is_marked


def test_enter_behind_a_bare_word_opens_and_down_and_enter_pick(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR, TEXT])
    box = desk.window.worklist.search
    box.setFocus()
    QTest.keyClicks(box, "pneumothorax")
    assert offered(desk) == ["pneumothorax="]
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "pneumothorax=" and offered(desk)[0] == "pneumothorax=positive"
    box.clear()
    QTest.keyClicks(box, "pneumothorax")
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0002" and offered(desk) == []


def test_esc_closes_the_options_and_keeps_what_was_typed(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[CLEAR])
    box = desk.window.worklist.search
    box.setFocus()
    QTest.keyClicks(box, "is:")
    assert offered(desk) == ["is:flagged", "is:unsure", "is:disagreement"]
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.options.current == 2
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert offered(desk) == [] and box.text() == "is:" and box.hasFocus()
    box.clear()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert "state:" in offered(desk), "Down in an empty box shows what can be asked"
    desk.window.findings.focus_rows()
    assert offered(desk) == []


def test_options_show_imported_names_as_plain_text(open_desk: OpenDesk) -> None:
    session = FakeSession([CLEAR], names={"edema": "<b>Oedema</b>"})
    desk = open_desk(session)
    box = desk.window.worklist.search
    box.setFocus()
    QTest.keyClicks(box, "edem")
    assert box.options.topLevelItem(0).text(1) == "<b>Oedema</b>"


def test_a_worklist_that_cannot_be_read_says_so_in_the_banner(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(texts=[CLEAR])

    def fail(*_args: object) -> None:
        raise ProjectError("The disk is faulty.")

    monkeypatch.setattr(desk.session.lists, "found", fail)
    ask(desk, "clear")
    assert desk.window.banner.text == "The disk is faulty."


def test_the_line_below_the_id_says_the_state_in_words() -> None:
    row = WorklistRow(
        position=1, report_id=ReportId("r"), state=ReportState.STARTED, is_flagged=True, has_suggestion=False,
        has_text=True, has_image=False, language="da", study_date="2021-01-01", reason="only 3 positives of Fracture",
    )  # fmt: skip
    assert second_line(row) == ("Started · flagged · no suggestion · 2021-01-01 · da · only 3 positives of Fracture")


def test_counts_follow_the_answers(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("p")
    spoken_counts = desk.window.places.counts.table.accessibleName()
    assert spoken_counts.startswith("Atelectasis: positive 1, negative 0, uncertain 0, not mentioned 0; ")
    assert desk.window.findings.widgets[0].row.positives == 1


def test_the_open_report_stays_in_sight_when_the_list_gets_smaller(open_desk: OpenDesk) -> None:
    desk = open_desk(FakeSession([CLEAR] * 100))
    view = desk.window.worklist.view
    desk.window.flow.pages.open(ReportId("R-0050"))
    desk.settle()
    view.scrollTo(view.currentIndex(), view.ScrollHint.PositionAtBottom)
    desk.window.resize(1366, 600)
    desk.settle()
    assert view.currentIndex().row() == 49
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
