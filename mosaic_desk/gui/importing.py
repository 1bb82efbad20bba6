"""Import as the window sees it: choose or drop a source, look at the preview, store it whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.incoming import ImportResult, Incoming
from mosaic_desk.desk.sources import Sources, read_together, source_files, store_together
from mosaic_desk.gui.apart import Apart
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.drops import Drops
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
        self._listing = Apart(self)
        self.confirm: Callable[[Sources], bool] = self._confirm

    @property
    def is_possible(self) -> bool:
        """Whether something can be imported here."""
        return self._importer is not None

    def ask(self) -> None:
        """Let the reader choose a file."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import reports"))
        if name:
            self.read(Path(name))

    def ask_folder(self) -> None:
        """Let the reader choose a folder."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder"))
        if name:
            self.read(Path(name))

    def take_drops(self) -> None:
        """What is dropped on the window is read and previewed, never stored unasked."""
        drops = Drops(self._window)
        drops.dropped.connect(lambda paths: self.read(*paths))
        drops.refused.connect(self.failed)

    def read(self, *sources: Path) -> None:
        """Read files, and the files of reports in folders, and show what would come in."""
        if self._importer is None or not sources:
            return
        self.said.emit(self.tr("Reading {0}…").replace("{0}", sources[0].name))
        if not any(source.is_dir() for source in sources):
            self._preview(sources)
        elif self._listing.is_busy:
            self.said.emit(self.tr("Another folder is still being looked through."))
        else:  # a folder on a slow disk must not keep the answers waiting
            self._listing.ask(lambda: source_files(sources), done=self._preview, failed=self._fail)

    def close(self) -> None:
        """Nothing is offered any more."""
        self._listing.close()

    def _preview(self, files: tuple[Path, ...]) -> None:
        importer = self._importer
        if importer is not None:
            self._background.ask(
                lambda: read_together(files, importer.preview), done=self._offer, failed=self._fail
            )  # fmt: skip

    def _offer(self, sources: Sources) -> None:
        importer = self._importer
        if importer is None or not self.confirm(sources):
            self.said.emit(self.tr("Nothing was imported."))
            return
        self._background.ask(lambda: store_together(sources, importer.store), done=self._stored, failed=self._fail)

    def _confirm(self, sources: Sources) -> bool:
        dialog = ImportDialog(sources, self._window)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return is_wanted

    def _stored(self, result: ImportResult) -> None:
        self.said.emit(import_sentence(result))
        self.imported.emit()

    def _fail(self, error: MosaicError | None) -> None:
        self.said.emit("")  # nothing is being read any more
        self.failed.emit(error_words(error) if error is not None else self.tr("The import failed; nothing was stored."))
