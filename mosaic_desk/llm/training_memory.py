"""Memory and disk that a training will take, told before anything is loaded; from the model's configuration.

Scoring's part is `llm.memory`'s. What is added: the layers that learn with gradient and moments, and the activations
that a backward pass goes back through.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from mosaic_desk.core.training import TrainingConfig
from mosaic_desk.llm.adapter import CONFIG_FILE
from mosaic_desk.llm.memory import Quantisation, estimated_memory, skeleton
from mosaic_desk.llm.recipe import PROJECTIONS

_MIB = 2**20
_LIBRARIES_MIB = 450
"""Of the process itself with torch, transformers and peft, before a model is loaded (measured)."""
_BACKWARD = 1.25
"""What a backward pass brings up beside the activations that were kept (measured on the embedded backbone)."""
_LEAST_PASS_MIB = 1100
"""What a pass holds at least beside weights and libraries: the kernels' own memory and what the allocator keeps
(measured on a processor, at the peak of whole runs on real reports)."""
_KEPT_COPIES = 2
"""Checkpoints on the disk while one takes the place of the other."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingMemory:
    """What a run takes, in MiB: memory of its device, of it what the libraries take, and disk."""

    needed_mib: float
    disk_mib: float


def training_quantisation(said: str, device: str) -> Quantisation:
    """How the backbone is held while an adapter is trained: "auto" is 4 bits on a GPU, in full on a processor."""
    return "nf4" if said == "nf4" or (said == "auto" and device.startswith("cuda")) else "none"


def training_memory(
    folder: Path, *, device: str, dtype: torch.dtype, quantisation: Quantisation, config: TrainingConfig,
    start: Path | None,
) -> TrainingMemory:  # fmt: skip
    """What training on the backbone of a folder will take.

    Raises:
        ModelRefused: if the configuration is none that a model can be built from.
    """
    scoring = estimated_memory(
        folder, device=device, dtype=dtype, quantisation=quantisation, batch_tokens=config.micro_batch_tokens
    )
    model = skeleton(folder, dtype)
    learned = _learned_weights(model, _rank(start, config))
    moments = 2 if device.startswith("cuda") else 8  # two of 8 or of 32 bits
    kept = _kept_bytes(model.config.get_text_config(), dtype, config) * config.micro_batch_tokens
    learning_mib = learned * (4 + 4 + moments) / _MIB + max(kept * _BACKWARD / _MIB, _LEAST_PASS_MIB)
    disk = learned * ((4 + moments + 4) * _KEPT_COPIES + 2)  # weights, moments, the best so far; the adapter
    return TrainingMemory(needed_mib=_LIBRARIES_MIB + scoring.total_mib + learning_mib, disk_mib=disk / _MIB)


def _learned_weights(model: Any, rank: int) -> int:
    """Of the two thin matrices beside every projection."""
    layers = [module for name, module in model.named_modules() if name.rpartition(".")[2] in PROJECTIONS]
    return sum(rank * (layer.in_features + layer.out_features) for layer in layers)


def _rank(start: Path | None, config: TrainingConfig) -> int:
    """An adapter that is gone on from keeps its own."""
    if start is None:
        return config.rank
    try:
        return int(json.loads((start / CONFIG_FILE).read_text(encoding="utf-8"))["r"])
    except (OSError, ValueError, KeyError, TypeError):
        return config.rank


def _kept_bytes(config: Any, dtype: torch.dtype, training: TrainingConfig) -> int:
    """What is kept of a token for the backward pass: all of every layer, or their inputs and all of one layer."""
    of_layer = _layer_bytes(config, dtype)
    if training.recomputes:
        return int(config.num_hidden_layers * config.hidden_size * dtype.itemsize + of_layer)
    return int(config.num_hidden_layers * of_layer)


def _layer_bytes(config: Any, dtype: torch.dtype) -> int:
    """What a layer keeps of a token: inputs of the thin matrices in float32, the rest twice."""
    head = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    attended = config.num_attention_heads * head
    projected = attended + 2 * config.num_key_value_heads * head
    in_float32 = 4 * (5 * config.hidden_size + attended + config.intermediate_size)
    norms = 6 * config.hidden_size * (4 + dtype.itemsize)
    rest = dtype.itemsize * (4 * config.intermediate_size + 3 * projected)
    return int(in_float32 + norms + rest)
