"""Training as one window sees it: asked for, followed while it works, found again, told when it ends.

A run is a process of its own that outlives the window. It is looked at twice a second in a thread apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.retraining import RunPhase, TrainingView
from mosaic_desk.core.training import Wanted
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.adapting import Adapting
from mosaic_desk.gui.apart import Apart
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.training_asking import TrainingAsking
from mosaic_desk.gui.training_dialog import TrainingDialog
from mosaic_desk.gui.training_face import TrainingFace
from mosaic_desk.gui.training_questions import Closing, may_cancel, when_closing
from mosaic_desk.gui.training_strip import TrainingStrip
from mosaic_desk.gui.training_words import run_headline

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow

Result = TypeVar("Result")
_LOOK_MS = 500
_SUGGESTS = ("suggest", "suggest_this")


class Training(QObject):
    """The commands of the menu “Model”, the dialog, and the line above the report."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._face: TrainingFace = session.training
        self.view: TrainingView | None = None
        self.dialog: TrainingDialog | None = None
        self._is_begun = False  # and not looked at since: it may be over by then
        self._asking: TrainingAsking | None = None
        self._looking = Apart(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.strip = TrainingStrip()
        self.strip.opened.connect(self.open)
        self.strip.dismissed.connect(self._dismiss)
        _place_above_report(window, self.strip)
        self.adapting = Adapting(window, self._face.adapters)
        self.adapting.look_wanted.connect(self.show_result)
        self.adapting.changed.connect(self._show_changed)
        window.installEventFilter(self)
        window.flow.summary_changed.connect(lambda _: self.look(), Qt.ConnectionType.SingleShotConnection)

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for every command of the menu."""
        return {"train": self.open, "adapters": self.adapting.open, "roll_back": self.adapting.roll_back}

    def open(self) -> None:
        """Show the page that fits: before a run, how far it is, or what became of it."""
        dialog = self._made()
        if self.view is None:
            dialog.go_to(dialog.before)
        elif self.view.phase is RunPhase.DONE:
            self.show_result(self.view.name)
        else:
            dialog.go_to(dialog.run)
        dialog.show()
        dialog.activateWindow()

    def show_result(self, name: str) -> None:
        """Show an adapter against the one before it."""
        dialog = self._made()
        summary = self._window.flow.summary
        dialog.after.allow(is_decided_here=summary is not None and not summary.is_read_only)
        dialog.after.show_waiting()
        dialog.go_to(dialog.after)
        dialog.show()
        self.adapting.compare(name, done=dialog.after.show_result, over=dialog)
        dialog.activateWindow()
        if self.view is not None and self.view.name == name and self.view.phase is RunPhase.DONE:
            self._dismiss()

    def close(self) -> None:
        """Nothing goes on after the window but the run itself."""
        self._timer.stop()
        self._looking.leave()
        if self._asking is not None:
            self._asking.close()
        self.adapting.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The window says what becomes of a run before it closes over one."""
        is_closing = watched is self._window and event.type() == QEvent.Type.Close
        if is_closing and self.view is not None and self.view.is_alive and not self._window.renewal.is_wanted:
            answer = when_closing(self._window)
            if answer is Closing.STAY:
                event.ignore()
                return True
            if answer is Closing.PAUSE:
                self._want(Wanted.PAUSE)
        return super().eventFilter(watched, event)

    def _made(self) -> TrainingDialog:
        if self.dialog is None:
            self.dialog = dialog = TrainingDialog(self._window)
            self._asking = asking = TrainingAsking(self._face, dialog.before, failed=self._fail, parent=self)
            asking.begun.connect(self._begun)
            asking.refused.connect(self.look)
            dialog.seen.connect(asking.open)
            dialog.left.connect(asking.rest)
            dialog.run.pause_wanted.connect(lambda: self._want(Wanted.PAUSE))
            dialog.run.cancel_wanted.connect(self._cancel)
            dialog.run.resume_wanted.connect(lambda: self._ask(self._face.resume, done=lambda _: self._begun()))
            dialog.run.result_wanted.connect(self.open)
            dialog.after.opened.connect(self._open_report)
            dialog.after.keep_wanted.connect(dialog.close)
            dialog.after.promote_wanted.connect(self._promote)
            dialog.show_run(self.view)
        return self.dialog

    # The run

    def _begun(self) -> None:
        dialog = self._made()
        dialog.go_to(dialog.run)
        self._is_begun = True
        self.look()

    def look(self) -> None:
        """Look at the newest run now, and go on looking while it is alive."""
        self._timer.stop()
        if not self._looking.is_busy:
            self._looking.ask(self._face.follow, done=self._show_run, failed=self._fail)

    def _show_run(self, view: TrainingView | None) -> None:
        before, self.view = self.view, view
        is_alive = view is not None and view.is_alive
        is_new, self._is_begun = self._is_begun, False
        self.strip.show_run(view)
        if self.dialog is not None:
            self.dialog.show_run(view)
        _share_card(self._window, view)
        if is_alive:
            self._timer.start()
        elif view is not None and (is_new or (before is not None and before.phase is not view.phase)):
            self._tell_end(view)

    def _tell_end(self, view: TrainingView) -> None:
        self._window.status_line.say(run_headline(view))
        if view.phase is RunPhase.DONE and self.dialog is not None and self.dialog.isVisible():
            self.show_result(view.name)
        elif view.phase is RunPhase.CANCELLED:
            self._dismiss()

    def _want(self, wanted: Wanted) -> None:
        self._ask(lambda: self._face.want(wanted), done=lambda _: self.look())

    def _cancel(self) -> None:
        dialog = self._made()
        if may_cancel(dialog):
            dialog.run.note_asked()
            self._want(Wanted.CANCEL)

    def _dismiss(self) -> None:
        """The end was seen: it is not told again."""
        self.strip.hide()
        self._ask(self._face.note_seen, done=lambda _: None)

    # After

    def _promote(self) -> None:
        dialog = self._made()
        if dialog.after.result is not None:
            self.adapting.promote(dialog.after.result, over=dialog)

    def _show_changed(self, name: str) -> None:
        after = self.dialog.after if self.dialog is not None else None
        if after is not None and after.result is not None:
            after.show_result(replace(after.result, is_active=after.result.name == name))

    def _open_report(self, report_id: str) -> None:
        self._window.flow.pages.open(ReportId(report_id))
        self._window.activateWindow()
        self._window.findings.focus_rows()

    def _ask(self, work: Callable[[], Result], *, done: Callable[[Result], None]) -> None:
        self._window.background.ask(work, done=done, failed=self._fail)

    def _fail(self, error: MosaicError | None) -> None:
        words = error_words(error) if error is not None else self.tr("Something went wrong with the training.")
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.complain(words)
        else:
            self._window.banner.tell(words)


def _share_card(window: MainWindow, view: TrainingView | None) -> None:
    """On one graphics card suggesting waits for the training."""
    is_taken = view is not None and view.is_alive and view.is_gpu
    if is_taken and window.suggesting.is_running:
        window.suggesting.cancel()
    reason = QCoreApplication.translate("Training", "The graphics card is training; suggesting goes on after it.")
    if window.suggesting.is_possible:
        for command_id in _SUGGESTS:
            window.commands.set_impossible(command_id, reason if is_taken else None)


def _place_above_report(window: MainWindow, strip: QWidget) -> None:
    centre = window.centralWidget()
    column = centre.layout() if isinstance(centre, QWidget) else None
    if isinstance(column, QVBoxLayout):
        column.insertWidget(0, strip)
