"""Import as the window sees it: choose or drop a source, look at the preview, store it whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.incoming import ImportResult, Incoming
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.import_dialog import ImportDialog, import_sentence


class Importer(Protocol):
    """Reads and stores sources; both are called in the desk's thread."""

    def preview(self, source: Path) -> Incoming:
        """The source as understood; nothing is stored."""

    def store(self, incoming: Incoming) -> ImportResult:
        """Store a source that was previewed."""


class Importing(QObject):
    """`ask` and `read` in; `said`, `failed` and `imported` out."""

    said = Signal(str)
    failed = Signal(str)
    imported = Signal()

    def __init__(self, importer: Importer | None, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._importer = importer
        self._background = background
        self._window = window
        self.confirm: Callable[[Incoming], bool] = self._confirm

    @property
    def is_possible(self) -> bool:
        """Whether something can be imported here."""
        return self._importer is not None

    def ask(self) -> None:
        """Let the reader choose a file."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import reports"))
        if name:
            self.read(Path(name))

    def read(self, source: Path) -> None:
        """Read a source and show its preview."""
        importer = self._importer
        if importer is not None:
            self.said.emit(self.tr("Reading {0}…").replace("{0}", source.name))
            self._background.ask(lambda: importer.preview(source), done=self._offer, failed=self._fail)

    def _offer(self, incoming: Incoming) -> None:
        importer = self._importer
        if importer is None or not self.confirm(incoming):
            self.said.emit(self.tr("Nothing was imported."))
            return
        self._background.ask(lambda: importer.store(incoming), done=self._stored, failed=self._fail)

    def _confirm(self, incoming: Incoming) -> bool:
        return ImportDialog(incoming, self._window).exec() == QDialog.DialogCode.Accepted

    def _stored(self, result: ImportResult) -> None:
        self.said.emit(import_sentence(result))
        self.imported.emit()

    def _fail(self, error: MosaicError | None) -> None:
        self.failed.emit(error_words(error) if error is not None else self.tr("The import failed; nothing was stored."))
