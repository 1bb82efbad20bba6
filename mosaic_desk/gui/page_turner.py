"""Which report is open: opens one, steps to the next, reads it again. Answers nothing.

Knows the desk's session and no widget. Every call into the desk goes through the desk's thread.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words, page_in_words
from mosaic_desk.gui.report_format import shown_sections

_IDLE_MS = 150
"""How long a report must have been open before the next ones are read: one that is only passed is not worth it."""


class PageTurner(QObject):
    """Asks in; `changed` (another page, or the same one as it stands now), `said` and `failed` out."""

    changed = Signal(object)  # ReviewPage
    said = Signal(str)  # a quiet sentence
    failed = Signal(str)  # a sentence that stays until it is put right

    def __init__(
        self,
        session: Session,
        background: Background,
        *,
        taxonomy_id: TaxonomyId,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._clock = clock
        self.taxonomy_id = taxonomy_id
        self.page: ReviewPage | None = None
        self._opened_at = 0.0
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._read_ahead)
        self._steps = 0
        self._is_stepping = False

    @property
    def report_id(self) -> ReportId | None:
        """The open report."""
        return self.page.report.report_id if self.page is not None else None

    @property
    def _phase(self) -> Phase | None:
        return self.page.phase if self.page is not None else None

    @property
    def looked_s(self) -> float:
        """How long the report has been open."""
        return self._clock() - self._opened_at

    def start(self) -> None:
        """Open the first report that is started, else the next to be read; the first of all where every one is done."""
        session, taxonomy_id = self._session, self.taxonomy_id

        def first_of(query: str) -> ReviewPage | None:
            rows = session.lists.rows_after(taxonomy_id, query, limit=1)
            return session.page(rows[0].report_id, taxonomy_id) if rows else None

        def first() -> ReviewPage | None:
            return first_of("state:started") or session.next_page(taxonomy_id, after=None) or first_of("")

        none = self.tr("This project has no reports yet: import some.")
        self._background.ask(first, done=lambda page: self._show_or_say(page, none), failed=self.fail)

    def open(self, report_id: ReportId) -> None:
        """Show a report."""
        session, taxonomy_id = self._session, self.taxonomy_id
        self._background.ask(lambda: session.page(report_id, taxonomy_id), done=self.show, failed=self.fail)

    def refresh(self) -> None:
        """Read the open report again, where something else has changed it; dropped if another is open by then."""
        report_id = self.report_id
        if report_id is not None:
            session, taxonomy_id = self._session, self.taxonomy_id
            self._background.ask(lambda: session.page(report_id, taxonomy_id), done=self.update, failed=self.fail)

    def use_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """Ask the findings of another taxonomy, about the same report."""
        self.taxonomy_id = taxonomy_id
        if self.report_id is not None:
            self.open(self.report_id)

    def step(self, count: int) -> None:
        """Open the report so many places further; presses made meanwhile add up."""
        self._steps += count
        report_id = self.report_id
        if report_id is None or self._is_stepping or self._steps == 0:
            return
        session, taxonomy_id, steps = self._session, self.taxonomy_id, self._steps
        self._steps, self._is_stepping = 0, True

        def there() -> ReviewPage | None:
            neighbour = session.neighbour(report_id, steps)
            return session.page(neighbour, taxonomy_id) if neighbour is not None else None

        self._background.ask(there, done=self._step_done, failed=self._step_failed)

    def go_to_position(self, position: int) -> None:
        """Open the report at a place in the order of import, counted from 1."""
        session, taxonomy_id = self._session, self.taxonomy_id

        def there() -> ReviewPage | None:
            rows = session.lists.rows_after(taxonomy_id, after=position - 1, limit=1)
            is_there = bool(rows) and rows[0].position == position
            return session.page(rows[0].report_id, taxonomy_id) if is_there else None

        none = self.tr("There is no report with that number.")
        self._background.ask(there, done=lambda page: self._show_or_say(page, none), failed=self.fail)

    def show(self, page: ReviewPage) -> None:
        """Make a page the open one; one of a taxonomy that is not asked any more is dropped."""
        if page.taxonomy_id != self.taxonomy_id:
            return
        # A reveal is another sight of the same report: it too must be looked at before it is committed.
        is_new = page.report.report_id != self.report_id or page.phase is not self._phase
        self.page = page_in_words(page)
        if is_new:
            self._opened_at = self._clock()
            self._idle.start()
        self.changed.emit(self.page)

    def update(self, page: ReviewPage) -> None:
        """Take over how the open report stands now; dropped if another is open."""
        if page.report.report_id == self.report_id:
            self.show(page)

    def show_again(self) -> None:
        """Say that the open page is to be painted anew."""
        if self.page is not None:
            self.changed.emit(self.page)

    def fail(self, error: MosaicError | None) -> None:
        """Say what went wrong."""
        none = self.tr("That did not work; nothing was changed.")
        self.failed.emit(error_words(error) if error is not None else none)

    def _read_ahead(self) -> None:
        """Let the desk read what probably comes next, while it has nothing else to do."""
        if not self._background.is_idle:
            self._idle.start()
            return
        session, taxonomy_id, report_id = self._session, self.taxonomy_id, self.report_id
        if report_id is not None:
            # Nobody waits for this: what goes wrong here goes wrong again, and is told, when the page is opened.
            self._background.ask(
                lambda: [shown_sections(report.text) for report in session.read_ahead(taxonomy_id, around=report_id)],
                done=lambda _: None, failed=lambda _: None,
            )  # fmt: skip

    def _step_done(self, page: ReviewPage | None) -> None:
        self._is_stepping = False
        if page is None:
            self._steps = 0
            self.said.emit(self.tr("There is no report further on this side."))
            return
        self.show(page)
        self.step(0)

    def _step_failed(self, error: MosaicError | None) -> None:
        self._is_stepping, self._steps = False, 0
        self.fail(error)

    def _show_or_say(self, page: ReviewPage | None, none: str) -> None:
        if page is None:
            self.said.emit(none)
        else:
            self.show(page)
