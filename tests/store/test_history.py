from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Change, Event, EventKind, Mode, ReportState, Shown
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.store import Project
from tests.store.projects import (
    COMMITS,
    FLAGS,
    READER,
    REOPENS,
    TAXONOMY,
    M,
    N,
    P,
    U,
    action,
    clears,
    incoming,
    new_project,
    sets,
    suggestion,
    view,
    whole_view,
)

R1 = ReportId("r1")
EDEMA = FindingId("edema")
READER_B = ReaderName("Reader B")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    with new_project(tmp_path / "a.mosaic") as opened:
        yield opened
        assert opened.check() == []


def _said(events: tuple[Event, ...]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(event.kind.value, event.finding_id, event.before, event.after) for event in events]


def test_an_event_holds_who_when_from_what_to_what_and_what_was_shown(project: Project) -> None:
    shown = Shown(label=N, probability=0.7, backbone_hash="sha256:b", adapter_hash=None, prompt_hash="sha256:p")
    change = Change(kind=EventKind.SET, finding_id=EDEMA, after=P, shown=shown, evidence=((3, 9), (12, 20)))
    project.history.record(action("r1", sets("edema", U)))
    (event,) = project.history.record(action("r1", change, mode=Mode.SECOND_READER, spent_ms=1234))
    assert project.history.events()[-1] == event
    assert (event.number, event.action) == (2, 2)
    assert (event.reader, event.mode, event.spent_ms) == (READER, Mode.SECOND_READER, 1234)
    assert (event.before, event.after, event.shown, event.evidence) == (U, P, shown, ((3, 9), (12, 20)))
    assert event.at.endswith("+00:00")
    correction = project.corrections.of_report(R1, TAXONOMY)[EDEMA]
    assert (correction.label, correction.reader, correction.at) == (P, READER, event.at)
    assert (correction.shown, correction.evidence) == (shown, ((3, 9), (12, 20)))


def test_two_changes_of_one_finding_in_one_action_follow_each_other(project: Project) -> None:
    events = project.history.record(action("r1", sets("edema", P), sets("edema", N)))
    assert _said(events) == [("set", "edema", None, "positive"), ("set", "edema", "positive", "negative")]
    assert project.corrections.of_report(R1, TAXONOMY)[EDEMA].label is N


def test_the_state_follows_what_was_done(project: Project) -> None:
    states = []
    for change in (FLAGS, sets("edema", P), clears("edema"), sets("edema", N), COMMITS, REOPENS):
        project.history.record(action("r1", change))
        states.append(project.reports.state(R1, TAXONOMY).value)
    assert states == ["unread", "started", "unread", "started", "done", "started"]
    assert project.reports.is_flagged(R1, TAXONOMY) and project.reports.is_flagged(R1)
    assert project.reports.state_counts(TAXONOMY.id) == {
        ReportState.UNREAD: 2, ReportState.STARTED: 1, ReportState.DONE: 0, ReportState.SKIPPED: 0,
    }  # fmt: skip


def test_counters_count_what_stands(project: Project) -> None:
    project.history.record(action("r1", sets("edema", P), sets("nodule", M)))
    project.history.record(action("r2", sets("edema", P)))
    project.history.record(action("r2", sets("edema", N)))
    project.history.record(action("r3", sets("nodule", U)))
    project.history.record(action("r3", clears("nodule")))
    assert project.corrections.counts(TAXONOMY) == {
        "edema": {P: 1, N: 1, U: 0, M: 0}, "fracture": {P: 0, N: 0, U: 0, M: 0}, "nodule": {P: 0, N: 0, U: 0, M: 1},
    }  # fmt: skip


def test_undo_takes_back_a_commit_with_all_its_rows_and_says_so_in_the_history(project: Project) -> None:
    project.history.record(action("r1", sets("edema", P)))
    before = view(project, "r1")
    done = project.history.record(action("r1", sets("edema", N), sets("nodule", M), COMMITS))
    assert project.history.undoable() == done
    undone = project.history.undo(READER_B)
    assert view(project, "r1") == before
    assert _said(undone) == [
        ("undone", None, None, None),
        ("undone", "nodule", "not_mentioned", None),
        ("undone", "edema", "negative", "positive"),
    ]
    assert {(event.undoes, event.reader, event.action) for event in undone} == {(2, READER_B, 3)}
    assert project.history.events()[-3:] == undone and project.history.redoable() == done


def test_redo_brings_back_what_was_undone_last_first(project: Project) -> None:
    views = []
    for label in (P, N, U):
        project.history.record(action("r1", sets("edema", label)))
        views.append(view(project, "r1"))
    for _ in range(3):
        project.history.undo(READER)
    assert project.history.undo(READER) == () and project.corrections.of_report(R1, TAXONOMY) == {}
    for expected in views:
        assert _said(project.history.redo(READER))[0][0] == "redone"
        assert view(project, "r1") == expected
    assert project.history.redo(READER) == ()


