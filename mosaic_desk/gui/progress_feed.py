"""Keeps the progress on screen up to date: asks the desk after each change, while somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.progress import Progress
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.progress_dialog import ProgressDialog

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class ProgressFeed(QObject):
    """`open` in. One question at a time is on its way; what changes meanwhile is asked for after it."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.dialog: ProgressDialog | None = None
        self._is_asking = False
        self._is_stale = False
        window.flow.summary_changed.connect(lambda _summary: self._ask())

    def open(self) -> None:
        """Show the progress, or bring it to the front."""
        if self.dialog is None:
            self.dialog = ProgressDialog(self._window)
            self.dialog.seen.connect(self._ask)
        self.dialog.show()
        self.dialog.activateWindow()

    def _ask(self) -> None:
        if self.dialog is None or not self.dialog.isVisible():
            return
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        session, taxonomy_id = self._session, self._window.flow.pages.taxonomy_id
        limit_s = self._window.preferences.settings.idle_limit_s
        self._window.background.ask(
            lambda: session.progress(taxonomy_id, idle_limit_s=limit_s), done=self._show, failed=self._fail
        )

    def _show(self, progress: Progress) -> None:
        self._is_asking = False
        if self.dialog is not None:
            self.dialog.show_progress(progress)
        if self._is_stale or progress.read_share < 1:
            self._ask()

    def _fail(self, error: MosaicError | None) -> None:
        self._is_asking = False
        self._window.flow.pages.fail(error)
