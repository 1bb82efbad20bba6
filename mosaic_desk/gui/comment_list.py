"""All comments of the project in one list: filtered by typing, Enter opens the report."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import CommentEntry
from mosaic_desk.gui.isolates import isolated
from mosaic_desk.gui.moments import short_moment
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.words import plain_tip

_SHOWN_CHARACTERS = 200


class CommentList(QDialog):
    """Accepted means: open the report `chosen`."""

    def __init__(self, comments: Sequence[CommentEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Comments"))
        self._comments = comments
        self._found: list[CommentEntry] = []
        self.chosen: ReportId | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter by words, report or reader"))
        self.field.setAccessibleName(self.tr("Filter comments"))
        self.field.setClearButtonEnabled(True)
        self.view = QTreeWidget()
        self.view.setHeaderLabels([self.tr("Report"), self.tr("Comment"), self.tr("Reader"), self.tr("When")])
        self.view.setAccessibleName(self.tr("Comments"))
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setProperty("role", "dim")
        self._connect()
        self._lay_out(parent)
        self._filter("")

    def _connect(self) -> None:
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._choose)
        self.view.itemDoubleClicked.connect(lambda _item, _column: self._choose())
        for key, count in (("Down", 1), ("Up", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda count=count: self._step(count))

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        self._found = [entry for entry in self._comments if _fits(entry, words)]
        self.view.clear()
        self.view.addTopLevelItems([_item(entry) for entry in self._found])
        self._select(0)
        if not self._comments:
            self.hint.setText(self.tr("No report has a comment yet: C writes one on the open report."))
        else:
            sentence = self.tr("{0} of {1}. Enter opens the report.")
            counts = sentence.replace("{0}", counted(len(self._found))).replace("{1}", counted(len(self._comments)))
            self.hint.setText(counts)

    def _step(self, count: int) -> None:
        if self._found:
            self._select((self.view.currentIndex().row() + count) % len(self._found))

    def _select(self, row: int) -> None:
        self.view.setCurrentIndex(self.view.model().index(row, 0))

    def _choose(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self._found):
            self.chosen = self._found[row].report_id
            self.accept()

    def _lay_out(self, parent: QWidget | None) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for widget in (self.field, self.view, self.hint):
            layout.addWidget(widget)
        unit = self.fontMetrics()
        width, height = unit.averageCharWidth() * 110, unit.height() * 26
        if parent is not None:
            width, height = min(width, parent.width() - 60), min(height, parent.height() - 80)
        self.resize(width, height)


def _fits(entry: CommentEntry, words: Sequence[str]) -> bool:
    text = f"{entry.report_id} {entry.comment} {entry.reader}".casefold()
    return all(word in text for word in words)


def _item(entry: CommentEntry) -> QTreeWidgetItem:
    # One isolated line: a comment in another script or of many lines keeps to its own cell.
    shown = entry.comment[:_SHOWN_CHARACTERS] + ("…" if len(entry.comment) > _SHOWN_CHARACTERS else "")
    item = QTreeWidgetItem(
        [isolated(entry.report_id), isolated(shown), isolated(entry.reader), short_moment(entry.at)]
    )
    item.setToolTip(1, plain_tip(entry.comment[:2000]))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{entry.report_id}: {shown}, {entry.reader}")
    return item
