"""`mosaic-desk benchmark training`: our fine-tuning beside TRL's `SFTTrainer`, in one run.

Knows which reports are learned from and which are kept for the scores, and how the result is told. Each way runs in
a process of its own (`training_ways`), one after the other, on the same reports. TRL is measured with one and with
eight reports a forward pass, and the faster of the two is what the ratios are against.
"""

import argparse
import hashlib
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mosaic_desk import places
from mosaic_desk.core.errors import InputError, MosaicError

_SHIPPED = "training/reports.jsonl"
_TEST_TENTHS = (7,)
_LEAST_TESTED = 60
_TRL_BATCHES = (8, 1)
_FULL = {"learn": 160, "test": 120, "epochs": 2}
_QUICK = {"learn": 16, "test": 0, "epochs": 1}


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and tells; 1 with one sentence where it cannot."""
    options = _arguments(argv)
    form = _QUICK if options.quick else _FULL
    try:
        result = compared(options.data, **form)
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    result["form"] = "quick" if options.quick else "full"
    sys.stdout.write(json.dumps(result) + "\n" if options.json else told(result) + "\n")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mosaic-desk benchmark training", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, action="append", metavar="FILE", help="JSON lines of labelled reports")
    parser.add_argument("--quick", action="store_true", help="speed and memory only, within three minutes on two cores")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    return parser.parse_args(argv)


def compared(data: Sequence[Path] | None, *, learn: int, test: int, epochs: int) -> dict[str, Any]:
    """The figures of both ways.

    Raises:
        InputError: if there are too few labelled reports, or a way fails.
    """
    learned, tested, source = _drawn(data, learn=learn, test=test)
    job = {"learn": learned, "test": tested, "epochs": epochs}
    ours = _child({**job, "way": "ours"})
    theirs = [_child({**job, "way": "trl", "batch": batch}, f"trl, {batch} a pass") for batch in _trl_batches()]
    best = min(theirs, key=lambda way: way["s_per_example"], default=None)
    return {
        "data": source, "examples": len(learned), "tested": len(tested), "epochs": epochs, "device": "cpu",
        "threads": ours["threads"], "ours": ours, "trl": best, "trl_by_batch": theirs,
        "ratios": _ratios(ours, best),
    }  # fmt: skip


def _trl_batches() -> tuple[int, ...]:
    return _TRL_BATCHES if importlib.util.find_spec("trl") else ()


def _drawn(data: Sequence[Path] | None, *, learn: int, test: int) -> tuple[list[Any], list[Any], str]:
    """Reports to learn from and to score on, apart by the hash of their ids; and where they come from."""
    files = list(data) if data else [places.resources() / _SHIPPED]
    rows = []
    for file in files:
        try:
            rows += [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (OSError, ValueError):
            raise InputError(f"{file.name} cannot be read as JSON lines of labelled reports.") from None
    rows = [row for row in rows if isinstance(row, dict) and row.get("labels") and row.get("text")]
    tested = [row for row in rows if _tenth(row["report_id"]) in _TEST_TENTHS]
    learned = [row for row in rows if _tenth(row["report_id"]) not in _TEST_TENTHS]
    if len(learned) < learn or (test and len(tested) < _LEAST_TESTED):
        raise InputError(
            f"{len(learned):,} labelled reports to learn from and {len(tested):,} to score on are too few: {learn:,} "
            f"and {_LEAST_TESTED if test else 0} are needed."
        )
    rng = random.Random(1)
    source = ", ".join(file.name for file in files)
    wanted = ("report_id", "text", "language", "labels")
    picked = [{key: row.get(key) for key in wanted} for row in rng.sample(learned, learn)]
    kept = [{key: row.get(key) for key in wanted} for row in tested[:test]]
    return picked, kept, source


def _tenth(report_id: str) -> int:
    return int(hashlib.sha256(str(report_id).encode()).hexdigest()[:8], 16) % 10


def _child(job: dict[str, Any], name: str = "ours") -> Any:
    sys.stderr.write(f"{name}: {len(job['learn']):,} reports, {job['epochs']} epochs …\n")
    command = [sys.executable, "-m", "mosaic_desk.bench.training_ways"]
    ended = subprocess.run(command, input=json.dumps(job), capture_output=True, encoding="utf-8", check=False)
    if ended.returncode:
        last = ended.stderr.strip().splitlines()[-1:] or ["no word"]
        what = last[0].partition(":")[0]  # the kind of error alone: its words might quote a report
        raise InputError(f"Measuring {name} failed ({what}).")
    return {**json.loads(ended.stdout.splitlines()[-1]), "name": name}


def _ratios(ours: Any, theirs: Any) -> dict[str, float | None]:
    """How many times faster ours is an example, and how many times less memory it takes."""
    if theirs is None:
        return {}
    has_f1 = ours["macro_f1"] is not None and theirs["macro_f1"] is not None
    return {
        "trl_over_ours_seconds": theirs["s_per_example"] / ours["s_per_example"],
        "trl_over_ours_memory": theirs["peak_mib"] / ours["peak_mib"],
        "macro_f1_gain": ours["macro_f1"] - theirs["macro_f1"] if has_f1 else None,
    }


def told(result: dict[str, Any]) -> str:
    """The table."""
    quick = " (the quick form: speed and memory only)" if result["form"] == "quick" else ""
    lines = [
        f"{result['examples']:,} reports of {result['data']}, {result['epochs']} epochs, scored on "
        f"{result['tested']:,} others, {result['threads']} threads, {result['device']}{quick}",
        f"  {'way':18} {'s/example':>10} {'peak MiB':>9} {'macro F1+':>10} {'weighted F1':>12}",
    ]
    for way in (result["ours"], *result["trl_by_batch"]):
        f1, weighted = (f"{way[key]:.3f}" if way[key] is not None else "–" for key in ("macro_f1", "mean_weighted_f1"))
        lines.append(f"  {way['name']:18} {way['s_per_example']:10.3f} {way['peak_mib']:9,.0f} {f1:>10} {weighted:>12}")
    if result["ratios"]:
        ratios = result["ratios"]
        lines.append(
            f"  ours is {ratios['trl_over_ours_seconds']:.1f} times as fast and takes one "
            f"{ratios['trl_over_ours_memory']:.1f}th of the memory"
        )
    else:
        lines.append("  TRL was not measured: install the extra “bench” to have it beside")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
