"""What the reader is doing: which report is open, what is not saved yet, when a report may be committed.

Knows the desk's session and no widget. Every call into the desk goes through the desk's thread; an
answer is on screen at once and stays marked until the disk has it.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import ProjectSummary, ReviewPage, Undone, WorklistFilter
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.finding_row import explain_needs
from mosaic_desk.gui.unsaved import Answer, UnsavedAnswers
from mosaic_desk.gui.waiting import Unsaved, first_to_be_set

SHORTEST_LOOK_S = 0.7
"""A report that was on screen for less cannot be committed."""


class ReviewFlow(QObject):
    """Opens, answers, commits and undoes; says what changed in signals."""

    page_changed = Signal(object)  # ReviewPage
    summary_changed = Signal(object)  # ProjectSummary
    row_wanted = Signal(str)  # finding id that keeps the report from being committed
    said = Signal(str)  # a quiet sentence
    failed = Signal(str)  # a sentence that stays until it is put right
    saved = Signal()  # nothing is unsaved any more
    all_done = Signal()

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
        self.summary: ProjectSummary | None = None
        self._answers = UnsavedAnswers()
        self._opened_at = 0.0
        self._acted_at = 0.0
        self._steps = 0
        self._is_stepping = False
        self._wants_commit = False
        self._is_committing = False

    @property
    def can_write(self) -> bool:
        """Whether answers can be stored at all."""
        return self.summary is None or not self.summary.is_read_only

    @property
    def unsaved(self) -> Unsaved:
        """Answers of the open report that are not on the disk."""
        return self._answers.of(self.page.report.report_id) if self.page is not None else {}

    @property
    def has_failed_answers(self) -> bool:
        """Whether something the reader set could not be saved."""
        return self._answers.has_failed

    @property
    def failed_count(self) -> int:
        """How many answers could not be saved."""
        return self._answers.failed_count

    def start(self, report_id: ReportId | None = None) -> None:
        """Read the summary and open a report: the one named, or the first that is started or unread."""
        self.refresh_summary()
        if report_id is not None:
            self.open(report_id)
            return
        session, taxonomy_id = self._session, self.taxonomy_id

        def first() -> ReviewPage | None:
            for show in (WorklistFilter.STARTED, WorklistFilter.UNREAD, WorklistFilter.ALL):
                rows = session.worklist(taxonomy_id, show=show, limit=1)
                if rows:
                    return session.page(rows[0].report_id, taxonomy_id)
            return None

        self._background.ask(first, done=self._show_or_finish, failed=self._fail)

    def use_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """Ask the findings of another taxonomy, about the same report."""
        self.taxonomy_id = taxonomy_id
        self.refresh_summary()
        if self.page is not None:
            self.open(self.page.report.report_id)

    def open(self, report_id: ReportId) -> None:
        """Show a report."""
        session, taxonomy_id = self._session, self.taxonomy_id
        self._background.ask(lambda: session.page(report_id, taxonomy_id), done=self._show, failed=self._fail)

    def refresh(self) -> None:
        """Read the open report again, where the background has changed it."""
        if self.page is not None:
            self.open(self.page.report.report_id)

    def refresh_summary(self) -> None:
        """Read the project's summary again."""
        session, taxonomy_id = self._session, self.taxonomy_id
        self._background.ask(lambda: session.summary(taxonomy_id), done=self._show_summary, failed=self._fail)

    def step(self, count: int) -> None:
        """Open the report so many places further; presses made meanwhile add up."""
        self._steps += count
        if self.page is None or self._is_stepping or self._steps == 0:
            return
        session, taxonomy_id, report_id, steps = self._session, self.taxonomy_id, self.page.report.report_id, self._steps
        self._steps, self._is_stepping = 0, True

        def there() -> ReviewPage | None:
            neighbour = session.neighbour(report_id, steps)
            return session.page(neighbour, taxonomy_id) if neighbour is not None else None

        self._background.ask(there, done=self._step_done, failed=self._step_failed)

    def go_to_position(self, position: int) -> None:
        """Open the report at a place in the order of import, counted from 1."""
        session, taxonomy_id = self._session, self.taxonomy_id

        def there() -> ReviewPage | None:
            rows = session.worklist(taxonomy_id, after=position - 1, limit=1)
            is_there = bool(rows) and rows[0].position == position
            return session.page(rows[0].report_id, taxonomy_id) if is_there else None

        self._background.ask(there, done=self._show_or_say, failed=self._fail)

    def set_label(self, finding_id: FindingId, label: MentionClass) -> bool:
        """The reader's answer for a finding; False where it is not taken."""
        if self.page is None or not self._may_answer():
            return False
        if label not in self.page.classes:
            self.said.emit(self.tr("This taxonomy does not ask for that class."))
            return False
        self._send(Answer(report_id=self.page.report.report_id, finding_id=finding_id, label=label))
        return True

    def accept(self, finding_id: FindingId) -> bool:
        """Accept the suggestion of a finding; False where there is none."""
        if self.page is None or not self._may_answer():
            return False
        row = next((row for row in self.page.rows if row.finding_id == finding_id), None)
        if row is None or row.suggestion is None:
            self.said.emit(self.tr("There is no suggestion to accept in this row."))
            return False
        report_id = self.page.report.report_id
        label = row.suggestion.label
        self._send(Answer(report_id=report_id, finding_id=finding_id, label=label, is_accepted=True))
        return True

    def flag(self) -> None:
        """Flag the report, or take the flag away."""
        if self.page is None or not self._may_answer():
            return
        session, taxonomy_id, report_id = self._session, self.taxonomy_id, self.page.report.report_id
        self._background.ask(lambda: session.flag(report_id, taxonomy_id), done=self._show_saved, failed=self._fail)

    def commit(self) -> None:
        """Close the report and open the next one, as soon as everything answered is on the disk."""
        if self.page is None or not self._may_answer():
            return
        if self._clock() - self._opened_at < SHORTEST_LOOK_S:
            self.said.emit(self.tr("This report has only just appeared: read it, then commit."))
            return
        waiting = first_to_be_set(self.page, self.unsaved)
        if waiting is not None:
            self.row_wanted.emit(waiting.finding_id)
            reason = explain_needs().replace("{0}", waiting.name).replace("{1}", waiting.needs_key or "")
            self.said.emit(reason)
            return
        if self._answers.has_failed:
            self._tell_unsaved()
            return
        self._wants_commit = True
        self._commit_when_saved()

    def undo(self) -> None:
        """Take back the last action; an answer that could not be saved is the last one."""
        if self._answers.has_failed:
            self._answers.drop_last_failed()
            self._show_again()
            self._tell_saved()
            self.said.emit(self.tr("Undo: the answer that was not saved"))
            return
        self._background.ask(self._session.undo, done=self._undone, failed=self._fail)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._background.ask(self._session.redo, done=self._undone, failed=self._fail)

    def retry(self) -> None:
        """Send every answer that could not be saved again."""
        for answer in self._answers.take_failed():
            self._send(answer)

    def _may_answer(self) -> bool:
        if not self.can_write:
            self.said.emit(self.tr("This project is open for reading only."))
            return False
        return not self._is_committing

    def _spent_ms(self) -> int:
        now = self._clock()
        spent, self._acted_at = now - self._acted_at, now
        return max(0, round(spent * 1000))

    def _send(self, answer: Answer) -> None:
        session, taxonomy_id, spent_ms = self._session, self.taxonomy_id, self._spent_ms()
        self._answers.sent(answer)

        def store() -> ReviewPage:
            ids = (answer.report_id, taxonomy_id, answer.finding_id)
            if answer.is_accepted:
                return session.accept(*ids, spent_ms=spent_ms)
            return session.set_label(*ids, answer.label, spent_ms=spent_ms)

        self._background.ask(
            store,
            done=lambda page: self._answer_saved(answer, page),
            failed=lambda error: self._answer_failed(answer, error),
        )
        self._show_again()

    def _answer_saved(self, answer: Answer, page: ReviewPage) -> None:
        self._answers.saved(answer)
        if self.page is not None and self.page.report.report_id == page.report.report_id:
            self.page = page
            self.page_changed.emit(page)
        self._tell_saved()
        if not self._commit_when_saved():
            self.refresh_summary()

    def _answer_failed(self, answer: Answer, error: MosaicError | None) -> None:
        self._answers.failed(answer)
        self._wants_commit = False
        self._tell_unsaved(error)
        self._show_again()

    def _tell_unsaved(self, error: MosaicError | None = None) -> None:
        count = self._answers.failed_count
        kept = self.tr("{0} answers are not saved yet.") if count != 1 else self.tr("{0} answer is not saved yet.")
        reason = f" {error}" if error is not None else ""
        self.failed.emit(kept.replace("{0}", str(count)) + reason)

    def _tell_saved(self) -> None:
        if not self._answers.has_failed:
            self.saved.emit()

    def _commit_when_saved(self) -> bool:
        """Send the commit where it is wanted and nothing is on its way; says whether it did."""
        if not self._wants_commit or self._answers.is_waiting or self.page is None:
            return False
        self._wants_commit, self._is_committing = False, True
        session, taxonomy_id, report_id, spent_ms = (
            self._session, self.taxonomy_id, self.page.report.report_id, self._spent_ms(),
        )  # fmt: skip
        self._background.ask(
            lambda: session.commit(report_id, taxonomy_id, spent_ms=spent_ms),
            done=self._committed,
            failed=self._commit_failed,
        )
        return True

    def _committed(self, page: ReviewPage | None) -> None:
        self._is_committing = False
        if page is not None:
            self._show_saved(page)
            return
        self.said.emit(self.tr("Committed. No open report is left."))
        self.all_done.emit()
        self.refresh()
        self.refresh_summary()

    def _commit_failed(self, error: MosaicError | None) -> None:
        self._is_committing = False
        if isinstance(error, InputError):
            self.said.emit(str(error))
            self.refresh()
        else:
            self._fail(error)

    def _undone(self, undone: Undone | None) -> None:
        if undone is None:
            self.said.emit(self.tr("There is nothing more to take back or bring back."))
            return
        self.said.emit(undone.text)
        self.open(undone.report_id)
        self.refresh_summary()

    def _step_done(self, page: ReviewPage | None) -> None:
        self._is_stepping = False
        if page is None:
            self._steps = 0
            self.said.emit(self.tr("There is no report further on this side."))
            return
        self._show(page)
        self.step(0)

    def _step_failed(self, error: MosaicError | None) -> None:
        self._is_stepping, self._steps = False, 0
        self._fail(error)

    def _show_or_say(self, page: ReviewPage | None) -> None:
        if page is None:
            self.said.emit(self.tr("There is no report with that number."))
        else:
            self._show(page)

    def _show_or_finish(self, page: ReviewPage | None) -> None:
        if page is None:
            self.said.emit(self.tr("This project has no reports yet: import some."))
        else:
            self._show(page)

    def _show_saved(self, page: ReviewPage) -> None:
        self._show(page)
        self.refresh_summary()

    def _show(self, page: ReviewPage) -> None:
        is_new = self.page is None or self.page.report.report_id != page.report.report_id
        self.page = page
        if is_new:
            self._opened_at = self._acted_at = self._clock()
        self.page_changed.emit(page)

    def _show_again(self) -> None:
        if self.page is not None:
            self.page_changed.emit(self.page)

    def _show_summary(self, summary: ProjectSummary) -> None:
        self.summary = summary
        self.summary_changed.emit(summary)

    def _fail(self, error: MosaicError | None) -> None:
        self.failed.emit(str(error) if error is not None else self.tr("That did not work; see the message."))
