"""Every invariant is broken once behind the store's back, and named."""

import sqlite3
from pathlib import Path

import pytest

from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.store import Project
from tests.store.projects import (
    COMMITS,
    FLAGS,
    READER,
    TAXONOMY,
    N,
    P,
    action,
    incoming,
    new_project,
    sets,
    suggestion,
)


@pytest.fixture
def worked_on(tmp_path: Path) -> Path:
    path = tmp_path / "a.mosaic"
    with new_project(path, reports=4) as project:
        project.history.record(action("r1", sets("edema", P), sets("nodule", N), COMMITS))
        project.history.record(action("r2", sets("edema", N), FLAGS))
        project.history.undo(READER)
        project.history.redo(READER)
        project.history.record(action("r3", sets("edema", N)))
        project.history.undo(READER)
        project.suggestions.save([suggestion("r1"), suggestion("r2", error="too long")])
        source = incoming({"r4": "FINDINGS: report number 4."}, {"edema": P})
        project.store_incoming(source, role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=READER)
        assert project.check() == []
    return path


_FREE_THE_HISTORY = "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted;"
_FREE_THE_COUNTERS = "DROP TRIGGER state_changed; DROP TRIGGER label_changed; DROP TRIGGER label_deleted;"


@pytest.mark.parametrize(
    ("tampering", "name"),
    [
        ("UPDATE event SET after = 'uncertain' WHERE number = 1", "history: event 1 was changed"),
        ("UPDATE event SET reader = 'Someone' WHERE number = 3", "history: event 3 was changed"),
        ("UPDATE event SET at = '2020-01-01T00:00:00.000+00:00' WHERE number = 2", "history: event 2 was changed"),
        ("UPDATE event SET spent_ms = spent_ms + 1 WHERE number = 5", "history: event 5 was changed"),
        ("UPDATE event SET mode = 'first_read' WHERE number = 5", "history: event 5 was changed"),
        ("UPDATE event SET shown = '[' WHERE number = 5", "history: a row cannot be read back"),
        ("DELETE FROM event WHERE number = 3", "history: event 3 is missing"),
        ("DELETE FROM event WHERE number > 9", "history: its end was cut off"),
        ("UPDATE event SET number = 99 WHERE number = 3; UPDATE event SET number = 3 WHERE number = 4;"
         "UPDATE event SET number = 4 WHERE number = 99", "history: event 3 was changed"),
        ("UPDATE chain_end SET actions = actions - 1", "history: its end was cut off"),
        ("UPDATE report SET report_id = 'r99' WHERE report_id = 'r1'", "history: event 1 was changed"),
        ("UPDATE action SET status = 'undone' WHERE number = 1", "actions: "),
        ("DELETE FROM action WHERE number = 2", "actions: "),
        ("UPDATE label SET label = 'uncertain'", "labels: 4 differ"),
        ("UPDATE label SET event_number = 2 WHERE report_position = 2", "labels: 1 differ"),
        ("DELETE FROM label WHERE report_position = 1", "labels: 2 differ"),
        ("DELETE FROM mark WHERE what = 'committed'", "marks: 1 differ"),
        ("UPDATE mark SET event_number = 1", "marks: 1 differ"),
        ("INSERT INTO mark VALUES (1, 3, 'revealed', '', 1)", "marks: 1 differ"),
        ("UPDATE report_state SET state = 'done' WHERE report_position = 3", "states: 1 differ"),
        ("UPDATE report_state SET is_flagged = 0", "states: 1 differ"),
        ("DELETE FROM report_state WHERE report_position = 4", "states of reports: "),
        ("UPDATE report_count SET n = n + 1 WHERE what = 'done'", "counters of reports: "),
        ("UPDATE report_count SET n = n + 1 WHERE what = 'waiting'", "counters of reports: "),
        ("UPDATE label_count SET n = n + 1 WHERE finding_id = 'edema' AND label = 'positive'", "counters of labels: "),
        ("DELETE FROM label_count WHERE finding_id = 'nodule'", "counters of labels: "),
        ("UPDATE report_state SET has_suggestion = 0 WHERE report_position = 1", "suggestions: "),
        ("UPDATE report_state SET is_waiting = 1 WHERE report_position = 2", "suggestions: "),
        ("DELETE FROM suggestion", "suggestions: "),
        ("UPDATE report SET text = 'other words' WHERE position = 1", "search: "),
        ("DELETE FROM report_search WHERE rowid = 1", "search: "),
        ("DROP TRIGGER taxonomy_is_never_changed; UPDATE taxonomy SET body = replace(body, 'Edema', 'Oedema')",
         "taxonomies: “chest” version 1"),
        ("DELETE FROM report WHERE position = 1", "references: "),
    ],
)  # fmt: skip
def test_tampering_is_found_and_named(worked_on: Path, tampering: str, name: str) -> None:
    connection = sqlite3.connect(worked_on)
    connection.executescript(_FREE_THE_HISTORY + _FREE_THE_COUNTERS + tampering)
    connection.close()
    with Project.open(worked_on) as project:
        problems = project.check()
    assert any(problem.startswith(name) for problem in problems), problems


def test_what_the_check_says_holds_no_report_text(worked_on: Path) -> None:
    connection = sqlite3.connect(worked_on)
    connection.executescript(
        _FREE_THE_HISTORY + "UPDATE report SET text = 'SECRETWORD'; UPDATE event SET shown = 'SECRETWORD'"
    )
    connection.close()
    with Project.open(worked_on) as project:
        problems = project.check()
    assert problems and not any("SECRETWORD" in problem for problem in problems)


def test_a_reader_beside_can_check_too(worked_on: Path) -> None:
    with Project.open(worked_on), Project.open(worked_on) as second:
        assert second.is_read_only and second.check() == []
