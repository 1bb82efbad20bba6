"""DICOM files to pictures, and files that are none or lie about themselves."""

import struct
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Picture, WindowShape, first_window, grey_table
from mosaic_desk.imaging.reading import picture_from_file
from tests.imaging.dicom_files import (
    JPEG_2000,
    JPEG_LOSSLESS,
    JPEG_LS,
    compressed,
    encapsulated,
    header,
    lookup,
    reference_greys,
    saved,
    with_pixels,
)

FILM = (np.add.outer(np.arange(64) * 37, np.arange(48) * 11) % 4096).astype(np.uint16)
DEFLATED = "1.2.840.10008.1.2.1.99"


def read(pixels: np.ndarray, folder: Path, **more: Any) -> Picture:
    return picture_from_file(saved(with_pixels(pixels, **more), folder / "a.dcm"))


def seen(picture: Picture) -> np.ndarray:
    return grey_table(picture, first_window(picture), is_inverted=False)[picture.levels[0]]


def measured(picture: Picture) -> np.ndarray:
    assert picture.values is not None
    return picture.values[picture.levels[0]]


@pytest.mark.parametrize(
    "more",
    [
        {"BitsStored": 12, "HighBit": 11, "WindowCenter": "2048", "WindowWidth": "4096"},
        {"BitsStored": 12, "HighBit": 11, "WindowCenter": "900", "WindowWidth": "400",
         "PhotometricInterpretation": "MONOCHROME1"},
        {"RescaleSlope": "2.5", "RescaleIntercept": "-1024", "WindowCenter": "40", "WindowWidth": "350"},
        {"WindowCenter": "2000", "WindowWidth": "900", "VOILUTFunction": "SIGMOID"},
        {"WindowCenter": "2000", "WindowWidth": "900", "VOILUTFunction": "LINEAR_EXACT"},
    ],
)  # fmt: skip
def test_greys_are_those_of_pydicom_to_the_last_one(more: dict[str, Any], tmp_path: Path) -> None:
    path = saved(with_pixels(FILM, **more), tmp_path / "a.dcm")
    assert np.abs(seen(picture_from_file(path)) - reference_greys(path)).max() <= 0.501


def test_signed_pixels_keep_their_order_and_their_values(tmp_path: Path) -> None:
    pixels = np.array([[-2000, -1], [0, 1500]], dtype=np.int16)
    picture = read(pixels, tmp_path, RescaleSlope="1", RescaleIntercept="24")
    assert measured(picture).tolist() == [[-1976, 23], [24, 1524]]
    assert (np.diff(picture.levels[0].ravel().astype(int)) > 0).all()


def test_what_older_files_keep_above_the_stored_bits_is_no_part_of_the_picture(tmp_path: Path) -> None:
    assert np.array_equal(measured(read(FILM | 0xF000, tmp_path, BitsStored=12, HighBit=11)), FILM)
    signed = np.array([[0x0FFF, 0x07FF, 0xF001]], dtype=np.uint16)
    picture = read(signed, tmp_path, BitsStored=12, HighBit=11, PixelRepresentation=1)
    assert measured(picture).tolist() == [[-1, 2047, 1]]


def test_eight_bits_stay_eight(tmp_path: Path) -> None:
    pixels = np.arange(24, dtype=np.uint8).reshape(4, 6)
    picture = read(pixels, tmp_path)
    assert picture.levels[0].dtype == np.uint8
    assert np.array_equal(measured(picture), pixels)


def test_every_window_of_the_file_comes_with_its_name(tmp_path: Path) -> None:
    picture = read(
        FILM, tmp_path, WindowCenter=["450", "200"], WindowWidth=["790", "443"],
        WindowCenterWidthExplanation=["SOFT", "HARD"],
    )  # fmt: skip
    assert [(w.centre, w.width, w.name) for w in picture.windows] == [(450, 790, "SOFT"), (200, 443, "HARD")]


@pytest.mark.parametrize(("centre", "width"), [("40", "0"), ("40", "-5"), ("40", ""), (None, "400")])
def test_a_window_that_makes_no_sense_counts_as_not_there(centre: str | None, width: str, tmp_path: Path) -> None:
    picture = read(FILM, tmp_path, WindowCenter=centre, WindowWidth=width)
    assert picture.windows == ()
    assert seen(picture).min() == 0 and seen(picture).max() == 255


