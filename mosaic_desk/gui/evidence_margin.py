"""The model's evidence over the text: numbers beside the lines, a bold wave under the current. Knows no report."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QTextDocument

from mosaic_desk.core.ids import FindingId
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.evidence import EvidenceMark


def paint_numbers(
    painter: QPainter,
    lines: Mapping[int, Sequence[EvidenceMark]],
    *,
    right: float,
    font: QFont,
    current: FindingId | None,
) -> None:
    """Paint the numbers that end at `right`; `lines` are marks by the top of their line, in px."""
    look = current_look()
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.78)
    small.setBold(True)
    metrics = QFontMetrics(small)
    painter.setFont(small)
    for top, marks in lines.items():
        left = right - metrics.height() * 0.5
        for text, is_current in reversed(_labels(marks, current)):
            width = metrics.horizontalAdvance(text) + metrics.height() * 0.5
            box = QRectF(left - width, top + metrics.height() * 0.22, width, metrics.height())
            if is_current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.accent)
                painter.drawRoundedRect(box, 3, 3)
            painter.setPen(look.on_accent if is_current else look.dim)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            left -= width + 1


def paint_wave(painter: QPainter, document: QTextDocument, place: tuple[int, int], offset: QPointF) -> None:
    """Paint a bold wave under the characters from one place of a document to another, drawn at an offset.

    Qt's own wavy line is as thin as a hair; a reader sees which evidence is meant from a metre away.
    """
    block = document.findBlock(place[0])
    while block.isValid() and block.position() < place[1]:
        layout, origin = block.layout(), document.documentLayout().blockBoundingRect(block).topLeft() + offset
        first, last = max(place[0] - block.position(), 0), min(place[1] - block.position(), block.length() - 1)
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if start < end:
                # Run by run: in a line of two scripts a span need not lie in one piece.
                for run in line.glyphRuns(start, end - start):
                    box = run.boundingRect().translated(origin)
                    low = origin.y() + line.y() + line.ascent() + line.descent() * 0.62
                    _wave(painter, box.left(), box.right(), low, unit=line.descent())
        block = block.next()


def _wave(painter: QPainter, left: float, right: float, low: float, *, unit: float) -> None:
    step, high = unit * 0.62, unit * 0.3
    path, x, sign = QPainterPath(QPointF(left, low)), left, 1
    while x < right:
        end = min(x + step, right)
        path.quadTo(QPointF((x + end) / 2, low + sign * high), QPointF(end, low))
        x, sign = end, -sign
    painter.setPen(QPen(current_look().accent, max(1.5, unit * 0.34)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _labels(marks: Sequence[EvidenceMark], current: FindingId | None) -> list[tuple[str, bool]]:
    """The numbers beside one line, and whether each is the current row's; a range where two do not hold them."""
    if len(marks) <= 2:
        return [(str(mark.number), current in mark.finding_ids) for mark in marks]
    of_current = [mark for mark in marks if current in mark.finding_ids]
    if of_current:
        return [(str(mark.number), True) for mark in of_current[:2]]
    return [(f"{marks[0].number}–{marks[-1].number}", False)]
