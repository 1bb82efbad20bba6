"""The progress of the project: a page for each question, a chart on the left and the same as a table on the right."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.core.progress import Progress
from mosaic_desk.gui.progress_chart import BarChart
from mosaic_desk.gui.progress_figures import Figure, figures, headline

_FEW_COLUMNS = 3


class ProgressPage(QScrollArea):
    """`show_figure` in, nothing out. The chart comes once the page is seen: its library takes a moment to load."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._has_chart = False
        self.chart = BarChart()
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.itemSelectionChanged.connect(self._show_detail)
        self.note, self.detail = _sentence(), _sentence()
        self.note.setProperty("role", "dim")
        self.detail.hide()
        inside = QWidget()
        inside.setObjectName("progressPage")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._both = QHBoxLayout()
        self._both.setSpacing(14)
        self._both.addWidget(self.chart)
        self._both.addWidget(self.table)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 12, 14, 10)
        layout.setSpacing(10)
        layout.addLayout(self._both, 1)
        layout.addWidget(self.detail)
        layout.addWidget(self.note)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure; cells that stay the same are left alone, and so is the place of the reader in them."""
        if figure == self._figure:
            return
        self._figure = figure
        self._fill_table(figure)
        self.note.setText(figure.note)
        self._show_detail()
        self.table.setAccessibleName(f"{figure.title}: {', '.join(figure.head)}")
        is_wide = len(figure.head) > _FEW_COLUMNS
        self._both.setStretch(0, 4 if is_wide else 5)
        self._both.setStretch(1, 6 if is_wide else 4)
        if self._has_chart:
            self.chart.show_chart(figure.chart)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the chart as soon as the page itself is there."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_chart)

    def _show_chart(self) -> None:
        self._has_chart = True
        if self._figure is not None:
            self.chart.show_chart(self._figure.chart)

    def _fill_table(self, figure: Figure) -> None:
        table = self.table
        if table.columnCount() != len(figure.head):
            table.setColumnCount(len(figure.head))
        table.setHorizontalHeaderLabels(list(figure.head))
        table.setRowCount(len(figure.rows))
        for row, cells in enumerate(figure.rows):
            for column, text in enumerate(cells):
                item = table.item(row, column)
                if item is None:
                    table.setItem(row, column, _cell(text, is_number=column > 0))
                elif item.text() != text:
                    item.setText(text)
        is_narrow = len(figure.head) <= _FEW_COLUMNS
        for column in range(len(figure.head)):
            is_stretched = is_narrow and column == 0
            mode = QHeaderView.ResizeMode.Stretch if is_stretched else QHeaderView.ResizeMode.ResizeToContents
            table.horizontalHeader().setSectionResizeMode(column, mode)

    def _show_detail(self) -> None:
        details = self._figure.details if self._figure is not None else ()
        row = self.table.currentRow()
        is_shown = 0 <= row < len(details)
        self.detail.setText(details[row] if is_shown else "")
        self.detail.setVisible(is_shown)


class ProgressDialog(QDialog):
    """Stays beside the window while the reader works. `seen` says that it has come up and wants numbers."""

    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Progress"))
        self.headline = _sentence()
        self.headline.setObjectName("reportTitle")
        self.headline.setText(self.tr("Counting…"))
        self.counting = QProgressBar()
        self.counting.setRange(0, 100)
        self.counting.setFormat(self.tr("Reading the history: %p %"))
        self.counting.setAccessibleName(self.tr("How much of the history has been read"))
        self.counting.hide()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Pages of the progress"))
        self.pages: list[ProgressPage] = []
        self._figures: tuple[Figure, ...] = ()
        self.tabs.currentChanged.connect(self._show_page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        for widget in (self.headline, self.counting):
            layout.addWidget(widget)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        self._take_place(parent)
        self.tabs.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the project is."""
        self.counting.setVisible(progress.read_share < 1)
        self.counting.setValue(int(progress.read_share * 100))
        if progress.read_share < 1 and self.pages:
            return  # numbers that grow for seconds need not be laid out at every step
        self.headline.setText(headline(progress))
        self._figures = figures(progress)
        for figure in self._figures[len(self.pages) :]:
            self.pages.append(ProgressPage())
            self.tabs.addTab(self.pages[-1], figure.title)
        self._show_page(self.tabs.currentIndex())

    def _show_page(self, place: int) -> None:
        """Lay out the page that is seen; the others when they are."""
        if 0 <= place < len(self._figures):
            self.pages[place].show_figure(self._figures[place])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for numbers."""
        super().showEvent(event)
        self.seen.emit()

    def _take_place(self, parent: QWidget | None) -> None:
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else None
        width, height = unit * 66, unit * 38
        self.resize(
            min(width, max(room.width() - 40, 400)) if room is not None else width,
            min(height, max(room.height() - 60, 300)) if room is not None else height,
        )


def _sentence() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _cell(text: str, *, is_number: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item
