"""The progress of an open project: counted once from its history, then kept up by what is new in it.

Runs in the desk's thread, a stretch at a time, so that the reader's next report never waits for a count.
"""

import contextlib
import json
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from mosaic_desk.core.errors import ProjectError
from mosaic_desk.core.events import EventKind, Mode, ReportState
from mosaic_desk.core.ids import FindingId, ReaderName
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.progress import IDLE_LIMIT_S, FindingProgress, Pace, Progress, Way
from mosaic_desk.core.tallies import ReportSteps, Step, Tally
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.store import Project

_STRETCH_REPORTS = 150
"""So many reports are counted in some 20 ms."""
_KEEP_EVERY_EVENTS = 2000
"""What is counted again at the next opening is at most this much: a tenth of a second."""
_BARS = 24
_BAR_WIDTHS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 3600)


class ProgressBook:
    """The tallies of one project, by taxonomy."""

    def __init__(self, project: Project, *, now: Callable[[], datetime] = datetime.now) -> None:
        self._project = project
        self._now = now
        self._counts: dict[tuple[str, str, float], _Count] = {}

    def progress(self, taxonomy: Taxonomy, *, idle_limit_s: float = IDLE_LIMIT_S) -> Progress:
        """The progress as far as it is counted, after one more stretch of the history at most."""
        key = (str(taxonomy.id), taxonomy.version, idle_limit_s)
        if key not in self._counts:
            self._counts[key] = _Count(self._project, taxonomy, idle_limit_s=idle_limit_s)
        count = self._counts[key]
        count.go_on()
        states = self._project.reports.state_counts(taxonomy.id)
        return _progress(
            count.tally,
            taxonomy,
            total=sum(states.values()),
            done=states.get(ReportState.DONE, 0),
            today=self._now().strftime("%Y-%m-%d"),
            read_share=count.read_share(sum(states.values())),
            idle_limit_s=idle_limit_s,
        )


class _Count:
    """One tally on its way through the history."""

    def __init__(self, project: Project, taxonomy: Taxonomy, *, idle_limit_s: float) -> None:
        self._project = project
        self._log = project.progress_log(taxonomy)
        self._key = f"progress:{taxonomy.id}:{taxonomy.version}"
        self.tally = self._from_before(taxonomy, idle_limit_s)
        self._kept = self.tally.through
        self._target = 0  # the event up to which the pass under way goes; 0 between two passes
        self._position = 0  # the last report that it has counted

    def read_share(self, total: int) -> float:
        """How much of the history is in."""
        return min(1.0, self._position / max(total, 1)) if self._target else 1.0

    def go_on(self) -> None:
        """Count one more stretch, if anything is new."""
        if not self._target:
            end = self._log.end()
            if end == self.tally.through:
                return
            self._target, self._position = end, 0
        after = self.tally.through
        found = self._log.stretch(
            after=after, through=self._target, position=self._position, reports=_STRETCH_REPORTS
        )
        self._take(found, after=after)
        if len(found) < _STRETCH_REPORTS:
            self.tally.through, self._target = self._target, 0
            self._keep()
        else:
            self._position = found[-1].position

    def _take(self, found: Sequence[ReportSteps], *, after: int) -> None:
        suggested = self._log.suggested([one.position for one in found if _is_blind(one.steps)])
        for one in found:
            before = [step for step in one.steps if step.number <= after]
            self.tally.replace(one.position, before=before, now=one.steps, suggested=suggested.get(one.position))

    def _keep(self) -> None:
        """Keep the counts with the project, now and then; they can always be counted again."""
        through = self.tally.through
        if self._project.is_read_only or through - self._kept < _KEEP_EVERY_EVENTS:
            return
        self._kept = through
        kept = {**self.tally.as_json(), "digest": self._log.digest(through), "zone": time.tzname}
        with contextlib.suppress(ProjectError):
            self._project.settings.keep(self._key, json.dumps(kept, separators=(",", ":")))

    def _from_before(self, taxonomy: Taxonomy, idle_limit_s: float) -> Tally:
        """The counts that were kept, if they are of this very history; else none."""
        tally = Tally(taxonomy.finding_ids, idle_limit_s=idle_limit_s, hour_of=local_hour)
        stored = self._project.settings.find(self._key)
        if stored is None:
            return tally
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            kept = json.loads(stored)
            is_ours = kept["digest"] == self._log.digest(int(kept["through"])) and kept["zone"] == [*time.tzname]
            if is_ours:
                tally.take_json(kept)
                return tally
        return Tally(taxonomy.finding_ids, idle_limit_s=idle_limit_s, hour_of=local_hour)


