"""The worklist's rows as Qt reads them: all places at once, the rows themselves in stretches. Knows no session.

A place is four bytes, so a hundred thousand of them are here before a row is; a row that is painted and not
here is asked for with its stretch, and painted again when it comes.
"""

from array import array
from bisect import bisect_left
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import FindingRow, Phase, ReviewPage, WorklistRow
from mosaic_desk.core.worklist_values import Found
from mosaic_desk.gui.words import plain_tip
from mosaic_desk.gui.worklist_words import spoken_row

RowRole = Qt.ItemDataRole.UserRole
STRETCH_ROWS = 200
_KEPT_STRETCHES = 60
_ASKED_AT_ONCE = 3
Index = QModelIndex | QPersistentModelIndex


class WorklistModel(QAbstractListModel):
    """`show_found` and `add_rows` in; `rows_wanted` out: `take_wanted` says which."""

    rows_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._positions: array[int] = array("I")
        self._rows: dict[int, dict[int, WorklistRow]] = {}  # by stretch, then by position
        self._hides_suggestions = False
        self._wanted: dict[int, None] = {}  # stretches, the one that was painted last at the end
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.rows_wanted)

    @property
    def positions(self) -> "array[int]":
        """Where every report of the list lies, in order."""
        return self._positions

    def show_found(self, found: Found, rows: tuple[WorklistRow, ...] = ()) -> None:
        """Start again with these places; `rows` are those known already."""
        self.beginResetModel()
        self._positions = found.positions
        self._rows.clear()
        self._wanted.clear()
        self._keep(rows)
        self.endResetModel()

    def add_rows(self, rows: tuple[WorklistRow, ...]) -> None:
        """Take in rows that were asked for; those that are not in the list any more are dropped."""
        places = self._keep(rows)
        if places:
            self.dataChanged.emit(self.index(min(places)), self.index(max(places)))

    def take_wanted(self) -> tuple[int, ...]:
        """The positions of the stretches that were painted last and are not here; they count as asked for then."""
        stretches = list(self._wanted)[-_ASKED_AT_ONCE:]
        self._wanted.clear()
        wanted: list[int] = []
        for stretch in sorted(stretches):
            wanted += self._positions[stretch * STRETCH_ROWS : (stretch + 1) * STRETCH_ROWS]
        return tuple(wanted)

    def show_page(self, page: ReviewPage) -> None:
        """Bring the row of an open report up to date."""
        is_blind = page.phase is Phase.BLIND
        self._hide_suggestions(is_hidden=is_blind)
        changes: dict[str, object] = {
            "state": page.state, "is_flagged": page.is_flagged, "has_comment": bool(page.comment),
            "is_blind": is_blind, "is_drawn": is_blind and page.drawn_by == "random",
            "disagrees": not is_blind and any(_differs(row) for row in page.rows),
        }  # fmt: skip
        if not is_blind:
            changes["has_suggestion"] = any(row.suggestion is not None for row in page.rows)
        self._change(page.position, **changes)

    def mark_done(self, report_id: ReportId) -> None:
        """The report was committed."""
        for rows in self._rows.values():
            for position, row in rows.items():
                if row.report_id == report_id:
                    self._change(position, state=ReportState.DONE, is_drawn=False)
                    return

    def place_of(self, position: int) -> QModelIndex:
        """Where a report is; an invalid index where it is not in the list."""
        place = self._place(position)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many reports the list holds, here or not."""
        return 0 if parent.isValid() else len(self._positions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The id as text, the row itself for the painter, a sentence for a screen reader; None while it is fetched."""
        if not index.isValid():
            return None
        row = self._row(index.row())
        if row is not None and self._hides_suggestions:
            row = replace(row, is_blind=True, disagrees=False, reason="")
        if role == RowRole or row is None:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row.report_id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(spoken_row(row))
        return None

    def _hide_suggestions(self, *, is_hidden: bool) -> None:
        """While a report is read blind nothing on the screen tells of suggestions, of other reports neither."""
        if is_hidden != self._hides_suggestions:
            self._hides_suggestions = is_hidden
            if self._positions:
                self.dataChanged.emit(self.index(0), self.index(len(self._positions) - 1))

    def _row(self, place: int) -> WorklistRow | None:
        stretch = place // STRETCH_ROWS
        row = self._rows.get(stretch, {}).get(self._positions[place])
        if row is None:
            self._wanted.pop(stretch, None)
            self._wanted[stretch] = None
            if not self._soon.isActive():
                self._soon.start()
        return row

    def _place(self, position: int) -> int | None:
        place = bisect_left(self._positions, position)
        return place if place < len(self._positions) and self._positions[place] == position else None

    def _keep(self, rows: tuple[WorklistRow, ...]) -> list[int]:
        places = []
        for row in rows:
            place = self._place(row.position)
            if place is not None:
                places.append(place)
                self._rows.setdefault(place // STRETCH_ROWS, {})[row.position] = row
        while len(self._rows) > _KEPT_STRETCHES:
            del self._rows[next(iter(self._rows))]
        return places

    def _change(self, position: int, **new: object) -> None:
        place = self._place(position)
        rows = self._rows.get(place // STRETCH_ROWS, {}) if place is not None else {}
        if place is None or position not in rows:
            return
        changed = replace(rows[position], **new)  # type: ignore[arg-type]
        if changed != rows[position]:
            rows[position] = changed
            self.dataChanged.emit(self.index(place), self.index(place))


def _differs(row: FindingRow) -> bool:
    if row.suggestion is None or row.correction is None:
        return False
    return row.suggestion.label is not row.correction.label
