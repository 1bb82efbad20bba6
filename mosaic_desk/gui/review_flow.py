"""What the reader decides: answers, commits, undo; what is not saved yet, and when a report may be committed.

Knows the desk's session and no widget. Every call into the desk goes through the desk's thread; an
answer is on screen at once and stays marked until the disk has it.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import Phase, ProjectSummary, ReviewPage, Undone
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import action_words, desk_words
from mosaic_desk.gui.page_turner import PageTurner
from mosaic_desk.gui.unsaved import Answer, UnsavedAnswers
from mosaic_desk.gui.waiting import Unsaved, first_to_be_set

SHORTEST_LOOK_S = 0.7
"""A report that was on screen for less cannot be committed."""


class ReviewFlow(QObject):
    """Answers, commits and undoes; says what changed in signals."""

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
        self._clock = clock
        self.pages = PageTurner(session, background, taxonomy_id=taxonomy_id, clock=clock, parent=self)
        self.pages.changed.connect(self._restart_clock)
        self.summary: ProjectSummary | None = None
        self._answers = UnsavedAnswers()
        self._timed_report: ReportId | None = None
        self._acted_at = 0.0
        self._wants_commit = False
        self._is_committing = False
        self._must_commit_again = False  # the disk refused the last commit; “Try again” sends it once more

    @property
    def can_write(self) -> bool:
        """Whether answers can be stored at all."""
        return self.summary is None or not self.summary.is_read_only

    @property
    def unsaved(self) -> Unsaved:
        """Answers of the open report that are not on the disk."""
        report_id = self.pages.report_id
        return self._answers.of(report_id, self.pages.taxonomy_id) if report_id is not None else {}

    @property
    def failed_count(self) -> int:
        """How many answers could not be saved."""
        return self._answers.failed_count

    def refresh_summary(self) -> None:
        """Read the project's summary again."""
        session, taxonomy_id = self._session, self.pages.taxonomy_id
        self._background.ask(
            lambda: session.summary(taxonomy_id), done=self._show_summary, failed=self.pages.fail
        )  # fmt: skip

    def use_reader(self, reader: str) -> None:
        """Whose the answers are from now on."""
        session = self._session
        self._background.ask(
            lambda: session.set_reader(ReaderName(reader)), done=lambda _: None, failed=self.pages.fail
        )

    def set_label(self, finding_id: FindingId, label: MentionClass) -> bool:
        """The reader's answer for a finding; False where it is not taken."""
        page = self.pages.page
        if page is None or not self._may_answer():
            return False
        if label not in page.classes:
            self.said.emit(self.tr("This taxonomy does not ask for that class."))
            return False
        self._send(self._answer(page, finding_id, label))
        return True

    def accept(self, finding_id: FindingId) -> bool:
        """Accept the suggestion of a finding; False where there is none."""
        page = self.pages.page
        if page is None or not self._may_answer():
            return False
        row = next((row for row in page.rows if row.finding_id == finding_id), None)
        if page.phase is Phase.BLIND:
            self.said.emit(self.tr("Your own answer comes first: suggestions are shown when you commit."))
            return False
        if row is None or row.suggestion is None:
            self.said.emit(self.tr("There is no suggestion to accept in this row."))
            return False
        self._send(self._answer(page, finding_id, row.suggestion.label, is_accepted=True))
        return True

    def flag(self) -> None:
        """Flag the report, or take the flag away."""
        page = self.pages.page
        if page is None or not self._may_answer():
            return
        session, taxonomy_id, report_id = self._session, page.taxonomy_id, page.report.report_id
        self._background.ask(
            lambda: session.flag(report_id, taxonomy_id), done=self._page_written, failed=self.pages.fail
        )

    def commit(self) -> None:
        """Close the report and open the next one, as soon as everything answered is on the disk."""
        page = self.pages.page
        if page is None or not self._may_answer():
            return
        if self.pages.looked_s < SHORTEST_LOOK_S:
            self.said.emit(self.tr("This report has only just appeared: read it, then commit."))
            return
        waiting = first_to_be_set(page, self.unsaved)
        if waiting is not None:
            self.row_wanted.emit(waiting.finding_id)
            reason = self.tr("{0} needs its own key first: {1}.").replace("{0}", waiting.name)
            self.said.emit(reason.replace("{1}", waiting.needs_key or ""))
            return
        if self.failed_count:
            self._tell_unsaved()
            return
        self._wants_commit = True
        self._commit_when_saved()

    def undo(self) -> None:
        """Take back the last action; an answer that could not be saved is the last one."""
        if self.failed_count:
            self._answers.drop_last_failed()
            self.pages.show_again()
            self._tell_saved()
            self.said.emit(self.tr("Undo: the answer that was not saved"))
            return
        self._background.ask(self._session.undo, done=self._undone, failed=self.pages.fail)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._background.ask(self._session.redo, done=self._undone, failed=self.pages.fail)

    def retry(self) -> None:
        """Send every answer that could not be saved again."""
        for answer in self._answers.take_failed():
            self._send(answer)
        if self._must_commit_again:
            self.commit()

    def _answer(
        self, page: ReviewPage, finding_id: FindingId, label: MentionClass, *, is_accepted: bool = False
    ) -> Answer:
        return Answer(
            report_id=page.report.report_id,
            taxonomy_id=page.taxonomy_id,
            finding_id=finding_id,
            label=label,
            is_accepted=is_accepted,
            spent_ms=self._spent_ms(),
        )

    def _may_answer(self) -> bool:
        if not self.can_write:
            self.said.emit(self.tr("This project is open for reading only."))
            return False
        return not self._is_committing

    def _restart_clock(self, page: ReviewPage) -> None:
        if page.report.report_id != self._timed_report:
            self._timed_report = page.report.report_id
            self._acted_at = self._clock()

    def _spent_ms(self) -> int:
        now = self._clock()
        spent, self._acted_at = now - self._acted_at, now
        return max(0, round(spent * 1000))

    def _send(self, answer: Answer) -> None:
        session = self._session
        self._answers.sent(answer)

        def store() -> ReviewPage:
            ids = (answer.report_id, answer.taxonomy_id, answer.finding_id)
            if answer.is_accepted:
                return session.accept(*ids, spent_ms=answer.spent_ms)
            return session.set_label(*ids, answer.label, spent_ms=answer.spent_ms)

        self._background.ask(
            store,
            done=lambda page: self._answer_saved(answer, page),
            failed=lambda error: self._answer_failed(answer, error),
        )
        self.pages.show_again()

    def _answer_saved(self, answer: Answer, page: ReviewPage) -> None:
        self._answers.saved(answer)
        self.pages.update(page)
        self._tell_saved()
        if not self._commit_when_saved() and not self._answers.is_waiting:
            self.refresh_summary()

    def _answer_failed(self, answer: Answer, error: MosaicError | None) -> None:
        self._answers.failed(answer)
        self._wants_commit = False
        self._tell_unsaved(error)
        self.pages.show_again()

    def _tell_unsaved(self, error: MosaicError | None = None) -> None:
        count = self.failed_count
        if not count:
            self.pages.fail(error)
            return
        kept = self.tr("{0} answers are not saved yet.") if count != 1 else self.tr("{0} answer is not saved yet.")
        self.unsaved_failed.emit(kept.replace("{0}", str(count)) + (f" {error}" if error is not None else ""))

    def _tell_saved(self) -> None:
        if not self.failed_count:
            self.saved.emit()

    def _commit_when_saved(self) -> bool:
        """Send the commit where it is wanted and nothing is on its way; says whether it did."""
        page = self.pages.page
        if not self._wants_commit or self._answers.is_waiting or page is None:
            return False
        self._wants_commit, self._is_committing = False, True
        session, taxonomy_id, report_id = self._session, page.taxonomy_id, page.report.report_id
        spent_ms = self._spent_ms()
        self._background.ask(
            lambda: session.commit(report_id, taxonomy_id, spent_ms=spent_ms),
            done=lambda following: self._committed(report_id, following),
            failed=self._commit_failed,
        )
        return True

    def _committed(self, report_id: ReportId, page: ReviewPage | None) -> None:
        self._is_committing = self._must_commit_again = False
        self.saved.emit()
        self.committed.emit(report_id)
        if page is not None:
            self._page_written(page)
            return
        self.said.emit(self.tr("Committed. No open report is left."))
        self.pages.refresh()
        self.refresh_summary()

    def _commit_failed(self, error: MosaicError | None) -> None:
        self._is_committing = False
        if isinstance(error, InputError):
            self.said.emit(desk_words(str(error)))
            self.pages.refresh()
        elif error is not None:
            self._must_commit_again = True
            self.unsaved_failed.emit(desk_words(str(error)))
        else:
            self.pages.fail(error)

    def _undone(self, undone: Undone | None) -> None:
        if undone is None:
            self.said.emit(self.tr("There is nothing more to take back or bring back."))
            return
        self.said.emit(action_words(undone.text))
        self.pages.open(undone.report_id)
        self.refresh_summary()

    def _page_written(self, page: ReviewPage) -> None:
        self.pages.show(page)
        self.refresh_summary()

    def _show_summary(self, summary: ProjectSummary) -> None:
        self.summary = summary
        self.summary_changed.emit(summary)
