"""A picture as bytes between two processes: a line of JSON, then its arrays one after the other.

Knows no process. What comes in is checked before memory is taken: it was made from somebody else's file.
"""

import json
import math
from dataclasses import asdict
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Extent, Picture, Window, WindowShape
from mosaic_desk.imaging.limits import MAX_PIXELS

_TYPES = frozenset({"uint8", "uint16", "float32"})
_MAX_LINE = 4 * 2**20
_MAX_NUMBERS = 3 * MAX_PIXELS
_MAX_ARRAYS = 64


class WireBroken(Exception):
    """What came is no picture; the other process is gone or confused."""


def send_picture(picture: Picture, stream: BinaryIO) -> None:
    """Write a picture."""
    arrays: list[NDArray[Any]] = [*picture.levels, *([] if picture.values is None else [picture.values])]
    head = {
        "arrays": [[array.dtype.name, array.shape] for array in arrays],
        "has_values": picture.values is not None,
        "windows": [{**asdict(window), "curve": window.curve.hex()} for window in picture.windows],
        "extent": asdict(picture.extent) if picture.extent is not None else None,
        "is_negative": picture.is_negative,
        "padding": picture.padding,
        "modality": picture.modality,
        "frame_count": picture.frame_count,
    }
    _send_line(head, stream)
    for array in arrays:
        stream.write(np.ascontiguousarray(array).data)
    stream.flush()


def send_error(error: ImageError, stream: BinaryIO) -> None:
    """Write why there is no picture."""
    _send_line({"error": str(error)}, stream)
    stream.flush()


def receive_picture(stream: BinaryIO) -> Picture:
    """Read a picture.

    Raises:
        ImageError: as it was sent.
        WireBroken: if the stream ends or holds something else.
    """
    head = _line_from(stream)
    if "error" in head:
        raise ImageError(str(head["error"]))
    try:
        return _picture(head, [_array_from(stream, *described) for described in head["arrays"][:_MAX_ARRAYS]])
    except (KeyError, TypeError, ValueError, OverflowError):
        raise WireBroken from None


def _picture(head: dict[str, Any], arrays: list[NDArray[Any]]) -> Picture:
    values = arrays.pop() if head["has_values"] else None
    extent = head["extent"]
    pairs = tuple((float(percent), float(value)) for percent, value in extent["percentiles"]) if extent else ()
    return Picture(
        levels=tuple(arrays),
        values=values,
        windows=tuple(_window(window) for window in head["windows"]),
        extent=Extent(low=float(extent["low"]), high=float(extent["high"]), percentiles=pairs) if extent else None,
        is_negative=bool(head["is_negative"]),
        padding=(int(head["padding"][0]), int(head["padding"][1])) if head["padding"] else None,
        modality=str(head["modality"]),
        frame_count=int(head["frame_count"]),
    )


def _window(told: dict[str, Any]) -> Window:
    return Window(
        centre=float(told["centre"]),
        width=float(told["width"]),
        name=str(told["name"]),
        shape=WindowShape(told["shape"]),
        curve=bytes.fromhex(told["curve"]),
    )


def _send_line(head: dict[str, Any], stream: BinaryIO) -> None:
    stream.write(json.dumps(head).encode("utf-8") + b"\n")


def _line_from(stream: BinaryIO) -> dict[str, Any]:
    line = stream.readline(_MAX_LINE)
    try:
        head = json.loads(line)
    except ValueError:
        raise WireBroken from None
    if not line.endswith(b"\n") or not isinstance(head, dict):
        raise WireBroken
    return head


def _array_from(stream: BinaryIO, kind: str, shape: list[int]) -> NDArray[Any]:
    """The numbers of one array, read straight into their place."""
    if kind not in _TYPES or not shape or min(shape) < 0 or math.prod(shape) > _MAX_NUMBERS:
        raise WireBroken
    array: NDArray[Any] = np.empty(shape, dtype=kind)
    room = array.reshape(-1).view(np.uint8).data
    done = 0
    while done < room.nbytes:
        got = stream.readinto(room[done:])  # type: ignore[attr-defined]
        if not got:
            raise WireBroken
        done += got
    array.flags.writeable = False
    return array
