"""What is said on a machine whose system lacks libraries of the window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mosaic_desk.desk import qt_libraries
from mosaic_desk.desk.qt_libraries import Library, display, install_line, missing_libraries, qt_problem

CURSOR = Library(soname="libxcb-cursor.so.0", debian="libxcb-cursor0", fedora="xcb-util-cursor", arch="xcb-util-cursor")
ABSENT = Library(soname="libnot-there.so.7", debian="libnot-there7", fedora="not-there", arch="not-there")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves libraries to the system")


@pytest.mark.parametrize(
    ("family", "is_root", "line"),
    [
        ("debian", True, "apt-get install -y libxcb-cursor0 libnot-there7"),
        ("ubuntu debian", False, "sudo apt-get install -y libxcb-cursor0 libnot-there7"),
        ("rocky rhel centos fedora", False, "sudo dnf install -y xcb-util-cursor not-there"),
        ("endeavouros arch", False, "sudo pacman -S --needed xcb-util-cursor not-there"),
        ("nixos", False, "install libxcb-cursor.so.0 libnot-there.so.7"),
    ],
)
def test_the_line_fits_the_system_and_can_be_pasted(family: str, is_root: bool, line: str) -> None:
    assert install_line([CURSOR, ABSENT], family=family, is_root=is_root) == line


def test_a_package_is_named_once_for_all_of_its_libraries() -> None:
    twice = [ABSENT, Library(soname="libother.so.1", debian="libnot-there7", fedora="x", arch="y")]
    assert install_line(twice, family="debian", is_root=True) == "apt-get install -y libnot-there7"


def test_the_display_is_that_of_the_session() -> None:
    assert display({}) == "none"
    assert display({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}) == "x11"
    assert display({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ""}) == "wayland"


@needs_linux
def test_a_library_that_is_not_there_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "_ALWAYS", (ABSENT,))
    assert ABSENT in missing_libraries("none")
    problem = qt_problem("none")
    assert problem is not None
    assert "not-there" in problem.splitlines()[-1]
    assert len(problem.splitlines()) == 2


@needs_linux
def test_a_system_without_any_font_is_told_to_install_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "_FONT_FOLDERS", (str(tmp_path),))
    assert [library.debian for library in missing_libraries("none")][-1] == "fonts-dejavu-core"


def test_the_check_passes_where_the_tests_run_and_says_nothing() -> None:
    command = [sys.executable, "-m", "mosaic_desk.desk.qt_libraries", "--no-window"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_linux
def test_the_table_names_every_library_that_qt_asks_the_system_for() -> None:
    """Read from the binaries: a new Qt that needs more fails here, not on a reader's machine."""
    import PySide6

    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    asked = subprocess.run(
        ["ldd", plugins / "libqxcb.so"], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    known = {library.soname for library in qt_libraries._ALWAYS + qt_libraries._X11}
    of_the_screen = ("libxcb", "libX11", "libxkb", "libEGL", "libGL.")
    assert {name for name in _sonames(asked.stdout) if name.startswith(of_the_screen)} <= known


def _sonames(text: str) -> set[str]:
    return {line.split()[0] for line in text.splitlines() if line.strip()}
