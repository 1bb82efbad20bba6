"""What each command of the window does, in one place: a table from command ids to calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.gui.command_palette import CommandPalette, menu_entries
from mosaic_desk.gui.go_to import GoToDialog
from mosaic_desk.gui.key_help import KeyHelp
from mosaic_desk.gui.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class WindowCommands(QObject):
    """The commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for every command."""
        window, flow, findings = self._window, self._window.flow, self._window.findings
        return {
            "open": self._open_project,
            "import": window.importing.ask,
            "import_folder": window.importing.ask_folder,
            "saved": self._say_saved,
            "settings": self._settings,
            "quit": window.close,
            "palette": self._palette,
            "commit": flow.commit,
            "back": partial(flow.pages.step, -1),
            "forward": partial(flow.pages.step, 1),
            "go_to": self._go_to,
            "find": window.places.go_to_search,
            "flag": flow.flag,
            "row_down": partial(findings.step, 1),
            "row_up": partial(findings.step, -1),
            "next_waiting": self._next_waiting,
            **{f"set_{label}": partial(self._set, label) for label in MentionClass},
            "accept": self._accept,
            "guideline": findings.toggle_guideline,
            "suggest": window.suggesting.start,
            "suggest_this": self._suggest_this,
            "suggest_cancel": window.suggesting.cancel,
            "next_panel": window.places.go_to_next,
            "focus_findings": findings.focus_rows,
            "full_screen": self._full_screen,
            "larger": partial(window.preferences.scale, 10),
            "smaller": partial(window.preferences.scale, -10),
            "switch_theme": window.preferences.switch_theme,
            "keys": lambda: was_accepted(KeyHelp(window)),
            **window.modes.slots(),
            **window.text_tools.slots(),
            **window.queue.slots(),
            **window.imaging.slots(),
            **window.around.slots(),
        }

    def may_lose_answers(self) -> bool:
        """Ask whether the window may close although answers are not on the disk; staying is the default."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not saved"))
        box.setText(self.tr("Some answers are not saved. If you close now they are lost."))
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(self.tr("Close and lose them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is lose

    def keep_places(self) -> None:
        """Keep where the window and its docks are."""
        window = self._window
        window.preferences.use(
            replace(
                window.preferences.settings,
                window=bytes(window.saveGeometry().toHex().data()).decode(),
                docks=bytes(window.saveState().toHex().data()).decode(),
            )
        )

    def _open_project(self) -> None:
        """Let the reader choose a project; it is opened when this one is closed and its lock given up."""
        wanted = self.tr("MOSAIC Desk projects (*.mosaic)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open project"), "", wanted)
        if name:
            self._window.next_project = Path(name)
            if not self._window.close():
                self._window.next_project = None

    def _set(self, label: MentionClass) -> None:
        row = self._window.findings.current
        if row is not None and self._window.flow.set_label(row.finding_id, label):
            self._window.findings.advance()

    def _accept(self) -> None:
        row = self._window.findings.current
        if row is not None and self._window.flow.accept(row.finding_id):
            self._window.findings.advance()

    def _next_waiting(self) -> None:
        if not self._window.findings.go_to_next_waiting():
            self._window.status_line.say(self.tr("No row waits for you: Enter commits."))

    def _say_saved(self) -> None:
        window = self._window
        if window.flow.failed_count:
            window.flow.retry()
        else:
            window.status_line.say(window.status_line.saved.text())

    def _suggest_this(self) -> None:
        page = self._window.flow.pages.page
        if page is not None:
            self._window.suggesting.start([page.report.report_id])

    def _go_to(self) -> None:
        page = self._window.flow.pages.page
        dialog = GoToDialog(total=page.total if page is not None else 0, parent=self._window)
        if not was_accepted(dialog) or not dialog.text:
            return
        if dialog.text.isdecimal():
            self._window.flow.pages.go_to_position(int(dialog.text))
        else:
            self._window.flow.pages.open(ReportId(dialog.text))

    def _palette(self) -> None:
        preferences = self._window.preferences
        entries = menu_entries(self._window.commands.menus.values())
        palette = CommandPalette(entries, self._window, recent=preferences.settings.recent_commands)
        if was_accepted(palette) and palette.chosen is not None:
            preferences.note_command(palette.chosen.objectName())
            palette.chosen.trigger()

    def _settings(self) -> None:
        dialog = SettingsDialog(self._window.preferences.settings, self._window)
        dialog.changed.connect(self._window.preferences.use)
        first_reads = self._window.commands["first_reads"]
        dialog.first_reads.setEnabled(first_reads.isEnabled())
        dialog.first_reads_wanted.connect(first_reads.trigger)
        was_accepted(dialog)

    def _full_screen(self) -> None:
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()


def was_accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; it is deleted once its answer has been read."""
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == QDialog.DialogCode.Accepted
