"""The loop on a tiny model: exact after a kill, frugal where memory is short, stopped where it goes wrong."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from mosaic_desk.core.errors import ModelError, MosaicError
from mosaic_desk.core.training import PRESETS, EpochReport, HowEnded, Preset, StepReport, TrainingConfig, Wanted
from mosaic_desk.llm import forward
from mosaic_desk.llm.adapter import read_manifest
from mosaic_desk.llm.backbone import load_backbone
from mosaic_desk.llm.checkpoint import last_checkpoint
from mosaic_desk.llm.lesson_line import line_tokens
from mosaic_desk.llm.training import Lessons, Listening, Trainer, train
from tests.llm.test_recipe import example
from tests.llm.tiny import write_tiny_backbone

CONFIG = TrainingConfig(epochs=4, learning_rate=1e-2, batch_reports=3, narrower=0, checkpoint_steps=3)
LESSONS = Lessons(examples=[example(n) for n in range(15)], watched=[example(n) for n in range(3)])
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("backbone") / "tiny")


def run(
    folder: Path, target: Path, *,
    config: TrainingConfig = CONFIG, lessons: Lessons = LESSONS, run_folder: Path | None = None,
    listening: Listening | None = None,
) -> HowEnded:  # fmt: skip
    backbone = load_backbone(folder, dtype=torch.float32)
    return train(backbone, lessons, target, config=config, folder=run_folder, listening=listening)


def stopping(at: int, wanted: Wanted) -> tuple[Listening, list[StepReport]]:
    steps: list[StepReport] = []
    return (
        Listening(on_step=steps.append, wanted=lambda: wanted if len(steps) >= at else Wanted.RUN),
        steps,
    )


@pytest.mark.parametrize("at", [1, 5, 6, 13])
def test_a_run_that_was_stopped_and_resumed_ends_with_the_same_bytes(folder: Path, tmp_path: Path, at: int) -> None:
    run(folder, tmp_path / "straight")
    pausing, steps = stopping(at, Wanted.PAUSE)
    assert run(folder, tmp_path / "resumed", run_folder=tmp_path / "run", listening=pausing) is HowEnded.PAUSED
    assert not (tmp_path / "resumed").exists()
    more: list[StepReport] = []
    listening = Listening(on_step=more.append)
    assert run(folder, tmp_path / "resumed", run_folder=tmp_path / "run", listening=listening) is HowEnded.DONE
    assert [step.step for step in (*steps, *more)] == list(range(1, 21))
    assert read_manifest(tmp_path / "resumed")["files"] == read_manifest(tmp_path / "straight")["files"]
    assert last_checkpoint(tmp_path / "run", device=CPU) is None  # the run is over


def test_a_run_that_was_killed_goes_on_from_its_last_checkpoint_to_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "straight")

    def die(step: StepReport) -> None:
        if step.step == 11:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path / "a", run_folder=tmp_path / "run", listening=Listening(on_step=die))
    kept = last_checkpoint(tmp_path / "run", device=CPU)
    assert kept is not None and kept.step == 10  # the end of an epoch
    run(folder, tmp_path / "a", run_folder=tmp_path / "run")
    assert read_manifest(tmp_path / "a")["files"] == read_manifest(tmp_path / "straight")["files"]


def test_a_checkpoint_that_is_damaged_is_none(folder: Path, tmp_path: Path) -> None:
    pausing, _ = stopping(4, Wanted.PAUSE)
    run(folder, tmp_path / "a", run_folder=tmp_path / "run", listening=pausing)
    (tensors,) = (tmp_path / "run").glob("checkpoint-*/state.safetensors")
    content = tensors.read_bytes()
    tensors.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert last_checkpoint(tmp_path / "run", device=CPU) is None


def test_a_disk_that_takes_no_checkpoint_is_told_and_the_one_before_is_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pausing, _ = stopping(4, Wanted.PAUSE)
    run(folder, tmp_path / "a", run_folder=tmp_path / "run", listening=pausing)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mosaic_desk.llm.checkpoint.os.fsync", full)
    with pytest.raises(MosaicError, match=r"No space left on device.*resume the run"):
        run(folder, tmp_path / "a", run_folder=tmp_path / "run")
    kept = last_checkpoint(tmp_path / "run", device=CPU)
    assert kept is not None and kept.step == 4


def test_a_checkpoint_of_another_run_is_refused(folder: Path, tmp_path: Path) -> None:
    pausing, _ = stopping(4, Wanted.PAUSE)
    run(folder, tmp_path / "a", run_folder=tmp_path / "run", listening=pausing)
    with pytest.raises(ModelError, match=r"other settings or other reports"):
        run(folder, tmp_path / "a", run_folder=tmp_path / "run", config=dataclasses.replace(CONFIG, learning_rate=1e-3))


def test_a_cancel_stops_before_the_next_step_and_writes_no_adapter(folder: Path, tmp_path: Path) -> None:
    cancelling, steps = stopping(2, Wanted.CANCEL)
    assert run(folder, tmp_path / "a", listening=cancelling) is HowEnded.CANCELLED
    assert len(steps) == 2
    assert not (tmp_path / "a").exists()


def short_of_memory(monkeypatch: pytest.MonkeyPatch, *, most_tokens: int) -> None:
    """Stands in for a card: a pass over more tokens than there is room for fails as torch says it."""
    real: Callable[..., forward.RowStates] = forward.row_states

    def row_states(backbone: Any, rows: Any) -> forward.RowStates:
        if line_tokens(rows) > most_tokens:
            raise torch.OutOfMemoryError("no room")
        return real(backbone, rows)

    monkeypatch.setattr("mosaic_desk.llm.recipe.row_states", row_states)


def test_where_memory_is_short_the_passes_are_halved_and_the_same_is_learned(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    straight: list[StepReport] = []
    run(folder, tmp_path / "straight", listening=Listening(on_step=straight.append))
    short_of_memory(monkeypatch, most_tokens=150)
    steps: list[StepReport] = []
    notes: list[str] = []
    run(folder, tmp_path / "a", listening=Listening(on_step=steps.append, on_note=notes.append))
    assert notes and all(note.startswith("Memory ran out: going on with") for note in notes)
    assert [step.loss for step in steps[:3]] == pytest.approx([step.loss for step in straight[:3]], rel=1e-4)


def test_a_report_that_is_too_much_alone_ends_the_run_with_the_numbers(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short_of_memory(monkeypatch, most_tokens=10)
    with pytest.raises(ModelError, match=r"one report of \d+ tokens.*old adapter stays"):
        run(folder, tmp_path / "a")


def test_a_loss_that_is_not_a_number_ends_the_run(folder: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, learning_rate=1e30, warmup_share=0.0, max_gradient_norm=1e30)
    with pytest.raises(ModelError, match=r"the loss is not a number. The old adapter stays in use"):
        run(folder, tmp_path / "a", config=config)


def test_early_stopping_keeps_the_epoch_that_was_best_on_the_reports_watched(folder: Path) -> None:
    wrong = [dataclasses.replace(example(n), text=example(n + 1).text, evidence={}) for n in range(6)]
    epochs: list[EpochReport] = []
    config = dataclasses.replace(CONFIG, epochs=20, patience=2)
    trainer = Trainer(
        load_backbone(folder, dtype=torch.float32), dataclasses.replace(LESSONS, watched=wrong), config=config,
        start=None, listening=Listening(on_epoch=epochs.append),
    )  # fmt: skip
    assert trainer.run(None) is HowEnded.DONE
    losses = [epoch.watched_loss or 0.0 for epoch in epochs]
    best = losses.index(min(losses))
    assert len(epochs) == best + 3 < 20  # two more that gained nothing
    assert [epoch.is_best for epoch in epochs[best:]] == [True, False, False]
    assert trainer._loss_of_watched() == pytest.approx(losses[best], rel=1e-5)


def test_eight_reports_are_learned_by_heart(folder: Path, tmp_path: Path) -> None:
    steps: list[StepReport] = []
    config = TrainingConfig(epochs=60, learning_rate=2e-2, batch_reports=4, narrower=0, vary_text=False)
    lessons = Lessons(examples=[example(n) for n in range(8)])
    run(folder, tmp_path / "a", config=config, lessons=lessons, listening=Listening(on_step=steps.append))
    assert steps[-1].loss < 0.05


def test_plain_reports_are_capped_and_drawn_anew_each_epoch(folder: Path) -> None:
    config = dataclasses.replace(CONFIG, most_plain=1.0)
    trainer = Trainer(
        load_backbone(folder, dtype=torch.float32), LESSONS, config=config, start=None, listening=Listening()
    )
    one, two = trainer._order(1), trainer._order(2)
    assert len(one) == len(two) == 10  # five positive ones, and as many of the ten others
    assert sorted(e.report_id for e in one) != sorted(e.report_id for e in two)


def test_every_preset_is_a_run_that_can_be_taken(folder: Path, tmp_path: Path) -> None:
    for preset in Preset:
        config = dataclasses.replace(PRESETS[preset], epochs=1)
        assert run(folder, tmp_path / preset, config=config) is HowEnded.DONE
        shutil.rmtree(tmp_path / preset)
