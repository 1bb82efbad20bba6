"""The texts that the runs of a project learned from, as their snapshots hold them."""

import json
from collections.abc import Iterator
from pathlib import Path

SNAPSHOT = "snapshot.jsonl"
_MOST_BYTES_A_LINE = 8 * 2**20


def learned_texts(runs: Path) -> Iterator[str]:
    """The text of every report in the snapshot of any run of that folder, watched ones too.

    A line that cannot be read is passed over: one damaged run does not stop the next.
    """
    for snapshot in sorted(runs.glob(f"*/{SNAPSHOT}")):
        try:
            with snapshot.open("rb") as file:
                while line := file.readline(_MOST_BYTES_A_LINE):
                    yield from _text(line)
        except OSError:
            continue


def _text(line: bytes) -> Iterator[str]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return
    if isinstance(row, dict) and isinstance(row.get("text"), str):
        yield row["text"]
