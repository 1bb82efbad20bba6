"""What stands above the findings: how many rows wait, a filter by name, and what is going on in this report."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from mosaic_desk.core.review import ReviewPage
from mosaic_desk.gui.mode_words import phase_sentence, waiting_words
from mosaic_desk.gui.waiting import Unsaved


class FindingsHead(QWidget):
    """`show_page` in; the filter's own signals out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingsHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.waiting = self._label()
        self.waiting.setProperty("role", "dim")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter findings"))
        self.filter.setAccessibleName(self.tr("Filter findings by name"))
        self.filter.setClearButtonEnabled(True)
        self.note = self._label()
        self.note.setObjectName("phaseNote")
        self.note.setWordWrap(True)
        self.note.hide()
        line = QHBoxLayout()
        line.addWidget(self.waiting, 1)
        line.addWidget(self.filter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 10, 6)
        column.setSpacing(5)
        column.addLayout(line)
        column.addWidget(self.note)

    def show_page(self, page: ReviewPage, unsaved: Unsaved) -> None:
        """Say how many rows wait, and where the reader answers first what that means."""
        self.waiting.setText(waiting_words(page, unsaved))
        note = phase_sentence(page)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
