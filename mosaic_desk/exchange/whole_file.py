"""Writes a file whole or not at all: beside, flushed, then renamed. Knows no format."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from mosaic_desk.core.errors import MosaicError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 file that appears under its name when all of it is on the disk; line ends stay as written.

    Where anything goes wrong, a file that was there before is left as it was.

    Raises:
        MosaicError: if it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _not_written(path, error) from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        beside.unlink(missing_ok=True)


def _not_written(path: Path, error: OSError) -> MosaicError:
    reason = error.strerror or "the disk gave no reason"
    return MosaicError(f"{path.name} could not be written ({reason}); choose another place or make room.")
