"""All findings of the report: rows in their fixed order, a filter, a cursor, the guideline.

Knows which row is current; what a key means is decided elsewhere.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.review import FindingRow, ReviewPage
from mosaic_desk.gui.evidence import numbered_evidence
from mosaic_desk.gui.finding_row import FindingRowWidget, RowShape
from mosaic_desk.gui.guideline import Guideline
from mosaic_desk.gui.rows_area import RowsArea
from mosaic_desk.gui.waiting import Unsaved, needs_reader


class FindingsPanel(QWidget):
    """`show_page` in; `chosen` (a button was pressed) and `row_changed` out."""

    chosen = Signal(str, object)  # finding id, MentionClass
    row_changed = Signal(object)  # FindingRow or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_area = RowsArea()
        self.rows_area.took_focus.connect(self.focus_rows)
        self.rows_area.chosen.connect(self._choose)
        self.rows_area.clicked.connect(self.go_to)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter findings"))
        self.filter.setAccessibleName(self.tr("Filter findings by name"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self.focus_rows)
        self._waiting = QLabel()
        self._waiting.setTextFormat(Qt.TextFormat.PlainText)
        self._waiting.setProperty("role", "dim")
        self.guideline = Guideline()
        self._report_id: ReportId | None = None
        self._unsaved: Unsaved = {}
        self._current = 0
        self._lay_out()

    @property
    def widgets(self) -> tuple[FindingRowWidget, ...]:
        """The rows in order, filtered ones included."""
        return tuple(self.rows_area.widgets)

    @property
    def current(self) -> FindingRow | None:
        """The row that keys act on; None where the filter hides it."""
        widget = self._current_widget()
        return widget.row if widget is not None else None

    def show_page(self, page: ReviewPage, unsaved: Unsaved, *, can_write: bool) -> None:
        """Show the findings of a page; the cursor stays where it is while the report is the same."""
        is_new = page.report.report_id != self._report_id
        self._unsaved, self._report_id = unsaved, page.report.report_id
        self._fill(page, can_write=can_write)
        waiting = sum(needs_reader(row, unsaved) for row in page.rows)
        sentence = self.tr("{0} need your key") if waiting != 1 else self.tr("{0} needs your key")
        self._waiting.setText(sentence.replace("{0}", str(waiting)) if waiting else self.tr("No row waits for you"))
        if is_new:
            self.filter.clear()
            self._current = 0
            self.rows_area.verticalScrollBar().setValue(0)
        self._mark()

    def step(self, count: int) -> None:
        """Move the cursor by so many rows, over those that the filter hides; it stops at the ends."""
        index = self._current + count
        while 0 <= index < len(self.widgets) and self.widgets[index].isHidden():
            index += 1 if count > 0 else -1
        if 0 <= index < len(self.widgets):
            self._move_to(index)

    def go_to(self, finding_id: FindingId) -> None:
        """Move the cursor to a finding and give it the keyboard."""
        for index, widget in enumerate(self.widgets):
            if widget.row is not None and widget.row.finding_id == finding_id:
                if widget.isHidden():
                    self.filter.clear()
                self._move_to(index)
                self.focus_rows()
                return

    def go_to_next_waiting(self) -> bool:
        """Move to the next row that needs the reader, starting again at the top; False where none does."""
        count = len(self.widgets)
        for offset in range(1, count + 1):
            row = self.widgets[(self._current + offset) % count].row
            if row is not None and needs_reader(row, self._unsaved):
                self.go_to(row.finding_id)
                return True
        return False

    def wanted_width(self, most: int) -> int:
        """The width that shows rows side by side where that is at most `most`, else that of stacked rows."""
        bar = self.rows_area.verticalScrollBar().sizeHint().width() + 2  # and a hair for rounding
        side_by_side = self.rows_area.width_for(RowShape.ONE_LINE) + bar
        return side_by_side if side_by_side <= most else self.rows_area.width_for(RowShape.STACKED) + bar

    def focus_rows(self) -> None:
        """Give the keyboard to the current row."""
        widget = self._current_widget()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_guideline(self) -> None:
        """Show or hide the guideline of the current row."""
        self.guideline.setVisible(self.guideline.isHidden())
        self.rows_area.reveal(self._current)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Sizes follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "rows_area"):
            self.rows_area.shape_rows()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("findingsHead")
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 8, 10, 8)
        line.addWidget(self._waiting, 1)
        line.addWidget(self.filter, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.rows_area, 1)
        layout.addWidget(self.guideline)

    def _fill(self, page: ReviewPage, *, can_write: bool) -> None:
        marks = numbered_evidence(page)
        is_other = [widget.row.name if widget.row else None for widget in self.widgets] != [r.name for r in page.rows]
        self.rows_area.set_count(len(page.rows))
        for widget, row in zip(self.widgets, page.rows, strict=True):
            widget.show_row(
                row,
                classes=page.classes,
                numbers=tuple(mark.number for mark in marks if row.finding_id in mark.finding_ids),
                unsaved=self._unsaved.get(row.finding_id),
                can_write=can_write,
            )
        if is_other:
            self.rows_area.shape_rows()

    def _current_widget(self) -> FindingRowWidget | None:
        if self._current < len(self.widgets) and not self.widgets[self._current].isHidden():
            return self.widgets[self._current]
        return None

    def _move_to(self, index: int) -> None:
        self._current = index
        self._mark()

    def _mark(self) -> None:
        self._current = max(min(self._current, len(self.widgets) - 1), 0)
        for index, widget in enumerate(self.widgets):
            widget.set_current(is_current=index == self._current)
        if self.widgets:
            self.rows_area.reveal(self._current)
        if any(widget.hasFocus() for widget in self.widgets):
            self.focus_rows()
        self.guideline.show_row(self.current)
        self.row_changed.emit(self.current)

    def _choose(self, finding_id: str, label: object) -> None:
        self.go_to(FindingId(finding_id))
        self.chosen.emit(finding_id, label)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for widget in self.widgets:
            widget.setHidden(bool(wanted) and wanted not in (widget.row.name.casefold() if widget.row else ""))
        if self._current_widget() is None:
            shown = [index for index, widget in enumerate(self.widgets) if not widget.isHidden()]
            self._current = shown[0] if shown else self._current
        self._mark()
