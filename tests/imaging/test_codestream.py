"""Sizes told from the first bytes of compressed data."""

import io

import pytest
from PIL import Image

from mosaic_desk.imaging.codestream import claimed_size


@pytest.mark.parametrize(
    ("kind", "options"),
    [("JPEG", {}), ("JPEG", {"progressive": True}), ("JPEG2000", {"no_jp2": True}), ("JPEG2000", {})],
)
def test_the_size_is_that_of_the_picture(kind: str, options: dict[str, bool]) -> None:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((70, 40)).save(buffer, kind, **options)
    assert claimed_size(buffer.getvalue()) == (70, 40)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8", b"\xff\xd8\xff\xff\xff\xff", b"\xff\x4f\xff\x51\0", b"anything", b"\xff\xd8" + b"\xff\xe0\0\0"],
)
def test_where_no_size_is_told_there_is_none(data: bytes) -> None:
    assert claimed_size(data) is None
