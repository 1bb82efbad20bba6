"""Pictures and a reader of them in memory, for tests of the window."""

import threading

import numpy as np

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Extent, Picture, Window, with_halves
from mosaic_desk.core.report import ImageRef

SOFT, HARD = Window(centre=500, width=1000, name="SOFT"), Window(centre=200, width=100, name="HARD")


def film(*, height: int = 100, width: int = 50, grey: int | None = None, **more: object) -> Picture:
    """A 16-bit ramp from left to right, 0 to 1000, or one value all over."""
    ramp = np.linspace(0, 1000, width).astype(np.uint16)
    codes = np.tile(ramp, (height, 1)) if grey is None else np.full((height, width), grey, np.uint16)
    values = {
        "levels": with_halves(codes), "values": np.arange(65_536, dtype=np.float32), "windows": (SOFT, HARD),
        "extent": Extent(low=0, high=1000),
    }  # fmt: skip
    return Picture(**{**values, **more})


def colour(*, red: int = 200) -> Picture:
    """A small picture of one colour."""
    codes = np.zeros((20, 20, 3), np.uint8)
    codes[..., 0] = red
    return Picture(levels=with_halves(codes))


class MemoryReader:
    """Pictures by path; an unknown path is a refusal, a held one waits to be let go."""

    def __init__(self, **pictures: Picture) -> None:
        self.pictures = pictures
        self.asked: list[str] = []
        self.held: dict[str, threading.Event] = {}

    def hold(self, path: str) -> threading.Event:
        return self.held.setdefault(path, threading.Event())

    def read(self, image: ImageRef) -> Picture:
        self.asked.append(image.path)
        if image.path in self.held:
            assert self.held[image.path].wait(10)
        if image.path not in self.pictures:
            raise ImageError(f"The image {image.path} is not there.")
        return self.pictures[image.path]

    def give_up(self) -> None:
        for held in self.held.values():
            held.set()
