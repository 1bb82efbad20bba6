"""How one report looks in the worklist: state as shape and word, the id, what it has."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.review import WorklistRow
from mosaic_desk.gui.colours import Look, current_look
from mosaic_desk.gui.glyphs import Glyph, draw_glyph
from mosaic_desk.gui.words import state_word
from mosaic_desk.gui.worklist_model import RowRole

_STATE_GLYPHS = {ReportState.UNREAD: Glyph.FULL, ReportState.STARTED: Glyph.HALF, ReportState.DONE: Glyph.CHECK}


class WorklistDelegate(QStyledItemDelegate):
    """Paints rows by hand; everything in them is plain text."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text and some air."""
        height = QFontMetrics(option.font).height()
        return QSize(height * 8, round(height * 2.55))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, state, id and the quiet line below."""
        row = index.data(RowRole)
        look = current_look()
        rect = QRectF(option.rect)
        state = option.state
        font = QFont(option.font)
        unit = QFontMetrics(font).height()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.tint)
            painter.fillRect(QRectF(rect.left(), rect.top(), max(3.0, unit * 0.2), rect.height()), look.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.raised)
        body = rect.adjusted(unit * 0.75, unit * 0.2, -unit * 0.6, -unit * 0.2)
        self._paint_state(painter, QRectF(body.left(), body.top() + unit * 0.16, unit * 0.8, unit * 0.8), row, look)
        self._paint_words(painter, body.adjusted(unit * 1.25, 0, 0, 0), row, font)
        painter.restore()

    def _paint_state(self, painter: QPainter, box: QRectF, row: WorklistRow, look: Look) -> None:
        colour = {
            ReportState.UNREAD: look.accent,
            ReportState.STARTED: look.text,
            ReportState.DONE: look.dim,
        }[row.state]
        draw_glyph(painter, _STATE_GLYPHS[row.state], box, colour)

    def _paint_words(self, painter: QPainter, box: QRectF, row: WorklistRow, font: QFont) -> None:
        look, metrics = current_look(), QFontMetrics(font)
        right = box.right()
        side = metrics.height() * 0.85
        for is_shown, glyph in ((row.is_flagged, Glyph.FLAG), (row.has_image, Glyph.PICTURE)):
            if is_shown:
                draw_glyph(painter, glyph, QRectF(right - side, box.top() + side * 0.1, side, side), look.dim)
                right -= side * 1.2
        painter.setFont(font)
        painter.setPen(look.dim if row.state is ReportState.DONE else look.text)
        room = QRectF(box.left(), box.top(), right - box.left(), metrics.height())
        shown = metrics.elidedText(str(row.report_id), Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.86)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(look.dim)
        below = QRectF(box.left(), box.bottom() - metrics.height(), box.width(), metrics.height())
        text = metrics.elidedText(second_line(row), Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)


def second_line(row: WorklistRow) -> str:
    """The state in words, then what else is known about the report."""
    words = [state_word(row.state)]
    if row.is_flagged:
        words.append(QCoreApplication.translate("Words", "flagged"))
    if not row.has_text:
        words.append(QCoreApplication.translate("Words", "no text"))
    elif not row.has_suggestion:
        words.append(QCoreApplication.translate("Words", "no suggestion"))
    return " · ".join(part for part in [*words, row.study_date, row.language] if part)
