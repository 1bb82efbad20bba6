"""What queues are ranked by, as it is stored: one row a report, what is unread, which positives stand."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from math import isnan
from pathlib import Path
from random import Random

import pytest

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.suggestion import NO_PROBABILITIES
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store import Project
from tests.store.projects import (
    COMMITS,
    FINDINGS,
    MODEL,
    READER,
    REOPENS,
    TAXONOMY,
    M,
    N,
    P,
    action,
    new_project,
    sets,
    suggestion,
    taxonomy,
)

EDEMA, FRACTURE, NODULE = FINDINGS
SECOND = taxonomy(version="2")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "p.mosaic") as made:
        yield made


def done(project: Project, name: str, *, of: Taxonomy = TAXONOMY, edema: object = P) -> None:
    made = action(name, sets("edema", edema), COMMITS)  # type: ignore[arg-type]
    project.history.record(replace(made, taxonomy_version=of.version))


def test_every_report_is_told_once_with_its_text_in_the_order_of_import(project: Project) -> None:
    rows = list(project.queue_source(TAXONOMY).rows())
    assert [row.position for row in rows] == [1, 2, 3]
    assert rows[1].text == "FINDINGS: report number 2."
    assert all(row.model is None and not row.probabilities for row in rows)


def test_probabilities_come_in_the_order_of_the_taxonomy(project: Project) -> None:
    project.suggestions.save([suggestion("r2", N)])
    source = project.queue_source(TAXONOMY)
    row = list(source.rows())[1]
    assert list(row.probabilities) == [0.1, 0.7, 0.1, 0.1] * 3
    assert row.model is not None and source.models() == {row.model: MODEL}


def test_a_finding_without_an_answer_has_no_number(project: Project) -> None:
    whole = suggestion("r1")
    project.suggestions.save([replace(whole, findings={FRACTURE: whole.findings[FRACTURE]})])
    shares = next(project.queue_source(TAXONOMY).rows()).probabilities
    assert [isnan(share) for share in shares] == [True] * 4 + [False] * 4 + [True] * 4


def test_a_report_that_could_not_be_answered_has_no_suggestion(project: Project) -> None:
    project.suggestions.save([suggestion("r1", error="too long")])
    assert next(project.queue_source(TAXONOMY).rows()).model is None


def test_a_model_that_tells_no_probabilities_is_told_apart(project: Project) -> None:
    project.suggestions.save([suggestion("r1"), replace(suggestion("r2"), warnings=(NO_PROBABILITIES,))])
    assert [row.is_bare for row in project.queue_source(TAXONOMY).rows()] == [False, True, False]


def test_what_is_committed_is_no_longer_unread(project: Project) -> None:
    done(project, "r2")
    source = project.queue_source(TAXONOMY)
    assert (source.unread(), source.done()) == ((1, 3), (2,))


def test_a_positive_is_confirmed_once_its_report_is_done(project: Project) -> None:
    project.history.record(action("r1", sets("edema", P)))
    done(project, "r2")
    done(project, "r3", edema=N)
    source = project.queue_source(TAXONOMY)
    assert source.positives() == ((EDEMA, 2),)
    project.history.record(action("r2", REOPENS))
    assert source.positives() == ()


def test_labels_of_an_earlier_version_count_where_the_classes_are_the_same(project: Project) -> None:
    done(project, "r1")
    project.add_taxonomy(SECOND)
    source = project.queue_source(SECOND)
    assert source.unread() == (1, 2, 3)
    assert source.positives() == source.done_earlier() == ((EDEMA, 1),)
    project.add_taxonomy(replace(SECOND, version="3", classes=(P, M)))
    other = project.queue_source(project.taxonomy(TAXONOMY.id))
    assert other.positives() == other.done_earlier() == ()


def test_the_last_version_under_which_a_report_was_done_goes_before(project: Project) -> None:
    done(project, "r1")
    done(project, "r2")
    project.add_taxonomy(SECOND)
    done(project, "r1", of=SECOND, edema=N)
    assert project.queue_source(SECOND).positives() == ((EDEMA, 2),)


def test_what_was_drawn_and_is_unread_is_pending_the_longest_drawn_first(project: Project) -> None:
    first = project.readings.first_read(TAXONOMY, chance=Random(1), reader=READER)
    second = project.readings.first_read(TAXONOMY, chance=Random(1), reader=READER, but=first)
    assert first is not None and second is not None
    source = project.queue_source(TAXONOMY)
    assert source.pending() == (project.reports.position(first), project.reports.position(second))
    done(project, first)
    assert source.pending() == (project.reports.position(second),)


def test_more_ids_than_one_question_takes_are_found(tmp_path: Path) -> None:
    with new_project(tmp_path / "many.mosaic", reports=1203) as project:
        found = project.queue_source(TAXONOMY).report_ids(range(1, 1204))
    assert len(found) == 1203 and found[1203] == ReportId("r1203")


def test_what_is_no_probability_in_the_file_does_not_stop_the_pass(project: Project) -> None:
    project.suggestions.save([suggestion("r1")])
    slot = {"label": "positive", "probabilities": {"positive": float("nan"), "negative": None}, "evidence": []}
    with closing(sqlite3.connect(project.path)) as file, file:
        file.execute("UPDATE suggestion SET findings = ?", [json.dumps({"edema": slot, "fracture": {}})])
    shares = next(project.queue_source(TAXONOMY).rows()).probabilities
    assert isnan(shares[0]) and len(shares) == 12


def test_every_question_answers_for_a_project_without_reports(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.mosaic", [TAXONOMY]) as project:
        source = project.queue_source(TAXONOMY)
        assert list(source.rows()) == []
        assert (source.unread(), source.done(), source.pending()) == ((), (), ())
        assert (source.positives(), source.done_earlier()) == ((), ())
        assert not source.models() and not source.report_ids([])


def test_what_another_model_said_before_is_told_of_reports_where_one_did(project: Project) -> None:
    for share, adapter in ((0.7, "a"), (0.8, "b"), (0.9, "c")):
        said = suggestion("r2", N)
        slots = {one: replace(slot, probabilities={N: share}) for one, slot in said.findings.items()}
        project.suggestions.save([replace(said, findings=slots, model=replace(MODEL, adapter=adapter))])
    project.suggestions.save([suggestion("r1", N)])
    (row,) = project.queue_source(TAXONOMY).former_rows()
    assert (row.position, row.text) == (2, "")
    assert list(row.probabilities) == [0.0, 0.8, 0.0, 0.0] * 3


def test_labels_and_positives_are_those_of_reports_that_are_done(project: Project) -> None:
    done(project, "r1")
    done(project, "r2", edema=N)
    project.history.record(action("r3", sets("edema", P)))
    source = project.queue_source(TAXONOMY)
    assert list(source.labels()) == [(1, EDEMA, P), (2, EDEMA, N)]
    assert source.count_positives() == {EDEMA: 1, FRACTURE: 0, NODULE: 0}
    project.history.record(action("r1", REOPENS))
    assert source.count_positives()[EDEMA] == 0
    done(project, "r1")
    assert [finding for finding, _ in source.positives()] == [EDEMA]


def test_positives_of_earlier_versions_are_counted_as_they_are_told(project: Project) -> None:
    done(project, "r1")
    done(project, "r2")
    project.add_taxonomy(SECOND)
    done(project, "r2", of=SECOND, edema=N)
    done(project, "r3", of=SECOND)
    source = project.queue_source(SECOND)
    assert [place for _, place in source.positives()] == [1, 3]
    assert source.count_positives() == {EDEMA: 2, FRACTURE: 0, NODULE: 0}


def test_only_what_was_drawn_counts_as_drawn(project: Project) -> None:
    drawn = project.readings.first_read(TAXONOMY, chance=Random(1), reader=READER)
    source = project.queue_source(TAXONOMY)
    assert source.drawn_labels() == {}
    for name in ("r1", "r2", "r3"):
        done(project, name, edema=P if name == drawn else N)
    assert source.drawn_labels() == {EDEMA: (1, 1)}


def test_states_are_told_of_the_reports_that_are_there(project: Project) -> None:
    done(project, "r1")
    project.history.record(action("r2", sets("edema", P)))
    states = project.queue_source(TAXONOMY).states([ReportId(name) for name in ("r1", "r2", "r3", "none")])
    assert {str(name): state.value for name, state in states.items()} == {"r1": "done", "r2": "started", "r3": "unread"}
