"""Commands and their keys."""

from PySide6.QtGui import QKeySequence

from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.key_text import keys_in
from mosaic_desk.gui.keymap import Command, Context, Menu, conflicts, overlap
from tests.gui.conftest import OpenDesk

TABLE = {
    "row_down": "Down J", "row_up": "Up K", "next_waiting": "Shift+Down", "set_positive": "P 1",
    "set_negative": "N 2", "set_uncertain": "U 3", "set_not_mentioned": "M 4", "accept": "A", "guideline": "H",
    "flag": "F", "next_evidence": "E", "commit": "Ctrl+Enter Ctrl+Return", "back": "Alt+Left",
    "forward": "Alt+Right", "go_to": "Ctrl+G", "find": "Ctrl+F", "undo": "Ctrl+Z", "redo": "Ctrl+Y",
    "palette": "Ctrl+K", "next_panel": "F6", "keys": "F1 ?", "full_screen": "F11", "settings": "Ctrl+,",
    "saved": "Ctrl+S",
}  # fmt: skip


def command(id: str, keys: str, context: Context) -> Command:
    return Command(id=id, text=id, tip=id, menu=Menu.VIEW, keys=tuple(keys.split()), context=context)


def test_no_key_means_two_things_where_both_could_be_meant() -> None:
    assert conflicts(COMMANDS) == []


def test_a_conflict_between_overlapping_contexts_is_found() -> None:
    everywhere, findings = command("a", "Ctrl+P", Context.EVERYWHERE), command("b", "ctrl+p", Context.FINDINGS)
    assert conflicts([everywhere, findings]) == [("Ctrl+P", "a", "b")]
    assert conflicts([findings, command("c", "Ctrl+P", Context.IMAGE)]) == []
    assert overlap(Context.REPORT, Context.IMAGE)


def test_keys_are_those_of_the_manual() -> None:
    keys = {command.id: " ".join(command.keys) for command in COMMANDS}
    assert {id: keys[id] for id in TABLE} == TABLE


def test_every_key_is_one_that_qt_knows() -> None:
    for known in COMMANDS:
        for key in (*known.keys, *known.more_keys):
            assert QKeySequence(key).toString(), key


def test_every_command_with_a_key_is_in_the_map() -> None:
    mapped = {known.id for context in Context for known, _ in keys_in(context)}
    assert mapped == {known.id for known in COMMANDS if known.keys or known.more_keys}


def test_every_command_is_one_action_in_a_menu_with_a_tip(open_desk: OpenDesk) -> None:
    window = open_desk().window
    in_menus = {action for menu in window.commands.menus.values() for action in menu.actions()}
    for known in COMMANDS:
        action = window.commands[known.id]
        assert action in in_menus
        assert action.statusTip()
        assert action.text()


def test_nothing_that_answers_or_commits_repeats_while_a_key_is_held(open_desk: OpenDesk) -> None:
    window = open_desk().window
    for known in COMMANDS:
        if known.writes:
            assert not window.commands[known.id].autoRepeat(), known.id
