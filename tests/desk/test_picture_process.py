"""The child that decodes pictures: a real one, and ones that misbehave."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.report import ImageRef
from mosaic_desk.desk.picture_process import PictureProcess

GREY = np.arange(20_000, dtype=np.uint16).reshape(100, 200)


@pytest.fixture
def process() -> Iterator[PictureProcess]:
    made = PictureProcess()
    yield made
    made.close()


def child(code: str, *, patience_s: float = 20) -> PictureProcess:
    return PictureProcess((sys.executable, "-c", code), patience_s=patience_s)


def test_pictures_are_read_one_after_the_other_by_one_child(process: PictureProcess, tmp_path: Path) -> None:
    Image.fromarray(GREY).save(tmp_path / "a.png")
    picture = process.read(ImageRef(path=str(tmp_path / "a.png")))
    assert np.array_equal(picture.levels[0], GREY)
    first = process.pid
    (tmp_path / "b.png").write_text("no picture")
    with pytest.raises(ImageError, match=r"The image b\.png is not a PNG, JPEG or DICOM file"):
        process.read(ImageRef(path=str(tmp_path / "b.png")))
    with pytest.raises(ImageError, match=r"The image æ\nø\.png is not there"):
        process.read(ImageRef(path=str(tmp_path / "æ\nø.png")))
    assert process.read(ImageRef(path=str(tmp_path / "a.png"))).size == (200, 100)
    assert process.pid == first


def test_a_child_that_dies_costs_one_picture(tmp_path: Path) -> None:
    process = child("import os, sys; sys.stdin.readline(); os._exit(3)")
    for _ in range(2):
        with pytest.raises(ImageError, match=r"The image a\.png cannot be read: decoding it took too long"):
            process.read(ImageRef(path="a.png"))
    process.close()


def test_a_child_that_hangs_is_ended(tmp_path: Path) -> None:
    process = child("import time; time.sleep(600)", patience_s=0.3)
    begun = time.monotonic()
    with pytest.raises(ImageError, match="took too long"):
        process.read(ImageRef(path="a.png"))
    assert time.monotonic() - begun < 10
    process.close()


def test_a_child_that_talks_nonsense_is_ended() -> None:
    process = child("print('Segmentation fault', flush=True); import time; time.sleep(600)")
    with pytest.raises(ImageError, match="cannot be read"):
        process.read(ImageRef(path="a.png"))
    process.close()


def test_a_child_that_cannot_be_started_is_said() -> None:
    with pytest.raises(ImageError, match="cannot be started"):
        PictureProcess(("/nowhere/python",)).read(ImageRef(path="a.png"))


def test_nothing_is_read_after_the_end(process: PictureProcess) -> None:
    process.close()
    with pytest.raises(ImageError, match="not read any more"):
        process.read(ImageRef(path="a.png"))
    assert process.pid is None
