"""Which adapter suggests, decided from the window: promote, roll back, out to a file and in from one.

After a decision the reports that are still open are suggested anew, in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.retraining import AdapterShelf, TrainingResult
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.desk.errand import Errand
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.gui.adapter_decision import AdapterDecision, Decision
from mosaic_desk.gui.adapters_dialog import AdaptersDialog
from mosaic_desk.gui.apart import Apart
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.training_face import AdapterFace
from mosaic_desk.gui.verdict_words import verdict_doubts, verdict_headline

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow
    from mosaic_desk.gui.training_dialog import TrainingDialog

Result = TypeVar("Result")


class Adapting(QObject):
    """The adapters dialog and every decision; `changed` carries the adapter that suggests from now on."""

    look_wanted = Signal(str)
    changed = Signal(str)

    def __init__(self, window: MainWindow, face: AdapterFace) -> None:
        super().__init__(window)
        self._window, self._face = window, face
        self.dialog: AdaptersDialog | None = None
        self._apart, self._comparing = Apart(self), Apart(self)
        self._errand = Errand()
        self._is_anew_wanted = True  # a window that was closed meanwhile may have left some undone
        self._over: TrainingDialog | AdaptersDialog | None = None  # where what goes wrong is told
        window.suggesting.progressed.connect(self._go_on)

    def open(self) -> None:
        """Show the adapters, or bring them to the front."""
        if self.dialog is None:
            self.dialog = dialog = AdaptersDialog(self._window)
            dialog.compare_wanted.connect(self.look_wanted)
            dialog.promote_wanted.connect(self._promote_by_name)
            dialog.export_wanted.connect(self.export)
            dialog.import_wanted.connect(self.take)
            dialog.roll_back_wanted.connect(self.roll_back)
        self._over = self.dialog
        self._refresh()
        self.dialog.show()
        self.dialog.activateWindow()

    def promote(self, result: TrainingResult, *, over: TrainingDialog | AdaptersDialog) -> None:
        """Ask who decides, and why where there are doubts; try the adapter, then let it suggest."""
        self._over = over
        words = filled(self.tr("{0} suggests from now on, for everybody who works on this project."), result.name)
        back = self.tr("What was corrected stays. One step leads back, at any time.")
        decision = self._asked(
            Decision(
                title=self.tr("Promote an adapter"), headline=verdict_headline(result),
                sentences=(words, back),
                button=self.tr("Promote"), doubts=verdict_doubts(result),
            ),
            over,
        )  # fmt: skip
        if decision is None or self._apart.is_busy:
            return
        reader, reason = decision
        over.tell(self.tr("The adapter is loaded and tried; this takes some seconds…"))
        self._errand = errand = Errand()
        self._apart.ask(
            lambda: self._face.check(result.name, errand=errand),
            done=lambda checked: self._ask(
                lambda: self._face.promote(result.name, checked=checked, reader=reader, reason=reason),
                done=lambda _: self._decided(self.tr("{0} suggests from now on.")),
            ),
            failed=self._fail,
        )

    def roll_back(self) -> None:
        """Ask who decides, then let the adapter before the active one suggest again."""
        self._ask(self._face.listed, done=self._roll_back)

    def compare(
        self, name: str, *, done: Callable[[TrainingResult], None], over: TrainingDialog | AdaptersDialog
    ) -> None:
        """Compare an adapter with the one before it: seconds of arithmetic, in a thread apart."""
        self._over = over

        def work(compute: Callable[[], TrainingResult]) -> None:
            self._comparing.leave()  # what was asked before is not wanted any more
            self._comparing.ask(compute, done=done, failed=self._fail)

        self._ask(lambda: self._face.result(name), done=work)

    def export(self, name: str) -> None:
        """Write an adapter into a file; where to is asked."""
        parent = self.dialog or self._window
        path, _ = QFileDialog.getSaveFileName(parent, self.tr("Export an adapter"), f"{name}.zip", "*.zip")
        if path and not self._apart.is_busy:
            said = filled(self.tr("{0} was written. It was made from patient data."), Path(path).name)
            self._apart.ask(
                lambda: self._face.export(name, Path(path)),
                done=lambda _: self._window.status_line.say(said), failed=self._fail,
            )  # fmt: skip

    def take(self) -> None:
        """Take the adapter of a file in; it suggests only once it is promoted."""
        path, _ = QFileDialog.getOpenFileName(self.dialog or self._window, self.tr("Import an adapter"), "", "*.zip")
        reader = ReaderName(self._window.around.reader.name)
        if path:
            self._ask(lambda: self._face.take(Path(path), reader=reader), done=self._taken)

    def close(self) -> None:
        """Nothing is waited for after the window: the adapter that is being tried is given up."""
        for apart in (self._apart, self._comparing):
            apart.leave()
        self._errand.give_up()

    def _promote_by_name(self, name: str) -> None:
        over = self.dialog
        if over is not None:
            over.tell(self.tr("Comparing the two adapters…"))
            self.compare(name, done=lambda result: self.promote(result, over=over), over=over)

    def _roll_back(self, shelf: AdapterShelf) -> None:
        if shelf.before is None:
            self._window.status_line.say(self.tr("No other adapter was active before: there is nothing to go back to."))
            return
        words = filled(self.tr("{0} suggests again, in place of {1}."), shelf.before, shelf.active)
        stays = self.tr("What was corrected stays, and {0} stays in the list of adapters.")
        decision = self._asked(
            Decision(
                title=self.tr("Roll back the adapter"), headline=words, sentences=(filled(stays, shelf.active),),
                button=self.tr("Roll back"),
            ),
            self.dialog if self.dialog is not None and self.dialog.isVisible() else self._window,
        )  # fmt: skip
        if decision is not None:
            reader, reason = decision
            self._ask(
                lambda: self._face.roll_back(reader=reader, reason=reason),
                done=lambda _: self._decided(self.tr("{0} suggests again.")),
            )

    def _asked(self, decision: Decision, over: QWidget) -> tuple[ReaderName, str] | None:
        dialog = AdapterDecision(decision, reader=self._window.around.reader.name, parent=over)
        is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
        answer = ReaderName(dialog.reader), dialog.reason
        dialog.deleteLater()
        return answer if is_accepted else None

    def _taken(self, name: str) -> None:
        self._refresh()
        said = self.tr("{0} was imported; it suggests once it is promoted.")
        self._window.status_line.say(filled(said, name))

    def _decided(self, sentence: str) -> None:
        """Another adapter suggests: say so, show it, and let it read what is still open."""

        def work() -> tuple[ModelChoice, AdapterShelf]:
            return self._face.model(), self._face.listed()

        def done(found: tuple[ModelChoice, AdapterShelf]) -> None:
            choice, shelf = found
            self._window.suggesting.use_model(choice)
            said = filled(sentence, shelf.active)
            self._window.status_line.say(said)
            if self._over is not None:
                self._over.tell(said)
            self._show(shelf)
            self.changed.emit(shelf.active)
            self._is_anew_wanted = True
            self._suggest_anew()

        self._ask(work, done=done)

    def _suggest_anew(self) -> None:
        """Begin with what is outdated, unless other reports are being suggested: then after them."""
        if self._window.suggesting.is_running or not self._is_anew_wanted:
            return
        self._is_anew_wanted = False
        taxonomy_id = self._window.flow.pages.taxonomy_id
        self._ask(lambda: self._face.outdated(taxonomy_id), done=self._start)

    def _start(self, report_ids: tuple[ReportId, ...]) -> None:
        """The report on screen comes first."""
        if report_ids:
            shown = self._window.flow.pages.report_id
            self._window.suggesting.start(tuple(sorted(report_ids, key=lambda report_id: report_id != shown)))

    def _go_on(self, progress: SuggestProgress) -> None:
        """What was stopped, or broke off, is done after the next suggesting that comes to its end."""
        if not progress.is_finished:
            return
        if progress.error is not None or self._window.suggesting.was_stopped:
            self._is_anew_wanted = True
        else:
            self._suggest_anew()

    def _refresh(self) -> None:
        self._ask(self._face.listed, done=self._show)

    def _show(self, shelf: AdapterShelf) -> None:
        summary = self._window.flow.summary
        if self.dialog is not None:
            self.dialog.show_shelf(shelf, can_write=summary is not None and not summary.is_read_only)

    def _ask(self, work: Callable[[], Result], *, done: Callable[[Result], None]) -> None:
        self._window.background.ask(work, done=done, failed=self._fail)

    def _fail(self, error: MosaicError | None) -> None:
        words = error_words(error) if error is not None else self.tr("This could not be done.")
        if self._over is not None and self._over.isVisible():
            self._over.complain(words)
        else:
            self._window.banner.tell(words)
