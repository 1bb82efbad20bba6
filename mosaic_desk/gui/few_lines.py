"""A sentence that wraps anywhere and takes no more than some lines: what does not fit is cut with an ellipsis.

The whole sentence is the label's text, so a screen reader has it; its tool tip has it too.
"""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from mosaic_desk.gui.words import plain_tip


class FewLines(QLabel):
    """`say` and `show_most` in. Ids and terms have no blanks: where a line ends within one, it is broken there."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def say(self, sentence: str) -> None:
        """Show a sentence; nothing is shown for an empty one."""
        self.setText(sentence)
        self.setToolTip(plain_tip(sentence) if sentence else "")
        self.setVisible(bool(sentence))

    def show_most(self, lines: int) -> None:
        """Take no more than this many lines from now on."""
        if lines != self._most:
            self._most = lines
            self.updateGeometry()
            self.update()

    def shown_lines(self, width: int) -> tuple[str, ...]:
        """What stands in each line where there is this much room (px)."""
        layout, starts = self._laid_out(width)
        text = layout.text()
        lines = [text[start:end].rstrip() for start, end in starts[: self._most]]
        if len(starts) > self._most:
            rest = text[starts[self._most - 1][0] :]
            lines[-1] = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return tuple(lines)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """More room means fewer lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """So many lines as are shown."""
        return max(1, len(self.shown_lines(width))) * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line of a few words; a layout gives the height that the width wants."""
        return QSize(self.fontMetrics().averageCharWidth() * 30, self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few characters: it never keeps a panel wide."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        for place, line in enumerate(self.shown_lines(self.width())):
            painter.drawText(QPointF(0, place * metrics.lineSpacing() + metrics.ascent()), line)

    def _laid_out(self, width: int) -> tuple[QTextLayout, list[tuple[int, int]]]:
        """The text laid out, and where each line of it starts and ends."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        places: list[tuple[int, int]] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            places.append((line.textStart(), line.textStart() + line.textLength()))
        layout.endLayout()
        return layout, places
