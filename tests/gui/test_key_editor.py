"""Keys are changed: in the editor, in the settings, in a window at work."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.key_editor import KeyEditor
from mosaic_desk.gui.key_list import key_places
from mosaic_desk.gui.keyboard import IMAGE_KEYS, command_in_force, use_keys
from mosaic_desk.gui.keymap import KeyChanges, both_enters, conflicts, usable_changes, with_keys
from mosaic_desk.gui.settings import Settings, load_settings, save_settings
from tests.gui.conftest import OpenDesk


class Bench:
    """An editor, what it told, and a hand that presses keys into it."""

    def __init__(self, qtbot: QtBot, keys: KeyChanges | None = None) -> None:
        self.editor, self.heard = KeyEditor(keys or {}, image_keys="ohif"), []
        qtbot.addWidget(self.editor)
        self.editor.changed.connect(self.heard.append)

    def give(self, place: str, key: str, *, as_well: bool = False) -> str:
        self.editor.list.go_to(place)
        self.editor.field.setKeySequence(QKeySequence(key))
        (self.editor.add_key if as_well else self.editor.set_key).click()
        return self.editor.says.text()


def test_a_command_gets_another_key_and_more(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    assert bench.give("flag", "X") == "Flag: X from now on."
    assert bench.give("flag", "Ctrl+J", as_well=True) == "Flag: X · Ctrl+J from now on."
    bench.editor.no_key.click()
    assert bench.editor.says.text() == "Flag: no key from now on."
    assert bench.heard == [{"flag": ("X",)}, {"flag": ("X", "Ctrl+J")}, {"flag": ()}]


@pytest.mark.parametrize(
    ("place", "key", "said"),
    [
        ("flag", "P", "P is the key of “Positive” already: give that command another key first."),
        ("flag", "Ctrl+G", "Ctrl+G is the key of “Go to…” already: give that command another key first."),
        ("open", "J", "J is the key of “Next row” already: give that command another key first."),
        ("flag", "Return", "Return is the key of “Commit, next” already: give that command another key first."),
        ("flag", "Backspace", "Backspace moves between controls or edits text, and cannot be a command's key."),
        ("flag", "Del", "Del moves between controls or edits text, and cannot be a command's key."),
        ("open", "Esc", "Esc moves between controls or edits text, and cannot be a command's key."),
    ],
)  # fmt: skip
def test_a_key_with_another_meaning_is_refused_in_a_sentence(qtbot: QtBot, place: str, key: str, said: str) -> None:
    bench = Bench(qtbot)
    assert bench.give(place, key) == said
    assert bench.heard == []


def test_a_key_given_up_can_be_given_to_another(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    bench.give("set_positive", "X")
    assert bench.give("flag", "P") == "Flag: P from now on."
    bench.editor.list.go_to("set_positive")
    bench.editor.reset.click()
    assert bench.editor.says.text() == "P is the key of “Flag” already: give that command another key first."
    bench.editor.list.go_to("flag")
    bench.editor.reset.click()
    assert bench.editor.says.text() == "Flag: F again."
    assert bench.heard[-1] == {"set_positive": ("X",)}
    bench.editor.reset_all.click()
    assert bench.heard[-1] == {}
    assert not bench.editor.reset_all.isEnabled()


def test_both_enters_go_together(qtbot: QtBot) -> None:
    assert both_enters(("Ctrl+Return", "X", "Ctrl++")) == ("Ctrl+Enter", "Ctrl+Return", "X", "Ctrl++")
    bench = Bench(qtbot)
    bench.give("commit+more", "Shift+Return")
    assert bench.heard == [{"commit+more": ("Shift+Enter", "Shift+Return")}]


def test_keys_are_typed_into_the_field(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    editor = bench.editor
    with qtbot.waitActive(editor):
        editor.show()
    editor.list.go_to("flag")
    editor.list.setFocus()
    qtbot.keyClick(editor.list, Qt.Key.Key_Return)
    assert editor.field.hasFocus()
    qtbot.keyClick(editor.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    editor.set_key.click()
    assert bench.heard == [{"flag": ("Ctrl+J",)}]


def test_every_command_has_a_line(qtbot: QtBot) -> None:
    places = [place[0] for place in key_places(COMMANDS)]
    assert {place.removesuffix("+more") for place in places} == {command.id for command in COMMANDS}
    assert len(places) == len(set(places))
    assert "commit+more" in places


def test_lines_are_found_by_words_and_keys(qtbot: QtBot) -> None:
    editor = Bench(qtbot).editor
    assert editor.show_only("full screen")
    assert editor.show_only("f11")
    assert not editor.show_only("zzzz")


@pytest.mark.parametrize("name", sorted(IMAGE_KEYS))
def test_no_set_of_image_keys_gives_a_key_two_meanings(name: str) -> None:
    assert conflicts(with_keys(COMMANDS, IMAGE_KEYS[name])) == []
    assert usable_changes(COMMANDS, IMAGE_KEYS[name]) == IMAGE_KEYS[name]


def test_hands_that_know_weasis_get_its_keys_and_their_own_on_top() -> None:
    use_keys(Settings(image_keys="weasis", keys={"image_rotate_left": ("Ctrl+Alt+L",)}))
    assert command_in_force("image_rotate_right").keys == ("Alt+R",)
    assert command_in_force("image_next").keys == ("Down", "PgDown")
    assert command_in_force("image_rotate_left").keys == ("Ctrl+Alt+L",)
    use_keys(Settings())
    assert command_in_force("image_rotate_right").keys == ("R",)


def test_stored_keys_that_make_no_sense_are_left_out_and_the_rest_holds() -> None:
    stored = {"flag": ("P",), "accept": ("Ctrl+J",), "nonsense": ("X",), "guideline": ("Backspace",), "find": ("qqq!",)}
    save_settings(Settings(keys=stored))
    assert load_settings().keys == stored
    use_keys(load_settings())
    assert command_in_force("flag").keys == ("F",)
    assert command_in_force("accept").keys == ("Ctrl+J",)
    assert command_in_force("guideline").keys == ("H",)
    assert command_in_force("find").keys == ("Ctrl+F",)


def test_two_keys_may_be_swapped() -> None:
    swapped = {"set_positive": ("N",), "set_negative": ("P",)}
    assert usable_changes(COMMANDS, swapped) == swapped


def test_another_key_holds_at_once_and_is_printed_where_keys_are_printed(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    before = window.commands["full_screen"].toolTip()
    button = next(iter(window.findings.widgets[0].buttons.values()))
    assert button.toolTip() == "Positive (key P or 1)"
    window.preferences.use(
        replace(window.preferences.settings, keys={"set_positive": ("X",), "full_screen": ("Ctrl+J",)})
    )
    desk.settle()
    desk.press("p")
    assert desk.label("atelectasis") is None
    desk.press("x")
    assert desk.label("atelectasis") == "positive"
    assert button.toolTip() == "Positive (key X)"
    assert "F11" in before
    assert "Ctrl+J" in window.commands["full_screen"].toolTip()


def test_keys_in_a_second_place_hold_at_once(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 3, settings=Settings(reader="Ada", keys={"commit+more": ("Space",)}))
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0001"
    desk.press(Qt.Key.Key_Space)
    assert desk.report_id == "R-0002"
    desk.window.preferences.use(Settings(reader="Ada"))
    desk.look()
    desk.press(Qt.Key.Key_Space)
    assert desk.report_id == "R-0002"
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0003"


def test_a_menu_gives_its_letter_up_to_a_command(open_desk: OpenDesk) -> None:
    window = open_desk(settings=Settings(reader="Ada", keys={"flag": ("Alt+F",)})).window
    titles = [menu.title() for menu in window.commands.menus.values()]
    assert "File" in titles
    assert "&Edit" in titles
