"""Does what a queue serves teach more? Training on what the rare queue chose, and on what chance chose.

    python -m mosaic_desk.bench.queue_learning --learn train.jsonl --suggestions labelled.jsonl --test test.jsonl \
        --output learning.jsonl

Each queue serves the reports to a reader who knows the truth; training goes on from the shipped adapter on the first
80, 160 and 320 that were read, always from the same start. Every run is a process of its own and a line of the
output; what is there already is not run again. `bench.transfer table` and `picture` tell the lines.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mosaic_desk import places
from mosaic_desk.bench.desk_cases import read_cases
from mosaic_desk.bench.queue import archive_of
from mosaic_desk.bench.queue_reader import reading_order
from mosaic_desk.bench.transfer import reports_of, run_once
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.desk.first_read_share import DEFAULT_SHARE
from mosaic_desk.llm.convert import backbone_cards

_SIZES = (80, 160, 320)
_SEEDS = (1, 2)
_KINDS = (QueueKind.RARE, QueueKind.RANDOM)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what is missing; 1 with one sentence where it cannot."""
    options = _arguments(argv)
    try:
        _learn(options)
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learn", type=Path, required=True, metavar="FILE")
    parser.add_argument("--suggestions", type=Path, metavar="FILE", help="what `label` wrote for them; else asked now")
    parser.add_argument("--test", type=Path, required=True, metavar="FILE")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument("--seeds", type=int, nargs="+", default=list(_SEEDS))
    return parser.parse_args(argv)


def _learn(options: argparse.Namespace) -> None:
    cases = read_cases([options.learn], options.suggestions)
    archive, rows = archive_of(cases), {row["report_id"]: row for row in reports_of(options.learn)}
    tested = [{**row, "set": options.test.name} for row in reports_of(options.test)]
    shipped = str(places.resources() / "adapters" / str(backbone_cards()["gemma-3-270m"].adapter))
    for seed in options.seeds:
        orders = {
            kind: reading_order(archive, kind, size=max(options.sizes), share=DEFAULT_SHARE, seed=seed)
            for kind in _KINDS
        }
        for size in options.sizes:
            for kind, served in orders.items():
                chosen = [rows[cases.reports[row].report.report_id] for row in served[:size].tolist()]
                key = {"what": "queue", "start": str(kind), "size": size, "seed": seed, "test": options.test.name}
                job = {
                    "way": "ours", "learn": chosen, "test": tested, "epochs": options.epochs, "seed": seed,
                    "start": shipped, "taxonomy": cases.taxonomy.id,
                }  # fmt: skip
                run_once(key, job, options.output)


if __name__ == "__main__":
    sys.exit(main())
