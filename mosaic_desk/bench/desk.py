"""`mosaic-desk benchmark desk`: how the review screen serves a reader who works it by keys, and how fast.

A robot (`desk_robot` says by which policy) reads reports of known truth on the real window in every mode; the
same window is timed on a project of many generated reports and soaked with thousands of commits; and the whole
round from corrections to another adapter and back is gone on the demo. Knows which parts there are; each runs in
a process of its own (`desk_part`), off-screen, one after the other.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from mosaic_desk.bench.desk_cases import Cases, make_project, read_cases
from mosaic_desk.bench.desk_child import home_in, last_line, part, share_backbones
from mosaic_desk.bench.desk_generated import cache, generated_project
from mosaic_desk.bench.desk_reading import spread_of
from mosaic_desk.bench.desk_robot import Policy
from mosaic_desk.bench.desk_round import READ
from mosaic_desk.bench.desk_told import told, with_aims
from mosaic_desk.bench.labelling import spread
from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.reading_session import SIZE
from mosaic_desk.core.training import Preset

MODES = (Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ)
PARTS = ("robot", "start", "speed", "images", "soak")
ROUND = "round"
"""Not among those that are measured when none is named: it trains for minutes."""
SESSION = "session"
"""Nor this one: it reads what `--data` names, and shows what a reading session finds in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How much of everything; `read` None: every report of the data."""

    reports: int
    read: int | None
    commits: int
    starts: int
    soak: int
    warm: int


FULL = Size(reports=100_000, read=None, commits=200, starts=5, soak=3_000, warm=200)
QUICK = Size(reports=10_000, read=20, commits=40, starts=2, soak=150, warm=50)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and tells; 1 with one sentence where it cannot."""
    options = _arguments(argv)
    size = QUICK if options.quick else FULL
    if options.reports:
        size = replace(size, reports=options.reports)
    try:
        if ROUND in (options.only or ()):
            result = whole_round(options)
        elif SESSION in (options.only or ()):
            result = reading_session(options)
        elif options.pictures is not None:
            result = pictures(options.pictures, only=options.screens, suggestions=options.suggestions)
        else:
            result = measured(options, size)
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    sys.stdout.write((json.dumps(result) if options.json else told(result)) + "\n")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mosaic-desk benchmark desk", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, action="append", default=[], metavar="FILE", help="reports with labels")
    parser.add_argument("--suggestions", type=Path, metavar="FILE", help="what `label` wrote for them; else asked now")
    reports = "reports of the generated project; with --only round or session those that are read"
    parser.add_argument("--reports", type=int, metavar="N", help=reports)
    parts = (*PARTS, ROUND, SESSION)
    parser.add_argument("--only", action="append", choices=parts, metavar="PART", help=f"some of {', '.join(parts)}")
    pictures = "write pictures of every screen instead; with --only round or session of each of its steps"
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help=pictures)
    parser.add_argument("--preset", type=Preset, choices=list(Preset), default=Preset.NORMAL, help="of --only round")
    parser.add_argument("--screens", default="", metavar="WORD", help="only the pictures whose name holds WORD")
    parser.add_argument("--quick", action="store_true", help="within three minutes on two cores")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    return parser.parse_args(argv)


def measured(options: argparse.Namespace, size: Size) -> dict[str, Any]:
    """Every part that is asked for, as `--json` tells it.

    Raises:
        MosaicError: if a part cannot be measured.
    """
    wanted = options.only or PARTS
    form = "quick" if options.quick else "full"
    result: dict[str, Any] = {"form": form, "screen": "off-screen, 1366 × 768", "reports": size.reports}
    result |= {"processors": os.cpu_count(), "load": _load()}
    with tempfile.TemporaryDirectory(prefix="mosaic-desk-") as name:
        folder = Path(name)
        if "robot" in wanted:
            cases = _some(read_cases(options.data, options.suggestions), size.read)
            result |= {"data": cases.source, "model": cases.model, "read": len(cases.reports)}
            result |= robot(cases, folder)
        if set(PARTS[1:]) & set(wanted):
            result |= large(size, folder, wanted)
    return with_aims(result)


def _some(cases: Cases, most: int | None) -> Cases:
    return cases if most is None else replace(cases, reports=tuple(spread(cases.reports, most)))


