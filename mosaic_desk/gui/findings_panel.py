"""All findings of the report: rows in their fixed order, a filter, a cursor, the guideline.

Knows which row is current; what a key means is decided elsewhere.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.review import FindingRow, Phase, ReviewPage
from mosaic_desk.gui.evidence import numbered_evidence
from mosaic_desk.gui.finding_row import FindingRowWidget, RowShape
from mosaic_desk.gui.findings_head import FindingsHead
from mosaic_desk.gui.fold_line import FoldLine
from mosaic_desk.gui.guideline import Guideline
from mosaic_desk.gui.rows_area import RowsArea
from mosaic_desk.gui.waiting import Unsaved, first_disagreed, needs_reader


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
        self.head = FindingsHead()
        self.filter, self.note = self.head.filter, self.head.note
        self.filter.textChanged.connect(lambda _text: self._hide_rows())
        self.filter.returnPressed.connect(self.focus_rows)
        self.fold_line = FoldLine()
        self.fold_line.clicked.connect(self.toggle_fold)
        self.guideline = Guideline()
        self._report_id: ReportId | None = None
        self._phase = Phase.OPEN
        self._agreeing: frozenset[FindingId] = frozenset()  # rows that may be folded away
        self._is_folded = True
        self._unsaved: Unsaved = {}
        self._current = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.rows_area, 1)
        layout.addWidget(self.fold_line)
        layout.addWidget(self.guideline)

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
        self._unsaved, self._report_id, self._phase = unsaved, page.report.report_id, page.phase
        self._fill(page, can_write=can_write)
        self.head.show_page(page, unsaved)
        self._agreeing = _agreeing(page)
        if is_new:
            self._is_folded = True
            self.filter.clear()
            self._current = 0
            self.rows_area.verticalScrollBar().setValue(0)
        self._hide_rows()

    def step(self, count: int) -> None:
        """Move the cursor by so many rows, over those that the filter hides; it stops at the ends."""
        index = self._current + count
        while 0 <= index < len(self.widgets) and self.widgets[index].isHidden():
            index += 1 if count > 0 else -1
        if 0 <= index < len(self.widgets):
            self._mark(index)

    def advance(self) -> None:
        """Go on after an answer: to the next row, or where the model is revealed to the next that differs from it."""
        if self._phase is not Phase.REVEALED:
            self.step(1)
            return
        for index in range(self._current + 1, len(self.widgets)):
            row = self.widgets[index].row
            if row is not None and needs_reader(row, self._unsaved) and not self.widgets[index].isHidden():
                self._mark(index)
                return

    def go_to(self, finding_id: FindingId) -> None:
        """Move the cursor to a finding and give it the keyboard."""
        for index, widget in enumerate(self.widgets):
            if widget.row is not None and widget.row.finding_id == finding_id:
                if widget.isHidden():
                    self._is_folded = False
                    self.filter.clear()
                    self._hide_rows()
                self._mark(index)
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

    def toggle_fold(self) -> bool:
        """Show the rows that agree with the model, or fold them away again; False where none may be folded."""
        if self._agreeing:
            self._is_folded = not self._is_folded
            self._hide_rows()
            self.focus_rows()
        return bool(self._agreeing)

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
        self._show_guideline()
        self.rows_area.reveal(self._current)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Sizes follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "rows_area"):
            self.rows_area.shape_rows()

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
                phase=page.phase,
            )
        if is_other:
            self.rows_area.shape_rows()

    def _current_widget(self) -> FindingRowWidget | None:
        if self._current < len(self.widgets) and not self.widgets[self._current].isHidden():
            return self.widgets[self._current]
        return None

    def _mark(self, place: int | None = None) -> None:
        """Mark the current row, or another that becomes it."""
        self._current = max(min(self._current if place is None else place, len(self.widgets) - 1), 0)
        for index, widget in enumerate(self.widgets):
            widget.set_current(is_current=index == self._current)
        if self.widgets:
            self.rows_area.reveal(self._current)
        if any(widget.hasFocus() for widget in self.widgets):
            self.focus_rows()
        self._show_guideline()
        self.row_changed.emit(self.current)

    def _show_guideline(self) -> None:
        if not self.guideline.isHidden():
            self.guideline.show_row(self.current)

    def _choose(self, finding_id: str, label: object) -> None:
        self.go_to(FindingId(finding_id))
        self.chosen.emit(finding_id, label)

    def _hide_rows(self) -> None:
        """Hide what the filter does not let through; without a filter, what is folded away."""
        wanted = self.filter.text().strip().casefold()
        folded = self._agreeing if self._is_folded and not wanted else frozenset()
        for widget in self.widgets:
            name, finding_id = (widget.row.name, widget.row.finding_id) if widget.row else ("", FindingId(""))
            widget.setHidden(wanted not in name.casefold() or finding_id in folded)
        self.fold_line.show_count(0 if wanted else len(self._agreeing), is_folded=self._is_folded)
        if self._current_widget() is None:
            shown = [index for index, widget in enumerate(self.widgets) if not widget.isHidden()]
            self._current = shown[0] if shown else self._current
        self._mark()


def _agreeing(page: ReviewPage) -> frozenset[FindingId]:
    """The rows that a second reader need not look at again: the model said from the start what the reader said."""
    if page.phase is not Phase.REVEALED or page.mode is not Mode.SECOND_READER:
        return frozenset()
    same = frozenset(
        row.finding_id for row in page.rows if not (first_disagreed(row) or row.disagrees or row.needs_key)
    )
    return same if len(same) < len(page.rows) else frozenset()
