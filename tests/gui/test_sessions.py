"""Reading sessions from the window: planned by keys, followed after every commit, left and taken up, ended."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import Footing, Over, SessionPlan
from mosaic_desk.core.worklist_values import SavedView
from mosaic_desk.desk.queueing import TARGET
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.queue_words import QUEUES
from mosaic_desk.gui.session_dialog import SessionDialog
from mosaic_desk.gui.session_page import SessionPage
from mosaic_desk.gui.settings import Settings
from tests.gui.conftest import CLEAR, OpenDesk
from tests.gui.fake_reports import TAXONOMY, TEXT
from tests.gui.fake_session import FakeSession
from tests.gui.fake_sessions import FakeRanking, FakeSessions, standing_of, why
from tests.gui.session_room import ask, begun, committed, fake_ranking, of, opened, press_button
from tests.gui.test_dialogs import when_open

PLAN = SessionPlan(taxonomy_id=TAXONOMY)
REASON = "only 3 positives of pneumothorax so far; like report R-0004"


@pytest.fixture(autouse=True)
def ranking(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[FakeRanking]]:
    yield from fake_ranking(monkeypatch)


def test_a_session_begins_with_enter_and_says_what_it_still_looks_for(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    plan = begun(desk, qtbot)
    assert plan == PLAN
    assert of(desk).strip.text == "Rare findings  ·  0 of 120 read"
    assert desk.window.queue.button.accessibleName() == "Queue: Rare findings\N{NO-BREAK SPACE}0/120"
    first, *_, last = of(desk).strip.bars.accessibleName().split("; ")
    assert first == "Atelectasis: 0 before, 0 now, 50 wanted"
    assert last == "Edema: 12 before, 12 now, 50 wanted"


def test_ranking_is_done_in_a_thread_apart_while_the_reader_goes_on(
    open_desk: OpenDesk, qtbot: QtBot, ranking: type[FakeRanking], desk_thread: DeskThread
) -> None:
    desk = opened(open_desk)
    ranking.go_on.clear()
    ask(desk, lambda dialog: dialog.accept())
    qtbot.waitUntil(lambda: bool(ranking.made) and bool(ranking.made[0].threads))
    assert of(desk).strip.text == "Choosing the reports: Rare findings…"
    committed(desk)
    assert desk.report_id == "R-0002"
    assert ranking.made[0].threads != [desk_thread.ask(threading.get_ident).result()]
    ranking.go_on.set()
    qtbot.waitUntil(lambda: of(desk).standing is not None)


def test_a_session_that_is_being_chosen_can_be_stopped(
    open_desk: OpenDesk, qtbot: QtBot, ranking: type[FakeRanking]
) -> None:
    desk = opened(open_desk)
    ranking.go_on.clear()
    ask(desk, lambda dialog: dialog.accept())
    of(desk).strip.stop_button.click()
    ranking.go_on.set()
    desk.settle()
    assert of(desk).strip.text == ""
    assert desk.session.sessions.begun == []


def test_findings_are_favoured_and_targets_set_by_keys(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, SessionDialog)
        dialog.findings.setFocus()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_7, Qt.Key.Key_0, Qt.Key.Key_Return):
            QTest.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()
        assert dialog.isVisible()  # Enter ends the field only
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    ask(desk, press)
    qtbot.waitUntil(lambda: bool(desk.session.sessions.begun))
    plan = desk.session.sessions.begun[0][0]
    assert plan.favoured == ("cardiomegaly",)
    assert plan.targets == {"consolidation": 70}


def test_letters_and_a_second_space_change_no_target_and_take_the_favour_back(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = opened(open_desk)

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, SessionDialog)
        dialog.findings.setFocus()
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_Escape):
            QTest.keyClick(QApplication.focusWidget(), key)
        dialog.accept()

    ask(desk, press)
    qtbot.waitUntil(lambda: bool(desk.session.sessions.begun))
    assert desk.session.sessions.begun[0][0] == PLAN


def test_minutes_take_the_place_of_a_number_of_reports(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, SessionDialog)
        dialog.unit.setFocus()
        QTest.keyClick(dialog.unit, Qt.Key.Key_Down)
        assert (dialog.amount.value(), dialog.unit.currentText()) == (30, "minutes of reading")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    ask(desk, press)
    qtbot.waitUntil(lambda: bool(desk.session.sessions.begun))
    plan = desk.session.sessions.begun[0][0]
    assert (plan.size, plan.minutes) == (None, 30)
    desk.settle()
    desk.session.sessions.read(10)
    committed(desk)
    assert of(desk).strip.text == "Rare findings  ·  4 of 30 min, 10 read"
    assert desk.window.queue.button.text() == "Rare findings\N{NO-BREAK SPACE}4/30 min ▾"


def test_a_saved_search_is_read_only_where_one_is_saved(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    place = QUEUES.index(QueueKind.SEARCH)

    def refuse(dialog: QDialog) -> None:
        assert isinstance(dialog, SessionDialog)
        dialog.queues.selectRow(place)
        assert not dialog.start.isEnabled()
        assert dialog.no_view.isVisible()
        assert dialog.no_view.text().endswith("press Ctrl+Shift+S.")
        dialog.reject()

    ask(desk, refuse)
    desk.session.lists.save_view("Effusions of old people", "effusion age:>80")

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, SessionDialog)
        dialog.queues.selectRow(place)
        assert dialog.views.currentText() == "Effusions of old people"
        dialog.accept()

    ask(desk, choose)
    qtbot.waitUntil(lambda: bool(desk.session.sessions.begun))
    assert desk.session.sessions.begun[0][0].query == "effusion age:>80"


def test_every_queue_says_in_one_line_what_it_does(qtbot: QtBot) -> None:
    dialog = SessionDialog(TAXONOMY)
    qtbot.addWidget(dialog)
    assert dialog.queues.rowCount() == len(QueueKind)
    told = [dialog.queues.item(row, 1).text() for row in range(len(QUEUES))]
    assert all(told) and len(set(told)) == len(told)
    dialog.show_views([SavedView(name="One", query="one")])
    assert dialog.plan.query == ""


def test_nothing_to_read_is_said_in_one_sentence_and_no_session_begins(
    open_desk: OpenDesk, qtbot: QtBot, ranking: type[FakeRanking]
) -> None:
    desk = opened(open_desk)
    ranking.reports = ()
    ask(desk, lambda dialog: dialog.accept())
    qtbot.waitUntil(lambda: bool(desk.window.banner.text))
    assert desk.window.banner.text == "Every report is read: there is nothing for a session."
    qtbot.waitUntil(lambda: of(desk).strip.text == "")


def test_a_ranking_that_fails_says_why_and_no_session_begins(
    open_desk: OpenDesk, qtbot: QtBot, ranking: type[FakeRanking]
) -> None:
    desk = opened(open_desk)
    ranking.fail_with = InputError("The project file cannot be read.")
    ask(desk, lambda dialog: dialog.accept())
    qtbot.waitUntil(lambda: bool(desk.window.banner.text))
    assert desk.window.banner.text == "The project file cannot be read."
    desk.settle()
    assert of(desk).strip.text == ""


@pytest.mark.parametrize(
    ("footing", "said"),
    [
        (Footing.WORDS, "No report has a suggestion yet: the reports are chosen by their words."),
        (Footing.NOTHING, "Nothing tells yet which reports hold rare findings: they come by chance or as imported."),
        (Footing.SUGGESTIONS, "The session has begun."),
    ],
)
def test_a_cold_start_says_what_there_is_to_go_by(
    open_desk: OpenDesk, qtbot: QtBot, ranking: type[FakeRanking], footing: Footing, said: str
) -> None:
    ranking.footing = footing
    desk = opened(open_desk)
    begun(desk, qtbot)
    assert desk.said == said


def test_a_report_that_is_begun_stays_open_when_a_session_begins(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    desk.press("n")
    begun(desk, qtbot)
    assert desk.report_id == "R-0001"
    assert desk.said == "The session goes on behind this report, which is begun already."


def test_the_strip_follows_every_commit(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.read(3, pneumothorax=2)
    committed(desk)
    assert of(desk).strip.text == "Rare findings  ·  3 of 120 read  ·  1 min"
    assert desk.window.queue.button.text() == "Rare findings\N{NO-BREAK SPACE}3/120 ▾"
    assert "Pneumothorax: 3 before, 5 now, 50 wanted" in of(desk).strip.bars.accessibleName()


def test_favoured_findings_and_those_that_lack_most_stand_first_in_the_strip(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    found = replace(standing_of(PLAN), plan=replace(PLAN, favoured=(FindingId("edema"),)))
    desk.session.sessions.on = found
    desk.session.sessions.read(30, atelectasis=50, pneumothorax=20, cardiomegaly=30)
    committed(desk)
    order = [one.finding_id for one in of(desk).strip.bars.findings]
    assert order[0] == "edema"
    assert order[1:3] == ["consolidation", "enlarged_cardiomediastinum"]
    assert order[-3:] == ["pneumothorax", "cardiomegaly", "atelectasis"]


def test_more_reports_are_ranked_once_for_each_that_is_read_until_none_are_wanted(
    open_desk: OpenDesk, qtbot: QtBot, ranking: type[FakeRanking]
) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    sessions = desk.session.sessions
    sessions.on = replace(standing_of(read=30), is_ranking=True)
    committed(desk)
    qtbot.waitUntil(lambda: len(sessions.refilled) == 1)
    desk.settle()
    assert [len(one.threads) for one in ranking.made] == [2]  # the same one goes on with what it has read
    committed(desk)
    assert len(sessions.refilled) == 1


def test_a_ranking_that_fails_in_the_middle_lets_the_session_end_with_what_it_has(
    open_desk: OpenDesk, qtbot: QtBot, ranking: type[FakeRanking]
) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    ranking.fail_with = InputError("The project file cannot be read.")
    sessions = desk.session.sessions
    sessions.on = replace(standing_of(read=30), is_ranking=True)
    committed(desk)
    qtbot.waitUntil(lambda: len(sessions.refilled) == 1)
    assert sessions.refilled[0].reports == ()
    assert desk.window.banner.text == "The project file cannot be read."


def test_a_session_is_left_and_taken_up(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = opened(open_desk)
    begun(desk, qtbot)
    desk.session.sessions.read(37)
    ask(desk, lambda page: press_button(page, "&Leave it"), kind=SessionPage)
    qtbot.waitUntil(lambda: of(desk).strip.text.startswith("A session was left"))
    assert of(desk).strip.text == "A session was left: Rare findings, 37 of 120 read."
    assert desk.window.queue.button.text() == "Queue: All reports ▾"

    def take_up(page: QDialog) -> None:
        assert isinstance(page, SessionPage)
        assert page.main.text() == "&Take up (37 of 120 read)"
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    ask(desk, take_up, kind=SessionPage)
    qtbot.waitUntil(lambda: of(desk).strip.text.startswith("Rare findings  ·  37"))


def test_a_session_that_was_left_is_found_when_the_project_is_opened(open_desk: OpenDesk, qtbot: QtBot) -> None:
    sessions = FakeSessions()
    sessions.on = replace(standing_of(read=37), is_left=True)
    desk = opened(open_desk, sessions)
    qtbot.waitUntil(lambda: of(desk).strip.text == "A session was left: Rare findings, 37 of 120 read.")
    of(desk).strip.take_up.click()
    qtbot.waitUntil(lambda: desk.window.queue.button.text() == "Rare findings\N{NO-BREAK SPACE}37/120 ▾")


def test_a_session_that_was_left_and_cannot_be_taken_up_offers_its_end(open_desk: OpenDesk, qtbot: QtBot) -> None:
    sessions = FakeSessions()
    sessions.on = replace(standing_of(read=37), is_left=True, over=Over.TAXONOMY_CHANGED)
    desk = opened(open_desk, sessions)
    qtbot.waitUntil(lambda: bool(of(desk).strip.text))
    strip = of(desk).strip
    assert [strip.take_up.isVisible(), strip.end_button.isVisible(), strip.hide_button.isVisible()] == [
        False, True, True,
    ]  # fmt: skip


def test_the_line_of_a_session_that_was_left_stays_away_once_it_is_hidden(open_desk: OpenDesk, qtbot: QtBot) -> None:
    sessions = FakeSessions()
    sessions.on = replace(standing_of(read=37), is_left=True)
    desk = opened(open_desk, sessions)
    qtbot.waitUntil(lambda: bool(of(desk).strip.text))
    of(desk).strip.hide_button.click()
    committed(desk)
    assert of(desk).strip.text == ""


def test_a_new_session_is_planned_in_place_of_one_that_was_left(open_desk: OpenDesk, qtbot: QtBot) -> None:
    sessions = FakeSessions()
    sessions.on = replace(standing_of(read=37), is_left=True)
    desk = opened(open_desk, sessions)
    qtbot.waitUntil(lambda: bool(of(desk).strip.text))

    def new(page: QDialog) -> None:
        when_open(SessionDialog, lambda dialog: dialog.accept())
        press_button(page, "Start a &new one")

    ask(desk, new, kind=SessionPage)
    qtbot.waitUntil(lambda: bool(sessions.begun))
    qtbot.waitUntil(lambda: of(desk).strip.text == "Rare findings  ·  0 of 120 read")


def test_what_was_stored_and_cannot_be_read_is_said_once(open_desk: OpenDesk, qtbot: QtBot) -> None:
    sessions = FakeSessions()
    sessions.saying = "The reading session that was left cannot be read."
    desk = opened(open_desk, sessions)
    qtbot.waitUntil(lambda: desk.window.banner.text == "The reading session that was left cannot be read.")


def test_why_a_report_is_served_stands_above_its_text(open_desk: OpenDesk) -> None:
    session = FakeSession([TEXT, CLEAR])
    session.why = why("pneumothorax", REASON, like="R-0004")
    desk = open_desk(session)
    assert desk.window.report.head.why.text() == f"Why: \u2068{REASON}\u2069"
    assert desk.window.report.head.why.isVisible()


@pytest.mark.parametrize("mode", [Mode.FIRST_READ, Mode.SECOND_READER])
def test_a_blind_read_does_not_tell_why_before_the_commit(open_desk: OpenDesk, mode: Mode) -> None:
    session = FakeSession([TEXT, CLEAR])
    session.why = why("pneumothorax", REASON, like="R-0004")
    desk = open_desk(session, settings=Settings(reader="Ada Berg", mode=mode))
    assert desk.window.report.head.why.isHidden()
    assert desk.window.report.head.why.text() == ""


def test_nobody_who_only_reads_the_project_can_begin_a_session(open_desk: OpenDesk) -> None:
    desk = open_desk(FakeSession([CLEAR] * 2, read_only="This project is open for reading only."))
    assert not desk.window.commands["session"].isEnabled()
    assert not desk.window.commands["session_end"].isEnabled()


def test_the_findings_wanted_by_default_have_the_usual_target(qtbot: QtBot) -> None:
    dialog = SessionDialog(TAXONOMY)
    qtbot.addWidget(dialog)
    dialog.show_findings(FakeSession([CLEAR]).summary(TAXONOMY).counts)
    assert dialog.findings.item(0, 2).text() == str(TARGET)
    assert dialog.plan.targets == {}


@pytest.mark.parametrize("is_left", [False, True])
def test_the_strip_does_not_widen_a_window_with_large_type(
    open_desk: OpenDesk, qtbot: QtBot, is_left: bool
) -> None:
    desk = opened(open_desk, settings=Settings(reader="Ada Berg", font_percent=200))
    desk.session.sessions.on = replace(standing_of(read=37), is_left=is_left)
    committed(desk)
    qtbot.waitUntil(lambda: bool(of(desk).strip.text))
    desk.settle()
    assert desk.window.width() == 1366
    assert of(desk).strip.text.startswith(("37", "Left: 37"))
    assert "Rare findings" in of(desk).strip.label.accessibleName()
