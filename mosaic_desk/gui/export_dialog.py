"""What an export is to be: its form, which reports go out, and what of them. Writes nothing."""

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.gui.new_project_fields import FormField, plain_label
from mosaic_desk.gui.scrolled import scrolled

TABLES = ("csv-mimic", "csv-mosaic")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Which reports may go out: in words, and as the query that finds them; an empty one finds all."""

    text: str
    query: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the reader chose. `format` is the desk's name of the form."""

    format: str
    query: str
    with_text: bool
    with_pseudonyms: bool

    @property
    def ending(self) -> str:
        """What the file's name ends in."""
        return "csv" if self.format in TABLES else "jsonl"


class ExportDialog(QDialog):
    """Accepted means: write what is `wanted`."""

    def __init__(self, parent: QWidget | None = None, *, scopes: tuple[Scope, ...] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.form = QComboBox()
        for name, text in (
            ("jsonl", self.tr("JSON lines: all that is known")),
            ("csv-mimic", self.tr("CSV, codes of MIMIC-CXR")),
            ("csv-mosaic", self.tr("CSV, codes of MOSAIC")),
        ):
            self.form.addItem(text, name)
        self.scope = QComboBox()
        for scope in scopes or (Scope(text=self.tr("All reports")),):
            self.scope.addItem(scope.text, scope.query)
        for choices in (self.form, self.scope):
            choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choices.setMinimumContentsLength(16)
        self.with_text = QCheckBox(self.tr("With the &text of the reports"))
        self.with_text.setChecked(True)
        self.with_pseudonyms = QCheckBox(self.tr("&Hashes for ids and names"))
        self.warning = plain_label("")
        self.form.currentIndexChanged.connect(lambda _index: self._warn())
        for box in (self.with_text, self.with_pseudonyms):
            box.toggled.connect(lambda _is_on: self._warn())
        self._lay_out()
        self._warn()

    @property
    def wanted(self) -> Wanted:
        """What the controls say now; a table holds no text."""
        name = str(self.form.currentData())
        return Wanted(
            format=name,
            query=str(self.scope.currentData() or ""),
            with_text=self.with_text.isChecked() and name not in TABLES,
            with_pseudonyms=self.with_pseudonyms.isChecked(),
        )

    def _warn(self) -> None:
        """Say what leaves with the file, as it is chosen now."""
        wanted = self.wanted
        self.with_text.setEnabled(wanted.format not in TABLES)
        if wanted.with_text and wanted.with_pseudonyms:
            text = self.tr("The text is not searched for names: share the file only where the reports may be shared.")
        elif wanted.with_text:
            text = self.tr(
                "Text, ids and dates may name patients: share the file only where the reports may be shared."
            )
        elif wanted.with_pseudonyms:
            text = self.tr("No text, no date and no id as it is here leaves with the file.")
        else:
            text = self.tr("Ids may name patients: share the file only where they may be shared.")
        self.warning.setText(text)
        self.warning.setAccessibleName(text)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        fields = (
            FormField(
                name=self.tr("&Form"), control=self.form,
                sentence=self.tr("JSON lines can be imported again; a table (CSV) has one row a report, labels only."),
            ),
            FormField(
                name=self.tr("&Reports"), control=self.scope,
                sentence=self.tr("Reports without labels go out too, with none."),
            ),
            FormField(
                name=self.tr("Text"), control=self.with_text,
                sentence=self.tr("Without it comments are left out too: they may quote it. A table holds no text."),
            ),
            FormField(
                name=self.tr("Pseudonyms"), control=self.with_pseudonyms,
                sentence=self.tr(
                    "The same in every export of this project. Dates, image paths and comments are left out."
                ),
            ),
        )  # fmt: skip
        for box in (self.with_text, self.with_pseudonyms):
            box.setAccessibleName(box.text().replace("&", ""))
        for place, field in enumerate(fields):
            field.place(grid, place * 4)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton(self.tr("&Choose a file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        body = QWidget()
        body.setObjectName("pageArea")
        column = QVBoxLayout(body)
        column.setContentsMargins(22, 20, 22, 6)
        column.setSpacing(12)
        column.addLayout(grid)
        column.addWidget(self.warning)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 16, 14)
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(buttons)
        go.setDefault(True)
        unit, room = self.fontMetrics().height(), self.screen().availableSize()
        self.resize(min(unit * 36, room.width() - 40), min(unit * 28, room.height() - 60))
        self.form.setFocus()
