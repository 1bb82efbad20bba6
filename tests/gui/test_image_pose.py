"""How a picture lies in its view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from mosaic_desk.gui.image_pose import LARGEST_ZOOM, Frame, Pose, fitted, flipped_across, flipped_down, turned

FRAME = Frame(picture=(200, 100), view=(400, 400), ratio=1.0)
CHANGES = {
    "right": lambda pose: turned(pose, 1), "left": lambda pose: turned(pose, -1),
    "across": flipped_across, "down": flipped_down,
}  # fmt: skip
poses = st.lists(st.sampled_from(sorted(CHANGES)), max_size=6).map(
    lambda names: _after(Pose(zoom=1.5, shift=(11.0, -7.0)), names)
)


def _after(pose: Pose, names: list[str]) -> Pose:
    for name in names:
        pose = CHANGES[name](pose)
    return pose


def _placed(pose: Pose, x: float, y: float, frame: Frame = FRAME) -> tuple[float, float]:
    place = frame.transform(pose).map(QPointF(x, y))
    return round(place.x(), 6), round(place.y(), 6)


def test_a_fitted_picture_lies_in_the_middle_as_large_as_it_can() -> None:
    assert _placed(Pose(), 0, 0) == (0, 100)
    assert _placed(Pose(), 200, 100) == (400, 300)
    assert FRAME.zoom_of(Pose()) == 2
    assert FRAME.zoom_of(Pose(turns=1)) == 2


def test_one_to_one_is_a_pixel_of_the_screen_also_on_a_dense_one() -> None:
    dense = Frame(picture=(200, 100), view=(400, 400), ratio=2.0)
    pose = dense.zoomed(Pose(), 1 / dense.zoom_of(Pose()))
    left, right = _placed(pose, 0, 0, dense), _placed(pose, 200, 0, dense)
    assert right[0] - left[0] == 100


@given(poses)
def test_a_flip_changes_sides_on_the_screen_however_the_picture_lies(pose: Pose) -> None:
    for corner in ((0, 0), (200, 0), (200, 100)):
        x, y = _placed(pose, *corner)
        assert _placed(flipped_across(pose), *corner) == pytest.approx((400 - x, y), abs=1e-5)
        assert _placed(flipped_down(pose), *corner) == pytest.approx((x, 400 - y), abs=1e-5)


@given(poses)
def test_a_turn_goes_round_the_middle_of_the_view(pose: Pose) -> None:
    for corner in ((0, 0), (200, 0), (200, 100)):
        x, y = _placed(pose, *corner)
        assert _placed(turned(pose, 1), *corner) == pytest.approx((400 - y, x), abs=1e-5)


@given(poses)
def test_what_is_done_twice_or_back_is_as_it_was(pose: Pose) -> None:
    assert flipped_across(flipped_across(pose)) == pose
    assert flipped_down(flipped_down(pose)) == pose
    assert turned(turned(pose, 1), -1) == pose
    assert turned(pose, 4) == pose


@given(poses, st.floats(0.2, 5), st.floats(150, 250), st.floats(150, 250))
def test_zooming_keeps_the_pixel_under_the_pointer(pose: Pose, factor: float, x: float, y: float) -> None:
    inverse, _ = FRAME.transform(pose).inverted()
    pixel = inverse.map(QPointF(x, y))
    zoomed = FRAME.zoomed(pose, factor, QPointF(x, y))
    assert _placed(zoomed, pixel.x(), pixel.y()) == pytest.approx((x, y), abs=1e-4)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.001, 1000))
def test_a_picture_can_never_be_lost_out_of_its_view(right: float, down: float, factor: float) -> None:
    pose = FRAME.zoomed(FRAME.moved(Pose(), right, down), factor)
    pose = FRAME.moved(pose, right, down)
    corners = [FRAME.transform(pose).map(QPointF(x, y)) for x in (0, 200) for y in (0, 100)]
    assert min(corner.x() for corner in corners) <= 400 and max(corner.x() for corner in corners) >= 0
    assert min(corner.y() for corner in corners) <= 400 and max(corner.y() for corner in corners) >= 0
    assert FRAME.zoom_of(pose) <= LARGEST_ZOOM


def test_the_pixel_under_a_point_is_found_and_nothing_outside() -> None:
    assert FRAME.pixel_at(Pose(), QPointF(1, 101)) == (0, 0)
    assert FRAME.pixel_at(Pose(), QPointF(399, 299)) == (199, 99)
    assert FRAME.pixel_at(Pose(), QPointF(10, 10)) is None
    assert FRAME.pixel_at(flipped_across(Pose()), QPointF(1, 101)) == (199, 0)


def test_a_view_without_room_is_no_error() -> None:
    empty = Frame(picture=(200, 100), view=(0, 0), ratio=1.0)
    assert empty.zoom_of(Pose()) > 0
    assert fitted(empty.moved(Pose(), 5, 5)) == Pose()
