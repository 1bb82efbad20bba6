"""One part of `benchmark desk` in a process of its own: a job as JSON on stdin, its figures as JSON on stdout.

    echo '{"part": "soak", "project": "big.mosaic", "reports": 300}' | python -m mosaic_desk.bench.desk_part

A process a part, so that none measures what another one left in memory; started with a home of its own, so
that neither the user's settings nor the list of recent projects is touched.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mosaic_desk.bench.desk_images import measured_images
from mosaic_desk.bench.desk_pictures import take_pictures
from mosaic_desk.bench.desk_reading import Truth, read_all
from mosaic_desk.bench.desk_robot import Policy
from mosaic_desk.bench.desk_round import RoundJob, went_round
from mosaic_desk.bench.desk_session import SessionJob, read_session
from mosaic_desk.bench.desk_soak import soaked
from mosaic_desk.bench.desk_speed import measured
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.training import Preset

Job = dict[str, Any]


def main() -> int:
    """Does the job; 1 with one sentence where it cannot."""
    job = json.load(sys.stdin)
    try:
        figures = PARTS[job["part"]](job)
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def _read(job: Job) -> Any:
    return read_all(Path(job["project"]), _truth(job), mode=Mode(job["mode"]), policy=Policy(job["policy"])).told()


def _session(job: Job) -> Any:
    return read_session(
        SessionJob(
            project=Path(job["project"]), truth=_truth(job), read=job["read"], pictures=_path(job["pictures"])
        )
    )  # fmt: skip


def _truth(job: Job) -> Truth:
    return {
        ReportId(report_id): {FindingId(key): MentionClass(label) for key, label in labels.items()}
        for report_id, labels in job["truth"].items()
    }


def _speed(job: Job) -> Any:
    return measured(Path(job["project"]), commits=job["commits"])


def _soak(job: Job) -> Any:
    return soaked(Path(job["project"]), reports=job["reports"], warm=job["warm"])


def _pictures(job: Job) -> Any:
    return take_pictures(Path(job["folder"]), only=job["only"], suggestions=_path(job["suggestions"]))


def _round(job: Job) -> Any:
    return went_round(
        RoundJob(
            folder=Path(job["folder"]), read=job["read"], preset=Preset(job["preset"]),
            suggestions=_path(job["suggestions"]), pictures=_path(job["pictures"]),
        )
    )  # fmt: skip


def _path(named: str | None) -> Path | None:
    return Path(named) if named else None


def _images(job: Job) -> Any:
    return measured_images(Path(job["folder"]))


PARTS: dict[str, Callable[[Job], Any]] = {
    "read": _read, "speed": _speed, "images": _images, "soak": _soak, "pictures": _pictures, "round": _round,
    "session": _session,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
