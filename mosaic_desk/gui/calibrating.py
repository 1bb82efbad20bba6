"""Lets the desk calibrate while nobody waits for it: a little at a time, once the reader pauses.

What it finds is shown with the next report that is opened; nothing changes on the one that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mosaic_desk.desk.session import Session

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow

_PAUSE_MS = 500
"""After a report was opened or answered: longer than reading ahead waits, which somebody does wait for."""
_BETWEEN_MS = 20


class Calibrating(QObject):
    """Watches a window; asks the desk to go on while there is more to do."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        window.flow.pages.changed.connect(lambda _page: self._timer.start(_PAUSE_MS))

    def _go_on(self) -> None:
        if not (self._window.background.is_idle and self._window.flow.is_settled):
            self._timer.start(_PAUSE_MS)
            return
        session, taxonomy_id = self._session, self._window.flow.pages.taxonomy_id
        # Nobody waits for this: without it probabilities are shown as they were.
        self._window.background.ask(
            lambda: session.calibrate(taxonomy_id), done=self._again, failed=lambda _: None
        )

    def _again(self, is_more_to_do: bool) -> None:
        if is_more_to_do and not self._timer.isActive():
            self._timer.start(_BETWEEN_MS)
