"""The pictures of the screens: one command, one file a screen, each of what it is named after."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mosaic_desk.bench.desk_pictures import take_pictures
from mosaic_desk.bench.desk_screens import SCREENS
from mosaic_desk.bench.desk_stage import EVERY_LOOK
from mosaic_desk.core.errors import InputError

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)})


def test_a_picture_of_the_window_has_its_size_and_one_of_a_dialog_is_smaller(tmp_path: Path, qtbot: QtBot) -> None:
    assert take_pictures(tmp_path / "new", only="second-window") == ["second-window.png"]
    assert take_pictures(tmp_path / "new", only="go-to") == ["go-to.png"]
    window, dialog = QImage(str(tmp_path / "new" / "second-window.png")), QImage(str(tmp_path / "new" / "go-to.png"))
    assert (window.width(), window.height()) == (1366, 768)
    assert dialog.width() < 800 and dialog.height() < 400
    assert colours(window) > 50 and colours(dialog) > 5


def test_the_largest_screens_are_drawn_in_every_look_and_no_two_files_share_a_name() -> None:
    assert len({screen.name for screen in SCREENS}) == len(SCREENS)
    in_every_look = [screen.name for screen in SCREENS if screen.looks == EVERY_LOOK]
    assert in_every_look == [
        "review", "settings", "keys", "progress", "training-before", "training-run", "training-after", "adapters",
    ]  # fmt: skip
    assert len({look.name for look in EVERY_LOOK}) == 8
    assert {(look.theme, look.size, look.percent) for look in EVERY_LOOK} >= {
        ("light", (1366, 768), 200), ("dark", (2560, 1440), 100),
    }  # fmt: skip


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "go-to.png").mkdir()
    with pytest.raises(InputError, match=r"go-to\.png could not be written"):
        take_pictures(tmp_path, only="go-to")
