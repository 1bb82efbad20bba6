"""DICOM files to pictures: codes as stored, what they measure, and the windows that the file brings.

Sizes are checked by what the header and the compressed data claim, before memory is taken. Patient data
of the header is never read out. Knows no window of the screen.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import generate_frames
from pydicom.pixels.processing import apply_color_lut
from pydicom.pixels.utils import pixel_array

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Codes, Picture, with_halves
from mosaic_desk.imaging.codestream import claimed_size
from mosaic_desk.imaging.dicom_values import groups_of, padding_of, values_of, windows_of
from mosaic_desk.imaging.limits import refuse_too_many
from mosaic_desk.imaging.measuring import extent_of

NATIVE = frozenset({
    "1.2.840.10008.1.2",  # implicit, little endian
    "1.2.840.10008.1.2.1",  # explicit, little endian
    "1.2.840.10008.1.2.2",  # explicit, big endian
})  # fmt: skip
COMPRESSED = frozenset({
    "1.2.840.10008.1.2.5",  # RLE
    "1.2.840.10008.1.2.4.50",  # JPEG, 8 bits
    "1.2.840.10008.1.2.4.51",  # JPEG, 12 bits
    "1.2.840.10008.1.2.4.57",  # JPEG lossless
    "1.2.840.10008.1.2.4.70",  # JPEG lossless, first-order prediction
    "1.2.840.10008.1.2.4.80",  # JPEG-LS lossless
    "1.2.840.10008.1.2.4.81",  # JPEG-LS near-lossless
    "1.2.840.10008.1.2.4.90",  # JPEG 2000 lossless
    "1.2.840.10008.1.2.4.91",  # JPEG 2000
})  # fmt: skip
_GREY = frozenset({"MONOCHROME1", "MONOCHROME2"})
_DEEPEST = 16

pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE


def picture_from_dicom(path: Path) -> Picture:
    """The first frame of a DICOM file.

    Raises:
        ImageError: if it is damaged, has no pixels, is too large, or is stored in a way that is not read here.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a file that bends the rules is shown where it can be
            return _read(path)
    except (ImageError, MemoryError):
        raise
    except Exception:  # a damaged file makes the decoders raise anything at all
        raise ImageError(f"The image {path.name} is a DICOM file, but it is damaged or cut off.") from None


def _read(path: Path) -> Picture:
    syntax = str(pydicom.filereader.read_file_meta_info(path).TransferSyntaxUID)
    if syntax not in NATIVE | COMPRESSED:  # a deflated file among them: it could unpack to any size
        raise ImageError(f"The image {path.name} is a DICOM file stored in a way that is not read here ({syntax}).")
    header = pydicom.dcmread(path, stop_before_pixels=True)
    _refuse_odd(header, path.name)
    if syntax in COMPRESSED:
        header = pydicom.dcmread(path)
        _refuse_bomb(header, path.name)
        pixels = pixel_array(header, index=0)
    else:
        pixels = _clean(pixel_array(path, index=0), header)
    return _colour(pixels, header) if _is_colour(header) else _grey(pixels, header)


def _refuse_odd(header: Dataset, name: str) -> None:
    if not header.get("Rows") or not header.get("Columns"):
        raise ImageError(f"The file {name} is a DICOM file without a picture.")
    refuse_too_many(int(header.Rows) * int(header.Columns), name)
    if int(header.BitsAllocated) > _DEEPEST:
        raise ImageError(f"The image {name} has more than {_DEEPEST} bits a pixel, which is not read here.")


def _refuse_bomb(header: Dataset, name: str) -> None:
    if "PixelData" not in header:
        raise ImageError(f"The file {name} is a DICOM file without a picture.")
    frames = generate_frames(header.PixelData, number_of_frames=_frame_count(header))
    size = claimed_size(next(frames))
    if size is None:
        return  # RLE: its decoder takes memory by the header alone
    refuse_too_many(size[0] * size[1], name)
    if size != (header.Columns, header.Rows):
        raise ImageError(f"The image {name} claims two sizes at once; it is damaged.")


def _is_colour(header: Dataset) -> bool:
    return str(header.PhotometricInterpretation) not in _GREY


def _clean(pixels: NDArray[Any], header: Dataset) -> NDArray[Any]:
    """Without what older files keep in the bits above the picture, overlays for instance."""
    stored, unused = int(header.BitsStored), int(header.HighBit) + 1 - int(header.BitsStored)
    native = pixels.astype(pixels.dtype.newbyteorder("="), copy=False)
    if native.ndim != 2 or stored >= native.dtype.itemsize * 8:
        return native
    codes = (native.view(f"u{native.dtype.itemsize}") >> max(unused, 0)) & ((1 << stored) - 1)
    if not header.get("PixelRepresentation"):
        return codes
    sign = 1 << (stored - 1)
    return (codes.astype(np.int32) ^ sign) - sign


def _colour(pixels: NDArray[Any], header: Dataset) -> Picture:
    if str(header.PhotometricInterpretation) == "PALETTE COLOR":
        pixels = apply_color_lut(pixels, header)
        deep = pixels.dtype.itemsize * 8
    else:
        deep = int(header.BitsStored)
    if pixels.ndim != 3 or pixels.shape[2] < 3:
        raise ValueError("neither grey nor three colours")
    rgb = pixels[:, :, :3] >> max(deep - 8, 0)
    return Picture(levels=with_halves(np.ascontiguousarray(rgb, dtype=np.uint8)), frame_count=_frame_count(header))


def _grey(pixels: NDArray[Any], header: Dataset) -> Picture:
    bits = 8 if int(header.BitsAllocated) <= 8 else 16
    lowest = -(1 << (bits - 1)) if header.get("PixelRepresentation") else 0
    unsigned = pixels.astype(np.int32) - lowest if lowest else pixels
    codes: Codes = np.ascontiguousarray(unsigned, dtype=np.uint8 if bits == 8 else np.uint16)
    values = values_of(header, count=1 << bits, lowest=lowest)
    padding = padding_of(header, count=1 << bits, lowest=lowest)
    return Picture(
        levels=with_halves(codes),
        values=values,
        windows=windows_of(groups_of(header)),
        extent=extent_of(codes, values, padding=padding),
        is_negative=str(header.PhotometricInterpretation) == "MONOCHROME1",
        padding=padding,
        modality=str(header.get("Modality", ""))[:16],
        frame_count=_frame_count(header),
    )


def _frame_count(header: Dataset) -> int:
    return max(int(header.get("NumberOfFrames") or 1), 1)
