"""Fine-tuning as one loop, read top to bottom: examples in, an adapter folder out, resumable at every step.

What a step learns from is a function of the seed, the epoch and the step alone, and nothing else is random once
the layers were made: a run that was killed and resumed ends with the same bytes as one that was not (on a
processor; kernels of a GPU add in any order).
"""

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from mosaic_desk.core.errors import ModelError
from mosaic_desk.core.example import Example
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.prompt import INSTRUCTION
from mosaic_desk.core.training import EpochReport, HowEnded, StepReport, TrainingConfig, Wanted
from mosaic_desk.llm.adapter import ASKED_APART, Adapter, adapter_name, save_adapter, trainable_adapter
from mosaic_desk.llm.augment import NarrowerFinding
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.checkpoint import Checkpoint, forget_checkpoints, last_checkpoint, save_checkpoint
from mosaic_desk.llm.memory import is_out_of_memory
from mosaic_desk.llm.packing import Packer
from mosaic_desk.llm.recipe import (
    TrainingRow,
    learn,
    recompute_activations,
    refuse_insane,
    row_of,
    watched_loss,
    with_fresh_adapter,
)

_PRESENT = (MentionClass.POSITIVE, MentionClass.UNCERTAIN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lessons:
    """What a run learns from.

    `watched` are reports that nothing is learned from and that early stopping looks at. `asides` are sentences
    without meaning that are set into reports.
    """

    examples: Sequence[Example]
    watched: Sequence[Example] = ()
    narrower: Sequence[NarrowerFinding] = ()
    asides: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Listening:
    """Who is told what, and who is asked between two micro-batches whether to go on."""

    on_step: Callable[[StepReport], None] = lambda _: None
    on_epoch: Callable[[EpochReport], None] = lambda _: None
    on_note: Callable[[str], None] = lambda _: None
    wanted: Callable[[], Wanted] = lambda: Wanted.RUN


def train(
    backbone: Backbone, lessons: Lessons, target: Path, *,
    config: TrainingConfig, start: Path | None = None, folder: Path | None = None, listening: Listening | None = None,
) -> HowEnded:  # fmt: skip
    """Trains an adapter on a loaded backbone and writes it to `target`, where the run was not stopped before.

    Args:
        backbone: loaded; it carries the trained layers afterwards.
        lessons: at least one example with a label.
        target: the adapter folder.
        config: every knob.
        start: an adapter folder to go on from; None for a fresh one.
        folder: where checkpoints lie, and are looked for: a run that was stopped goes on. None: there are none.
        listening: who is told.

    Raises:
        ModelError: if the loss is not a number, the first one is out of all proportion, or the memory is not enough
            for a single report.
        AdapterMismatch: if `start` was made for another backbone or prompt.
        MosaicError: if the disk does not take a checkpoint.
    """
    trainer = Trainer(backbone, lessons, config=config, start=start, listening=listening or Listening())
    how = trainer.run(folder)
    if how is HowEnded.DONE:
        trainer.save(target, started_from=start)
        if folder is not None:
            forget_checkpoints(folder)
    return how


class Trainer:
    """One run: model, optimiser, schedule, and how far it is."""

    def __init__(
        self, backbone: Backbone, lessons: Lessons, *, config: TrainingConfig, start: Path | None, listening: Listening
    ) -> None:
        torch.manual_seed(config.seed)
        self._backbone, self._lessons, self._config, self._listening = backbone, lessons, config, listening
        self._model, self._pointer = (
            with_fresh_adapter(backbone, config) if start is None else trainable_adapter(backbone, start)
        )
        if config.recomputes:
            recompute_activations(backbone, config)
        self._packer = Packer(backbone.tokenizer, INSTRUCTION, config.max_report_tokens)
        self._plain = [one for one in lessons.examples if not _is_present(one)]
        self._present = [one for one in lessons.examples if _is_present(one)]
        self._per_epoch = math.ceil(len(self._order(1)) / config.batch_reports)
        self._optimizer, self._schedule = self._optimizing()
        self._most_tokens = config.micro_batch_tokens  # halved where the memory is not enough
        self._best: dict[str, torch.Tensor] = {}
        self._best_loss, self._waited, self.step = math.inf, 0, 0
        self._seconds = 0.0  # of the process before this one

    @property
    def steps(self) -> int:
        """Optimiser steps of all epochs, where none is left out by early stopping."""
        return self._per_epoch * self._config.epochs

    def run(self, folder: Path | None) -> HowEnded:
        """Goes on from the last checkpoint, if there is one, to the end or until something else is wanted."""
        self._resume(folder)
        began = time.monotonic() - self._seconds
        while self.step < self.steps and not self._has_waited():
            how = self._stop_wanted()
            if how is not None:
                self._keep(folder, began)
                return how
            loss = self._take_step()
            refuse_insane(loss, self.step)
            epoch = (self.step - 1) // self._per_epoch + 1
            self._listening.on_step(
                StepReport(
                    step=self.step, steps=self.steps, epoch=epoch, loss=loss, seconds=time.monotonic() - began
                )
            )
            if self.step % self._per_epoch == 0:
                self._end_epoch(epoch)
            if self.step % self._per_epoch == 0 or self.step % self._config.checkpoint_steps == 0:
                self._keep(folder, began)
        if self._best:
            self._put(self._best)
        self._model.eval()
        return HowEnded.DONE

    def in_use(self, name: str) -> Adapter:
        """What was learned, as it lies beside the backbone's weights and before anything is rounded on a disk."""
        is_apart = self._config.questions_apart
        return Adapter(name=name, hash="", pointer=self._pointer, asks_apart=is_apart)

    def save(self, target: Path, *, started_from: Path | None) -> None:
        """Writes what was learned as an adapter folder."""
        examples = self._lessons.examples
        save_adapter(self._model, self._pointer, target, backbone=self._backbone, record={
            **({"questions": ASKED_APART} if self._config.questions_apart else {}),
            "training": json.loads(json.dumps(asdict(self._config))),
            "started_from": adapter_name(started_from) if started_from else None,
            "examples": len(examples),
            "steps": self.step,
            "taxonomies": sorted({f"{e.taxonomy.id} {e.taxonomy.version}" for e in examples}),
        })

    def _take_step(self) -> float:
        """One optimiser step; where the memory is not enough for its gradient, in smaller parts."""
        rows = self._rows(self.step)
        self._model.train()
        loss = None
        while loss is None:
            try:
                loss = learn(self._backbone, self._pointer, rows, self._config, most_tokens=self._most_tokens)
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                self._optimizer.zero_grad(set_to_none=True)  # nothing was learned yet: the step begins again
                self._make_do(rows)
        torch.nn.utils.clip_grad_norm_(list(self._trained().values()), self._config.max_gradient_norm)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return loss

    def _make_do(self, rows: Sequence[TrainingRow]) -> None:
        """Half the tokens a pass; the gradient of a step stays the same, only its parts are smaller.

        Raises:
            ModelError: if a single report is too much.
        """
        longest = max(len(row.packed) for row in rows)
        if self._most_tokens <= longest:
            raise ModelError(
                f"The memory is not enough to train on one report of {longest:,} tokens: close other programs, choose "
                "a smaller model, or train on another machine. The old adapter stays in use."
            )
        self._most_tokens = max(self._most_tokens // 2, longest)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        self._listening.on_note(f"Memory ran out: going on with {self._most_tokens:,} tokens at a time")

    def _rows(self, step: int) -> list[TrainingRow]:
        """The rows of a step, by its number alone."""
        epoch, place = step // self._per_epoch + 1, step % self._per_epoch
        group = self._order(epoch)[place * self._config.batch_reports :][: self._config.batch_reports]
        rng = random.Random(f"{self._config.seed}-{epoch}-{place}")
        rows = [self._row(example, rng) for example in group]
        return [row for row in rows if row.slots]

    def _row(self, example: Example, rng: random.Random) -> TrainingRow:
        lessons = self._lessons
        return row_of(
            self._packer, example, narrower=lessons.narrower, asides=lessons.asides, config=self._config, rng=rng
        )

    def _order(self, epoch: int) -> list[Example]:
        """The reports of an epoch, shuffled; of those that mention nothing present so many as the config lets in."""
        rng = random.Random(f"{self._config.seed}-{epoch}")
        plain = list(self._plain)
        rng.shuffle(plain)
        most = self._config.most_plain * max(len(self._present), 1)
        order = [*self._present, *(plain[: math.floor(most)] if most < len(plain) else plain)]
        rng.shuffle(order)
        return order

    def _stop_wanted(self) -> HowEnded | None:
        stops = {Wanted.PAUSE: HowEnded.PAUSED, Wanted.CANCEL: HowEnded.CANCELLED}
        return stops.get(self._listening.wanted())

    def _end_epoch(self, epoch: int) -> None:
        self._model.eval()
        loss = self._loss_of_watched()
        is_best = loss is None or loss < self._best_loss
        if loss is not None and is_best:
            self._best = {name: tensor.detach().clone() for name, tensor in self._trained().items()}
        self._best_loss = loss if loss is not None and is_best else self._best_loss
        self._waited = 0 if is_best else self._waited + 1
        self._listening.on_epoch(
            EpochReport(epoch=epoch, epochs=self._config.epochs, watched_loss=loss, is_best=is_best)
        )

    def _loss_of_watched(self) -> float | None:
        rng = random.Random(self._config.seed)
        rows = [self._row(example, rng) for example in self._lessons.watched]
        rows = [row for row in rows if row.slots]
        if not rows:
            return None
        return watched_loss(self._backbone, rows, self._config, most_tokens=self._most_tokens)

    def _has_waited(self) -> bool:
        return 0 < self._config.patience <= self._waited

    def _trained(self) -> dict[str, torch.Tensor]:
        """What is learned, by name: the adapter's layers and the pointer."""
        layers = {f"model.{name}": p for name, p in self._model.named_parameters() if p.requires_grad}
        return layers | {f"pointer.{name}": p for name, p in self._pointer.named_parameters()}

    def _put(self, tensors: dict[str, torch.Tensor]) -> None:
        with torch.no_grad():
            for name, parameter in self._trained().items():
                parameter.copy_(tensors[name])

    def _optimizing(self) -> tuple[Any, Any]:
        from transformers import get_scheduler

        config = self._config
        groups = [
            {"params": [p for p in self._model.parameters() if p.requires_grad], "lr": config.learning_rate},
            {"params": list(self._pointer.parameters()), "lr": config.pointer_learning_rate},
        ]
        optimizer = _adamw(groups, device=self._backbone.device)
        warmup = max(1, round(self.steps * config.warmup_share))
        return optimizer, get_scheduler("cosine", optimizer, num_warmup_steps=warmup, num_training_steps=self.steps)

    def _keep(self, folder: Path | None, began: float) -> None:
        if folder is None:
            return
        optimizer = self._optimizer.state_dict()["state"]
        moments = {
            f"optimizer.{number}.{name}": value if isinstance(value, torch.Tensor) else torch.tensor(value)
            for number, state in optimizer.items()
            for name, value in state.items()
        }
        best = {f"best.{name}": tensor for name, tensor in self._best.items()}
        values = {
            "learning_rates": self._schedule.get_last_lr(), "most_tokens": self._most_tokens,
            "best_loss": self._best_loss if math.isfinite(self._best_loss) else None, "waited": self._waited,
            "seconds": time.monotonic() - began, "config": json.loads(json.dumps(asdict(self._config))),
            "examples": len(self._lessons.examples),
        }  # fmt: skip
        save_checkpoint(folder, Checkpoint(step=self.step, tensors=self._trained() | moments | best, values=values))

    def _resume(self, folder: Path | None) -> None:
        found = last_checkpoint(folder, device=self._backbone.device) if folder is not None else None
        if found is None:
            return
        config = json.loads(json.dumps(asdict(self._config)))
        if found.values["config"] != config or found.values["examples"] != len(self._lessons.examples):
            raise ModelError("The checkpoint is of a run with other settings or other reports: start a new run.")
        tensors = dict(found.tensors)
        self._put(tensors)
        self._best = {name.removeprefix("best."): t for name, t in tensors.items() if name.startswith("best.")}
        state = self._optimizer.state_dict()
        state["state"] = _nested({name: t for name, t in tensors.items() if name.startswith("optimizer.")})
        self._optimizer.load_state_dict(state)
        self._schedule.last_epoch = found.step
        for group, rate in zip(self._optimizer.param_groups, found.values["learning_rates"], strict=True):
            group["lr"] = rate
        self.step, self._waited = found.step, found.values["waited"]
        best = found.values["best_loss"]
        self._best_loss = math.inf if best is None else best
        self._most_tokens, self._seconds = found.values["most_tokens"], found.values["seconds"]


def _nested(tensors: dict[str, torch.Tensor]) -> dict[int, dict[str, torch.Tensor]]:
    """The optimiser's state from its flat names, “optimizer.3.exp_avg”."""
    state: dict[int, dict[str, torch.Tensor]] = {}
    for name, tensor in tensors.items():
        _, number, key = name.split(".", 2)
        state.setdefault(int(number), {})[key] = tensor
    return state


def _adamw(groups: list[dict[str, Any]], *, device: torch.device) -> torch.optim.Optimizer:
    """AdamW, on a GPU with moments of 8 bits (bitsandbytes; as in MOSAIC)."""
    if device.type == "cuda":
        import bitsandbytes

        return bitsandbytes.optim.AdamW8bit(groups, weight_decay=0.0)  # type: ignore[no-any-return]
    return torch.optim.AdamW(groups, weight_decay=0.0)


def _is_present(example: Example) -> bool:
    """Whether a finding is positive or uncertain: of the others a hospital has ten times as many."""
    return any(label in _PRESENT for label in example.labels.values())