def robot(cases: Cases, folder: Path) -> dict[str, Any]:
    """Both readers in all modes, each on a fresh project of the cases.

    Raises:
        MosaicError: if the window does not do what the keys ask for.
    """
    days = []
    for mode in MODES:
        for policy in Policy:
            project = make_project(folder / f"{mode}-{policy}.mosaic", cases)
            job = {"part": "read", "project": str(project), "truth": cases.truth, "mode": mode, "policy": policy}
            days.append(part(job, folder, f"{policy} reader, {mode.replace('_', ' ')}"))
    careful = days[0]
    return {
        "keystrokes_per_report": careful["keys"],
        "values_stored_as_keyed": {
            "values": sum(day["values"] for day in days),
            "equal": sum(day["as_keyed"] for day in days),
        },
        "readers": days,
    }


def large(size: Size, folder: Path, wanted: Sequence[str]) -> dict[str, Any]:
    """What needs no truth: images, and what is measured in the large project.

    Raises:
        MosaicError: if the window does not do what the keys ask for.
    """
    result: dict[str, Any] = {}
    if "images" in wanted:
        result |= part({"part": "images", "folder": str(folder)}, folder, "images")
    if not {"start", "speed", "soak"} & set(wanted):
        return result
    project = generated_project(size.reports, folder)
    result["cache"] = str(cache())
    if "start" in wanted:
        result |= started(project, folder, times=size.starts)
    if "speed" in wanted:
        job = {"part": "speed", "project": str(project), "commits": size.commits}
        result |= part(job, folder, f"speed in {size.reports:,} reports")
    if "soak" in wanted:
        job = {"part": "soak", "project": str(project), "reports": size.soak, "warm": size.warm}
        result["soak"] = part(job, folder, f"{size.soak:,} commits")
    return result


def started(project: Path, folder: Path, *, times: int) -> dict[str, Any]:
    """The bare command on that project, from the start of its process to its first report.

    Raises:
        InputError: if it does not come up.
    """
    home = home_in(folder)
    (home / "recent.json").write_text(json.dumps([str(project)]), encoding="utf-8")  # the bare command opens it
    took = []
    for _ in range(times):
        sys.stderr.write("start of the program …\n")
        before = time.monotonic()
        ended = last_line("mosaic_desk.bench.desk_start", folder, "")
        took.append((float(ended) - before) * 1000)
    return {"start_to_usable_ms": median(took), "start_to_usable": spread_of(took)}


def whole_round(options: argparse.Namespace) -> dict[str, Any]:
    """Corrections, a training, another adapter and back, on a fresh demo.

    Raises:
        MosaicError: if a step of it fails, or it was asked for with another part.
    """
    if set(options.only) != {ROUND}:
        raise InputError("--only round goes by itself: it shares nothing with the other parts.")
    with tempfile.TemporaryDirectory(prefix="mosaic-desk-") as name:
        folder = Path(name)
        share_backbones(home_in(folder))
        job = {"part": ROUND, "folder": str(folder / "demo"), "read": options.reports or READ,
               "preset": str(options.preset), "suggestions": _whole(options.suggestions),
               "pictures": _whole(options.pictures)}  # fmt: skip
        told_ = part(job, folder, "the whole round")
    return {"processors": os.cpu_count(), "load": _load(), "round": told_}


def reading_session(options: argparse.Namespace) -> dict[str, Any]:
    """One session of rare findings in a project of the data, read by the careful robot.

    Raises:
        MosaicError: if it is refused or goes wrong, or it was asked for with another part.
    """
    if set(options.only) != {SESSION}:
        raise InputError("--only session goes by itself: it shares nothing with the other parts.")
    cases = read_cases(options.data, options.suggestions)
    with tempfile.TemporaryDirectory(prefix="mosaic-desk-") as name:
        project = make_project(Path(name) / "session.mosaic", cases)
        read = min(options.reports or SIZE, len(cases.reports))
        job = {"part": SESSION, "project": str(project), "truth": cases.truth, "read": read,
               "pictures": _whole(options.pictures)}  # fmt: skip
        told_ = part(job, Path(name), f"a session in {len(cases.reports):,} reports")
    return {"processors": os.cpu_count(), "load": _load(), "data": cases.source, "model": cases.model, "session": told_}


def pictures(folder: Path, *, only: str, suggestions: Path | None) -> dict[str, Any]:
    """Pictures of every screen, into a folder.

    Raises:
        MosaicError: if one cannot be drawn or written.
    """
    with tempfile.TemporaryDirectory(prefix="mosaic-desk-") as name:
        job = {"part": "pictures", "folder": str(folder.resolve()), "only": only, "suggestions": _whole(suggestions)}
        return {"folder": str(folder), "pictures": part(job, Path(name), "pictures")}


def _load() -> float | None:
    """How many processes wanted a processor during the last minute; times tell little where others work."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _whole(path: Path | None) -> str | None:
    return None if path is None else str(path.resolve())


if __name__ == "__main__":
    sys.exit(main())
