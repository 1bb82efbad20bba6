"""The queue: which reports “next” serves, chosen from built-in and saved views; a patient's earlier reports beside.

Connects one window to its worklist. Every call into the desk goes through the desk's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import ReviewPage
from mosaic_desk.core.worklist_query import quoted
from mosaic_desk.core.worklist_values import PriorRow, SavedView
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.panel import Panel
from mosaic_desk.gui.worklist_priors import PriorText
from mosaic_desk.gui.worklist_views import QueueButton, SaveViewDialog, ViewsDialog

Result = TypeVar("Result")

if TYPE_CHECKING:
    from mosaic_desk.desk.session import Session
    from mosaic_desk.gui.main_window import MainWindow

_BELOW = Qt.DockWidgetArea.BottomDockWidgetArea


class WorklistQueue(QObject):
    """What the window's worklist can do besides searching: queues, views, next unread, earlier reports."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._views: tuple[SavedView, ...] = ()
        self._report_id: ReportId | None = None
        self.served = ""
        self.button = QueueButton(window)
        self.button.chosen.connect(self.serve)
        self.prior = PriorText()
        self.prior_dock = Panel(name="prior", title="", content=self.prior, parent=window)
        self.prior_dock.hide()
        self.prior.closed.connect(self.close_prior)
        window.addDockWidget(_BELOW, self.prior_dock)
        window.splitDockWidget(window.places.image_dock, self.prior_dock, Qt.Orientation.Horizontal)
        window.worklist.priors.opened.connect(self._open_prior)
        window.flow.pages.changed.connect(self._show_page)
        window.feed.filled.connect(self._show_found)
        window.feed.filled.connect(self._start, Qt.ConnectionType.SingleShotConnection)
        window.top_bar.insertWidget(window.top_bar.taxonomy_action, self.button)
        window.top_bar.shortened.append(self.button)
        key = window.commands["queue"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.button.add_actions(window.commands["save_view"], window.commands["views"], key=key)

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for every command of the worklist."""
        return {
            "next_unread": self._next_unread,
            "patient_reports": self._patient_reports,
            "earlier": self._go_to_priors,
            "queue": self._open_queue,
            "save_view": self._save_view,
            "views": self._manage_views,
        }

    def serve(self, query: str) -> None:
        """Let “next” serve what a query finds, and show it in the worklist."""
        session, taxonomy_id = self._session, self._window.feed.taxonomy_id
        self._ask(lambda: session.lists.serve(taxonomy_id, query), lambda _: self._served(query))

    def close_prior(self) -> None:
        """Close the earlier report and go back to the findings."""
        self.prior_dock.hide()
        self._window.findings.focus_rows()

    def _start(self) -> None:
        """Read the saved views; an earlier report that was open last time stays closed."""
        self.prior_dock.hide()
        self._read_views()

    def _served(self, query: str) -> None:
        self.served = query
        self.button.show_views(self._views, served=query)
        self._window.worklist.ask(query)

    def _show_page(self, page: ReviewPage) -> None:
        self._window.feed.show_page(page)
        if page.report.report_id == self._report_id:
            return
        self._report_id = report_id = page.report.report_id
        session = self._session
        self.prior_dock.hide()
        self._ask(
            lambda: session.priors(report_id), lambda priors: self._show_priors(report_id, priors)
        )  # fmt: skip

    def _show_priors(self, report_id: ReportId, priors: tuple[PriorRow, ...]) -> None:
        if report_id == self._report_id:
            self._window.worklist.priors.show_priors(priors)

    def _show_found(self) -> None:
        worklist = self._window.worklist
        self._window.report.text.show_words(worklist.words)
        count = self.tr("Worklist ({0})").replace("{0}", counted(worklist.model.rowCount()))
        self._window.places.worklist_dock.show_title(count)

    def _open_prior(self, report_id: str) -> None:
        session = self._session
        self._ask(lambda: session.reports([ReportId(report_id)]), self._show_prior)

    def _show_prior(self, reports: list[Report]) -> None:
        if not reports:
            self._window.status_line.say(self.tr("That earlier report has no text."))
            return
        report = reports[0]
        day = f"{report.study_date}  ·  " if report.study_date else ""
        title = self.tr("Earlier report  ·  {0}  (Esc closes)").replace("{0}", f"{day}{report.report_id}")
        self.prior_dock.show_title(title)
        self.prior.show_report(report)
        self.prior_dock.show()
        self.prior_dock.raise_()
        self.prior.setFocus()

    def _go_to_priors(self) -> None:
        window = self._window
        if window.worklist.priors.isHidden():
            window.status_line.say(self.tr("No earlier report of this patient is known here."))
            return
        window.places.worklist_dock.show()
        window.places.worklist_dock.raise_()
        window.worklist.priors.take_keyboard()

    def _patient_reports(self) -> None:
        page = self._window.flow.pages.page
        if page is None or page.report.patient_id is None:
            self._window.status_line.say(self.tr("This report names no patient."))
            return
        self._window.worklist.ask(f"patient:{quoted(page.report.patient_id)}")
        self._window.places.worklist_dock.raise_()

    def _next_unread(self) -> None:
        session, pages = self._session, self._window.flow.pages
        taxonomy_id, report_id = pages.taxonomy_id, pages.report_id
        self._ask(lambda: session.lists.next_unread(taxonomy_id, after=report_id), self._open_next)

    def _open_next(self, report_id: ReportId | None) -> None:
        if report_id is None:
            self._window.status_line.say(self.tr("No unread report is left in this queue."))
        else:
            self._window.flow.pages.open(report_id)

    def _open_queue(self) -> None:
        self.button.showMenu()

    def _save_view(self) -> None:
        query = self._window.worklist.typed
        if not query:
            self._window.status_line.say(self.tr("Type words or terms into the worklist's box first."))
            self._window.places.go_to_search()
            return
        dialog = SaveViewDialog(query, self._views, self._window)
        is_wanted, name = dialog.exec() == SaveViewDialog.DialogCode.Accepted, dialog.name
        dialog.deleteLater()
        if is_wanted:
            said = self.tr("View “{0}” saved.").replace("{0}", name)
            self._change(lambda session: session.lists.save_view(name, query), said)

    def _manage_views(self) -> None:
        dialog = ViewsDialog(self._views, self._window)
        dialog.used.connect(self.serve)
        dialog.renamed.connect(
            lambda old, new: self._change(lambda session: session.lists.rename_view(old, new), self.tr("View renamed."))
        )
        dialog.deleted.connect(
            lambda name: self._change(lambda session: session.lists.delete_view(name), self.tr("View deleted."))
        )
        dialog.exec()
        dialog.deleteLater()

    def _change(self, work: Callable[[Session], object], said: str) -> None:
        self._ask(partial(work, self._session), lambda _: self._changed(said))

    def _changed(self, said: str) -> None:
        self._window.status_line.say(said)
        self._read_views()

    def _read_views(self) -> None:
        self._ask(self._session.lists.views, self._show_views)

    def _show_views(self, views: tuple[SavedView, ...]) -> None:
        self._views = views
        self.button.show_views(views, served=self.served)

    def _ask(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        self._window.background.ask(work, done=done, failed=self._fail)

    def _fail(self, error: MosaicError | None) -> None:
        if isinstance(error, InputError):
            self._window.status_line.say(error_words(error))
        else:
            self._window.flow.pages.fail(error)
