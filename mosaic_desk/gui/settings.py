"""The reader's settings: values, and the small JSON file in the user's folder that keeps them.

Knows no widget. A file that cannot be read gives the defaults: settings are never worth a refusal.
"""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from mosaic_desk.gui.theme import ThemeName
from mosaic_desk.places import user_folder

THEMES: tuple[ThemeName, ...] = ("dark", "light", "system")
SMALLEST_FONT_PERCENT = 100
LARGEST_FONT_PERCENT = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the reader chose. `window` and `docks` are Qt's own descriptions of places, in hex."""

    theme: ThemeName = "dark"
    font_percent: int = 100
    reader: str = ""
    shows_image: bool = True
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
    for field in fields(Settings):
        value = stored.get(field.name)
        if type(value) is type(getattr(defaults, field.name)):
            kept[field.name] = value
    if kept.get("theme") not in THEMES:
        kept.pop("theme", None)
    if "font_percent" in kept:
        kept["font_percent"] = min(max(kept["font_percent"], SMALLEST_FONT_PERCENT), LARGEST_FONT_PERCENT)
    return kept
