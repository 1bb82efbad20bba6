"""The three layouts: text, text and image, text and image and prior; each remembers where its docks lie.

Knows the window's docks and the settings that keep the layouts; no picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mosaic_desk.gui.settings import LAYOUTS, LayoutName

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class ImageLayouts(QObject):
    """`changed` when another layout is in force."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._name: LayoutName = window.preferences.settings.layout
        window.preferences.layout_changed.connect(lambda _name: self._take_over())

    @property
    def has_image(self) -> bool:
        """Whether images have a place."""
        return self._name != "text"

    @property
    def has_prior(self) -> bool:
        """Whether the prior lies beside the image."""
        return self._name == "text_image_prior"

    def slots(self) -> dict[str, Callable[[], object]]:
        """One call for each layout."""
        return {f"layout_{name}": partial(self.use, name) for name in LAYOUTS}

    def use(self, name: LayoutName) -> None:
        """Put a layout in force and keep it."""
        preferences = self._window.preferences
        preferences.use(replace(preferences.settings, layout=name))
        self.mark_commands()

    def mark_commands(self) -> None:
        """Let the check mark say which one is in force."""
        for name in LAYOUTS:
            self._window.commands[f"layout_{name}"].setChecked(name == self._name)

    def place(self, *, is_wanted: bool) -> None:
        """Open the place of the images where there are some and the layout has one."""
        self._window.places.show_image(is_wanted=is_wanted and self.has_image)

    def _take_over(self) -> None:
        """The docks go where they lay when this layout was used last."""
        preferences, old = self._window.preferences, self._name
        self._name = preferences.settings.layout
        docks = bytes(self._window.saveState().toHex().data()).decode()
        kept = {**preferences.settings.layout_docks, old: docks}
        preferences.use(replace(preferences.settings, layout_docks=kept))
        self._window.places.restore(kept.get(self._name, ""))
        self.mark_commands()
        self.changed.emit()
