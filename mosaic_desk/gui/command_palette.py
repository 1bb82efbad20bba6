"""Ctrl+K: everything that stands in a menu, found by typing a few of its letters.

What was used last comes first; what cannot be done now stays in the list and says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.gui.colours import current_look

_SHOWN_ROWS = 10
_NEVER_USED = 1_000
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN_ROWS, Qt.Key.Key_PageUp: -_SHOWN_ROWS,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the palette: an action, and the menu that it stands in."""

    action: QAction
    menu: str

    @property
    def text(self) -> str:
        """What the action is called, without the marks of menus."""
        return without_mnemonic(self.action.text())

    @property
    def key(self) -> str:
        """Its key as printed; empty where it has none."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class CommandPalette(QDialog):
    """Made for one choice; `exec` it, then trigger `chosen`."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget, *, recent: Sequence[str] = ()) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Command palette"))
        self._entries, self._recent = tuple(entries), tuple(recent)
        self._found: list[Entry] = []
        self.chosen: QAction | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command"))
        self.field.setAccessibleName(self.tr("Type a command"))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.view = self._list()
        self.says = QLabel()
        self.says.setObjectName("paletteSays")
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        self.says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for widget in (self.field, self.view, self.says):
            layout.addWidget(widget)
        self._search("")
        self._place(parent)

    def _list(self) -> QTreeWidget:
        view = QTreeWidget()
        view.setAccessibleName(self.tr("Commands found"))
        view.setColumnCount(3)
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            view.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.itemClicked.connect(lambda _item, _column: self._choose())
        view.currentItemChanged.connect(lambda _new, _old: self._say())
        return view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The field keeps the keyboard; arrows and page keys move the choice."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            count = _STEPS.get(Qt.Key(event.key()))
            if count is not None:
                self._step(count)
                return True
        return super().eventFilter(watched, event)

    def _step(self, count: int) -> None:
        if not self._found:
            return
        row = self._row() + count
        is_page = abs(count) > 1
        self._select(min(max(row, 0), len(self._found) - 1) if is_page else row % len(self._found))

    def _search(self, text: str) -> None:
        ranked = [
            (rank, not entry.action.isEnabled(), self._age(entry), order, entry)
            for order, entry in enumerate(self._entries)
            if (rank := match_rank(text, entry.text, also=f"{entry.menu} {entry.action.statusTip()}")) is not None
        ]
        self._found = [entry for *_, entry in sorted(ranked, key=lambda item: item[:4])]
        self.view.clear()
        for entry in self._found:
            self.view.addTopLevelItem(self._item(entry))
        if self._found:
            self._select(0)
        self._say()

    def _age(self, entry: Entry) -> int:
        """How long ago the command was chosen here: 0 is the last one."""
        name = entry.action.objectName()
        return self._recent.index(name) if name and name in self._recent else _NEVER_USED

    def _item(self, entry: Entry) -> QTreeWidgetItem:
        item = QTreeWidgetItem([entry.text, entry.menu, entry.key])
        look = current_look()
        if not entry.action.isEnabled():
            item.setForeground(0, look.dim)
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, entry.action.statusTip())
        for column in (1, 2):
            item.setForeground(column, look.dim)
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setSizeHint(0, QSize(0, round(self.fontMetrics().height() * 1.7)))
        return item

    def _say(self) -> None:
        """What the chosen line does, or why it cannot be done now."""
        row = self._row()
        if not 0 <= row < len(self._found):
            self.says.setText(self.tr("No command has these letters."))
            return
        action = self._found[row].action
        tip = action.statusTip() or without_mnemonic(action.text())
        self.says.setText(tip if action.isEnabled() else self.tr("Not now: {0}").replace("{0}", tip))

    def _row(self) -> int:
        return self.view.currentIndex().row() if self._found else -1

    def _select(self, row: int) -> None:
        self.view.setCurrentIndex(self.view.model().index(row, 0))

    def _choose(self) -> None:
        row = self._row()
        if 0 <= row < len(self._found) and self._found[row].action.isEnabled():
            self.chosen = self._found[row].action
            self.accept()

    def _place(self, parent: QWidget) -> None:
        unit = self.fontMetrics().height()
        width = min(unit * 34, parent.width() - 40)
        height = min(round(unit * (_SHOWN_ROWS + 3) * 1.7), parent.height() - 80)
        self.setFixedSize(width, height)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, max(40, parent.height() // 10))))


def menu_entries(menus: Iterable[QMenu], *, without: str = "palette") -> list[Entry]:
    """Everything that can be chosen in these menus and the menus within, less one command."""
    entries: list[Entry] = []
    for menu in menus:
        for action in menu.actions():
            within = action.menu()
            if isinstance(within, QMenu):
                entries += menu_entries([within], without=without)
            elif not action.isSeparator() and action.objectName() != without:
                entries.append(Entry(action=action, menu=without_mnemonic(menu.title())))
    return entries


def without_mnemonic(text: str) -> str:
    """The text of an action or a menu as it is read."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def match_rank(typed: str, text: str, *, also: str = "") -> int | None:
    """How well a command fits what was typed, best 0; None where letters are missing.

    Words in order of the text beat letters that are merely in order; words of `also` come last.
    """
    wanted, have = typed.casefold().strip(), text.casefold()
    if not wanted or have.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in have.split()):
        return 1
    if wanted in have:
        return 2
    letters = iter(have)
    if all(letter in letters for letter in wanted if letter != " "):
        return 3
    more = f"{have} {also.casefold()}"
    return 4 if all(word in more for word in wanted.split()) else None
