"""A run as a window asks for it, on a real project: what it would do, started as a process, followed, found again."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import PatientId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.retraining import RunPhase, Start, TrainingChoice, TrainingView
from mosaic_desk.core.training import PRESETS, Preset, Wanted
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.training import TrainingDesk
from mosaic_desk.desk.training_request import adapter_in_use
from mosaic_desk.exchange.run_request import read_request
from mosaic_desk.store import Project
from tests.desk.run_folders import run_made
from tests.desk.three_findings import EDEMA, FRACTURE, TAXONOMY, N, P

ADA = ReaderName("Ada")
WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
CHILD = """
import os, sys, time
from pathlib import Path
from mosaic_desk.core.training import Wanted
from mosaic_desk.exchange.file_lock import take_lock
from mosaic_desk.exchange.run_progress import PROGRESS, End, EndTold, Stage, StateTold, line_of
from mosaic_desk.exchange.run_work import LOCK, wanted_of
folder = Path(sys.argv[1])
lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
assert take_lock(lock)
ends = {Wanted.PAUSE: End.PAUSED, Wanted.CANCEL: End.CANCELLED}
with (folder / PROGRESS).open("ab", buffering=0) as told:
    told.write(line_of(StateTold(stage=Stage.TRAINING, text="Training")))
    for _ in range(2000):
        if (wanted := wanted_of(folder)) in ends:
            told.write(line_of(EndTold(how=ends[wanted])))
            break
        if (folder / "finish").exists():
            told.write(line_of(EndTold(how=End.DONE)))
            break
        time.sleep(0.01)
