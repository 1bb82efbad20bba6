"""Undo, redo and restart against a model in memory that knows nothing of events: a stack of views."""

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mosaic_desk.core.events import Change, EventKind, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.review import WorklistFilter
from mosaic_desk.store import Project
from tests.store.projects import (
    COMMITS,
    FINDINGS,
    FLAGS,
    READER,
    REOPENS,
    TAXONOMY,
    UNFLAGS,
    action,
    clears,
    new_project,
)

_REPORTS = ("r1", "r2", "r3")
_LABELS = st.builds(
    lambda kind, finding, label: Change(kind=kind, finding_id=finding, after=label),
    st.sampled_from([EventKind.SET, EventKind.ACCEPTED, EventKind.ACCEPTED_UNTOUCHED]),
    st.sampled_from(FINDINGS),
    st.sampled_from(ALL_CLASSES),
)
_CHANGES = st.lists(
    st.one_of(_LABELS, st.sampled_from(FINDINGS).map(clears), st.sampled_from([COMMITS, REOPENS, FLAGS, UNFLAGS])),
    min_size=1,
    max_size=5,
)


@dataclass(frozen=True)
class _Seen:
    """What a reader sees of a report."""

    labels: dict[str, tuple[MentionClass, EventKind]] = field(default_factory=dict)
    is_closed: bool = False
    was_closed: bool = False
    is_flagged: bool = False

    def then(self, change: Change) -> "_Seen":
        match change.kind:
            case EventKind.COMMITTED | EventKind.REOPENED:
                return replace(self, is_closed=change.kind is EventKind.COMMITTED, was_closed=True)
            case EventKind.FLAGGED | EventKind.UNFLAGGED:
                return replace(self, is_flagged=change.kind is EventKind.FLAGGED)
        labels = {name: label for name, label in self.labels.items() if name != change.finding_id}
        if change.after is not None:
            labels[change.finding_id] = (change.after, change.kind)
        return replace(self, labels=labels)

    @property
    def state(self) -> ReportState:
        if self.is_closed:
            return ReportState.DONE
        return ReportState.STARTED if self.labels or self.was_closed else ReportState.UNREAD


class UndoLaw(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = new_project(self.folder / "a.mosaic")
        self.back: list[dict[str, _Seen]] = []
        self.now: dict[str, _Seen] = {name: _Seen() for name in _REPORTS}
        self.forth: list[dict[str, _Seen]] = []

    @rule(report_id=st.sampled_from(_REPORTS), changes=_CHANGES)
    def act(self, report_id: str, changes: list[Change]) -> None:
        self.project.record(action(report_id, *changes))
        seen = self.now[report_id]
        for change in changes:
            seen = seen.then(change)
        self.back.append(self.now)
        self.now = {**self.now, report_id: seen}
        self.forth = []

    @rule()
    def undo(self) -> None:
        assert bool(self.project.undo(READER)) == bool(self.back)
        if self.back:
            self.forth.append(self.now)
            self.now = self.back.pop()

    @precondition(lambda self: self.forth)
    @rule()
    def redo(self) -> None:
        assert self.project.redo(READER)
        self.back.append(self.now)
        self.now = self.forth.pop()

    @rule()
    def restart(self) -> None:
        self.project.close()
        self.project = Project.open(self.folder / "a.mosaic")

    @invariant()
    def the_project_shows_what_the_model_shows(self) -> None:
        for name, seen in self.now.items():
            found = self.project.corrections(ReportId(name), TAXONOMY)
            assert {key: (value.label, value.kind) for key, value in found.items()} == seen.labels
        rows = self.project.worklist(TAXONOMY.id)
        assert {row.report_id: (row.state, row.is_flagged) for row in rows} == {
            name: (seen.state, seen.is_flagged) for name, seen in self.now.items()
        }

    @invariant()
    def counters_and_filters_agree(self) -> None:
        expected = Counter((name, label) for seen in self.now.values() for name, (label, _) in seen.labels.items())
        found = self.project.counts(TAXONOMY)
        assert {(name, label): n for name, by in found.items() for label, n in by.items() if n} == expected
        states = self.project.state_counts(TAXONOMY.id)
        for state in ReportState:
            assert states[state] == len(self.project.worklist(TAXONOMY.id, show=WorklistFilter(state.value)))
        assert (len(self.project.undoable()) > 0, len(self.project.redoable()) > 0) == (
            bool(self.back), bool(self.forth),
        )  # fmt: skip

    def teardown(self) -> None:
        assert self.project.check() == []
        self.project.close()
        shutil.rmtree(self.folder)


# Not shrunk: every try makes a real file, and a failure must not take minutes to be told.
UndoLaw.TestCase.settings = settings(max_examples=8, stateful_step_count=50, phases=(Phase.generate,))
TestUndoLaw = UndoLaw.TestCase
