"""The three ways of reading in the window: what is hidden, what a commit reveals, and what has the focus then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mosaic_desk.core.events import EventKind, Mode, ReportState
from mosaic_desk.core.review import Phase
from mosaic_desk.gui.pill_face import Whose
from mosaic_desk.gui.settings import Settings, load_settings
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import TEXT, FakeSession

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DIFFERING = [
    "Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Fracture", "Pleural effusion", "Pneumothorax",
    "Support devices",
]  # fmt: skip


def desk_in(open_desk: OpenDesk, mode: Mode, session: FakeSession | None = None) -> Desk:
    return open_desk(session, settings=Settings(reader="Ada Berg", mode=mode))


def commit(desk: Desk) -> None:
    """Commit the open report; a blind one without an answer asks for the key twice."""
    desk.look()
    was_open, asks_twice = desk.report_id, phase(desk) is Phase.BLIND
    desk.press(Qt.Key.Key_Return)
    if asks_twice and desk.report_id == was_open and phase(desk) is Phase.BLIND:
        desk.press(Qt.Key.Key_Return)


def shown(desk: Desk) -> list[str]:
    return [widget.row.name for widget in desk.window.findings.widgets if not widget.isHidden()]


def phase(desk: Desk) -> Phase:
    return desk.window.flow.pages.page.phase


@pytest.mark.parametrize(
    ("key", "mode", "words"),
    [("2", Mode.SECOND_READER, "Mode: Second reader"), ("3", Mode.FIRST_READ, "Mode: First read")],
)
def test_a_mode_is_chosen_by_key_shown_on_the_bar_and_kept(
    open_desk: OpenDesk, key: str, mode: Mode, words: str
) -> None:
    desk = open_desk()
    desk.press(key, held=CTRL)
    assert desk.session.mode is mode
    assert desk.window.commands[f"mode_{mode}"].isChecked()
    assert desk.window.top_bar.mode.accessibleName() == words
    assert load_settings().mode is mode
    desk.press("1", held=CTRL)
    assert desk.session.mode is Mode.PREFILLED
    assert phase(desk) is Phase.OPEN


def test_the_mode_of_the_settings_is_the_one_to_begin_with(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    assert phase(desk) is Phase.BLIND
    assert desk.window.commands["mode_first_read"].isChecked()


def test_a_report_whose_suggestion_was_seen_is_not_read_blind_after_that(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("3", held=CTRL)
    assert (desk.report_id, phase(desk)) == ("R-0002", Phase.BLIND)
    assert "Nothing is shown until you commit" in desk.said
    desk.press("2", held=CTRL)  # nothing of this one was seen: it stays
    assert (desk.report_id, phase(desk)) == ("R-0002", Phase.BLIND)


def test_a_blind_screen_shows_nothing_of_the_suggestion_and_says_what_goes_on(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    window = desk.window
    assert window.findings.note.text() == (
        "First read: your own answer first; open rows are recorded as not mentioned."
    )
    assert window.findings.head.waiting.text() == "0 of 13 answered"
    assert all(widget.pill.face.whose is Whose.NOBODY for widget in window.findings.widgets)
    assert window.findings.widgets[0].accessibleName().startswith("Atelectasis: not answered")
    assert "suggest" not in " ".join(widget.accessibleName() for widget in window.findings.widgets)
    assert window.status_line.model.text() == "Suggestion hidden until you commit"
    desk.press("a")
    assert "Your own answer comes first" in desk.said
    assert not desk.session.stored["R-0001"].corrections
    desk.press("n")
    assert window.findings.head.waiting.text() == "1 of 13 answered"


def test_a_commit_reveals_the_suggestion_on_the_same_report_and_goes_to_what_differs(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    desk.press("p")
    commit(desk)
    assert (desk.report_id, phase(desk)) == ("R-0001", Phase.REVEALED)
    kinds = {key: one.kind for key, one in desk.session.stored["R-0001"].corrections.items()}
    assert (kinds["atelectasis"], kinds["edema"]) == (EventKind.SET, EventKind.LEFT)
    window = desk.window
    assert "the model differs in 7 of 13 rows" in window.findings.note.text()
    assert window.findings.current.name == "Cardiomegaly"
    assert window.findings.widgets[1].hasFocus()
    assert "model suggests positive, not what stands; you: not mentioned (left open by Ada Berg)" in (
        window.findings.widgets[1].accessibleName()
    )
    assert len(shown(desk)) == 13


def test_what_was_said_of_a_report_does_not_stand_below_the_next_one(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    desk.press(Qt.Key.Key_N)
    commit(desk)
    assert phase(desk) is Phase.REVEALED and "the model differs in" in desk.said
    revealed = desk.report_id
    commit(desk)
    assert desk.report_id != revealed and desk.said == ""


def test_rows_that_differ_have_the_focus_one_after_another(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    commit(desk)
    walked = [desk.window.findings.current.name]
    for _ in range(7):
        desk.press(Qt.Key.Key_Down, held=SHIFT)
        walked.append(desk.window.findings.current.name)
    assert walked == DIFFERING
    desk.press(Qt.Key.Key_Down, held=SHIFT)
    assert desk.window.findings.current.name == DIFFERING[0]
    desk.press("a", "p", "m")  # accepted, revised, kept: each goes on to the next that differs
    assert desk.window.findings.current.name == "Edema"


def test_a_second_reader_sees_only_what_differs_until_the_rest_is_unfolded(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.SECOND_READER)
    commit(desk)
    window = desk.window
    assert shown(desk) == DIFFERING
    assert window.findings.fold_line.isVisible()
    assert window.findings.fold_line.accessibleName() == "5 rows agree with the model: show"
    desk.press("o")
    assert len(shown(desk)) == 13
    desk.press("o")
    assert shown(desk) == DIFFERING
    desk.press("a")
    assert shown(desk) == DIFFERING  # what was revised stays where it is
    desk.look()
    window.findings.fold_line.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert len(shown(desk)) == 13
    assert desk.report_id == "R-0001"


def test_a_filter_finds_rows_that_are_folded_away(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.SECOND_READER)
    commit(desk)
    desk.window.findings.filter.setText("pneumo")
    assert shown(desk) == ["Pneumonia", "Pneumothorax"]
    assert not desk.window.findings.fold_line.isVisible()
    desk.window.findings.filter.clear()
    assert shown(desk) == DIFFERING


def test_o_says_so_where_nothing_is_folded(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("o")
    assert desk.said == "No rows are folded here."


def test_the_first_answer_stays_beside_a_revision(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    desk.press("n")
    commit(desk)
    desk.press("a")
    row = desk.window.findings.widgets[0]
    assert row.row.first_label == "negative"
    assert (row.pill.face.whose, row.pill.face.label, row.pill.face.old) == (Whose.ACCEPTED, "positive", None)
    assert "your first answer: negative" in row.accessibleName()


def test_a_blind_read_without_an_answer_is_committed_by_the_second_enter_only(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert phase(desk) is Phase.BLIND
    assert desk.said == "No row is answered: commit once more to record every one as not mentioned."
    assert desk.session.stored["R-0001"].state is ReportState.UNREAD
    desk.press(Qt.Key.Key_Return)
    assert phase(desk) is Phase.REVEALED


def test_one_answer_is_enough_for_a_blind_read_to_be_committed_at_once(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    desk.press("n")
    desk.look()
    desk.press(Qt.Key.Key_Return)
    assert phase(desk) is Phase.REVEALED


def test_a_reveal_must_be_looked_at_before_enter_goes_on(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ)
    commit(desk)
    desk.press(Qt.Key.Key_Return)
    assert desk.report_id == "R-0001"
    assert "only just appeared" in desk.said
    commit(desk)
    assert (desk.report_id, phase(desk)) == ("R-0002", Phase.BLIND)


def test_an_answer_that_agrees_goes_on_at_once(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.SECOND_READER, FakeSession([CLEAR, CLEAR]))
    commit(desk)
    assert desk.session.stored["R-0001"].state is ReportState.DONE
    assert desk.report_id == "R-0002"


def test_a_report_drawn_at_random_announces_itself_in_any_mode(open_desk: OpenDesk) -> None:
    session = FakeSession([CLEAR, CLEAR, TEXT])
    session.draws = ["R-0003"]
    desk = open_desk(session)
    window = desk.window
    words = "First read, drawn at random"
    assert (desk.report_id, phase(desk)) == ("R-0003", Phase.BLIND)
    assert window.top_bar.mode.text() == f"{words} ▾"
    assert window.top_bar.mode.property("announces")
    assert desk.said.startswith(words)
    assert window.findings.note.text().startswith(words)
    commit(desk)
    assert phase(desk) is Phase.REVEALED
    assert window.top_bar.mode.text() == "First read ▾"
    commit(desk)
    assert (desk.report_id, phase(desk)) == ("R-0001", Phase.OPEN)
    assert window.top_bar.mode.text() == "Mode: Pre-filled ▾"
    assert not window.top_bar.mode.property("announces")
    assert window.findings.note.isHidden()


def test_the_window_opens_what_was_started_before_it_lets_a_report_be_drawn(open_desk: OpenDesk) -> None:
    session = FakeSession([CLEAR, CLEAR, CLEAR])
    session.set_label("R-0002", "mimic-cxr", "edema", "negative", spent_ms=0)
    session.draws = ["R-0003"]
    desk = open_desk(session)
    assert desk.report_id == "R-0002"
    commit(desk)
    assert desk.report_id == "R-0003"


def test_the_end_of_a_blind_queue_says_what_to_do_next(open_desk: OpenDesk) -> None:
    desk = desk_in(open_desk, Mode.FIRST_READ, FakeSession([TEXT]))
    commit(desk)
    assert desk.window.around.next_step.line.text == ""
    commit(desk)
    assert "The only report is done" in desk.window.around.next_step.line.text
    assert "No open report is left" in desk.said


def test_a_row_says_that_the_reader_is_not_sure_and_what_was_marked(open_desk: OpenDesk) -> None:
    desk = open_desk()
    row = desk.window.findings.widgets[0]
    before = row.grab().toImage()
    desk.press("u", held=SHIFT)
    assert "you are not sure" in row.accessibleName()
    assert row.grab().toImage() != before
    desk.session.marks.evidence("R-0001", "mimic-cxr", "atelectasis", ((3, 9), (20, 30)))
    desk.window.flow.pages.refresh()
    desk.settle()
    assert "evidence marked by a reader: 2" in row.accessibleName()
    assert "confirmed positives so far: 0" in row.accessibleName()


def test_a_row_that_is_shown_already_is_not_painted_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    painted = []
    for index, row in enumerate(desk.window.findings.widgets):
        row.pill.show_face = lambda _face, index=index: painted.append(index)
    desk.press("n")
    assert set(painted) == {0}


def test_what_comes_next_is_read_ahead_and_nothing_is_marked(open_desk: OpenDesk, qtbot) -> None:
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.session.read_around == ["R-0001"])
    assert all(stored.state is ReportState.UNREAD for stored in desk.session.stored.values())
    assert desk.report_id == "R-0001"


def test_a_narrow_bar_writes_less_and_cuts_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(size=(1366, 768))
    bar = desk.window.top_bar
    assert bar.buttons["flag"].text() == "Flag  F"
    assert bar.mode.text() == "Mode: Pre-filled ▾"
    desk.window.resize(700, 768)
    desk.settle()
    for _ in range(5):
        QApplication.processEvents()
    assert bar.buttons["flag"].text() == ""
    assert bar.mode.text() == "Pre-filled ▾"
    assert bar.commit.isVisible()
    assert bar.commit.width() >= bar.commit.sizeHint().width()
    desk.window.resize(1366, 768)
    desk.settle()
    assert bar.mode.text() == "Mode: Pre-filled ▾"
