"""The picture beside the report."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import ImageError
from mosaic_desk.gui.colours import IMAGE_SURROUND
from mosaic_desk.gui.image_pane import ImagePane, image_of
from tests.gui.conftest import OpenDesk
from tests.gui.fake_session import TEXT, FakeSession


@pytest.mark.parametrize(
    ("array", "grey"),
    [
        (np.full((3, 5), 77, np.uint8), 77),
        (np.full((3, 5), 0.5), 127),
        (np.full((3, 5), 4000, np.uint16), 255),
        (np.full((3, 5, 3), 77, np.uint8), 77),
        (np.full((3, 5), 77, np.uint8)[:, ::-1], 77),
        (np.zeros((3, 5), np.int16), 0),
    ],
)
def test_pixels_keep_their_grey(array: np.ndarray, grey: int) -> None:
    image = image_of(array)
    assert (image.width(), image.height()) == (5, 3)
    colour = image.pixelColor(4, 2)
    assert (colour.red(), colour.green(), colour.blue()) == (grey, grey, grey)


def test_an_image_keeps_its_shape_and_lies_in_the_middle_of_a_dark_ground(qtbot: QtBot) -> None:
    pane = ImagePane()
    qtbot.addWidget(pane)
    pane.resize(400, 200)
    pane.show_picture(np.full((100, 50), 200, np.uint8))
    assert (pane.fitted().width(), pane.fitted().height()) == (100, 200)
    assert pane.fitted().center() == pane.rect().toRectF().center()
    painted: QImage = pane.grab().toImage()
    assert painted.pixelColor(5, 5) == IMAGE_SURROUND
    assert painted.pixelColor(200, 100).red() == 200


def test_the_pane_opens_for_reports_that_have_an_image(open_desk: OpenDesk) -> None:
    session = FakeSession([TEXT] * 2, has_images=True)
    desk = open_desk(session, picture=lambda report: np.zeros((4, 4), np.uint8))
    pane = desk.window.places.image
    assert pane.isVisible()
    assert pane.has_picture
    desk.window.commands["forward"].trigger()
    desk.settle()
    assert not pane.isVisible()
    desk.window.commands["back"].trigger()
    desk.settle()
    desk.window.image_wanted.setChecked(False)
    assert not pane.isVisible()


def test_an_image_that_cannot_be_shown_says_why_and_the_text_stays(open_desk: OpenDesk) -> None:
    def broken(report: object) -> None:
        raise ImageError("This picture is damaged.")

    desk = open_desk(FakeSession([TEXT], has_images=True), picture=broken)
    assert not desk.window.places.image.has_picture
    assert desk.window.places.image.words == "This picture is damaged."
    assert desk.window.report.text.toPlainText()


def test_a_missing_image_is_said(open_desk: OpenDesk) -> None:
    desk = open_desk(FakeSession([TEXT], has_images=True), picture=lambda report: None)
    assert "cannot be found" in desk.window.places.image.words
