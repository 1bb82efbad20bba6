"""The scrolled column of finding rows: makes, reuses, shapes and scrolls them. Decides nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mosaic_desk.gui.finding_row import FindingRowWidget, RowShape


class RowsArea(QScrollArea):
    """Rows one below the other; `took_focus` asks the panel to hand the keyboard to the current row."""

    took_focus = Signal()
    chosen = Signal(str, object)  # finding id, MentionClass
    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widgets: list[FindingRowWidget] = []
        self._body = QWidget()
        self._body.setObjectName("rows")
        self._layout = QVBoxLayout(self._body)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_count(self, count: int) -> None:
        """Have exactly so many rows; those that are there are kept."""
        while len(self.widgets) > count:
            self.widgets.pop().deleteLater()
        while len(self.widgets) < count:
            widget = FindingRowWidget(self._body)
            widget.chosen.connect(self.chosen)
            widget.clicked.connect(self.clicked)
            self._layout.insertWidget(len(self.widgets), widget)
            self.widgets.append(widget)
            widget.show()

    def shape_rows(self) -> None:
        """Side by side where the longest name fits beside the rest, else stacked."""
        if not self.widgets:
            return
        # Measured with the scroll bar always taken off: it comes and goes with the shape.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        shape = RowShape.ONE_LINE if room >= self.width_for(RowShape.ONE_LINE) else RowShape.STACKED
        for widget in self.widgets:
            widget.set_shape(shape)
        self.setMinimumWidth(self.width_for(RowShape.STACKED) + self.verticalScrollBar().sizeHint().width())

    def width_for(self, shape: RowShape) -> int:
        """How wide the rows must be in a shape."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(w.row.name) for w in self.widgets if w.row is not None), default=0)
        # Bold is a little wider, and a name beyond 26 characters may be cut rather than stack all rows.
        name_width = min(round(longest * 1.08), metrics.averageCharWidth() * 26)
        return self.widgets[0].width_for(shape, name_width=name_width) if self.widgets else 0

    def reveal(self, index: int) -> None:
        """Scroll so that a row is seen with its neighbours."""
        self._layout.activate()
        widget = self.widgets[index]
        self.ensureWidgetVisible(widget, 0, widget.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or unfold the rows with the width."""
        super().resizeEvent(event)
        self.shape_rows()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The area itself never keeps the keyboard."""
        super().focusInEvent(event)
        self.took_focus.emit()
