"""How one report looks in the worklist: state as shape and word, the id, its number, what it has."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.review import WorklistRow
from mosaic_desk.gui.colours import Look, current_look
from mosaic_desk.gui.glyphs import Glyph, draw_glyph
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.worklist_model import RowRole
from mosaic_desk.gui.worklist_words import second_line

_STATE_GLYPHS = {
    ReportState.UNREAD: Glyph.FULL,
    ReportState.STARTED: Glyph.HALF,
    ReportState.DONE: Glyph.CHECK,
    ReportState.SKIPPED: Glyph.SKIP,
}
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def row_height(metrics: QFontMetrics) -> int:
    """Two lines of text and some air."""
    return round(metrics.height() * 2.55)


class WorklistDelegate(QStyledItemDelegate):
    """Paints rows by hand; everything in them is plain text."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text and some air."""
        metrics = QFontMetrics(option.font)
        return QSize(metrics.height() * 8, row_height(metrics))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, state, id and the quiet line below; a faint bar while the row is fetched."""
        row = index.data(RowRole)
        look = current_look()
        rect = QRectF(option.rect)
        unit = QFontMetrics(option.font).height()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.tint)
            painter.fillRect(QRectF(rect.left(), rect.top(), max(3.0, unit * 0.2), rect.height()), look.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.raised)
        body = rect.adjusted(unit * 0.75, unit * 0.2, -unit * 0.6, -unit * 0.2)
        words = body.adjusted(unit * 1.25, 0, 0, 0)
        if row is None:
            painter.fillRect(QRectF(words.left(), words.top() + unit * 0.3, words.width() / 2, unit * 0.5), look.raised)
        else:
            _paint_state(painter, QRectF(body.left(), body.top() + unit * 0.16, unit * 0.8, unit * 0.8), row, look)
            _paint_first_line(painter, words, row, option.font)
            _paint_second_line(painter, words, row, option.font)
        painter.restore()


def _paint_state(painter: QPainter, box: QRectF, row: WorklistRow, look: Look) -> None:
    colour = {ReportState.UNREAD: look.accent, ReportState.STARTED: look.text}.get(row.state, look.dim)
    draw_glyph(painter, _STATE_GLYPHS[row.state], box, colour)


def _paint_first_line(painter: QPainter, box: QRectF, row: WorklistRow, font: QFont) -> None:
    look, metrics = current_look(), QFontMetrics(font)
    right = box.right()
    side = metrics.height() * 0.85
    marks = (
        (row.is_flagged, Glyph.FLAG), (row.disagrees, Glyph.DIFFERS), (row.has_comment, Glyph.COMMENT),
        (row.has_image, Glyph.PICTURE),
    )  # fmt: skip
    for is_shown, glyph in marks:
        if is_shown:
            draw_glyph(painter, glyph, QRectF(right - side, box.top() + side * 0.1, side, side), look.dim)
            right -= side * 1.2
    painter.setFont(font)
    painter.setPen(look.dim if row.state in (ReportState.DONE, ReportState.SKIPPED) else look.text)
    room = QRectF(box.left(), box.top(), right - box.left(), metrics.height())
    shown = metrics.elidedText(str(row.report_id), Qt.TextElideMode.ElideMiddle, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_second_line(painter: QPainter, box: QRectF, row: WorklistRow, font: QFont) -> None:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.86)
    metrics = QFontMetrics(small)
    painter.setFont(small)
    painter.setPen(current_look().dim)
    below = QRectF(box.left(), box.bottom() - metrics.height(), box.width(), metrics.height())
    number = counted(row.position)
    painter.drawText(below, _RIGHT, number)
    room = below.width() - metrics.horizontalAdvance(number + "  ")
    text = metrics.elidedText(second_line(row), Qt.TextElideMode.ElideRight, int(room))
    painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
