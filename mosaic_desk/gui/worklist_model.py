"""The worklist's rows as Qt reads them: fetched in parts, changed in place. Knows no session."""

from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import ReviewPage, WorklistRow
from mosaic_desk.gui.words import state_word

RowRole = Qt.ItemDataRole.UserRole
PART_ROWS = 500
Index = QModelIndex | QPersistentModelIndex


class WorklistModel(QAbstractListModel):
    """`reset_rows` and `add_rows` in; `more_wanted` (the position after which) out."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[WorklistRow] = []
        self._index: dict[ReportId, int] = {}
        self._has_more = False

    def reset_rows(self, rows: tuple[WorklistRow, ...]) -> None:
        """Start again with the first part."""
        self.beginResetModel()
        self._rows = list(rows)
        self._index = {row.report_id: place for place, row in enumerate(rows)}
        self._has_more = len(rows) == PART_ROWS
        self.endResetModel()

    def add_rows(self, rows: tuple[WorklistRow, ...]) -> None:
        """Add the next part; rows that are there already came twice and are dropped."""
        new = [row for row in rows if row.report_id not in self._index]
        self._has_more = len(rows) == PART_ROWS
        if not new:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._rows += new
        self._index |= {row.report_id: first + place for place, row in enumerate(new)}
        self.endInsertRows()

    def show_page(self, page: ReviewPage) -> None:
        """Bring the row of an open report up to date."""
        has_suggestion = any(row.suggestion is not None for row in page.rows)
        self._change(page.report.report_id, state=page.state, is_flagged=page.is_flagged, has_suggestion=has_suggestion)

    def mark_done(self, report_id: ReportId) -> None:
        """The report was committed."""
        self._change(report_id, state=ReportState.DONE)

    def _change(self, report_id: ReportId, **new: object) -> None:
        place = self._index.get(report_id)
        if place is not None:
            self._rows[place] = replace(self._rows[place], **new)  # type: ignore[arg-type]
            self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, report_id: ReportId) -> QModelIndex:
        """Where a report is; an invalid index where it is not loaded or not in the filter."""
        place = self._index.get(report_id)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The id as text, the row itself for the painter, a sentence for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row.report_id)
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            flagged = [self.tr("flagged")] if row.is_flagged else []
            return ", ".join([str(row.report_id), state_word(row.state).lower(), *flagged])
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether the project may have more rows."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next part."""
        self._has_more = False
        self.more_wanted.emit(self._rows[-1].position)
