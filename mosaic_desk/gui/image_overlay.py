"""Words over a picture, in its corners, each on a dark ground of its own. Paints; decides no word."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

_WORDS = QColor("#D7DBDF")
_BADGE = QColor("#F0E442")
_ON_BADGE = QColor("#111111")
_GROUND = QColor(11, 12, 14, 170)
_SENTENCE = QColor("#A9B1BA")
_GAP = 6.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Corners:
    """Title and badges above, window on the left below, value on the right below; empty is not painted."""

    title: str = ""
    badges: tuple[str, ...] = ()
    window: str = ""
    value: str = ""


def paint_corners(painter: QPainter, area: QRect, corners: Corners) -> None:
    """Paint the words; those that have no room are cut with dots, and the value gives way first."""
    room = QRectF(area).adjusted(_GAP, _GAP, -_GAP, -_GAP)
    metrics = QFontMetricsF(painter.font())
    line = metrics.height() + 4
    if room.height() < line * 2 or room.width() < metrics.averageCharWidth() * 8:
        return
    if corners.title:
        _paint(painter, room.topLeft(), room.width(), corners.title)
    top = room.top() + (line + 3 if corners.title else 0)
    for badge in corners.badges:
        _paint(painter, QPointF(room.left(), top), room.width(), badge, ground=_BADGE, words=_ON_BADGE)
        top += line + 3
    bottom = room.bottom() - line
    used = _paint(painter, QPointF(room.left(), bottom), room.width(), corners.window) if corners.window else 0.0
    _paint_value(painter, room, used, corners.value)


def paint_sentence(painter: QPainter, area: QRect, words: str) -> None:
    """Paint a sentence in the middle, over as many lines as it needs."""
    painter.setPen(_SENTENCE)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(area.adjusted(16, 12, -16, -12), int(flags), words)


def _paint_value(painter: QPainter, room: QRectF, used: float, value: str) -> None:
    """On the right of the window's words, or above them where both do not fit side by side."""
    if not value:
        return
    metrics = QFontMetricsF(painter.font())
    width, line = metrics.horizontalAdvance(value) + 10, metrics.height() + 4
    is_beside = used + _GAP + width <= room.width()
    bottom = room.bottom() - line if is_beside else room.bottom() - 2 * line - 3
    left = room.right() - width if is_beside else room.left()
    _paint(painter, QPointF(left, bottom), room.width(), value)


def _paint(
    painter: QPainter, at: QPointF, most: float, text: str, *, ground: QColor = _GROUND, words: QColor = _WORDS
) -> float:
    """Paint one text on its ground; gives its width."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, most - 10)
    box = QRectF(at.x(), at.y(), metrics.horizontalAdvance(shown) + 10, metrics.height() + 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(words)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
    return box.width()
