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
_LINES_OF_ROOM = 7
"""A view with fewer lines shows one line of words at most: the picture comes first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corners:
    """Title and badges above, window on the left below, value on the right below; empty is not painted.

    The short words stand where the long ones have no room.
    """

    title: str = ""
    short_title: str = ""
    badges: tuple[str, ...] = ()
    window: str = ""
    short_window: str = ""
    value: str = ""


def paint_corners(painter: QPainter, area: QRect, corners: Corners) -> None:
    """Paint the words; in a small view the badges, else the title, and nothing more."""
    room = QRectF(area).adjusted(_GAP, _GAP, -_GAP, -_GAP)
    metrics = QFontMetricsF(painter.font())
    line = metrics.height() + 4
    painter.save()
    if room.height() < line * _LINES_OF_ROOM:
        _paint_least(painter, room, corners)
    else:
        _paint_all(painter, room, corners, line)
    painter.restore()


def paint_sentence(painter: QPainter, area: QRect, words: str) -> None:
    """Paint a sentence in the middle, over as many lines as it needs."""
    painter.setPen(_SENTENCE)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(area.adjusted(16, 12, -16, -12), int(flags), words)


def _paint_least(painter: QPainter, room: QRectF, corners: Corners) -> None:
    if corners.badges:
        _paint(painter, room.topLeft(), room.width(), " · ".join(corners.badges), ground=_BADGE, words=_ON_BADGE)
    else:
        _paint(painter, room.topLeft(), room.width(), corners.short_title)


def _paint_all(painter: QPainter, room: QRectF, corners: Corners, line: float) -> None:
    _paint(painter, room.topLeft(), room.width(), corners.title, short=corners.short_title)
    top = room.top() + (line + 3 if corners.title else 0)
    for badge in corners.badges:
        _paint(painter, QPointF(room.left(), top), room.width(), badge, ground=_BADGE, words=_ON_BADGE)
        top += line + 3
    at = QPointF(room.left(), room.bottom() - line)
    used = _paint(painter, at, room.width(), corners.window, short=corners.short_window)
    width = QFontMetricsF(painter.font()).horizontalAdvance(corners.value) + 10
    is_beside = used + _GAP + width <= room.width()
    beside, above = QPointF(room.right() - width, at.y()), QPointF(room.left(), at.y() - line - 3)
    _paint(painter, beside if is_beside else above, room.width(), corners.value)


def _paint(
    painter: QPainter, at: QPointF, most: float, text: str, *, short: str = "",
    ground: QColor = _GROUND, words: QColor = _WORDS,
) -> float:  # fmt: skip
    """Paint one text on its ground, or its short form where it has no room; gives the width."""
    if not text:
        return 0.0
    metrics = QFontMetricsF(painter.font())
    fitting = text if metrics.horizontalAdvance(text) <= most - 10 else short or text
    shown = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, most - 10)
    box = QRectF(at.x(), at.y(), metrics.horizontalAdvance(shown) + 10, metrics.height() + 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(words)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
    return box.width()
