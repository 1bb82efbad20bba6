"""What a run needs of this machine, before it is started: memory, disk, time, and whether it can work at all.

The model's side is asked in a child process that takes two small steps; torch is never imported here. What lies on
the disk for it meanwhile lies beside the project, and is taken away.
"""

import importlib.metadata
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import MosaicError, WorkerDied, WorkerHung
from mosaic_desk.core.example import Example
from mosaic_desk.core.retraining import TrainingMeans
from mosaic_desk.core.training_set import HeldOutExample
from mosaic_desk.desk.errand import Errand
from mosaic_desk.exchange.run_request import RunParts, RunRequest, write_run_files
from mosaic_desk.exchange.whole_file import not_written

COMMAND = (sys.executable, "-m", "mosaic_desk.worker.training_trial")
PATIENCE_S = 300.0
"""A backbone that is converted first takes a minute, a large one a while to load."""
_TRIED_REPORTS = 8
_CUDA, _CPU = "cuda", "cpu"
# A report that is answered, or watched, is only gone forward through: about a third of a step.
_FORWARD = 1 / 3
_LOADINGS, _LOADING_S = 3, 10.0
_LEAST_DISK_MIB = 64.0  # for the lines and what the file system keeps


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tried:
    """Some reports of a run, to be tried with."""

    learn: Sequence[Example]
    watch: Sequence[Example] = ()
    held_out: Sequence[HeldOutExample] = ()


def usable_device() -> str:
    """Where a model can be trained here: "cuda" with a card, its driver and a torch that can use it; else "cpu"."""
    try:
        torch = importlib.metadata.version("torch")
        asked = subprocess.run(
            ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"], capture_output=True, text=True, timeout=10,
            check=False, stdin=subprocess.DEVNULL, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired, importlib.metadata.PackageNotFoundError):
        return _CPU
    has_card = asked.returncode == 0 and bool(asked.stdout.strip())
    return _CUDA if has_card and not torch.endswith("+cpu") else _CPU


def training_means(
    request: RunRequest, parts: RunParts, *, folder: Path, command: Sequence[str] = COMMAND,
    patience_s: float = PATIENCE_S, errand: Errand | None = None,
) -> TrainingMeans:  # fmt: skip
    """What a run needs and what there is, `folder` being where its own will be made; takes seconds.

    Raises:
        MosaicError: if nothing can be written there, the child process died or stood still, or was given up.
    """
    tried = _trial(
        request, parts, folder=folder, command=command, patience_s=patience_s, errand=errand or Errand()
    )
    disk_free = shutil.disk_usage(folder).free / 2**20
    disk = _number(tried, "disk_mib")
    disk_needed = _LEAST_DISK_MIB + (disk or 0.0)
    each = _number(tried, "seconds_per_report")
    refusal = str(tried.get("sentence", ""))
    if not refusal and disk_needed > disk_free:
        refusal = f"Training needs {disk_needed:,.0f} MiB of disk and {disk_free:,.0f} MiB are free: make room."
    return TrainingMeans(
        backbone=request.backbone,
        device=request.device,
        is_gpu=request.device != _CPU,
        memory_needed_mib=_rounded(_number(tried, "needed_mib")),
        memory_free_mib=_rounded(_number(tried, "free_mib")),
        disk_needed_mib=None if disk is None else round(disk_needed),
        disk_free_mib=round(disk_free),
        seconds=None if each is None else _seconds(request, parts, each=each),
        refusal=refusal,
    )


def _seconds(request: RunRequest, parts: RunParts, *, each: float) -> float:
    """At most: early stopping may end a run sooner."""
    epochs = request.config.epochs
    passes = epochs * (len(parts.learn) + _FORWARD * len(parts.watch)) + 2 * _FORWARD * len(parts.held_out)
    return each * passes + _LOADINGS * _LOADING_S


def _trial(
    request: RunRequest, parts: RunParts, *, folder: Path, command: Sequence[str], patience_s: float, errand: Errand
) -> dict[str, Any]:
    """What the child process told."""
    try:
        with tempfile.TemporaryDirectory(prefix=".training-", dir=folder, ignore_cleanup_errors=True) as name:
            write_run_files(Path(name), request, _Tried(learn=_spread(parts.learn)))
            answer = errand.answer([*command, name], patience_s=patience_s)
    except TimeoutError:  # before the errors of the system, of which it is one
        raise WorkerHung("Trying out a training step took too long. Close other programs, then try again.") from None
    except OSError as error:
        raise not_written(folder, error) from None
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise WorkerDied("A training step could not be tried: its process ended early. Is the memory enough?")
    return told


def _spread(examples: Sequence[Example]) -> list[Example]:
    """Some reports of every length."""
    ordered = sorted(examples, key=lambda example: len(example.text))
    step = max(1, len(ordered) / _TRIED_REPORTS)
    return [ordered[int(place * step)] for place in range(min(_TRIED_REPORTS, len(ordered)))]


def _number(told: dict[str, Any], key: str) -> float | None:
    value = told.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)


def refuse_without_means(means: TrainingMeans) -> None:
    """Stop before a run that the machine cannot work.

    Raises:
        MosaicError: with the reason.
    """
    if means.refusal:
        raise MosaicError(means.refusal)
