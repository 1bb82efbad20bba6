"""What MOSAIC found, tried again with what is trained here: where to start from, how much is needed, more than one set.

    python -m mosaic_desk.bench.transfer start --learn train.jsonl --test test.jsonl --output start.jsonl
    python -m mosaic_desk.bench.transfer sets --learn one.jsonl --learn two.jsonl --test one_test.jsonl \
        --test two_test.jsonl --sizes 80 --output sets.jsonl
    python -m mosaic_desk.bench.transfer table start.jsonl sets.jsonl
    python -m mosaic_desk.bench.transfer picture start.jsonl sets.jsonl --output transfer.png

`start` scores the shipped adapter and the bare backbone as they are, then trains from both on 20, 80 and 320 reports;
`sets` trains from the bare backbone on the first set, then on the first two, and so on, the same number of reports of
each. Every run is a process of its own and a line of the output; what is there already is not run again. Knows no
training of its own: the runs are those of `training_ways`.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from mosaic_desk import places
from mosaic_desk.bench.transfer_picture import draw
from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.llm.convert import backbone_cards

_SEEDS = {0: (1,), 20: (1, 2, 3), 80: (1, 2, 3), 320: (1,)}
_EPOCHS = 3
_KEPT = ("report_id", "text", "language", "labels", "taxonomy")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what is missing, or tells what there is; 1 with one sentence where it cannot."""
    options = _arguments(argv)
    try:
        if options.what == "table":
            sys.stdout.write(told([line for file in options.files for line in _lines(file)]) + "\n")
            return 0
        if options.what == "picture":
            draw({file.stem: _lines(file) for file in options.files}, options.output)
            return 0
        jobs = _starts(options) if options.what == "start" else _sets(options)
        for key, job in jobs:
            run_once(key, job, options.output)
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="what", required=True)
    for name in ("start", "sets"):
        part = parts.add_parser(name)
        part.add_argument("--learn", type=Path, action="append", required=True, metavar="FILE")
        part.add_argument("--test", type=Path, action="append", required=True, metavar="FILE")
        part.add_argument("--taxonomy", default="mimic-cxr", help="of reports that name none, and of the test")
        part.add_argument("--output", type=Path, required=True, metavar="FILE")
        part.add_argument("--sizes", type=int, nargs="+", default=list(_SEEDS))
    for name in ("table", "picture"):
        part = parts.add_parser(name)
        part.add_argument("files", type=Path, nargs="+")
        if name == "picture":
            part.add_argument("--output", type=Path, required=True, metavar="PNG")
    return parser.parse_args(argv)


def _starts(options: argparse.Namespace) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """From the shipped adapter and from nothing, in turn, the small sizes first."""
    rows = [row for file in options.learn for row in reports_of(file)]
    shipped = str(places.resources() / "adapters" / str(backbone_cards()["gemma-3-270m"].adapter))
    for size in options.sizes:
        for seed in _SEEDS.get(size, (1,)):
            for name, start in (("shipped", shipped), ("bare", None)):
                key = {"what": "start", "start": name, "size": size, "seed": seed, "test": _names(options.test)}
                yield key, _job(options, _sample(rows, size, seed), seed=seed, start=start)


def _sets(options: argparse.Namespace) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """From the bare backbone on one set more each time."""
    sets = [reports_of(file) for file in options.learn]
    for size in options.sizes:
        for many in range(1, len(sets) + 1):
            rows = [row for one in sets[:many] for row in _sample(one, size, 1)]
            names = " + ".join(file.stem for file in options.learn[:many])
            key = {"what": "sets", "start": names, "size": size, "seed": 1, "test": _names(options.test)}
            yield key, _job(options, rows, seed=1, start=None)


def _job(options: argparse.Namespace, rows: list[dict[str, Any]], *, seed: int, start: str | None) -> dict[str, Any]:
    tested = [{**row, "set": file.name} for file in options.test for row in reports_of(file)]
    return {
        "way": "ours" if rows else "start", "learn": rows, "test": tested, "epochs": _EPOCHS, "seed": seed,
        "start": start, "taxonomy": options.taxonomy,
    }  # fmt: skip


def _names(files: Sequence[Path]) -> str:
    return " + ".join(file.name for file in files)


def _sample(rows: list[dict[str, Any]], size: int, seed: int) -> list[dict[str, Any]]:
    if len(rows) < size:
        raise InputError(f"{len(rows):,} labelled reports are fewer than the {size:,} that are to be learned from.")
    return random.Random(seed).sample(rows, size)


def reports_of(file: Path) -> list[dict[str, Any]]:
    """The reports of a file that have text and labels.

    Raises:
        InputError: if it cannot be read.
    """
    return [{key: row.get(key) for key in _KEPT} for row in _lines(file) if row.get("labels") and row.get("text")]


def _lines(file: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError):
        raise InputError(f"{file.name} cannot be read as JSON lines.") from None


def run_once(key: dict[str, Any], job: dict[str, Any], output: Path) -> None:
    """Runs a job in a process of its own and adds a line to the output; nothing where the key is there already.

    Raises:
        InputError: if the run fails.
    """
    done = _lines(output) if output.is_file() else []
    if any(all(line.get(name) == value for name, value in key.items()) for line in done):
        return
    sys.stderr.write(f"{key['start']}, {key['size']:,} reports, seed {key['seed']} …\n")
    command = [sys.executable, "-m", "mosaic_desk.bench.training_ways"]
    ended = subprocess.run(command, input=json.dumps(job), capture_output=True, encoding="utf-8", check=False)
    if ended.returncode:
        last = ended.stderr.strip().splitlines()[-1:] or ["no word"]
        raise InputError(f"The run failed ({last[0].partition(':')[0]}).")  # its words might quote a report
    line = {**key, "tested": len(job["test"]), **json.loads(ended.stdout.splitlines()[-1])}
    with output.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def told(lines: Sequence[dict[str, Any]]) -> str:
    """The figures as a table: a row for each start or list of sets, a column for each size; mean over seeds."""
    sizes = sorted({line["size"] for line in lines})
    rows: dict[tuple[str, str], dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        for test, figure in (line.get("by_set") or {line["test"]: line["mean_weighted_f1"]}).items():
            rows[test, line["start"]][line["size"]].append(figure)
    head = f"{'tested on':24} {'learned from':28}" + "".join(f"{size:>16,}" for size in sizes)
    return "\n".join([head, *(_told_row(test, start, sizes, found) for (test, start), found in rows.items())])


def _told_row(test: str, start: str, sizes: Sequence[int], found: dict[int, list[float]]) -> str:
    cells = []
    for size in sizes:
        values = found.get(size, [])
        spread = f" ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else ""
        cells.append(f"{mean(values):.3f}{spread}" if values else "–")
    return f"{test:24} {start:28}" + "".join(f"{cell:>16}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
