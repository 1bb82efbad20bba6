"""A run's comparison with what it was made of, so that it can be computed in one thread and recorded in another.

Comparing takes seconds; whether what it was made of still lies there is seen in a moment.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.verdict import Comparison
from mosaic_desk.desk.comparing import comparison_of_run
from mosaic_desk.desk.run_folder import ADAPTER, AFTER, BEFORE, HELD_OUT
from mosaic_desk.exchange.adapter_files import MANIFEST, sha256_of

_MADE_OF = (Path(HELD_OUT), Path(BEFORE), Path(AFTER), Path(ADAPTER) / MANIFEST)


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedRun:
    """A comparison, None for an adapter that was trained elsewhere; `made_of` stands for all that it rests on."""

    comparison: Comparison | None
    made_of: str


def judged_run(run: Path, taxonomies: Sequence[Taxonomy], *, guarded: Collection[FindingId]) -> JudgedRun:
    """Compares the two adapters of a run; takes seconds.

    Raises:
        InputError: if its lines are damaged, or were changed meanwhile.
    """
    made_of = what_judges(run, taxonomies, guarded=guarded)
    judged = JudgedRun(comparison=comparison_of_run(run, taxonomies, guarded=guarded), made_of=made_of)
    refuse_other_judgement(judged, run, taxonomies, guarded=guarded)
    return judged


def refuse_other_judgement(
    judged: JudgedRun, run: Path, taxonomies: Sequence[Taxonomy], *, guarded: Collection[FindingId]
) -> None:
    """Stop where a comparison is not the one that would be made now; takes a moment.

    Raises:
        InputError: if a line, the adapter, a taxonomy, or which findings are guarded was changed since.
    """
    if what_judges(run, taxonomies, guarded=guarded) != judged.made_of:
        raise InputError(f"What the adapter {run.name} was compared on has changed meanwhile; look at it again.")


def what_judges(run: Path, taxonomies: Sequence[Taxonomy], *, guarded: Collection[FindingId]) -> str:
    """One hash ("sha256:…") over everything that a comparison follows from.

    Raises:
        InputError: if a file of the run cannot be read.
    """
    parts = [
        [_hash(run / name) for name in _MADE_OF],
        [taxonomy.fingerprint() for taxonomy in taxonomies],
        sorted(set(guarded)),
    ]
    return "sha256:" + hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _hash(path: Path) -> str | None:
    try:
        return sha256_of(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{path.name} of this run cannot be read ({error.strerror}).") from None
