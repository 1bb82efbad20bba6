"""Which files of a folder hold reports: told by their names, bounded, and never out of the folder.

A file that is chosen by hand is judged by what is in it; here its name decides, or every text file of a
folder would be taken for a table. Links are not followed: what they lead to inside is met without them.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from mosaic_desk.core.errors import ImportRefused

MAX_FILES = 50
MAX_ENTRIES = 20_000
MAX_DEPTH = 4
"""Folders below the one that was chosen, and so on."""

_REPORTS = (".jsonl", ".ndjson", ".csv", ".tsv")
_ENDINGS = (*_REPORTS, *(f"{ending}.gz" for ending in _REPORTS), ".tgz", ".tar", ".tar.gz")
_PICTURES = (".png", ".jpg", ".jpeg", ".dcm", ".dicom")
_PROJECT = ".mosaic"


def files_of_reports(folder: Path) -> tuple[Path, ...]:
    """The files whose names say that they hold reports, in the order of their paths.

    Raises:
        ImportRefused: if the folder cannot be read, holds no such file, or too much.
    """
    name = folder.name or str(folder)
    seen = list(_entries(folder, name))
    found = sorted(path for path in seen if path.name.lower().endswith(_ENDINGS))
    if len(found) > MAX_FILES:
        raise ImportRefused(f"The folder {name} holds more than {MAX_FILES} files of reports; import a part at a time.")
    if not found:
        raise ImportRefused(_why_none(name, seen))
    return tuple(found)


def _entries(folder: Path, name: str) -> Iterator[Path]:
    """Every plain file, nearest first; hidden ones and links are left out."""
    count, folders = 0, [(folder, 0)]
    while folders:
        here, depth = folders.pop(0)
        for entry in _listed(here, name, is_first=here is folder):
            count += 1
            if count > MAX_ENTRIES:
                raise ImportRefused(f"The folder {name} holds more than {MAX_ENTRIES:,} files; choose one with fewer.")
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < MAX_DEPTH:
                    folders.append((Path(entry.path), depth + 1))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)


def _listed(folder: Path, name: str, *, is_first: bool) -> "list[os.DirEntry[str]]":
    """At most as many entries as are looked at; of a folder further in that may not be read, none."""
    entries = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                entries.append(entry)
                if len(entries) > MAX_ENTRIES:
                    break
    except OSError:
        if is_first:
            raise ImportRefused(f"The folder {name} cannot be read.") from None
    return entries


def _why_none(name: str, seen: list[Path]) -> str:
    endings = {path.suffix.lower() for path in seen}
    if not seen:
        return f"The folder {name} is empty."
    if _PROJECT in endings:
        return f"The folder {name} holds a project and no file of reports; open the project instead."
    if endings <= set(_PICTURES):
        return f"The folder {name} holds pictures only; add a file of reports beside them that names them."
    return f"The folder {name} holds no file of reports: JSON lines, CSV or an Open-i archive."
