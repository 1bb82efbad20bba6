"""PNG and JPEG files to 8-bit arrays, bounded before a pixel is decoded.

The format is told by the bytes, never by the name: a file that only calls itself `.png` is refused.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from mosaic_desk.core.errors import ImageError

MAX_PIXELS = 50_000_000
"""More than a full-field mammogram (about 30 million); as RGB it takes 150 MB."""

_MAX_BYTES = 256 * 2**20
_FORMATS = ("PNG", "JPEG")
_GREY = frozenset({"1", "L", "LA"})
# What Pillow raises for files that are broken or lie about themselves.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
# For good, not around each call: filters belong to the process, and pictures are read in several threads.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def picture_from_file(path: Path) -> NDArray[np.uint8]:
    """The pixels of a PNG or JPEG file, upright: (height, width) grey or (height, width, 3) RGB, 0 to 255.

    16-bit grey is stretched from its own darkest to its own brightest value, as such files seldom use
    the whole range. Transparent parts are black.

    Raises:
        ImageError: if it is no such picture, is damaged, or has more than `MAX_PIXELS`.
    """
    try:
        if not path.is_file():
            raise ImageError(f"The picture {path.name} is not there.")
        if path.stat().st_size > _MAX_BYTES:
            raise ImageError(f"The picture {path.name} is larger than {_MAX_BYTES // 2**20} MB.")
        with Image.open(path, formats=_FORMATS) as image:
            return _pixels(image, path.name)
    except MemoryError:
        raise ImageError(f"The picture {path.name} does not fit into memory.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(path.name) from None
    except _BROKEN:
        raise ImageError(f"The picture {path.name} is not a PNG or JPEG file, or it is damaged.") from None


def _too_large(name: str) -> ImageError:
    return ImageError(f"The picture {name} has more than {MAX_PIXELS // 1_000_000} million pixels.")


def _pixels(image: Image.Image, name: str) -> NDArray[np.uint8]:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(name)
    image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        return _stretched(np.asarray(upright))
    if upright.has_transparency_data:
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "black"), upright.convert("RGBA"))
        upright = upright.convert("L" if image.mode in _GREY else "RGB")
    return np.asarray(upright.convert("L" if upright.mode in _GREY else "RGB"), dtype=np.uint8)


def _stretched(values: NDArray[Any]) -> NDArray[np.uint8]:
    wide = values.astype(np.float32)
    low, high = float(wide.min()), float(wide.max())
    if high == low:
        return np.zeros(values.shape, dtype=np.uint8)
    stretched: NDArray[np.uint8] = np.rint((wide - low) * (255.0 / (high - low))).astype(np.uint8)
    return stretched