def test_a_curve_of_the_file_comes_before_its_windows(tmp_path: Path) -> None:
    pixels = np.array([[9, 10, 11, 12, 13, 99]], dtype=np.uint16)
    made = with_pixels(pixels, WindowCenter="10", WindowWidth="4")
    made.VOILUTSequence = [lookup(0, 50, 1000, 4095, first=10, bits=12, name="CHEST")]
    picture = picture_from_file(saved(made, tmp_path / "a.dcm"))
    assert [window.name for window in picture.windows] == ["CHEST", ""]
    assert seen(picture).tolist() == [[0, 0, 3, 62, 255, 255]]


def test_a_table_of_the_modality_says_what_codes_measure(tmp_path: Path) -> None:
    made = with_pixels(np.array([[0, 5, 6, 7, 900]], dtype=np.uint16))
    made.ModalityLUTSequence = [lookup(100, 400, 900, first=5, bits=16)]
    picture = picture_from_file(saved(made, tmp_path / "a.dcm"))
    assert measured(picture).tolist() == [[100, 100, 400, 900, 900]]


def test_windows_and_slopes_of_enhanced_files_stand_in_their_groups(tmp_path: Path) -> None:
    made = with_pixels(np.stack([FILM, FILM]))
    window, slope, group = Dataset(), Dataset(), Dataset()
    window.WindowCenter, window.WindowWidth = "49", "102"
    slope.RescaleSlope, slope.RescaleIntercept = "1", "-1024"
    group.FrameVOILUTSequence, group.PixelValueTransformationSequence = [window], [slope]
    made.SharedFunctionalGroupsSequence = [group]
    picture = picture_from_file(saved(made, tmp_path / "a.dcm"))
    assert (picture.windows[0].centre, picture.windows[0].width) == (49, 102)
    assert measured(picture)[0, 0] == -1024


def test_padding_is_black_and_counts_for_no_window(tmp_path: Path) -> None:
    pixels = np.array([[-2000, 0], [100, 300]], dtype=np.int16)
    made = with_pixels(pixels)
    made.add_new("PixelPaddingValue", "SS", -2000)
    picture = picture_from_file(saved(made, tmp_path / "a.dcm"))
    assert picture.extent is not None and (picture.extent.low, picture.extent.high) == (0, 300)
    assert seen(picture).tolist() == [[0, 0], [85, 255]]
    made.add_new("PixelPaddingRangeLimit", "SS", 50)
    picture = picture_from_file(saved(made, tmp_path / "b.dcm"))
    assert picture.extent is not None and (picture.extent.low, picture.extent.high) == (100, 300)


def test_padding_that_would_leave_no_picture_counts_as_not_there(tmp_path: Path) -> None:
    made = with_pixels(FILM)
    made.add_new("PixelPaddingValue", "US", 0)
    made.add_new("PixelPaddingRangeLimit", "US", 65_535)
    assert picture_from_file(saved(made, tmp_path / "a.dcm")).padding is None


