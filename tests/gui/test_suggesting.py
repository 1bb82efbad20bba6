"""Background suggesting in the window."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.gui.progress_strip import progress_sentence
from tests.gui.conftest import OpenDesk
from tests.gui.fake_session import FakeSession, suggestions_for


class FakeSuggester:
    """Suggests in a thread of its own, one step each time the test lets it."""

    def __init__(self, session: FakeSession) -> None:
        self.tell: Callable[[SuggestProgress], None] = lambda _: None
        self.session = session
        self.started: list[Sequence[ReportId] | None] = []
        self.go = threading.Semaphore(0)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def use_taxonomy(self, taxonomy_id: str) -> None:
        self.taxonomy_id = taxonomy_id

    def start(self, report_ids: Sequence[ReportId] | None = None) -> None:
        self.started.append(report_ids)
        self._stop.clear()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def cancel(self) -> None:
        self._stop.set()
        self.go.release()

    def close(self) -> None:
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        stored = list(self.session.stored.values())
        for done, one in enumerate(stored, 1):
            self.go.acquire()
            if self._stop.is_set():
                self.tell(SuggestProgress(done=done, total=len(stored), text="Suggesting stopped", is_finished=True))
                return
            one.suggestions.update(suggestions_for(one.report.text))
            left = float(len(stored) - done)
            self.tell(SuggestProgress(done=done, total=len(stored), text="Suggesting", seconds_left=left))
        self.tell(SuggestProgress(done=len(stored), total=len(stored), text="Suggestions ready", is_finished=True))


def bare_session(count: int = 3) -> FakeSession:
    session = FakeSession(["FINDINGS: Clear."] * count)
    for stored in session.stored.values():
        stored.suggestions.clear()
    return session


def test_suggestions_appear_while_the_reader_looks_on(open_desk: OpenDesk, qtbot: QtBot) -> None:
    session = bare_session()
    suggester = FakeSuggester(session)
    desk = open_desk(session, suggester=suggester)
    window = desk.window
    threads = []
    window.suggesting.progressed.connect(lambda _: threads.append(QThread.currentThread().isMainThread()))
    window.commands["suggest"].trigger()
    suggester.go.release()
    qtbot.waitUntil(lambda: window.strip.isVisible() and window.strip.bar.value() == 1)
    assert "1 / 3" in window.strip.text
    assert "33 %" in window.strip.text
    assert "2 s left" in window.strip.text
    desk.settle()
    assert not window.report.notice.isVisible()
    suggester.go.release(2)
    qtbot.waitUntil(lambda: not window.strip.isVisible())
    suggester.close()
    assert all(threads)
    assert desk.said == "Suggestions ready"


def test_another_suggestion_is_shown_at_once_unless_somebody_is_correcting_the_former(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    session = FakeSession(["FINDINGS: Clear."] * 2)
    desk = open_desk(session)
    first = session.stored[ReportId("R-0001")]
    (finding_id, former), *_ = first.suggestions.items()
    told = SuggestProgress(done=1, total=2, text="Suggesting", seconds_left=1.0)

    def shown() -> MentionClass | None:
        row = next(row for row in desk.window.flow.pages.page.rows if row.finding_id == finding_id)
        return row.suggestion and row.suggestion.label

    def suggest(label: MentionClass) -> None:
        first.suggestions[finding_id] = replace(former, label=label)
        desk.window.suggesting.progressed.emit(told)
        desk.settle()

    suggest(MentionClass.UNCERTAIN)
    assert shown() is MentionClass.UNCERTAIN
    desk.press("p")
    suggest(MentionClass.POSITIVE)
    desk.settle()
    assert shown() is MentionClass.UNCERTAIN, "it does not change under the hand"


def test_cancel_really_stops(open_desk: OpenDesk, qtbot: QtBot) -> None:
    session = bare_session(20)
    suggester = FakeSuggester(session)
    desk = open_desk(session, suggester=suggester)
    desk.window.commands["suggest"].trigger()
    suggester.go.release()
    qtbot.waitUntil(desk.window.strip.isVisible)
    desk.window.strip.cancelled.emit()
    qtbot.waitUntil(lambda: not desk.window.strip.isVisible())
    suggester.close()
    assert sum(bool(stored.suggestions) for stored in session.stored.values()) == 1
    assert not desk.window.suggesting.is_running


def test_one_report_can_be_suggested_by_itself(open_desk: OpenDesk) -> None:
    session = bare_session()
    suggester = FakeSuggester(session)
    desk = open_desk(session, suggester=suggester)
    desk.window.commands["suggest_this"].trigger()
    assert suggester.started == [["R-0001"]]
    desk.window.commands["suggest"].trigger()
    assert len(suggester.started) == 1
    suggester.close()


def test_without_a_model_the_menu_says_why_and_the_rest_works(open_desk: OpenDesk) -> None:
    desk = open_desk(no_suggester="The model is not installed: install the extra “demo”.")
    action = desk.window.commands["suggest"]
    assert not action.isEnabled()
    assert action.statusTip() == "The model is not installed: install the extra “demo”."
    desk.press("p")
    assert desk.label("atelectasis") == "positive"


def test_a_failure_of_the_model_is_said_in_the_banner(open_desk: OpenDesk, qtbot: QtBot) -> None:
    session = bare_session()
    suggester = FakeSuggester(session)
    desk = open_desk(session, suggester=suggester)
    failed = SuggestProgress(done=0, total=0, text="", is_finished=True, error="The model could not be loaded.")
    told = threading.Thread(target=suggester.tell, args=(failed,))
    told.start()
    told.join()
    qtbot.waitUntil(lambda: desk.window.banner.text == "The model could not be loaded.")


def test_the_reader_is_never_kept_waiting_by_the_model(open_desk: OpenDesk) -> None:
    session = bare_session()
    suggester = FakeSuggester(session)
    desk = open_desk(session, suggester=suggester)
    desk.window.commands["suggest"].trigger()
    begun = time.monotonic()
    desk.press("p", "n")
    assert time.monotonic() - begun < 2
    assert desk.label("cardiomegaly") == "negative"
    suggester.close()


def test_progress_is_one_sentence() -> None:
    progress = SuggestProgress(done=12, total=120, text="Suggesting", seconds_left=130.0)
    assert progress_sentence(progress) == "Suggesting  ·  12 / 120  ·  10 %  ·  2 min left"
    assert progress_sentence(SuggestProgress(done=0, total=0, text="Loading the model")) == "Loading the model"


def test_a_long_sentence_of_progress_moves_no_panel(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.window.resize(1366, 768)
    desk.settle()
    widths = [dock.width() for dock in (desk.window.places.worklist_dock, desk.window.places.findings_dock)]
    text = "Suggesting with a model of a long name and an adapter of a longer one " * 4
    desk.window.strip.show_progress(SuggestProgress(done=3, total=60, text=text, seconds_left=70.0))
    desk.settle()
    assert desk.window.strip.isVisible()
    assert [dock.width() for dock in (desk.window.places.worklist_dock, desk.window.places.findings_dock)] == widths
