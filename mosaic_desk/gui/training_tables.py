"""A table that is read, never changed: names at the left, numbers at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget


class FigureTable(QTableWidget):
    """`show_rows` in; the current row is Qt's own signal. As high as its rows, up to `most_rows`."""

    def __init__(
        self, parent: QWidget | None = None, *, name: str, most_rows: int = 16, has_numbers: bool = True
    ) -> None:
        super().__init__(parent)
        self._most_rows = most_rows
        self._has_numbers = has_numbers
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these cells; the reader's place among them stays."""
        self.setColumnCount(len(head))
        for column, text in enumerate(head):
            title = QTableWidgetItem(text)
            title.setTextAlignment(self._side(column))
            self.setHorizontalHeaderItem(column, title)
            is_wide = column == 0 and len(head) < 4 if self._has_numbers else column == len(head) - 1
            self.horizontalHeader().setSectionResizeMode(column, _WIDE if is_wide else _FIT)
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    item.setTextAlignment(self._side(column))
                    self.setItem(row, column, item)
                item.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the rows."""
        rows = min(self.rowCount(), self._most_rows)
        row_height = self.fontMetrics().height() + 8
        height = self.horizontalHeader().sizeHint().height() + rows * row_height + 6
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few rows: the rest is scrolled to."""
        few = min(self.rowCount(), 4)
        head = self.horizontalHeader().sizeHint().height()
        return QSize(super().minimumSizeHint().width(), head + few * (self.fontMetrics().height() + 8) + 6)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if self._has_numbers and column else _LEFT


def stretch_first(table: QTableWidget) -> None:
    """Give the names whatever room the numbers leave."""
    if table.columnCount():
        table.horizontalHeader().setSectionResizeMode(0, _WIDE)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDE = QHeaderView.ResizeMode.Stretch
_FIT = QHeaderView.ResizeMode.ResizeToContents
