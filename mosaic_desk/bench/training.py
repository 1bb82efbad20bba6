"""`mosaic-desk benchmark training`: our fine-tuning beside TRL's `SFTTrainer`, in one run.

Knows which reports are learned from and which are kept for the scores, and how the result is told. Each way runs in
a process of its own (`training_ways`), one after the other, on the same reports. TRL is first tried on few reports in
three forms: as it comes (eight reports a pass, activations computed again for the gradient), without computing
anything again, and that with one report a pass. The full form then learns all reports with ours and with the fastest
of the three, which is what the ratios are against. The quick form leaves the slowest out.
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
_TRL_FORMS: dict[str, dict[str, Any]] = {
    "trl as it comes": {"batch": 8, "recomputes": True},
    "trl, 8 a pass": {"batch": 8, "recomputes": False},
    "trl, 1 a pass": {"batch": 1, "recomputes": False},
}
_SLOWEST = "trl, 8 a pass"
_TRIED = 8  # reports that every form is tried on
_FULL = {"learn": 80, "test": 80, "epochs": 2}
_QUICK = {"learn": 0, "test": 0, "epochs": 1}


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
    learned, tested, source = _drawn(data, learn=max(learn, _TRIED), test=test)
    trial = {"learn": learned[:_TRIED], "test": [], "epochs": 1}
    tried = [_child({**trial, "way": "ours"}, "ours")]
    tried += [_child({**trial, "way": "trl", **form}, name) for name, form in _trl_forms(is_full=learn > 0).items()]
    ways = tried
    if learn:
        job = {"learn": learned, "test": tested, "epochs": epochs}
        ways = [_child({**job, "way": "ours"}, "ours")]
        if fastest := _fastest(tried[1:]):
            ways.append(_child({**job, "way": "trl", **_TRL_FORMS[fastest["name"]]}, fastest["name"]))
    return {
        "data": source, "examples": ways[0]["examples"], "tested": len(tested), "epochs": epochs, "device": "cpu",
        "threads": ways[0]["threads"], "tried": tried, "ours": ways[0], "trl": _fastest(ways[1:]),
        "ratios": _ratios(ways[0], _fastest(ways[1:]), tried[1:]),
    }  # fmt: skip


def _trl_forms(*, is_full: bool) -> dict[str, dict[str, Any]]:
    """The forms that are tried; the slowest is left out where three minutes have to do."""
    if not importlib.util.find_spec("trl"):
        return {}
    return {name: form for name, form in _TRL_FORMS.items() if is_full or name != _SLOWEST}


def _fastest(ways: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    return min(ways, key=lambda way: way["s_per_example"], default=None)


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


def _child(job: dict[str, Any], name: str) -> dict[str, Any]:
    sys.stderr.write(f"{name}: {len(job['learn']):,} reports, {job['epochs']} epochs …\n")
    command = [sys.executable, "-m", "mosaic_desk.bench.training_ways"]
    ended = subprocess.run(command, input=json.dumps(job), capture_output=True, encoding="utf-8", check=False)
    if ended.returncode:
        last = ended.stderr.strip().splitlines()[-1:] or ["no word"]
        what = last[0].partition(":")[0]  # the kind of error alone: its words might quote a report
        raise InputError(f"Measuring {name} failed ({what}).")
    told = {**json.loads(ended.stdout.splitlines()[-1]), "name": name}
    sys.stderr.write(_told_way(told) + "\n")  # an hour of work is not lost where the next way fails
    return told


def _ratios(ours: Any, theirs: Any, forms: Sequence[dict[str, Any]]) -> dict[str, float | None]:
    """How many times faster ours is an example, and how many times less memory it takes; also than the smallest."""
    if theirs is None:
        return {}
    has_f1 = ours["macro_f1"] is not None and theirs["macro_f1"] is not None
    return {
        "trl_over_ours_seconds": theirs["s_per_example"] / ours["s_per_example"],
        "trl_over_ours_memory": theirs["peak_mib"] / ours["peak_mib"],
        "smallest_trl_over_ours_memory": min(form["peak_mib"] for form in forms) / ours["peak_mib"],
        "macro_f1_gain": ours["macro_f1"] - theirs["macro_f1"] if has_f1 else None,
    }


def told(result: dict[str, Any]) -> str:
    """The table."""
    head = f"  {'way':18} {'s/example':>10} {'peak MiB':>9} {'macro F1+':>10} {'weighted F1':>12}"
    lines = [
        f"{result['data']}, {result['threads']} threads, {result['device']}",
        f"Tried on {result['tried'][0]['examples']:,} reports", head, *map(_told_way, result["tried"]),
    ]  # fmt: skip
    ways = [way for way in (result["ours"], result["trl"]) if way is not None]
    if result["form"] == "full":
        learned = f"{result['examples']:,} reports learned from, {result['epochs']} epochs"
        lines += [f"{learned}, scored on {result['tested']:,} others", head, *map(_told_way, ways)]
    if not result["ratios"]:
        return "\n".join([*lines, "  TRL was not measured: install the extra “bench” to have it beside"])
    ratios = result["ratios"]
    told = (
        f"  ours is {ratios['trl_over_ours_seconds']:.1f} times as fast as {result['trl']['name']}, the fastest; that "
        f"takes {ratios['trl_over_ours_memory']:.2f} times our memory, the smallest form of TRL's "
        f"{ratios['smallest_trl_over_ours_memory']:.2f} times"
    )
    return "\n".join([*lines, told])


def _told_way(way: dict[str, Any]) -> str:
    f1, weighted = (f"{way[key]:.3f}" if way[key] is not None else "–" for key in ("macro_f1", "mean_weighted_f1"))
    return f"  {way['name']:18} {way['s_per_example']:10.3f} {way['peak_mib']:9,.0f} {f1:>10} {weighted:>12}"


if __name__ == "__main__":
    sys.exit(main())
