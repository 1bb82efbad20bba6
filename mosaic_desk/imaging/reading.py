"""A picture file to a picture, whatever its format. The bytes tell the format, never the name."""

from pathlib import Path

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Picture
from mosaic_desk.imaging.limits import MAX_BYTES

_PREAMBLE = 128


def picture_from_file(path: Path) -> Picture:
    """The image of a PNG, JPEG or DICOM file.

    Raises:
        ImageError: if it is not there, is no such picture, is damaged, or is too large.
    """
    try:
        if not path.is_file():
            raise ImageError(f"The image {path.name} is not there: it was moved, renamed or deleted.")
        if path.stat().st_size > MAX_BYTES:
            raise ImageError(f"The image {path.name} is larger than {MAX_BYTES // 2**20} MB.")
        with path.open("rb") as file:
            is_dicom = file.read(_PREAMBLE + 4)[_PREAMBLE:] == b"DICM"
        return _read(path, "dicom" if is_dicom else "photo")
    except MemoryError:
        raise ImageError(f"The image {path.name} does not fit into memory.") from None
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise ImageError(f"The image {path.name} cannot be opened: {reason}.") from None


def _read(path: Path, kind: str) -> Picture:
    if kind == "photo":
        from mosaic_desk.imaging.pictures import picture_from_photo

        return picture_from_photo(path)
    from mosaic_desk.imaging.dicom import picture_from_dicom

    return picture_from_dicom(path)
