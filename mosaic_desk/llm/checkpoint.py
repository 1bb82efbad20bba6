"""Where a training run stands, on disk: whole or absent, safetensors and JSON only.

A checkpoint is a folder of its own: tensors, then a manifest with their hashes, then the folder takes its
name. The one before is taken away only after that, so a kill or a full disk at any moment leaves one.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from mosaic_desk.core.errors import MosaicError

_TENSORS = "state.safetensors"
_MANIFEST = "checkpoint.json"
_PREFIX = "checkpoint-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """The tensors of a run by name, and the plain values beside them; `step` is the last one that was taken."""

    step: int
    tensors: Mapping[str, torch.Tensor]
    values: Mapping[str, Any]


def save_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Writes a checkpoint beside the one before and takes that away.

    Raises:
        MosaicError: if the disk does not take it; the checkpoint before is kept.
    """
    from safetensors.torch import save_file

    target = folder / f"{_PREFIX}{checkpoint.step:08d}"
    beside = folder / f".{target.name}.writing"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in checkpoint.tensors.items()}
        save_file(tensors, beside / _TENSORS)
        manifest = {"step": checkpoint.step, "sha256": _sha256(beside / _TENSORS), "values": dict(checkpoint.values)}
        with (beside / _MANIFEST).open("w", encoding="utf-8") as file:
            json.dump(manifest, file)
            file.flush()
            os.fsync(file.fileno())
        shutil.rmtree(target, ignore_errors=True)
        beside.rename(target)
    except (OSError, SafetensorError) as error:
        shutil.rmtree(beside, ignore_errors=True)
        reason = getattr(error, "strerror", None) or "the disk gave no reason"
        raise MosaicError(
            f"A checkpoint of the training could not be written ({reason}): make room, then resume the run."
        ) from None
    for other in _folders(folder):
        if other != target:
            shutil.rmtree(other, ignore_errors=True)


def last_checkpoint(folder: Path, *, device: torch.device) -> Checkpoint | None:
    """The last checkpoint that is whole; None where there is none."""
    from safetensors.torch import load_file

    for candidate in reversed(_folders(folder)):
        try:
            manifest = json.loads((candidate / _MANIFEST).read_text(encoding="utf-8"))
            if manifest["sha256"] != _sha256(candidate / _TENSORS):
                continue
            tensors = load_file(candidate / _TENSORS, device=str(device))
        except (OSError, ValueError, KeyError, TypeError, SafetensorError):
            continue
        return Checkpoint(step=manifest["step"], tensors=tensors, values=manifest["values"])
    return None


def forget_checkpoints(folder: Path) -> None:
    """Takes them away: the run is over."""
    for candidate in _folders(folder):
        shutil.rmtree(candidate, ignore_errors=True)


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"{_PREFIX}*") if path.is_dir())


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
