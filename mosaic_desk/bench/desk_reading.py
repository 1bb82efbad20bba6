"""The robot's day: every report of a project read in one mode by one reader, and what came of it.

Knows the window and the project; told as plain values. What is in the database afterwards is read with the
store, by itself, when the window is gone.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from mosaic_desk.bench.desk_robot import Policy, Reading, Robot
from mosaic_desk.bench.desk_window import driven_window
from mosaic_desk.core.events import Correction, Mode
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.desk.office import Office
from mosaic_desk.store import Project

Truth = Mapping[ReportId, Mapping[FindingId, MentionClass]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """What one reader did in one mode. Times are in milliseconds.

    `as_keyed` of `values` are in the database as the reader saw them at the last commit: keyed ones with the
    key's own kind, the others as they stood. `wrong` of `judged` values are not the truth; `first_wrong` counts
    those of the first commit, where a mode has two.
    """

    mode: str
    policy: str
    reports: int
    keys: dict[str, float]
    commit_ms: dict[str, float]
    key_ms: dict[str, float]
    values: int
    as_keyed: int
    judged: int
    wrong: int
    first_wrong: int
    suggested_wrong: int

    def told(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def read_all(project: Path, truth: Truth, *, mode: Mode, policy: Policy) -> Day:
    """Reads every report of a project in one mode.

    Raises:
        MosaicError: if the window does not do what the keys ask for.
    """
    with driven_window(project, prepare=lambda office: choose_mode(office, mode)) as driven:
        robot = Robot(driven, truth, policy)
        readings = [robot.read() for _ in range(len(truth))]
        keys = list(driven.key_ms)
    return _day(project, truth, readings, mode=mode, policy=policy, key_ms=keys)


def choose_mode(office: Office, mode: Mode) -> None:
    """Reports come in this mode and no other, in the order of import."""
    office.session.set_mode(mode)
    office.session.set_first_read_share(0.0)


def _day(
    project: Path, truth: Truth, readings: list[Reading], *, mode: Mode, policy: Policy, key_ms: list[float]
) -> Day:
    with Project.open(project, is_read_only=True) as opened:
        taxonomy = opened.taxonomies()[0]
        stored = {reading.report_id: opened.corrections.of_report(reading.report_id, taxonomy) for reading in readings}
        suggested = {key: opened.suggestions.find(key, taxonomy) for key in stored}
    known = [(key, finding, label) for key in stored for finding, label in truth[key].items()]
    first = {reading.report_id: reading.first for reading in readings}
    return Day(
        mode=mode, policy=policy, reports=len(readings),
        keys=spread_of([float(reading.keys) for reading in readings]),
        commit_ms=spread_of([took for reading in readings for took in reading.commit_ms]),
        key_ms=spread_of(key_ms),
        values=sum(len(reading.stood) for reading in readings),
        as_keyed=sum(_as_keyed(reading, stored[reading.report_id]) for reading in readings),
        judged=len(known),
        wrong=sum(_label(stored[key].get(finding)) is not label for key, finding, label in known),
        first_wrong=sum(first[key].get(finding) is not label for key, finding, label in known),
        suggested_wrong=sum(
            found is not None and found.labels.get(finding) is not label
            for key, finding, label in known for found in [suggested[key]]
        ),
    )  # fmt: skip


def _as_keyed(reading: Reading, stored: Mapping[FindingId, Correction]) -> int:
    """How many values stand in the database as they stood on the screen, and by the kind of key that set them."""
    return sum(
        finding_id in stored
        and stored[finding_id].label is label
        and (finding_id not in reading.keyed or reading.keyed[finding_id] is label)
        and (finding_id not in reading.kinds or stored[finding_id].kind is reading.kinds[finding_id])
        for finding_id, label in reading.stood.items()
    )


def _label(correction: Correction | None) -> MentionClass | None:
    return None if correction is None else correction.label


def spread_of(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile (the smallest value that 95 % do not exceed) and maximum; zeros where there is none."""
    if not values:
        return {"p50": 0.0, "p95": 0.0, "max": 0.0}
    ordered = sorted(values)
    place = max(0, -(-95 * len(ordered) // 100) - 1)
    return {"p50": median(ordered), "p95": ordered[place], "max": ordered[-1]}

