"""What happens when things go wrong: nothing is lost, and one sentence says what to do."""

from mosaic_desk.core.errors import InputError, ProjectError
from mosaic_desk.core.events import ReportState
from mosaic_desk.gui.pill_face import Whose
from tests.gui.conftest import OpenDesk
from tests.gui.fake_session import TEXT, FakeSession

FULL = ProjectError("The disk is full: free some space, then try again.")


def test_a_failed_save_keeps_the_answer_and_says_so(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.session.fail_with = FULL
    desk.press("n")
    window = desk.window
    assert window.banner.text == f"1 answer is not saved yet. {FULL}"
    assert window.findings.widgets[0].pill.face.whose is Whose.UNSAVED
    assert "not saved yet" in window.findings.widgets[0].accessibleName()
    assert "1 not saved" in window.status_line.saved.text()
    assert desk.label("atelectasis") is None


def test_an_answer_that_was_not_saved_is_sent_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.session.fail_with = FULL
    desk.press("n", "p")
    assert "2 answers are not saved" in desk.window.banner.text
    desk.session.fail_with = None
    desk.window.banner.retry.emit()
    desk.settle()
    assert (desk.label("atelectasis"), desk.label("cardiomegaly")) == ("negative", "positive")
    assert desk.window.banner.text == ""
    assert desk.window.findings.widgets[0].pill.face.whose is Whose.READER


def test_unsaved_answers_survive_a_look_at_another_report(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.session.fail_with = FULL
    desk.press("n")
    desk.window.commands["forward"].trigger()
    desk.settle()
    assert desk.window.findings.widgets[0].pill.face.whose is Whose.MODEL
    desk.window.commands["back"].trigger()
    desk.settle()
    assert desk.window.findings.widgets[0].pill.face.whose is Whose.UNSAVED


def test_a_report_with_unsaved_answers_is_not_committed(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 2)
    desk.session.fail_with = FULL
    desk.press("n")
    desk.session.fail_with = None
    desk.look()
    desk.window.commands["commit"].trigger()
    desk.settle()
    assert desk.session.stored["R-0001"].state is ReportState.UNREAD
    assert "not saved yet" in desk.window.banner.text


def test_a_commit_pressed_behind_a_failing_answer_is_dropped(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 2)
    desk.look()
    desk.session.fail_with = FULL
    desk.window.commands["set_positive"].trigger()
    desk.window.commands["commit"].trigger()
    desk.settle()
    desk.session.fail_with = None
    assert desk.report_id == "R-0001"
    assert desk.session.stored["R-0001"].state is ReportState.UNREAD


def test_undo_takes_back_the_answer_that_was_not_saved(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.session.fail_with = FULL
    desk.press("n")
    desk.window.commands["undo"].trigger()
    desk.settle()
    assert desk.window.findings.widgets[0].pill.face.whose is Whose.MODEL
    assert desk.window.banner.text == ""


def test_a_failed_commit_stays_on_the_report(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 2)
    desk.look()
    desk.session.fail_with = FULL
    desk.window.commands["commit"].trigger()
    desk.settle()
    assert desk.report_id == "R-0001"
    assert desk.window.banner.text == str(FULL)
    desk.session.fail_with = None
    desk.window.commands["commit"].trigger()
    desk.settle()
    assert desk.report_id == "R-0002"


def test_a_refusal_of_the_desk_is_said_and_the_page_read_again(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: Clear."] * 2)
    desk.look()
    desk.session.fail_with = InputError("Another window has changed this report.")
    desk.window.commands["commit"].trigger()
    desk.settle()
    assert desk.said == "Another window has changed this report."
    assert desk.window.banner.text == ""


def test_a_project_that_can_only_be_read_says_why_and_takes_no_answers(open_desk: OpenDesk) -> None:
    reason = "Another window has this project open; it can be read here."
    desk = open_desk(FakeSession([TEXT], read_only=reason))
    window = desk.window
    assert window.banner.text == reason
    for command_id in ("set_positive", "commit", "accept", "flag", "undo"):
        assert not window.commands[command_id].isEnabled()
    for command_id in ("row_down", "next_evidence", "forward", "find", "settings"):
        assert window.commands[command_id].isEnabled()
    desk.press("p")
    next(iter(window.findings.widgets[0].buttons.values())).click()
    desk.settle()
    assert not desk.session.stored["R-0001"].corrections
    assert not next(iter(window.findings.widgets[0].buttons.values())).isEnabled()


def test_an_empty_project_says_what_to_do(open_desk: OpenDesk, qtbot) -> None:
    desk = open_desk(FakeSession([]))
    qtbot.waitUntil(lambda: "import some" in desk.said)
    desk.window.commands["commit"].trigger()
    desk.window.commands["set_positive"].trigger()
    desk.window.commands["forward"].trigger()
    assert desk.window.worklist.empty.isVisible()
    assert not desk.window.commands["commit"].isEnabled()


def test_an_id_that_is_not_there_is_said(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.window.flow.pages.open("R-9999")
    desk.settle()
    assert desk.window.banner.text == "There is no report with that id."
    assert desk.report_id == "R-0001"


def test_closing_with_unsaved_answers_asks_first(open_desk: OpenDesk, monkeypatch) -> None:
    desk = open_desk()
    desk.session.fail_with = FULL
    desk.press("n")
    asked = []
    monkeypatch.setattr(desk.window.window_commands, "may_lose_answers", lambda: bool(asked.append(1)))
    assert not desk.window.close()
    assert desk.window.isVisible()
    assert asked
