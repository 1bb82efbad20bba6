"""The commands with their keys as a list by place. Knows which line is chosen, not how keys are changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from mosaic_desk.gui.actions import command_text
from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.key_text import CONTEXTS, context_word, printable_keys
from mosaic_desk.gui.keymap import MORE, Command, Context, shown_key

_PLACE = Qt.ItemDataRole.UserRole

KeyPlace = tuple[str, Context, Command, tuple[str, ...]]
"""Where keys can be changed: its id, where it works, its command, its keys."""


class KeyList(QTreeWidget):
    """`show_commands` in; `entered` out when the chosen line is to be changed."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Commands and their keys"))
        self.setToolTip(self.tr("Choose a command; Enter goes to the field for its new key"))
        self.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)  # the places stand in bold, which is enough
        self.itemDoubleClicked.connect(lambda _item, _column: self.entered.emit())

    @property
    def place(self) -> str:
        """The id of the chosen place; empty where none is."""
        item = self.currentItem()
        return str(item.data(0, _PLACE) or "") if item is not None else ""

    def show_commands(self, commands: tuple[Command, ...]) -> None:
        """Show these keys; the choice stays where it is."""
        chosen = self.place or key_places(commands)[0][0]
        self.clear()
        for context in CONTEXTS:
            lines = [line for line in key_places(commands) if line[1] is context]
            if lines:
                self._add_group(context_word(context), lines)
        self.resizeColumnToContents(0)
        self.go_to(chosen)

    def show_only(self, words: str) -> bool:
        """Hide the commands that these words do not mean; says whether one is left."""
        found = False
        for group in self._groups():
            shown = False
            for item in _children(group):
                text = f"{item.text(0)} {item.text(1)} {group.text(0)}".casefold()
                is_meant = all(word in text for word in words.casefold().split())
                item.setHidden(not is_meant)
                shown = shown or is_meant
            group.setHidden(not shown)
            found = found or shown
        return found

    def go_to(self, place: str) -> None:
        """Choose the line of a place."""
        for group in self._groups():
            for item in _children(group):
                if item.data(0, _PLACE) == place:
                    self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter asks for another key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def _add_group(self, title: str, lines: list[KeyPlace]) -> None:
        group = QTreeWidgetItem([title, ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.addTopLevelItem(group)
        font = self.font()
        font.setBold(True)
        group.setFont(0, font)
        for place, _context, command, keys in lines:
            item = QTreeWidgetItem([command_text(command), keys_words(keys)])
            item.setData(0, _PLACE, place)
            group.addChild(item)
        group.setExpanded(True)

    def _groups(self) -> list[QTreeWidgetItem]:
        return [item for row in range(self.topLevelItemCount()) if (item := self.topLevelItem(row)) is not None]


def _children(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item for row in range(group.childCount()) if (item := group.child(row)) is not None]


def key_places(commands: tuple[Command, ...]) -> list[KeyPlace]:
    """Every place whose keys can be changed, by where it works and then in the order of the menus."""
    places = [(command.id, command.context, command, command.keys) for command in commands]
    places += [
        (command.id + MORE, command.more_context, command, command.more_keys)
        for command, known in zip(commands, COMMANDS, strict=True)
        if known.more_keys
    ]
    return sorted(places, key=lambda place: CONTEXTS.index(place[1]))


def keys_words(keys: tuple[str, ...]) -> str:
    """Keys as they are read: “P · 1”."""
    return " · ".join(shown_key(key) for key in printable_keys(keys))
