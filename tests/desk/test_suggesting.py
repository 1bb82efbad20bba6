"""Suggesting in the background, for real: a project, its thread, a child with a tiny model."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ProjectError
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.suggesting import FATAL_REPORT, Suggester
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.desk.worker import Worker
from mosaic_desk.store import Project
from tests.llm.tiny import write_tiny_backbone

TAXONOMY = taxonomy_from_toml('id = "one"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "one")
OTHER = taxonomy_from_toml('id = "other"\n[[findings]]\nid = "mass"\nname = "Mass"\n', "other")
MANY = 400


@dataclass
class Desk:
    session: Session
    thread: DeskThread
    worker: Worker
    suggester: Suggester
    told: list[SuggestProgress]

    def waiting(self) -> int:
        return self.thread.ask(lambda: self.session.suggestions.count_waiting(TAXONOMY)).result()

    def until(self, is_so: Callable[[], bool], timeout_s: float = 60) -> None:
        end = time.monotonic() + timeout_s
        while not is_so():
            assert time.monotonic() < end, "it did not happen in time"
            time.sleep(0.02)

    def until_finished(self) -> SuggestProgress:
        self.until(lambda: bool(self.told) and self.told[-1].is_finished)
        return self.told[-1]


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def desk(tmp_path: Path, backbone: Path, forked: Callable[..., tuple[str, ...]]) -> Iterator[Desk]:
    path = tmp_path / "p.mosaic"
    reports = tuple(
        IncomingReport(report=Report(report_id=ReportId(f"r{n:03}"), text=f"Report {n}. No edema. " * 8))
        for n in range(MANY)
    )
    with Project.create(path, [TAXONOMY, OTHER]) as project:
        incoming = Incoming(source="s", format="jsonl", reports=reports)
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
    thread, worker = DeskThread(), Worker(forked("-m", "mosaic_desk.worker"))
    session = thread.ask(lambda: Session.open(path, reader=ReaderName("Ada"))).result()
    told: list[SuggestProgress] = []
    labeller = Labeller(worker, ModelChoice(backbone=str(backbone)))
    suggester = Suggester(session, thread, labeller, taxonomy_id=TAXONOMY.id, tell=told.append)
    yield Desk(session=session, thread=thread, worker=worker, suggester=suggester, told=told)
    suggester.close()
    thread.ask(session.close).result()
    thread.close()


def test_what_is_told_as_done_is_on_the_disk(desk: Desk) -> None:
    desk.suggester.start([ReportId(f"r{n:03}") for n in range(20)])
    assert desk.until_finished().error is None
    assert desk.told[-1].done == 20
    assert desk.waiting() == MANY - 20


def test_a_cancel_stops_soon_and_keeps_what_was_answered(desk: Desk) -> None:
    desk.suggester.start()
    desk.until(lambda: any(progress.done >= 8 for progress in desk.told))
    asked = time.monotonic()
    desk.suggester.cancel()
    desk.until(lambda: not desk.suggester.is_running)
    assert time.monotonic() - asked < 2.5
    assert desk.told[-1].is_finished
    assert 8 <= MANY - desk.waiting() < MANY


def test_a_killed_model_is_told_and_the_next_start_goes_on(desk: Desk) -> None:
    desk.suggester.start()
    desk.until(lambda: any(progress.done >= 8 for progress in desk.told))
    assert desk.worker.pid is not None
    os.kill(desk.worker.pid, signal.SIGKILL)
    assert "signal 9" in (desk.until_finished().error or "")
    before = desk.waiting()
    assert before < MANY
    desk.told.clear()
    desk.suggester.start([ReportId(f"r{MANY - 1:03}")])
    assert desk.until_finished().error is None
    assert desk.waiting() == before - 1


POISONED = """
import os
from mosaic_desk.llm import slots
answers = slots.SlotScorer.answers
slots.SlotScorer.answers = lambda self, reports: (
    os._exit(9) if any(report.report_id == "r003" for report in reports) else answers(self, reports)
)
from mosaic_desk.worker.__main__ import main
main()
"""


def test_a_report_that_ends_the_model_does_not_hold_up_the_others(
    desk: Desk, backbone: Path, forked: Callable[..., tuple[str, ...]]
) -> None:
    labeller = Labeller(Worker(forked("-c", POISONED)), ModelChoice(backbone=str(backbone)))
    suggester = Suggester(desk.session, desk.thread, labeller, taxonomy_id=TAXONOMY.id, tell=desk.told.append)
    asked = [ReportId(f"r{n:03}") for n in range(6)]
    suggester.start(asked)
    assert "status 9" in (desk.until_finished().error or "")
    desk.told.clear()
    suggester.start(asked)
    assert desk.until_finished().error is None
    suggester.close()
    found = desk.thread.ask(lambda: [desk.session.project.suggestions.find(key, TAXONOMY) for key in asked]).result()
    errors = [suggestion.error if suggestion else "none" for suggestion in found]
    assert errors == [None, None, None, FATAL_REPORT, None, None]


def test_a_report_that_the_model_fails_on_does_not_hold_up_the_others(desk: Desk) -> None:
    worker = Worker((sys.executable, str(Path(__file__).with_name("fast_worker.py")), "--fails-on", "r003"))
    labeller = Labeller(worker, ModelChoice())
    suggester = Suggester(desk.session, desk.thread, labeller, taxonomy_id=TAXONOMY.id, tell=desk.told.append)
    asked = [ReportId(f"r{n:03}") for n in range(6)]
    suggester.start(asked)
    assert "RuntimeError" in (desk.until_finished().error or "")
    desk.told.clear()
    suggester.start(asked)
    assert desk.until_finished().error is None
    suggester.close()
    failed = desk.thread.ask(lambda: desk.session.project.suggestions.find(asked[3], TAXONOMY)).result()
    assert failed is not None and failed.error == FATAL_REPORT
    assert desk.waiting() == MANY - 6


def test_a_model_that_does_not_load_is_blamed_on_no_report(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    worker = Path(__file__).with_name("fast_worker.py")
    dying = f"import os, sys; sys.argv += ['--dies-at-load'] * os.path.exists({str(broken)!r})"
    command = f"{dying}; import runpy; runpy.run_path({str(worker)!r}, run_name='__main__')"
    labeller = Labeller(Worker((sys.executable, "-c", command)), ModelChoice())
    suggester = Suggester(desk.session, desk.thread, labeller, taxonomy_id=TAXONOMY.id, tell=desk.told.append)
    asked = [ReportId(f"r{n:03}") for n in range(6)]
    suggester.start(asked[:1])
    assert desk.until_finished().error is None
    labeller.close()
    broken.touch()
    for _ in range(2):
        desk.told.clear()
        suggester.start(asked[1:])
        assert "status 7" in (desk.until_finished().error or "")
    suggester.close()
    assert desk.waiting() == MANY - 1


def test_a_disk_that_takes_no_more_is_told_and_nothing_stale_comes_after(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise ProjectError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(desk.session.project.suggestions, "save", full)
        desk.suggester.start()
        assert desk.until_finished().error == "The disk is full."
    desk.told.clear()
    desk.suggester.use_taxonomy(OTHER.id)
    desk.suggester.start([ReportId("r007")])
    assert desk.until_finished().error is None
    kept = desk.thread.ask(lambda: desk.session.project.suggestions.find(ReportId("r007"), OTHER)).result()
    assert kept is not None
    assert tuple(kept.findings) == OTHER.finding_ids
    assert desk.waiting() == MANY


def test_a_bug_is_told_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("threading.excepthook", lambda _: None)
    monkeypatch.setattr(desk.session.suggestions, "save", broken)
    desk.suggester.start([ReportId("r001")])
    assert "error of the program" in (desk.until_finished().error or "")
