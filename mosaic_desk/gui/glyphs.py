"""Small shapes drawn as paths, so that they look the same whatever fonts the machine has.

Knows where each shape lies in a square of side 1 and nothing of what it is used for.
"""

import math
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from mosaic_desk.core.labels import MentionClass


class Glyph(StrEnum):
    """A shape; most stand beside a word that says the same."""

    PLUS = "plus"
    MINUS = "minus"
    WAVE = "wave"
    DOT = "dot"
    SPARK = "spark"
    STAR = "star"
    FLAG = "flag"
    CHECK = "check"
    FULL = "full"
    HALF = "half"
    BACK = "back"
    FORWARD = "forward"
    PICTURE = "picture"
    KEY = "key"
    COMMENT = "comment"
    DIFFERS = "differs"
    SKIP = "skip"


CLASS_GLYPHS = {
    MentionClass.POSITIVE: Glyph.PLUS,
    MentionClass.NEGATIVE: Glyph.MINUS,
    MentionClass.UNCERTAIN: Glyph.WAVE,
    MentionClass.NOT_MENTIONED: Glyph.DOT,
}
_FILLED = {Glyph.DOT, Glyph.SPARK, Glyph.STAR, Glyph.FULL, Glyph.KEY}


def draw_glyph(painter: QPainter, glyph: Glyph, box: QRectF, colour: QColor) -> None:
    """Paint a shape into a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    path = _path(glyph)
    if glyph in _FILLED:
        painter.fillPath(path, colour)
    else:
        pen = QPen(colour, 0.13)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(path)
        if glyph is Glyph.HALF:
            painter.fillPath(_left_half(), colour)
    painter.restore()


def glyph_icon(glyph: Glyph, colour: QColor, side: int) -> QIcon:
    """The shape as an icon of `side` px, drawn at twice that for sharp edges."""
    pixmap = QPixmap(QSize(side * 2, side * 2))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_glyph(painter, glyph, QRectF(0, 0, side, side), colour)
    painter.end()
    return QIcon(pixmap)


@cache
def _path(glyph: Glyph) -> QPainterPath:
    if glyph in _LINES:
        return _lines(*_LINES[glyph])
    path = QPainterPath()
    if glyph is Glyph.WAVE:
        path.moveTo(0.14, 0.60)
        path.cubicTo(0.30, 0.22, 0.45, 0.36, 0.52, 0.50)
        path.cubicTo(0.60, 0.66, 0.74, 0.74, 0.86, 0.38)
    elif glyph is Glyph.DOT:
        path.addEllipse(QPointF(0.5, 0.5), 0.13, 0.13)
    elif glyph is Glyph.SPARK:
        path = _star(points=4, inner=0.15)
    elif glyph is Glyph.STAR:
        path = _star(points=5, inner=0.20)
    elif glyph is Glyph.FULL:
        path.addEllipse(QPointF(0.5, 0.5), 0.36, 0.36)
    elif glyph is Glyph.HALF:
        path.addEllipse(QPointF(0.5, 0.5), 0.34, 0.34)
    elif glyph is Glyph.PICTURE:
        path = _lines(((0.10, 0.74), (0.36, 0.48), (0.54, 0.66), (0.68, 0.54), (0.90, 0.76)))
        path.addRoundedRect(QRectF(0.10, 0.18, 0.80, 0.64), 0.08, 0.08)
    elif glyph is Glyph.KEY:
        path = _star(points=2, inner=0.22)
    return path


_Points = tuple[tuple[float, float], ...]
_LINES: dict[Glyph, tuple[_Points, ...]] = {
    Glyph.PLUS: (((0.5, 0.16), (0.5, 0.84)), ((0.16, 0.5), (0.84, 0.5))),
    Glyph.MINUS: (((0.16, 0.5), (0.84, 0.5)),),
    Glyph.FLAG: (((0.24, 0.90), (0.24, 0.12), (0.80, 0.32), (0.24, 0.54)),),
    Glyph.CHECK: (((0.16, 0.54), (0.40, 0.78), (0.86, 0.24)),),
    Glyph.BACK: (((0.62, 0.18), (0.32, 0.50), (0.62, 0.82)),),
    Glyph.FORWARD: (((0.38, 0.18), (0.68, 0.50), (0.38, 0.82)),),
    Glyph.COMMENT: (
        ((0.12, 0.20), (0.88, 0.20), (0.88, 0.68), (0.48, 0.68), (0.28, 0.88), (0.28, 0.68), (0.12, 0.68),
         (0.12, 0.20)),
        ((0.30, 0.38), (0.70, 0.38)), ((0.30, 0.52), (0.56, 0.52)),
    ),
    Glyph.DIFFERS: (((0.14, 0.38), (0.86, 0.38)), ((0.14, 0.64), (0.86, 0.64)), ((0.70, 0.14), (0.30, 0.88))),
    Glyph.SKIP: (((0.18, 0.22), (0.46, 0.50), (0.18, 0.78)), ((0.50, 0.22), (0.78, 0.50), (0.50, 0.78))),
}


def _lines(*strokes: _Points) -> QPainterPath:
    path = QPainterPath()
    for stroke in strokes:
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
    return path


def _star(*, points: int, inner: float) -> QPainterPath:
    path = QPainterPath()
    for index in range(points * 2):
        radius = 0.46 if index % 2 == 0 else inner
        angle = math.pi * index / points - math.pi / 2
        point = QPointF(0.5 + radius * math.cos(angle), 0.5 + radius * math.sin(angle))
        if index == 0:
            path.moveTo(point)
        else:
            path.lineTo(point)
    path.closeSubpath()
    return path


def _left_half() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(0.5, 0.16)
    path.arcTo(QRectF(0.16, 0.16, 0.68, 0.68), 90, 180)
    path.closeSubpath()
    return path
