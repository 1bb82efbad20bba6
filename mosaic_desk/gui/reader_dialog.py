"""“Who is reading?”: a name, typed or chosen among those who have answered in this project."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from mosaic_desk.desk.readers import distinct_initials

LONGEST_NAME = 80


class ReaderDialog(QDialog):
    """Accepted means: `name` reads from now on."""

    def __init__(self, *, current: str, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Who is reading?"))
        self.field = QLineEdit(current)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(self.tr("Name of the reader"))
        self.field.selectAll()
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Readers of this project"))
        self._known = tuple(dict.fromkeys((*known, current)))
        told = distinct_initials(self._known)
        self.names.addItems([f"{name}  ({told[name]})" for name in self._known])
        self.names.currentRowChanged.connect(self._take)
        self.names.itemActivated.connect(lambda _item: self._accept_name())
        self.problem = _sentence()
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textEdited.connect(lambda _text: self.problem.hide())
        self.field.setFocus()

    @property
    def name(self) -> str:
        """The name as it was typed or chosen."""
        return " ".join(self.field.text().split())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and down go through the names without leaving the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.names.count():
                start = self.names.currentRow() if self.names.currentRow() >= 0 else (-1 if step > 0 else 0)
                self.names.setCurrentRow((start + step) % self.names.count())
                return True
        return super().eventFilter(watched, event)

    def _take(self, row: int) -> None:
        if row >= 0:
            self.field.setText(self._known[row])

    def _accept_name(self) -> None:
        if self.name:
            self.accept()
            return
        self.problem.setText(self.tr("Give a name: it stands beside every answer."))
        self.problem.show()
        self.field.setFocus()

    def _lay_out(self) -> None:
        says = _sentence(
            self.tr(
                "The name stands beside every answer that is given from now on, in the open report too; "
                "what was answered before keeps its own."
            )
        )
        says.setProperty("role", "dim")
        heard = QLabel(self.tr("Readers of this project"))
        heard.setVisible(bool(self._known))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        read = buttons.addButton(self.tr("Read as this person"), QDialogButtonBox.ButtonRole.AcceptRole)
        read.setProperty("primary", True)
        buttons.accepted.connect(self._accept_name)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(10)
        for widget in (self.field, self.problem, says, heard):
            layout.addWidget(widget)
        layout.addWidget(self.names, 1)
        layout.addWidget(buttons)
        read.setDefault(True)  # only a button that has its place in a dialog can be the one that Enter means
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)


def _sentence(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
