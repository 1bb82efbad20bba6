"""The pill of a row: the class, whose it is, and the model's probability or the value that was replaced.

Knows how a face is painted. Shape and word always repeat the colour.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.gui.colours import CLASS_COLOURS, ON_CLASS, current_look, edge_colour
from mosaic_desk.gui.glyphs import CLASS_GLYPHS, Glyph, draw_glyph
from mosaic_desk.gui.painted import paint_once
from mosaic_desk.gui.pill_face import PillFace, Whose
from mosaic_desk.gui.words import class_letter, class_word, percent

_ROUGHLY = "≈"
_EMPTY = PillFace(whose=Whose.NOBODY)


class Pill(QWidget):
    """A hand-painted pill: `show_face` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = _EMPTY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def face(self) -> PillFace:
        """What is painted now."""
        return self._face

    def show_face(self, face: PillFace) -> None:
        """Paint another face."""
        if face != self._face:
            self._face = face
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the longest class with its marks, so that all pills line up."""
        metrics = self.fontMetrics()
        words = max(metrics.horizontalAdvance(class_word(label)) for label in ALL_CLASSES)
        words += QFontMetrics(self._small_font()).horizontalAdvance(_ROUGHLY)
        return QSize(words + round(metrics.height() * 4.5), round(metrics.height() * 1.4))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground, mark, class and owner, from left to right."""
        face = self._face
        shown = None if face.probability is None else _share(face.probability, is_rough=face.is_rough)
        paint_once(self, ("pill", face.whose, face.label, face.initials, face.old, shown), self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self._face.label is None:
            self._paint_nobody(painter)
            return
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink = self._paint_ground(painter, box)
        self._paint_words(painter, box, ink)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> QColor:
        look = current_look()
        label = self._face.label
        assert label is not None
        edge = edge_colour(label, look)
        if self._face.whose is Whose.MODEL:
            pen = QPen(edge, max(1.0, self.fontMetrics().height() / 15))
            pen.setDashPattern([4, 2.6])
            painter.setPen(pen)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            return look.text
        painter.setBrush(CLASS_COLOURS[label])
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        return ON_CLASS

    def _paint_words(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        face = self._face
        assert face.label is not None
        side = box.height() * 0.52
        middle = box.top() + (box.height() - side) / 2
        left = box.left() + box.height() * 0.36
        draw_glyph(painter, CLASS_GLYPHS[face.label], QRectF(left, middle, side, side), ink)
        left += side + box.height() * 0.2
        right = self._paint_owner(painter, box, ink)
        font = QFont(self.font())
        font.setItalic(face.whose is Whose.MODEL)
        painter.setFont(font)
        painter.setPen(ink)
        room = QRectF(left, box.top(), right - left, box.height())
        metrics = QFontMetrics(font)
        text = metrics.elidedText(class_word(face.label), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if face.old is not None:
            taken = metrics.horizontalAdvance(text) + box.height() * 0.3
            self._paint_old(painter, room.adjusted(taken, 0, 0, 0), face.old)

    def _paint_old(self, painter: QPainter, room: QRectF, old: MentionClass) -> None:
        """The replaced value, struck through: its word where that fits, else its letter."""
        font = self._small_font()
        font.setStrikeOut(True)
        painter.setFont(font)
        fits = QFontMetrics(font).horizontalAdvance(class_word(old)) <= room.width()
        text = class_word(old) if fits else class_letter(old)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_owner(self, painter: QPainter, box: QRectF, ink: QColor) -> float:
        """The mark at the right end, and where it begins."""
        face = self._face
        right = box.right() - box.height() * 0.36
        if face.whose in (Whose.MODEL, Whose.ACCEPTED):
            side = box.height() * (0.5 if face.whose is Whose.MODEL else 0.42)
            middle = box.top() + (box.height() - side) / 2
            draw_glyph(painter, Glyph.SPARK, QRectF(right - side, middle, side, side), ink)
            right -= side + box.height() * 0.14
        text = "…" if face.whose is Whose.UNSAVED else face.initials
        if face.probability is not None:
            text = _share(face.probability, is_rough=face.is_rough)
        if text:
            font = self._small_font()
            font.setBold(face.probability is None)
            painter.setFont(font)
            painter.setPen(ink)
            width = QFontMetrics(font).horizontalAdvance(text)
            room = QRectF(right - width, box.top(), width + 1, box.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
            right -= width + box.height() * 0.2
        return right

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.84)
        return font

    def _paint_nobody(self, painter: QPainter) -> None:
        look = current_look()
        painter.setPen(look.dim)
        box = QRectF(self.rect())
        painter.drawText(box.adjusted(box.height() * 0.4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "–")


def _share(probability: float, *, is_rough: bool) -> str:
    """“87 %”; “≈87 %” where that is not calibrated."""
    return f"{_ROUGHLY if is_rough else ''}{percent(probability)} %"
