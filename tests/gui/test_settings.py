"""Settings: kept in a file of the user's folder, applied at once."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mosaic_desk.core.events import Mode
from mosaic_desk.gui.settings import Settings, load_settings, save_settings, settings_file
from mosaic_desk.gui.settings_dialog import SettingsDialog
from mosaic_desk.gui.theme import scaled
from tests.gui.conftest import OpenDesk


def test_settings_come_back_as_they_were(home: Path) -> None:
    settings = Settings(
        theme="light", font_percent=150, language="da", reader="Ada Berg", mode=Mode.SECOND_READER, layout="text",
        image_keys="weasis", idle_limit_s=90, keys={"flag": ("X", "Ctrl+J"), "find": ()}, recent_commands=("flag",),
        links_windows=True,
    )  # fmt: skip
    save_settings(settings)
    assert settings_file().parent == home
    assert load_settings() == settings
    assert [file.name for file in home.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"dark"', '{"theme": 7, "font_percent": "big", "reader": null, "other": 1}',
     '{"keys": [1], "recent_commands": "flag", "mode": "imported", "language": "xx", "idle_limit_s": null}',
     '{"keys": null, "layout": [], "image_keys": {}, "recent_commands": {}}']
)  # fmt: skip
def test_a_file_that_makes_no_sense_gives_the_defaults(text: str) -> None:
    settings_file().write_text(text, encoding="utf-8")
    assert load_settings() == Settings()


def test_what_makes_sense_is_kept_beside_what_does_not() -> None:
    stored = {"theme": "purple", "font_percent": 900, "reader": "Ada", "links_windows": 0}
    settings_file().write_text(json.dumps(stored), encoding="utf-8")
    assert load_settings() == Settings(reader="Ada", font_percent=200)


def test_the_dialog_applies_each_change_at_once(qtbot: QtBot) -> None:
    dialog, heard = SettingsDialog(Settings()), []
    qtbot.addWidget(dialog)
    dialog.changed.connect(heard.append)
    dialog.theme.setCurrentIndex(1)
    dialog.font_percent.setValue(20)
    dialog.reader.setText(" Ada Berg ")
    dialog.reader.editingFinished.emit()
    assert [(s.theme, s.font_percent, s.reader) for s in heard] == [
        ("light", 100, ""), ("light", 200, ""), ("light", 200, "Ada Berg"),
    ]  # fmt: skip


def test_every_setting_has_a_control_that_applies_at_once(qtbot: QtBot) -> None:
    dialog, heard = SettingsDialog(Settings(language="en")), []
    qtbot.addWidget(dialog)
    dialog.changed.connect(heard.append)
    dialog.mode.setCurrentIndex(1)
    dialog.layout_choice.setCurrentIndex(0)
    dialog.idle_limit_s.setValue(90)
    dialog.image_keys.setCurrentIndex(1)
    dialog.keys.changed.emit({"flag": ("X",)})
    dialog.language.setCurrentIndex(2)
    dialog.language.activated.emit(2)
    assert heard[-1] == Settings(
        language="da", mode=Mode.SECOND_READER, layout="text", idle_limit_s=90, image_keys="weasis",
        keys={"flag": ("X",)},
    )  # fmt: skip
    assert len(heard) == 6
    assert dialog.result() == SettingsDialog.DialogCode.Accepted  # the window is made anew in Danish


def test_every_setting_says_its_default(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    rows = [*dialog.look_page.rows, *dialog.reading_page.rows]
    assert len(rows) == 9
    for row in rows:
        assert row.is_meant_by("default:")


def test_the_search_finds_settings_and_keys_on_their_pages(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    for words, page in (("pause", 1), ("theme", 0), ("ctrl+k", 2)):
        dialog.search.setText(words)
        assert dialog.tabs.currentIndex() == page
        assert [dialog.tabs.isTabEnabled(index) for index in range(3)].count(True) >= 1
    dialog.search.setText("zzzz")
    assert not any(dialog.tabs.isTabEnabled(index) for index in range(3))
    dialog.search.clear()
    assert all(dialog.tabs.isTabEnabled(index) for index in range(3))
    assert not any(row.isHidden() for row in dialog.look_page.rows)


def test_pages_are_turned_with_the_keyboard(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.tabs.tabBar().setFocus()
    qtbot.keyClick(dialog.tabs.tabBar(), Qt.Key.Key_Right)
    assert dialog.tabs.currentIndex() == 1
    qtbot.keyClick(dialog.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert dialog.tabs.currentIndex() == 2


def test_another_reader_answers_from_now_on(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    window.preferences.use(Settings(reader="Eva Lund"))
    desk.press("p")
    assert desk.session.stored["R-0001"].corrections["atelectasis"].reader == "Eva Lund"
    assert window.findings.widgets[0].pill.face.initials == "EL"
    assert load_settings().reader == "Eva Lund"


def test_a_folder_that_cannot_be_written_is_said_and_the_choice_holds(open_desk: OpenDesk, home: Path) -> None:
    desk = open_desk()
    blocked = home / "settings.new"
    blocked.mkdir()
    desk.window.commands["larger"].trigger()
    desk.settle()
    assert desk.window.preferences.settings.font_percent == 110
    assert "could not be saved" in desk.window.banner.text


def test_places_of_the_window_are_kept(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.window.commands["layout_text"].trigger()
    assert desk.window.close()
    kept = load_settings()
    assert kept.window
    assert kept.docks
    assert kept.layout == "text"


def test_sizes_grow_with_the_font_and_hairlines_stay() -> None:
    assert scaled("padding: 4px 9px; border: 1px; width: 2.5px; margin: 0px;", 2) == (
        "padding: 8px 18px; border: 1px; width: 5px; margin: 0px;"
    )
