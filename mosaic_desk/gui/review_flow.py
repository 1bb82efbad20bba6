"""What the reader decides: answers, flags, commits; what is not saved yet.

Knows the desk's session and no widget. Every call into the desk goes through the desk's thread; an
answer is on screen at once and stays marked until the disk has it.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import Phase, ProjectSummary, ReviewPage
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.answer_post import AnswerPost
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.committing import Committing
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.page_turner import PageTurner
from mosaic_desk.gui.reading_clock import ReadingClock
from mosaic_desk.gui.summary_feed import SummaryFeed
from mosaic_desk.gui.unsaved import Answer
from mosaic_desk.gui.waiting import Unsaved


class ReviewFlow(QObject):
    """Answers, flags and commits; says what changed in signals."""

    summary_changed = Signal(object)  # ProjectSummary
    row_wanted = Signal(str)  # finding id that keeps the report from being committed
    said = Signal(str)  # a quiet sentence
    unsaved_failed = Signal(str)  # answers could not be saved: the sentence for the banner
    committed = Signal(str)  # report id
    saved = Signal()  # nothing waits to be sent again any more

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
        self.pages = PageTurner(session, background, taxonomy_id=taxonomy_id, clock=clock, parent=self)
        self._clock = ReadingClock(clock)
        self._post = AnswerPost(session, background, self)
        self.committing = Committing(session, background, pages=self.pages, post=self._post, clock=self._clock)
        self._feed = SummaryFeed(
            session, background, taxonomy_id=lambda: self.pages.taxonomy_id, failed=self.pages.fail, parent=self
        )
        self._connect()

    @property
    def summary(self) -> ProjectSummary | None:
        """The project as it was read last; None before the first time."""
        return self._feed.summary

    @property
    def can_write(self) -> bool:
        """Whether answers can be stored at all."""
        return self.summary is None or not self.summary.is_read_only

    @property
    def unsaved(self) -> Unsaved:
        """Answers of the open report that are not on the disk."""
        report_id = self.pages.report_id
        return self._post.answers.of(report_id, self.pages.taxonomy_id) if report_id is not None else {}

    @property
    def failed_count(self) -> int:
        """How many answers could not be saved."""
        return self._post.answers.failed_count

    @property
    def is_settled(self) -> bool:
        """Whether nothing is about to be asked of the desk."""
        return not self._feed.is_waiting

    def refresh_summary(self) -> None:
        """Read the project's summary again, once what is shown now has been painted."""
        self._feed.refresh()

    def set_label(self, finding_id: FindingId, label: MentionClass) -> bool:
        """The reader's answer for a finding; False where it is not taken."""
        page = self._page_to_answer()
        if page is None:
            return False
        if label not in page.classes:
            self.said.emit(self.tr("This taxonomy does not ask for that class."))
            return False
        self._send(page, finding_id, label)
        return True

    def accept(self, finding_id: FindingId) -> bool:
        """Accept the suggestion of a finding; False where there is none."""
        page = self._page_to_answer()
        if page is None:
            return False
        if page.phase is Phase.BLIND:
            self.said.emit(self.tr("Your own answer comes first: suggestions are shown when you commit."))
            return False
        row = next((row for row in page.rows if row.finding_id == finding_id), None)
        if row is None or row.suggestion is None:
            self.said.emit(self.tr("There is no suggestion to accept in this row."))
            return False
        self._send(page, finding_id, row.suggestion.label, is_accepted=True)
        return True

    def flag(self) -> None:
        """Flag the report, or take the flag away."""
        page = self._page_to_answer()
        if page is not None:
            session, taxonomy_id, report_id = self._session, page.taxonomy_id, page.report.report_id
            self._background.ask(
                lambda: session.marks.flag(report_id, taxonomy_id), done=self._page_written, failed=self.pages.fail
            )

    def commit(self) -> None:
        """Close the report and open the next one, as soon as everything answered is on the disk."""
        page = self._page_to_answer()
        if page is None:
            return
        if self.failed_count:
            self._tell_unsaved()
        else:
            self.committing.ask(page)

    def drop_unsaved(self) -> bool:
        """Drop the last answer that could not be saved, which undo takes back first; False where none waits."""
        if not self.failed_count:
            return False
        self._post.answers.drop_last_failed()
        self.pages.show_again()
        self._tell_saved()
        self.said.emit(self.tr("Undo: the answer that was not saved"))
        return True

    def retry(self) -> None:
        """Send everything that could not be saved again."""
        self._post.send_failed_again()
        if self.committing.must_be_sent_again:
            self.commit()

    def _connect(self) -> None:
        self.pages.changed.connect(lambda page: self._clock.show(page.report.report_id))
        self._feed.changed.connect(self.summary_changed)
        self._post.arrived.connect(self._arrived)
        self._post.lost.connect(self._lost)
        self.committing.said.connect(self.said)
        self.committing.row_wanted.connect(self.row_wanted)
        self.committing.refused.connect(self.unsaved_failed)
        self.committing.done.connect(self._committed)

    def _page_to_answer(self) -> ReviewPage | None:
        """The open page where it can be answered now; else None, and why is said."""
        if self.pages.page is not None and not self.can_write:
            self.said.emit(self.tr("This project is open for reading only."))
        return self.pages.page if self.can_write and not self.committing.is_on_its_way else None

    def _send(
        self, page: ReviewPage, finding_id: FindingId, label: MentionClass, *, is_accepted: bool = False
    ) -> None:
        self._post.send(
            Answer(
                report_id=page.report.report_id,
                taxonomy_id=page.taxonomy_id,
                finding_id=finding_id,
                label=label,
                is_accepted=is_accepted,
                spent_ms=self._clock.take_ms(),
            )
        )
        self.pages.show_again()

    def _arrived(self, page: ReviewPage) -> None:
        self.pages.update(page)
        self._tell_saved()
        if not self.committing.go_on() and not self._post.answers.is_waiting:
            self.refresh_summary()

    def _lost(self, error: MosaicError | None) -> None:
        self.committing.give_up()
        self._tell_unsaved(error)
        self.pages.show_again()

    def _tell_unsaved(self, error: MosaicError | None = None) -> None:
        count = self.failed_count
        if not count:
            self.pages.fail(error)
            return
        kept = self.tr("{0} answers are not saved yet.") if count != 1 else self.tr("{0} answer is not saved yet.")
        why = f" {error_words(error)}" if error is not None else ""
        self.unsaved_failed.emit(kept.replace("{0}", str(count)) + why)

    def _tell_saved(self) -> None:
        if not self.failed_count:
            self.saved.emit()

    def _committed(self, report_id: ReportId, page: ReviewPage | None) -> None:
        self.saved.emit()
        self.committed.emit(report_id)
        if page is not None:
            self._page_written(page)
            return
        self.said.emit(self.tr("Committed. No open report is left."))
        self.pages.refresh()
        self.refresh_summary()

    def _page_written(self, page: ReviewPage) -> None:
        self.pages.show(page)
        self.refresh_summary()
