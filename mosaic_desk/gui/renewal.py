"""Another language: the window closes and is made anew, on the same report, with the project left open.

Its texts are written when its parts are made; parts made anew cannot have forgotten one. The findings'
names come from the desk, which is told the language too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mosaic_desk.core.ids import ReportId
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.language import language_code

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class Renewal(QObject):
    """Watches the settings of a window; after the window has closed, says whether another is to follow."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        code = language_code(window.preferences.settings.language)
        window.background.ask(
            lambda: session.set_language(code), done=lambda _none: None, failed=window.flow.pages.fail
        )
        self.is_wanted = False
        self.report_id: ReportId | None = None
        self.was_suggesting = False
        window.preferences.language_changed.connect(self._ask)

    def _ask(self) -> None:
        """Close once the dialog that asked for it is away."""
        QTimer.singleShot(0, self, self._close)

    def _close(self) -> None:
        self.report_id = self._window.flow.pages.report_id
        self.was_suggesting = self._window.suggesting.is_running
        self.is_wanted = True
        if not self._window.close():  # answers are not saved, and the reader stays
            self.is_wanted = False
