"""The project's summary as the window knows it: read when something was stored, once what is shown is painted."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.review import ProjectSummary
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.background import Background

_AFTER_PAINTING_MS = 10
"""The desk at work takes time from a window that paints."""


class SummaryFeed(QObject):
    """`refresh` in; `changed` out. Several wishes to read it become one."""

    changed = Signal(object)  # ProjectSummary

    def __init__(
        self,
        session: Session,
        background: Background,
        *,
        taxonomy_id: Callable[[], TaxonomyId],
        failed: Callable[[MosaicError | None], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self._taxonomy_id, self._failed = taxonomy_id, failed
        self.summary: ProjectSummary | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_PAINTING_MS)
        self._soon.timeout.connect(self._read)

    @property
    def is_waiting(self) -> bool:
        """Whether it will be read in a moment."""
        return self._soon.isActive()

    def refresh(self) -> None:
        """Read it again; the first time at once, since it says whether anything can be stored."""
        if self.summary is None:
            self._read()
        else:
            self._soon.start()

    def _read(self) -> None:
        session, taxonomy_id = self._session, self._taxonomy_id()
        self._background.ask(lambda: session.summary(taxonomy_id), done=self._show, failed=self._failed)

    def _show(self, summary: ProjectSummary) -> None:
        self.summary = summary
        self.changed.emit(summary)
