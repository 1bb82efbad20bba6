"""`mosaic-desk benchmark labelling`: our ways to label beside those that people use today, in one run.

Knows which ways there are, on how many reports each is worth measuring, and how the result is told. Every
way runs in a process of its own (`labelling_ways`), one after the other, on the same reports.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from mosaic_desk import places
from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.report import Report
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.exchange.jsonl import read_jsonl

_SHIPPED = "demo/reports.jsonl"
_SMALL, _LARGE = "mimic-cxr", "padchest-gr"
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """On how many of the reports each way is measured; `generate` by batch size. 0: not at all."""

    taxonomy: str
    reports: int
    json: int
    generate: tuple[tuple[int, int], ...]  # (batch size, reports)
    llama_cpp: int


FULL = (
    Plan(taxonomy=_SMALL, reports=64, json=32, generate=((16, 32), (4, 16), (1, 4)), llama_cpp=4),
    Plan(taxonomy=_LARGE, reports=64, json=16, generate=((16, 16), (4, 8), (1, 2)), llama_cpp=2),
)
QUICK = (
    Plan(taxonomy=_SMALL, reports=32, json=16, generate=((16, 16), (1, 1)), llama_cpp=2),
    Plan(taxonomy=_LARGE, reports=16, json=0, generate=(), llama_cpp=0),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and tells; 1 with one sentence where it cannot."""
    options = _arguments(argv)
    try:
        reports, source = chosen_reports(options.data)
        results = [compared(plan, reports) for plan in (QUICK if options.quick else FULL)]
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    head = {"data": source, "form": "quick" if options.quick else "full"}
    if options.json:
        sys.stdout.write(json.dumps({**head, **results[0], "larger": results[1]}) + "\n")
    else:
        form = " (the quick form: fewer reports, so rougher figures)" if options.quick else ""
        sys.stdout.write(f"Reports: {source}{form}\n\n" + "\n\n".join(map(told, results)) + "\n")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mosaic-desk benchmark labelling", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, action="append", metavar="FILE", help="JSON lines of reports")
    parser.add_argument("--quick", action="store_true", help="within three minutes on two cores")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    return parser.parse_args(argv)


def chosen_reports(files: Sequence[Path] | None) -> tuple[list[Report], str]:
    """The reports of the files, or the shipped ones; with words for what they are.

    Raises:
        InputError: if there is no report with text in them.
    """
    paths = list(files or [places.resources() / _SHIPPED])
    taxonomy = taxonomy_named(_SMALL)
    found = [row.report for path in paths for row in read_jsonl(path, taxonomy=taxonomy).reports if row.report.has_text]
    if not found:
        raise InputError("The files hold no report with text.")
    return found, ", ".join(path.name for path in paths) if files else "the shipped demo reports, written for us"


def compared(plan: Plan, reports: Sequence[Report]) -> dict[str, Any]:
    """All ways under one taxonomy, as `--json` tells them."""
    taxonomy = taxonomy_named(plan.taxonomy)
    drawn = spread(reports, plan.reports)
    ask = {"taxonomy": plan.taxonomy, "reports": [[report.report_id, report.text] for report in drawn]}
    slots = _child("slots", ask, plan.reports)
    written = [_child("generate", ask, count, batch=batch) for batch, count in plan.generate]
    best = max(written, key=lambda way: way["reports_per_s"], default=None)
    ways = {
        "slots": slots,
        "json": _child("json", ask, plan.json),
        "generate": best,
        "generate_by_batch": written,
        "llama_cpp": _llama_cpp("llama_cpp", ask, plan.llama_cpp),
        "llama_cpp_slots": _llama_cpp("llama_cpp_slots", ask, plan.llama_cpp),
    }
    return {
        "reports": len(drawn), "findings": len(taxonomy.findings), "taxonomy": taxonomy.id, "device": "cpu",
        "threads": slots["threads"],
        **{name: _without_labels(way) for name, way in ways.items()},
        "ratios": _ratios(ways),
        "json_agrees_with_generate": _agreement(ways["json"], written),
    }


