"""PNG and JPEG files to pictures, bounded before a pixel is decoded. Knows Pillow and no DICOM."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Codes, Picture, Window, WindowShape, with_halves
from mosaic_desk.imaging.limits import refuse_too_many, too_large
from mosaic_desk.imaging.measuring import extent_of

_FORMATS = ("PNG", "JPEG")
_GREY = frozenset({"1", "L", "LA"})
# What Pillow raises for files that are broken or lie about themselves.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, TypeError, AttributeError)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# For good, not around each call: filters belong to the process.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def picture_from_photo(path: Path) -> Picture:
    """The image of a PNG or JPEG file, upright: grey of 8 or 16 bits, or RGB. Transparent parts are black.

    8-bit grey opens as it is stored; 16-bit grey from its own darkest to its own brightest value, as
    such files seldom use the whole range.

    Raises:
        ImageError: if it is no such picture, is damaged, or has more than `MAX_PIXELS`.
    """
    try:
        with Image.open(path, formats=_FORMATS) as image:
            refuse_too_many(image.width * image.height, path.name)
            image.load()
            codes = _codes(image)
    except _BOMB:
        raise too_large(path.name) from None
    except _BROKEN:
        raise ImageError(f"The image {path.name} is not a PNG, JPEG or DICOM file, or it is damaged.") from None
    return _colour(codes) if codes.ndim == 3 else _grey(codes)


def _colour(codes: Codes) -> Picture:
    return Picture(levels=with_halves(codes))


def _grey(codes: Codes) -> Picture:
    count = 256 if codes.dtype == np.uint8 else 65_536
    values = np.arange(count, dtype=np.float32)
    as_stored = Window(centre=127.5, width=255, name="stored", shape=WindowShape.LINEAR_EXACT)
    return Picture(
        levels=with_halves(codes),
        values=values,
        windows=(as_stored,) if count == 256 else (),
        extent=extent_of(codes, values, padding=None),
    )


def _codes(image: Image.Image) -> Codes:
    ImageOps.exif_transpose(image, in_place=True)  # a copy of a radiograph takes as long as half of its decoding
    upright: Image.Image = image
    if upright.mode.startswith("I"):
        wide: NDArray[Any] = np.asarray(upright)
        return wide if wide.dtype == np.uint16 else np.clip(wide, 0, 65_535).astype(np.uint16)
    if upright.has_transparency_data:
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "black"), upright.convert("RGBA"))
        upright = upright.convert("L" if image.mode in _GREY else "RGB")
    return np.array(upright.convert("L" if upright.mode in _GREY else "RGB"), dtype=np.uint8)
