"""The card of a trained adapter: data, recipe, curves, figures, hashes, in one Markdown page without report text.

Reads what the run left in its folder; what is missing there is left out, never guessed.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mosaic_desk.core.comparison import ComparedFinding, Figures
from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.verdict import Comparison
from mosaic_desk.desk.calibration_words import calibration_words
from mosaic_desk.desk.run_folder import ADAPTER
from mosaic_desk.exchange.card_text import plain_line

_WARNING = (
    "**This adapter was made from patient data.** Treat it, and every copy of it, as you treat the reports that it"
    " learned from. Its suggestions are for a reader to correct, and no diagnosis."
)
_LONGEST_LINE = 8 * 2**20
_CURVE_POINTS = 20
_COLUMNS = ("finding", "n", "sensitivity", "specificity", "F1", "calibration error", "difference in F1 (95 %)")
_UNCALIBRATED = (
    "Before → now. The calibration error is of the probabilities as the two adapters tell them, without a"
    " temperature: one that is fitted on some of these very reports cannot be judged on them."
)


def model_card(run: Path, comparison: Comparison) -> str:
    """The page; counts and ids of findings only, never a report or a patient."""
    request, manifest = _object(run / "request.json"), _object(run / ADAPTER / "manifest.json")
    parts = [
        [f"# Adapter {_plain(run.name)}", "", _WARNING],
        _made_of(request, manifest),
        _data(run / "snapshot.jsonl"),
        _curves(run / "progress.jsonl"),
        _figures(comparison),
        _calibration(run),
        _hashes(manifest),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _made_of(request: dict[str, Any], manifest: dict[str, Any]) -> list[str]:
    config = request.get("config")
    rows = {
        "backbone": manifest.get("backbone", request.get("backbone")),
        "started from": _start(request["start"]) if "start" in request else None,
        "device": request.get("device"),
        "preset": request.get("preset"),
        "seed": request.get("seed"),
        **(config if isinstance(config, dict) else {}),
    }
    told = [[key.replace("_", " "), value] for key, value in rows.items() if value is not None]
    return ["## How it was trained", "", *_table(["what", "value"], told)]


def _start(start: object) -> str:
    """The name of the adapter that the run started from: its folder is of this machine."""
    if isinstance(start, dict):
        start = start.get("name")
    if not isinstance(start, str):
        return "nothing: the bare backbone"
    path = Path(start)
    return path.parent.name if path.name == ADAPTER else path.name


def _data(snapshot: Path) -> list[str]:
    counts: dict[str, Counter[str]] = {}
    parts: Counter[str] = Counter()
    for row in _rows(snapshot):
        parts[str(row.get("part", "learn"))] += 1
        labels = row.get("labels")
        for finding_id, label in (labels if isinstance(labels, dict) else {}).items():
            counts.setdefault(str(finding_id), Counter())[_word(label)] += 1
    if not parts:
        return []
    reports = f"{parts['learn']:,} reports were learned from, {parts['watch']:,} watched meanwhile."
    head = ["finding", *(label.replace("_", " ") for label in ALL_CLASSES)]
    rows = [[finding_id, *(n[label] for label in ALL_CLASSES)] for finding_id, n in counts.items()]
    return ["## What it learned from", "", reports, "", *_table(head, rows)]


def _word(label: object) -> str:
    """The class of a label, also where it is told with its weight."""
    return str(label.get("label")) if isinstance(label, dict) else str(label)


def _curves(progress: Path) -> list[str]:
    rows = list(_rows(progress))
    steps = [row for row in rows if row.get("kind") == "step"]
    epochs = [row for row in rows if row.get("kind") == "epoch"]
    if not steps:
        return []
    shown = steps[:: max(1, len(steps) // _CURVE_POINTS)]
    lines = ["## Curves", "", *_table(["step", "loss"], [[row.get("step"), row.get("loss")] for row in shown])]
    watched = [[row.get("epoch"), row.get("watched_loss")] for row in epochs]
    return lines + (["", *_table(["epoch", "loss on the reports watched"], watched)] if watched else [])


def _figures(comparison: Comparison) -> list[str]:
    sentences = [f"- {_plain(sentence)}" for sentence in comparison.verdict.sentences]
    lines = ["## Against the adapter before it", "", *sentences]
    lines += ["", _UNCALIBRATED] if comparison.taxonomies else []
    for one in comparison.taxonomies:
        told = f"{one.n_reports} held-out reports, {one.n_first_reads} of them first reads"
        table = _table(_COLUMNS, [_finding_row(row) for row in one.findings])
        lines += ["", f"### {_plain(one.taxonomy_id)}: {told}", "", *table]
    return lines


def _finding_row(row: ComparedFinding) -> list[object]:
    one = row.compared
    name = f"{row.finding_id} (guarded)" if row.is_guarded else str(row.finding_id)
    pairs = [_pair(one.before, one.after, name) for name in ("sensitivity", "specificity", "f1", "ece")]
    gain = "–" if one.difference is None else f"{one.difference:+.3f}"
    if one.interval is not None:
        gain += f" ({one.interval[0]:+.3f} to {one.interval[1]:+.3f})"
    return [name, one.n, *pairs, gain]


def _pair(before: Figures, after: Figures, name: str) -> str:
    return " → ".join(_cell(getattr(figures, name)) for figures in (before, after))


def _calibration(run: Path) -> list[str]:
    return ["## Calibration", "", *(_plain(sentence) for sentence in calibration_words(run))]


def _hashes(manifest: dict[str, Any]) -> list[str]:
    rows = {"backbone": manifest.get("backbone_hash")}
    for key in ("files", "beside"):
        files = manifest.get(key)
        rows |= files if isinstance(files, dict) else {}
    told = [[name, f"`{value}`"] for name, value in rows.items() if isinstance(value, str)]
    return ["## Hashes (SHA-256)", "", *_table(["file", "hash"], told)] if told else []


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", "|---|" + "--:|" * (len(head) - 1)]
    return lines + [f"| {' | '.join(map(_cell, row))} |" for row in rows]


def _cell(value: object) -> str:
    if value is None:
        return "–"
    is_long = isinstance(value, float) and abs(value) >= 0.001
    return f"{value:.3f}".rstrip("0").rstrip(".") if is_long else _plain(str(value))


def _plain(text: str) -> str:
    """A name or a word of another file, as text: it neither ends a cell nor marks anything up."""
    return plain_line(text).replace("|", "/")


def _object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines that can be read; half a line at the end, or one out of measure, is passed over."""
    try:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST_LINE):
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(row, dict):
                    yield row
    except OSError:
        return
