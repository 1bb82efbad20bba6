"""How large a picture may be, and the sentence for one that is larger. Knows no format."""

from mosaic_desk.core.errors import ImageError

MAX_PIXELS = 50_000_000
"""More than a full-field mammogram (about 30 million); as RGB it takes 150 MB."""

MAX_BYTES = 512 * 2**20
"""Of a file; a series of frames in one file may be this large, and only its first frame is read."""


def refuse_too_many(pixels: int, name: str) -> None:
    """Refuse a picture by the size that it claims, before memory is taken for it.

    Raises:
        ImageError: if it has more than `MAX_PIXELS`.
    """
    if pixels > MAX_PIXELS:
        raise too_large(name)


def too_large(name: str) -> ImageError:
    """The sentence for a picture that is too large."""
    return ImageError(f"The image {name} has more than {MAX_PIXELS // 1_000_000} million pixels.")
