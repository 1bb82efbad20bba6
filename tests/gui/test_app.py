"""The application round the window: screenshots, crashes, what is loaded."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.app import make_window, render_screenshot
from mosaic_desk.gui.crash import crash_file, error_lines, install_crash_hook
from mosaic_desk.gui.settings import Settings
from tests.gui.fake_session import TAXONOMY, TEXT, FakeSession

SECRET = "Patient Holm has a mass"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_review_screen_is_rendered_into_a_file(
    qtbot: QtBot, desk_thread: DeskThread, tmp_path: Path, theme: str
) -> None:
    window = make_window(
        FakeSession([TEXT] * 3), desk_thread, taxonomy_id=TAXONOMY, settings=Settings(theme=theme, reader="Ada Berg")
    )
    file = tmp_path / "pictures" / "screen.png"
    render_screenshot(window, file)
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1366, 768)
    colours = {image.pixelColor(x, y).name() for x in range(0, 1366, 3) for y in range(0, 768, 3)}
    assert len(colours) > 20
    window.end()
    window.hide()


def test_a_screen_without_a_report_is_refused_in_plain_words(
    qtbot: QtBot, desk_thread: DeskThread, tmp_path: Path
) -> None:
    window = make_window(FakeSession([]), desk_thread, taxonomy_id=TAXONOMY, settings=Settings())
    with pytest.raises(MosaicError, match="no report appeared"):
        render_screenshot(window, tmp_path / "screen.png", timeout_s=0.2)
    window.end()
    window.hide()


def test_a_crash_is_written_down_without_report_text(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[str] = []
    install_crash_hook(told.append)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    written = crash_file().read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_app.py" in written
    assert "Holm" not in written + capsys.readouterr().err + "".join(told)
    assert told == ["ValueError"]


def test_a_crash_in_another_thread_is_told_too(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[str] = []
    install_crash_hook(told.append)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert told == ["ZeroDivisionError"]


def test_the_places_of_an_error_name_files_without_their_folders() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        lines = error_lines(KeyError, error.__traceback__)
    assert not any("/" in line or "Holm" in line for line in lines)


def test_the_window_loads_no_torch() -> None:
    code = "import sys, mosaic_desk.gui.main_window\nassert not {'torch', 'transformers'} & set(sys.modules), 'torch'\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
