"""Colours: contrast of what is written on what, and the distance of the classes in every kind of colour sight."""

import re
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.gui.colours import CLASS_COLOURS, DARK, IMAGE_SURROUND, LIGHT, ON_CLASS, Look, edge_colour
from mosaic_desk.gui.theme_rules import own_rules

LOOKS = pytest.mark.parametrize("look", [DARK, LIGHT], ids=["dark", "light"])

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHTS = {
    "full": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                        [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                        [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                        [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ @ np.ones(3)


def linear(colour: QColor) -> np.ndarray:
    """Light of the three channels, 0 to 1."""
    value = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def luminance(colour: QColor) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG 2 defines it: 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def lab(colour: QColor, sight: str) -> np.ndarray:
    """CIE Lab of what an eye of this sight sees."""
    seen = TO_XYZ @ np.clip(SIGHTS[sight] @ linear(colour), 0, 1) / WHITE
    root = np.where(seen > 216 / 24389, np.cbrt(seen), (24389 / 27 * seen + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def distance(one: QColor, other: QColor, sight: str) -> float:
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def test_the_measures_give_known_values() -> None:
    black, white, grey = QColor("#000000"), QColor("#ffffff"), QColor("#777777")
    assert contrast(black, white) == pytest.approx(21, abs=0.01)
    assert contrast(white, grey) == pytest.approx(4.48, abs=0.01)
    assert lab(white, "full") == pytest.approx([100, 0, 0], abs=0.1)
    assert lab(QColor("#ff0000"), "full") == pytest.approx([53.2, 80.1, 67.2], abs=0.2)
    for sight in SIGHTS:  # nobody's grey is coloured
        assert lab(grey, sight)[1:] == pytest.approx([0, 0], abs=1.0)
    red, green = QColor("#c04000"), QColor("#607000")
    assert distance(red, green, "deutan") < distance(red, green, "full") / 3


@LOOKS
@pytest.mark.parametrize("ground", ["window", "surface", "raised", "tint"])
@pytest.mark.parametrize("ink", ["text", "dim", "accent"])
def test_everything_written_can_be_read(look: Look, ground: str, ink: str) -> None:
    assert contrast(getattr(look, ink), getattr(look, ground)) >= 4.5


@LOOKS
def test_text_of_the_reader_stands_out_as_text_to_read_for_hours(look: Look) -> None:
    assert contrast(look.text, look.surface) >= 10
    assert contrast(look.on_accent, look.accent) >= 4.5


@pytest.mark.parametrize("label", ALL_CLASSES)
def test_the_word_on_a_filled_pill_can_be_read(label) -> None:
    assert contrast(ON_CLASS, CLASS_COLOURS[label]) >= 6


@LOOKS
@pytest.mark.parametrize("label", ALL_CLASSES)
@pytest.mark.parametrize("ground", ["surface", "tint", "raised"])
def test_the_edge_of_a_class_is_seen_on_every_ground_of_a_row(look: Look, label, ground: str) -> None:
    assert contrast(edge_colour(label, look), getattr(look, ground)) >= 3


@LOOKS
def test_the_ring_round_what_has_the_keyboard_is_seen(look: Look) -> None:
    """Against the ground and against the line that is there without the keyboard."""
    for ground in (look.window, look.surface, look.raised, look.tint):
        assert contrast(look.accent, ground) >= 3
    assert contrast(look.accent, look.line) >= 3


def test_words_in_place_of_a_picture_can_be_read() -> None:
    assert contrast(QColor("#8B929A"), IMAGE_SURROUND) >= 4.5
    assert luminance(IMAGE_SURROUND) < 0.01


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_classes_look_alike_to_anyone(sight: str) -> None:
    for one, other in combinations(ALL_CLASSES, 2):
        assert distance(CLASS_COLOURS[one], CLASS_COLOURS[other], sight) >= 25, (one, other)


@LOOKS
def test_every_pair_of_colours_in_the_rules_is_one_that_is_measured_here(look: Look) -> None:
    """A rule that sets ink and ground sets two of ours, and they are readable together."""
    pairs = 0
    for block in re.findall(r"\{([^}]*)\}", own_rules(look)):
        ink = re.search(r"(?<![-\w])color: (#[0-9a-f]{6})", block)
        ground = re.search(r"background: (#[0-9a-f]{6})", block)
        if ink and ground:
            pairs += 1
            assert contrast(QColor(ink[1]), QColor(ground[1])) >= 4.5, block
    assert pairs > 15
