"""What stands in a report that is done, suggested by a key to those that read like it."""

from PySide6.QtCore import Qt

from mosaic_desk.core.events import Mode
from mosaic_desk.gui.settings import Settings
from tests.gui.conftest import CLEAR, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.fake_sessions import why

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SENTENCE = "like report R-0004, which is done"


def alike() -> FakeSession:
    session = FakeSession([CLEAR] * 2)
    session.why = why(None, SENTENCE, like="R-0004")
    return session


def test_a_key_suggests_what_stands_in_the_like_report(open_desk: OpenDesk) -> None:
    desk = open_desk(alike())
    told = desk.window.report.head.why.text()
    assert told == f"Why: \u2068{SENTENCE}\u2069. Ctrl+Shift+L suggests what stands there."
    desk.press("l", held=HELD)
    assert desk.session.offered == ["R-0001"]
    assert desk.said == "It is now suggested here what stands in \u2068R-0004\u2069."
    desk.press("l", held=HELD)
    assert desk.said == "What stands in \u2068R-0004\u2069 is now suggested to \u20682\u2069 reports alike."


def test_nothing_is_offered_for_a_report_that_is_begun(open_desk: OpenDesk) -> None:
    desk = open_desk(alike())
    desk.press("p")
    assert not desk.window.commands["suggest_like"].isEnabled()
    assert "Ctrl+Shift+L" not in desk.window.report.head.why.text()


def test_nothing_is_offered_where_a_finding_is_why_or_the_read_is_blind(open_desk: OpenDesk) -> None:
    session = alike()
    session.why = why("edema", SENTENCE, like="R-0004")
    desk = open_desk(session)
    desk.press("l", held=HELD)
    assert desk.session.offered == []
    blind = open_desk(alike(), settings=Settings(reader="Ada Berg", mode=Mode.SECOND_READER))
    blind.press("l", held=HELD)
    assert blind.session.offered == []
