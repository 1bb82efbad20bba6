"""Reading sessions as one window sees them: planned, followed after every commit, ended with a page.

Which reports are read is chosen apart (`session_choosing`); the reader goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.reading_session import SessionEnd, SessionStanding
from mosaic_desk.core.review import ReviewPage
from mosaic_desk.core.worklist_values import SavedView
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.keyboard import printed_key
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.queue_words import is_look_alike
from mosaic_desk.gui.session_choosing import SessionChoosing
from mosaic_desk.gui.session_dialog import SessionDialog
from mosaic_desk.gui.session_end import SessionEndDialog
from mosaic_desk.gui.session_face import SessionsFace
from mosaic_desk.gui.session_page import SessionPage, Wish
from mosaic_desk.gui.session_strip import SessionStrip
from mosaic_desk.gui.session_words import footing_sentence, session_brief

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow

Result = TypeVar("Result")


class Sessions(QObject):
    """The commands “Reading session” and “End the session”, the line above the report, the page at the end."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._face: SessionsFace = session.sessions
        self.standing: SessionStanding | None = None
        self.end_page: SessionEndDialog | None = None
        self._is_ending = False
        self.choosing = SessionChoosing(window, self._face, failed=window.flow.pages.fail, parent=self)
        self.choosing.begun.connect(self._begun)
        self.choosing.refused.connect(self.look)
        self.choosing.refilled.connect(self.look)
        self.strip = SessionStrip()
        self.strip.opened.connect(self.open)
        self.strip.ended.connect(self.end)
        self.strip.taken_up.connect(self.take_up)
        self.strip.stopped.connect(self._stop)
        _place_above_report(window, self.strip)
        window.flow.summary_changed.connect(lambda _summary: self.look())
        window.flow.pages.changed.connect(self._follow)

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for every command."""
        return {"session": self.open, "session_end": self.end, "suggest_like": self.offer}

    def open(self) -> None:
        """Show the session that is on or was left; plan one where there is none."""
        if self.standing is None:
            self.plan()
            return
        page = SessionPage(self.standing, self._window)
        is_answered, wish = page.exec() == QDialog.DialogCode.Accepted, page.wish
        page.deleteLater()
        self._window.findings.focus_rows()
        wishes = {Wish.NEW: self.plan, Wish.END: self.end, Wish.LEAVE: self.leave, Wish.TAKE_UP: self.take_up}
        if is_answered and wish in wishes:
            wishes[wish]()

    def plan(self) -> None:
        """Ask what is to be read, then begin."""
        if self._window.flow.summary is not None:
            self._ask(self._session.lists.views, done=self._plan)

    def take_up(self) -> None:
        """Go on with the session that was left."""
        self._ask(self._face.take_up, done=self._begun)

    def leave(self) -> None:
        """Read without the session; it is kept."""
        self.choosing.forget()
        self._ask(self._face.leave, done=lambda _: self.look())

    def end(self) -> None:
        """End the session, and show what came of it."""
        if self.standing is None:
            said = self.tr("No reading session is on. {0} plans one.").replace("{0}", printed_key("session"))
            self._window.status_line.say(said)
        elif not self._is_ending:
            self._is_ending = True
            self.choosing.forget()
            self._ask(self._face.end, done=self._show_end)

    def offer(self) -> None:
        """Suggest what stands in the report that the open one is like, to all unread ones alike."""
        session, pages = self._session, self._window.flow.pages
        report_id, taxonomy_id = pages.report_id, pages.taxonomy_id
        if report_id is not None:
            self._ask(lambda: session.offer(report_id, taxonomy_id), done=lambda offered: self._offered(*offered))

    def look(self) -> None:
        """Ask where the session stands; cheap, after every commit."""
        face = self._face
        self._ask(lambda: (face.standing(), face.told()), done=lambda found: self._show(*found))

    def close(self) -> None:
        """Nothing goes on after the window; the desk keeps the session."""
        self.choosing.close()

    def _follow(self, page: ReviewPage) -> None:
        """Another page, or the same one anew."""
        is_alike = is_look_alike(page) and page.state is ReportState.UNREAD
        reason = self.tr("No unread report that a session of look-alikes serves is open.")
        self._window.commands.set_impossible("suggest_like", None if is_alike else reason)
        self._end_if_over()

    def _offered(self, source: ReportId, count: int) -> None:
        one, more = self.tr("It is now suggested here what stands in {0}."), self.tr(
            "What stands in {0} is now suggested to {1} reports alike."
        )  # fmt: skip
        self._window.status_line.say(filled(one if count == 1 else more, source, counted(count)))
        self._window.flow.pages.refresh()
        self._window.flow.refresh_summary()
        self._window.feed.fill()

    def _plan(self, views: tuple[SavedView, ...]) -> None:
        window = self._window
        dialog = SessionDialog(window.flow.pages.taxonomy_id, window)
        dialog.show_findings(window.flow.summary.counts if window.flow.summary is not None else ())
        dialog.show_views(views)
        is_wanted, plan = dialog.exec() == QDialog.DialogCode.Accepted, dialog.plan
        dialog.deleteLater()
        window.findings.focus_rows()
        if is_wanted:
            self.strip.show_choosing(plan)
            self.choosing.choose(plan)

    def _stop(self) -> None:
        self.choosing.forget()
        self._show(self.standing)
        self._window.findings.focus_rows()

    def _begun(self, standing: SessionStanding) -> None:
        self._show(standing)
        self._window.status_line.say(footing_sentence(standing) or self.tr("The session has begun."))
        page = self._window.flow.pages.page
        if self._window.flow.unsaved or (page is not None and page.state is ReportState.STARTED):
            self._window.status_line.say(self.tr("The session goes on behind this report, which is begun already."))
        else:
            self._open_first()
        self._window.feed.fill()  # the rows say why they are served

    def _open_first(self) -> None:
        session, taxonomy_id = self._session, self._window.flow.pages.taxonomy_id

        def show(page: ReviewPage | None) -> None:
            if page is not None:
                self._window.flow.pages.show(page)
                self._window.findings.focus_rows()

        self._ask(lambda: session.next_page(taxonomy_id, after=None), done=show)

    def _show(self, standing: SessionStanding | None, told: str | None = None) -> None:
        self.standing = standing
        is_on = standing is not None and not standing.is_left
        if self.choosing.planned is None:
            self.strip.show_standing(standing)
        self._window.queue.button.show_session(session_brief(standing) if standing is not None and is_on else "")
        if told:
            self._window.banner.tell(desk_words(told))
        self._end_if_over()
        if standing is not None:
            self.choosing.refill(standing)

    def _end_if_over(self) -> None:
        """A revealed report is looked at first: the page comes with the next one."""
        standing, is_revealing = self.standing, self._window.flow.committing.is_revealing
        if standing is not None and standing.is_over and not standing.is_left and not is_revealing:
            self.end()

    def _show_end(self, end: SessionEnd) -> None:
        self._is_ending = False
        self._show(None)
        train = self._window.commands["train"]
        self.end_page = page = SessionEndDialog(end, can_retrain=train.isEnabled(), parent=self._window)
        page.retrain_wanted.connect(page.close)
        page.retrain_wanted.connect(train.trigger)
        page.another_wanted.connect(page.close)
        page.another_wanted.connect(self.plan)
        page.finished.connect(lambda _answer: self._window.findings.focus_rows())
        page.show()

    def _ask(self, work: Callable[[], Result], *, done: Callable[[Result], None]) -> None:
        self._window.background.ask(work, done=done, failed=self._fail)

    def _fail(self, error: MosaicError | None) -> None:
        self._is_ending = False
        self._window.flow.pages.fail(error)


def _place_above_report(window: MainWindow, strip: QWidget) -> None:
    centre = window.centralWidget()
    column = centre.layout() if isinstance(centre, QWidget) else None
    if isinstance(column, QVBoxLayout):
        column.insertWidget(0, strip)
