"""A word in a box: whole where there is room, cut where there is not."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mosaic_desk.gui.chip import Chip
from tests.gui.conftest import OpenDesk


def placed(qtbot: QtBot, words: str, *, width: int) -> tuple[str, str]:
    """What it shows, and its tip."""
    place = QWidget()
    chip = Chip(place)
    layout = QHBoxLayout(place)
    layout.addWidget(QLabel("x"), 1)
    layout.addWidget(chip)
    qtbot.addWidget(place)
    place.resize(width, 60)
    chip.say(words)
    place.show()
    QApplication.processEvents()
    return chip.text(), chip.toolTip()


def test_every_word_is_whole_where_there_is_room(open_desk: OpenDesk, qtbot: QtBot) -> None:
    open_desk()  # its sheet gives the box its padding
    for words in ("First read", "Second reader", "First read, drawn at random", "Førstelæsning", "Anden læser"):
        assert placed(qtbot, words, width=600) == (words, "")


def test_words_that_have_no_room_are_cut_and_stand_in_the_tip(open_desk: OpenDesk, qtbot: QtBot) -> None:
    open_desk()
    text, tip = placed(qtbot, "First read, drawn at random", width=110)
    assert text.endswith("…") and "drawn at random" in tip
