"""The page at the end of a reading session: when it comes, what it tells, what it offers."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.reading_session import Over
from mosaic_desk.gui.session_end import SessionEndDialog
from mosaic_desk.gui.settings import Settings
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_reports import TEXT
from tests.gui.fake_session import FakeSession
from tests.gui.fake_sessions import FakeRanking
from tests.gui.session_room import begun, committed, fake_ranking, of, opened


@pytest.fixture(autouse=True)
def ranking(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[FakeRanking]]:
    yield from fake_ranking(monkeypatch)


def ended(desk: Desk, qtbot: QtBot) -> SessionEndDialog:
    qtbot.waitUntil(lambda: of(desk).end_page is not None and of(desk).end_page.isVisible())
    page = of(desk).end_page
    assert page is not None
    return page


def cells(table: QTableWidget) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_a_session_that_is_over_ends_by_itself_with_its_page(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.read(120, over=Over.SIZE, pneumothorax=9, edema=38)
    committed(desk)
    page = ended(desk, qtbot)
    assert page.page.headline.text() == "All that was planned is read. 120 reports read."
    assert ["Pneumothorax", "3", "12", "+9", "50", "38"] in cells(page.found)
    assert cells(page.found)[-1] == ["Edema", "12", "50", "+38", "50", "✓"]
    said = page.sentences.text()
    assert "It took 48 min. Half of the reports took less than 21 s." in said
    assert "24 of them were first reads, drawn at random." in said
    assert "First reads agree with the suggestions in 93 % of 312 answers; where either mentions the finding, in 80 %."\
        in said
    assert page.next.text().startswith("Next: another session of rare findings. Lacking most: Atelectasis (0/50), ")
    assert of(desk).strip.text == ""
    assert desk.session.sessions.calls == ["end"]


def test_prevalence_is_told_from_the_random_share_with_its_interval_and_a_warning(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.read(120, over=Over.SIZE, pneumothorax=9)
    committed(desk)
    page = ended(desk, qtbot)
    assert "from the random share only (100 reports)" in page.prevalence.accessibleName()
    row = next(row for row in cells(page.prevalence) if row[0] == "Pneumothorax")
    assert row == ["Pneumothorax", "3.0 %", "1.0–8.5 %", "3 of 100", "12 of 96 ⚠"]
    assert "says nothing of how common a finding is" in page.warnings.text()


def test_without_a_random_share_no_prevalence_is_told(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.is_drawn = False
    desk.session.sessions.read(5, over=Over.NOTHING_LEFT)
    committed(desk)
    page = ended(desk, qtbot)
    assert page.prevalence.isHidden()
    assert "cannot be said: no report was drawn at random" in page.prevalence.accessibleName()
    assert "None of them was a first read." in page.sentences.text()


def test_enter_pressed_for_the_next_report_does_not_close_the_page(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.read(120, over=Over.SIZE)
    committed(desk)
    page = ended(desk, qtbot)
    QTest.keyClick(page.found, Qt.Key.Key_Return)
    assert page.isVisible()
    QTest.keyClick(page.found, Qt.Key.Key_Escape)
    assert not page.isVisible()


@pytest.mark.parametrize(("corrected", "is_offered"), [(79, False), (80, True)])
def test_retraining_is_offered_where_enough_is_new(
    open_desk: OpenDesk, qtbot: QtBot, corrected: int, is_offered: bool
) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.corrected = corrected
    desk.session.sessions.read(120, over=Over.SIZE)
    committed(desk)
    page = ended(desk, qtbot)
    assert page.retrain.isVisible() is is_offered
    assert f"{corrected} reports are newly corrected since the last training" in page.next.text()
    if is_offered:
        page.retrain.click()
        training = desk.window.around.training.dialog
        assert training is not None
        qtbot.waitUntil(lambda: training.isVisible() and not page.isVisible())


def test_the_command_ends_a_session_and_says_where_none_is_on(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    desk.window.commands["session_end"].trigger()
    assert desk.said == "No reading session is on. Ctrl+Shift+R plans one."
    begun(desk, qtbot)
    desk.window.commands["session_end"].trigger()
    assert ended(desk, qtbot).page.headline.text() == "0 reports read."


def test_an_end_that_fails_is_said_and_the_session_stays(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.fail_with = InputError("The disk is full.")
    desk.window.commands["session_end"].trigger()
    qtbot.waitUntil(lambda: desk.window.banner.text == "The disk is full.")
    desk.session.sessions.fail_with = None
    desk.window.commands["session_end"].trigger()
    ended(desk, qtbot)


def test_the_page_waits_until_a_revealed_report_was_looked_at(open_desk: OpenDesk, qtbot: QtBot) -> None:
    session = FakeSession([TEXT, CLEAR, CLEAR])
    desk = open_desk(session, settings=Settings(reader="Ada Berg", mode=Mode.FIRST_READ))
    begun(desk, qtbot)
    desk.press("n")
    session.sessions.read(120, over=Over.SIZE)
    committed(desk)
    assert desk.window.flow.committing.is_revealing
    assert of(desk).end_page is None
    committed(desk)
    ended(desk, qtbot)
