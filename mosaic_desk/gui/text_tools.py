"""What the reader does about a report beside labelling it: evidence, doubt, comment, skip, guideline, finding.

Knows the window's parts and the desk's session. What could not be saved is said in the banner, and what was
written is kept until it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.review import CommentEntry, FindingRow, ReviewPage
from mosaic_desk.core.suggestion import Span
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.comment_list import CommentList
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.evidence import own_evidence, with_mark, without_mark
from mosaic_desk.gui.history_tools import HistoryTools
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.keymap import Context
from mosaic_desk.gui.note_dialog import NoteDialog
from mosaic_desk.gui.skip_dialog import SkipDialog
from mosaic_desk.gui.window_commands import was_accepted

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class TextTools(QObject):
    """The text tools of one window."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.history = HistoryTools(window, session)
        self._drafts: dict[tuple[ReportId, FindingId | None], str] = {}
        window.findings.guideline.edit_wanted.connect(self.edit_guideline)
        leave = QShortcut(QKeySequence("Esc"), window.report.text)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(window.findings.focus_rows)

    @property
    def contexts(self) -> dict[Context, QWidget]:
        """Where the keys of each context work that these tools bring."""
        return {Context.HISTORY: self.history.panel}

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the commands of the text tools do."""
        return {
            "next_evidence": self.next_evidence,
            "mark_evidence": self.mark_evidence,
            "unsure": self.mark_unsure,
            "edit_guideline": self.edit_guideline,
            "comment": self.comment,
            "comments": self.list_comments,
            "skip": self.skip,
            "find_here": self._window.report.open_search,
            "find_next": lambda: self._window.report.find_bar.step(1),
            "find_previous": lambda: self._window.report.find_bar.step(-1),
            **self.history.slots(),
        }

    def next_evidence(self) -> None:
        """Go to the next evidence of the current row, and say which it is."""
        sentence = self._window.report.next_evidence()
        self._say(sentence or self.tr("This row has no evidence in the text."))

    def mark_evidence(self) -> None:
        """Mark the selected text as the reader's own evidence; without a selection take the mark at the caret away."""
        page, row, text = self._page, self._row, self._window.report.text
        if page is None or row is None:
            return
        selected, before = text.selected_span(), own_evidence(row)
        spans = with_mark(before, selected) if selected else without_mark(before, text.caret())
        if spans == tuple(before):
            self._say(
                self.tr("This is marked already.") if selected
                else self.tr("Select words in the report first: with the mouse, or F6 and Shift with the arrows.")
            )  # fmt: skip
            return
        text.let_go()
        said = self.tr("Marked as evidence: {0}.") if selected else self.tr("Evidence taken away: {0}.")
        self._store_evidence(page, row, spans, said)

    def mark_unsure(self) -> None:
        """Say that the reader is not sure about the current row, or is again."""
        page, row, session = self._page, self._row, self._session
        if page is None or row is None:
            return
        said = self.tr("{0}: you are sure again.") if row.is_unsure else self.tr("{0}: marked that you are not sure.")
        self._ask(
            lambda: session.marks.unsure(page.report.report_id, page.taxonomy_id, row.finding_id),
            said=filled(said, row.name),
        )

    def comment(self) -> None:
        """Write, change or take away the comment on the open report."""
        page, session = self._page, self._session
        if page is None:
            return
        report_id, place = page.report.report_id, (page.report.report_id, None)
        dialog = NoteDialog(
            title=filled(self.tr("Comment on {0}"), report_id),
            about="",
            text=self._drafts.get(place, page.comment),
            hint=self.tr("Ctrl+Enter saves, Esc leaves it as it was. An empty comment is taken away."),
            parent=self._window,
        )
        if not was_accepted(dialog) or dialog.text == page.comment:
            return
        text = self._drafts[place] = dialog.text
        self._ask(
            lambda: session.marks.comment(report_id, page.taxonomy_id, text),
            said=self.tr("Comment saved.") if text else self.tr("Comment taken away."),
            draft=place,
        )

    def list_comments(self) -> None:
        """Show all comments of the project; a chosen one opens its report."""
        session, taxonomy_id = self._session, self._window.flow.pages.taxonomy_id
        self._window.background.ask(
            lambda: session.marks.comments(taxonomy_id), done=self._show_comments, failed=self._window.flow.pages.fail
        )

    def skip(self) -> None:
        """Skip the open report with a reason; open a skipped one again."""
        page, session = self._page, self._session
        if page is None:
            return
        report_id, taxonomy_id = page.report.report_id, page.taxonomy_id
        if page.state is ReportState.SKIPPED:
            self._ask(lambda: session.reopen(report_id, taxonomy_id), said=self.tr("The report is open again."))
            return
        dialog = SkipDialog(self._window)
        if not was_accepted(dialog) or not dialog.reason:
            return
        reason = dialog.reason
        self._window.background.ask(
            lambda: session.skip(report_id, taxonomy_id, reason), done=self._skipped, failed=self._fail
        )

    def edit_guideline(self) -> None:
        """Write what this project does with hard cases of the current finding."""
        page, row, session, window = self._page, self._row, self._session, self._window
        if page is None or row is None or not window.flow.can_write:
            return
        place = (ReportId(""), row.finding_id)
        dialog = NoteDialog(
            title=filled(self.tr("Guideline: {0}"), row.name),
            about=row.definition,
            text=self._drafts.get(place, row.guidance),
            hint=self.tr("Ctrl+Enter saves it for everyone in this project, Esc leaves it as it was."),
            parent=window,
        )
        if not was_accepted(dialog) or dialog.text == row.guidance:
            return
        text = self._drafts[place] = dialog.text

        def store() -> ReviewPage:
            session.marks.set_guidance(page.taxonomy_id, row.finding_id, text)
            return session.page(page.report.report_id, page.taxonomy_id)

        self._ask(store, said=self.tr("Guideline saved."), draft=place)

    @property
    def _page(self) -> ReviewPage | None:
        return self._window.flow.pages.page

    @property
    def _row(self) -> FindingRow | None:
        return self._window.findings.current

    def _store_evidence(self, page: ReviewPage, row: FindingRow, spans: tuple[Span, ...], said: str) -> None:
        session = self._session
        self._ask(
            lambda: session.marks.evidence(page.report.report_id, page.taxonomy_id, row.finding_id, spans),
            said=filled(said, row.name),
        )

    def _ask(
        self, work: Callable[[], ReviewPage], *, said: str, draft: tuple[ReportId, FindingId | None] | None = None
    ) -> None:
        """Let the desk do it, show the page as it stands then, and say what was done."""

        def done(page: ReviewPage) -> None:
            if draft is not None:
                self._drafts.pop(draft, None)
            self._window.flow.pages.update(page)
            self._window.flow.refresh_summary()
            self._say(said)

        def failed(error: MosaicError | None) -> None:
            self._fail(error, kept=self.tr("Not saved; what you wrote is kept: open it again.") if draft else "")

        self._window.background.ask(work, done=done, failed=failed)

    def _fail(self, error: MosaicError | None, *, kept: str = "") -> None:
        if error is not None and kept:
            self._window.banner.tell(f"{kept} {error_words(error)}")
        else:
            self._window.flow.pages.fail(error)

    def _skipped(self, following: ReviewPage | None) -> None:
        flow = self._window.flow
        if following is None:
            flow.pages.refresh()
            self._say(self.tr("Skipped. No open report is left."))
        else:
            flow.pages.show(following)
            self._say(self.tr("Skipped. This is the next report."))
        flow.refresh_summary()
        self._window.feed.fill()

    def _show_comments(self, comments: tuple[CommentEntry, ...]) -> None:
        dialog = CommentList(comments, self._window)
        if was_accepted(dialog) and dialog.chosen is not None:
            self._window.flow.pages.open(dialog.chosen)
            self._say(filled(self.tr("Opened {0}."), dialog.chosen))
            self._window.findings.focus_rows()

    def _say(self, sentence: str) -> None:
        self._window.status_line.say(sentence)
