"""What was done in a reading session, counted from the history: undo takes it back, and a crash loses nothing.

Runs in the desk's thread; after a commit one report is counted anew. Imports count for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mosaic_desk.core.events import EventKind, Mode
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.progress import IDLE_LIMIT_S, Agreement, Way
from mosaic_desk.core.tallies import ReportSteps, Step, Tally, part_of, undone_actions
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.session_kept import Kept
from mosaic_desk.store import Project

_REPORTS_AT_ONCE = 200
_IDLE_MS = round(IDLE_LIMIT_S * 1000)
_STATES = (EventKind.COMMITTED, EventKind.REOPENED, EventKind.SKIPPED)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Counted:
    """One report that was touched: its last state if that came within the session, and the time spent on it there."""

    steps: tuple[Step, ...]
    last: Step | None
    spent_ms: int

    @property
    def is_read(self) -> bool:
        return self.last is not None and self.last.kind == EventKind.COMMITTED

    @property
    def is_drawn(self) -> bool:
        return any(step.drawn_by == "random" for step in self.steps)


class SessionCount:
    """The count of one session under its taxonomy; `kept` is given anew where it was left or taken up."""

    def __init__(self, project: Project, taxonomy: Taxonomy, kept: Kept) -> None:
        self._log = project.progress_log(taxonomy)
        self._taxonomy = taxonomy
        self._kept = kept
        self._through = kept.stretches[0][0]
        self._counted: dict[int, _Counted] = {}

    @property
    def end(self) -> int:
        """The last event of the project."""
        return self._log.end()

    def go_on(self) -> None:
        """Counts what came since the last time."""
        end, position, found = self._log.end(), 0, tuple[ReportSteps, ...]()
        while end != self._through:
            found = self._log.stretch(
                after=self._through, through=end, position=position, reports=_REPORTS_AT_ONCE
            )
            self._counted |= {one.position: _counted(one.steps, self._kept) for one in found}
            if len(found) < _REPORTS_AT_ONCE:
                self._through = end
            else:
                position = found[-1].position

    @property
    def read(self) -> tuple[int, ...]:
        """The positions of the reports that were read."""
        return tuple(position for position, one in self._counted.items() if one.is_read)

    @property
    def skipped(self) -> int:
        """How many reports were skipped and not read since."""
        return sum(one.last is not None and one.last.kind == EventKind.SKIPPED for one in self._counted.values())

    @property
    def seconds(self) -> float:
        """The time before all reports, skipped ones too; longer gaps count as `IDLE_LIMIT_S`."""
        return sum(one.spent_ms for one in self._counted.values()) / 1000

    # At the end

    @property
    def first_reads(self) -> int:
        """How many of the reports read were drawn at random and answered before their suggestion was shown."""
        return sum(part_of(one.steps, idle_limit_ms=_IDLE_MS).way is Way.FIRST_READ for one in self._read())

    @property
    def per_report_s(self) -> float | None:
        """The median time of the reports read."""
        times = [one.spent_ms / 1000 for one in self._read()]
        return median(times) if times else None

    def agreement(self) -> dict[Way, Agreement]:
        """Answers beside suggestions, of the reports read, by what the reader had seen; only ways with answers."""
        tally = Tally(self._taxonomy.finding_ids, idle_limit_s=IDLE_LIMIT_S, hour_of=lambda _: "")
        suggested = self._log.suggested(self.read)
        for position in self.read:
            steps = self._counted[position].steps
            tally.replace(position, before=(), now=steps, suggested=suggested.get(position))
        found = {way: tally.agreement(way, self._taxonomy.finding_ids) for way in Way}
        return {way: agreement for way, agreement in found.items() if agreement.answers}

    def chosen(self, finding_id: FindingId) -> tuple[int, int]:
        """Of the reports read that were not drawn: how many have a label for a finding, how many a positive one."""
        standing = [part_of(one.steps, idle_limit_ms=_IDLE_MS).standing for one in self._read() if not one.is_drawn]
        labels = [labels[finding_id].after for labels in standing if finding_id in labels]
        return len(labels), labels.count(MentionClass.POSITIVE.value)

    def _read(self) -> list[_Counted]:
        return [one for one in self._counted.values() if one.is_read]


def _counted(steps: Sequence[Step], kept: Kept) -> _Counted:
    undone = undone_actions(steps)
    last: Step | None = None
    timed: dict[int, int] = {}
    for step in steps:
        if step.undoes is not None:
            continue
        if kept.holds(step.number):  # every event of an action carries the time of the whole action
            timed[step.action] = min(step.spent_ms, _IDLE_MS)
        if step.action not in undone and step.kind in _STATES:
            last = step
    is_ours = last is not None and kept.holds(last.number) and last.mode != Mode.IMPORTED and last.drawn_by != "import"
    return _Counted(steps=tuple(steps), last=last if is_ours else None, spent_ms=sum(timed.values()))
