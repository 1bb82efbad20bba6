"""How the words of a finding row are painted: its name, the mark “not sure”, the small line below.

Knows boxes and what is said in them; where the boxes lie is the row's business.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.glyphs import Glyph, draw_glyph
from mosaic_desk.gui.row_marks import RowMark

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def small_font(font: QFont) -> QFont:
    """The font of the small line."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.82)
    return small


def paint_name(painter: QPainter, box: QRect, name: str, *, font: QFont, is_unsure: bool) -> int:
    """Paint the name, and behind it the mark of a reader who is not sure; the x where both end."""
    painter.setFont(font)
    painter.setPen(current_look().text)
    metrics = QFontMetrics(font)
    side = metrics.ascent() + 2
    room = box.width() - (round(side * 1.4) if is_unsure else 0)
    shown = metrics.elidedText(name.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, _LEFT, shown)
    end = box.left() + metrics.horizontalAdvance(shown)
    if not is_unsure:
        return end
    left = end + round(side * 0.35)
    _paint_unsure(painter, QRectF(left, box.top() + (box.height() - side) / 2, side, side), font)
    return left + side


def paint_marks(painter: QPainter, box: QRect, marks: list[RowMark], *, font: QFont) -> None:
    """Paint marks from left to right; what does not fit is cut with dots."""
    painter.setFont(small_font(font))
    look, left = current_look(), box.left()
    for mark in marks:
        left = _paint_mark(painter, mark, left=left, box=box, ink=look.accent if mark.calls else look.dim)


def _paint_mark(painter: QPainter, mark: RowMark, *, left: int, box: QRect, ink: QColor) -> int:
    metrics = painter.fontMetrics()
    if mark.glyph is not None:
        side = metrics.ascent() * (0.62 if mark.glyph is Glyph.FULL else 0.82)
        if left + side > box.right():
            return box.right()
        draw_glyph(painter, mark.glyph, QRectF(left, box.top() + (box.height() - side) / 2, side, side), ink)
        left += round(side + metrics.height() * 0.22)
    room = box.right() - left
    if room < metrics.height():  # less than a sign and its dots
        return box.right()
    shown = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, room)
    painter.setPen(ink)
    painter.drawText(QRect(left, box.top(), room, box.height()), _LEFT, shown)
    return left + metrics.horizontalAdvance(shown) + round(metrics.height() * 0.6)


def _paint_unsure(painter: QPainter, box: QRectF, font: QFont) -> None:
    """A question mark in a ring."""
    look = current_look()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.accent, max(1.0, box.height() / 12)))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    sign = small_font(font)
    sign.setBold(True)
    painter.setFont(sign)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()
