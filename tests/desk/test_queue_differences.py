"""The queues of what differs, out of real project files: words, adapters, labels, like texts, a search."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.rare_findings import Why
from mosaic_desk.core.suggestion import NO_PROBABILITIES, Suggestion
from mosaic_desk.desk.run_folder import adapter_folder_of
from mosaic_desk.store import Project
from tests.desk.run_folders import adapter_made, lines_written
from tests.desk.test_queueing import made, names, queue, quiet, reads, reason
from tests.desk.three_findings import ADA, EFFUSION, FRACTURE, ID, MODEL, N, P, suggestion

DISAGREEMENTS, LABEL_ERRORS = QueueKind.DISAGREEMENTS, QueueKind.LABEL_ERRORS
LOOK_ALIKES, SEARCH = QueueKind.LOOK_ALIKES, QueueKind.SEARCH


class FirstPlace:
    """Draws the first place."""

    def randint(self, first: int, _last: int) -> int:
        return first


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    named = {"f1": "A rib fracture.", "f2": "Rib fracture, old."}
    texts = {f"q{number}": quiet(number) for number in range(1, 9)} | named
    with made(tmp_path / "p.mosaic", texts) as project:
        yield project


def says(project: Project, report: str, labels: Mapping[str, MentionClass], *, sure: float = 0.95) -> Suggestion:
    said = suggestion(ReportId(report), labels, sure=sure)
    project.suggestions.save([said])
    return said


def test_what_words_and_model_tell_apart_comes_the_surest_first_and_says_which(project: Project) -> None:
    says(project, "f1", {}, sure=0.9)
    says(project, "q1", {FRACTURE: P}, sure=0.97)
    says(project, "f2", {FRACTURE: P})
    says(project, "q2", {})
    found = queue(project, DISAGREEMENTS, random_share=0.0)
    assert names(found) == ["q1", "f1"]
    assert reason(found, "q1") == "the model suggests rib fracture, the report does not name it"
    assert reason(found, "f1") == "the report names rib fracture, the model does not suggest it"
    assert {one.finding_id for one in found} == {FRACTURE}


def test_a_suggestion_that_another_adapter_made_otherwise_is_a_disagreement(project: Project) -> None:
    says(project, "f1", {})
    says(project, "f2", {FRACTURE: P})
    for report in ("f1", "f2"):
        later = suggestion(ReportId(report), {FRACTURE: P}, sure=0.9)
        project.suggestions.save([replace(later, model=replace(MODEL, adapter="new", adapter_hash="sha256:new"))])
    (found,) = queue(project, DISAGREEMENTS)
    assert (found.report_id, found.finding_id, found.reason.why) == ("f1", FRACTURE, Why.ADAPTERS_DIFFER)
    assert found.sentence == "the model says something else of rib fracture than the one before it"
    reads(project, "f1", {FRACTURE: P})
    assert queue(project, DISAGREEMENTS) == []


def test_without_suggestions_nothing_disagrees(project: Project) -> None:
    assert queue(project, DISAGREEMENTS) == []


def test_a_label_against_which_the_model_is_sure_is_to_be_looked_at_again(project: Project) -> None:
    for report, sure in (("q1", 0.8), ("q2", 0.97), ("q3", 0.4)):
        says(project, report, {FRACTURE: P}, sure=sure)
        reads(project, report, {FRACTURE: N})
    says(project, "q4", {FRACTURE: P})
    reads(project, "q4", {FRACTURE: P})
    found = queue(project, LABEL_ERRORS)
    assert names(found) == ["q2", "q1"]
    assert reason(found, "q2") == "look again at rib fracture: the model is sure of another answer"


def test_a_report_that_the_model_learned_is_not_doubted_nor_are_those_like_it(tmp_path: Path) -> None:
    texts = {"r1": "Quiet, 1 mm.", "r2": "Quiet, 2 mm.", "r3": "Loud."}
    adapter = adapter_folder_of(tmp_path / "p.mosaic", "2026-11-23-1")
    adapter_hash = adapter_made(adapter)
    with made(tmp_path / "p.mosaic", texts) as project:
        for report in texts:
            said = suggestion(ReportId(report), {FRACTURE: P})
            project.suggestions.save([replace(said, model=replace(MODEL, adapter_hash=adapter_hash))])
            reads(project, report, {FRACTURE: N})
        assert len(queue(project, LABEL_ERRORS)) == 3
        lines_written(adapter.parent / "snapshot.jsonl", [{"report_id": "r1", "text": texts["r1"]}])
        assert names(queue(project, LABEL_ERRORS)) == ["r3"]


def test_a_bare_answer_doubts_no_label(project: Project) -> None:
    bare = replace(suggestion(ReportId("q1"), {FRACTURE: P}, sure=1.0), warnings=(NO_PROBABILITIES,))
    project.suggestions.save([bare])
    reads(project, "q1", {FRACTURE: N})
    assert queue(project, LABEL_ERRORS) == []


def test_unread_reports_come_beside_the_one_of_their_like_that_is_done(tmp_path: Path) -> None:
    many = {f"a{n}": f"Small effusion, {n} mm." for n in range(4)}
    with made(tmp_path / "p.mosaic", {"b1": "Old scar.", "b2": "OLD scar", **many, "c": "Alone."}) as project:
        assert queue(project, LOOK_ALIKES) == []
        reads(project, "b2", {})
        reads(project, "a1", {EFFUSION: P})
        found = queue(project, LOOK_ALIKES)
        assert names(found) == ["a0", "a2", "a3", "b1"]
        assert reason(found, "a3") == "like report a1, which is done"
        assert {one.finding_id for one in found} == {None}


def test_a_search_is_read_in_the_order_of_import(project: Project) -> None:
    reads(project, "f2", {})
    assert names(queue(project, SEARCH, query="wind")) == [f"q{n}" for n in range(1, 9)]
    found = queue(project, SEARCH, query="fracture")
    assert names(found) == ["f1"] and reason(found, "f1") == "found by the search"
    with pytest.raises(InputError):
        queue(project, SEARCH, query="date:nonsense")


def test_a_search_for_a_blind_reader_does_not_tell_what_the_model_says(project: Project) -> None:
    says(project, "q1", {FRACTURE: P})
    assert names(queue(project, SEARCH, query="finding:fracture=positive")) == ["q1"]
    assert queue(project, SEARCH, query="finding:fracture=positive", is_blind=True) == []


def test_what_was_drawn_earlier_belongs_to_no_queue_that_ends(project: Project) -> None:
    says(project, "q1", {FRACTURE: P})
    drawn = project.readings.first_read(project.taxonomy(ID), chance=FirstPlace(), reader=ADA)  # type: ignore[arg-type]
    for kind in (DISAGREEMENTS, SEARCH, LOOK_ALIKES):
        assert drawn not in names(queue(project, kind, query="wind"))


def test_labels_of_findings_that_are_asked_no_more_are_passed_over(project: Project) -> None:
    says(project, "q1", {FRACTURE: P})
    reads(project, "q1", {FRACTURE: N})
    taxonomy = project.taxonomy(ID)
    project.add_taxonomy(replace(taxonomy, version="2", findings=taxonomy.findings[:2]))
    assert queue(project, LABEL_ERRORS) == []
