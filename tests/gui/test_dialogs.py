"""Palette, key map, go to, about, import preview."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.incoming import ImportResult, Incoming, IncomingReport, RefusedLine
from mosaic_desk.core.report import Report
from mosaic_desk.desk.sources import Sources
from mosaic_desk.gui.about import AboutDialog
from mosaic_desk.gui.command_palette import CommandPalette, match_rank, menu_entries
from mosaic_desk.gui.go_to import GoToDialog
from mosaic_desk.gui.import_dialog import ImportDialog
from mosaic_desk.gui.settings import load_settings
from tests.gui.conftest import OpenDesk
from tests.gui.fake_session import MODEL

_MOST_LOOKS = 80


def when_open(kind: type[QDialog], act: Callable[[QDialog], object]) -> None:
    """Do something with the dialog that the next command opens, be it at once or after an answer of the desk."""
    looks = iter(range(_MOST_LOOKS))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if (dialog is None or not dialog.isActiveWindow()) and next(looks, None) is not None:
            QTimer.singleShot(50, look)
            return
        assert isinstance(dialog, kind)
        try:
            act(dialog)
        finally:  # a dialog that stays open would wait for ever
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(50, look)


def written(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_palette_runs_what_was_typed(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()

    def choose(palette: CommandPalette) -> None:
        qtbot.keyClicks(palette.field, "flag")
        palette.field.returnPressed.emit()

    when_open(CommandPalette, choose)
    desk.window.commands["palette"].trigger()
    desk.settle()
    assert desk.session.stored["R-0001"].is_flagged


def test_the_palette_is_walked_with_arrows_around_both_ends(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    rows: list[int] = []

    def look(palette: CommandPalette) -> None:
        palette.activateWindow()  # the off-screen platform leaves the window behind it active now and then
        qtbot.waitUntil(palette.field.hasFocus)
        rows.append(palette.view.currentIndex().row())
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
            qtbot.keyClick(palette.field, key)
            rows.append(palette.view.currentIndex().row())
        rows.append(palette.view.topLevelItemCount() - 1)

    when_open(CommandPalette, look)
    desk.window.commands["palette"].trigger()
    assert rows[:6] == [0, 1, 2, 1, 0, rows[-1]]


def test_what_cannot_be_done_stands_in_the_palette_says_why_and_cannot_be_chosen(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk(no_suggester="There is no model here.")
    seen: list[object] = []

    def look(palette: CommandPalette) -> None:
        qtbot.keyClicks(palette.field, "suggest for this")
        palette.field.returnPressed.emit()
        seen.extend([palette.view.currentItem().text(0), palette.says.text(), palette.chosen, palette.isVisible()])
        palette.field.setText("zzzz")
        palette.field.returnPressed.emit()
        seen.extend([palette.says.text(), palette.chosen])

    when_open(CommandPalette, look)
    desk.window.commands["palette"].trigger()
    assert seen == [
        "Suggest for this report", "Not now: There is no model here.", None, True,
        "No command has these letters.", None,
    ]  # fmt: skip


def test_the_palette_shows_key_and_menu_and_what_was_used_last_first(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    lines: list[list[str]] = []

    def look(palette: CommandPalette) -> None:
        item = palette.view.topLevelItem(0)
        lines.append([item.text(column) for column in range(3)])
        palette.field.setText("full screen")
        palette.field.returnPressed.emit()

    for _ in range(2):
        when_open(CommandPalette, look)
        desk.window.commands["palette"].trigger()
        desk.settle()
    assert lines == [["New project…", "File", "Ctrl+N"], ["Full screen", "View", "F11"]]
    assert load_settings().recent_commands == ("full_screen",)


def test_everything_in_a_menu_is_in_the_palette(open_desk: OpenDesk) -> None:
    window = open_desk().window
    in_palette = {entry.action for entry in menu_entries(window.commands.menus.values())}
    in_menus = {
        action
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if not action.isSeparator() and not isinstance(action.menu(), QMenu)
    }
    assert in_menus - in_palette == {window.commands["palette"]}
    assert len(in_palette) > 20


@pytest.mark.parametrize(
    ("typed", "text", "rank"),
    [("", "Undo", 0), ("un", "Undo", 0), ("next", "Commit, next", 1), ("mmit", "Commit, next", 2),
     ("cn", "Commit, next", 3), ("xy", "Undo", None)],
)  # fmt: skip
def test_words_rank_before_letters(typed: str, text: str, rank: int | None) -> None:
    assert match_rank(typed, text) == rank


def test_words_of_the_tip_are_found_last() -> None:
    assert match_rank("theme light", "Dark or light", also="View Change between the dark and the light theme") == 4


@pytest.mark.parametrize(("typed", "opened"), [("3", "R-0003"), ("R-0004", "R-0004"), ("99", "R-0001")])
def test_go_to_takes_a_number_or_an_id(open_desk: OpenDesk, typed: str, opened: str) -> None:
    desk = open_desk()

    def go(dialog: GoToDialog) -> None:
        dialog.field.setText(typed)
        dialog.accept()

    when_open(GoToDialog, go)
    desk.window.commands["go_to"].trigger()
    desk.settle()
    assert desk.report_id == opened


def test_about_says_what_it_is_not_for(open_desk: OpenDesk) -> None:
    desk = open_desk()
    seen: list[str] = []

    def look(dialog: AboutDialog) -> None:
        seen.append(written(dialog) + "".join(text.toPlainText() for text in dialog.findChildren(QPlainTextEdit)))

    when_open(AboutDialog, look)
    desk.window.commands["about"].trigger()
    desk.settle()
    for words in ("not for diagnosis", MODEL.backbone_hash, "pyqtgraph", "Apache-2.0"):
        assert words in seen[0]


def test_about_names_no_model_where_none_has_suggested(qtbot: QtBot) -> None:
    dialog = AboutDialog(())
    qtbot.addWidget(dialog)
    assert "No model has suggested" in "".join(text.toPlainText() for text in dialog.findChildren(QPlainTextEdit))


def incoming(source: str = "reports.jsonl", count: int = 2) -> Incoming:
    reports = tuple(IncomingReport(report=Report(report_id=f"I-{n}", text="FINDINGS: Clear.")) for n in range(count))
    return Incoming(
        source=source, format="jsonl", reports=reports, understood=("“1.0” is positive: <b>3</b> times",),
        refused=(RefusedLine(place="line 7", reason="has no report id"),),
    )  # fmt: skip


class FakeImporter:
    def __init__(self) -> None:
        self.stored: list[Incoming] = []

    def preview(self, source: Path) -> Incoming:
        if source.suffix == ".exe":
            raise ImportRefused("This file is no source of reports.")
        return incoming(source.name)

    def store(self, what: Incoming) -> ImportResult:
        self.stored.append(what)
        return ImportResult(added=2, known=1)


def test_an_import_is_previewed_and_stored_when_wanted(open_desk: OpenDesk) -> None:
    importer = FakeImporter()
    desk = open_desk(importer=importer)
    seen: list[str] = []

    def take(dialog: ImportDialog) -> None:
        seen.append(written(dialog) + dialog.findChild(QPlainTextEdit).toPlainText())
        dialog.take.click()

    when_open(ImportDialog, take)
    desk.window.importing.read(Path("reports.jsonl"))
    desk.settle()
    assert "2 reports understood as JSON lines" in seen[0]
    assert "<b>3</b> times" in seen[0]
    assert "line 7: has no report id" in seen[0]
    assert len(importer.stored) == 1
    assert desk.said == "Reports that came in: 2; known already: 1; refused: 0."


def test_cancel_is_the_default_where_lines_were_refused_and_stores_nothing(open_desk: OpenDesk) -> None:
    importer = FakeImporter()
    desk = open_desk(importer=importer)
    defaults: list[bool] = []

    def leave(dialog: ImportDialog) -> None:
        defaults.append(dialog.cancel.isDefault())
        dialog.cancel.click()

    when_open(ImportDialog, leave)
    desk.window.importing.read(Path("reports.jsonl"))
    desk.settle()
    assert defaults == [True]
    assert importer.stored == []


def test_enter_presses_the_button_that_has_the_keyboard_not_the_default(qtbot: QtBot) -> None:
    dialog = ImportDialog(Sources(incoming=(incoming(),)))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take.setFocus()
    with qtbot.waitSignal(dialog.accepted, timeout=1000):
        QTest.keyClick(dialog.take, Qt.Key.Key_Return)


def test_import_is_the_default_where_nothing_was_refused(qtbot: QtBot) -> None:
    dialog = ImportDialog(Sources(incoming=(replace(incoming(), refused=()),)))
    qtbot.addWidget(dialog)
    assert dialog.take.isDefault() and not dialog.cancel.isDefault()


def test_a_source_that_is_refused_is_said_in_the_banner(open_desk: OpenDesk) -> None:
    desk = open_desk(importer=FakeImporter())
    desk.window.importing.read(Path("virus.exe"))
    desk.settle()
    assert desk.window.banner.text == "This file is no source of reports."


def test_a_source_without_reports_cannot_be_imported(qtbot: QtBot) -> None:
    dialog = ImportDialog(Sources(incoming=(incoming(count=0),)))
    qtbot.addWidget(dialog)
    assert not dialog.take.isEnabled()
