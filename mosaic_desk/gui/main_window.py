"""The main window: places the panels and connects them. Decides nothing."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import ProjectSummary, ReviewPage, SuggestProgress
from mosaic_desk.desk.picture_room import PictureReader
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.actions import Actions
from mosaic_desk.gui.around import Around
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.banner import Banner
from mosaic_desk.gui.calibrating import Calibrating
from mosaic_desk.gui.dock_tabs import DockTabs
from mosaic_desk.gui.imaging import Imaging
from mosaic_desk.gui.importing import Importer, Importing
from mosaic_desk.gui.keymap import Menu
from mosaic_desk.gui.modes import Modes
from mosaic_desk.gui.preferences import Preferences
from mosaic_desk.gui.progress_strip import ProgressStrip
from mosaic_desk.gui.renewal import Renewal
from mosaic_desk.gui.review_flow import ReviewFlow
from mosaic_desk.gui.status_line import StatusLine
from mosaic_desk.gui.suggesting import Suggester, Suggesting
from mosaic_desk.gui.text_tools import TextTools
from mosaic_desk.gui.top_bar import TopBar
from mosaic_desk.gui.window_commands import WindowCommands
from mosaic_desk.gui.window_places import WindowPlaces
from mosaic_desk.gui.worklist_feed import WorklistFeed
from mosaic_desk.gui.worklist_queue import WorklistQueue


class MainWindow(QMainWindow):
    """One open project before one reader."""

    def __init__(
        self,
        session: Session,
        background: Background,
        *,
        taxonomy_id: TaxonomyId,
        preferences: Preferences,
        suggester: Suggester | None,
        no_suggester: str,
        importer: Importer | None,
        picture: PictureReader | None,
        device: str,
        app: QApplication,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._app = app
        self.preferences = preferences
        preferences.setParent(self)
        self.background = background
        self._has_shown_page = False
        self.flow = ReviewFlow(session, background, taxonomy_id=taxonomy_id, clock=clock, parent=self)
        self.suggesting = Suggesting(suggester, self)
        self.importing = Importing(importer, background, self)
        self.setWindowTitle("MOSAIC Desk")
        self.dock_tabs = DockTabs(self)
        self.places = WindowPlaces(self)
        self.worklist, self.report, self.findings = self.places.worklist, self.places.report, self.places.findings
        self.banner = Banner()
        self.strip = ProgressStrip()
        self.places.place_report(self.banner, self.strip)
        self.status_line = StatusLine(device=device)
        self.setStatusBar(self.status_line)
        self.feed = WorklistFeed(
            session, background, self.worklist, taxonomy_id=taxonomy_id,
            failed=lambda error: self.banner.tell(str(error)) if error is not None else None,
        )  # fmt: skip
        self.imaging = Imaging(self, session, picture)
        self.next_project: Path | None = None  # opened when this window has closed
        self.text_tools = TextTools(self, session)
        self.commands = Actions(self, {**self.places.contexts, **self.text_tools.contexts})
        self.top_bar = TopBar(self.commands, self)
        self.addToolBar(self.top_bar)
        self._fill_view_menu()
        self.queue = WorklistQueue(self, session)
        self.renewal = Renewal(self, session)
        self.calibrating = Calibrating(self, session)
        self.around = Around(self, session, no_model=no_suggester)
        self.window_commands = WindowCommands(self)
        self._connect()
        self.modes = Modes(self, session)  # after the panels are connected: it acts on what they show
        self.commands.connect(self.window_commands.slots())
        self.commands.set_impossible("commit", self.tr("No report is open yet."))
        self._explain_what_is_missing(no_suggester)

    @property
    def is_settled(self) -> bool:
        """Whether a report is shown and nothing more is on its way from the desk."""
        is_quiet = self.background.is_idle and self.flow.is_settled
        return self.flow.pages.page is not None and is_quiet and self.imaging.is_settled

    def start(self, report_id: ReportId | None = None) -> None:
        """Read the project and open a report."""
        self.feed.fill()
        self.flow.refresh_summary()
        if report_id is None:
            self.flow.pages.start()
        else:
            self.flow.pages.open(report_id)

    def _fill_view_menu(self) -> None:
        menu = self.commands.menus[Menu.VIEW]
        menu.addSeparator()
        for dock in (self.places.worklist_dock, self.places.counts_dock, self.places.findings_dock):
            menu.addAction(dock.toggleViewAction())
        self.imaging.mark_commands()

    def _connect(self) -> None:
        flow, status = self.flow, self.status_line
        flow.pages.changed.connect(self._show_page)
        flow.pages.said.connect(status.say)
        flow.pages.failed.connect(self.banner.tell)
        flow.summary_changed.connect(self._show_summary)
        flow.said.connect(status.say)
        flow.unsaved_failed.connect(lambda text: self.banner.tell(text, can_retry=True))
        flow.unsaved_failed.connect(lambda _text: self._show_saved())
        flow.saved.connect(self.banner.settle)
        flow.saved.connect(self._show_saved)
        flow.row_wanted.connect(lambda finding_id: self.findings.go_to(FindingId(finding_id)))
        flow.committed.connect(lambda report_id: self.worklist.model.mark_done(ReportId(report_id)))
        self.banner.retry.connect(flow.retry)
        self.findings.chosen.connect(self._choose)
        self.findings.row_changed.connect(self.report.show_row)
        self.worklist.opened.connect(self._open)
        self.top_bar.taxonomy_chosen.connect(self._use_taxonomy)
        self.suggesting.progressed.connect(self._show_progress)
        self.strip.cancelled.connect(self.suggesting.cancel)
        self.importing.said.connect(status.say)
        self.importing.failed.connect(self.banner.tell)
        self.importing.imported.connect(self._show_imported)
        if self.importing.is_possible:
            self.importing.take_drops()
        self.preferences.failed.connect(self.banner.tell)
        self.preferences.dressed.connect(self.places.arrange)
        self.preferences.keys_changed.connect(self.commands.rebind)
        self._app.focusChanged.connect(self._mark_panels)
        for field in (self.findings.filter, self.worklist.search):
            self._let_escape_leave(field)

    def _let_escape_leave(self, field: QLineEdit) -> None:
        leave = QShortcut(QKeySequence("Esc"), field)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(field.clear)
        leave.activated.connect(self.findings.focus_rows)

    def _explain_what_is_missing(self, no_suggester: str) -> None:
        if not self.suggesting.is_possible:
            reason = no_suggester or self.tr("No model is installed; everything but suggesting works.")
            for command_id in ("suggest", "suggest_this", "suggest_cancel"):
                self.commands.set_impossible(command_id, reason)
        if not self.importing.is_possible:
            for command_id in ("import", "import_folder"):
                self.commands.set_impossible(command_id, self.tr("Import from the command line: mosaic-desk import."))

    def _show_page(self, page: ReviewPage) -> None:
        self.report.show_page(page)
        self.findings.show_page(page, self.flow.unsaved, can_write=self.flow.can_write)
        self.places.findings_dock.show_title(self.tr("Findings ({0})").replace("{0}", str(len(page.rows))))
        self.worklist.show_page(page)
        self.top_bar.show_page(page)
        self.status_line.show_page(page)
        if not self._has_shown_page:
            self._has_shown_page = True
            self.commands.set_impossible("commit", None)
            self.places.arrange()
            self.findings.focus_rows()

    def _show_summary(self, summary: ProjectSummary) -> None:
        self.setWindowTitle(f"{summary.name} — MOSAIC Desk")
        self.places.counts.show_counts(summary.counts)
        self.top_bar.show_summary(summary)
        self.top_bar.select_taxonomy(self.flow.pages.taxonomy_id)
        self._show_saved()
        self.commands.set_read_only(is_read_only=summary.is_read_only)
        if summary.is_read_only and not self.banner.text:
            self.banner.tell(summary.read_only_reason or self.tr("This project is open for reading only."))

    def _show_saved(self) -> None:
        if self.flow.summary is not None:
            self.status_line.show_summary(self.flow.summary, unsaved=self.flow.failed_count)

    def _show_progress(self, progress: SuggestProgress) -> None:
        self.strip.show_progress(progress)
        if progress.error is not None:
            self.banner.tell(progress.error)
        if progress.is_finished:
            self.status_line.say(progress.text)
            self.feed.fill()
            self.flow.refresh_summary()
        page = self.flow.pages.page
        if page is not None and (page.no_suggestion is not None or page.state is ReportState.UNREAD):
            self.flow.pages.refresh()  # a suggestion that somebody is correcting does not change under the hand

    def _show_imported(self) -> None:
        self.feed.fill()
        self.flow.refresh_summary()
        if self.flow.pages.page is None:
            self.flow.pages.start()

    def _choose(self, finding_id: str, label: MentionClass) -> None:
        if self.flow.set_label(FindingId(finding_id), label):
            self.findings.advance()

    def _open(self, report_id: str) -> None:
        self.flow.pages.open(ReportId(report_id))
        self.findings.focus_rows()

    def _use_taxonomy(self, taxonomy_id: str) -> None:
        self.feed.taxonomy_id = TaxonomyId(taxonomy_id)
        self.suggesting.use_taxonomy(TaxonomyId(taxonomy_id))
        self.flow.pages.use_taxonomy(TaxonomyId(taxonomy_id))
        self.flow.refresh_summary()
        self.feed.fill()

    def _mark_panels(self, _old: QWidget | None, focused: QWidget | None) -> None:
        self.places.mark_active(focused)

    def end(self) -> None:
        """Let go of everything outside the window: nothing is handed over to it any more."""
        self.background.close()
        self.imaging.close()
        self.importing.close()
        self.around.close()
        self.suggesting.close()
        self._app.focusChanged.disconnect(self._mark_panels)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Icons follow the look."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "top_bar"):
            self.top_bar.restyle()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask before answers that are not on the disk are given up."""
        if self.flow.failed_count and not self.window_commands.may_lose_answers():
            event.ignore()
            return
        self.window_commands.keep_places()
        self.suggesting.close()
        super().closeEvent(event)