def local_hour(at: str) -> str:
    """The hour on this computer's clock at a moment in UTC: “2024-05-01T14”."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%dT%H")


def _is_blind(steps: Sequence[Step]) -> bool:
    return any(
        step.kind == EventKind.COMMITTED and step.mode in (Mode.FIRST_READ, Mode.SECOND_READER) for step in steps
    )


def _progress(
    tally: Tally, taxonomy: Taxonomy, *, total: int, done: int, today: str, read_share: float, idle_limit_s: float
) -> Progress:
    hours = tuple(tally.hours[f"{today}T{hour:02}"] for hour in range(24))
    days: dict[str, int] = {}
    for hour, reports in tally.hours.items():
        if reports:
            days[hour[:10]] = days.get(hour[:10], 0) + reports
    spent_h = tally.spent_ms[today] / 3_600_000
    return Progress(
        today=today,
        total=total,
        done=done,
        today_reports=sum(hours),
        per_hour=sum(hours) / spent_h if spent_h > 0 else None,
        hours=hours,
        days=tuple(sorted(days.items())),
        findings=tuple(_finding(tally, finding, taxonomy) for finding in taxonomy.findings),
        pace=_pace(tally),
        compared_reports={way: tally.compared[way] for way in Way},
        agreement={way: tally.agreement(way, taxonomy.finding_ids) for way in Way},
        readers=tuple((ReaderName(name), n) for name, n in tally.readers.most_common() if n),
        read_share=read_share,
        idle_limit_s=idle_limit_s,
    )


def _finding(tally: Tally, finding: Finding, taxonomy: Taxonomy) -> FindingProgress:
    return FindingProgress(
        finding_id=FindingId(finding.id),
        name=finding.name(),
        labels={label: _by_kind(tally, finding.id, label) for label in taxonomy.classes},
        agreement={way: tally.agreement(way, [finding.id]) for way in Way},
    )


def _by_kind(tally: Tally, finding_id: FindingId, label: MentionClass) -> dict[EventKind, int]:
    found = {kind: tally.standing[finding_id, label, kind] for kind in EventKind}
    return {kind: n for kind, n in found.items() if n}


def _pace(tally: Tally) -> Pace | None:
    """Times to a tenth of a second; the bars end where nine of ten reports are, the rest stand in the last one."""
    tenths = sorted((tenth, n) for tenth, n in tally.tenths.items() if n)
    reports = sum(n for _, n in tenths)
    if not reports:
        return None
    p90 = _quantile(tenths, reports, 0.9)
    bar_s = next((width for width in _BAR_WIDTHS_S if width * _BARS >= p90 * 1.5), _BAR_WIDTHS_S[-1])
    bars = [0] * _BARS
    for tenth, n in tenths:
        bars[min(int(tenth / 10 / bar_s), _BARS - 1)] += n
    return Pace(
        reports=reports, median_s=_quantile(tenths, reports, 0.5), p90_s=p90, bar_s=float(bar_s), bars=tuple(bars)
    )


def _quantile(tenths: Sequence[tuple[int, int]], reports: int, share: float) -> float:
    """The smallest time within which at least this share of the reports was done."""
    within = 0
    for tenth, n in tenths:
        within += n
        if within >= share * reports:
            return tenth / 10
    return tenths[-1][0] / 10
