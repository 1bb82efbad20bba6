"""The projects that were opened last, newest first; a list that is lost costs nothing."""

import contextlib
import json
from pathlib import Path

from mosaic_desk import places

_MOST = 10


def _file() -> Path:
    return places.user_folder() / "recent.json"


def recent_projects() -> tuple[Path, ...]:
    """The paths, also of files that are gone: a window greys them."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(Path(entry) for entry in stored if isinstance(entry, str)) if isinstance(stored, list) else ()


def note_opened(path: Path) -> None:
    """Puts a project first."""
    newest = path.resolve()
    entries = [str(newest), *(str(other) for other in recent_projects() if other != newest)][:_MOST]
    beside = _file().with_suffix(".new")
    with contextlib.suppress(OSError):
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(entries), encoding="utf-8")
        beside.replace(_file())
