"""How often each finding stands corrected to each class in the project, as a quiet table."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.review import FindingCount
from mosaic_desk.gui.colours import CLASS_COLOURS, current_look, edge_colour
from mosaic_desk.gui.glyphs import CLASS_GLYPHS, draw_glyph
from mosaic_desk.gui.words import class_letter, class_word


class CountsTable(QWidget):
    """Painted rows: name, four numbers, and a bar of their shares."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[FindingCount, ...] = ()

    def show_counts(self, counts: tuple[FindingCount, ...]) -> None:
        """Show the counts of all findings."""
        if counts == self._counts:
            return
        self._counts = counts
        self.setAccessibleName("; ".join(count_sentence(count) for count in counts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One head line, and two lines a finding."""
        unit = self.fontMetrics().height()
        return QSize(unit * 12, round(unit * (1.7 + 2.5 * len(self._counts))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows; the width gives way."""
        return QSize(self.fontMetrics().height() * 9, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the head with the class shapes, then the rows."""
        painter = QPainter(self)
        look = current_look()
        painter.fillRect(self.rect(), look.surface)
        unit = self.fontMetrics().height()
        cell = (self.width() - unit * 1.4) / len(ALL_CLASSES)
        for column, label in enumerate(ALL_CLASSES):
            box = QRectF(unit * 0.7 + column * cell, unit * 0.4, unit * 0.9, unit * 0.9)
            draw_glyph(painter, CLASS_GLYPHS[label], box, edge_colour(label, look))
            painter.setPen(look.dim)
            painter.setFont(self._small())
            left = box.right() + unit * 0.15
            painter.drawText(
                QRectF(left, box.top(), cell, box.height()), Qt.AlignmentFlag.AlignVCenter, class_letter(label)
            )
        for index, count in enumerate(self._counts):
            self._paint_count(painter, QRectF(unit * 0.7, unit * (1.7 + 2.5 * index), cell, unit * 2.5), count)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        return font

    def _paint_count(self, painter: QPainter, first: QRectF, count: FindingCount) -> None:
        look, unit = current_look(), self.fontMetrics().height()
        width = first.width() * len(ALL_CLASSES)
        painter.setFont(self.font())
        painter.setPen(look.text)
        name = QFontMetrics(self.font()).elidedText(
            count.name.replace("\n", " "), Qt.TextElideMode.ElideRight, int(width)
        )
        painter.drawText(QRectF(first.left(), first.top(), width, unit), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._small())
        painter.setPen(look.dim)
        total, left = sum(count.counts.values()), first.left()
        for column, label in enumerate(ALL_CLASSES):
            number = count.counts.get(label, 0)
            cell = first.translated(column * first.width(), 0)
            place = QRectF(cell.left(), first.top() + unit, cell.width(), unit * 0.95)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{number:,}".replace(",", "\u202f"))
            share = width * number / total if total else 0.0
            bar = QRectF(left, first.top() + unit * 2.05, share, max(2.0, unit * 0.12))
            painter.fillRect(bar, CLASS_COLOURS[label])
            left += share
        if not total:
            painter.fillRect(QRectF(first.left(), first.top() + unit * 2.05, width, 1), look.line)


class CountsPanel(QScrollArea):
    """`show_counts` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CountsTable()
        self.setWidget(self.table)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_counts(self, counts: tuple[FindingCount, ...]) -> None:
        """Show the counts of all findings."""
        self.table.show_counts(counts)


def count_sentence(count: FindingCount) -> str:
    """The counts of one finding in words."""
    parts = [f"{class_word(label).lower()} {count.counts.get(label, 0)}" for label in ALL_CLASSES]
    return f"{count.name}: " + ", ".join(parts)
