"""The map of the keys: read, searched, copied, printed."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mosaic_desk.gui.key_help import KeyHelp
from mosaic_desk.gui.key_text import key_map_text
from mosaic_desk.gui.keyboard import use_keys
from mosaic_desk.gui.settings import Settings


def written(dialog: KeyHelp) -> list[str]:
    return [label.text() for label in dialog.area.widget().findChildren(QLabel)]


def shown(qtbot: QtBot, **settings) -> KeyHelp:
    use_keys(Settings(**settings))
    dialog = KeyHelp()
    qtbot.addWidget(dialog)
    return dialog


def test_the_map_shows_the_keys_under_the_place_where_they_work(qtbot: QtBot) -> None:
    words = written(shown(qtbot))
    assert {"Findings", "Report", "Everywhere", "Shift+Down", "Next row that needs me", "Ctrl+K", "F11"} <= set(words)
    assert words.index("Findings") < words.index("Next row that needs me") < words.index("Report")


def test_the_map_shows_the_readers_own_keys(qtbot: QtBot) -> None:
    words = written(shown(qtbot, keys={"full_screen": ("Ctrl+Alt+F",)}))
    assert "Ctrl+Alt+F" in words
    assert "F11" not in words


def test_a_word_or_a_key_finds_its_line(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.field.setText("full screen")
    assert [word for word in written(dialog) if word] == ["Everywhere", "F11", "Full screen"]
    dialog.field.setText("f11")
    assert "Full screen" in written(dialog)
    dialog.field.setText("zzzz")
    assert written(dialog) == []


def test_the_map_is_copied_as_text(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text == key_map_text()
    assert "Everywhere\n" in text
    assert any(line.split() == ["F11", "Full", "screen"] for line in text.splitlines())
    assert "clipboard" in dialog.says.text()


def test_the_map_is_written_as_pages_to_print(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot)
    dialog.write(tmp_path / "keys.pdf")
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF-")
    assert dialog.says.text() == "Saved as keys.pdf."


def test_a_folder_that_is_not_there_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot)
    dialog.write(tmp_path / "nowhere" / "keys.pdf")
    assert dialog.says.text() == "The file could not be written: choose another folder."
