"""The reader's settings: values, and the small JSON file in the user's folder that keeps them.

Knows no widget. A file that cannot be read gives the defaults: settings are never worth a refusal.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from mosaic_desk.core.events import Mode
from mosaic_desk.gui.theme import ThemeName
from mosaic_desk.places import user_folder

LanguageName = Literal["system", "en", "da"]
LayoutName = Literal["text", "text_image", "text_image_prior"]
ImageKeySet = Literal["ohif", "weasis"]

THEMES: tuple[ThemeName, ...] = ("dark", "light", "system")
LANGUAGES: tuple[LanguageName, ...] = ("system", "en", "da")
MODES = (Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ)
LAYOUTS: tuple[LayoutName, ...] = ("text", "text_image", "text_image_prior")
IMAGE_KEY_SETS: tuple[ImageKeySet, ...] = ("ohif", "weasis")
SMALLEST_FONT_PERCENT = 100
LARGEST_FONT_PERCENT = 200
SHORTEST_IDLE_S = 15
LONGEST_IDLE_S = 600
MOST_RECENT_COMMANDS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the reader chose.

    `mode` is what a report is opened in where nothing else decides; `idle_limit_s` ends the time that counts
    as reading; `keys` are the reader's own, by place (see `keymap.KeyChanges`); `recent_commands` are ids, the
    latest first; `links_windows` lets a prior be seen through the image's window; `window`, `docks` and (by
    layout) `layout_docks` are Qt's own descriptions of places, in hex.
    """

    theme: ThemeName = "dark"
    font_percent: int = 100
    language: LanguageName = "system"
    reader: str = ""
    mode: Mode = Mode.PREFILLED
    layout: LayoutName = "text_image"
    image_keys: ImageKeySet = "ohif"
    idle_limit_s: int = 120
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recent_commands: tuple[str, ...] = ()
    links_windows: bool = False
    layout_docks: Mapping[str, str] = field(default_factory=dict)
    window: str = ""
    docks: str = ""


def settings_file() -> Path:
    """Where settings are kept."""
    return user_folder() / "settings.json"


def load_settings(file: Path | None = None) -> Settings:
    """The stored settings; defaults for whatever is missing or makes no sense."""
    try:
        stored = json.loads((file or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return Settings(**_usable(stored)) if isinstance(stored, dict) else Settings()


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the settings beside the old ones, then replace them whole.

    Raises:
        OSError: if the folder cannot be written.
    """
    target = file or settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as stream:
        json.dump(asdict(settings), stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(target)


def _usable(stored: dict[str, Any]) -> dict[str, Any]:
    defaults = Settings()
    kept: dict[str, Any] = {}
    for known in fields(Settings):
        value, default = stored.get(known.name), getattr(defaults, known.name)
        usable = _as_stored(known.name, value)
        if usable is not None and type(usable) is type(default):
            kept[known.name] = usable
    for name, least, most in (
        ("font_percent", SMALLEST_FONT_PERCENT, LARGEST_FONT_PERCENT),
        ("idle_limit_s", SHORTEST_IDLE_S, LONGEST_IDLE_S),
    ):
        if name in kept:
            kept[name] = min(max(kept[name], least), most)
    return kept


def _as_stored(name: str, value: Any) -> Any:
    """A value of JSON as the field holds it; None where it makes no sense."""
    choices: dict[str, tuple[str, ...]] = {
        "theme": THEMES, "language": LANGUAGES, "layout": LAYOUTS, "image_keys": IMAGE_KEY_SETS, "mode": MODES,
    }  # fmt: skip
    if name in choices:
        return next((choice for choice in choices[name] if choice == value), None)
    if name == "keys":
        return _keys_as_stored(value)
    if name == "layout_docks":
        named = value.items() if isinstance(value, dict) else ()
        return {layout: docks for layout, docks in named if layout in LAYOUTS and isinstance(docks, str)}
    if name == "recent_commands":
        return _texts(value)[:MOST_RECENT_COMMANDS]
    return value


def _keys_as_stored(value: Any) -> dict[str, tuple[str, ...]]:
    return {str(place): _texts(keys) for place, keys in value.items()} if isinstance(value, dict) else {}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()
