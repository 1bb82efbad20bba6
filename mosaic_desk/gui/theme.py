"""Looks of the whole application: dark, light or as the system; fonts and sizes scaled together.

The only module that knows qdarkstyle. Its sheet is recoloured to our palette and its sizes, which are
in px, are scaled with the font; our own rules come on top.
"""

import re
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from qdarkstyle import load_stylesheet
from qdarkstyle.dark.palette import DarkPalette
from qdarkstyle.light.palette import LightPalette

from mosaic_desk.gui.colours import DARK, LIGHT, Look
from mosaic_desk.gui.theme_rules import own_rules

ThemeName = Literal["dark", "light", "system"]

_FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"]
_POINTS = 10.0


def look_for(app: QApplication, theme: ThemeName) -> Look:
    """The colours of a theme; `system` asks the desktop."""
    if theme == "system":
        return LIGHT if app.styleHints().colorScheme() == Qt.ColorScheme.Light else DARK
    return LIGHT if theme == "light" else DARK


def apply_theme(app: QApplication, *, theme: ThemeName, font_percent: int) -> None:
    """Dress the application; may be called again at any time."""
    look = look_for(app, theme)
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPointSizeF(_POINTS * font_percent / 100)
    app.setFont(font)
    app.setPalette(look.palette())
    sheet = _sheet(is_dark=look.is_dark, font_percent=font_percent)
    if app.styleSheet() != sheet:  # Qt reads a sheet anew and lays out every window, also where it is the same
        app.setStyleSheet(sheet)


@cache
def _sheet(*, is_dark: bool, font_percent: int) -> str:
    look = DARK if is_dark else LIGHT
    return scaled(_recoloured_sheet(look) + own_rules(look), font_percent / 100)


def scaled(sheet: str, factor: float) -> str:
    """The sheet with every px size multiplied; hairlines of 1 px stay hairlines."""

    def larger(match: re.Match[str]) -> str:
        size = float(match[1])
        return match[0] if size <= 1 else f"{round(size * factor)}px"

    return re.sub(r"(\d+(?:\.\d+)?)px", larger, sheet)


def _recoloured_sheet(look: Look) -> str:
    base = DarkPalette if look.is_dark else LightPalette
    ours = {
        base.COLOR_BACKGROUND_1: look.window,
        base.COLOR_BACKGROUND_2: look.raised,
        base.COLOR_BACKGROUND_3: look.raised,
        base.COLOR_BACKGROUND_4: look.line,
        base.COLOR_BACKGROUND_5: look.line,
        base.COLOR_BACKGROUND_6: look.dim,
        base.COLOR_TEXT_1: look.text,
        base.COLOR_TEXT_2: look.text,
        base.COLOR_TEXT_3: look.dim,
        base.COLOR_TEXT_4: look.dim,
        base.COLOR_ACCENT_1: look.tint,
        base.COLOR_ACCENT_2: look.tint,
        base.COLOR_ACCENT_3: look.tint,
        base.COLOR_ACCENT_4: look.accent,
        base.COLOR_ACCENT_5: look.accent,
        base.COLOR_DISABLED: look.dim,
    }
    theirs = {value.upper(): colour.name() for value, colour in ours.items()}
    sheet = load_stylesheet(qt_api="pyside6", palette=base)
    return re.sub(r"#[0-9A-Fa-f]{6}\b", lambda match: theirs.get(match[0].upper(), match[0]), sheet)
