"""The window worked with the keyboard alone."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from mosaic_desk.core.events import EventKind, ReportState
from tests.gui.conftest import OpenDesk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_a_reader_walks_through_all_reports_without_the_mouse(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("n")  # atelectasis, then the cursor is on the next row
    assert desk.label("atelectasis") == "negative"
    assert desk.window.findings.current.name == "Cardiomegaly"
    desk.press(Qt.Key.Key_Down, held=SHIFT)
    assert desk.window.findings.current.name == "Pneumothorax"
    desk.press("3")
    assert desk.label("pneumothorax") == "uncertain"
    for expected in ("R-0002", "R-0003", "R-0004"):
        desk.look()
        desk.press(Qt.Key.Key_Return)
        assert desk.report_id == expected
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert all(stored.state is ReportState.DONE for stored in desk.session.stored.values())
    assert "No open report is left" in desk.said


def test_every_class_has_a_letter_and_a_number_and_goes_on_to_the_next_row(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for key in "pnum1234":
        desk.press(key)
    answers = [desk.label(finding_id) for finding_id in list(desk.session.names)[:8]]
    assert answers == ["positive", "negative", "uncertain", "not_mentioned"] * 2
    assert desk.window.findings.current.name == "Pleural effusion"


def test_rows_are_walked_with_arrows_and_with_j_and_k_and_stop_at_the_ends(open_desk: OpenDesk) -> None:
    desk = open_desk()
    findings = desk.window.findings
    desk.press(Qt.Key.Key_Down, "j")
    assert findings.current.name == "Consolidation"
    desk.press(Qt.Key.Key_Up, "k", "k", "k")
    assert findings.current.name == "Atelectasis"
    desk.press(*[Qt.Key.Key_Down] * 20)
    assert findings.current.name == "Support devices"


def test_a_accepts_the_suggestion_of_the_row(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("a")
    assert desk.session.stored["R-0001"].corrections["atelectasis"].kind is EventKind.ACCEPTED


def test_letters_are_inert_in_text_fields(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for field in (desk.window.findings.filter, desk.window.worklist.search):
        field.setFocus()
        desk.press(*"pnumaf1?")
        assert field.text() == "pnumaf1?"
        desk.press(Qt.Key.Key_Backspace)
        assert field.text() == "pnumaf1"
        field.clear()
    assert not desk.session.stored["R-0001"].corrections
    assert not desk.session.stored["R-0001"].is_flagged


def test_backspace_and_delete_do_nothing_outside_text_fields(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("p")
    before = dict(desk.session.stored["R-0001"].corrections)
    desk.press(Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    assert desk.session.stored["R-0001"].corrections == before
    assert desk.report_id == "R-0001"


def test_enter_in_the_filter_or_the_worklist_commits_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("3", "3", on=desk.window.findings.widgets[0])
    desk.look()
    for widget in (desk.window.findings.filter, desk.window.worklist.view):
        widget.setFocus()
        desk.press(Qt.Key.Key_Return)
    assert desk.session.stored["R-0001"].state is not ReportState.DONE


def test_enter_in_any_field_or_list_of_the_window_commits_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 3)
    window = desk.window
    window.report.open_search()
    kinds = (QLineEdit, QComboBox, QTextEdit, QPlainTextEdit, QAbstractItemView)
    fields = [widget for widget in window.findChildren(QWidget) if isinstance(widget, kinds)]
    tried = 0
    for field in fields:
        if not field.isVisible() or field.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        desk.look()
        field.setFocus()
        desk.press(Qt.Key.Key_Return, on=field)
        tried += 1
        assert all(stored.state is ReportState.UNREAD for stored in desk.session.stored.values()), field
    assert tried >= 5


def test_a_held_enter_commits_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 3)
    desk.look()
    row = QApplication.focusWidget()
    repeat = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True, 1
    )  # fmt: skip
    for _ in range(5):
        QApplication.sendEvent(row, repeat)
    desk.settle()
    assert all(stored.state is ReportState.UNREAD for stored in desk.session.stored.values())
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0002"


def test_a_report_shown_for_less_than_seven_tenths_of_a_second_is_not_committed(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 3)
    desk.look(0.69)
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0001"
    assert "only just appeared" in desk.said
    desk.look(0.02)
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0002"


def test_a_row_that_needs_its_own_key_stops_the_commit_and_says_why(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.look()
    desk.press(Qt.Key.Key_Return, held=CTRL)
    assert desk.session.stored["R-0001"].state is ReportState.UNREAD
    assert desk.window.findings.current.name == "Pneumothorax"
    assert desk.said == "Pneumothorax needs its own key first: the model is unsure."
    desk.press("n", Qt.Key.Key_Return)
    assert desk.report_id == "R-0002"


def test_an_answer_and_a_commit_pressed_at_once_are_kept_in_order(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 3)
    desk.look()
    window = desk.window
    window.commands["set_positive"].trigger()
    window.commands["commit"].trigger()
    desk.settle()
    assert desk.label("atelectasis") == "positive"
    assert desk.report_id == "R-0002"


def test_undo_says_what_it_takes_back_and_goes_across_commits(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    desk.press("p")
    assert window.commands["undo"].text() == "Undo: Atelectasis → positive"
    desk.press("z", held=CTRL)
    assert desk.said == "Undo: Atelectasis → positive"
    assert desk.label("atelectasis") is None
    desk.press("y", held=CTRL)
    assert desk.label("atelectasis") == "positive"
    window.findings.go_to("pneumothorax")
    desk.press("n")
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0002"
    desk.press("z", held=CTRL)
    assert desk.report_id == "R-0001"
    assert desk.session.stored["R-0001"].state is ReportState.STARTED


def test_alt_and_arrows_go_back_and_forward_and_add_up(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press(Qt.Key.Key_Right, held=ALT)
    assert desk.report_id == "R-0002"
    desk.window.commands["forward"].trigger()
    desk.window.commands["forward"].trigger()
    desk.settle()
    assert desk.report_id == "R-0004"
    desk.press(Qt.Key.Key_Right, held=ALT)
    assert "no report further" in desk.said
    desk.press(Qt.Key.Key_Left, Qt.Key.Key_Left, held=ALT)
    assert desk.report_id == "R-0002"


def test_f_flags_and_h_opens_the_guideline(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("f")
    assert desk.session.stored["R-0001"].is_flagged
    assert "flagged" in desk.window.report.state.text()
    desk.press("h")
    assert desk.window.findings.guideline.isVisible()
    assert desk.window.findings.guideline.text == "Atelectasis: what counts."
    desk.press("h", "f")
    assert not desk.window.findings.guideline.isVisible()
    assert not desk.session.stored["R-0001"].is_flagged


def test_e_goes_round_the_evidence_of_the_row(open_desk: OpenDesk) -> None:
    desk = open_desk()
    text = desk.window.report.text
    places = []
    for _ in range(3):
        desk.press("e")
        places.append(text.shown.from_qt(text.textCursor().position()))
    spans = [span[0] for span in desk.session.stored["R-0001"].suggestions["atelectasis"].evidence]
    assert places == [*spans, spans[0]]
    desk.window.findings.go_to("lung_lesion")
    desk.press("e")
    assert "no evidence" in desk.said


def test_f6_goes_round_the_panels(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    seen = []
    for _ in range(3):
        desk.press(Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        seen.append(
            next(
                name
                for name, panel in (
                    ("worklist", window.worklist), ("report", window.report), ("findings", window.findings),
                )
                if panel.isAncestorOf(focused)
            )
        )  # fmt: skip
    assert seen == ["worklist", "report", "findings"]


def test_ctrl_f_searches_all_reports_and_escape_comes_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    desk.press("f", held=CTRL)
    assert QApplication.focusWidget() is window.worklist.search
    desk.press(*"pneumothorax")
    window.worklist.asked.emit()
    desk.settle()
    assert window.worklist.model.rowCount() == 1
    assert len(window.report.text.extraSelections()) >= 1
    desk.press(Qt.Key.Key_Escape)  # closes what is offered below the box
    desk.press(Qt.Key.Key_Escape)
    assert window.worklist.search.text() == ""
    assert window.findings.isAncestorOf(QApplication.focusWidget())


def test_ctrl_s_says_when_the_last_answer_was_saved(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("p")
    desk.press("s", held=CTRL)
    assert "saved 14:02:11" in desk.said


def test_answers_of_a_row_hidden_by_the_filter_are_not_given(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.window.findings.filter.setText("no such finding")
    assert desk.window.findings.current is None
    desk.window.commands["set_positive"].trigger()
    desk.settle()
    assert not desk.session.stored["R-0001"].corrections
    desk.window.findings.filter.setText("effus")
    assert desk.window.findings.current.name == "Pleural effusion"


def test_a_click_on_a_class_button_answers_and_goes_on(open_desk: OpenDesk) -> None:
    desk = open_desk()
    row = desk.window.findings.widgets[3]
    next(iter(row.buttons.values())).click()
    desk.settle()
    assert desk.label("edema") == "positive"
    assert desk.window.findings.current.name == "Enlarged cardiomediastinum"
