"""A new project from its form to its file: read, preview, make. Nothing is stored before its preview."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.desk.new_project import Made, NewProject, make_project, read_sources
from mosaic_desk.desk.sources import Sources, source_files
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.drops import Drops
from mosaic_desk.gui.import_dialog import ImportDialog
from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.new_project_form import NewProjectForm


class NewProjectDialog(QDialog):
    """`exec` it, then read `made`: None where nothing was made."""

    def __init__(
        self, background: Background, *, reader: str, sources: tuple[Path, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New project"))
        self._background = background
        self.made: Made | None = None
        self.form = NewProjectForm(reader=reader)
        self.state = plain_label("")
        self.state.setProperty("role", "dim")
        self.make = QPushButton()
        self._lay_out()
        self.form.sources_changed.connect(self._name_button)
        self._name_button()
        self.form.files.setFocus()
        drops = Drops(self)
        drops.dropped.connect(self.add_sources)
        drops.refused.connect(lambda sentence: self.form.complain("files", sentence))
        self.add_sources(sources)

    def add_sources(self, sources: tuple[Path, ...]) -> None:
        """Add files, and the files of reports in folders; nothing is read yet."""
        if not any(source.is_dir() for source in sources):
            self.form.add_sources(sources)
        elif self.form.isEnabled():
            self._wait(self.tr("Looking through the folder…"))
            self._background.ask(
                lambda: source_files(sources), done=self._add_found, failed=lambda error: self._fail("files", error)
            )

    def go_on(self) -> None:
        """Check the fields, read the files, show what would come in; then make the project."""
        if self.form.is_right():
            wanted = self.form.wanted()
            self._wait(self.tr("Reading the files…"))
            self._background.ask(
                lambda: read_sources(wanted),
                done=lambda read: self._preview(wanted, read),
                failed=lambda error: self._fail("files", error),
            )

    def _add_found(self, files: tuple[Path, ...]) -> None:
        self._wait("")
        self.form.add_sources(files)
        self.form.files.setFocus()

    def _preview(self, wanted: NewProject, read: Sources) -> None:
        self._wait("")
        if read.incoming:
            dialog = ImportDialog(read, self)
            is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
            dialog.deleteLater()
            if not is_wanted:
                self.state.setText(self.tr("Nothing was stored."))
                return
        self._wait(self.tr("Making the project…"))
        self._background.ask(
            lambda: make_project(wanted, read), done=self._finish, failed=lambda error: self._fail("file", error)
        )

    def _finish(self, made: Made) -> None:
        self.made = made
        self.accept()

    def _fail(self, field: str, error: MosaicError | None) -> None:
        self._wait("")
        told = error_words(error) if error is not None else self.tr("That did not work; nothing was stored.")
        self.form.complain(field, told)

    def _wait(self, text: str) -> None:
        """While something is on its way nothing can be changed."""
        self.state.setText(text)
        self.form.setEnabled(not text)
        self.make.setEnabled(not text)

    def _name_button(self) -> None:
        has_sources = self.form.has_sources
        self.make.setText(self.tr("Preview and make…") if has_sources else self.tr("Make an empty project"))

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setObjectName("pageArea")
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.make, QDialogButtonBox.ButtonRole.ActionRole)
        self.make.setProperty("primary", True)
        self.make.clicked.connect(self.go_on)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 14, 14)
        layout.addWidget(area, 1)
        layout.addWidget(self.state)
        layout.addWidget(buttons)
        self.make.setDefault(True)
        self.state.setContentsMargins(22, 0, 0, 0)
        unit, room = self.fontMetrics().height(), self.screen().availableSize()
        self.resize(min(unit * 44, room.width() - 40), min(unit * 36, room.height() - 60))
