"""Which key does what, where. Knows commands as values; Qt's actions are made of them in `actions`.

Two contexts overlap where one key press could mean both; `conflicts` lists every such key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QKeySequence


class Context(StrEnum):
    """Where the keyboard is. `REPORT` keys act on the open report from anywhere in the window."""

    EVERYWHERE = "everywhere"
    REPORT = "report"
    FINDINGS = "findings"
    WORKLIST = "worklist"
    IMAGE = "image"


_WHOLE_WINDOW = {Context.EVERYWHERE, Context.REPORT}


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    REPORT = "report"
    FINDINGS = "findings"
    SUGGEST = "suggest"
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


def overlap(one: Context, other: Context) -> bool:
    """Whether a key press can reach both contexts."""
    return one is other or one in _WHOLE_WINDOW or other in _WHOLE_WINDOW


def shown_key(key: str) -> str:
    """The key as it is printed on controls and in the map."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
