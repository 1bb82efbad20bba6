"""How fast images come and change beside the text: greys of a radiograph's size, drawn for this, in three formats.

Knows the window; the files are made here and are of nobody. DICOM with 16 bits as a modality writes it, a JPEG as
public archives give out, and a PNG with 16 bits full of grain: the one that takes longest to decode.
"""

from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt

from mosaic_desk.bench.desk_cases import READER, TAXONOMY
from mosaic_desk.bench.desk_reading import choose_mode, spread_of
from mosaic_desk.bench.desk_window import DrivenWindow, WindowStuck, driven_window
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.store import Project

SIZE = (2_500, 2_048)
"""Height and width in pixels: a chest radiograph."""
_REPORTS = 6
_CTRL = Qt.KeyboardModifier.ControlModifier


def measured_images(folder: Path, *, size: tuple[int, int] = SIZE) -> dict[str, Any]:
    """From the key that opens a report to its image painted, and from a key of window or level to its paint.

    The first figures are those of DICOM, `image_formats` those of each format.

    Raises:
        MosaicError: if the window does not do what the keys ask for.
    """
    by_format = {}
    for name in _FORMATS:
        place = folder / name
        place.mkdir()
        by_format[name] = _measured(place, name, size)
    return {**by_format["dicom"], "image_formats": by_format, "image_pixels": list(size)}


def _measured(folder: Path, name: str, size: tuple[int, int]) -> dict[str, Any]:
    project = _project(folder, name, size)
    with driven_window(project, prepare=lambda office: choose_mode(office, Mode.PREFILLED)) as driven:
        driven.until(lambda: driven.window.places.image.has_picture)
        cold = [_jump(driven, number) for number in (4, 2, 5)]  # too far away to have been read ahead
        driven.pause(1.5)  # as a reader looks, what comes next is read ahead
        warm = []
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
            warm.append(_opened(driven, key))
            driven.pause(1.5)
        return {
            "image_first_paint_ms": spread_of(cold),
            "image_read_ahead_paint_ms": spread_of(warm),
            "window_level_ms": spread_of(_steps(driven)),
        }


def _project(folder: Path, name: str, size: tuple[int, int]) -> Path:
    taxonomy = taxonomy_named(TAXONOMY)
    reports, drawn = [], _drawn(size)
    for number in range(1, _REPORTS + 1):
        file = folder / f"image-{number}"
        _FORMATS[name](np.roll(drawn, 37 * number, axis=1), file)
        report = Report(report_id=ReportId(f"I{number}"), text="FINDINGS: drawn.", images=(ImageRef(path=str(file)),))
        reports.append(IncomingReport(report=report))
    path = folder / "images.mosaic"
    with Project.create(path, [taxonomy]) as project:
        incoming = Incoming(source="drawn", format="jsonl", reports=tuple(reports))
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=READER)
    return path


def _write_dicom(pixels: np.ndarray[Any, np.dtype[np.uint16]], file: Path) -> None:
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid

    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = DigitalXRayImageStorageForPresentation
    meta.MediaStorageSOPInstanceUID = generate_uid()
    made = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    made.SOPClassUID, made.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    made.Modality, made.PhotometricInterpretation = "DX", "MONOCHROME2"
    made.Rows, made.Columns = pixels.shape
    made.SamplesPerPixel, made.PixelRepresentation = 1, 0
    made.BitsAllocated = made.BitsStored = 16
    made.HighBit = 15
    made.WindowCenter, made.WindowWidth = 25_000, 50_000
    made.PixelData = pixels.tobytes()
    made.save_as(file, enforce_file_format=True)


def _write_jpeg(pixels: np.ndarray[Any, np.dtype[np.uint16]], file: Path) -> None:
    Image.fromarray((pixels >> 8).astype(np.uint8)).save(file, format="JPEG", quality=95)


def _write_png(pixels: np.ndarray[Any, np.dtype[np.uint16]], file: Path) -> None:
    Image.fromarray(pixels).save(file, format="PNG", compress_level=1)


_FORMATS = {"dicom": _write_dicom, "jpeg": _write_jpeg, "png": _write_png}


def _drawn(size: tuple[int, int]) -> np.ndarray[Any, np.dtype[np.uint16]]:
    """A soft slope with grain, so that it compresses as badly as a real one."""
    height, width = size
    down = np.linspace(0, 30_000, height).astype(np.uint16)
    across = np.linspace(0, 20_000, width).astype(np.uint16)
    grain = np.random.default_rng(1).integers(0, 1_000, size, dtype=np.uint16)
    return down[:, None] + across[None, :] + grain


def _jump(driven: DrivenWindow, number: int) -> float:
    started = perf_counter()
    driven.window.flow.pages.go_to_position(number)
    return _until_painted(driven, f"I{number}", started)


def _opened(driven: DrivenWindow, key: Qt.Key) -> float:
    started = driven.press(key, Qt.KeyboardModifier.AltModifier)
    return _until_painted(driven, "", started)


def _until_painted(driven: DrivenWindow, report_id: str, started: float) -> float:
    """Milliseconds until the image of the report that is open then is on the screen."""
    window = driven.window

    def is_there() -> bool:
        is_open = not report_id or driven.page.report.report_id == report_id
        return is_open and window.is_settled and window.imaging.is_settled and window.places.image.has_picture

    driven.until(is_there)
    driven.watch.paints.clear()
    window.places.image.current.update()
    driven.until(lambda: bool(driven.watch.paints))
    return (driven.watch.paints[0][0] - started) * 1000


def _steps(driven: DrivenWindow) -> list[float]:
    view = driven.window.places.image.current
    view.setFocus()
    driven.key_ms.clear()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left) * 8:
        before = view.showing
        driven.press_and_see(key, _CTRL)
        if view.showing == before:
            raise WindowStuck("A key of the image did not change its window.")
    return list(driven.key_ms)
