"""The first pass over a large project, in a process of its own: Python lets only one thread of a process work.

In a thread beside the desk's the pass of a hundred thousand reports held up single commits for seconds. Both ends
are here: the child reads the project by itself and writes arrays, never a text, to its standard output.
"""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from mosaic_desk.core.errors import InputError, MosaicError, WorkerDied, WorkerHung
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.queue_material import Material, material_of
from mosaic_desk.store import Project

COMMAND = (sys.executable, "-m", "mosaic_desk.desk.material_process")
PATIENCE_S = 1800.0
"""A million reports are read in some minutes."""

_ARRAYS = ("positions", "probabilities", "models", "is_bare", "hits", "groups")
_NICE = 5
_DIED = "The reports could not be ranked: the process that read them ended early. See whether the memory suffices."
_HUNG = "Reading the reports to rank them took too long. Close other programs, then try again."


def material_apart(
    path: Path, taxonomy: Taxonomy, *, command: Sequence[str] = COMMAND, patience_s: float = PATIENCE_S
) -> Material:
    """What `material_of` gives of the project at `path`, read in a child process.

    Raises:
        MosaicError: if the project cannot be read.
        WorkerError: if the child died or was not through within its patience.
    """
    held_open, we_live = os.pipe()
    try:
        done = subprocess.run(
            [*command, str(path), taxonomy.id, taxonomy.version], stdin=held_open, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, timeout=patience_s, check=False,
            env={**os.environ, "PYTHONUTF8": "1"}, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        return _received(io.BytesIO(done.stdout), taxonomy)
    except subprocess.TimeoutExpired:
        raise WorkerHung(_HUNG) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise WorkerDied(_DIED) from None
    finally:
        os.close(we_live)
        os.close(held_open)


def _received(stream: BinaryIO, taxonomy: Taxonomy) -> Material:
    head = json.loads(stream.readline())
    if head["refused"] is not None:
        raise MosaicError(str(head["refused"]))
    arrays = {name: npy.read_array(stream, allow_pickle=False) for name in _ARRAYS}
    embeddings = npy.read_array(stream, allow_pickle=False) if head["has_embeddings"] else None
    shape = (len(arrays["positions"]), len(taxonomy.findings), len(taxonomy.classes))
    if arrays["probabilities"].shape != shape:
        raise ValueError("arrays of another taxonomy")
    return Material(taxonomy=taxonomy, embeddings=embeddings, **arrays)


def _send(stream: BinaryIO, material: Material) -> None:
    _head(stream, refused=None, has_embeddings=material.embeddings is not None)
    arrays: list[NDArray[np.generic]] = [getattr(material, name) for name in _ARRAYS]
    for array in arrays if material.embeddings is None else [*arrays, material.embeddings]:
        npy.write_array(stream, array, allow_pickle=False)


def _head(stream: BinaryIO, **told: object) -> None:
    stream.write(json.dumps(told).encode() + b"\n")


def _child(arguments: Sequence[str]) -> int:
    path, taxonomy_id, version = arguments
    stream = sys.stdout.buffer
    _end_with_its_window()
    with suppress(AttributeError, OSError):  # whoever reads comes first; there is no such thing on Windows
        os.nice(_NICE)
    try:
        with Project.open(Path(path), is_read_only=True) as project:
            taxonomy = project.taxonomy(TaxonomyId(taxonomy_id))
            if taxonomy.version != version:
                raise InputError("The findings that are asked have changed meanwhile; try again.")
            _send(stream, material_of(project, taxonomy))
    except MosaicError as error:
        _head(stream, refused=str(error))
    stream.flush()
    return 0


def _end_with_its_window() -> None:
    """Whoever started this holds the other end of standard input open; when it closes, nobody waits any more."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(_child(sys.argv[1:]))
