"""A word in a small box that gives way in a narrow place: cut with an ellipsis, whole in its tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from mosaic_desk.gui.words import plain_tip

_FEWEST = 6  # characters that stay
_FRACTION = 1  # a width is told in whole pixels; what is cut to them loses a letter for the rest of one


class Chip(QLabel):
    """`say` in. As wide as its words where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.words = ""

    def say(self, words: str) -> None:
        """Show words."""
        self.words = words
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all the words."""
        wide = self._around() + self.fontMetrics().horizontalAdvance(self.words) + _FRACTION
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few characters."""
        few = self.fontMetrics().horizontalAdvance("n" * min(_FEWEST, len(self.words)))
        return QSize(min(self._around() + few, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _around(self) -> int:
        """What the box itself takes: its padding, as the sheet gives it."""
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())

    def _fit(self) -> None:
        room = self.width() - self._around()
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, max(0, room))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tip(self.words) if self.text() != self.words else "")
