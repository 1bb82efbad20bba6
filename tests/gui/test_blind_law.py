"""The law of a blind read: whatever is suggested, the screen before the commit is the same, to the pixel.

On a real project file and a real window, and by what a screen reader is told of every widget.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.reading_session import SessionPlan
from mosaic_desk.core.suggestion import NO_PROBABILITIES, FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.app import make_window
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.settings import Settings
from mosaic_desk.store import Project
from tests.gui.hostile import PLAIN, make

IDS = ("r1", "r2", "r3", "r4", "r5")
TEXT = "FINDINGS: Small effusion on the left, no fracture of report {0}.\n\nIMPRESSION: Effusion."
P, N, U, M = ALL_CLASSES
PLAIN_KEY, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
WORK = (
    ("n", PLAIN_KEY), ("a", PLAIN_KEY), (Qt.Key.Key_Down, SHIFT), ("p", PLAIN_KEY), ("e", PLAIN_KEY), ("o", PLAIN_KEY),
)  # fmt: skip
"""An answer, the key that accepts, the next row that waits, another answer, evidence, the rows that agree."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a model says of one report: its slots in the order of the findings; None where it was not asked."""

    slots: tuple[FindingSuggestion, ...]
    model: ModelRef
    warnings: tuple[str, ...] = ()
    error: str | None = None


def slot(label: MentionClass, share: float, *evidence: tuple[int, int]) -> FindingSuggestion:
    rest = (1 - share) / 3
    return FindingSuggestion(
        label=label, probabilities={one: share if one is label else rest for one in ALL_CLASSES}, evidence=evidence
    )


def model(name: str) -> ModelRef:
    return ModelRef(backbone=name, backbone_hash=name, adapter=name, adapter_hash=name, prompt_hash=name)


ANSWERS: tuple[Answer | None, ...] = (
    Answer(slots=(slot(P, 0.99, (10, 24)), slot(N, 0.9, (38, 50)), slot(M, 0.98)), model=model("one")),
    Answer(slots=(slot(U, 0.4, (0, 9)), slot(P, 0.55), slot(P, 0.97, (10, 24))), model=model("two")),
    Answer(slots=(slot(M, 0.99), slot(M, 0.99), slot(M, 0.99)), model=model("one"), warnings=(NO_PROBABILITIES,)),
    Answer(slots=(), model=model("one"), error="The report is too long for this model."),
    None,
)


def suggested(answers: Sequence[Answer | None]) -> list[Suggestion]:
    return [
        Suggestion(
            report_id=ReportId(report_id), taxonomy_id=PLAIN.id, taxonomy_version=PLAIN.version, model=answer.model,
            findings=dict(zip(PLAIN.finding_ids, answer.slots, strict=False)), warnings=answer.warnings,
            error=answer.error,
        )
        for report_id, answer in zip(IDS, answers, strict=True) if answer is not None
    ]  # fmt: skip


@st.composite
def arrangements(draw: st.DrawFn) -> list[Answer | None]:
    """The same answers dealt out among the reports, and their slots among the findings."""
    dealt = draw(st.permutations(ANSWERS))
    return [
        None if answer is None else replace(answer, slots=tuple(draw(st.permutations(answer.slots))))
        for answer in dealt
    ]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of five reports that no model has seen."""
    folder = tmp_path_factory.mktemp("bare")
    return make(folder / "law.mosaic", {key: TEXT.format(key) for key in IDS}, suggested=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """How a report comes to be read: in which mode, and whether it is drawn at random."""

    mode: Mode
    share: float


BLIND = (
    Way(mode=Mode.FIRST_READ, share=0.0), Way(mode=Mode.SECOND_READER, share=0.0), Way(mode=Mode.PREFILLED, share=1.0),
)  # fmt: skip


@contextmanager
def window_on(path: Path, way: Way) -> Iterator[MainWindow]:
    thread = DeskThread()

    def opened() -> Session:
        session = Session(Project.open(path), reader=ReaderName("Ada Berg"), chance=Random(7))
        session.set_first_read_share(way.share)
        return session

    session = thread.ask(opened).result()
    window = make_window(
        session, thread, taxonomy_id=TaxonomyId("hostile"),
        settings=Settings(reader="Ada Berg", mode=way.mode, language="en"), clock=lambda: 100.0,
    )  # fmt: skip
    try:
        window.show()
        window.start()
        settle(window)
        yield window
    finally:
        window.end()
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(None, 0)
        thread.ask(session.close).result()
        thread.close()


def settle(window: MainWindow) -> None:
    end = time.monotonic() + 10
    while not window.is_settled and time.monotonic() < end:
        QTest.qWait(1)
    assert window.is_settled
    for _ in range(4):
        QApplication.processEvents()


def screen(bare: Path, answers: Sequence[Answer | None], way: Way) -> tuple[bytes, list[str]]:
    """The window's pixels and its accessible tree after some work on the first report, before any commit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(bare, Path(folder) / "law.mosaic"))
        with Project.open(path) as project:
            project.suggestions.save(suggested(answers))
        with window_on(path, way) as window:
            for key, held in WORK:
                QTest.keyClick(QApplication.focusWidget(), key, held)
                settle(window)
            told = list(spoken(QAccessible.queryAccessibleInterface(window)))
            image = window.grab().toImage()
            return bytes(image.constBits()), [*told, window.status_line.currentMessage()]


