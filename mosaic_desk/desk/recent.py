"""The projects that were opened last, newest first; a list that is lost costs nothing."""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mosaic_desk import places

_MOST = 10


class Absence(StrEnum):
    """Why a project of the list cannot be opened now."""

    FILE = "file"  # its folder is there, it is not
    FOLDER = "folder"  # a stick that was taken out, say
    UNREADABLE = "unreadable"  # a network share that is away, say


@dataclass(frozen=True, kw_only=True, slots=True)
class RecentProject:
    """A project of the list; `absence` is why it cannot be opened now, None where it can."""

    path: Path
    absence: Absence | None = None

    @property
    def name(self) -> str:
        """The project's name."""
        return self.path.stem


def _file() -> Path:
    return places.user_folder() / "recent.json"


def recent_projects() -> tuple[Path, ...]:
    """The paths, also of files that are gone: a window greys them."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(Path(entry) for entry in stored if isinstance(entry, str)) if isinstance(stored, list) else ()


def recent_list() -> tuple[RecentProject, ...]:
    """The projects with what is wrong with each; looks at the disk."""
    return tuple(RecentProject(path=path, absence=_absence(path)) for path in recent_projects())


def note_opened(path: Path) -> None:
    """Puts a project first."""
    newest = path.resolve()
    _keep([newest, *(other for other in recent_projects() if other != newest)])


def forget(path: Path) -> None:
    """Takes a project off the list; the file stays where it is."""
    _keep([other for other in recent_projects() if other not in (path, path.resolve())])


def _absence(path: Path) -> Absence | None:
    try:
        if path.is_file():
            return None
        return Absence.FILE if path.parent.is_dir() else Absence.FOLDER
    except OSError:
        return Absence.UNREADABLE


def _keep(paths: Sequence[Path]) -> None:
    beside = _file().with_suffix(".new")
    with contextlib.suppress(OSError):
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps([str(path) for path in paths[:_MOST]]), encoding="utf-8")
        beside.replace(_file())
