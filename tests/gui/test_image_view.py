"""One picture in its view: greys, words, mouse."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mosaic_desk.core.picture import Picture, Window, WindowShape, grey_table, with_halves
from mosaic_desk.gui.colours import IMAGE_SURROUND
from mosaic_desk.gui.image_showing import Showing, inverted, stepped_window, through_preset, windowed
from mosaic_desk.gui.image_view import ImageView
from tests.gui.image_room import HARD, SOFT, colour, film


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    made = ImageView("Image")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def painted(view: ImageView) -> QImage:
    return view.grab().toImage()


def showing(view: ImageView) -> Showing:
    assert view.showing is not None
    return view.showing


def drag(view: ImageView, button: Qt.MouseButton, *, right: int = 0, down: int = 0) -> None:
    start = QPoint(200, 100)
    QTest.mousePress(view, button, Qt.KeyboardModifier.NoModifier, start)
    move = start + QPoint(right, down)
    QTest.mouseMove(view, move)
    QTest.mouseRelease(view, button, Qt.KeyboardModifier.NoModifier, move)


def wheel(view: ImageView, eighths: int, *, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(200, 100)
    event = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, eighths), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_picture_lies_in_the_middle_of_a_dark_ground_with_its_own_greys(view: ImageView) -> None:
    view.show_picture(film(grey=500), "")
    image = painted(view)
    assert image.pixelColor(390, 100) == IMAGE_SURROUND
    shown = image.pixelColor(200, 100)
    assert shown.red() == shown.green() == shown.blue() == 128


@pytest.mark.parametrize("zoom", [0.1, 0.45, 1.0, 3.7])
def test_greys_are_those_of_the_table_at_every_zoom(view: ImageView, zoom: float) -> None:
    picture = film(height=700, width=900, grey=321)
    view.show_picture(picture, "")
    pose = view.frame.zoomed(showing(view).pose, zoom / view.frame.zoom_of(showing(view).pose))
    view.use(Showing(window=HARD, pose=pose))
    expected = int(grey_table(picture, HARD, is_inverted=False)[321])
    assert painted(view).pixelColor(200, 100).red() == expected


def test_a_ramp_is_seen_where_it_lies_also_when_turned_and_flipped(view: ImageView) -> None:
    view.show_picture(film(height=64, width=64), "")
    left, right = painted(view).pixelColor(110, 100).red(), painted(view).pixelColor(290, 100).red()
    assert left < 30 and right > 220
    from mosaic_desk.gui.image_pose import flipped_across, turned

    view.use(Showing(window=SOFT, pose=flipped_across(showing(view).pose)))
    assert painted(view).pixelColor(110, 100).red() > 220
    view.use(Showing(window=SOFT, pose=turned(showing(view).pose, 1)))
    assert painted(view).pixelColor(200, 10).red() > 220 and painted(view).pixelColor(200, 190).red() < 30


def test_a_colour_picture_has_its_own_colours_and_can_be_inverted(view: ImageView) -> None:
    view.show_picture(colour(red=200), "")
    assert painted(view).pixelColor(200, 100) == QColor(200, 0, 0)
    view.use(inverted(showing(view)))
    assert painted(view).pixelColor(200, 100) == QColor(55, 255, 255)
    assert view.corners().window.startswith("colour")


def test_odd_sizes_and_tiny_pictures_are_painted(view: ImageView) -> None:
    for height, width in ((1, 1), (3, 777), (333, 3), (511, 257)):
        view.show_picture(Picture(levels=with_halves(np.full((height, width, 3), 99, np.uint8))), "")
        assert painted(view).pixelColor(200, 100) == QColor(99, 99, 99)


def test_words_say_what_was_done_and_what_is_seen(view: ImageView) -> None:
    view.resize(700, 300)
    view.show_picture(film(), "2021-03-01 · image 1 of 3")
    assert view.corners().window == "C 500 W 1000 · SOFT · 300 %"
    view.use(Showing(window=Window(centre=2048, width=4096), is_inverted=True, pose=showing(view).pose))
    assert view.corners().badges == ("Inverted",)
    assert view.accessibleDescription() == "2021-03-01 · image 1 of 3. C 2048 W 4096 · 300 %. Inverted"


def test_the_value_under_the_pointer_is_read_and_gone_when_it_leaves(view: ImageView) -> None:
    view.show_picture(film(height=100, width=100, grey=777), "")
    QTest.mouseMove(view, QPoint(200, 100))
    assert view.corners().value == "value 777 at 50, 50"
    QTest.mouseMove(view, QPoint(3, 3))
    assert view.corners().value == ""


def test_dragging_with_the_left_button_moves_window_and_level_from_where_it_began(view: ImageView) -> None:
    view.show_picture(film(), "")
    drag(view, Qt.MouseButton.LeftButton, right=100)
    assert showing(view).window.width == pytest.approx(1649, abs=1) and showing(view).window.centre == 500
    view.show_picture(film(), "")
    drag(view, Qt.MouseButton.LeftButton, down=-100)
    assert showing(view).window.centre < 500  # up is brighter: the centre falls
    negative = film(is_negative=True)
    view.show_picture(negative, "")
    drag(view, Qt.MouseButton.LeftButton, down=-100)
    assert showing(view).window.centre > 500


def test_the_middle_button_moves_and_the_right_one_zooms(view: ImageView) -> None:
    view.show_picture(film(), "")
    drag(view, Qt.MouseButton.MiddleButton, right=30, down=-20)
    assert showing(view).pose.shift == (30, -20)
    before = view.frame.zoom_of(showing(view).pose)
    drag(view, Qt.MouseButton.RightButton, down=-50)
    assert view.frame.zoom_of(showing(view).pose) > before


def test_the_wheel_goes_to_the_next_image_a_notch_at_a_time(view: ImageView, qtbot: QtBot) -> None:
    view.show_picture(film(), "")
    steps: list[int] = []
    view.stepped.connect(steps.append)
    wheel(view, -60)
    assert steps == []
    wheel(view, -60)
    wheel(view, 240)
    assert steps == [1, -2]
    before = view.frame.zoom_of(showing(view).pose)
    wheel(view, 120, held=Qt.KeyboardModifier.ControlModifier)
    assert steps == [1, -2] and view.frame.zoom_of(showing(view).pose) > before


def test_a_sentence_takes_the_place_of_a_picture(view: ImageView) -> None:
    view.show_picture(film(grey=1000), "")
    view.show_words("The image <b>a</b>.png is not there.")
    assert view.picture is None and view.showing is None
    assert view.accessibleDescription() == "The image <b>a</b>.png is not there."
    assert painted(view).pixelColor(5, 5) == IMAGE_SURROUND
    drag(view, Qt.MouseButton.LeftButton, right=50)
    wheel(view, 120, held=Qt.KeyboardModifier.ControlModifier)
    assert view.showing is None


def test_presets_are_the_files_windows_then_those_of_the_values() -> None:
    picture = film()
    first = Showing(window=SOFT)
    second = through_preset(picture, first, 2)
    assert second is not None and second.window == HARD
    third = through_preset(picture, second, 2)
    assert third is not None and third.window == SOFT
    names = [chosen.window.name for number in (1, 3, 4, 5) if (chosen := through_preset(picture, first, number))]
    assert names == ["SOFT", "full", "middle", "lung"]
    assert through_preset(film(windows=(SOFT,)), first, 2) is None


def test_brighter_is_brighter_on_the_screen_whichever_way_round_the_greys_are() -> None:
    for picture in (film(), film(is_negative=True)):
        for start in (Showing(window=SOFT), inverted(Showing(window=SOFT))):
            after = stepped_window(picture, start, wider=0, brighter=1)
            before = grey_table(picture, start.window, is_inverted=start.is_inverted)[400]
            assert grey_table(picture, after.window, is_inverted=after.is_inverted)[400] > before


def test_a_window_never_gets_so_narrow_that_it_is_none() -> None:
    chosen = Showing(window=SOFT)
    for _ in range(300):
        chosen = windowed(film(), chosen, wider=-0.5, brighter=0)
    assert chosen.window.width == 1
    sigmoid = Showing(window=Window(centre=0, width=1e-9, shape=WindowShape.SIGMOID))
    assert windowed(film(), sigmoid, wider=-9, brighter=0).window.width > 0


def test_the_line_round_a_view_tints_nothing_inside_it(view: ImageView) -> None:
    view.show_picture(film(grey=1000), "title")
    plain = painted(view).pixelColor(200, 100)
    view.is_marked = True
    view.update()
    assert painted(view).pixelColor(200, 100) == plain
    assert painted(view).pixelColor(1, 60) != painted(view).pixelColor(20, 60)


def test_in_a_small_view_words_leave_the_picture_free(view: ImageView) -> None:
    view.resize(160, 100)
    view.show_picture(film(grey=1000, height=100, width=160), "2021-03-01 · image 1 of 3", "1/3")
    image = painted(view)
    free = [image.pixelColor(x, y).red() for y in range(40, 98, 4) for x in range(5, 155, 5)]
    assert min(free) > 240
