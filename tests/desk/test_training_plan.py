"""What a run needs of the machine: asked of a real child on a tiny model, and refused where there is too little."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from mosaic_desk.core.errors import MosaicError, WorkerDied, WorkerHung
from mosaic_desk.core.retraining import TrainingMeans
from mosaic_desk.desk import training_plan
from mosaic_desk.desk.training_plan import refuse_without_means, training_means, usable_device
from tests.desk.tiny_training import lessons, request
from tests.llm.tiny import write_tiny_backbone


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("backbone") / "tiny")


def scripted(body: str) -> tuple[str, ...]:
    return (sys.executable, "-c", body)


def means(folder: Path, body: str, **knobs: object) -> TrainingMeans:
    return training_means(request(Path("tiny"), **knobs), lessons(), folder=folder, command=scripted(body))


def test_memory_disk_and_time_are_told_before_a_run_and_nothing_is_left(backbone: Path, tmp_path: Path) -> None:
    found = training_means(request(backbone), lessons(), folder=tmp_path)
    assert found.refusal == "" and found.device == "cpu" and not found.is_gpu
    assert found.memory_needed_mib is not None and 400 < found.memory_needed_mib < 1900
    assert found.memory_free_mib is not None and found.memory_free_mib > 0
    assert found.disk_needed_mib is not None and 64 <= found.disk_needed_mib < 70
    assert found.seconds is not None and 30 < found.seconds < 300  # three loadings, and little else
    assert not list(tmp_path.glob(".training-*"))


def test_a_step_that_cannot_be_tried_is_the_refusal(tmp_path: Path) -> None:
    """A card that is not there, in a real child."""
    asked = replace(request(tmp_path / "nowhere"), device="cpu")
    found = training_means(asked, lessons(), folder=tmp_path)
    assert "There is no backbone" in found.refusal
    with pytest.raises(MosaicError, match="There is no backbone"):
        refuse_without_means(found)


def test_a_disk_with_too_little_room_is_the_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100 * 2**20))
    told = 'print(\'{"disk_mib": 200.0, "needed_mib": 1.0, "free_mib": 2.0, "seconds_per_report": 1.0}\')'
    found = means(tmp_path, told)
    assert found.refusal == "Training needs 264 MiB of disk and 100 MiB are free: make room."


def test_time_counts_what_is_learned_each_epoch_and_what_is_only_answered_a_third(tmp_path: Path) -> None:
    found = means(tmp_path, 'print(\'{"seconds_per_report": 3.0}\')', epochs=2)
    assert found.seconds == pytest.approx(3 * (2 * (12 + 3 / 3) + 2 * 9 / 3) + 30)
    assert (found.memory_needed_mib, found.memory_free_mib, found.disk_needed_mib) == (None, None, None)


@pytest.mark.parametrize("body", ["", "print('loading')", "print(3)", "import os; os.kill(os.getpid(), 9)"])
def test_a_child_that_ends_without_a_word_is_told(tmp_path: Path, body: str) -> None:
    with pytest.raises(WorkerDied, match="could not be tried"):
        means(tmp_path, body)
    assert not list(tmp_path.glob(".training-*"))


def test_a_child_that_hangs_is_ended(tmp_path: Path) -> None:
    with pytest.raises(WorkerHung, match="took too long"):
        training_means(request(Path("t")), lessons(), folder=tmp_path, patience_s=0.5,
                       command=scripted("import time; time.sleep(60)"))  # fmt: skip


@pytest.mark.parametrize(
    ("card", "torch", "device"),
    [("NVIDIA X", "2.13.0", "cuda"), ("NVIDIA X", "2.13.0+cpu", "cpu"), ("", "2.13.0", "cpu"), (None, "2.13.0", "cpu")],
)
def test_a_card_is_used_where_there_is_one_that_torch_can_use(
    monkeypatch: pytest.MonkeyPatch, card: str | None, torch: str, device: str
) -> None:
    def asked(*_: object, **__: object) -> SimpleNamespace:
        if card is None:
            raise FileNotFoundError
        return SimpleNamespace(returncode=0, stdout=card)

    monkeypatch.setattr(training_plan.subprocess, "run", asked)
    monkeypatch.setattr(training_plan.importlib.metadata, "version", lambda _: torch)
    assert usable_device() == device
