"""Evidence of one's own, doubt, comment, skip, guideline and find, with the keyboard alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from mosaic_desk.core.errors import ProjectError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.gui.comment_list import CommentList
from mosaic_desk.gui.note_dialog import LONGEST_NOTE, NoteDialog
from mosaic_desk.gui.report_text import ReportText
from mosaic_desk.gui.skip_dialog import SkipDialog
from tests.gui.conftest import Desk, OpenDesk
from tests.gui.fake_session import TEXT, FakeSession, span, suggest

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FULL = ProjectError("The disk is full: free some space, then try again.")


def own(desk: Desk, finding_id: str = "atelectasis", report_id: str = "R-0001") -> tuple:
    return desk.session.stored[report_id].own.get(finding_id, ())


def when_open(kind: type[QDialog], act: Callable[[QDialog], object], *, tries: int = 500) -> None:
    """Do something with the dialog that the next command opens, once it has the keyboard."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if (dialog is None or not dialog.isActiveWindow()) and tries:
            when_open(kind, act, tries=tries - 1)
            return
        assert isinstance(dialog, kind)
        try:
            act(dialog)
        finally:  # a dialog that stays open would wait for ever
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(10, look)


def ready(desk: Desk) -> None:
    """Wait until the keyboard has come back from a dialog."""
    desk.window.activateWindow()  # which a desktop does by itself
    assert QTest.qWaitForWindowActive(desk.window)
    assert QApplication.focusWidget() is not None


def select(text: ReportText, words: str, within: str = TEXT) -> tuple[int, int]:
    wanted = span(within, words)
    text.reveal(wanted, selects=True)
    return wanted


def grounds(text: ReportText) -> list[str]:
    return [
        shown.cursor.selectedText() for shown in text.extraSelections() if shown.format.background().style().value
    ]  # fmt: skip


def test_selected_words_become_the_readers_evidence_on_a_ground_of_their_own(open_desk: OpenDesk) -> None:
    desk = open_desk()
    text = desk.window.report.text
    wanted = select(text, "small left pleural effusion with adjacent atelectasis")
    desk.press("e", held=SHIFT)
    assert own(desk) == (wanted,)
    assert grounds(text) == ["small left pleural effusion with adjacent atelectasis"]
    waves = [
        shown.cursor.selectedText() for shown in text.extraSelections()
        if shown.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    ]  # fmt: skip
    assert "adjacent atelectasis" in waves  # the model's and the reader's on the same words
    assert not text.textCursor().hasSelection()


