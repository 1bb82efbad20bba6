"""Counting progress report by report, so that one more commit adds one report's worth.

What a report adds follows from its own events alone: where it changed, what it added before is taken
away and what it adds now is put in. Knows no clock and no time zone (`hour_of` is passed in) and no database.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mosaic_desk.core.events import LABEL_KINDS, EventKind, Mode
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.progress import Agreement, Way

_DRAWN_AT_RANDOM = ("random", "import")
_BLIND = (Mode.FIRST_READ, Mode.SECOND_READER)

# How an answer and a suggestion go together: a letter for each finding, in the order of the taxonomy.
_BOTH_SILENT, _AGREED, _DIFFERENT, _NOTHING = "a", "A", "D", "."


class Step(NamedTuple):
    """An event as far as progress goes; words instead of enums, for there are hundreds of thousands."""

    number: int
    action: int
    at: str
    reader: str
    mode: str
    kind: str
    finding_id: str | None
    after: str | None
    suggested: str | None
    spent_ms: int
    drawn_by: str
    undoes: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportSteps:
    """The events of the report at one position, in order."""

    position: int
    steps: tuple[Step, ...]


@dataclass(kw_only=True, slots=True)
class Part:
    """What one report adds. `closing` is its first commit that counts, `first` the labels at that moment."""

    standing: dict[str, Step] = field(default_factory=dict)
    closing: Step | None = None
    first: dict[str, str] = field(default_factory=dict)
    spent_ms: int = 0

    @property
    def is_timed(self) -> bool:
        """Whether it was committed here, by a reader; not by an import."""
        return self.closing is not None and self.closing.drawn_by != "import" and self.closing.mode != Mode.IMPORTED

    @property
    def way(self) -> Way | None:
        """What the reader had seen; None for an open report and for one that was imported with its labels."""
        if self.closing is None or self.closing.mode == Mode.IMPORTED:
            return None
        if self.closing.mode not in _BLIND:
            return Way.SHOWN
        is_random = self.closing.mode == Mode.FIRST_READ and self.closing.drawn_by in _DRAWN_AT_RANDOM
        return Way.FIRST_READ if is_random else Way.BLIND


def undone_actions(steps: Sequence[Step]) -> frozenset[int]:
    """The actions of a report that do not count now: taken back, and not brought back since."""
    undone: set[int] = set()
    for step in steps:
        if step.undoes is not None:
            (undone.add if step.kind == EventKind.UNDONE else undone.discard)(step.undoes)
    return frozenset(undone)


def part_of(steps: Sequence[Step], *, idle_limit_ms: int) -> Part:
    """What a report adds, from all of its events in order; a gap above the limit counts as the limit."""
    undone = undone_actions(steps)
    part, timed = Part(), set()
    for step in steps:
        if step.undoes is not None:
            continue
        if step.action not in timed:  # every event of an action carries the time of the whole action
            timed.add(step.action)
            part.spent_ms += min(step.spent_ms, idle_limit_ms)
        if step.action in undone:
            continue
        if step.kind in LABEL_KINDS:
            _stand(part.standing, step)
        elif step.kind == EventKind.COMMITTED and part.closing is None:
            part.closing = step
            part.first = {finding_id: str(label.after) for finding_id, label in part.standing.items()}
    return part


def _stand(standing: dict[str, Step], step: Step) -> None:
    if step.after is None:
        standing.pop(str(step.finding_id), None)
    else:
        standing[str(step.finding_id)] = step


class Tally:
    """The counts of all reports so far. `through` is the event up to which they are in."""

    def __init__(self, finding_ids: Sequence[str], *, idle_limit_s: float, hour_of: Callable[[str], str]) -> None:
        self._finding_ids = tuple(finding_ids)
        self._idle_limit_ms = round(idle_limit_s * 1000)
        self._hour_of = hour_of
        self.through = 0
        self.standing: Counter[tuple[str, str, str]] = Counter()  # finding, class, kind
        self.hours: Counter[str] = Counter()  # local hour (YYYY-MM-DDTHH) → reports
        self.spent_ms: Counter[str] = Counter()  # local day → time at work
        self.tenths: Counter[int] = Counter()  # tenths of a second that a report took → reports
        self.readers: Counter[str] = Counter()
        self.compared: Counter[str] = Counter()  # way → reports
        self._marks: Counter[tuple[str, str, str]] = Counter()  # way, finding, mark
        # First answers are compared once: a suggestion that is replaced later was never revealed.
        self._blind: dict[int, tuple[str, str]] = {}  # report → way, marks

    def replace(
        self, position: int, *, before: Sequence[Step], now: Sequence[Step], suggested: Mapping[str, str] | None
    ) -> None:
        """Take a report's part as of its earlier events away and put in its part as of all of them.

        `suggested` is what the model says of it now, None where it says nothing.
        """
        if before:
            self._count(part_of(before, idle_limit_ms=self._idle_limit_ms), sign=-1)
        part = part_of(now, idle_limit_ms=self._idle_limit_ms)
        self._count(part, sign=1)
        self._compare_blind(position, part, suggested)

    def agreement(self, way: Way, finding_ids: Iterable[str]) -> Agreement:
        """How often reader and model agree about these findings."""
        found = {mark: sum(self._marks[way, one, mark] for one in finding_ids) for mark in _marks_that_count()}
        return Agreement(
            answers=sum(found.values()),
            agreed=found[_BOTH_SILENT] + found[_AGREED],
            mentions=found[_AGREED] + found[_DIFFERENT],
            agreed_mentions=found[_AGREED],
        )

    def _count(self, part: Part, *, sign: int) -> None:
        for finding_id, step in part.standing.items():
            self.standing[finding_id, str(step.after), step.kind] += sign
        if part.is_timed and part.closing is not None:
            hour = self._hour_of(part.closing.at)
            self.hours[hour] += sign
            self.spent_ms[hour[:10]] += sign * part.spent_ms
            self.tenths[part.spent_ms // 100] += sign
            self.readers[part.closing.reader] += sign
        if part.way is Way.SHOWN:
            answers = {one: str(step.after) for one, step in part.standing.items()}
            shown = {one: step.suggested for one, step in part.standing.items() if step.suggested is not None}
            self._mark(Way.SHOWN, self._compared(answers, shown), sign=sign)

    def _compare_blind(self, position: int, part: Part, suggested: Mapping[str, str] | None) -> None:
        old = self._blind.pop(position, None)
        if old is not None:
            self._mark(*old, sign=-1)
        if part.way in (Way.FIRST_READ, Way.BLIND) and suggested:
            self._blind[position] = (str(part.way), self._compared(part.first, suggested))
            self._mark(*self._blind[position], sign=1)

    def _compared(self, answers: Mapping[str, str], suggested: Mapping[str, str]) -> str:
        return "".join(_together(answers.get(one), suggested.get(one)) for one in self._finding_ids)

    def _mark(self, way: str, marks: str, *, sign: int) -> None:
        self.compared[way] += sign * (marks.strip(_NOTHING) != "")
        for finding_id, mark in zip(self._finding_ids, marks, strict=True):
            if mark != _NOTHING:
                self._marks[way, finding_id, mark] += sign

    # Kept between two sessions

    def as_json(self) -> dict[str, Any]:
        """Everything that was counted, for `json`."""
        single = {"hours": self.hours, "spent": self.spent_ms, "readers": self.readers, "compared": self.compared}
        return {
            "through": self.through,
            "findings": self._finding_ids,
            "idle_limit_ms": self._idle_limit_ms,
            **{name: dict(+counter) for name, counter in single.items()},
            "tenths": list((+self.tenths).items()),
            "standing": [[*key, n] for key, n in (+self.standing).items()],
            "marks": [[*key, n] for key, n in (+self._marks).items()],
            "blind": [[position, *old] for position, old in self._blind.items()],
        }

    def take_json(self, kept: Mapping[str, Any]) -> None:
        """Take over what another session counted.

        Raises:
            ValueError: if it counted other findings, or time in another way.
            KeyError, TypeError: if it is no such thing.
        """
        if (tuple(kept["findings"]), kept["idle_limit_ms"]) != (self._finding_ids, self._idle_limit_ms):
            raise ValueError("counted otherwise")
        self.through = int(kept["through"])
        self.hours, self.spent_ms = Counter(kept["hours"]), Counter(kept["spent"])
        self.readers, self.compared = Counter(kept["readers"]), Counter(kept["compared"])
        self.tenths = Counter({int(tenth): n for tenth, n in kept["tenths"]})
        self.standing = Counter({(one, label, kind): n for one, label, kind, n in kept["standing"]})
        self._marks = Counter({(way, one, mark): n for way, one, mark, n in kept["marks"]})
        self._blind = {position: (way, marks) for position, way, marks in kept["blind"]}


def _marks_that_count() -> tuple[str, ...]:
    return (_BOTH_SILENT, _AGREED, _DIFFERENT)


def _together(answer: str | None, suggested: str | None) -> str:
    if answer is None or suggested is None:
        return _NOTHING
    if answer != suggested:
        return _DIFFERENT
    return _BOTH_SILENT if answer == MentionClass.NOT_MENTIONED else _AGREED
