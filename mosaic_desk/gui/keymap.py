"""Which key does what, where. Knows commands as values; Qt's actions are made of them in `actions`.

Two contexts overlap where one key press could mean both; `conflicts` lists every such key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QKeySequence


class Context(StrEnum):
    """Where the keyboard is. `REPORT` keys act on the open report from anywhere in the window."""

    EVERYWHERE = "everywhere"
    REPORT = "report"
    FINDINGS = "findings"
    WORKLIST = "worklist"
    IMAGE = "image"
    TEXT = "text"
    HISTORY = "history"


_WHOLE_WINDOW = {Context.EVERYWHERE, Context.REPORT}


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    REPORT = "report"
    FINDINGS = "findings"
    SUGGEST = "suggest"
    MODEL = "model"
    IMAGE = "image"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One thing the reader can ask for. `more_keys` work in `more_context` besides."""

    id: str
    text: str
    tip: str
    menu: Menu
    keys: tuple[str, ...] = ()
    context: Context = Context.EVERYWHERE
    more_keys: tuple[str, ...] = ()
    more_context: Context = Context.FINDINGS
    writes: bool = False
    repeats: bool = False
    is_checkable: bool = False
    ends_group: bool = False


def conflicts(commands: Sequence[Command]) -> list[tuple[str, str, str]]:
    """Keys that two commands claim in overlapping contexts: (key, command id, command id)."""
    claims = [
        (QKeySequence(key).toString(), context, command.id)
        for command in commands
        for keys, context in ((command.keys, command.context), (command.more_keys, command.more_context))
        for key in keys
    ]
    found = []
    for index, (key, context, command_id) in enumerate(claims):
        for other_key, other_context, other_id in claims[index + 1 :]:
            if key == other_key and overlap(context, other_context):
                found.append((key, command_id, other_id))
    return found


MORE = "+more"
"""Ends the id of a command's second place: “commit+more” are the keys that it has among the findings besides."""

KeyChanges = Mapping[str, tuple[str, ...]]
"""Keys by the id of a place: a command's id, or that with `MORE` for its keys in the second context."""

_RESERVED = ("Tab", "Shift+Tab", "Backtab", "Shift+Backtab", "Esc", "Backspace", "Del")
"""They move between controls, leave and edit text, and do nothing else anywhere."""


def with_keys(commands: Sequence[Command], changes: KeyChanges) -> tuple[Command, ...]:
    """The commands with other keys where a place has a change."""
    return tuple(
        replace(
            command,
            keys=changes.get(command.id, command.keys),
            more_keys=changes.get(command.id + MORE, command.more_keys),
        )
        for command in commands
    )


def usable_changes(commands: Sequence[Command], changes: KeyChanges, *, preset: KeyChanges | None = None) -> KeyChanges:
    """The changes less those that make no sense or would give a key two meanings; laid over a preset."""
    base = dict(preset or {})
    known = {place for command in commands for place in (command.id, command.id + MORE)}
    kept = {
        place: keys for place, keys in changes.items() if place in known and all(is_usable_key(key) for key in keys)
    }
    while found := conflicts(with_keys(commands, base | kept)):
        clashing = {id for _, *ids in found for id in ids}
        fewer = {place: keys for place, keys in kept.items() if place.removesuffix(MORE) not in clashing}
        if len(fewer) == len(kept):  # the preset itself clashes: our mistake, and a test's to find
            break
        kept = fewer
    return kept


def is_usable_key(key: str) -> bool:
    """Whether a command may have the key at all."""
    known = QKeySequence(key)
    return known.count() == 1 and bool(known.toString()) and known.toString() not in _RESERVED


def both_enters(keys: Sequence[str]) -> tuple[str, ...]:
    """The keys, with the Enter of the number pad wherever that of the letters is, and the other way round."""
    named: list[str] = []
    for key in keys:
        stem, plus, last = key.rpartition("+")
        names = ("Enter", "Return") if last in ("Enter", "Return") else (last,)
        named += [stem + plus + name for name in names]
    return tuple(dict.fromkeys(named))


def holder_of(commands: Sequence[Command], key: str, context: Context, *, besides: str) -> Command | None:
    """The command, other than `besides`, that has the key where it would be pressed; None where it is free."""
    wanted = QKeySequence(key).toString()
    for command in commands:
        for keys, there in ((command.keys, command.context), (command.more_keys, command.more_context)):
            has_key = any(QKeySequence(own).toString() == wanted for own in keys)
            if has_key and command.id != besides and overlap(context, there):
                return command
    return None


def overlap(one: Context, other: Context) -> bool:
    """Whether a key press can reach both contexts."""
    return one is other or one in _WHOLE_WINDOW or other in _WHOLE_WINDOW


def shown_key(key: str) -> str:
    """The key as it is printed on controls and in the map."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
