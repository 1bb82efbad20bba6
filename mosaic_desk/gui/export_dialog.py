"""Export from the window: a form and a file, written in a thread apart by a reader of its own on the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.numbers import counted

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class ExportDialog(QDialog):
    """Accepted means: write `format` with or without text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Form"))
        for name, text in (
            ("jsonl", self.tr("JSON lines: everything that is known of each label")),
            ("csv-mimic", self.tr("CSV with the codes of MIMIC-CXR and CheXpert")),
            ("csv-mosaic", self.tr("CSV with the codes of MOSAIC")),
        ):
            self.form.addItem(text, name)
        self.with_text = QCheckBox(self.tr("With the &text of the reports"))
        self.with_text.setChecked(True)
        says = plain_label(
            self.tr("Text, ids and dates may name patients: share the file only where the reports may be shared.")
        )
        says.setProperty("role", "dim")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton(self.tr("Choose a file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Form"), self.form)
        form.addRow("", self.with_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(says)
        layout.addWidget(buttons)
        go.setDefault(True)

    @property
    def format(self) -> str:
        """The name of the form."""
        return str(self.form.currentData())


class Exporting(QObject):
    """The command “Export” of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._thread: DeskThread | None = None

    def ask(self) -> None:
        """Ask for form and file, then write."""
        summary = self._window.flow.summary
        if summary is None or self._thread is not None:
            return
        dialog = ExportDialog(self._window)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        form, with_text = dialog.format, dialog.with_text.isChecked()
        dialog.deleteLater()
        if is_wanted:
            ending = "jsonl" if form == "jsonl" else "csv"
            suggested = str(Path(summary.path).with_suffix(f".{ending}"))
            name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export"), suggested, f"*.{ending}")
            if name:
                self.write(Path(summary.path), Path(name), form=form, with_text=with_text)

    def write(self, project: Path, output: Path, *, form: str, with_text: bool) -> None:
        """Write in a thread of its own; the reader goes on meanwhile."""
        self._thread = DeskThread()
        taxonomy_id = str(self._window.flow.pages.taxonomy_id)
        self._window.status_line.say(self.tr("Writing {0}…").replace("{0}", output.name))

        def work() -> int:
            from mosaic_desk.desk.commands import export  # loads more than a window needs to start

            told = export(
                project, output, format=form, taxonomy_id=taxonomy_id, without_text=not with_text,
                with_pseudonyms=False,
            )  # fmt: skip
            return int(told.data["reports"])

        Background(self._thread, self).ask(
            work, done=lambda reports: self._written(reports, output.name), failed=self._fail
        )

    def _written(self, reports: int, name: str) -> None:
        self._end()
        text = self.tr("{0} reports were written to {1}.").replace("{0}", counted(reports))
        self._window.status_line.say(text.replace("{1}", name))

    def _fail(self, error: MosaicError | None) -> None:
        self._end()
        self._window.banner.tell(error_words(error) if error is not None else self.tr("The export failed."))

    def _end(self) -> None:
        if self._thread is not None:
            self._thread.close()
            self._thread = None
