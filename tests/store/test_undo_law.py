"""Undo, redo and restart against a model in memory that knows nothing of events: a stack of views."""

import shutil
import sqlite3
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mosaic_desk.core.events import Change, EventKind, Mode, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.store import Project
from tests.store.projects import (
    COMMITS,
    FINDINGS,
    FLAGS,
    READER,
    REOPENS,
    TAXONOMY,
    UNFLAGS,
    M,
    action,
    clears,
    new_project,
    rows,
)

_REPORTS = ("r1", "r2", "r3")
_MODES = (Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ)
_LABELS = st.builds(
    lambda kind, finding, label: Change(kind=kind, finding_id=finding, after=label),
    st.sampled_from([EventKind.SET, EventKind.ACCEPTED, EventKind.ACCEPTED_UNTOUCHED]),
    st.sampled_from(FINDINGS),
    st.sampled_from(ALL_CLASSES),
)
_FINDINGS = st.sampled_from(FINDINGS)
_MARKS = st.one_of(
    st.builds(Change, kind=st.sampled_from([EventKind.UNSURE, EventKind.SURE]), finding_id=_FINDINGS),
    st.builds(
        Change, kind=st.just(EventKind.EVIDENCE), finding_id=_FINDINGS, evidence=st.sampled_from([(), ((0, 4),)])
    ),
    st.builds(Change, kind=st.just(EventKind.LEFT), finding_id=_FINDINGS, after=st.just(M)),
    st.builds(Change, kind=st.just(EventKind.COMMENTED), note=st.sampled_from(["", "one", "two"])),
    st.builds(Change, kind=st.just(EventKind.SKIPPED), note=st.just("unreadable")),
    st.just(Change(kind=EventKind.REVEALED)),
)
_CHANGES = st.lists(
    st.one_of(
        _LABELS,
        _MARKS,
        st.sampled_from(FINDINGS).map(clears),
        st.sampled_from([COMMITS, REOPENS, FLAGS, UNFLAGS]),
    ),
    min_size=1,
    max_size=5,
)


@dataclass(frozen=True)
class _Seen:
    """What a reader sees of a report."""

    labels: dict[str, tuple[MentionClass, EventKind]] = field(default_factory=dict)
    state_said: ReportState | None = None
    is_flagged: bool = False
    unsure: frozenset[str] = frozenset()
    evidence: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    comment: str = ""
    skip_reason: str = ""

    def then(self, change: Change) -> "_Seen":
        match change.kind:
            case EventKind.COMMITTED:
                return replace(self, state_said=ReportState.DONE, skip_reason="")
            case EventKind.REOPENED:
                return replace(self, state_said=ReportState.STARTED, skip_reason="")
            case EventKind.SKIPPED:
                return replace(self, state_said=ReportState.SKIPPED, skip_reason=str(change.note))
            case EventKind.FLAGGED | EventKind.UNFLAGGED:
                return replace(self, is_flagged=change.kind is EventKind.FLAGGED)
            case EventKind.COMMENTED:
                return replace(self, comment=str(change.note))
            case EventKind.UNSURE:
                return replace(self, unsure=self.unsure | {str(change.finding_id)})
            case EventKind.SURE:
                return replace(self, unsure=self.unsure - {str(change.finding_id)})
            case EventKind.EVIDENCE:
                kept = {name: spans for name, spans in self.evidence.items() if name != change.finding_id}
                return replace(self, evidence=kept | ({change.finding_id: change.evidence} if change.evidence else {}))
            case EventKind.REVEALED:
                return self
        labels = {name: label for name, label in self.labels.items() if name != change.finding_id}
        if change.after is not None:
            labels[change.finding_id] = (change.after, change.kind)
        taken_up = ReportState.STARTED if self.state_said is ReportState.SKIPPED else self.state_said
        return replace(self, labels=labels, state_said=taken_up, skip_reason="")

    @property
    def state(self) -> ReportState:
        if self.state_said is not None:
            return self.state_said
        return ReportState.STARTED if self.labels else ReportState.UNREAD


class UndoLaw(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = new_project(self.folder / "a.mosaic")
        self.back: list[dict[str, _Seen]] = []
        self.now: dict[str, _Seen] = {name: _Seen() for name in _REPORTS}
        self.forth: list[dict[str, _Seen]] = []
        self.dumps: list[list[str]] = []  # of the derived tables, one for every view in `back`

    @rule(report_id=st.sampled_from(_REPORTS), changes=_CHANGES, mode=st.sampled_from(_MODES))
    def act(self, report_id: str, changes: list[Change], mode: Mode) -> None:
        self.dumps.append(self._derived())
        self.project.history.record(action(report_id, *changes, mode=mode))
        seen = self.now[report_id]
        for change in changes:
            seen = seen.then(change)
        self.back.append(self.now)
        self.now = {**self.now, report_id: seen}
        self.forth = []

    @rule()
    def undo(self) -> None:
        assert bool(self.project.history.undo(READER)) == bool(self.back)
        if self.back:
            self.forth.append(self.now)
            self.now = self.back.pop()
            assert self._derived() == self.dumps.pop()

    @precondition(lambda self: self.forth)
    @rule()
    def redo(self) -> None:
        self.dumps.append(self._derived())
        assert self.project.history.redo(READER)
        self.back.append(self.now)
        self.now = self.forth.pop()

    @rule()
    def restart(self) -> None:
        self.project.close()
        self.project = Project.open(self.folder / "a.mosaic")

    @invariant()
    def the_project_shows_what_the_model_shows(self) -> None:
        for name, seen in self.now.items():
            found = self.project.corrections.of_report(ReportId(name), TAXONOMY)
            assert {key: (value.label, value.kind) for key, value in found.items()} == seen.labels
            reading = self.project.readings.reading(ReportId(name), TAXONOMY)
            assert (reading.unsure, dict(reading.evidence)) == (seen.unsure, seen.evidence)
            assert (reading.comment, reading.skip_reason) == (seen.comment, seen.skip_reason)
        assert {row.report_id: (row.state, row.is_flagged) for row in rows(self.project)} == {
            name: (seen.state, seen.is_flagged) for name, seen in self.now.items()
        }

    @invariant()
    def counters_and_filters_agree(self) -> None:
        expected = Counter((name, label) for seen in self.now.values() for name, (label, _) in seen.labels.items())
        found = self.project.corrections.counts(TAXONOMY)
        assert {(name, label): n for name, by in found.items() for label, n in by.items() if n} == expected
        states = self.project.reports.state_counts(TAXONOMY.id)
        for state in ReportState:
            assert states[state] == len(rows(self.project, f"state:{state.value}"))
        assert (len(self.project.history.undoable()) > 0, len(self.project.history.redoable()) > 0) == (
            bool(self.back), bool(self.forth),
        )  # fmt: skip

    def _derived(self) -> list[str]:
        """What stands, row by row: all that is kept beside the history itself."""
        connection = sqlite3.connect(self.folder / "a.mosaic")
        tables = ("label", "mark", "report_state", "report_count")
        rows = [str(row) for table in tables for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]
        rows += [str(row) for row in connection.execute("SELECT * FROM label_count WHERE n > 0 ORDER BY 1, 2, 3")]
        connection.close()
        return rows

    def teardown(self) -> None:
        assert self.project.check() == []
        self.project.close()
        shutil.rmtree(self.folder)


# Not shrunk: every try makes a real file, and a failure must not take minutes to be told.
UndoLaw.TestCase.settings = settings(max_examples=8, stateful_step_count=50, phases=(Phase.generate,))
TestUndoLaw = UndoLaw.TestCase
