"""Where the keys of the commands are changed: a list by place, a field that hears keys, and what came of it.

A key that another command has where both could be meant is refused, with that command's name.
"""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mosaic_desk.gui.actions import command_text
from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.key_list import KeyList, KeyPlace, key_places, keys_words
from mosaic_desk.gui.keyboard import IMAGE_KEYS
from mosaic_desk.gui.keymap import (
    Command,
    KeyChanges,
    both_enters,
    conflicts,
    holder_of,
    is_usable_key,
    shown_key,
    usable_changes,
    with_keys,
)
from mosaic_desk.gui.own_enter import press_on_own_enter


class KeyEditor(QWidget):
    """`use_image_keys` in; `changed` carries the reader's own keys each time."""

    changed = Signal(object)  # KeyChanges

    def __init__(self, keys: KeyChanges, *, image_keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset = IMAGE_KEYS.get(image_keys, {})
        self._own = dict(usable_changes(COMMANDS, keys, preset=self._preset))
        self.list = KeyList()
        self.field = QKeySequenceEdit()
        self.field.setMaximumSequenceLength(1)
        for hears in (self.field, *self.field.findChildren(QLineEdit)):  # the line in it has the keyboard
            hears.setAccessibleName(self.tr("New key: press it here"))
        self.field.setToolTip(self.tr("Press the key here, then choose what to do with it"))
        self.set_key = _button(self.tr("Use this key"), self.tr("The command's only key from now on"))
        self.add_key = _button(self.tr("Use it as well"), self.tr("One more key for the command"))
        self.no_key = _button(self.tr("No key"), self.tr("Take the command's keys away; menu and palette keep it"))
        self.reset = _button(self.tr("Reset"), self.tr("The keys that the command came with"))
        self.reset_all = _button(self.tr("Reset all keys"), self.tr("The keys that every command came with"))
        self.says = QLabel()
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        self._lay_out()
        self._fill()
        self._show_chosen()
        self._connect()

    def use_image_keys(self, name: str) -> None:
        """Lay the reader's keys over another set for images."""
        self._preset = IMAGE_KEYS.get(name, {})
        self._own = dict(usable_changes(COMMANDS, self._own, preset=self._preset))
        self._fill()

    def show_only(self, words: str) -> bool:
        """Hide the commands that these words do not mean; says whether one is left."""
        return self.list.show_only(words)

    def _connect(self) -> None:
        self.set_key.clicked.connect(lambda: self._take(is_only=True))
        self.add_key.clicked.connect(lambda: self._take(is_only=False))
        self.no_key.clicked.connect(lambda: self._change(()))
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.list.entered.connect(self.field.setFocus)
        self.list.currentItemChanged.connect(lambda _new, _old: self._show_chosen())
        self.field.keySequenceChanged.connect(lambda _key: self._show_state())

    def _lay_out(self) -> None:
        line, below = QHBoxLayout(), QHBoxLayout()
        line.addWidget(self.field, 1)
        for widget in (self.set_key, self.add_key):
            line.addWidget(widget)
        below.addWidget(self.says, 1)
        for widget in (self.no_key, self.reset, self.reset_all):
            below.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)
        layout.addLayout(line)

    def _commands(self) -> tuple[Command, ...]:
        return with_keys(COMMANDS, {**self._preset, **self._own})

    def _chosen(self) -> KeyPlace | None:
        return next((place for place in key_places(self._commands()) if place[0] == self.list.place), None)

    def _fill(self) -> None:
        self.list.show_commands(self._commands())
        self._show_state()

    def _show_chosen(self) -> None:
        """What the chosen command does; a key that was typed for another one is not for it."""
        chosen = self._chosen()
        self.field.clear()
        self.says.setText(QCoreApplication.translate("Commands", chosen[2].tip) if chosen else "")
        self._show_state()

    def _show_state(self) -> None:
        chosen, has_key = self._chosen(), not self.field.keySequence().isEmpty()
        self.set_key.setEnabled(has_key and chosen is not None)
        self.add_key.setEnabled(has_key and chosen is not None)
        self.no_key.setEnabled(chosen is not None and bool(chosen[3]))
        self.reset.setEnabled(self.list.place in self._own)
        self.reset_all.setEnabled(bool(self._own))

    def _take(self, *, is_only: bool) -> None:
        """Give the key in the field to the chosen command, unless it is another's."""
        chosen = self._chosen()
        if chosen is None:
            return
        key = self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        refusal = self._refusal(key, chosen)
        if refusal:
            self.field.clear()
            self.field.setFocus()
            self.says.setText(refusal)
            return
        self._change(both_enters((key,) if is_only else (*chosen[3], key)))

    def _refusal(self, key: str, chosen: KeyPlace) -> str:
        _place, context, command, _keys = chosen
        if not is_usable_key(key):
            reason = self.tr("{0} moves between controls or edits text, and cannot be a command's key.")
            return reason.replace("{0}", shown_key(key))
        for wanted in both_enters((key,)):
            holder = holder_of(self._commands(), wanted, context, besides=command.id)
            if holder is not None:
                return _taken(key, holder)
        return ""

    def _change(self, keys: tuple[str, ...]) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._own[chosen[0]] = keys
            words = keys_words(keys) or self.tr("no key")
            self._tell(self.tr("{0}: {1} from now on.").replace("{0}", command_text(chosen[2])).replace("{1}", words))

    def _reset(self) -> None:
        """The keys that the command came with, unless another command has them by now."""
        chosen = self._chosen()
        if chosen is None:
            return
        left = {place: keys for place, keys in self._own.items() if place != chosen[0]}
        clash = next(iter(conflicts(with_keys(COMMANDS, {**self._preset, **left}))), None)
        if clash is not None:
            key, *ids = clash
            self.says.setText(_taken(key, next(c for c in COMMANDS if c.id in ids and c.id != chosen[2].id)))
            return
        self._own = left
        again = self._chosen()
        words = keys_words(again[3] if again else ()) or self.tr("no key")
        self._tell(self.tr("{0}: {1} again.").replace("{0}", command_text(chosen[2])).replace("{1}", words))

    def _reset_all(self) -> None:
        self._own = {}
        self._tell(self.tr("Every command has the keys again that it came with."))

    def _tell(self, sentence: str) -> None:
        self.field.clear()
        self._fill()
        self.list.setFocus()
        self.says.setText(sentence)
        self.changed.emit(dict(self._own))


def _taken(key: str, holder: Command) -> str:
    sentence = QCoreApplication.translate(
        "KeyEditor", "{0} is the key of “{1}” already: give that command another key first."
    )
    return sentence.replace("{0}", shown_key(key)).replace("{1}", command_text(holder))


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    press_on_own_enter(button)
    return button
