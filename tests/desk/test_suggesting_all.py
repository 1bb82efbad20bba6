"""Suggesting for a whole project from the terminal: page by page, and on from where it was stopped."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from mosaic_desk.core.errors import MosaicError, WorkerCancelled
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.restarting import FATAL_REPORT, STRETCH_REPORTS, Restarting
from mosaic_desk.desk.suggesting import stored_in_batches
from mosaic_desk.desk.suggesting_all import Suggested, Tell, suggest_all
from mosaic_desk.desk.worker import Worker
from mosaic_desk.store import Project
from tests.conftest import ROOT

TAXONOMY = taxonomy_from_toml('id = "one"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "one")
FAST_WORKER = str(ROOT / "tests" / "desk" / "fast_worker.py")
MANY = 2 * STRETCH_REPORTS + 20
WITHOUT_TEXT = 3


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    texts = [f"Report {n}. No edema." for n in range(MANY)]
    texts[5:5] = [""] * WITHOUT_TEXT
    reports = (Report(report_id=ReportId(f"r{n}"), text=text) for n, text in enumerate(texts))
    incoming = Incoming(source="s", format="jsonl", reports=tuple(IncomingReport(report=each) for each in reports))
    with Project.create(tmp_path / "p.mosaic", [TAXONOMY]) as project:
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
        yield project


def suggest(
    project: Project, *options: str, again: bool = False, limit: int | None = None, tell: Tell = lambda *_: None
) -> Suggested:
    labeller = Labeller(Worker((sys.executable, FAST_WORKER, *options)), ModelChoice(backbone="b"))
    try:
        return suggest_all(
            project, TAXONOMY, asked=Restarting(labeller, TAXONOMY), again=again, limit=limit, tell=tell
        )
    finally:
        labeller.close()


def stop_behind(number: int) -> Tell:
    def stop(text: str, done: int, total: int, rest: str) -> None:
        if done >= number:
            raise KeyboardInterrupt

    return stop


def test_every_report_with_text_gets_a_suggestion_and_a_second_run_has_nothing_to_do(project: Project) -> None:
    told: list[tuple[int, int]] = []
    done = suggest(project, tell=lambda text, done, total, rest: told.append((done, total)))
    assert done == Suggested(asked=MANY, unanswered=0, from_before=0, restarts=0)
    assert told[-1] == (MANY, MANY)
    assert project.suggestions.count_waiting(TAXONOMY) == 0
    assert suggest(project).asked == 0


def test_a_limit_is_kept(project: Project) -> None:
    assert suggest(project, limit=300).asked == 300
    assert project.suggestions.count_waiting(TAXONOMY) == MANY - 300
    assert suggest(project, limit=7, again=True).asked == 7


def test_a_stop_keeps_what_was_stored_and_the_next_run_does_the_rest(project: Project) -> None:
    with pytest.raises(WorkerCancelled, match=r"Stopped; the suggestions for 304 reports are kept, and the same"):
        suggest(project, tell=stop_behind(300))
    assert project.suggestions.count_waiting(TAXONOMY) == MANY - 304
    assert suggest(project).asked == MANY - 304


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MosaicError])
def test_what_was_answered_before_a_stop_is_stored_and_told_to_the_last(
    project: Project, stop: type[BaseException]
) -> None:
    labeller = Labeller(Worker((sys.executable, FAST_WORKER)), ModelChoice(backbone="b"))

    def stopped() -> Iterator[Suggestion]:
        reports = project.suggestions.waiting(TAXONOMY, limit=20)
        yield from islice(labeller.suggestions(reports, TAXONOMY), 11)
        raise stop

    told = 0
    with pytest.raises(stop):
        for stored in stored_in_batches(stopped(), project.suggestions.save):
            told += len(stored)
    labeller.close()
    assert told == 11
    assert project.suggestions.count_waiting(TAXONOMY) == MANY - 11


def test_asking_for_all_again_goes_on_where_it_was_stopped_and_then_begins_anew(project: Project) -> None:
    suggest(project)
    with pytest.raises(WorkerCancelled):
        suggest(project, again=True, tell=stop_behind(STRETCH_REPORTS + 50))
    rest = suggest(project, again=True)
    assert rest.from_before == STRETCH_REPORTS
    assert rest.asked == MANY + WITHOUT_TEXT - STRETCH_REPORTS
    assert suggest(project, again=True).asked == MANY


def test_a_limit_neither_loses_the_place_of_a_stopped_run_nor_leaves_one(project: Project) -> None:
    with pytest.raises(WorkerCancelled):
        suggest(project, again=True, tell=stop_behind(STRETCH_REPORTS + 50))
    assert suggest(project, "--backbone", "sha256:other", again=True, limit=5).from_before == 0
    assert suggest(project, again=True, limit=7).from_before == STRETCH_REPORTS
    rest = suggest(project, again=True)
    assert rest.from_before == STRETCH_REPORTS + 7
    assert rest.asked == MANY + WITHOUT_TEXT - STRETCH_REPORTS - 7
    assert suggest(project, again=True, limit=7).from_before == 0
    assert suggest(project, again=True, limit=7).from_before == 0


def test_asking_for_all_again_of_another_model_begins_at_the_first_report(project: Project) -> None:
    with pytest.raises(WorkerCancelled):
        suggest(project, again=True, tell=stop_behind(STRETCH_REPORTS + 50))
    assert suggest(project, "--backbone", "sha256:other", again=True).asked == MANY
    kept = project.suggestions.find(ReportId("r0"), TAXONOMY)
    assert kept is not None and kept.model.backbone_hash == "sha256:other"


def test_a_report_that_ends_the_worker_is_kept_as_unanswered_and_counted_once(project: Project) -> None:
    done = suggest(project, "--dies-on", "r300")
    assert (done.asked, done.unanswered, done.restarts) == (MANY, 1, 4)
    errors = {number: project.suggestions.find(ReportId(f"r{number}"), TAXONOMY) for number in (299, 300, 301)}
    assert [kept.error for kept in errors.values() if kept] == [None, FATAL_REPORT, None]


def test_a_worker_that_never_comes_up_ends_the_run_and_marks_no_report(project: Project) -> None:
    with pytest.raises(MosaicError, match=r"the same command goes on"):
        suggest(project, "--dies-at-load")
    assert project.suggestions.count_waiting(TAXONOMY) == MANY
