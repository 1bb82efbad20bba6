"""Commands as Qt actions: one `QAction` each, in a menu, with its keys bound where they belong."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.keyboard import command_in_force, commands_in_force
from mosaic_desk.gui.keymap import Command, Context, Menu, shown_key

_WINDOW_CONTEXTS = (Context.EVERYWHERE, Context.REPORT)


def command_text(command: Command) -> str:
    """What the command is called on screen."""
    return QCoreApplication.translate("Commands", command.text)


def menu_title(menu: Menu) -> str:
    """What the menu is called on screen."""
    return {
        Menu.FILE: QCoreApplication.translate("Commands", "&File"),
        Menu.EDIT: QCoreApplication.translate("Commands", "&Edit"),
        Menu.REPORT: QCoreApplication.translate("Commands", "&Report"),
        Menu.FINDINGS: QCoreApplication.translate("Commands", "F&indings"),
        Menu.SUGGEST: QCoreApplication.translate("Commands", "&Suggest"),
        Menu.MODEL: QCoreApplication.translate("Commands", "&Model"),
        Menu.IMAGE: QCoreApplication.translate("Commands", "&Image"),
        Menu.VIEW: QCoreApplication.translate("Commands", "&View"),
        Menu.HELP: QCoreApplication.translate("Commands", "&Help"),
    }[menu]


class Actions:
    """All actions of a window by the id of their command."""

    def __init__(self, window: QMainWindow, places: Mapping[Context, QWidget]) -> None:
        self._window = window
        self._places = places
        self._why_not: dict[str, str] = {}
        self._read_only = False
        self._shortcuts: list[QShortcut] = []
        self.menus: dict[Menu, QMenu] = {}
        self._by_id = {command.id: self._made(command) for command in COMMANDS}
        self._fill_menus()
        self._bind_keys()

    def __getitem__(self, command_id: str) -> QAction:
        return self._by_id[command_id]

    def connect(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Let each action call its slot; every command must have one."""
        for command in COMMANDS:
            slot = slots[command.id]
            self._by_id[command.id].triggered.connect(lambda _checked=False, slot=slot: slot())

    def rebind(self) -> None:
        """Take over the keys that are in force now, and let everything that prints keys print them anew."""
        self._bind_keys()
        QApplication.sendEvent(self._window, QEvent(QEvent.Type.LanguageChange))

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Switch every command that writes off or on."""
        if is_read_only != self._read_only:
            self._read_only = is_read_only
            self._enable()

    def set_impossible(self, command_id: str, reason: str | None) -> None:
        """Switch a command off and say why in its status tip; None switches it on again."""
        if reason is None:
            self._why_not.pop(command_id, None)
        else:
            self._why_not[command_id] = reason
        self._enable()

    def _bind_keys(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts.clear()
        for command in commands_in_force():
            action = self._by_id[command.id]
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            for key in command.more_keys:
                self._shortcuts.append(_shortcut(key, action, self._places[command.more_context]))
        self._title_menus()
        self._enable()

    def _enable(self) -> None:
        for command in commands_in_force():
            action, reason = self._by_id[command.id], self._why_not.get(command.id)
            if reason is None and command.writes and self._read_only:
                reason = QCoreApplication.translate("Commands", "This project is open for reading only.")
            action.setEnabled(reason is None)
            action.setStatusTip(reason or QCoreApplication.translate("Commands", command.tip))
            action.setToolTip(_tool_tip(command, reason))

    def _made(self, command: Command) -> QAction:
        action = QAction(command_text(command), self._window)
        action.setObjectName(command.id)
        action.setAutoRepeat(command.repeats)
        action.setCheckable(command.is_checkable)
        is_everywhere = command.context in _WINDOW_CONTEXTS
        within = Qt.ShortcutContext.WindowShortcut if is_everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(within)
        (self._window if is_everywhere else self._places[command.context]).addAction(action)
        return action

    def _fill_menus(self) -> None:
        for menu in Menu:
            self.menus[menu] = self._window.menuBar().addMenu(menu_title(menu))
            self.menus[menu].setToolTipsVisible(True)
        for command in COMMANDS:
            self.menus[command.menu].addAction(self._by_id[command.id])
            if command.ends_group:
                self.menus[command.menu].addSeparator()

    def _title_menus(self) -> None:
        """A menu gives its letter up where a command has Alt and that letter: both would do nothing."""
        taken = {
            QKeySequence(key).toString()
            for command in commands_in_force()
            for key in (*command.keys, *command.more_keys)
        }
        for menu, shown in self.menus.items():
            title = menu_title(menu)
            letter = title.partition("&")[2][:1].upper()
            shown.setTitle(title.replace("&", "") if f"Alt+{letter}" in taken else title)


def key_tip(command_id: str, tip: str) -> str:
    """A tool tip for a control that does what a command does: the tip with the command's key."""
    keys = command_in_force(command_id).keys
    return f"{tip} ({shown_key(keys[0])})" if keys else tip


def _shortcut(key: str, action: QAction, place: QWidget) -> QShortcut:
    shortcut = QShortcut(QKeySequence(key), place)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.setAutoRepeat(action.autoRepeat())
    shortcut.activated.connect(action.trigger)
    return shortcut


def _tool_tip(command: Command, reason: str | None) -> str:
    return key_tip(command.id, reason or QCoreApplication.translate("Commands", command.tip))
