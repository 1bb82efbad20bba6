"""What a training run is told and what it tells: the knobs, three presets in words, the steps and the end.

Plain values without torch, so that a window can show them. The published recipe of MOSAIC (Schmidt et al. 2025)
is one of the presets, with its figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingConfig:
    """Every knob of a run."""

    rank: int = 16  # of the LoRA matrices; an adapter that is gone on from keeps its own
    alpha: int = 32  # the update is scaled by alpha / rank, rank-stabilised by alpha / sqrt(rank)
    is_rank_stabilised: bool = False
    learning_rate: float = 2e-4
    pointer_learning_rate: float = 1e-3  # the pointer starts from nothing
    warmup_share: float = 0.05  # of all steps, linear, before the cosine
    epochs: int = 3  # at most
    patience: int = 0  # epochs in a row that may gain nothing on the reports watched; 0: all epochs are run
    batch_reports: int = 8  # reports an optimiser step
    micro_batch_tokens: int = 1200  # tokens a forward pass, see llm.lesson_line; more only takes memory
    recomputes: bool = True  # activations again for the gradient: much less memory, a quarter more time, the same bytes
    class_weights: tuple[float, float, float, float] = (2.0, 1.0, 2.0, 1.0)  # order of ALL_CLASSES
    most_plain: float = 3.0  # reports without a positive or uncertain finding, an epoch, for each that has one
    pointer_weight: float = 0.25  # of the evidence loss beside the label loss
    narrower: int = 3  # narrower findings asked with a report, see llm.augment
    questions_apart: bool = True  # questions are read without the report, see llm.packing
    vary_text: bool = True  # case, closing stop, redacted words, see llm.augment
    noisy_share: float = 0.0  # of the reports, with a few characters mistyped
    reordered_share: float = 0.0  # of the reports, with the sentences of a section in another order
    asked_share: float = 1.0  # of a report's findings, drawn anew each epoch
    max_gradient_norm: float = 1.0
    max_report_tokens: int = 1024  # while training
    checkpoint_steps: int = 20  # optimiser steps between two checkpoints; at most these are lost
    seed: int = 1


class Preset(StrEnum):
    """The choices of a reader who does not want to know more."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


_NORMAL = TrainingConfig(epochs=3, patience=1, learning_rate=1e-4)
PRESETS: Mapping[Preset, TrainingConfig] = MappingProxyType(
    {
        Preset.QUICK: replace(_NORMAL, epochs=1, patience=0),
        Preset.NORMAL: _NORMAL,
        Preset.THOROUGH: TrainingConfig(
            rank=64, alpha=128, is_rank_stabilised=True, learning_rate=1e-4, epochs=10, patience=1, batch_reports=32,
            class_weights=(1.0, 1.0, 1.0, 1.0), most_plain=float("inf"), narrower=0, vary_text=False,
        ),
    }
)  # fmt: skip
"""Thorough is MOSAIC's recipe as published for a backbone of 4 billion weights; the loss is at the slots in all."""


class Wanted(StrEnum):
    """What is wanted of a run that is under way."""

    RUN = "run"
    PAUSE = "pause"
    CANCEL = "cancel"


class HowEnded(StrEnum):
    """How a run came to its end, or to its rest."""

    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True, slots=True)
class StepReport:
    """What a run tells after each optimiser step; `loss` is the mean over slots, in nats."""

    step: int
    steps: int
    epoch: int
    loss: float
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class EpochReport:
    """What a run tells after each epoch; `watched_loss` is that of the reports watched, None where there are none."""

    epoch: int
    epochs: int
    watched_loss: float | None
    is_best: bool
