"""Ctrl+K: every command that can be used now, found by typing a few of its letters."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from mosaic_desk.gui.colours import current_look

_SHOWN_ROWS = 10


class CommandPalette(QDialog):
    """Made for one choice; `exec` it, then trigger `chosen`."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Command palette"))
        self._actions = [action for action in actions if action.isEnabled()]
        self._found: list[QAction] = []
        self.chosen: QAction | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command"))
        self.field.setAccessibleName(self.tr("Type a command"))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._choose)
        for key, count in (("Down", 1), ("Up", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._step, count))
        self.view = QTreeWidget()
        self.view.setColumnCount(2)
        self.view.setHeaderHidden(True)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.header().setStretchLastSection(False)
        self.view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.itemClicked.connect(lambda _item, _column: self._choose())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.view)
        self._search("")
        self._place(parent)

    def _step(self, count: int) -> None:
        if self._found:
            self._select((self._row() + count) % len(self._found))

    def _search(self, text: str) -> None:
        ranked = [(rank, order, action) for order, action in enumerate(self._actions)
                  if (rank := match_rank(text, action.text())) is not None]  # fmt: skip
        self._found = [action for _, _, action in sorted(ranked, key=lambda item: item[:2])]
        self.view.clear()
        for action in self._found:
            self.view.addTopLevelItem(self._item(action))
        if self._found:
            self._select(0)

    def _item(self, action: QAction) -> QTreeWidgetItem:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        item = QTreeWidgetItem([action.text().replace("&&", "&"), key])
        item.setForeground(1, current_look().dim)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setSizeHint(0, QSize(0, round(self.fontMetrics().height() * 1.7)))
        return item

    def _row(self) -> int:
        return self.view.currentIndex().row()

    def _select(self, row: int) -> None:
        self.view.setCurrentIndex(self.view.model().index(row, 0))

    def _choose(self) -> None:
        row = self._row() if self._found else -1
        if 0 <= row < len(self._found):
            self.chosen = self._found[row]
            self.accept()

    def _place(self, parent: QWidget) -> None:
        unit = self.fontMetrics().height()
        width, height = (
            min(unit * 28, parent.width() - 40),
            min(round(unit * (_SHOWN_ROWS + 1.6) * 1.7), parent.height() - 80),
        )
        self.setFixedSize(width, height)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, max(40, parent.height() // 8))))


def match_rank(typed: str, text: str) -> int | None:
    """How well a command fits what was typed, best 0; None where letters are missing.

    Words in order of the text beat letters that are merely in order.
    """
    wanted, have = typed.casefold().strip(), text.casefold()
    if not wanted or have.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in have.split()):
        return 1
    if wanted in have:
        return 2
    letters = iter(have)
    return 3 if all(letter in letters for letter in wanted if letter != " ") else None
