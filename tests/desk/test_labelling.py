"""Labelling for hours: killed at any moment, with workers that end and reports that end them, on a full disk.

The worker here is a real child that has no model (`fast_worker`), so that a run takes a second; the same with
a real model is in `test_unattended.py`.
"""

import functools
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused, InputError, MosaicError, WorkerCancelled
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk import labelling
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.labelling import Labelled, Tell, label_reports, label_source
from mosaic_desk.desk.restarting import FATAL_REPORT, MOST_FAILURES, STRETCH_REPORTS, Restarting
from mosaic_desk.desk.worker import Worker
from tests.conftest import ROOT

TAXONOMY = taxonomy_from_toml('id = "one"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "one")
FAST_WORKER = str(ROOT / "tests" / "desk" / "fast_worker.py")
MANY = 5 * STRETCH_REPORTS + 40


def written(path: Path, count: int = MANY) -> Path:
    """A source with a refused line and a doubled id among its reports."""
    lines = [json.dumps({"report_id": f"r{n}", "text": f"Report {n}. No edema. " * (n % 7 + 1)}) for n in range(count)]
    lines.insert(count // 2, json.dumps({"report_id": "bad", "text": "a\0b"}))
    lines.insert(count - 3, json.dumps({"report_id": "r1", "text": "again"}))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def label(
    source: Path, output: Path, *options: str, tell: Tell = lambda *_: None, said: list[str] | None = None
) -> Labelled:
    """`said` gets what the run says of the worker."""
    labeller = Labeller(Worker((sys.executable, FAST_WORKER, *options)), ModelChoice(backbone="b"))
    asked = Restarting(labeller, TAXONOMY, tell=(said if said is not None else []).append)
    try:
        return label_reports(
            label_source(source, TAXONOMY), output, taxonomy=TAXONOMY, asked=asked, settings="", tell=tell
        )
    finally:
        labeller.close()


def rows(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path / "in.jsonl")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


@pytest.fixture
def straight(source: Path, tmp_path: Path) -> bytes:
    """The output of a run that nothing interrupts."""
    path = tmp_path / "straight.jsonl"
    label(source, path)
    return path.read_bytes()


def test_every_line_has_its_line_in_the_same_order(source: Path, output: Path) -> None:
    done = label(source, output)
    found = rows(output)
    assert len(found) == MANY + 2
    assert done == Labelled(reports=MANY, unanswered=0, from_before=0, restarts=0)
    assert [row.get("report_id") for row in found[: MANY // 2]] == [f"r{n}" for n in range(MANY // 2)]
    assert "NUL" in str(found[MANY // 2]["error"])
    assert "there already, in line 2" in str(found[MANY - 3]["error"])
    assert [number for number, row in enumerate(found) if "labels" not in row] == [MANY // 2, MANY - 3]


def _dot(descriptor: int, *_: object) -> None:
    os.write(descriptor, b".")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, so that many kills take seconds")
def test_a_run_killed_at_any_moment_goes_on_to_the_same_bytes(source: Path, output: Path, straight: bytes) -> None:
    chance, partial = random.Random(7), output.with_name("out.jsonl.partial")
    kills = kept = 0
    while not output.exists():
        before = partial.read_bytes().count(b"\n") if partial.exists() else 0
        hears, says = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                label(source, output, tell=functools.partial(_dot, says))
            finally:
                os._exit(0)
        os.close(says)
        if kills < 25:
            wanted = chance.randrange(-1, 2 * STRETCH_REPORTS)
            while wanted >= 0 and (heard := os.read(hears, 1)):  # by answers, not by time: machines are shared
                wanted -= len(heard)
            time.sleep(chance.uniform(0, 0.02))
            os.kill(child, signal.SIGKILL)
            kills += 1
        while os.read(hears, 4096):
            pass
        os.close(hears)
        os.waitpid(child, 0)
        after = partial.read_bytes().count(b"\n") if partial.exists() else MANY
        assert after >= before // STRETCH_REPORTS * STRETCH_REPORTS, "a whole stretch is never lost"
        kept += after > before
    assert output.read_bytes() == straight
    assert kills >= 5 and kept >= 3
    assert list(output.parent.glob("out*")) == [output]


def test_a_worker_that_is_killed_is_started_again_and_the_bytes_are_the_same(
    source: Path, output: Path, straight: bytes
) -> None:
    worker = Worker((sys.executable, FAST_WORKER))
    labeller, killed = Labeller(worker, ModelChoice(backbone="b")), set[int]()

    def kill(text: str, done: int, total: int, rest: str) -> None:
        if done > 300 * (len(killed) + 1) and worker.pid and len(killed) < 3:
            killed.add(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)

    done = label_reports(
        label_source(source, TAXONOMY), output, taxonomy=TAXONOMY, asked=Restarting(labeller, TAXONOMY),
        settings="", tell=kill,
    )
    labeller.close()
    assert len(killed) == 3
    assert 2 <= done.restarts <= 3  # a worker that had answered everything when it was killed is not needed again
    assert output.read_bytes() == straight


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and forks are POSIX")
def test_a_machine_that_sleeps_longer_than_a_worker_may_be_silent_finds_all_well(source: Path, output: Path) -> None:
    partial = output.with_name("out.jsonl.partial")
    child = os.fork()
    if child == 0:
        try:
            worker = Worker((sys.executable, FAST_WORKER, "--seconds-each", "0.001"), silence_s=2)
            worker.start()
            (output.parent / "pid").write_text(str(worker.pid))
            asked = Restarting(Labeller(worker, ModelChoice(backbone="b")), TAXONOMY)
            done = label_reports(
                label_source(source, TAXONOMY), output, taxonomy=TAXONOMY, asked=asked, settings="",
                tell=lambda *_: None,
            )
            os._exit(done.restarts)
        finally:
            os._exit(99)
    while not partial.exists() or not partial.stat().st_size:
        time.sleep(0.01)
    worker_pid = int((output.parent / "pid").read_text())
    for process, sent in ((worker_pid, signal.SIGSTOP), (child, signal.SIGSTOP)):
        os.kill(process, sent)
        time.sleep(0.3)  # what the worker had said is heard
    time.sleep(3)
    for process in (child, worker_pid):  # the desk wakes first, and meets silence
        os.kill(process, signal.SIGCONT)
        time.sleep(0.3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize(
    ("option", "restarts", "words"),
    [
        ("--dies-on", 4, "The model's process ended by itself (status 9); starting it again"),
        ("--fails-on", 0, "The model failed (RuntimeError); asking it again"),
    ],
)
def test_a_report_that_the_worker_fails_on_gets_its_error_and_the_others_their_labels(
    source: Path, output: Path, option: str, restarts: int, words: str
) -> None:
    said: list[str] = []
    done = label(source, output, option, "r300", said=said)
    assert said == [words] * 4
    unlabelled = {row.get("report_id"): row["error"] for row in rows(output) if "labels" not in row}
    assert unlabelled["r300"] == FATAL_REPORT
    assert len(unlabelled) == 3
    assert (done.reports, done.unanswered, done.restarts) == (MANY, 1, restarts)


def test_a_load_that_fails_in_a_process_that_lives_is_tried_once(source: Path, output: Path) -> None:
    said: list[str] = []
    with pytest.raises(MosaicError, match=r"^The model failed \(RuntimeError\); its log says where\.$"):
        label(source, output, "--fails-at-load", said=said)
    assert said == []
    assert not output.exists()


def test_a_worker_that_never_comes_up_ends_the_run_with_one_sentence(source: Path, output: Path) -> None:
    with pytest.raises(MosaicError, match=rf"status 7\), {MOST_FAILURES} times .* the same command goes on"):
        label(source, output, "--dies-at-load")
    assert not output.exists()


def test_a_stop_says_what_is_kept_and_how_to_go_on(source: Path, output: Path, straight: bytes) -> None:
    def stop(text: str, done: int, total: int, rest: str) -> None:
        if done > STRETCH_REPORTS + 10:
            raise KeyboardInterrupt

    with pytest.raises(WorkerCancelled) as stopped:
        label(source, output, tell=stop)
    assert str(stopped.value) == (
        "Stopped; 256 of 1,320 reports are kept in out.jsonl.partial, and the same command goes on from there."
    )
    assert label(source, output).from_before == STRETCH_REPORTS
    assert output.read_bytes() == straight


@pytest.mark.parametrize("change", ["the reports", "the model", "the program", "the settings"])
def test_work_begun_with_something_else_is_begun_afresh_and_said(
    source: Path, output: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(text: str, done: int, total: int, rest: str) -> None:
        if done > STRETCH_REPORTS:
            raise KeyboardInterrupt

    with pytest.raises(WorkerCancelled):
        label(source, output, tell=stop)
    options: list[str] = []
    if change == "the reports":
        written(source, MANY + 1)
    elif change == "the model":
        options = ["--backbone", "sha256:other"]
    elif change == "the program":
        monkeypatch.setattr(labelling, "__version__", "999")
    else:
        monkeypatch.setattr(labelling, "STRETCH_REPORTS", 10)
    said: list[str] = []
    done = label(source, output, *options, tell=lambda text, *_: said.append(text))
    assert said[0] == f"out.jsonl.partial was begun with other than {change} of now; starting afresh"
    assert done.from_before == 0


def test_lines_that_a_crash_of_the_machine_has_spoilt_are_made_again(
    source: Path, output: Path, straight: bytes
) -> None:
    def stop(text: str, done: int, total: int, rest: str) -> None:
        if done > 3 * STRETCH_REPORTS:
            raise KeyboardInterrupt

    with pytest.raises(WorkerCancelled):
        label(source, output, tell=stop)
    partial = output.with_name("out.jsonl.partial")
    lines = partial.read_bytes().splitlines(keepends=True)
    lines[STRETCH_REPORTS + 5] = b"\0" * (len(lines[STRETCH_REPORTS + 5]) - 1) + b"\n"
    partial.write_bytes(b"".join(lines))
    assert label(source, output).from_before == STRETCH_REPORTS
    assert output.read_bytes() == straight


def test_a_source_that_changes_meanwhile_is_told(source: Path, output: Path) -> None:
    def change(text: str, done: int, total: int, rest: str) -> None:
        if done == total:
            with source.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"report_id": "late", "text": "No edema."}) + "\n")

    with pytest.raises(InputError, match=r"was changed while"):
        label(source, output, tell=change)
    assert not output.exists()


def test_a_file_without_a_report_is_refused_before_any_model_is_asked(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"report_id": "a"}\n{"text": "b"}\n', encoding="utf-8")
    with pytest.raises(ImportRefused, match=r"no report that can be labelled \(line 1: “text” is missing\)"):
        label(source, output)
    assert list(tmp_path.glob("out*")) == []


def test_a_table_is_labelled_too(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("report_id,text\na,No edema.\nb,Edema.\n", encoding="utf-8")
    assert label(source, output).reports == 2
    assert [row["report_id"] for row in rows(output)] == ["a", "b"]


_PEAK = """
import json, sys
from pathlib import Path
from mosaic_desk.desk.pace import peak_mib
from tests.desk.test_labelling import label
before = peak_mib()
done = label(Path(sys.argv[1]), Path(sys.argv[2]))
print(json.dumps([done.reports, peak_mib() - before]))
"""


@pytest.mark.skipif(os.name == "nt", reason="the peak is told on POSIX")
def test_neither_reports_nor_suggestions_are_held_at_once(tmp_path: Path, output: Path) -> None:
    """Sixty megabytes of reports go through, and the memory grows by a part of it."""
    source, text = tmp_path / "in.jsonl", "No edema. " * 1000
    with source.open("w", encoding="utf-8") as file:
        for number in range(6000):
            file.write(json.dumps({"report_id": f"r{number}", "text": text}) + "\n")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _PEAK, str(source), str(output)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    reports, growth_mib = json.loads(done.stdout)
    assert reports == 6000
    assert growth_mib < 40
