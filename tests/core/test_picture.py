"""Windows over values, and the sizes of a picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.picture import (
    Extent,
    Picture,
    Window,
    WindowShape,
    first_window,
    full_window,
    grey_table,
    lung_window,
    middle_window,
    with_halves,
)


def picture(codes: np.ndarray | None = None, **more: object) -> Picture:
    """16-bit grey whose codes measure themselves."""
    codes = np.zeros((4, 4), np.uint16) if codes is None else codes
    values = np.arange(65_536, dtype=np.float32)
    return Picture(**{"levels": with_halves(codes), "values": values, "extent": Extent(low=0, high=1000), **more})


def greys(window: Window, *codes: int, **more: object) -> list[int]:
    return [int(grey_table(picture(**more), window, is_inverted=False)[code]) for code in codes]


def test_a_linear_window_rises_as_the_standard_says() -> None:
    # DICOM PS3.3 C.11.2.1.2.1: black up to c − 0.5 − (w − 1) / 2, white above c − 0.5 + (w − 1) / 2.
    window = Window(centre=2048, width=4096)
    assert greys(window, 0, 1, 2048, 4094, 4095, 60_000) == [0, 0, 128, 255, 255, 255]


def test_an_exact_window_has_its_centre_in_the_middle() -> None:
    window = Window(centre=100, width=100, shape=WindowShape.LINEAR_EXACT)
    assert greys(window, 50, 100, 150) == [0, 128, 255]


def test_a_window_of_width_one_is_a_step() -> None:
    assert greys(Window(centre=100, width=1), 99, 100, 101) == [0, 255, 255]


def test_a_sigmoid_never_overflows() -> None:
    window = Window(centre=1000, width=0.001, shape=WindowShape.SIGMOID)
    assert greys(window, 0, 1000, 65_535) == [0, 128, 255]


def test_a_curve_of_the_file_is_read_from_its_first_value_on() -> None:
    window = Window(centre=12, width=4, curve=bytes([9, 50, 100, 200]))
    assert greys(window, 0, 10, 11, 13, 14, 500) == [9, 9, 50, 200, 200, 200]


def test_a_negative_is_bright_where_values_are_low_and_its_inversion_is_not() -> None:
    window = Window(centre=500, width=1000, shape=WindowShape.LINEAR_EXACT)
    negative = picture(is_negative=True)
    assert grey_table(negative, window, is_inverted=False)[0] == 255
    assert grey_table(negative, window, is_inverted=True)[0] == 0


@pytest.mark.parametrize("is_negative", [True, False])
def test_padding_is_black_whichever_way_round_the_greys_are(is_negative: bool) -> None:
    padded = picture(padding=(10, 12), is_negative=is_negative)
    table = grey_table(padded, full_window(padded), is_inverted=False)
    assert table[10:13].tolist() == [0, 0, 0]
    assert table[9] > 0 or table[13] > 0


@given(
    centre=st.floats(-5000, 70_000), width=st.floats(0.001, 70_000), shape=st.sampled_from(WindowShape),
    is_inverted=st.booleans(),
)  # fmt: skip
def test_greys_never_fall_where_values_rise(
    centre: float, width: float, shape: WindowShape, is_inverted: bool
) -> None:
    window = Window(centre=centre, width=width, shape=shape)
    steps = np.diff(grey_table(picture(), window, is_inverted=is_inverted).astype(int))
    assert (steps <= 0).all() if is_inverted else (steps >= 0).all()


def test_a_picture_opens_through_its_own_window_else_through_its_whole_range() -> None:
    own = Window(centre=3, width=4, name="SOFT")
    assert first_window(picture(windows=(own,))) is own
    whole = first_window(picture())
    assert (whole.centre, whole.width) == (500, 1000)


def test_windows_for_lungs_follow_the_modality_and_the_greys() -> None:
    assert (lung_window(picture(modality="CT")).centre, lung_window(picture(modality="CT")).width) == (-600, 1500)
    assert lung_window(picture()).centre < 500 < lung_window(picture(is_negative=True)).centre


def test_the_middle_leaves_the_ends_out() -> None:
    extent = Extent(low=0, high=1000, percentiles=((0, 0), (1, 100), (50, 500), (99, 800), (100, 1000)))
    window = middle_window(picture(extent=extent))
    assert (window.centre, window.width) == (450, 700)
    assert extent.at(0.5) == 50


def test_a_flat_picture_has_a_window_all_the_same() -> None:
    flat = picture(extent=Extent(low=7, high=7))
    assert grey_table(flat, full_window(flat), is_inverted=False)[8] == 255


def test_levels_are_means_down_to_a_small_one_and_cannot_be_written() -> None:
    codes = np.arange(600 * 401, dtype=np.uint16).reshape(600, 401)
    levels = with_halves(codes)
    assert [level.shape for level in levels] == [(600, 401), (300, 200), (150, 100)]
    assert levels[1][0, 0] == round(codes[:2, :2].mean())
    assert all(level.dtype == np.uint16 and not level.flags.writeable for level in levels)


def test_halving_does_not_overflow() -> None:
    for kind in (np.uint8, np.uint16):
        top = np.iinfo(kind).max
        assert (with_halves(np.full((300, 300), top, kind))[1] == top).all()


def test_a_line_of_pixels_is_not_halved_away() -> None:
    assert len(with_halves(np.zeros((1, 5000), np.uint8))) == 1


def test_the_value_of_a_pixel_is_what_its_code_measures() -> None:
    values = np.arange(256, dtype=np.float32) * 2 - 1024
    grey = Picture(levels=with_halves(np.full((2, 3), 5, np.uint8)), values=values)
    assert grey.value_at(2, 1) == (-1014.0,)
    assert grey.value_at(3, 0) is None and grey.value_at(0, -1) is None
    assert grey.size == (3, 2)
    colour = Picture(levels=with_halves(np.full((2, 3, 3), 7, np.uint8)))
    assert colour.is_colour
    assert colour.value_at(0, 0) == (7.0, 7.0, 7.0)
    assert colour.byte_count == 18
