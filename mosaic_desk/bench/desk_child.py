"""A part of `benchmark desk` in a process of its own: started, waited for, its failure told in one sentence.

Knows the home that such a process gets, so that nothing of the user's is touched.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mosaic_desk import places
from mosaic_desk.core.errors import InputError


def part(job: Mapping[str, Any], folder: Path, what: str) -> Any:
    """The figures of one part.

    Raises:
        InputError: if it failed, with its sentence.
    """
    sys.stderr.write(f"{what} …\n")
    return json.loads(last_line("mosaic_desk.bench.desk_part", folder, json.dumps(job)))


def share_backbones(home: Path) -> None:
    """Converted ones are used, and kept: converting takes a minute."""
    kept = places.backbone_cache()
    with suppress(OSError):  # where links are not allowed, one is converted for this round alone
        kept.mkdir(parents=True, exist_ok=True)
        (home / "backbones").symlink_to(kept.resolve(), target_is_directory=True)


def home_in(folder: Path) -> Path:
    """The home of the processes whose files lie in a folder; made where it is not there."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return home


def last_line(module: str, folder: Path, given: str) -> str:
    """The last line that a process of our own wrote; its home lies in the folder, its screen nowhere.

    Raises:
        InputError: if it failed, with its sentence.
    """
    ended = subprocess.run(
        [sys.executable, "-m", module], input=given, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "MOSAIC_DESK_HOME": str(home_in(folder)), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    lines = ended.stdout.splitlines()
    if ended.returncode or not lines:
        last = (ended.stderr.strip().splitlines() or ["no word"])[-1]
        # A sentence of ours is told; of any other error the kind alone: its words might quote a report.
        what = last.removeprefix("mosaic-desk: ") if last.startswith("mosaic-desk: ") else last.partition(":")[0]
        raise InputError(f"A part of the benchmark failed ({what.rstrip('.')}).")
    return lines[-1]
