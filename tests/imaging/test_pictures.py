"""Pictures to arrays, and files that are none."""

import io
import os
import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Picture, first_window, full_window, grey_table
from mosaic_desk.imaging.limits import MAX_BYTES
from mosaic_desk.imaging.reading import picture_from_file


def _saved(image: Image.Image, path: Path, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *chunks: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + b"".join(chunks) + _chunk(b"IEND", b"")


def _png_of(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _seen(picture: Picture) -> np.ndarray:
    """The greys that the picture opens with."""
    return grey_table(picture, first_window(picture), is_inverted=False)[picture.levels[0]]


def test_grey_stays_as_it_is(tmp_path: Path) -> None:
    values = np.arange(6, dtype=np.uint8).reshape(2, 3) * 40
    picture = picture_from_file(_saved(Image.fromarray(values), tmp_path / "a.png"))
    assert picture.levels[0].dtype == np.uint8
    assert np.array_equal(_seen(picture), values)
    assert (full_window(picture).centre, full_window(picture).width) == (100, 200)


def test_colour_has_three_channels(tmp_path: Path) -> None:
    picture = picture_from_file(_saved(Image.new("RGB", (3, 2), (255, 10, 0)), tmp_path / "a.png"))
    assert picture.is_colour
    assert picture.levels[0].shape == (2, 3, 3)
    assert picture.value_at(0, 0) == (255, 10, 0)


def test_sixteen_bits_keep_their_values_and_open_from_darkest_to_brightest(tmp_path: Path) -> None:
    values = np.array([[1000, 2000], [3000, 5000]], dtype=np.uint16)
    picture = picture_from_file(_saved(Image.fromarray(values), tmp_path / "a.png"))
    assert np.array_equal(picture.levels[0], values)
    assert _seen(picture).tolist() == [[0, 64], [128, 255]]


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [("1", 1, 255), ("LA", (200, 0), 0), ("RGBA", (9, 9, 9, 255), [9, 9, 9]), ("P", 0, [0, 0, 0])],
)
def test_every_way_to_store_pixels_becomes_grey_or_rgb(
    mode: str, colour: int | tuple[int, ...], expected: object, tmp_path: Path
) -> None:
    picture = picture_from_file(_saved(Image.new(mode, (2, 2), colour), tmp_path / "a.png"))
    value = picture.value_at(0, 0)
    assert value == (tuple(expected) if isinstance(expected, list) else (expected,))


def test_a_jpeg_for_print_is_turned_into_rgb(tmp_path: Path) -> None:
    picture = picture_from_file(_saved(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), tmp_path / "a.jpg"))
    assert picture.levels[0].shape == (8, 8, 3)
    assert picture.levels[0].min() > 250


def test_a_picture_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    values = np.zeros((16, 32), dtype=np.uint8)
    values[:, :16] = 255
    exif = Image.Exif()
    exif[0x0112] = 6  # the top is on the right
    picture = picture_from_file(_saved(Image.fromarray(values), tmp_path / "a.jpg", exif=exif))
    assert picture.size == (16, 32)
    assert picture.levels[0][:14].min() > 200 and picture.levels[0][-14:].max() < 50


def test_a_name_decides_nothing(tmp_path: Path) -> None:
    jpeg = _saved(Image.new("L", (4, 4), 9), tmp_path / "really-a-jpeg.png", format="JPEG")
    assert picture_from_file(jpeg).size == (4, 4)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        _png_of(Image.effect_noise((64, 64), 80))[:-400],
        _png(4, 4),
        _png(0, 0),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"BM" + bytes(60),
        b"II*\0" + bytes(60),
        _png(4, 4, _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))),
    ],
)
def test_what_is_no_sound_picture_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(ImageError, match=r"^The image a\.png is not a PNG, JPEG or DICOM file, or it is damaged\.$"):
        picture_from_file(path)


@pytest.mark.parametrize("size", [(50_001, 1_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_a_pixel_is_decoded(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_png(*size, _chunk(b"IDAT", zlib.compress(bytes(1000)))))
    with pytest.raises(ImageError, match="more than 50 million pixels"):
        picture_from_file(path)


def test_a_bomb_is_refused_where_warnings_are_silent(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_png(12_000, 9_000))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(ImageError, match="more than 50 million pixels"):
            picture_from_file(path)


def test_a_missing_picture_and_a_folder_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.png"):
        with pytest.raises(ImageError, match="is not there"):
            picture_from_file(path)


def test_links_that_lead_in_a_circle_are_refused_in_a_sentence(tmp_path: Path) -> None:
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(ImageError, match=r"^The image one\.png (is not there|cannot be opened)"):
        picture_from_file(one)


def test_a_file_of_any_size_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # takes no room on the disk
    with pytest.raises(ImageError, match="larger than 512 MB"):
        picture_from_file(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(ImageError, match="is not there"):
        picture_from_file(tmp_path / "a.png")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(place=st.integers(0, 5_000), noise=st.binary(min_size=1, max_size=20), kind=st.sampled_from(["PNG", "JPEG"]))
def test_a_picture_with_noise_in_it_gives_pixels_or_a_sentence(
    place: int, noise: bytes, kind: str, tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((40, 40)).save(buffer, kind)
    data = buffer.getvalue()
    place %= len(data)
    path = tmp_path / "noisy"
    path.write_bytes(data[:place] + noise + data[place + len(noise) :])
    try:
        assert picture_from_file(path).size[0] > 0
    except ImageError as refusal:
        assert str(refusal).startswith("The image noisy")
