"""Small DICOM files made for tests, sound and hostile; no patient was ever in them."""

from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian, generate_uid

JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70"
JPEG_2000 = "1.2.840.10008.1.2.4.90"
JPEG_LS = "1.2.840.10008.1.2.4.80"


def header(*, syntax: str = ExplicitVRLittleEndian, **more: Any) -> FileDataset:
    """A chest film's header without pixels; `more` are elements by their keyword."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = ComputedRadiographyImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = syntax
    made = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    made.SOPClassUID, made.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    made.Modality = "CR"
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.Rows, made.Columns = 4, 6
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 12, 11, 0
    for keyword, value in more.items():
        setattr(made, keyword, value)
    return made


def with_pixels(pixels: np.ndarray, **more: Any) -> FileDataset:
    """A film of these pixels: (height, width), or with frames before or colours behind."""
    kind, is_colour = pixels.dtype, pixels.ndim == 3 and pixels.shape[-1] == 3
    height, width = pixels.shape[:2] if is_colour or pixels.ndim == 2 else pixels.shape[1:3]
    bits = kind.itemsize * 8
    made = header(
        Rows=height, Columns=width, BitsAllocated=bits, BitsStored=bits, HighBit=bits - 1,
        PixelRepresentation=int(np.issubdtype(kind, np.signedinteger)),
    )  # fmt: skip
    if is_colour:
        made.SamplesPerPixel, made.PhotometricInterpretation, made.PlanarConfiguration = 3, "RGB", 0
    elif pixels.ndim == 3:
        made.NumberOfFrames = pixels.shape[0]
    for keyword, value in more.items():
        setattr(made, keyword, value)
    data = pixels.tobytes()
    made.add_new("PixelData", "OW" if bits > 8 else "OB", data + b"\0" * (len(data) % 2))
    return made


def saved(made: FileDataset, path: Path) -> Path:
    """The file on the disk."""
    made.save_as(path, enforce_file_format=True)
    return path


def encapsulated(frame: bytes, *, syntax: str, **more: Any) -> FileDataset:
    """A film whose compressed data are these bytes, whatever its header says."""
    made = header(syntax=syntax, **more)
    made.PixelData = encapsulate([frame])
    made["PixelData"].VR = "OB"
    made["PixelData"].is_undefined_length = True
    return made


def compressed(path: Path, syntax: str) -> Path:
    """The same film, stored compressed."""
    import gdcm

    reader = gdcm.ImageReader()
    reader.SetFileName(str(path))
    assert reader.Read()
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.GetTSType(syntax)))
    change.SetInput(reader.GetImage())
    assert change.Change()
    writer = gdcm.ImageWriter()
    target = path.with_suffix(f".{syntax.rpartition('.')[2]}.dcm")
    writer.SetFileName(str(target))
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    assert writer.Write()
    return target


def lookup(*greys: int, first: int, bits: int, name: str = "") -> Dataset:
    """An item of a VOI or modality LUT sequence."""
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [len(greys), first, bits])
    item.add_new("LUTData", "US", list(greys))
    item.LUTExplanation = name
    return item


def reference_greys(path: Path) -> np.ndarray:
    """Greys from 0 to 255 as pydicom makes them from the file: modality LUT, then VOI LUT."""
    read = pydicom.dcmread(path)
    measured = pydicom.pixels.processing.apply_modality_lut(read.pixel_array, read)
    greys = pydicom.pixels.processing.apply_voi_lut(measured, read).astype(np.float64)
    slope, intercept = float(read.get("RescaleSlope", 1)), float(read.get("RescaleIntercept", 0))
    lowest = -(1 << (read.BitsStored - 1)) if read.PixelRepresentation else 0
    low, high = (code * slope + intercept for code in (lowest, lowest + (1 << read.BitsStored) - 1))
    share = (greys - low) / (high - low)
    return (1 - share if read.PhotometricInterpretation == "MONOCHROME1" else share) * 255
