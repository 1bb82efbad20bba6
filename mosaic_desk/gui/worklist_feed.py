"""Fills the worklist from the desk, stretch by stretch; an answer that comes too late is dropped."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.review import ReviewPage, WorklistRow
from mosaic_desk.core.worklist_query import Vocabulary
from mosaic_desk.core.worklist_values import Found
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.worklist_model import STRETCH_ROWS
from mosaic_desk.gui.worklist_panel import WorklistPanel

_Answer = tuple[Found, tuple[WorklistRow, ...], Vocabulary]


class WorklistFeed(QObject):
    """Stands between a worklist and the session."""

    filled = Signal()

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
        self._mode: Mode | None = None
        self._is_fetching = False
        self.taxonomy_id = taxonomy_id
        panel.asked.connect(self.fill)
        panel.model.rows_wanted.connect(self._fetch)

    def fill(self) -> None:
        """Ask for what the box says, from the start."""
        self._asked += 1
        session, taxonomy_id, number, query = self._session, self.taxonomy_id, self._asked, self._panel.typed

        def work() -> _Answer:
            found = session.lists.found(taxonomy_id, query)
            rows = session.lists.rows_at(taxonomy_id, found.positions[:STRETCH_ROWS])
            return found, rows, session.lists.vocabulary(taxonomy_id)

        self._background.ask(
            work,
            done=lambda answer: self._show(answer) if number == self._asked else None,
            failed=lambda error: self._refuse(error) if number == self._asked else None,
        )

    def show_page(self, page: ReviewPage) -> None:
        """Fill again where the mode has changed: what a list may tell depends on it."""
        if self._mode is not None and self._mode is not page.mode and page.drawn_by != "random":
            self.fill()
        if page.drawn_by != "random":
            self._mode = page.mode

    def _show(self, answer: _Answer) -> None:
        self._panel.show_found(*answer)
        self.filled.emit()

    def _refuse(self, error: MosaicError | None) -> None:
        if isinstance(error, InputError):
            self._panel.refuse(error_words(error))
        else:
            self._failed(error)

    def _fetch(self) -> None:
        """Ask for the rows in sight that are not here; one question at a time, the last ones wanted first."""
        if self._is_fetching:
            return
        positions = self._panel.model.take_wanted()
        if not positions:
            return
        self._is_fetching = True
        session, taxonomy_id, number = self._session, self.taxonomy_id, self._asked
        self._background.ask(
            lambda: session.lists.rows_at(taxonomy_id, positions),
            done=lambda rows: self._take(rows, number),
            failed=self._fetch_failed,
        )

    def _take(self, rows: tuple[WorklistRow, ...], number: int) -> None:
        self._is_fetching = False
        if number == self._asked:
            self._panel.model.add_rows(rows)
        self._fetch()

    def _fetch_failed(self, error: MosaicError | None) -> None:
        self._is_fetching = False
        self._failed(error)
