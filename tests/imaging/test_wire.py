"""Pictures between two processes."""

import io

import numpy as np
import pytest

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Extent, Picture, Window, WindowShape, with_halves
from mosaic_desk.imaging.wire import WireBroken, receive_picture, send_error, send_picture

FILM = Picture(
    levels=with_halves(np.arange(300 * 200, dtype=np.uint16).reshape(300, 200)),
    values=np.arange(65_536, dtype=np.float32),
    windows=(Window(centre=1.5, width=2, name="æ", shape=WindowShape.SIGMOID, curve=b"\0\xff"),),
    extent=Extent(low=0, high=5, percentiles=((0.0, 0.0), (100.0, 5.0))),
    is_negative=True, padding=(0, 3), modality="CR", frame_count=12,
)  # fmt: skip
COLOUR = Picture(levels=with_halves(np.full((2, 3, 3), 9, np.uint8)))


@pytest.mark.parametrize("picture", [FILM, COLOUR])
def test_a_picture_comes_out_as_it_went_in(picture: Picture) -> None:
    stream = io.BytesIO()
    send_picture(picture, stream)
    stream.seek(0)
    got = receive_picture(stream)
    for name in ("windows", "extent", "is_negative", "padding", "modality", "frame_count"):
        assert getattr(got, name) == getattr(picture, name)
    assert len(got.levels) == len(picture.levels)
    for one, other in zip(got.levels, picture.levels, strict=True):
        assert np.array_equal(one, other) and one.dtype == other.dtype and not one.flags.writeable
    assert (got.values is None) == (picture.values is None)


def test_a_refusal_comes_out_as_it_went_in() -> None:
    stream = io.BytesIO()
    send_error(ImageError("It is damaged."), stream)
    stream.seek(0)
    with pytest.raises(ImageError, match=r"^It is damaged\.$"):
        receive_picture(stream)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]\n", b'{"arrays": 3}\n', b'{"arrays": [["uint8", [2, 2]]]}\n', b'{"arrays": [["object", [2]]]}\n',
        b'{"arrays": [["uint8", [-1, 2]]]}\n', b'{"arrays": [["uint8", [99999, 99999]]]}\n',
        b'{"arrays": [["uint8", [2, 2]]]}\nabcd', b"\xff\n",
    ],
)  # fmt: skip
def test_anything_else_is_no_picture(data: bytes) -> None:
    with pytest.raises(WireBroken):
        receive_picture(io.BytesIO(data))
