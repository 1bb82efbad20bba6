"""The numbers of the model's evidence, painted in the margin beside their lines. Knows no report."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

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


def _labels(marks: Sequence[EvidenceMark], current: FindingId | None) -> list[tuple[str, bool]]:
    """The numbers beside one line, and whether each is the current row's; a range where two do not hold them."""
    if len(marks) <= 2:
        return [(str(mark.number), current in mark.finding_ids) for mark in marks]
    of_current = [mark for mark in marks if current in mark.finding_ids]
    if of_current:
        return [(str(mark.number), True) for mark in of_current[:2]]
    return [(f"{marks[0].number}–{marks[-1].number}", False)]
