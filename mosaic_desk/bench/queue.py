"""`mosaic-desk benchmark queue`: how many rare positives each queue finds, read by a reader who knows the truth.

Reads reports with their truth and what the model suggests for them, lets a simulated reader read each queue several
times, and tells how many positives of the rare findings were among the first 100, 300 and 1,000 reports. Rare is a
finding that fewer than one report in fifty has. Every queue but the random one serves the program's own share of
reports drawn from all unread ones beside its ranking. Knows no ranking of its own.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.bench.desk_cases import Cases, read_cases
from mosaic_desk.bench.queue_reader import Archive, found_in_first, reading_order
from mosaic_desk.bench.queue_scale import measured_scale, told_scale
from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.desk.first_read_share import DEFAULT_SHARE
from mosaic_desk.desk.queue_material import material_from

RARE_BELOW = 0.02
FIRSTS = (100, 300, 1000)
_KINDS = (QueueKind.RANDOM, QueueKind.IMPORTED, QueueKind.MARGIN, QueueKind.ENTROPY, QueueKind.RARE)
_SEEDS, _QUICK_SEEDS = 20, 5
_RAREST = 3
_OF_ALL = 0.9
"""The share of the reports that a seed's archive holds: queues that hang on nothing else would all read the same."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and tells; 1 with one sentence where it cannot."""
    options = _arguments(argv)
    try:
        cases = read_cases(options.data or [], options.suggestions)
        result = compared(cases, seeds=_QUICK_SEEDS if options.quick else _SEEDS)
        result["scale"] = measured_scale()
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    result["form"] = "quick" if options.quick else "full"
    sys.stdout.write(json.dumps(result) + "\n" if options.json else told(result) + "\n")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mosaic-desk benchmark queue", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, action="append", metavar="FILE", help="JSON lines of labelled reports")
    parser.add_argument("--suggestions", type=Path, metavar="FILE", help="what `label` wrote for them; else asked now")
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK_SEEDS} readings of each queue, not {_SEEDS}")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    return parser.parse_args(argv)


def archive_of(cases: Cases) -> Archive:
    """The reports with their truth, as a project would hold them."""
    columns = {finding_id: column for column, finding_id in enumerate(cases.taxonomy.finding_ids)}
    positive = np.zeros((len(cases.reports), len(columns)), dtype=np.bool_)
    for row, labels in enumerate(cases.truth.values()):
        for finding_id, label in labels.items():
            positive[row, columns[finding_id]] = label is MentionClass.POSITIVE
    reports = [one.report for one in cases.reports]
    return Archive(material=material_from(reports, cases.suggestions, cases.taxonomy), positive=positive)


def compared(cases: Cases, *, seeds: int) -> dict[str, Any]:
    """The figures of every queue.

    Raises:
        InputError: if no finding is rare in the reports.
    """
    archive, names = archive_of(cases), cases.taxonomy.finding_ids
    prevalence = archive.prevalence
    rare, common = _rare_and_common(prevalence)
    if not rare:
        raise InputError("No report is positive for any finding, so there is nothing to find.")
    readings = {kind: _readings(archive, kind, seeds=seeds) for kind in _KINDS}
    told = {kind: _figures(readings[kind], rare=rare, common=common) for kind in _KINDS}
    for figures in told.values():
        for what in ("", "common_"):
            by_chance = told[QueueKind.RANDOM][f"{what}found_300"]
            figures[f"{what}ratio_to_random_300"] = figures[f"{what}found_300"] / by_chance if by_chance else None
    return {
        "data": cases.source, "model": cases.model, "reports": len(cases.reports), "seeds": seeds,
        "random_share": DEFAULT_SHARE, "rare_findings": [names[column] for column in rare],
        "prevalence": {name: float(share) for name, share in zip(names, prevalence, strict=True)},
        "rare_positives": int(archive.positive[:, rare].sum()), "queues": {str(kind): told[kind] for kind in _KINDS},
    }  # fmt: skip


def _rare_and_common(prevalence: NDArray[np.float64]) -> tuple[list[int], list[int]]:
    """The columns of both; where none is below the bound, the rarest stand for the rare ones."""
    there = [column for column in np.argsort(prevalence, kind="stable").tolist() if prevalence[column] > 0]
    rare = [column for column in there if prevalence[column] < RARE_BELOW] or there[:_RAREST]
    return sorted(rare), sorted(set(there) - set(rare))


Reading = tuple[Archive, NDArray[np.int64]]


def _readings(archive: Archive, kind: QueueKind, *, seeds: int) -> list[Reading]:
    sys.stderr.write(f"{kind} …\n")
    return [_reading(archive, kind, seed) for seed in range(seeds)]


def _reading(archive: Archive, kind: QueueKind, seed: int) -> Reading:
    chance = np.random.default_rng(1000 + seed)
    rows = chance.permutation(len(archive.positive))[: round(len(archive.positive) * _OF_ALL)]
    part = Archive(material=archive.material.part(rows), positive=archive.positive[rows])
    return part, reading_order(part, kind, size=max(FIRSTS), share=DEFAULT_SHARE, seed=seed)


def _figures(readings: Sequence[Reading], *, rare: Sequence[int], common: Sequence[int]) -> dict[str, Any]:
    """Means over the readings; intervals hold the middle 95 % of them."""
    figures: dict[str, Any] = {}
    for what, columns in (("", rare), ("common_", common)):
        for first in FIRSTS:
            counts = [found_in_first(part, served, first, columns) for part, served in readings]
            figures[f"{what}found_{first}"] = float(np.mean(counts))
            figures[f"{what}interval_{first}"] = [float(edge) for edge in np.percentile(counts, [2.5, 97.5])]
    return figures


def told(result: Mapping[str, Any]) -> str:
    """The table."""
    lines = [
        f"{result['data']}: {result['reports']:,} reports, of which {_OF_ALL:.0%} at a time; "
        f"{result['seeds']} readings",
        f"Suggested by {result['model']}; {result['random_share']:.0%} drawn at random beside every queue",
        f"Rare: {', '.join(result['rare_findings'])} ({result['rare_positives']} positives in all)", "",
        f"  {'queue':10} {'of the first 100':>18} {'300':>18} {'1,000':>18} {'× random':>9} {'common, 300':>18}",
    ]  # fmt: skip
    lines += [_told_row(name, figures) for name, figures in result["queues"].items()]
    return "\n".join([*lines, "", told_scale(result["scale"])] if "scale" in result else lines)


def _told_row(name: str, figures: Mapping[str, Any]) -> str:
    cells = [_told_cell(figures, f"{first}") for first in FIRSTS]
    ratio = figures["ratio_to_random_300"]
    times = f"{ratio:.1f}" if ratio is not None else "–"
    common = _told_cell(figures, "300", what="common_")
    return f"  {name:10} {cells[0]:>18} {cells[1]:>18} {cells[2]:>18} {times:>9} {common:>18}"


def _told_cell(figures: Mapping[str, Any], first: str, *, what: str = "") -> str:
    low, high = figures[f"{what}interval_{first}"]
    return f"{figures[f'{what}found_{first}']:.1f} ({low:.0f}–{high:.0f})"


if __name__ == "__main__":
    sys.exit(main())