def spoken(interface: QAccessibleInterface, depth: int = 0) -> Iterator[str]:
    """Everything that a screen reader is told: role, name, description and value of every part."""
    texts = [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    yield " | ".join([str(depth), str(interface.role()), *texts, interface.text(QAccessible.Text.Value)])
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None and child.isValid():
            yield from spoken(child, depth + 1)


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Seat, "note_saved", lambda seat: setattr(seat, "saved_at", "14:02:11"))


_seen: dict[Way, tuple[bytes, list[str]]] = {}


@pytest.mark.usefixtures("qapp")
@settings(
    max_examples=10, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(answers=arrangements(), way=st.sampled_from(BLIND))
def test_dealing_the_suggestions_out_anew_changes_nothing_of_a_blind_screen(
    bare: Path, answers: list[Answer | None], way: Way
) -> None:
    if way not in _seen:
        _seen[way] = screen(bare, ANSWERS, way)
    pixels, told = screen(bare, answers, way)
    assert told == _seen[way][1]
    assert pixels == _seen[way][0]


@pytest.mark.usefixtures("qapp")
def test_the_same_deals_are_told_apart_where_suggestions_are_shown(bare: Path) -> None:
    way = Way(mode=Mode.PREFILLED, share=0.0)
    first, second = screen(bare, ANSWERS, way), screen(bare, ANSWERS[::-1], way)
    assert first[0] != second[0]
    assert first[1] != second[1]
    assert any("model suggests" in line for line in first[1])


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("way", BLIND)
def test_a_blind_screen_says_what_it_is(bare: Path, way: Way) -> None:
    _, told = screen(bare, ANSWERS, way)
    assert any("your own answer first" in line for line in told)
    assert any("Edema: you: negative" in line for line in told)
    assert not any("suggests" in line for line in told)


def session_line(bare: Path, answers: Sequence[Answer | None], way: Way) -> list[str]:
    """What the line of a reading session tells before anything is read, while a report is read, and after it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(bare, Path(folder) / "law.mosaic"))
        with Project.open(path) as project:
            project.suggestions.save(suggested(answers))
        with window_on(path, way) as window:
            sessions = window.around.sessions
            sessions.choosing.choose(SessionPlan(taxonomy_id=PLAIN.id, size=3))
            end = time.monotonic() + 10
            while sessions.standing is None and time.monotonic() < end:
                QTest.qWait(1)
            settle(window)
            told = [window.report.head.why.text(), *line_told(window)]
            for key, held in WORK:
                QTest.keyClick(QApplication.focusWidget() or window, key, held)
                settle(window)
            return [*told, *line_told(window), window.report.head.why.text()]


def line_told(window: MainWindow) -> list[str]:
    strip, button = window.around.sessions.strip, window.queue.button
    assert strip.text.startswith("Rare findings")
    return [*spoken(QAccessible.queryAccessibleInterface(strip)), strip.bars.toolTip(), button.accessibleName()]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("way", BLIND)
def test_the_line_of_a_reading_session_tells_nothing_of_a_report_that_is_read_blind(bare: Path, way: Way) -> None:
    first = session_line(bare, ANSWERS, way)
    assert any("Edema: 0 before, 0 now" in line for line in first)
    assert first[0] == first[-1] == ""
    assert session_line(bare, ANSWERS[::-1], way) == first