def test_a_selection_is_made_and_marked_with_keys_in_the_report(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: 😀 𝔸 left effusion."])
    text = desk.window.report.text
    text.setFocus()
    desk.press(Qt.Key.Key_Home, held=CTRL)
    desk.press(*[Qt.Key.Key_Right] * 14)
    desk.press(*[Qt.Key.Key_Right] * 4, held=SHIFT)
    assert text.textCursor().selectedText() == "left"
    assert text.cursorWidth() >= 2
    desk.press("e", held=SHIFT)
    assert own(desk) == ((14, 18),)
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.findings.isAncestorOf(QApplication.focusWidget())


def test_words_from_right_to_left_are_marked_in_their_logical_order(open_desk: OpenDesk) -> None:
    report = "FINDINGS: תפליט קטן משמאל, effusion ללא שינוי.\r\nSecond line."
    desk = open_desk(texts=[report])
    wanted = select(desk.window.report.text, "קטן משמאל, effusion", report)
    desk.press("e", held=SHIFT)
    assert own(desk) == (wanted,)
    second = select(desk.window.report.text, "Second", report)
    desk.press("e", held=SHIFT)
    assert own(desk) == (wanted, second)


def test_evidence_may_run_over_the_border_of_two_sections(open_desk: OpenDesk) -> None:
    desk = open_desk()
    wanted = select(desk.window.report.text, "No displaced rib fracture.\n\nIMPRESSION:\n1. Small left effusion")
    desk.press("e", held=SHIFT)
    assert own(desk) == (wanted,)


def test_blanks_at_the_ends_are_not_part_of_it_and_overlapping_marks_become_one(open_desk: OpenDesk) -> None:
    desk = open_desk()
    text = desk.window.report.text
    start, end = select(text, " heart is ")
    desk.press("e", held=SHIFT)
    assert own(desk) == ((start + 1, end - 1),)
    both = select(text, "The heart")
    desk.press("e", held=SHIFT)
    assert own(desk) == ((both[0], end - 1),)


def test_with_nothing_selected_the_mark_at_the_caret_is_taken_away(open_desk: OpenDesk) -> None:
    desk = open_desk()
    text = desk.window.report.text
    select(text, "heart")
    desk.press("e", held=SHIFT)
    text.reveal(span(TEXT, "dyspnoea"))
    desk.press("e", held=SHIFT)
    assert len(own(desk)) == 1
    assert "Select words in the report first" in desk.said
    text.reveal(span(TEXT, "eart is"))
    desk.press("e", held=SHIFT)
    assert own(desk) == ()
    assert "taken away" in desk.said
    desk.press("z", held=CTRL)
    assert own(desk) == (span(TEXT, "heart"),)


def test_e_says_which_evidence_of_how_many_and_whose(open_desk: OpenDesk) -> None:
    desk = open_desk()
    text = desk.window.report.text
    select(text, "heart is mildly")
    desk.press("e", held=SHIFT)
    said = []
    for _ in range(4):
        desk.press("e")
        said.append(desk.said)
    assert said == [
        "Evidence 1 of 3, marked by a reader.", "Evidence 2 of 3, the model's.", "Evidence 3 of 3, the model's.",
        "Evidence 1 of 3, marked by a reader.",
    ]  # fmt: skip


def test_e_begins_anew_in_another_report(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=[TEXT, TEXT])
    desk.press("e")
    desk.window.commands["forward"].trigger()
    desk.settle()
    desk.press("e")
    assert desk.said.startswith("Evidence 1 of 2")


def test_shift_u_says_that_the_reader_is_not_sure_and_takes_it_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("u", held=SHIFT)
    assert desk.session.stored["R-0001"].unsure == {"atelectasis"}
    assert desk.label("atelectasis") is None  # apart from the class
    desk.press("u", held=SHIFT)
    assert not desk.session.stored["R-0001"].unsure
    assert "sure again" in desk.said


def write(text: str, key: Qt.Key = Qt.Key.Key_Return):
    def act(dialog: NoteDialog) -> None:
        dialog.field.setPlainText(text)
        QTest.keyClick(dialog.field, key, CTRL if key == Qt.Key.Key_Return else Qt.KeyboardModifier.NoModifier)

    return act


def test_a_comment_is_written_shown_changed_and_taken_away(open_desk: OpenDesk) -> None:
    desk = open_desk()
    comment = desk.window.report.comment
    when_open(NoteDialog, write("Ask <b>Jo</b> about this."))
    desk.press("c")
    ready(desk)
    assert desk.session.stored["R-0001"].comment == "Ask <b>Jo</b> about this."
    assert comment.isVisible()
    assert "Ask <b>Jo</b> about this." in comment.text()
    when_open(NoteDialog, write("Something else", Qt.Key.Key_Escape))
    desk.press("c")
    ready(desk)
    assert desk.session.stored["R-0001"].comment == "Ask <b>Jo</b> about this."
    when_open(NoteDialog, write("  \n"))
    desk.press("c")
    ready(desk)
    assert desk.session.stored["R-0001"].comment == ""
    assert not comment.isVisible()
    desk.press("z", held=CTRL)
    assert "Ask <b>Jo</b>" in comment.text()


def test_a_comment_that_could_not_be_saved_is_kept_and_said(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.session.fail_with = FULL
    when_open(NoteDialog, write("Long thought."))
    desk.press("c")
    ready(desk)
    assert desk.window.banner.text == f"Not saved; what you wrote is kept: open it again. {FULL}"
    desk.session.fail_with = None
    seen = []
    when_open(NoteDialog, lambda dialog: (seen.append(dialog.text), dialog.save.click()))
    desk.press("c")
    ready(desk)
    assert seen == ["Long thought."]
    assert desk.session.stored["R-0001"].comment == "Long thought."


def test_a_note_that_is_too_long_cannot_be_saved_and_says_so(qtbot) -> None:
    dialog = NoteDialog(title="Comment", about="", text="x" * (LONGEST_NOTE + 1), hint="hint")
    qtbot.addWidget(dialog)
    dialog.field.insertPlainText("y")
    assert not dialog.save.isEnabled()
    dialog.field.setPlainText("x" * LONGEST_NOTE)
    assert dialog.save.isEnabled()


def test_the_comment_list_is_filtered_and_opens_a_report(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for number, comment in ((2, "Line tip unclear"), (3, "Old film\nsecond line"), (4, "Unclear shadow")):
        desk.session.stored[f"R-000{number}"].comment = comment

    def choose(dialog: CommentList) -> None:
        assert dialog.view.topLevelItemCount() == 3
        QTest.keyClicks(dialog.field, "unclear")
        assert dialog.view.topLevelItemCount() == 2
        QTest.keyClick(dialog.field, Qt.Key.Key_Down)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    when_open(CommentList, choose)
    desk.press("c", held=CTRL | SHIFT)
    desk.settle()
    assert desk.report_id == "R-0004"


def test_a_project_without_comments_says_how_to_write_one(qtbot) -> None:
    dialog = CommentList(())
    qtbot.addWidget(dialog)
    assert "C writes one" in dialog.hint.text()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.chosen is None


def test_a_report_is_skipped_with_a_number_and_enter_and_opened_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    when_open(SkipDialog, lambda dialog: (QTest.keyClick(dialog.list, "3"), QTest.keyClick(dialog.list, "\r")))
    desk.press("s")
    ready(desk)
    assert desk.session.stored["R-0001"].skip_reason == "unreadable"
    assert desk.report_id == "R-0002"
    desk.window.commands["back"].trigger()
    desk.settle()
    report = desk.window.report
    assert "Skipped: \u2068unreadable\u2069" in report.notice.text()
    assert report.state.text() == "Skipped"
    desk.press("s")
    ready(desk)
    assert desk.session.stored["R-0001"].state is ReportState.STARTED
    assert not report.notice.isVisible()


def test_a_reason_of_ones_own_is_typed_and_none_is_no_reason(open_desk: OpenDesk) -> None:
    desk = open_desk()

    def choose(dialog: SkipDialog) -> None:
        QTest.keyClick(dialog.list, "4")
        assert not dialog.skip.isEnabled()
        QTest.keyClicks(dialog.other, "two patients in one")
        QTest.keyClick(dialog.other, Qt.Key.Key_Return)

    when_open(SkipDialog, choose)
    desk.press("s")
    ready(desk)
    assert desk.session.stored["R-0001"].skip_reason == "two patients in one"


def test_leaving_the_skip_dialog_skips_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk()
    when_open(SkipDialog, lambda dialog: QTest.keyClick(dialog.list, Qt.Key.Key_Escape))
    desk.press("s")
    ready(desk)
    assert desk.session.stored["R-0001"].state is ReportState.UNREAD
    assert desk.report_id == "R-0001"


def test_the_guideline_is_edited_and_says_who_wrote_it(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("h")
    when_open(NoteDialog, write("Plates count too."))
    desk.press("h", held=SHIFT)
    ready(desk)
    guideline = desk.window.findings.guideline
    assert guideline.text == "Atelectasis: what counts.\nPlates count too."
    assert "Ada Berg" in guideline.written.text()
    assert "2024-01-01" in guideline.written.text()
    when_open(NoteDialog, write("Plates never count."))
    guideline.edit.click()
    desk.settle()
    assert "Plates never count." in guideline.text


def test_find_in_this_report_goes_through_the_hits_and_comes_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    report = desk.window.report
    desk.press("f", held=CTRL | SHIFT)
    assert QApplication.focusWidget() is report.find_bar.field
    desk.press(*"effusion")
    assert report.find_bar.count.text() == "1 of 2"
    desk.press(Qt.Key.Key_F3)
    assert (report.find_bar.count.text(), report.text.caret()) == ("2 of 2", span(TEXT, "left effusion with")[0] + 13)
    desk.press(Qt.Key.Key_F3)
    assert report.find_bar.count.text() == "1 of 2"
    desk.press(Qt.Key.Key_F3, held=SHIFT)
    assert report.find_bar.count.text() == "2 of 2"
    desk.press(Qt.Key.Key_Escape)
    assert not report.find_bar.isVisible()
    assert report.text.hasFocus()
    desk.press("e", held=SHIFT)  # what was found can be marked
    assert own(desk) == ((report.text.caret() - 8, report.text.caret()),)


def test_what_is_not_in_the_report_is_said_to_be_missing(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("f", held=CTRL | SHIFT)
    desk.press(*"zzz")
    assert desk.window.report.find_bar.count.text() == "not found"
    desk.press(Qt.Key.Key_F3)
    assert not desk.window.report.text.textCursor().hasSelection()


def test_a_name_in_another_script_cannot_turn_our_words_round(open_desk: OpenDesk) -> None:
    session = FakeSession(["FINDINGS: Clear."], names={"x": "תפליט \u202eabc"})
    session.stored["R-0001"].suggestions["x"] = suggest(MentionClass.POSITIVE, 0.9)
    desk = open_desk(session)
    desk.press("h")
    desk.press("u", held=SHIFT)
    assert desk.said == "\u2068תפליט \u202eabc\u2069: marked that you are not sure."