def spread(rows: Sequence[Row], most: int) -> list[Row]:
    """At most so many, taken evenly, so that every part of a file has its share."""
    step = max(1, len(rows) // most)
    return list(rows[::step][:most])


def _child(way: str, ask: dict[str, Any], count: int, batch: int = 1) -> Any:
    """Measures one way in a process of its own; None where it is not asked for."""
    if not count:
        return None
    name = f"{way}, batch {batch}" if way == "generate" else way
    job = {**ask, "way": way, "batch": batch, "reports": spread(ask["reports"], count)}
    sys.stderr.write(f"{name}: {len(job['reports'])} reports under {ask['taxonomy']} …\n")
    command = [sys.executable, "-m", "mosaic_desk.bench.labelling_ways"]
    ended = subprocess.run(command, input=json.dumps(job), capture_output=True, encoding="utf-8", check=False)
    if ended.returncode:
        last = ended.stderr.strip().splitlines()[-1:] or ["no word"]
        what = last[0].partition(":")[0]  # the kind of error alone: its words might quote a report
        raise InputError(f"Measuring {name} failed ({what}).")
    return json.loads(ended.stdout.splitlines()[-1])


def _llama_cpp(way: str, ask: dict[str, Any], count: int) -> Any:
    return _child(way, ask, count) if importlib.util.find_spec("llama_cpp") else None


def _without_labels(way: Any) -> Any:
    if isinstance(way, list):
        return [_without_labels(each) for each in way]
    return {name: value for name, value in way.items() if name != "labels"} if way else None


def _ratios(ways: dict[str, Any]) -> dict[str, float]:
    """How many times as many reports a second `slots` labels."""
    ours = ways["slots"]["reports_per_s"]
    others = {"json": ways["json"], "generate": ways["generate"], "llama_cpp": ways["llama_cpp"],
              "llama_cpp_slots": ways["llama_cpp_slots"]}
    others |= {f"generate_batch{way['way'].split()[-1]}": way for way in ways["generate_by_batch"]}
    return {f"slots_over_{name}": ours / way["reports_per_s"] for name, way in others.items() if way}


def _agreement(ours: Any, written: Sequence[Any]) -> dict[str, float] | None:
    """Labels of `json` that are those of `generate`, over the reports that both answered and all of whose keys are."""
    if ours is None or not written:
        return None
    theirs = max(written, key=lambda way: way["reports"])
    if theirs["reports"] != ours["reports"]:
        return None
    pairs = [
        (a, b) for mine, other in zip(ours["labels"], theirs["labels"], strict=True) if mine and other
        for a, b in zip(mine, other, strict=True)
    ]
    return {"share": sum(a == b for a, b in pairs) / len(pairs), "labels": len(pairs)} if pairs else None


def told(result: dict[str, Any]) -> str:
    """The table of one taxonomy."""
    lines = [
        f"{result['findings']} findings ({result['taxonomy']}), {result['threads']} threads, {result['device']}",
        f"  {'way':20} {'reports/s':>10} {'tokens/s':>9} {'peak MiB':>9} {'valid':>6} {'n':>4}   slots is faster by",
    ]
    ways = [result["slots"], result["json"], *result["generate_by_batch"], result["llama_cpp"],
            result["llama_cpp_slots"]]
    ours = result["slots"]["reports_per_s"]
    for way in filter(None, ways):
        times = "" if way["way"] == "slots" else f"{ours / way['reports_per_s']:.1f}"
        lines.append(
            f"  {way['way']:20} {way['reports_per_s']:10.2f} {way['tokens_per_s']:9.0f} {way['peak_mib']:9.0f}"
            f" {way['valid']:6.2f} {way['reports']:4}   {times}"
        )
    slots = result["slots"]
    lines.append(
        f"  slots: {slots['share_of_matmul_rate']:.2f} of the machine's rate of matrix products"
        f" ({slots['matmul_gflops']:.0f} GFLOP/s), {slots['tokens_a_report']:.0f} tokens a report;"
        f" loaded in {slots['load_s']:.1f} s, the first report {slots['first_report_s']:.2f} s later"
    )
    if result["json_agrees_with_generate"]:
        same = result["json_agrees_with_generate"]
        lines.append(f"  json gives {same['share']:.4f} of the {same['labels']} labels of generate's valid replies")
    if result["llama_cpp"] is None:
        lines.append("  llama.cpp was not measured: install llama-cpp-python to have it beside")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
