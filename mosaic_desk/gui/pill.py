"""The pill of a row, and the trace beside it: the model's probability, or the value that was replaced.

Knows how a face is painted. Shape and word always repeat the colour.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.gui.colours import CLASS_COLOURS, ON_CLASS, current_look, edge_colour
from mosaic_desk.gui.glyphs import CLASS_GLYPHS, Glyph, draw_glyph
from mosaic_desk.gui.pill_face import PillFace, Whose
from mosaic_desk.gui.words import class_word

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
        return QSize(words + round(metrics.height() * 4.4), round(metrics.height() * 1.4))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground, mark, class and owner, from left to right."""
        if self._face.label is None:
            self._paint_nobody()
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
        text = QFontMetrics(font).elidedText(class_word(face.label), Qt.TextElideMode.ElideRight, int(room.width()))
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
        if text:
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * 0.82)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(ink)
            width = QFontMetrics(font).horizontalAdvance(text)
            room = QRectF(right - width, box.top(), width + 1, box.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
            right -= width + box.height() * 0.2
        return right

    def _paint_nobody(self) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setPen(look.dim)
        box = QRectF(self.rect())
        painter.drawText(box.adjusted(box.height() * 0.4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "–")


class Trace(QWidget):
    """What stands behind the pill: three bars and a percentage, or the replaced value struck through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = _EMPTY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_face(self, face: PillFace) -> None:
        """Paint the trace of another face."""
        if face != self._face:
            self._face = face
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the longest class in small type."""
        metrics = QFontMetrics(self._small_font())
        words = max(metrics.horizontalAdvance(class_word(label)) for label in ALL_CLASSES)
        return QSize(words + 4, round(self.fontMetrics().height() * 1.4))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the old value or the probability; nothing where there is neither."""
        if self._face.old is not None:
            self._paint_old()
        elif self._face.probability is not None:
            self._paint_probability(self._face.probability)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        return font

    def _paint_old(self) -> None:
        assert self._face.old is not None
        painter = QPainter(self)
        font = self._small_font()
        font.setItalic(True)
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(current_look().dim)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, class_word(self._face.old))

    def _paint_probability(self, probability: float) -> None:
        look = current_look()
        painter = QPainter(self)
        height = self.fontMetrics().height()
        width, gap, tall = height * 0.22, height * 0.12, height * 0.62
        filled = 1 + (probability >= 0.7) + (probability >= 0.9)
        top = (self.height() - tall) / 2
        for bar in range(3):
            box = QRectF(bar * (width + gap), top, width, tall)
            painter.fillRect(box, look.dim if bar < filled else look.line)
        painter.setFont(self._small_font())
        painter.setPen(look.dim)
        left = int(3 * (width + gap) + height * 0.2)
        painter.drawText(
            self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"{_percent(probability)} %"
        )


def _percent(probability: float) -> int:
    """Whole per cent, never 100: no model is certain."""
    return min(round(probability * 100), 99)
