"""Ctrl+K: every command that can be used now, found by typing a few of its letters."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

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
        self.field.installEventFilter(self)
        self._model = QStringListModel(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(lambda _index: self._choose())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.view)
        self._search("")
        self._place(parent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and down in the field move in the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._found:
                row = (self.view.currentIndex().row() + step) % len(self._found)
                self.view.setCurrentIndex(self._model.index(row))
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        ranked = [(rank, order, action) for order, action in enumerate(self._actions)
                  if (rank := match_rank(text, action.text())) is not None]  # fmt: skip
        self._found = [action for _, _, action in sorted(ranked, key=lambda item: item[:2])]
        self._model.setStringList([_line(action) for action in self._found])
        if self._found:
            self.view.setCurrentIndex(self._model.index(0))

    def _choose(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self._found):
            self.chosen = self._found[row]
            self.accept()

    def _place(self, parent: QWidget) -> None:
        unit = self.fontMetrics().height()
        width, height = min(unit * 28, parent.width() - 40), min(unit * (_SHOWN_ROWS + 1) * 2, parent.height() - 80)
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


def _line(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    name = action.text().replace("&", "")
    return f"{name}    {keys}" if keys else name
