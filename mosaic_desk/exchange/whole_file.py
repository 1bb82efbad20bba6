"""Writes a file whole or not at all: beside, flushed, then renamed. Knows no format."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from mosaic_desk.core.errors import MosaicError

_SQLITE = b"SQLite format 3\0"


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 file that appears under its name when all of it is on the disk; line ends stay as written.

    Where anything goes wrong, a file that was there before is left as it was.

    Raises:
        MosaicError: if it cannot be written.
    """
    refuse_project(path)
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise not_written(path, error) from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise not_written(path, error) from None
    finally:
        beside.unlink(missing_ok=True)


def refuse_project(path: Path) -> None:
    """A project holds what cannot be made again: an output never takes its place.

    Raises:
        MosaicError: if the path is a project or bears the name of one.
    """
    try:
        with path.open("rb") as file:
            is_project = file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        is_project = False
    if is_project or path.suffix in (".mosaic", ".lock") or path.name.endswith((".mosaic-wal", ".mosaic-shm")):
        raise MosaicError(f"{path.name} is a project or bears the name of one; choose another place.")


def not_written(path: Path, error: OSError, remedy: str = "choose another place or make room") -> MosaicError:
    """The error that says why a file could not be written, and what to do."""
    reason = error.strerror or "the disk gave no reason"
    return MosaicError(f"{path.name} could not be written ({reason}); {remedy}.")
