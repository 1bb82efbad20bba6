"""Committing the open report: whether it may be, when it is sent, and what comes after.

Knows the desk's session and no widget. A commit is sent once everything answered before it is on the disk.
"""

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.answer_post import AnswerPost
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.page_turner import PageTurner
from mosaic_desk.gui.reading_clock import ReadingClock
from mosaic_desk.gui.waiting import first_to_be_set

SHORTEST_LOOK_S = 0.7
"""A report, or the suggestion revealed on it, that was on screen for less cannot be committed."""


class Committing(QObject):
    """`ask` and `go_on` in; `done` and what stood in the way out."""

    done = Signal(str, object)  # report id; the page that follows, or None
    said = Signal(str)  # a quiet sentence
    row_wanted = Signal(str)  # finding id that keeps the report from being committed
    refused = Signal(str)  # the disk did not take it: the sentence for the banner

    def __init__(
        self, session: Session, background: Background, *, pages: PageTurner, post: AnswerPost, clock: ReadingClock
    ) -> None:
        super().__init__(pages)
        self._session, self._background = session, background
        self._pages, self._post, self._clock = pages, post, clock
        self._is_wanted = False
        self._asked_empty: ReportId | None = None
        self._last: ReportId | None = None
        self.is_on_its_way = False
        self.must_be_sent_again = False
        """The disk refused the last commit; “Try again” sends it once more."""
        self.is_at_end = False
        """Nothing followed the last commit, and nothing else was opened since."""
        self.is_revealing = False
        """The report committed last is still open, with its suggestion revealed: it is not over yet."""
        pages.changed.connect(self._look)

    def ask(self, page: ReviewPage) -> None:
        """Commit a page as soon as everything answered is on the disk, where nothing stands in the way."""
        if self._pages.looked_s < SHORTEST_LOOK_S:
            self.said.emit(self.tr("This report has only just appeared: read it, then commit."))
            return
        waiting = first_to_be_set(page, self._post.answers.of(page.report.report_id, page.taxonomy_id))
        if waiting is not None:
            self.row_wanted.emit(waiting.finding_id)
            reason = self.tr("{0} needs its own key first: {1}.").replace("{0}", waiting.name)
            self.said.emit(reason.replace("{1}", waiting.needs_key or ""))
            return
        if self._is_empty_read(page) and self._asked_empty != page.report.report_id:
            self._asked_empty = page.report.report_id
            self.said.emit(self.tr("No row is answered: commit once more to record every one as not mentioned."))
            return
        self._is_wanted = True
        self.go_on()

    def _is_empty_read(self, page: ReviewPage) -> bool:
        """Whether nothing was answered where nothing was suggested: a hand that is used to Enter would do the same."""
        is_open = all(row.correction is None for row in page.rows)
        has_keyed = bool(self._post.answers.of(page.report.report_id, page.taxonomy_id))
        return page.phase is Phase.BLIND and page.report.has_text and is_open and not has_keyed

    def give_up(self) -> None:
        """Something answered before did not arrive: the reader commits again when it has."""
        self._is_wanted = False

    def go_on(self) -> bool:
        """Send the commit where it is wanted and nothing is on its way; says whether it did."""
        page = self._pages.page
        if not self._is_wanted or self._post.answers.is_waiting or page is None:
            return False
        self._is_wanted, self.is_on_its_way = False, True
        session, taxonomy_id, report_id = self._session, page.taxonomy_id, page.report.report_id
        spent_ms = self._clock.take_ms()
        self._background.ask(
            lambda: session.commit(report_id, taxonomy_id, spent_ms=spent_ms),
            done=lambda following: self._committed(report_id, following),
            failed=self._failed,
        )
        return True

    def _committed(self, report_id: ReportId, page: ReviewPage | None) -> None:
        self.is_on_its_way = self.must_be_sent_again = False
        self._last, self.is_at_end = report_id, page is None
        self.is_revealing = page is not None and page.report.report_id == report_id
        self.done.emit(report_id, page)

    def _failed(self, error: MosaicError | None) -> None:
        self.is_on_its_way = False
        if isinstance(error, InputError):
            self.said.emit(error_words(error))
            self._pages.refresh()
        elif error is not None:
            self.must_be_sent_again = True
            self.refused.emit(error_words(error))
        else:
            self._pages.fail(error)

    def _look(self, page: ReviewPage) -> None:
        """Another report, or the same one opened again for reading, ends the end."""
        if page.report.report_id != self._last or page.state is not ReportState.DONE:
            self.is_at_end = self.is_revealing = False
