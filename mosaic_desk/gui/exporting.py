"""Export from the window: asked for, written in a thread apart by a reader of its own on the project, stoppable."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QVBoxLayout, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.apart import Apart
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.export_dialog import ExportDialog, Scope, Wanted
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from mosaic_desk.gui.main_window import MainWindow

_TOLD_EVERY_S = 0.1
_DONE = "state:done"


class Exporting(QObject):
    """The commands “Export” and “Stop the export” of one window."""

    _told = Signal(int, int)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._apart = Apart(self)
        self._stop = Event()
        self._is_asked = False
        self._name = ""
        self._began = 0.0
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.stop)
        self._place_strip()
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)
        self._mark()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written, or about to be."""
        return self._apart.is_busy or self._is_asked

    def ask(self) -> None:
        """Ask for form, reports and file, then write."""
        summary = self._window.flow.summary
        if summary is None or self.is_busy:
            return
        dialog = ExportDialog(self._window, scopes=self._scopes())
        is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.wanted
        dialog.deleteLater()
        if is_accepted:
            suggested = str(Path(summary.path).with_suffix(f".{wanted.ending}"))
            name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export"), suggested, f"*.{wanted.ending}")
            if name:
                self.write(Path(summary.path), Path(name), wanted)

    def write(self, project: Path, output: Path, wanted: Wanted) -> None:
        """Find what goes out, then write it apart; the reader goes on meanwhile."""
        session, taxonomy_id = self._session, self._window.flow.pages.taxonomy_id
        self._is_asked = True
        self._mark()

        def prepare() -> array[int] | None:
            from mosaic_desk.desk.exporting import pseudonym_key  # loads more than a window needs to start

            if wanted.with_pseudonyms:
                pseudonym_key(session.project)  # made by the one connection that may write
            return session.lists.found(taxonomy_id, wanted.query).positions if wanted.query else None

        self._window.background.ask(
            prepare,
            done=lambda positions: self._begin(project, output, wanted, positions=positions),
            failed=self._fail,
        )

    def stop(self) -> None:
        """Stop writing; nothing of it is left, and a file that was there before is as it was."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and wait for the little that takes."""
        self.stop()
        self._apart.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The window does not close over an export without asking."""
        if watched is self._window and event.type() == QEvent.Type.Close and self.is_busy and not self._may_stop():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _begin(self, project: Path, output: Path, wanted: Wanted, *, positions: array[int] | None) -> None:
        self._is_asked = False
        self._name, self._began = output.name, time.monotonic()
        self._stop.clear()
        taxonomy_id = self._window.flow.pages.taxonomy_id
        tell = self._teller()

        def work() -> int:
            from mosaic_desk.desk.exporting import export_beside  # loads more than a window needs to start

            return export_beside(
                project, output, taxonomy_id=taxonomy_id, format=wanted.format, with_text=wanted.with_text,
                with_pseudonyms=wanted.with_pseudonyms, positions=positions, tell=tell,
            )  # fmt: skip

        self._apart.ask(work, done=self._written, failed=self._fail)
        self._mark()

    def _teller(self) -> Callable[[int, int], None]:
        """Called in the thread apart, once a report: stops there, and tells the window now and then."""
        from mosaic_desk.desk.exporting import ExportStopped

        last = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal last
            if self._stop.is_set():
                raise ExportStopped("stopped by the reader")
            now = time.monotonic()
            if now - last >= _TOLD_EVERY_S:
                last = now
                self._told.emit(done, total)

        return tell

    def _show(self, done: int, total: int) -> None:
        if not self._apart.is_busy:
            return
        spent = time.monotonic() - self._began
        left = spent / done * (total - done) if done and spent > 1 else None
        text = filled(self.tr("Writing {0}"), self._name)
        self.strip.show_progress(SuggestProgress(done=done, total=total, text=text, seconds_left=left))

    def _written(self, reports: int) -> None:
        self._end()
        text = (
            self.tr("{0} reports were written to {1}.") if reports != 1 else self.tr("{0} report was written to {1}.")
        )
        self._window.status_line.say(text.replace("{0}", counted(reports)).replace("{1}", self._name))

    def _fail(self, error: MosaicError | None) -> None:
        was_stopped = self._stop.is_set()
        self._end()
        if was_stopped:
            self._window.status_line.say(self.tr("The export was stopped; nothing was written."))
        else:
            self._window.banner.tell(error_words(error) if error is not None else self.tr("The export failed."))

    def _end(self) -> None:
        self._is_asked = False
        self._stop.clear()
        self.strip.hide()
        self._mark()

    def _mark(self) -> None:
        """Switch off what makes no sense now."""
        commands, is_busy = self._window.commands, self.is_busy
        commands.set_impossible("export", self.tr("A file is being written already.") if is_busy else None)
        commands.set_impossible("export_stop", None if is_busy else self.tr("No file is being written."))

    def _scopes(self) -> tuple[Scope, ...]:
        window, summary = self._window, self._window.flow.summary
        if summary is None:
            return ()
        every = self.tr("All reports ({0})").replace("{0}", counted(summary.total))
        done = self.tr("Only those that are done ({0})").replace("{0}", counted(summary.done))
        scopes = [Scope(text=every), Scope(text=done, query=_DONE)]
        query = window.worklist.typed
        if query and window.worklist.model.rowCount():
            found = self.tr("What the worklist shows ({0}): {1}")
            found = found.replace("{0}", counted(window.worklist.model.rowCount()))
            scopes.append(Scope(text=filled(found.replace("{1}", "{0}"), query), query=query))
        return tuple(scopes)

    def _may_stop(self) -> bool:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Export"))
        box.setText(self.tr("A file is still being written. If you close now, nothing of it is left."))
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        end = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is end

    def _place_strip(self) -> None:
        centre = self._window.centralWidget()
        column = centre.layout() if isinstance(centre, QWidget) else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.strip)
