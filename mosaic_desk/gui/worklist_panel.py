"""The worklist: one box, one sentence below it, the reports that were found, earlier ones of the same patient."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from mosaic_desk.core.review import ReviewPage, WorklistRow
from mosaic_desk.core.worklist_query import Vocabulary
from mosaic_desk.core.worklist_values import Found
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.few_lines import FewLines
from mosaic_desk.gui.worklist_box import WorklistBox
from mosaic_desk.gui.worklist_model import RowRole, WorklistModel
from mosaic_desk.gui.worklist_priors import PriorList
from mosaic_desk.gui.worklist_view import WorklistView
from mosaic_desk.gui.worklist_words import empty_advice

_TYPING_PAUSE_MS = 200
_LINES_FOR_PRIORS = 24
_MOST_SHARE = 0.4
"""Of the panel, for the sentence below the box: with large type it must not push the list away."""


class WorklistPanel(QWidget):
    """`show_found`, `refuse` and `show_page` in; `asked` (the query is `typed`) and `opened` out."""

    asked = Signal()
    opened = Signal(str)  # report id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WorklistModel(self)
        self.view = WorklistView(self.model)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.search = WorklistBox()
        self.words: tuple[str, ...] = ()
        """The words that the list was found by, for marking them in the text."""
        self.said = FewLines(most=5)
        self.said.setObjectName("worklistSaid")
        self.said.setProperty("role", "dim")
        self.said.hide()
        self.empty = _sentence("worklistEmpty")
        self.empty.setMargin(14)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.priors = PriorList()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.asked)
        self._opens_first = False
        self._position = 0
        self._connect()
        self._lay_out()

    @property
    def typed(self) -> str:
        """The query as it stands in the box."""
        return self.search.text().strip()

    def ask(self, query: str) -> None:
        """Put a query into the box and ask for it at once."""
        self.search.show_text(query)
        self._pause.stop()
        self.asked.emit()

    def show_found(self, found: Found, rows: tuple[WorklistRow, ...], vocabulary: Vocabulary) -> None:
        """Show what was found for the box; `rows` are the first of it."""
        self.search.vocabulary = vocabulary
        self.search.judge()
        self.words = found.words
        self.model.show_found(found, rows)
        self._say(desk_words(found.note))
        self.empty.setText(empty_advice(self.typed))
        self.empty.setVisible(not found.positions)
        self.view.setVisible(bool(found.positions))
        self._select()
        if self._opens_first:
            self._open_first()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the words in the box; the list stays as it is."""
        self._opens_first = False
        self.search.judge()
        self._say(sentence)

    def show_page(self, page: ReviewPage) -> None:
        """Mark the open report and bring its row up to date."""
        self._position = page.position
        self.model.show_page(page)
        self._select()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room it is the worklist's."""
        super().resizeEvent(event)
        lines = self.height() // max(1, self.fontMetrics().lineSpacing())
        self.priors.show_most(4 if lines >= _LINES_FOR_PRIORS else 1)
        self.said.show_most(max(3, int(lines * _MOST_SHARE)))

    def _say(self, sentence: str) -> None:
        self.said.say(sentence)
        self.search.setAccessibleDescription(sentence)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.entered.connect(self._open_first)
        self.search.down_wanted.connect(self.view.setFocus)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("worklistHead")
        fields = QVBoxLayout(head)
        fields.setContentsMargins(8, 8, 8, 8)
        fields.setSpacing(6)
        for widget in (self.search, self.said):
            fields.addWidget(widget)
        body = QWidget()
        body.setObjectName("panelBody")
        below = QVBoxLayout(body)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.empty, 1)
        below.addWidget(self.view, 1)
        below.addWidget(self.priors)
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
        """Enter in the box opens the first report found; where the search is not back yet, when it is."""
        if self._pause.isActive():
            self._pause.stop()
            self._opens_first = True
            self.asked.emit()
        elif self.model.rowCount():
            self._opens_first = False
            self._open(self.model.index(0))

    def _select(self) -> None:
        index = self.model.place_of(self._position)
        if index.isValid():
            self.view.reveal(index)
        else:
            self.view.clearSelection()


def _sentence(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("role", "dim")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label
