"""What stands around the review of one window: progress, readers, sessions, other projects, the next step, export.

Connects these pieces to the window and to their commands. Decides nothing about a report.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from mosaic_desk.core.suggestion import ModelRef
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.about import AboutDialog
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.exporting import Exporting
from mosaic_desk.gui.keymap import Menu
from mosaic_desk.gui.leads import Leads
from mosaic_desk.gui.new_project_dialog import NewProjectDialog
from mosaic_desk.gui.next_step import NextStep
from mosaic_desk.gui.progress_feed import ProgressFeed
from mosaic_desk.gui.reader_switch import ReaderSwitch
from mosaic_desk.gui.sessions import Sessions
from mosaic_desk.gui.start_recent import fill_recent_menu
from mosaic_desk.gui.training import Training

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class Around(QObject):
    """The pieces, each on its own; `slots` are their commands."""

    def __init__(self, window: MainWindow, session: Session, *, no_model: str) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.progress = ProgressFeed(window, session)
        self.leads = Leads(window, session)
        self.reader = ReaderSwitch(window, session, self.leads)
        self.exporting = Exporting(window, session)
        self.training = Training(window, session)
        self.sessions = Sessions(window, session)
        why_not = no_model or self.tr("No model is installed; everything but suggesting works.")
        self.next_step = NextStep(window, no_model="" if window.suggesting.is_possible else why_not)
        self.recent = QMenu(self.tr("Recent &projects"), window)
        self.recent.setToolTipsVisible(True)
        self._place_recent()
        window.flow.summary_changed.connect(lambda _summary: self._start(), Qt.ConnectionType.SingleShotConnection)

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for every command of these pieces."""
        return {
            "new": self.new_project,
            "export": self.exporting.ask,
            "export_stop": self.exporting.stop,
            "progress": self.progress.open,
            "reader": self.reader.change,
            "first_reads": self.leads.ask_share,
            "about": self._about,
            **self.training.slots(),
            **self.sessions.slots(),
        }

    def close(self) -> None:
        """Nothing goes on after the window."""
        self.exporting.close()
        self.training.close()
        self.sessions.close()

    def new_project(self, sources: tuple[Path, ...] = ()) -> None:
        """Make another project, and open it when this one is closed."""
        thread = DeskThread()  # the open project goes on in its own
        background = Background(thread)
        dialog = NewProjectDialog(background, reader=self.reader.name, sources=sources, parent=self._window)
        dialog.exec()
        made = dialog.made
        background.close()
        thread.close()
        dialog.deleteLater()
        if made is not None:
            self.open_project(made.path)

    def open_project(self, path: Path) -> None:
        """Close this window, and open another project after it."""
        self._window.next_project = path
        if not self._window.close():
            self._window.next_project = None

    def _start(self) -> None:
        self.reader.start()
        self.leads.refresh()

    def _place_recent(self) -> None:
        menu = self._window.commands.menus[Menu.FILE]
        actions = menu.actions()
        place = actions.index(self._window.commands["open"]) + 1
        menu.insertMenu(actions[place] if place < len(actions) else None, self.recent)  # type: ignore[arg-type]
        menu.aboutToShow.connect(self._fill_recent)

    def _fill_recent(self) -> None:
        summary = self._window.flow.summary
        here = Path(summary.path) if summary is not None else Path()
        fill_recent_menu(self.recent, but=here, open_project=self.open_project)

    def _about(self) -> None:
        models, failed = self._session.suggestions.models, self._window.flow.pages.fail
        self._window.background.ask(models, done=self._show_about, failed=failed)

    def _show_about(self, models: tuple[ModelRef, ...]) -> None:
        dialog = AboutDialog(models, self._window)
        dialog.exec()
        dialog.deleteLater()
