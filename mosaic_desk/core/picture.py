"""A picture as values: its stored codes, what they measure, and the windows through which it can be seen.

Knows no file and no screen. Codes are kept as they were stored (8 or 16 bits); a window turns them into
greys through a table, so a change of window never touches more than the pixels that are seen.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.unsignedinteger[Any]]
"""(height, width) stored codes, or (height, width, 3) RGB of 8 bits."""


class WindowShape(StrEnum):
    """How greys rise through a window. Source: DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Which values are spread from black to white; centre and width are in the picture's values.

    `curve` is a table of greys (one byte each) spread over the width, for files that bring their own.
    """

    centre: float
    width: float
    name: str = ""
    shape: WindowShape = WindowShape.LINEAR
    curve: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """Darkest and brightest value that is not padding, and those that leave out so many per cent below."""

    low: float
    high: float
    percentiles: tuple[tuple[float, float], ...] = ()

    def at(self, percent: float) -> float:
        """The value that so many per cent of the pixels lie below; between known ones, by the line."""
        if not self.percentiles:
            return self.low + (self.high - self.low) * percent / 100
        known, values = zip(*self.percentiles, strict=True)
        return float(np.interp(percent, known, values))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Picture:
    """`levels` are the codes at full size, then at a half, a quarter…; all read-only.

    `values` is what each code measures, indexed by code (256 or 65,536 long), None for RGB.
    `padding` is the codes that are no part of the picture, from and to. `is_negative` says that low
    values are bright (MONOCHROME1). `frame_count` is how many the file holds; the first one is
    shown.
    """

    levels: tuple[Codes, ...]
    values: NDArray[np.float32] | None = None
    windows: tuple[Window, ...] = ()
    extent: Extent | None = None
    is_negative: bool = False
    padding: tuple[int, int] | None = None
    modality: str = ""
    frame_count: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        height, width = self.levels[0].shape[:2]
        return width, height

    @property
    def is_colour(self) -> bool:
        """Whether it is RGB, which has no window."""
        return self.values is None

    @property
    def byte_count(self) -> int:
        """Memory that it holds."""
        return sum(level.nbytes for level in self.levels) + (self.values.nbytes if self.values is not None else 0)

    def value_at(self, x: int, y: int) -> tuple[float, ...] | None:
        """The value of a pixel, three for RGB; None outside the picture."""
        width, height = self.size
        if not (0 <= x < width and 0 <= y < height):
            return None
        code = self.levels[0][y, x]
        if self.values is None:
            return tuple(float(channel) for channel in code)
        return (float(self.values[int(code)]),)


def first_window(picture: Picture) -> Window:
    """The window that a picture opens with: its file's first one, else its whole range."""
    return picture.windows[0] if picture.windows else full_window(picture)


def full_window(picture: Picture) -> Window:
    """From the darkest to the brightest value."""
    extent = picture.extent or Extent(low=0, high=255)
    return _between(extent.low, extent.high, "full")


def middle_window(picture: Picture) -> Window:
    """From the first to the 99th per cent of the pixels: collimators and markers blow nothing out."""
    extent = picture.extent or Extent(low=0, high=255)
    return _between(extent.at(1), extent.at(99), "middle")


def lung_window(picture: Picture) -> Window:
    """For lungs: −600 / 1,500 in a CT, else the darker half of the pixels as they are seen."""
    extent = picture.extent or Extent(low=0, high=255)
    if picture.modality == "CT":
        return Window(centre=-600, width=1500, name="lung")
    if picture.is_negative:
        return _between(extent.at(40), extent.at(99.5), "lung")
    return _between(extent.at(0.5), extent.at(60), "lung")


def _between(low: float, high: float, name: str) -> Window:
    width = max(high - low, 1e-6)
    return Window(centre=low + width / 2, width=width, name=name, shape=WindowShape.LINEAR_EXACT)


def grey_table(picture: Picture, window: Window, *, is_inverted: bool) -> NDArray[np.uint8]:
    """The grey of each code, 0 to 255; padding is black whichever way round the greys are.

    `is_inverted` is the reader's own inversion, on top of that of a MONOCHROME1 picture.
    """
    values = picture.values if picture.values is not None else np.arange(256, dtype=np.float32)
    greys = np.rint(_share(values, window) * 255).astype(np.uint8)
    if is_inverted != picture.is_negative:
        greys = 255 - greys
    if picture.padding is not None:
        greys[picture.padding[0] : picture.padding[1] + 1] = 0
    return greys


def _share(values: NDArray[np.float32], window: Window) -> NDArray[np.float64]:
    """How far each value has risen through the window, from 0 to 1."""
    wide = values.astype(np.float64)
    if window.curve:
        curve = np.frombuffer(window.curve, dtype=np.uint8)
        place = (wide - (window.centre - window.width / 2)) * (len(curve) / window.width)
        return curve[np.clip(place, 0, len(curve) - 1).astype(np.intp)] / 255.0
    if window.shape is WindowShape.SIGMOID:
        risen = -4 * (wide - window.centre) / window.width
        return 1 / (1 + np.exp(np.clip(risen, -700, 700)))  # beyond 700 a double overflows
    centre, width = window.centre, window.width
    if window.shape is WindowShape.LINEAR:
        centre, width = centre - 0.5, width - 1
    if width <= 0:
        return (wide > centre).astype(np.float64)
    risen = (wide - centre) / width + 0.5
    return np.clip(risen, 0, 1)


def with_halves(codes: Codes, *, smallest: int = 256) -> tuple[Codes, ...]:
    """The codes, then at a half, a quarter… of their size, until the longer side is under `smallest`."""
    levels = [codes]
    while max(levels[-1].shape[:2]) >= smallest and min(levels[-1].shape[:2]) >= 2:
        levels.append(_half(levels[-1]))
    for level in levels:
        level.flags.writeable = False
    return tuple(levels)


def _half(codes: Codes) -> Codes:
    """Means of two by two; an odd last row or column is left out."""
    height, width = codes.shape[0] // 2 * 2, codes.shape[1] // 2 * 2
    wide = np.uint16 if codes.dtype == np.uint8 else np.uint32
    # Whole rows first: they lie side by side in memory, and are added twice as fast as every second column.
    rows: NDArray[Any] = np.add(codes[0:height:2, :width], codes[1:height:2, :width], dtype=wide)
    total = rows[:, 0::2] + rows[:, 1::2]
    halved: Codes = ((total + 2) >> 2).astype(codes.dtype)
    return halved
