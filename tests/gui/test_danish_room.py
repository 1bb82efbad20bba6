"""Danish words are longer: nothing of the window grows beyond a small screen for them, and nothing is cut unsaid."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel

from mosaic_desk.core.events import Mode
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.gui.chip import Chip
from mosaic_desk.gui.language import use_language
from mosaic_desk.gui.note_dialog import NoteDialog
from mosaic_desk.gui.settings import Settings
from tests.gui.conftest import OpenDesk

LONG = "The disk reported a fault: nothing was saved. Check the disk, then do it again."


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    use_language(qapp, "en")


@pytest.mark.parametrize("mode", [Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ])
def test_the_window_fits_a_small_screen_with_large_type_in_every_mode(open_desk: OpenDesk, mode: Mode) -> None:
    desk = open_desk(settings=Settings(reader="Ada Berg", language="da", font_percent=200, mode=mode))
    desk.settle()
    assert desk.window.minimumSizeHint().width() <= 1366
    assert desk.window.width() == 1366


def test_a_banner_with_large_type_shows_its_whole_sentence_above_its_buttons(open_desk: OpenDesk) -> None:
    window = open_desk(settings=Settings(reader="Ada Berg", language="da", font_percent=200)).window
    window.banner.tell(LONG, can_retry=True)
    QApplication.processEvents()
    (label,) = (label for label in window.banner.findChildren(QLabel) if label.text() == window.banner.text)
    assert window.banner.text.startswith("Disken meldte en fejl")
    assert label.height() >= label.heightForWidth(label.width())


def test_a_chip_gives_way_and_says_the_whole_as_its_tip(qapp: QApplication) -> None:
    chip = Chip()
    chip.say("Førstebedømmelse")
    chip.show()
    chip.resize(chip.sizeHint())
    assert (chip.text(), chip.toolTip()) == ("Førstebedømmelse", "")
    chip.resize(chip.minimumSizeHint())
    assert chip.text().endswith("…")
    assert "Førstebedømmelse" in chip.toolTip()
    assert (chip.words, chip.accessibleName()) == ("Førstebedømmelse", "Førstebedømmelse")
    chip.resize(chip.sizeHint() + QSize(40, 0))
    assert (chip.text(), chip.toolTip()) == ("Førstebedømmelse", "")
    chip.close()


def test_the_longest_definition_is_whole_above_the_guideline_that_is_written(qapp: QApplication) -> None:
    findings = shown_taxonomy(taxonomy_named("mimic-cxr"), "da").findings
    longest = max((finding.definition for finding in findings), key=len)
    dialog = NoteDialog(title="x", about=longest, text="", hint="y")
    dialog.show()
    QApplication.processEvents()
    (about,) = (label for label in dialog.findChildren(QLabel) if label.text() == longest)
    assert about.height() >= about.heightForWidth(about.width())
    assert dialog.field.height() >= dialog.fontMetrics().lineSpacing() * 4
    dialog.close()
