"""The map of the keys in a dialog, to be read, copied and printed."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.gui.actions import command_text
from mosaic_desk.gui.key_text import CONTEXTS, context_word, key_map_text, keys_in, write_key_map_pdf
from mosaic_desk.gui.keymap import Command, Context, shown_key
from mosaic_desk.gui.own_enter import press_on_own_enter

_FIRST_COLUMN = (Context.FINDINGS, Context.WORKLIST)
"""The others stand beside it: the two columns are about as long."""


class KeyHelp(QDialog):
    """Every command with a key, under the place where the key works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a key or a command"))
        self.field.setAccessibleName(self.tr("Find a key or a command"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._fill)
        self.area = QScrollArea()
        self.area.setObjectName("pageArea")
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("Keys"))
        self.says = QLabel()
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setProperty("role", "dim")
        self.copy = QPushButton(self.tr("Copy as text"))
        self.copy.clicked.connect(self._copy)
        self.save = QPushButton(self.tr("Save as PDF…"))
        self.save.clicked.connect(self._ask_for_file)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        for button in buttons.findChildren(QPushButton):
            press_on_own_enter(button)  # Enter in the field must not close or print
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.says)
        layout.addWidget(buttons)
        self._fill("")
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else self.area.sizeHint()
        self.resize(min(unit * 60, max(room.width() - 60, 300)), min(unit * 44, max(room.height() - 40, 300)))

    def write(self, file: Path) -> None:
        """Write the map as a PDF and say so, or why not."""
        try:
            write_key_map_pdf(file)
        except OSError:
            self.says.setText(self.tr("The file could not be written: choose another folder."))
        else:
            self.says.setText(self.tr("Saved as {0}.").replace("{0}", file.name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(key_map_text())
        self.says.setText(self.tr("The keys are on the clipboard."))

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the keys"), "keys.pdf", self.tr("PDF (*.pdf)"))
        if name:
            self.write(Path(name))

    def _fill(self, wanted: str) -> None:
        body = QWidget()
        body.setObjectName("keyMap")
        columns = QHBoxLayout(body)
        columns.setContentsMargins(20, 16, 20, 16)
        columns.setSpacing(36)
        others = tuple(context for context in CONTEXTS if context not in _FIRST_COLUMN)
        for contexts in (_FIRST_COLUMN, others):
            columns.addLayout(self._column(contexts, wanted.casefold().strip()), 1)
        self.area.setWidget(body)

    def _column(self, contexts: tuple[Context, ...], wanted: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        for context in contexts:
            rows = [row for row in keys_in(context) if _fits(row, wanted)]
            if not rows:
                continue
            title = QLabel(context_word(context))
            title.setObjectName("panelTitle")
            column.addWidget(title)
            grid = QGridLayout()
            grid.setHorizontalSpacing(14)
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(1, 1)
            for line, (command, keys) in enumerate(rows):
                grid.addLayout(self._caps(keys), line, 0)
                text = QLabel(command_text(command))
                text.setWordWrap(True)
                text.setToolTip(QCoreApplication.translate("Commands", command.tip))
                grid.addWidget(text, line, 1)
            column.addLayout(grid)
        column.addStretch(1)
        return column

    def _caps(self, keys: tuple[str, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        for key in keys:
            cap = QLabel(shown_key(key))
            cap.setObjectName("keycap")
            cap.setTextFormat(Qt.TextFormat.PlainText)
            cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(cap)
        line.addStretch(1)
        return line


def _fits(row: tuple[Command, tuple[str, ...]], wanted: str) -> bool:
    command, keys = row
    return wanted in command_text(command).casefold() or wanted in " ".join(map(shown_key, keys)).casefold()
