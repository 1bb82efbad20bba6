"""Numbers are written as the interface's language writes them."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.gui.image_words import number
from mosaic_desk.gui.language import use_language
from mosaic_desk.gui.numbers import counted, in_language
from mosaic_desk.gui.progress_figures import seconds
from mosaic_desk.gui.progress_strip import progress_sentence


@pytest.fixture
def danish(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "da")
    yield
    use_language(qapp, "en")


def test_english_has_commas_between_thousands_and_a_point_before_tenths(qapp: QApplication) -> None:
    use_language(qapp, "en")
    assert (counted(7), counted(1234567), in_language("0.5"), number(0.25)) == ("7", "1,234,567", "0.5", "0.25")


@pytest.mark.usefixtures("danish")
def test_danish_has_it_the_other_way_round() -> None:
    assert (counted(7), counted(1234567), in_language("0.5"), number(0.25)) == ("7", "1.234.567", "0,5", "0,25")
    assert number(-1500.0) == "-1500"


@pytest.mark.usefixtures("danish")
def test_a_progress_in_danish_has_danish_words_and_numbers() -> None:
    told = SuggestProgress(done=1200, total=90_000, text="Suggesting", seconds_left=30.0)
    assert progress_sentence(told) == "Foreslår  ·  1.200 / 90.000  ·  1 %  ·  30 s tilbage"


@pytest.mark.usefixtures("danish")
def test_a_short_time_has_a_decimal_comma() -> None:
    assert (seconds(14.2), seconds(3.0), seconds(185)) == ("14,2 s", "3 s", "3 min 5 s")