"""
TRIAL = """
import json
print(json.dumps({"seconds_per_report": 0.5, "needed_mib": 2000, "free_mib": 5000, "disk_mib": 40}))
"""


def corrected(path: Path, *, reports: int) -> Path:
    """A project with so many imported corrections, each of another patient and unlike every other text."""
    ones = tuple(
        IncomingReport(
            report=Report(
                report_id=ReportId(f"n{number}"), patient_id=PatientId(f"p{number}"),
                text=f"Report {' '.join(WORDS[int(digit)] for digit in str(number))}.",
            ),
            labels={EDEMA: P if number % 3 == 0 else N, FRACTURE: MentionClass.NOT_MENTIONED},
        )
        for number in range(reports)
    )
    with Project.create(path, [TAXONOMY]) as project:
        incoming = Incoming(source="a", format="jsonl", reports=ones)
        project.store_incoming(incoming, role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=ADA)
    return path


def desk_of(project: Project) -> TrainingDesk:
    return TrainingDesk(
        Seat(project, reader=ADA), AdapterDesk(project), command=(sys.executable, "-c", CHILD),
        trial_command=(sys.executable, "-c", TRIAL),
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(corrected(tmp_path / "a.mosaic", reports=60)) as project:
        yield project
        desk = desk_of(project)
        if (view := desk.follow()) is not None and view.is_alive:
            desk.want(Wanted.CANCEL)
            until(desk, lambda view: view is None or not view.is_alive)


def until(desk: TrainingDesk, is_so: Callable[[TrainingView | None], bool]) -> TrainingView | None:
    for _ in range(1500):
        view = desk.follow()
        if is_so(view):
            return view
        time.sleep(0.01)
    raise AssertionError(f"it stayed {view}")


def in_phase(phase: RunPhase) -> Callable[[TrainingView | None], bool]:
    return lambda view: view is not None and view.phase is phase


def test_what_a_run_would_do_counts_every_correction_once(project: Project) -> None:
    before = desk_of(project).before(TrainingChoice())
    assert (before.active_adapter, before.refusal, before.new_since) == ("mosaic-12", "", None)
    assert before.corrected == before.learned + before.watched + before.held_out == 60
    edema = next(one for one in before.findings if one.name == "Edema")
    assert edema.counts[P] + edema.counts[N] == before.learned


def test_what_a_run_needs_is_measured_on_what_it_would_learn_from(project: Project) -> None:
    desk = desk_of(project)
    quick, thorough = (
        desk.means(desk.before(TrainingChoice(preset=preset))) for preset in (Preset.QUICK, Preset.THOROUGH)
    )
    assert (quick.backbone, quick.memory_needed_mib, quick.memory_free_mib) == ("gemma-3-270m", 2000, 5000)
    assert quick.seconds < thorough.seconds
    assert not list(project.path.parent.glob(".training-*"))


def test_too_few_corrections_are_refused_before_and_at_the_start(tmp_path: Path) -> None:
    with Project.open(corrected(tmp_path / "few.mosaic", reports=6)) as project:
        desk = desk_of(project)
        assert "too few" in desk.before(TrainingChoice()).refusal
        with pytest.raises(InputError, match="too few"):
            desk.start(TrainingChoice())
        assert not runs_folder(project.path).exists()


def test_a_project_that_can_only_be_read_is_not_trained_on(project: Project) -> None:
    with Project.open(project.path) as second:
        assert second.read_only_reason
        desk = desk_of(second)
        assert desk.before(TrainingChoice()).refusal == second.read_only_reason
        with pytest.raises(InputError):
            desk.start(TrainingChoice())


def test_a_run_is_shown_only_in_the_window_that_may_write(project: Project) -> None:
    first = desk_of(project)
    first.start(TrainingChoice())
    until(first, in_phase(RunPhase.TRAINING))
    with Project.open(project.path) as second:
        assert second.read_only_reason and desk_of(second).follow() is None
    assert first.follow().phase is RunPhase.TRAINING


def test_findings_are_named_as_the_window_names_them(tmp_path: Path) -> None:
    taxonomy = taxonomy_named("mimic-cxr")
    with Project.create(tmp_path / "d.mosaic", [taxonomy]) as project:
        seat = Seat(project, reader=ADA)
        seat.use_language("da")
        before = TrainingDesk(seat, AdapterDesk(project)).before(TrainingChoice())
        assert before.taxonomies == ((taxonomy.id, seat.in_words(taxonomy.id).title),)
        assert before.taxonomies[0][1] != taxonomy.title


def test_a_run_is_told_what_was_chosen(project: Project) -> None:
    desk = desk_of(project)
    desk.start(TrainingChoice(preset=Preset.QUICK, start=Start.FRESH, is_mistyped=True, asks_fewer=True))
    view = until(desk, in_phase(RunPhase.TRAINING))
    request = read_request(runs_folder(project.path) / view.name)
    assert (request.start, request.old.name, request.preset) == (None, "mosaic-12", "quick")
    config = request.config
    assert config.epochs == PRESETS[Preset.QUICK].epochs
    assert config.noisy_share > 0 and config.reordered_share == 0 and config.asked_share < 1


def test_a_run_is_followed_paused_gone_on_with_and_found_again(project: Project) -> None:
    desk = desk_of(project)
    assert desk.follow() is None
    desk.start(TrainingChoice())
    name = until(desk, in_phase(RunPhase.TRAINING)).name
    with pytest.raises(InputError):
        desk.start(TrainingChoice())
    desk.want(Wanted.PAUSE)
    assert until(desk, in_phase(RunPhase.PAUSED)).can_resume
    later = desk_of(project)
    later.note_seen()
    assert later.follow().name == name, "a run that rests is found again, also where that was seen"
    later.resume()
    until(later, in_phase(RunPhase.TRAINING))
    (runs_folder(project.path) / name / "finish").touch()
    until(later, in_phase(RunPhase.DONE))
    assert desk_of(project).follow().phase is RunPhase.DONE
    later.note_seen()
    assert desk_of(project).follow() is None


def test_a_run_that_rests_can_be_cancelled(project: Project) -> None:
    desk = desk_of(project)
    desk.start(TrainingChoice())
    view = until(desk, in_phase(RunPhase.TRAINING))
    desk.want(Wanted.PAUSE)
    until(desk, in_phase(RunPhase.PAUSED))
    checkpoint = runs_folder(project.path) / view.name / "checkpoint-20"
    checkpoint.mkdir()
    time.sleep(0.2)  # its process is gone a moment after its last word
    desk.want(Wanted.CANCEL)
    assert desk.follow().phase is RunPhase.CANCELLED
    assert not checkpoint.exists()
    desk.note_seen()
    assert desk.follow() is None


def test_reports_corrected_since_the_last_run_are_counted(project: Project) -> None:
    desk = desk_of(project)
    desk.start(TrainingChoice())
    until(desk, in_phase(RunPhase.TRAINING))
    assert desk.before(TrainingChoice()).new_since == 0
    desk.want(Wanted.CANCEL)
    until(desk, in_phase(RunPhase.CANCELLED))


def test_an_adapter_that_was_promoted_is_what_the_next_run_goes_on_from(project: Project) -> None:
    run_made(project.path, "2026-11-23-1")
    shelf = desk_of(project).adapters
    hashes = {one.name: str(one.hash) for one in AdapterDesk(project).known()}
    checked = CheckedAdapter(hash=hashes["2026-11-23-1"])
    shelf.promote("2026-11-23-1", checked=checked, reader=ADA, reason="Tried by hand.")
    _, in_use = adapter_in_use(project)
    assert in_use is not None and in_use.name == "2026-11-23-1"
    assert desk_of(project).before(TrainingChoice()).active_adapter == "2026-11-23-1"
