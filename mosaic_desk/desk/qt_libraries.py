"""Which of the system's libraries the window needs, and the line that installs those that are missing.

Knows Linux only: elsewhere the Qt packages bring everything. Loads no Qt itself, so that it can say
what Qt would only die of. `python -m mosaic_desk.desk.qt_libraries` prints the sentence and exits 1.
"""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Display = Literal["none", "x11", "wayland"]
"""Where the window goes; "none" is rendering into a file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """A shared library, and the package that has it in each family of systems."""

    soname: str
    debian: str
    fedora: str
    arch: str


def _libraries(table: str) -> tuple[Library, ...]:
    rows = (line.split() for line in table.split("\n") if line.strip())
    return tuple(Library(soname=row[0], debian=row[1], fedora=row[2], arch=row[3]) for row in rows)


# Read off the NEEDED entries of QtCore, QtGui, QtWidgets, QtDBus and the platform plug-ins of Qt 6.
_ALWAYS = _libraries("""
    libEGL.so.1             libegl1              libglvnd-egl           libglvnd
    libGL.so.1              libgl1               libglvnd-glx           libglvnd
    libX11.so.6             libx11-6             libX11                 libx11
    libdbus-1.so.3          libdbus-1-3          dbus-libs              dbus
    libfontconfig.so.1      libfontconfig1       fontconfig             fontconfig
    libfreetype.so.6        libfreetype6         freetype               freetype2
    libglib-2.0.so.0        libglib2.0-0         glib2                  glib2
    libxkbcommon.so.0       libxkbcommon0        libxkbcommon           libxkbcommon
""")
_X11 = _libraries("""
    libxkbcommon-x11.so.0   libxkbcommon-x11-0   libxkbcommon-x11       libxkbcommon-x11
    libX11-xcb.so.1         libx11-xcb1          libX11-xcb             libx11
    libxcb.so.1             libxcb1              libxcb                 libxcb
    libxcb-randr.so.0       libxcb-randr0        libxcb                 libxcb
    libxcb-render.so.0      libxcb-render0       libxcb                 libxcb
    libxcb-shape.so.0       libxcb-shape0        libxcb                 libxcb
    libxcb-shm.so.0         libxcb-shm0          libxcb                 libxcb
    libxcb-sync.so.1        libxcb-sync1         libxcb                 libxcb
    libxcb-xfixes.so.0      libxcb-xfixes0       libxcb                 libxcb
    libxcb-xkb.so.1         libxcb-xkb1          libxcb                 libxcb
    libxcb-cursor.so.0      libxcb-cursor0       xcb-util-cursor        xcb-util-cursor
    libxcb-icccm.so.4       libxcb-icccm4        xcb-util-wm            xcb-util-wm
    libxcb-image.so.0       libxcb-image0        xcb-util-image         xcb-util-image
    libxcb-keysyms.so.1     libxcb-keysyms1      xcb-util-keysyms       xcb-util-keysyms
    libxcb-render-util.so.0 libxcb-render-util0  xcb-util-renderutil    xcb-util-renderutil
    libxcb-util.so.1        libxcb-util1         xcb-util               xcb-util
""")
_WAYLAND = _libraries("""
    libwayland-client.so.0  libwayland-client0   libwayland-client      wayland
    libwayland-cursor.so.0  libwayland-cursor0   libwayland-cursor      wayland
""")
_FONT = Library(soname="a font", debian="fonts-dejavu-core", fedora="dejavu-sans-fonts", arch="ttf-dejavu")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def display(environment: Mapping[str, str]) -> Display:
    """The display that a window would open on; X11 where both are there, since Qt falls back to it."""
    if environment.get("DISPLAY"):
        return "x11"
    return "wayland" if environment.get("WAYLAND_DISPLAY") else "none"


def missing_libraries(where: Display) -> tuple[Library, ...]:
    """Those that a window on that display needs and this system lacks; a font counts as one."""
    if sys.platform != "linux":
        return ()
    needed = _ALWAYS + {"x11": _X11, "wayland": _WAYLAND, "none": ()}[where]
    missing = tuple(library for library in needed if not _can_load(library.soname))
    return missing if _has_font() else (*missing, _FONT)


def _can_load(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    return any(path.suffix.lower() in (".ttf", ".otf", ".ttc") for folder in folders for path in folder.rglob("*"))


def install_line(missing: Iterable[Library], *, family: str, is_root: bool) -> str:
    """The command that installs them; `family` is ID and ID_LIKE of /etc/os-release, in one text.

    For a system that is not known it lists the libraries.
    """
    words = set(family.split())
    sudo = "" if is_root else "sudo "
    if words & {"debian", "ubuntu"}:
        return f"{sudo}apt-get install -y {_joined(library.debian for library in missing)}"
    if words & {"fedora", "rhel", "centos"}:
        return f"{sudo}dnf install -y {_joined(library.fedora for library in missing)}"
    if words & {"arch", "manjaro"}:
        return f"{sudo}pacman -S --needed {_joined(library.arch for library in missing)}"
    return f"install {_joined(library.soname for library in missing)}"


def _joined(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(names))


def _system_family() -> str:
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return " ".join(line.partition("=")[2].strip("\"'") for line in lines if line.startswith(("ID=", "ID_LIKE=")))


def qt_problem(where: Display) -> str | None:
    """Why a window cannot open, with what to paste into a terminal; None where it can."""
    missing = missing_libraries(where)
    if missing:
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        line = install_line(missing, family=_system_family(), is_root=is_root)
        return f"The window needs system libraries that are missing here; paste this line, then start again:\n{line}"
    loaded = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtGui, PySide6.QtWidgets"],
        capture_output=True,
        text=True,
        check=False,
    )
    if loaded.returncode == 0:
        return None
    reason = (loaded.stderr.strip().splitlines() or ["it died without a word"])[-1]
    return f"The Qt libraries of the window cannot be loaded: {reason}"


if __name__ == "__main__":
    sys.exit(qt_problem("none" if "--no-window" in sys.argv[1:] else display(os.environ)))
