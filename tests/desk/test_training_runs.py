"""Training runs as real processes on a tiny model: followed, stopped, found again, and every fault of one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.retraining import RunPhase, TrainingView
from mosaic_desk.core.training import Wanted
from mosaic_desk.desk import training_runs
from mosaic_desk.desk.adapter_checking import check_adapter
from mosaic_desk.desk.run_folder import ADAPTER, AFTER, BEFORE
from mosaic_desk.desk.training_runs import Run, begin_run, find_runs, start_run
from mosaic_desk.exchange.adapter_files import checked_manifest
from mosaic_desk.exchange.run_progress import PROGRESS
from mosaic_desk.exchange.run_request import AdapterPlace
from tests.desk.tiny_training import FAULTY, SECRET, followed, lessons, request
from tests.llm.tiny import write_tiny_backbone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="faults are set by POSIX signals and limits")


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("backbone") / "tiny")


@pytest.fixture(scope="module")
def straight(backbone: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run that nothing befell."""
    project = tmp_path_factory.mktemp("straight") / "p.mosaic"
    run = start_run(project, request(backbone), lessons(), today=date(2026, 11, 23))
    followed(run, is_over)
    return run


class Runs(list[Run]):
    """What a test started, and the command with which a fault can be set."""

    command: tuple[str, ...] = ()


@pytest.fixture
def runs(forked: Callable[..., tuple[str, ...]]) -> Iterator[Runs]:
    """Runs that are ended with their test, whatever becomes of it."""
    started = Runs()
    started.command = forked(FAULTY[-1])
    yield started
    for run in started:
        run.end()


def begun(folder: Path, backbone: Path, runs: Runs, fault: str = "none", **knobs: object) -> Run:
    folder.mkdir(parents=True)
    (folder / "fault").write_text(fault, encoding="utf-8")
    run = begin_run(folder, request(backbone, **knobs), lessons(), command=runs.command)
    runs.append(run)
    return run


def is_over(view: TrainingView) -> bool:
    return not view.is_alive


def is_at(step: int) -> object:
    return lambda view: view.step >= step


def told(run: Run) -> str:
    """Everything a run left that is not for the model: where no report text may be."""
    names = (PROGRESS, "log.txt", "request.json", f"{ADAPTER}/manifest.json", BEFORE, AFTER)
    return "".join((run.folder / name).read_text(encoding="utf-8") for name in names if (run.folder / name).exists())


def test_a_run_ends_with_an_adapter_that_was_loaded_again_and_the_answers_of_both(
    straight: Run, backbone: Path
) -> None:
    view = straight.follow()
    assert (view.phase, view.name, view.step, view.steps) == (RunPhase.DONE, "2026-11-23-1", 12, 12)
    assert [step for step, _ in view.losses] == list(range(1, 13))
    assert [step for step, _ in view.watched] == [4, 8, 12]
    held_out = {report.example.report_id for report in lessons().held_out}
    for name, adapter in ((BEFORE, None), (AFTER, "2026-11-23-1")):
        lines = [json.loads(line) for line in (straight.folder / name).read_text(encoding="utf-8").splitlines()]
        assert {line["report_id"] for line in lines} == held_out
        assert {line["model"]["adapter"] for line in lines} == {adapter}
    assert check_adapter(straight.folder / ADAPTER, backbone=str(backbone)).hash.startswith("sha256:")
    manifest = checked_manifest(straight.folder / ADAPTER)
    assert set(manifest.judged_by) == {"held_out.jsonl", BEFORE, AFTER} and not manifest.beside, "too few first reads"
    assert not list(straight.folder.glob("*checkpoint*")) and not (straight.folder / ".tried").exists()
    assert SECRET not in told(straight)


