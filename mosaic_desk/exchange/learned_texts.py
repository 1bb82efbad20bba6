"""What the runs of a project learned from, as their snapshots hold it: the texts, and the reports of one adapter."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import ModelError
from mosaic_desk.core.ids import ReportId
from mosaic_desk.exchange.adapter_files import MANIFEST, adapter_manifest

SNAPSHOT = "snapshot.jsonl"
_ADAPTER = "adapter"
_MOST_BYTES_A_LINE = 8 * 2**20


def learned_texts(runs: Path) -> Iterator[str]:
    """The text of every report in the snapshot of any run of that folder, watched ones too.

    A line that cannot be read is passed over: one damaged run does not stop the next.
    """
    for snapshot in sorted(runs.glob(f"*/{SNAPSHOT}")):
        yield from (row["text"] for row in _rows(snapshot) if isinstance(row.get("text"), str))


def learned_reports(runs: Path, adapter_hash: str | None) -> frozenset[ReportId]:
    """The reports that an adapter of a project learned from, and those that it started from did; watched ones too.

    Empty for one that was trained elsewhere: what it says of any report here is worth as much as of any other.
    """
    run = next((folder for folder in sorted(runs.glob(f"*/{_ADAPTER}")) if _hash_of(folder) == adapter_hash), None)
    learned: set[ReportId] = set()
    passed: set[str] = set()
    while run is not None and run.parent.name not in passed:
        passed.add(run.parent.name)
        learned |= {ReportId(str(row["report_id"])) for row in _rows(run.parent / SNAPSHOT) if "report_id" in row}
        run = _start_of(run, runs)
    return frozenset(learned)


def _hash_of(adapter: Path) -> str | None:
    try:
        return adapter_manifest(adapter).hash
    except ModelError:
        return None


def _start_of(adapter: Path, runs: Path) -> Path | None:
    """The adapter of these runs that another one was trained from; None where it came from elsewhere."""
    try:
        started_from = json.loads((adapter / MANIFEST).read_text(encoding="utf-8")).get("started_from")
    except (OSError, ValueError, AttributeError, RecursionError):
        return None
    folders = {folder.parent.name: folder for folder in runs.glob(f"*/{_ADAPTER}")}
    return folders.get(started_from) if isinstance(started_from, str) else None


def _rows(snapshot: Path) -> Iterator[dict[str, Any]]:
    try:
        with snapshot.open("rb") as file:
            while line := file.readline(_MOST_BYTES_A_LINE):
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(row, dict):
                    yield row
    except OSError:
        return