def test_a_new_action_ends_what_could_be_redone(project: Project) -> None:
    project.history.record(action("r1", sets("edema", P)))
    project.history.undo(READER)
    project.history.record(action("r2", sets("edema", N)))
    assert project.history.redoable() == () and project.history.redo(READER) == ()
    project.history.undo(READER)
    assert project.history.undoable() == (), "what was taken back before the new action stays taken back"
    assert project.corrections.of_report(R1, TAXONOMY) == {}


def test_fifty_steps_back_give_the_earlier_view_also_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "b.mosaic"
    labels, findings = (P, N, U, M), ("edema", "fracture", "nodule")
    with new_project(path) as project:
        views = [whole_view(project)]
        for step in range(60):
            row = sets(findings[step % 3], labels[(step * 7 + step // 5) % 4])
            changes = [row] if step % 4 else [row, clears(findings[(step + 1) % 3]), (COMMITS, REOPENS)[step % 8 // 4]]
            project.history.record(action(f"r{step % 3 + 1}", *changes))
            views.append(whole_view(project))
    with Project.open(path) as project:
        for steps in range(1, 51):
            project.history.undo(READER)
            assert whole_view(project) == views[60 - steps]
    with Project.open(path) as project:
        for steps in range(11, 61):
            project.history.redo(READER)
            assert whole_view(project) == views[steps]
        assert project.check() == []


def test_an_import_is_never_undone(project: Project) -> None:
    project.history.record(action("r1", sets("edema", P)))
    source = incoming({"r2": "FINDINGS: report number 2."}, {"edema": N})
    project.store_incoming(source, role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=READER_B)
    assert {event.report_id for event in project.history.undoable()} == {"r1"}
    project.history.undo(READER)
    assert project.history.undo(READER) == ()
    assert project.corrections.of_report(ReportId("r2"), TAXONOMY)[EDEMA].reader == READER_B


def test_suggestions_and_reading_leave_no_trace_in_the_history(project: Project) -> None:
    project.suggestions.save([suggestion("r1")])
    whole_view(project)
    assert project.history.events() == ()


def test_events_are_given_page_by_page_and_by_report(project: Project) -> None:
    for number in range(6):
        project.history.record(action(f"r{number % 2 + 1}", sets("edema", (P, N)[number % 2])))
    assert [event.number for event in project.history.events(after=2, limit=3)] == [3, 4, 5]
    assert [event.number for event in project.history.events(R1)] == [1, 3, 5]


@pytest.mark.parametrize(
    "change",
    [
        Change(kind=EventKind.SET, finding_id=EDEMA),
        Change(kind=EventKind.SET, after=P),
        Change(kind=EventKind.CLEARED, finding_id=EDEMA, after=P),
        Change(kind=EventKind.COMMITTED, finding_id=EDEMA),
        Change(kind=EventKind.UNDONE),
        Change(kind=EventKind.IMPORTED, finding_id=EDEMA, after=P),
        sets("unheard_of", P),
    ],
)
def test_a_change_that_does_not_fit_stores_nothing_of_its_action(project: Project, change: Change) -> None:
    with pytest.raises(ValueError, match=" "):
        project.history.record(action("r1", sets("nodule", P), change))
    assert project.history.events() == () and project.reports.state(R1, TAXONOMY) is ReportState.UNREAD


@pytest.mark.parametrize(
    "ask",
    [
        lambda project: project.history.record(action("r9", sets("edema", P))),
        lambda project: project.reports.find(ReportId("r9")),
        lambda project: project.corrections.of_report(ReportId("r9"), TAXONOMY),
        lambda project: project.reports.neighbour(ReportId("r9"), 1),
        lambda project: project.suggestions.find(ReportId("r9"), TAXONOMY),
        lambda project: project.reports.truth(ReportId("r9"), TAXONOMY.id),
    ],
)
def test_an_unknown_report_is_told_by_its_id(project: Project, ask: Callable[[Project], object]) -> None:
    with pytest.raises(InputError, match="no report “r9”"):
        ask(project)


def test_everything_that_stands_comes_in_the_order_of_import(project: Project) -> None:
    for report_id in ("r3", "r1"):
        project.history.record(action(report_id, sets("nodule", P), sets("edema", N)))
    found = [(correction.report_id, correction.finding_id) for correction in project.corrections.all(TAXONOMY)]
    assert found == [("r1", "edema"), ("r1", "nodule"), ("r3", "edema"), ("r3", "nodule")]
