"""The keys in force: the commands with the reader's own keys, one set for the application as its palette is.

Knows no widget: who prints keys asks here, and again when a `LanguageChange` event says that texts are old.
"""

from typing import ClassVar

from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.keymap import Command, KeyChanges, shown_key, usable_changes, with_keys
from mosaic_desk.gui.settings import Settings

IMAGE_KEYS: dict[str, KeyChanges] = {
    "ohif": {},
    "weasis": {
        "image_rotate_left": ("Alt+L",),
        "image_rotate_right": ("Alt+R",),
        "image_flip_across": ("Alt+F",),
        "image_next": ("Down", "PgDown"),
        "image_previous": ("Up", "PgUp"),
        "image_pan_down": ("Shift+Down",),
        "image_pan_up": ("Shift+Up",),
    },
}
"""Keys of the image, by the viewer whose hands know them; ours are OHIF's. Weasis turns and flips with Alt,
and walks through a series with the arrows; its Esc (as it opened) stays Space: Esc leaves things here."""


class _InForce:
    """Holds what `use_keys` was given last."""

    commands: tuple[Command, ...] = COMMANDS
    printed: ClassVar[dict[str, str]] = {}  # asked for with every painted button


def use_keys(settings: Settings) -> None:
    """Put the keys of these settings in force; what makes no sense in them is left out."""
    preset = IMAGE_KEYS.get(settings.image_keys, {})
    own = usable_changes(COMMANDS, settings.keys, preset=preset)
    _InForce.commands = with_keys(COMMANDS, {**preset, **own})
    _InForce.printed.clear()


def commands_in_force() -> tuple[Command, ...]:
    """Every command, in the order of the menus, with the keys that it has now."""
    return _InForce.commands


def command_in_force(command_id: str) -> Command:
    """One command with the keys that it has now.

    Raises:
        KeyError: if there is none of that id.
    """
    for command in _InForce.commands:
        if command.id == command_id:
            return command
    raise KeyError(command_id)


def printed_key(command_id: str) -> str:
    """The first key of a command as it is printed on controls; empty where it has none."""
    if command_id not in _InForce.printed:
        keys = command_in_force(command_id).keys
        _InForce.printed[command_id] = shown_key(keys[0]) if keys else ""
    return _InForce.printed[command_id]
