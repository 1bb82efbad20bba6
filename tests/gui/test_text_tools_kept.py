"""The text tools on a real project: what was written, marked and undone is there after a restart."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from mosaic_desk.bench.desk_window import DrivenWindow
from mosaic_desk.core.events import ReportState
from mosaic_desk.gui.note_dialog import NoteDialog
from mosaic_desk.gui.skip_dialog import SkipDialog
from tests.gui.hostile import make, window_on
from tests.gui.test_text_tools import when_open, write

TEXTS = {"r1": "FINDINGS: Small 😀 effusion.\r\nNo oedema.", "r2": "FINDINGS: Clear.", "r3": "FINDINGS: Normal."}
WORDS = (TEXTS["r1"].index("effusion"), TEXTS["r1"].index("effusion") + 8)


def do(driven: DrivenWindow, command_id: str) -> None:
    driven.window.commands[command_id].trigger()
    driven.settle()


def mark_all(driven: DrivenWindow) -> None:
    driven.window.report.text.reveal(WORDS, selects=True)
    do(driven, "mark_evidence")
    do(driven, "unsure")
    when_open(NoteDialog, write("Ask Jo."))
    do(driven, "comment")
    when_open(NoteDialog, write("Trace counts."))
    do(driven, "edit_guideline")
    when_open(SkipDialog, lambda dialog: QTest.keyClick(dialog.list, Qt.Key.Key_Return))
    do(driven, "skip")


def test_marks_comment_guideline_and_skip_are_there_after_a_restart(tmp_path: Path, qtbot: QtBot) -> None:
    path = make(tmp_path / "p.mosaic", TEXTS)
    with window_on(path) as driven:
        mark_all(driven)
        assert driven.page.report.report_id == "r2"
    with window_on(path) as driven:
        driven.window.flow.pages.open("r1")
        driven.settle()
        page, row = driven.page, driven.page.rows[0]
        assert row.own_evidence == (WORDS,)
        assert row.is_unsure
        assert row.guidance == "Trace counts."
        assert row.guidance_by is not None
        assert (page.comment, page.state) == ("Ask Jo.", ReportState.SKIPPED)
        assert page.skip_reason == "not a radiology report"
        assert "Ask Jo." in driven.window.report.comment.text()
        assert "Skipped" in driven.window.report.notice.text()


def test_the_history_undoes_all_of_it_in_one_go_and_redoes_one(tmp_path: Path, qtbot: QtBot) -> None:
    with window_on(make(tmp_path / "p.mosaic", TEXTS)) as driven:
        mark_all(driven)
        do(driven, "history")
        panel = driven.window.text_tools.history.panel
        assert [entry.report_id for entry in panel.entries] == ["r1"] * 4
        assert panel.entries[0].text.startswith("skip")
        panel.view.setCurrentRow(3)
        when_open(QMessageBox, lambda box: next(one for one in box.buttons() if "Undo" in one.text()).click())
        do(driven, "history_turn")
        page = driven.page
        assert page.report.report_id == "r1"
        assert (page.comment, page.state, page.rows[0].own_evidence) == ("", ReportState.UNREAD, ())
        assert not page.rows[0].is_unsure
        assert all(entry.is_undone for entry in panel.entries)
        panel.view.setCurrentRow(3)
        do(driven, "history_turn")
        assert driven.page.rows[0].own_evidence == (WORDS,)
        assert not driven.page.rows[0].is_unsure
