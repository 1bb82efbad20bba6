"""The images of the open report in their window: keys, layouts, priors, reading ahead."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mosaic_desk.core.ids import PatientId, ReportId
from mosaic_desk.core.report import ImageRef
from mosaic_desk.gui.image_commands import IMAGE_COMMANDS
from mosaic_desk.gui.image_showing import Showing
from mosaic_desk.gui.image_view import ImageView
from mosaic_desk.gui.settings import Settings, load_settings
from tests.gui.conftest import Desk, OpenDesk
from tests.gui.fake_session import TEXT, FakeSession
from tests.gui.image_room import MemoryReader, colour, film

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PRIOR = Settings(reader="Ada Berg", layout="text_image_prior")


def session(*images: str, patient: str | None = "p1") -> FakeSession:
    """A report for each text of paths, a day apart, all of one patient."""
    made = FakeSession([TEXT] * len(images))
    for stored, paths in zip(made.stored.values(), images, strict=True):
        refs = tuple(ImageRef(path=path) for path in paths.split())
        patient_id = PatientId(patient) if patient else None
        stored.report = replace(stored.report, images=refs, patient_id=patient_id)
    return made


def settle(desk: Desk, qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(is_so, timeout=5000)


def shown(view: ImageView) -> Showing:
    assert view.showing is not None
    return view.showing


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    made = open_desk(session("a b c", ""), picture=MemoryReader(a=film(), b=colour(), c=film(frame_count=12)))
    made.window.places.image.setFocus()
    return made


def test_an_image_stands_beside_its_report_and_gives_its_place_up_where_there_is_none(desk: Desk) -> None:
    window = desk.window
    assert window.places.image_dock.isVisible() and window.places.image.has_picture
    assert window.places.image.current.title == "2021-03-01 · image 1 of 3"
    window.commands["forward"].trigger()
    desk.settle()
    assert not window.places.image_dock.isVisible()
    assert window.places.image.words == "This report came without an image."
    window.commands["back"].trigger()
    desk.settle()
    assert window.places.image_dock.isVisible() and window.places.image.has_picture


def test_each_key_does_what_the_manual_says(desk: Desk) -> None:
    view = desk.window.places.image.current
    pose = lambda: shown(view).pose  # noqa: E731 - read anew each time
    desk.press("i")
    assert shown(view).is_inverted
    desk.press("h")
    assert pose().is_mirrored and view.corners().badges == ("Flipped left–right", "Inverted")
    desk.press("h", "v")
    assert view.corners().badges == ("Flipped top–bottom", "Inverted")
    desk.press("v", "r")
    assert pose().turns == 1 and view.corners().badges == ("Rotated right", "Inverted")
    desk.press("l", "l")
    assert pose().turns == 3
    desk.press("0")
    assert pose().zoom == pytest.approx(1)
    desk.press("+")
    assert pose().zoom == pytest.approx(1.25)
    desk.press("-", "-")
    assert pose().zoom == pytest.approx(0.8)
    desk.press(Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert pose().shift[0] > 0 and pose().shift[1] > 0
    desk.press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert pose().shift == pytest.approx((0, 0), abs=1e-6)
    desk.press("=")
    assert pose().zoom is None
    desk.press(Qt.Key.Key_Space)
    assert view.corners().badges == ()


def test_windows_are_on_the_keys_too(desk: Desk) -> None:
    view = desk.window.places.image.current
    names = []
    for key in "21345":
        desk.press(key)
        names.append(shown(view).window.name)
    assert names == ["HARD", "SOFT", "full", "middle", "lung"]
    desk.press("1")
    desk.press(Qt.Key.Key_Right, held=CTRL)
    assert shown(view).window.width == pytest.approx(1080)
    desk.press(Qt.Key.Key_Up, held=CTRL)
    assert shown(view).window.centre < 500
    before = shown(view).window
    desk.press(Qt.Key.Key_Down, held=CTRL)
    desk.press(Qt.Key.Key_Left, held=CTRL)
    assert shown(view).window.centre == pytest.approx(500, abs=5) and shown(view).window.width < before.width


def test_keys_of_the_image_answer_nothing(desk: Desk) -> None:
    desk.press(*"pnumahfce1234", Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    assert desk.session.stored["R-0001"].corrections == {}
    assert desk.report_id == "R-0001"


def test_the_next_image_is_a_key_away_and_ends_stop(desk: Desk) -> None:
    view = desk.window.places.image.current
    desk.press(Qt.Key.Key_PageDown)
    assert view.title == "2021-03-01 · image 2 of 3"
    desk.press("3")
    assert desk.said == "A colour image has no window."
    desk.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert view.title == "2021-03-01 · image 3 of 3 · first of 12 frames"
    desk.press(Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert view.title == "2021-03-01 · image 1 of 3"


def test_every_command_says_that_there_is_no_image_where_there_is_none(open_desk: OpenDesk) -> None:
    desk = open_desk(session(""), picture=MemoryReader())
    for command in IMAGE_COMMANDS:
        desk.window.commands[command.id].trigger()
        desk.settle()
    desk.window.commands["image_invert"].trigger()
    assert desk.said == "No image is shown."


@pytest.mark.parametrize(
    ("reader", "words"), [(MemoryReader(), "The image a is not there."), (None, "Images cannot be shown here.")]
)
def test_an_image_that_cannot_be_shown_says_why_and_the_text_stays(
    open_desk: OpenDesk, reader: MemoryReader | None, words: str
) -> None:
    desk = open_desk(session("a"), picture=reader)
    pane = desk.window.places.image
    assert pane.isVisible() and not pane.has_picture
    assert pane.words == words
    assert desk.window.report.text.toPlainText()


def test_a_late_picture_is_never_put_beside_another_report(open_desk: OpenDesk, qtbot: QtBot) -> None:
    reader = MemoryReader(a=film(grey=1), b=film(grey=2))
    go = reader.hold("a")
    desk = open_desk(FakeSession([]), picture=reader)
    desk.session.stored.update(session("a", "b").stored)
    desk.window.flow.pages.open(ReportId("R-0001"))
    settle(desk, qtbot, lambda: reader.asked == ["a"])
    pane = desk.window.places.image
    desk.window.flow.pages.open(ReportId("R-0002"))
    settle(desk, qtbot, lambda: desk.report_id == "R-0002")
    assert pane.current.picture is None
    go.set()
    settle(desk, qtbot, lambda: desk.window.is_settled)
    assert pane.current.picture is not None and pane.current.picture.value_at(0, 0) == (2.0,)


def test_a_slow_picture_says_that_it_is_being_read(open_desk: OpenDesk, qtbot: QtBot) -> None:
    reader = MemoryReader(a=film())
    go = reader.hold("a")
    desk = open_desk(FakeSession([]), picture=reader)
    desk.session.stored.update(session("a").stored)
    desk.window.flow.pages.open(ReportId("R-0001"))
    settle(desk, qtbot, lambda: desk.window.places.image.words == "Reading the image…")
    go.set()
    settle(desk, qtbot, lambda: desk.window.places.image.has_picture)


def test_committing_does_not_wait_for_a_picture(open_desk: OpenDesk, qtbot: QtBot) -> None:
    reader = MemoryReader(a=film(), b=film())
    reports = session("a", "b")
    reports.must_set.clear()
    go = reader.hold("b")
    desk = open_desk(reports, picture=reader)
    desk.look()
    desk.window.commands["commit"].trigger()
    settle(desk, qtbot, lambda: desk.report_id == "R-0002")
    assert not desk.window.imaging.is_settled
    go.set()
    desk.settle()


def test_the_next_reports_images_are_read_ahead_and_nothing_counts_as_seen(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    reader = MemoryReader(**{name: film() for name in "abcdefg"})
    desk = open_desk(session("a b", "c", "d", "e", "f"), picture=reader)
    pages = list(desk.session.calls)
    settle(desk, qtbot, lambda: reader.asked == ["a", "b", "c", "d", "e"])
    asked = [call for call in desk.session.calls if not call.startswith("read ahead of")]
    assert asked == [call for call in pages if not call.startswith("read ahead of")]
    desk.window.commands["forward"].trigger()
    settle(desk, qtbot, lambda: desk.report_id == "R-0002")
    assert desk.window.places.image.has_picture  # at once: it was there already


def test_the_layout_is_chosen_by_key_kept_and_marked_in_the_menu(open_desk: OpenDesk) -> None:
    desk = open_desk(session("a", "b"), picture=MemoryReader(a=film(), b=film()))
    window = desk.window
    assert [name for name in ("text", "text_image", "text_image_prior")
            if window.commands[f"layout_{name}"].isChecked()] == ["text_image"]  # fmt: skip
    desk.press("1", held=Qt.KeyboardModifier.AltModifier)
    assert not window.places.image_dock.isVisible()
    assert load_settings().layout == "text"
    assert window.commands["layout_text"].isChecked() and not window.commands["layout_text_image"].isChecked()
    window.commands["forward"].trigger()
    desk.settle()
    assert not window.places.image_dock.isVisible()
    desk.press("3", held=Qt.KeyboardModifier.AltModifier)
    assert window.places.image.prior.isVisible() and load_settings().layout == "text_image_prior"
    desk.press("2", held=Qt.KeyboardModifier.AltModifier)
    assert window.places.image_dock.isVisible() and not window.places.image.prior.isVisible()


def test_each_layout_remembers_the_size_of_its_docks(open_desk: OpenDesk) -> None:
    desk = open_desk(session("a"), picture=MemoryReader(a=film()))
    window = desk.window
    window.resizeDocks([window.places.image_dock], [180], Qt.Orientation.Vertical)
    desk.settle()
    small = window.places.image_dock.height()
    desk.press("3", held=Qt.KeyboardModifier.AltModifier)
    window.resizeDocks([window.places.image_dock], [400], Qt.Orientation.Vertical)
    desk.settle()
    large = window.places.image_dock.height()
    assert large > small + 100
    desk.press("2", held=Qt.KeyboardModifier.AltModifier)
    assert window.places.image_dock.height() == pytest.approx(small, abs=3)
    desk.press("3", held=Qt.KeyboardModifier.AltModifier)
    assert window.places.image_dock.height() == pytest.approx(large, abs=3)


def test_the_newest_prior_stands_beside_the_image_with_its_date(open_desk: OpenDesk) -> None:
    reader = MemoryReader(a=film(grey=1), b=film(grey=2), d=film(grey=4))
    desk = open_desk(session("a", "b", "", "d"), picture=reader, settings=PRIOR)
    desk.window.flow.pages.open(ReportId("R-0004"))
    desk.settle()
    pane = desk.window.places.image
    assert pane.current.title == "2021-03-04 · image 1 of 1"
    assert pane.prior.title == "Prior · 2021-03-02 · image 1 of 1"
    assert pane.prior.picture is not None and pane.prior.picture.value_at(0, 0) == (2.0,)
    pane.setFocus()
    desk.press(Qt.Key.Key_PageDown, held=SHIFT)
    assert pane.prior.title == "Prior · 2021-03-01 · image 1 of 1"
    desk.press(Qt.Key.Key_PageDown, held=SHIFT)
    assert desk.said == "There is no further earlier image on this side."
    desk.press(Qt.Key.Key_PageUp, held=SHIFT)
    assert pane.prior.title == "Prior · 2021-03-02 · image 1 of 1"


def test_a_prior_has_a_place_where_the_report_itself_has_no_image(open_desk: OpenDesk) -> None:
    desk = open_desk(session("a", ""), picture=MemoryReader(a=film()), settings=PRIOR)
    desk.window.flow.pages.open(ReportId("R-0002"))
    desk.settle()
    pane = desk.window.places.image
    assert desk.window.places.image_dock.isVisible()
    assert pane.words == "This report came without an image." and pane.prior.picture is not None


def test_without_an_earlier_image_the_priors_place_says_so(open_desk: OpenDesk) -> None:
    desk = open_desk(session("a", patient=None), picture=MemoryReader(a=film()), settings=PRIOR)
    assert desk.window.places.image.prior.words == "There is no earlier image of this patient."


def test_keys_go_to_the_view_that_was_entered_last_and_a_line_shows_which(open_desk: OpenDesk) -> None:
    desk = open_desk(session("a", "b"), picture=MemoryReader(a=film(), b=film()), settings=PRIOR)
    desk.window.flow.pages.open(ReportId("R-0002"))
    desk.settle()
    pane = desk.window.places.image
    pane.current.setFocus()
    desk.press(Qt.Key.Key_Tab)
    assert pane.active is pane.prior and pane.prior.is_marked and not pane.current.is_marked
    desk.press("i")
    assert shown(pane.prior).is_inverted and not shown(pane.current).is_inverted
    desk.window.commands["layout_text_image"].trigger()
    desk.settle()
    assert pane.active is pane.current and not pane.current.is_marked


def test_both_are_seen_through_one_window_where_that_is_wanted(open_desk: OpenDesk) -> None:
    desk = open_desk(session("a", "b"), picture=MemoryReader(a=film(), b=film()), settings=PRIOR)
    desk.window.flow.pages.open(ReportId("R-0002"))
    desk.settle()
    pane = desk.window.places.image
    pane.setFocus()
    desk.press("2")
    assert shown(pane.prior).window.name == "SOFT"
    desk.press("l", held=SHIFT)
    assert load_settings().links_windows and desk.window.commands["image_link"].isChecked()
    desk.press("3", "i")
    assert shown(pane.prior).window == shown(pane.current).window and not shown(pane.prior).is_inverted
    desk.press("l", held=SHIFT)
    desk.press("1")
    assert shown(pane.prior).window != shown(pane.current).window
