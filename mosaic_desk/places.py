"""Where things lie: shipped resources (in a checkout, a wheel or a frozen build) and the user's folders.

The only module that knows. `MOSAIC_DESK_HOME` moves everything of the user's into one folder.
"""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / name] if frozen else []
    candidates += [_PACKAGE / "_shipped" / name, _PACKAGE.parent / name]
    for folder in candidates:
        if folder.is_dir():
            return folder
    return candidates[-1]


def resources() -> Path:
    """The folder of shipped adapters, backbone descriptions and training reports."""
    return _shipped("resources")


def taxonomies() -> Path:
    """The folder of shipped taxonomies."""
    return _shipped("taxonomies")


def user_folder() -> Path:
    """Settings, recent projects, logs and the demo project; not made here."""
    home = os.environ.get("MOSAIC_DESK_HOME")
    if home:
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "mosaic-desk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "mosaic-desk"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "mosaic-desk"


def backbone_cache() -> Path:
    """Converted backbones: can be deleted at any time, made again when needed."""
    if os.environ.get("MOSAIC_DESK_HOME") or sys.platform in ("win32", "darwin"):
        return user_folder() / "backbones"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mosaic-desk" / "backbones"