def test_a_run_goes_on_from_an_adapter_and_is_compared_with_one(
    straight: Run, backbone: Path, tmp_path: Path, runs: Runs
) -> None:
    from dataclasses import replace

    place = AdapterPlace(name="first", folder=straight.folder / ADAPTER)
    before = checked_manifest(place.folder)
    asked = replace(request(backbone, epochs=1), start=place, old=place)
    run = begin_run(tmp_path / "second.run", asked, lessons(), command=runs.command)
    runs.append(run)
    assert followed(run, is_over).phase is RunPhase.DONE
    manifest = json.loads((run.folder / ADAPTER / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["started_from"] == "2026-11-23-1"
    (line, *_) = (run.folder / BEFORE).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["model"] | {"prompt": ""} == json.loads(line)["model"] | {
        "adapter": "first", "adapter_hash": before.hash, "prompt": "",
    }  # fmt: skip
    assert checked_manifest(place.folder) == before


def test_a_run_that_was_killed_is_told_and_goes_on_to_the_same_bytes(
    straight: Run, backbone: Path, tmp_path: Path, runs: Runs
) -> None:
    run = begun(tmp_path / "r", backbone, runs, "slow")
    view = followed(run, is_at(6))
    os.kill(int((run.folder / "lock").read_text(encoding="utf-8").split()[0]), signal.SIGKILL)
    found = Run(run.folder)  # another window
    view = followed(found, is_over)
    assert view.phase is RunPhase.STOPPED and view.can_resume and "without a word" in view.text
    assert not (run.folder / ADAPTER).exists()
    with (run.folder / PROGRESS).open("ab") as file:
        file.write(b'{"kind": "step", "st')  # half a line
    found.resume()
    assert followed(found, is_over).phase is RunPhase.DONE
    steps = [step for step, _ in found.follow().losses]
    assert steps == list(range(1, 13))
    went_on_at = [json.loads(line)["step"] for line in step_lines(run)][view.step]
    assert view.step - went_on_at < 2  # the interval between two checkpoints
    assert weights(found) == weights(straight)


def step_lines(run: Run) -> list[str]:
    lines = (run.folder / PROGRESS).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith('{"kind": "step"') and line.endswith("}")]


def weights(run: Run) -> bytes:
    return (run.folder / ADAPTER / "adapter_model.safetensors").read_bytes()


def test_a_run_rests_and_goes_on(straight: Run, backbone: Path, tmp_path: Path, runs: Runs) -> None:
    run = begun(tmp_path / "r", backbone, runs, "slow")
    followed(run, is_at(3))
    run.want(Wanted.PAUSE)
    view = followed(run, is_over)
    assert view.phase is RunPhase.PAUSED and view.can_resume
    run.resume()
    assert followed(run, is_over).phase is RunPhase.DONE
    assert weights(run) == weights(straight)


def test_a_run_is_given_up_at_once_within_the_longest_step(backbone: Path, tmp_path: Path, runs: Runs) -> None:
    os.environ["SLOW_S"] = "60"
    try:
        run = begun(tmp_path / "r", backbone, runs, "slow")
    finally:
        del os.environ["SLOW_S"]
    followed(run, lambda view: view.phase is RunPhase.TRAINING)
    began = time.monotonic()
    run.want(Wanted.CANCEL)
    assert followed(run, is_over).phase is RunPhase.CANCELLED
    assert time.monotonic() - began < 3
    with pytest.raises(InputError, match="is over"):
        run.resume()
    assert not (run.folder / ADAPTER).exists() and not list(run.folder.glob("*checkpoint*"))


def test_a_run_at_rest_is_given_up_too(backbone: Path, tmp_path: Path, runs: Runs) -> None:
    run = begun(tmp_path / "r", backbone, runs, "slow")
    followed(run, is_at(2))
    run.want(Wanted.PAUSE)
    followed(run, is_over)
    followed(run, lambda _: not run.is_alive)
    run.want(Wanted.CANCEL)
    assert run.follow().phase is RunPhase.CANCELLED
    assert not list(run.folder.glob("*checkpoint*"))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("no_memory", "The memory is not enough to train on one report"),
        ("no_number", "the loss is not a number"),
        ("lost_card", "The graphics card failed or is gone"),
        ("bug", "Training failed (KeyError)"),
        ("other_when_saved", "answers otherwise than the trained one"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_leaves_no_adapter(
    backbone: Path, tmp_path: Path, runs: Runs, fault: str, sentence: str
) -> None:
    run = begun(tmp_path / "r", backbone, runs, fault, epochs=2)
    view = followed(run, is_over)
    assert view.phase is RunPhase.FAILED and view.can_resume
    assert sentence in view.text
    assert SECRET not in told(run)
    assert not (run.folder / ADAPTER).exists()


def test_what_a_full_disk_stopped_goes_on_when_there_is_room(backbone: Path, tmp_path: Path, runs: Runs) -> None:
    run = begun(tmp_path / "r", backbone, runs, "full_disk", epochs=1)
    view = followed(run, is_over)
    assert view.phase is RunPhase.FAILED and "make room, then resume the run" in view.text
    assert not (run.folder / ADAPTER).exists()
    (run.folder / "fault").unlink()
    run.resume()
    assert followed(run, is_over).phase is RunPhase.DONE


def test_a_run_makes_do_with_little_memory_and_says_so(backbone: Path, tmp_path: Path, runs: Runs) -> None:
    run = begun(tmp_path / "r", backbone, runs, "no_memory_for_much", epochs=1)
    view = followed(run, is_over)
    assert view.phase is RunPhase.DONE
    assert any("Memory ran out: going on with" in note for note in view.notes)


def test_a_run_that_hangs_is_told_and_ended(
    backbone: Path, tmp_path: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_runs, "SILENCE_S", 2.5)
    run = begun(tmp_path / "r", backbone, runs, "hang")
    view = followed(run, lambda view: view.is_silent)
    assert view.is_alive
    run.want(Wanted.PAUSE)
    view = followed(run, is_over)
    assert view.phase is RunPhase.STOPPED and view.can_resume


def test_a_clock_that_jumps_changes_nothing(
    straight: Run, backbone: Path, tmp_path: Path, runs: Runs
) -> None:
    run = begun(tmp_path / "r", backbone, runs, "jumping_clock")
    lefts = []
    followed(run, lambda view: lefts.append(view.seconds_left) or not view.is_alive)
    assert all(0 <= left < 3600 for left in lefts if left is not None)
    assert run.follow().phase is RunPhase.DONE
    assert weights(run) == weights(straight)


def test_a_run_that_was_killed_while_the_adapters_were_compared_has_none_until_it_went_on(
    backbone: Path, tmp_path: Path, runs: Runs
) -> None:
    run = begun(tmp_path / "r", backbone, runs, "killed_when_comparing", epochs=1)
    assert followed(run, is_over).phase is RunPhase.STOPPED
    assert not (run.folder / ADAPTER).exists()
    run.resume()
    assert followed(run, is_over).phase is RunPhase.DONE
    assert (run.folder / ADAPTER / "manifest.json").exists()


def test_a_run_outlives_the_process_that_started_it_and_is_found_again(backbone: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.mosaic"
    starter = (
        "from pathlib import Path\nfrom mosaic_desk.desk.training_runs import start_run\n"
        "from tests.desk.tiny_training import lessons, request\n"
        f"start_run(Path({str(project)!r}), request(Path({str(backbone)!r}), epochs=1), lessons())\n"
    )
    subprocess.run([sys.executable, "-c", starter], check=True)
    (run,) = find_runs(project)
    assert followed(run, is_over).phase is RunPhase.DONE
    assert not run.is_seen
    run.note_seen()
    assert find_runs(project)[0].is_seen


def test_one_run_of_a_project_at_a_time_and_names_rise_when_the_clock_went_back(
    backbone: Path, tmp_path: Path, runs: Runs
) -> None:
    project = tmp_path / "p.mosaic"
    first = start_run(project, request(backbone), lessons(), today=date(2026, 11, 23), command=runs.command)
    runs.append(first)
    with pytest.raises(InputError, match="is under way"):
        start_run(project, request(backbone), lessons())
    with pytest.raises(InputError, match="is under way"):
        first.resume()
    first.want(Wanted.CANCEL)
    followed(first, lambda view: not (view.is_alive or first.is_alive))
    second = start_run(project, request(backbone), lessons(), today=date(2020, 1, 1), command=runs.command)
    runs.append(second)
    assert [run.name for run in find_runs(project)] == ["2026-11-23-1", "2020-01-01-2"]
    second.want(Wanted.CANCEL)
    followed(second, is_over)


def test_a_second_process_at_a_run_leaves_it_alone(backbone: Path, tmp_path: Path, runs: Runs) -> None:
    run = begun(tmp_path / "r", backbone, runs, "slow")
    followed(run, is_at(1))
    started = run.follow().losses
    code = "import mosaic_desk.worker.training as t; t._LOCK_PATIENCE_S = 0.2; raise SystemExit(t.main())"
    done = subprocess.run([sys.executable, "-c", code, str(run.folder)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Another process is at this run.\n")
    assert run.follow().is_alive and run.follow().losses[:1] == started[:1]
