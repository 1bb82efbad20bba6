"""An adapter tried before it may be promoted: loaded in a child process, and asked what it answered when it was made.

Takes seconds, and needs no project: never in the desk's thread.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mosaic_desk.core import errors
from mosaic_desk.core.errors import ModelRefused, MosaicError, WorkerDied, WorkerHung
from mosaic_desk.desk.errand import Errand
from mosaic_desk.desk.judging import JudgedRun
from mosaic_desk.exchange.adapter_files import checked_manifest

COMMAND = (sys.executable, "-m", "mosaic_desk.worker.fingerprint")
PATIENCE_S = 300.0
"""A backbone of 4 billion weights on a slow disk takes a minute to load."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedAdapter:
    """An adapter that answers what it answered when it was made, by its hash: the files that were tried.

    `judged` is how it compares with the one before it, where that was computed on the way.
    """

    hash: str
    judged: JudgedRun | None = None


def check_adapter(
    folder: Path, *, backbone: str, device: str = "cpu", command: Sequence[str] = COMMAND,
    patience_s: float = PATIENCE_S, errand: Errand | None = None,
) -> CheckedAdapter:
    """Loads an adapter on its backbone and compares its answers with the fingerprint in its manifest.

    Raises:
        ModelError: if its files were changed, it does not fit the backbone, or answers something else.
        WorkerError: if the child process died, stood still, or was given up.
    """
    manifest = checked_manifest(folder)
    if not manifest.has_fingerprint:
        raise ModelRefused(f"The adapter {folder.parent.name} has no fingerprint, so nobody can say that it is whole.")
    try:
        line = (errand or Errand()).answer(
            [*command, str(folder), "--backbone", backbone, "--device", device], patience_s=patience_s
        )
    except TimeoutError:
        raise WorkerHung("Loading the adapter took too long. Close other programs, then try again.") from None
    _refuse_what_was_told(line)
    if checked_manifest(folder).hash != manifest.hash:
        raise ModelRefused(f"The adapter {folder.parent.name} was changed while it was tried; try it again.")
    return CheckedAdapter(hash=manifest.hash)


def _refuse_what_was_told(line: str) -> None:
    """Only the one line that says so is a success: a child that ends well and says nothing tried nothing."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise WorkerDied("The adapter could not be tried: its process ended early. See whether the memory suffices.")
    if told.get("is_same") is not True:
        kind = getattr(errors, str(told.get("error")), None)
        is_ours = isinstance(kind, type) and issubclass(kind, MosaicError)
        raise (kind if is_ours and kind is not None else MosaicError)(str(told.get("sentence")))
