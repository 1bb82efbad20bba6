"""Fills the worklist from the desk, part by part; an answer that comes too late is dropped."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.review import WorklistRow
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.worklist_model import PART_ROWS
from mosaic_desk.gui.worklist_panel import WorklistPanel


class WorklistFeed(QObject):
    """Stands between a worklist and the session."""

    def __init__(
        self,
        session: Session,
        background: Background,
        panel: WorklistPanel,
        *,
        taxonomy_id: TaxonomyId,
        failed: Callable[[MosaicError | None], None],
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._background = background
        self._panel = panel
        self._failed = failed
        self._asked = 0
        self.taxonomy_id = taxonomy_id
        panel.asked.connect(self.fill)
        panel.more_wanted.connect(self._fill_more)

    def fill(self) -> None:
        """Ask for the first part of what the panel's filter and words select."""
        self._asked += 1
        self._ask(after=0, show=self._panel.show_rows)

    def _fill_more(self, after: int) -> None:
        self._ask(after=after, show=self._panel.model.add_rows)

    def _ask(self, *, after: int, show: Callable[[tuple[WorklistRow, ...]], None]) -> None:
        session, taxonomy_id, number = self._session, self.taxonomy_id, self._asked
        chosen, words = self._panel.shown_filter, self._panel.words
        self._background.ask(
            lambda: session.worklist(taxonomy_id, show=chosen, search=words, after=after, limit=PART_ROWS),
            done=lambda rows: show(rows) if number == self._asked else None,
            failed=self._failed,
        )