def test_of_several_frames_the_first_is_read_and_the_number_is_told(tmp_path: Path) -> None:
    picture = read(np.stack([FILM, FILM // 2, FILM // 4]), tmp_path)
    assert picture.frame_count == 3
    assert np.array_equal(measured(picture), FILM)


def test_colour_is_red_green_blue_of_eight_bits(tmp_path: Path) -> None:
    pixels = np.zeros((4, 6, 3), np.uint8)
    pixels[..., 0] = 200
    assert read(pixels, tmp_path).value_at(1, 1) == (200, 0, 0)
    deep = pixels.astype(np.uint16) * 257
    assert read(deep, tmp_path).value_at(1, 1) == (200, 0, 0)


def test_a_palette_becomes_colour(tmp_path: Path) -> None:
    made = with_pixels(np.array([[0, 1], [1, 0]], dtype=np.uint8), PhotometricInterpretation="PALETTE COLOR")
    for colour, entries in (("Red", (0, 255)), ("Green", (10, 20)), ("Blue", (30, 40))):
        made.add_new(f"{colour}PaletteColorLookupTableDescriptor", "US", [2, 0, 8])
        made.add_new(f"{colour}PaletteColorLookupTableData", "OW", struct.pack("2B", *entries))
    assert picture_from_file(saved(made, tmp_path / "a.dcm")).value_at(1, 0) == (255, 20, 40)


@pytest.mark.parametrize("syntax", [JPEG_LOSSLESS, JPEG_LS, JPEG_2000])
def test_what_is_compressed_without_loss_has_the_same_values(syntax: str, tmp_path: Path) -> None:
    path = saved(with_pixels(FILM, BitsStored=12, HighBit=11), tmp_path / "a.dcm")
    assert np.array_equal(measured(picture_from_file(compressed(path, syntax))), FILM)


def test_a_film_without_pixels_says_so(tmp_path: Path) -> None:
    for made in (header(), header(Rows=None), header(syntax=JPEG_2000)):
        with pytest.raises(ImageError, match=r"^The (file|image) a\.dcm is a DICOM file"):
            picture_from_file(saved(made, tmp_path / "a.dcm"))


@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2.1", "1.2.840.10008.1.2.5"])
def test_a_header_that_claims_65535_by_65535_is_refused_before_memory_is_taken(syntax: str, tmp_path: Path) -> None:
    made = header(Rows=65_535, Columns=65_535) if syntax.endswith(".1") else \
        encapsulated(b"\0" * 64, syntax=syntax, Rows=65_535, Columns=65_535)  # fmt: skip
    path = saved(made, tmp_path / "a.dcm")
    tracemalloc.start()
    try:
        with pytest.raises(ImageError, match="more than 50 million pixels"):
            picture_from_file(path)
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()


def test_compressed_data_that_claim_another_size_than_the_header_are_refused(tmp_path: Path) -> None:
    grid = struct.pack(">HHIIII", 41, 0, 60_000, 60_000, 0, 0)
    bomb = encapsulated(b"\xff\x4f\xff\x51" + grid + bytes(200), syntax=JPEG_2000)
    with pytest.raises(ImageError, match="more than 50 million pixels"):
        picture_from_file(saved(bomb, tmp_path / "a.dcm"))
    jpeg = b"\xff\xd8\xff\xc3" + struct.pack(">HBHHB", 11, 8, 40, 60, 1) + bytes(200)
    liar = encapsulated(jpeg, syntax=JPEG_LOSSLESS)
    with pytest.raises(ImageError, match="claims two sizes"):
        picture_from_file(saved(liar, tmp_path / "a.dcm"))


def test_what_is_stored_in_another_way_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=f"not read here \\({DEFLATED}\\)"):
        picture_from_file(saved(header(syntax=DEFLATED), tmp_path / "a.dcm"))
    with pytest.raises(ImageError, match="more than 16 bits"):
        read(np.zeros((2, 2), np.uint32), tmp_path)


@pytest.mark.parametrize("left", [132, 200, 400, -100, -3000])
def test_a_film_that_is_cut_off_is_refused_in_a_sentence(left: int, tmp_path: Path) -> None:
    whole = saved(with_pixels(FILM), tmp_path / "a.dcm")
    whole.write_bytes(whole.read_bytes()[:left])
    with pytest.raises(ImageError, match=r"^The (file|image) a\.dcm is a DICOM file"):
        picture_from_file(whole)


def test_nothing_of_the_patient_is_in_a_refusal(tmp_path: Path) -> None:
    made = with_pixels(FILM, PatientName="Secret^Name", PatientID="ID-77", BitsStored=99)
    path = saved(made, tmp_path / "a.dcm")
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(ImageError) as refusal:
        picture_from_file(path)
    assert "Secret" not in str(refusal.value) and "ID-77" not in str(refusal.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(place=st.integers(132, 6_000), noise=st.binary(min_size=1, max_size=12))
def test_a_film_with_noise_in_it_gives_a_picture_or_a_sentence(place: int, noise: bytes, tmp_path: Path) -> None:
    path = tmp_path / "noisy.dcm"
    if not (tmp_path / "sound.dcm").exists():
        made = with_pixels(FILM[:16, :16], WindowCenter=["5", "6"], WindowWidth=["7", "8"], RescaleSlope="2")
        made.VOILUTSequence = [lookup(0, 5, 9, first=0, bits=8)]
        saved(made, tmp_path / "sound.dcm")
    data = (tmp_path / "sound.dcm").read_bytes()
    place = 132 + (place - 132) % (len(data) - 132)
    path.write_bytes(data[:place] + noise + data[place + len(noise) :])
    try:
        picture = picture_from_file(path)
    except ImageError as refusal:
        assert str(refusal).startswith(("The image noisy", "The file noisy"))
    else:
        assert picture.size[0] > 0
        assert all(window.shape in WindowShape for window in picture.windows)
