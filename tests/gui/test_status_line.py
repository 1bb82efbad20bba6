"""The status bar: a sentence is read whole, what never changes gives way to it, what is saved does not."""

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from mosaic_desk.gui.status_line import StatusLine
from mosaic_desk.gui.theme import apply_theme

_LONG = "First read: the model differs in 4 of 13 rows. Revise, or commit to go on; your first answers are kept."


@pytest.fixture(autouse=True)
def own_size(qapp: QApplication) -> None:
    """Widths are told in pixels here, and another test may have left the letters larger."""
    apply_theme(qapp, theme="dark", font_percent=100)


def _shown(qtbot: QtBot, *, width: int) -> tuple[QMainWindow, StatusLine]:
    window = QMainWindow()
    qtbot.addWidget(window)
    line = StatusLine(device="CPU")
    window.setStatusBar(line)
    line.saved.setText("✓ saved 14:02:11")
    line.model.setText("gemma-3-270m + mosaic")
    window.resize(width, 200)
    window.show()
    qtbot.waitExposed(window)
    return window, line


def test_a_long_sentence_takes_the_room_of_what_never_changes_and_gives_it_back(qtbot: QtBot) -> None:
    _window, line = _shown(qtbot, width=640)
    line.say(_LONG)
    assert line.model.isHidden() and line.saved.isVisible()
    line.clearMessage()
    assert line.model.isVisible()


def test_a_sentence_that_fits_moves_nothing(qtbot: QtBot) -> None:
    _window, line = _shown(qtbot, width=640)
    line.say("Saved.")
    assert line.model.isVisible()


def test_a_wider_window_gives_the_room_back_while_the_sentence_stands(qtbot: QtBot) -> None:
    window, line = _shown(qtbot, width=640)
    line.say(_LONG)
    assert line.model.isHidden()
    window.resize(2400, 200)
    qtbot.waitUntil(line.model.isVisible)
