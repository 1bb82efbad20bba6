"""What the codes of a DICOM picture measure, and the windows that its file brings.

Source: DICOM PS3.3, C.11.1 (modality LUT), C.11.2 (VOI LUT), C.7.5.1.1.2 (padding), C.7.6.16 (groups).
Numbers that make no sense count as not there: a picture with a wrong window is still a picture.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from mosaic_desk.core.picture import Window, WindowShape

_MOST_WINDOWS = 16


def groups_of(header: Dataset) -> tuple[Dataset, ...]:
    """The places where windows may stand: the header, and the first frame's groups in enhanced files."""
    places = [header]
    for name in ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"):
        for group in list(header.get(name) or ())[:1]:
            for inner in ("FrameVOILUTSequence", "PixelValueTransformationSequence"):
                places += list(group.get(inner) or ())[:1]
    return tuple(places)


def values_of(header: Dataset, *, count: int, lowest: int) -> NDArray[np.float32]:
    """What each code measures: rescaled by slope and intercept, or through the file's own table."""
    stored = np.arange(count, dtype=np.float64) + lowest
    table = list(header.get("ModalityLUTSequence") or ())
    if table:
        data, first, _ = _table_of(table[0])
        place = np.clip(stored - first, 0, len(data) - 1).astype(np.intp)
        return data[place].astype(np.float32)
    for place_of_slope in groups_of(header):
        slope, intercept = _number(place_of_slope.get("RescaleSlope")), _number(place_of_slope.get("RescaleIntercept"))
        if slope is not None and slope != 0:
            return (stored * slope + (intercept or 0.0)).astype(np.float32)
    return stored.astype(np.float32)


def padding_of(header: Dataset, *, count: int, lowest: int) -> tuple[int, int] | None:
    """The codes that are no part of the picture, from and to; None where none are named or none can occur."""
    value = _number(header.get("PixelPaddingValue"))
    if value is None:
        return None
    limit = _number(header.get("PixelPaddingRangeLimit"))
    low, high = sorted((int(value) - lowest, int(value if limit is None else limit) - lowest))
    low, high = max(low, 0), min(high, count - 1)
    # A range that covers every code would leave no picture.
    return (low, high) if low <= high and high - low < count - 1 else None


def windows_of(places: Sequence[Dataset]) -> tuple[Window, ...]:
    """Windows in the order of the file, its own tables before them as the standard prefers."""
    found: list[Window] = []
    for place in places:
        found += [_window_of_table(item) for item in place.get("VOILUTSequence") or ()]
    for place in places:
        found += _windows_at(place)
    return tuple(found[:_MOST_WINDOWS])


def _windows_at(place: Dataset) -> list[Window]:
    centres, widths = _numbers(place.get("WindowCenter")), _numbers(place.get("WindowWidth"))
    names = _several(place.get("WindowCenterWidthExplanation"))
    shape = _shape_of(place.get("VOILUTFunction"))
    smallest = 1.0 if shape is WindowShape.LINEAR else 1e-9
    return [
        Window(centre=centre, width=width, name=_plain(names[index]) if index < len(names) else "", shape=shape)
        for index, (centre, width) in enumerate(zip(centres, widths, strict=False))
        if centre is not None and width is not None and width >= smallest
    ]


def _shape_of(name: object) -> WindowShape:
    try:
        return WindowShape(str(name).strip().upper())
    except ValueError:
        return WindowShape.LINEAR


def _window_of_table(item: Dataset) -> Window:
    data, first, bits = _table_of(item)
    greys = np.clip(data * (255.0 / max((1 << bits) - 1, 1)), 0, 255)
    return Window(
        centre=first + len(data) / 2,
        width=len(data),
        name=_plain(item.get("LUTExplanation") or ""),
        curve=np.rint(greys).astype(np.uint8).tobytes(),
    )


def _table_of(item: Dataset) -> tuple[NDArray[np.float64], int, int]:
    """Entries, the value that the first one is for, and how many bits an entry has."""
    count, first, bits = (int(number) for number in item.LUTDescriptor)
    raw = item.LUTData
    if isinstance(raw, bytes):
        wide = "<u2" if len(raw) >= 2 * (count or 65_536) else "u1"
        data = np.frombuffer(raw, dtype=wide).astype(np.float64)
    else:
        data = np.atleast_1d(np.asarray(raw, dtype=np.float64))
    data = data[: count or 65_536]
    if not data.size:
        raise ValueError("an empty table")
    return data, first, bits


def _several(value: object) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, MultiValue | list | tuple) else [value]


def _numbers(value: object) -> list[float | None]:
    return [_number(one) for one in _several(value)]


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and abs(number) < 1e12 else None


def _plain(name: object) -> str:
    return "".join(character for character in str(name) if character.isprintable()).strip()[:40]
