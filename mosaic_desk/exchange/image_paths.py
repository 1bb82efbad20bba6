"""Image paths that a file of reports names: only pictures that lie beside the file or below it.

A path in a file is somebody else's word: absolute paths, drives, network shares and `..` are refused,
because following them would read files that nobody chose. Pixels are not looked at here.
"""

import hashlib
import re
from pathlib import Path

from mosaic_desk.core.report import ImageRef
from mosaic_desk.exchange.report_fields import RowRefused

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".dcm", ".dicom"})
_MAX_PATH = 400
_MAX_HASHED = 256 * 2**20
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def image_from(relative: str, folder: Path) -> ImageRef:
    """The image at a path relative to `folder`, as an absolute path, with its hash where the file is there."""
    path = (folder / _safe_parts(relative)).absolute()
    try:
        is_there = path.is_file()
        if is_there and not path.resolve().is_relative_to(folder.resolve()):
            raise RowRefused("an image path leads out of the folder through a link")
        return ImageRef(path=str(path), sha256=_sha256_of(path) if is_there else None)
    except (OSError, ValueError):
        return ImageRef(path=str(path))


def _safe_parts(relative: str) -> Path:
    if not relative.strip() or len(relative) > _MAX_PATH or not relative.isprintable():
        raise RowRefused("an image path is empty, too long or holds control characters")
    # Backslashes separate on Windows, so a file written there must mean the same, and be as safe, here.
    slashed = relative.replace("\\", "/")
    if slashed.startswith("/") or ":" in slashed or slashed.startswith("~"):
        raise RowRefused("an image path is absolute or an address; it must be relative to the file")
    parts = slashed.split("/")
    if ".." in parts or any(_DEVICES.fullmatch(part) for part in parts):
        raise RowRefused("an image path leads out of the folder")
    if Path(slashed).suffix.lower() not in _SUFFIXES:
        raise RowRefused("an image is not a .png, .jpg, .jpeg, .dcm or .dicom file")
    return Path(*parts)


def _sha256_of(path: Path) -> str | None:
    """The hash of a file ("sha256:…"); None for one too large to be a picture that we show."""
    if path.stat().st_size > _MAX_HASHED:
        return None
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
