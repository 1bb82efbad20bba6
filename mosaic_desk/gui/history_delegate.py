"""How one action looks in the history: its name, below it report, time and reader; undone ones struck through."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mosaic_desk.core.review import HistoryEntry
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.isolates import isolated
from mosaic_desk.gui.moments import short_moment
from mosaic_desk.gui.words import initials

EntryRole = Qt.ItemDataRole.UserRole + 1


class HistoryDelegate(QStyledItemDelegate):
    """Paints entries by hand; everything in them is plain text."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text and some air."""
        height = QFontMetrics(option.font).height()
        return QSize(height * 8, round(height * 2.5))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, name and the quiet line below."""
        entry, look = index.data(EntryRole), current_look()
        font = QFont(option.font)
        unit = QFontMetrics(font).height()
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.tint)
            painter.fillRect(QRectF(rect.left(), rect.top(), max(3.0, unit * 0.2), rect.height()), look.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.raised)
        body = rect.adjusted(unit * 0.75, unit * 0.2, -unit * 0.6, -unit * 0.2)
        font.setStrikeOut(entry.is_undone)
        painter.setPen(look.dim if entry.is_undone else look.text)
        self._line(painter, QRectF(body.left(), body.top(), body.width(), unit), isolated(entry.text), font)
        small = QFont(option.font)
        small.setPointSizeF(font.pointSizeF() * 0.86)
        height = QFontMetrics(small).height()
        painter.setPen(look.dim)
        below = QRectF(body.left(), body.bottom() - height, body.width(), height)
        self._line(painter, below, quiet_line(entry), small)
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def quiet_line(entry: HistoryEntry) -> str:
    """When, whose and on which report: “14:02 · JD · rep-12”."""
    who = initials(entry.reader)
    return " · ".join(part for part in (short_moment(entry.at), isolated(who), isolated(entry.report_id)) if part)


def entry_sentence(entry: HistoryEntry) -> str:
    """An entry for a screen reader and as a tool tip: “Effusion → negative, rep-12, 14:02, Jo Dahl, undone”."""
    words = [isolated(entry.text), isolated(entry.report_id), short_moment(entry.at), isolated(entry.reader)]
    if entry.is_undone:
        words.append(QCoreApplication.translate("Words", "undone"))
    return ", ".join(words)
