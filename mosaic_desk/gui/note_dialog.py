"""A few lines of plain text to write or change: a comment, a guideline. Knows no desk."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from mosaic_desk.gui.numbers import counted

LONGEST_NOTE = 10_000
"""In characters, as the desk takes it; a longer one cannot be saved, and says so while it is written."""


class NoteDialog(QDialog):
    """Accepted means: save `text`. Ctrl+Enter saves, Esc leaves everything as it was."""

    def __init__(self, *, title: str, about: str, text: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.field = QPlainTextEdit(text)
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(title)
        self._hint_text = hint
        self._hint = self._label(hint)
        self._hint.setProperty("role", "dim")
        buttons = QDialogButtonBox()
        self.save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setProperty("primary", True)
        self.save.setToolTip(self.tr("Save (Ctrl+Enter)"))
        self.cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.cancel.setToolTip(self.tr("Leave it as it was (Esc)"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._check_length)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.save.click)
        self._lay_out(about, buttons)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.setFocus()

    @property
    def text(self) -> str:
        """What was written, without white space at its ends."""
        return self.field.toPlainText().strip()

    def _check_length(self) -> None:
        length = len(self.field.toPlainText().strip())
        self.save.setEnabled(length <= LONGEST_NOTE)
        sentence = self.tr("Too long: {0} characters of at most {1}.")
        too_long = sentence.replace("{0}", counted(length)).replace("{1}", counted(LONGEST_NOTE))
        self._hint.setText(self._hint_text if length <= LONGEST_NOTE else too_long)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self, about: str, buttons: QDialogButtonBox) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        if about:
            layout.addWidget(self._label(about))
        layout.addWidget(self.field, 1)
        layout.addWidget(self._hint)
        layout.addWidget(buttons)
        unit = self.fontMetrics()
        self.field.setMinimumHeight(unit.lineSpacing() * 4)
        width = unit.averageCharWidth() * 64
        # A definition is as long as it is, and longer in another language: the field keeps its lines below it.
        self.resize(width, max(unit.height() * 15, layout.totalHeightForWidth(width)))
