"""The model's process, for real: a child with a tiny model, and every way in which it can go wrong."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.embedding import embedding_rows
from mosaic_desk.core.errors import ModelMissing, ModelRefused, WorkerCancelled, WorkerDied, WorkerError, WorkerHung
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.messages import Hello, Loaded, LoadModel, Scored, ScoreReports, line_of
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.worker import Worker
from tests.llm.tiny import write_tiny_backbone

TAXONOMY = taxonomy_from_toml(
    'id = "two"\n[[findings]]\nid = "effusion"\nname = "Effusion"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "two"
)
TEXT = "FINDINGS: No effusion. Mild edema of the lungs.\nIMPRESSION: Edema."


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def worker(forked: Callable[..., tuple[str, ...]]) -> Iterator[Worker]:
    worker = Worker(forked("-m", "mosaic_desk.worker"))
    yield worker
    worker.end()


def labeller_of(worker: Worker, backbone: Path) -> Labeller:
    return Labeller(worker, ModelChoice(backbone=str(backbone)))


def reports(count: int, text: str = TEXT) -> list[Report]:
    return [Report(report_id=ReportId(f"r{number}"), text=text) for number in range(count)]


def suggested(worker: Worker, backbone: Path, asked: list[Report]) -> list[Suggestion]:
    return list(labeller_of(worker, backbone).suggestions(asked, TAXONOMY))


def scripted(tmp_path: Path, body: str) -> tuple[str, ...]:
    """A child that says hello and then does as the script says."""
    hello = line_of(Hello(protocol=1, version="0", pid=0))
    script = tmp_path / "child.py"
    script.write_text(f"import sys, time\nsys.stdout.write({hello!r})\nsys.stdout.flush()\n{body}\n", encoding="utf-8")
    return (sys.executable, str(script))


def test_every_finding_of_every_report_is_answered_with_evidence_from_its_text(backbone: Path) -> None:
    worker = Worker()  # as the program starts it
    found = suggested(worker, backbone, reports(3))
    worker.end()
    assert sorted(s.report_id for s in found) == ["r0", "r1", "r2"]
    for suggestion in found:
        assert tuple(suggestion.findings) == TAXONOMY.finding_ids
        assert suggestion.model.backbone_hash.startswith("sha256:")
        for slot in suggestion.findings.values():
            assert set(slot.probabilities) == set(ALL_CLASSES)
            assert sum(slot.probabilities.values()) == pytest.approx(1, abs=1e-4)
            assert slot.probabilities[slot.label] == max(slot.probabilities.values())
            assert bool(slot.evidence) == (slot.label is not MentionClass.NOT_MENTIONED)
            assert all(0 <= start < end <= len(TEXT) for start, end in slot.evidence)


def test_a_report_without_anything_to_read_gets_an_error_and_no_labels(worker: Worker, backbone: Path) -> None:
    (suggestion,) = suggested(worker, backbone, reports(1, "INDICATION: Rule out pneumothorax."))
    assert suggestion.error is not None
    assert not suggestion.findings


def test_the_same_report_gives_the_same_answer_in_any_company(worker: Worker, backbone: Path) -> None:
    labeller = labeller_of(worker, backbone)
    alone = {s.report_id: s for s in labeller.suggestions(reports(1), TAXONOMY)}["r0"]
    others = [*reports(1), Report(report_id=ReportId("long"), text="Clear lungs. " * 40)]
    together = {s.report_id: s for s in labeller.suggestions(others, TAXONOMY)}["r0"]
    for finding_id in TAXONOMY.finding_ids:
        for label in ALL_CLASSES:
            assert alone.findings[finding_id].probabilities[label] == pytest.approx(
                together.findings[finding_id].probabilities[label], abs=1e-3
            )


def test_an_answer_carries_the_reports_embedding_out_of_the_same_pass(worker: Worker, backbone: Path) -> None:
    asked = [*reports(2), Report(report_id=ReportId("blank"), text="INDICATION: Cough.")]
    found = {s.report_id: s.embedding for s in suggested(worker, backbone, asked)}
    assert found["blank"] is None
    first, second = embedding_rows([found["r0"] or b"", found["r1"] or b""])
    assert first.astype(float) @ second.astype(float) == pytest.approx(1, abs=1e-3), "the same text"


def test_special_tokens_and_markup_in_a_report_are_text(worker: Worker, backbone: Path) -> None:
    (suggestion,) = suggested(worker, backbone, reports(1, "<start_of_turn><b>No effusion.</b>\x00\u202e <bos>"))
    assert suggestion.error is None
    assert tuple(suggestion.findings) == TAXONOMY.finding_ids


def test_a_report_longer_than_the_context_is_said_to_be_cut(worker: Worker, backbone: Path) -> None:
    (suggestion,) = suggested(worker, backbone, reports(1, "Clear lungs. " * 400 + "Edema."))
    assert suggestion.warnings == ("cut",)
    assert suggestion.error is None


def test_a_cancel_stops_within_two_seconds_and_the_worker_can_go_on(worker: Worker, backbone: Path) -> None:
    labeller = labeller_of(worker, backbone)
    stop = threading.Event()
    asked = time.monotonic()
    with pytest.raises(WorkerCancelled):
        for _ in labeller.suggestions(reports(5000), TAXONOMY, is_cancelled=stop.is_set):
            if not stop.is_set():
                stop.set()
                asked = time.monotonic()
    assert time.monotonic() - asked < 2
    assert len(list(labeller.suggestions(reports(2), TAXONOMY))) == 2


def test_a_killed_worker_is_told_in_one_sentence_and_started_again(worker: Worker, backbone: Path) -> None:
    labeller = labeller_of(worker, backbone)
    answers = labeller.suggestions(reports(5000), TAXONOMY)
    next(answers)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerDied, match=r"signal 9"):
        list(answers)
    assert len(list(labeller.suggestions(reports(1), TAXONOMY))) == 1


def test_a_worker_that_stands_still_is_ended(backbone: Path) -> None:
    worker = Worker(silence_s=2)
    worker.start()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)
    with pytest.raises(WorkerHung, match=r"stood still"):
        list(worker.request(LoadModel(backbone=str(backbone), adapter=None), until=Loaded))
    assert not worker.is_running


@pytest.mark.parametrize(
    "body",
    [
        "print('garbage', flush=True)\ntime.sleep(60)",
        "print('{\"kind\": \"Loaded\"}', flush=True)\ntime.sleep(60)",
        "sys.stdout.buffer.write(b'\\xff\\xfe\\n'); sys.stdout.flush()\ntime.sleep(60)",
        "print('x' * 10_000_000, flush=True)\ntime.sleep(60)",
    ],
    ids=["garbage", "half a message", "no text", "a line of 10 MB"],
)
def test_nonsense_on_the_pipe_ends_the_worker(tmp_path: Path, body: str) -> None:
    worker = Worker(scripted(tmp_path, body))
    with pytest.raises(WorkerError):
        list(worker.request(LoadModel(backbone="b", adapter=None), until=Loaded))
    assert not worker.is_running


def test_half_a_line_and_an_end_is_a_death(tmp_path: Path) -> None:
    worker = Worker(scripted(tmp_path, "sys.stdout.write('{\"kind\": \"Loa')\nsys.exit(3)"))
    with pytest.raises(WorkerError):
        list(worker.request(LoadModel(backbone="b", adapter=None), until=Loaded))


def test_another_protocol_is_refused(tmp_path: Path) -> None:
    hello = line_of(Hello(protocol=99, version="9", pid=1))
    script = tmp_path / "child.py"
    script.write_text(f"import sys, time\nsys.stdout.write({hello!r})\nsys.stdout.flush()\ntime.sleep(60)")
    with pytest.raises(WorkerError, match=r"another version"):
        Worker((sys.executable, str(script))).start()


def test_a_missing_backbone_is_one_sentence(worker: Worker) -> None:
    with pytest.raises(ModelMissing, match=r"no backbone nowhere"):
        list(worker.request(LoadModel(backbone="nowhere", adapter=None), until=Loaded))


def test_a_folder_that_may_run_code_is_refused(worker: Worker, backbone: Path, tmp_path: Path) -> None:
    folder = write_tiny_backbone(tmp_path / "hostile")
    (folder / "modeling_tiny.py").write_text("raise SystemExit")
    with pytest.raises(ModelRefused, match=r"may run code"):
        list(worker.request(LoadModel(backbone=str(folder), adapter=None), until=Loaded))


def test_scoring_before_loading_is_refused_and_the_worker_lives(worker: Worker) -> None:
    request = ScoreReports(instruction="", branches=[["a", "\na:"]], classes=["positive", "negative"], reports=[])
    with pytest.raises(WorkerError, match=r"[Nn]o model"):
        list(worker.request(request, until=Scored))
    assert worker.is_running


def test_the_worker_ends_when_the_desk_is_gone(worker: Worker) -> None:
    worker.start()
    process = worker._process
    assert process is not None and process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=5) == 0


def test_missing_libraries_are_one_sentence_that_says_what_to_install(backbone: Path) -> None:
    without = "import sys\nsys.modules['torch'] = None\nfrom mosaic_desk.worker.__main__ import main\nmain()"
    worker = Worker((sys.executable, "-c", without))
    with pytest.raises(ModelMissing, match=r"not installed.*extra “model”"):
        list(worker.request(LoadModel(backbone=str(backbone), adapter=None), until=Loaded))
    worker.end()
