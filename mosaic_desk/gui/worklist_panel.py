"""The worklist: which reports, a search over all of them, and the one that is open."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import ReviewPage, WorklistFilter, WorklistRow
from mosaic_desk.gui.words import filter_word
from mosaic_desk.gui.worklist_delegate import WorklistDelegate
from mosaic_desk.gui.worklist_model import RowRole, WorklistModel

_TYPING_PAUSE_MS = 200


class WorklistPanel(QWidget):
    """`show_rows` and `show_page` in; `asked` (filter, words), `more_wanted` and `opened` out."""

    asked = Signal()
    more_wanted = Signal(int)
    opened = Signal(str)  # report id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WorklistModel(self)
        self.model.more_wanted.connect(self.more_wanted)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(WorklistDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Worklist"))
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search words or id"))
        self.search.setAccessibleName(self.tr("Search all reports for words or an id"))
        self.search.setClearButtonEnabled(True)
        self.show_only = QComboBox()
        self.show_only.setAccessibleName(self.tr("Which reports are shown"))
        for show in WorklistFilter:
            self.show_only.addItem(filter_word(show), show)
        self.empty = QLabel(self.tr("No report here."))
        self.empty.setProperty("role", "dim")
        self.empty.setMargin(14)
        self.empty.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.asked)
        self._report_id: ReportId | None = None
        self._connect()
        self._lay_out()

    @property
    def shown_filter(self) -> WorklistFilter:
        """The chosen filter."""
        return WorklistFilter(self.show_only.currentData())

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def show_rows(self, rows: tuple[WorklistRow, ...]) -> None:
        """Show the first part of what was asked for."""
        self.model.reset_rows(rows)
        self.empty.setVisible(not rows)
        self._select()

    def show_page(self, page: ReviewPage) -> None:
        """Mark the open report and bring its row up to date."""
        self._report_id = page.report.report_id
        self.model.show_page(page)
        self._select()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._start_pause)
        self.search.returnPressed.connect(self._open_first)
        self.show_only.activated.connect(lambda _index: self.asked.emit())

    def _start_pause(self, _text: str) -> None:
        self._pause.start()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("worklistHead")
        fields = QVBoxLayout(head)
        fields.setContentsMargins(8, 8, 8, 8)
        fields.setSpacing(6)
        fields.addWidget(self.search)
        fields.addWidget(self.show_only)
        body = QWidget()
        body.setObjectName("panelBody")
        below = QVBoxLayout(body)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.empty)
        below.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(body, 1)

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(RowRole)
        if isinstance(row, WorklistRow):
            self.opened.emit(row.report_id)

    def _open_first(self) -> None:
        """Enter in the search opens the first report found, once the search has come back."""
        if not self._pause.isActive() and self.model.rowCount():
            self._open(self.model.index(0))

    def _select(self) -> None:
        index = self.model.place_of(self._report_id) if self._report_id is not None else QModelIndex()
        if not index.isValid():
            self.view.clearSelection()
        elif index != self.view.currentIndex() or not self.view.selectionModel().isSelected(index):
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
