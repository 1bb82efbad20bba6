"""Training as one window sees it: asked for, followed while it works, found again, told when it ends.

A run is a process of its own that outlives the window. It is looked at twice a second in a thread apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.retraining import BeforeTraining, RunPhase, TrainingChoice, TrainingMeans, TrainingView
from mosaic_desk.core.training import Wanted
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.adapting import Adapting
from mosaic_desk.gui.apart import Apart
from mosaic_desk.gui.desk_words import error_words
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
        self._looking, self._reading, self._measuring = Apart(self), Apart(self), Apart(self)
        self._before: BeforeTraining | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.strip = TrainingStrip()
        self.strip.opened.connect(self.open)
        self.strip.dismissed.connect(self._dismiss)
        self._place_strip()
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
        dialog.after.show_waiting()
        self.adapting.compare(name, done=dialog.after.show_result)
        dialog.go_to(dialog.after)
        dialog.show()
        dialog.activateWindow()
        if self.view is not None and self.view.name == name and self.view.phase is RunPhase.DONE:
            self._dismiss()

    def close(self) -> None:
        """Nothing goes on after the window but the run itself."""
        self._timer.stop()
        for apart in (self._looking, self._reading, self._measuring):
            apart.close()
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
            dialog.seen.connect(lambda: self._read(dialog.before.choice))
            dialog.before.changed.connect(self._read)
            dialog.before.wanted.connect(self._start)
            dialog.run.pause_wanted.connect(lambda: self._want(Wanted.PAUSE))
            dialog.run.cancel_wanted.connect(self._cancel)
            dialog.run.resume_wanted.connect(self._resume)
            dialog.run.result_wanted.connect(self.open)
            dialog.after.opened.connect(self._open_report)
            dialog.after.keep_wanted.connect(dialog.close)
            dialog.after.promote_wanted.connect(self._promote)
            dialog.show_run(self.view)
        return self.dialog

    # Before

    def _read(self, choice: TrainingChoice) -> None:
        self._reading.ask(lambda: self._face.before(choice), done=self._show_before, failed=self._fail)

    def _show_before(self, before: BeforeTraining) -> None:
        dialog = self._made()
        if before.choice != dialog.before.choice:
            self._read(dialog.before.choice)  # something else was chosen meanwhile
            return
        self._before = before
        dialog.before.show_before(before)
        dialog.before.show_means(None)
        self._measure()

    def _measure(self) -> None:
        before = self._before
        if before is None or before.refusal or self._measuring.is_busy:
            return
        self._measuring.ask(
            lambda: self._face.means(before), done=lambda means: self._show_means(before, means), failed=self._fail
        )

    def _show_means(self, before: BeforeTraining, means: TrainingMeans) -> None:
        if before is not self._before:
            self._measure()
        elif self.dialog is not None:
            self.dialog.before.show_means(means)

    def _start(self, choice: TrainingChoice) -> None:
        dialog = self._made()
        dialog.before.show_busy(self.tr("Putting the corrections together…"))

        def fail(error: MosaicError | None) -> None:
            self._fail(error)
            self.look()

        self._reading.close()  # what a run would do is not asked any more
        self._reading.ask(lambda: self._face.start(choice), done=lambda _: self._begun(), failed=fail)

    # The run

    def _begun(self) -> None:
        dialog = self._made()
        dialog.go_to(dialog.run)
        self.look()

    def look(self) -> None:
        """Look at the newest run now, and go on looking while it is alive."""
        self._timer.stop()
        if not self._looking.is_busy:
            self._looking.ask(self._face.follow, done=self._show_run, failed=self._fail)

    def _show_run(self, view: TrainingView | None) -> None:
        before, self.view = self.view, view
        is_alive = view is not None and view.is_alive
        self.strip.show_run(view)
        if self.dialog is not None:
            self.dialog.show_run(view)
        self._share_card(view)
        if is_alive:
            self._timer.start()
        elif view is not None and before is not None and before.phase is not view.phase:
            self._tell_end(view)

    def _share_card(self, view: TrainingView | None) -> None:
        """On one graphics card suggesting waits for the training."""
        is_taken = view is not None and view.is_alive and view.is_gpu
        if is_taken and self._window.suggesting.is_running:
            self._window.suggesting.cancel()
        reason = self.tr("The graphics card is training; suggesting goes on after it.") if is_taken else None
        if self._window.suggesting.is_possible:
            for command_id in _SUGGESTS:
                self._window.commands.set_impossible(command_id, reason)

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

    def _resume(self) -> None:
        self._ask(self._face.resume, done=lambda _: self._begun())

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

    def _place_strip(self) -> None:
        centre = self._window.centralWidget()
        column = centre.layout() if isinstance(centre, QWidget) else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.strip)
