"""A reading session as it is kept with the project: one JSON value, read back with care.

What was done in it is not kept: that is counted from the history, so that a crash loses nothing of it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.queued import QueuedReport, QueueKind, Reason
from mosaic_desk.core.rare_findings import Why
from mosaic_desk.core.reading_session import Footing, SessionPlan

Stretch = tuple[int, int | None]
"""Events of the history that belong to a session: those above the first number, up to the second; None: all above."""

MOST_REPORTS = 1000
_LONGEST = 4 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A session: its plan, what stood when it began, when it was on, and the ranked reports in their order.

    `before` are the confirmed positives by finding, `passed` the done reports that were looked at again.
    """

    plan: SessionPlan
    version: str
    started_at: str
    reader: ReaderName
    before: Mapping[FindingId, int]
    stretches: tuple[Stretch, ...]
    reports: tuple[QueuedReport, ...] = ()
    passed: tuple[ReportId, ...] = ()
    footing: Footing = Footing.SUGGESTIONS
    is_exhausted: bool = field(default=False)

    @property
    def is_open(self) -> bool:
        """Whether it was on when it was kept."""
        return self.stretches[-1][1] is None

    def closed(self, end: int) -> "Kept":
        """The session as it is left after an event."""
        if not self.is_open:
            return self
        return replace(self, stretches=(*self.stretches[:-1], (self.stretches[-1][0], end)))

    def opened(self, end: int) -> "Kept":
        """The session as it goes on after an event."""
        return replace(self, stretches=(*self.stretches, (end, None)), is_exhausted=False)

    def holds(self, number: int) -> bool:
        """Whether an event is one of the session."""
        return any(first < number and (last is None or number <= last) for first, last in self.stretches)


def kept_text(kept: Kept) -> str:
    """The value that is stored."""
    return json.dumps(asdict(kept), ensure_ascii=False, separators=(",", ":"))


def kept_from(text: str) -> Kept:
    """The session that was stored.

    Raises:
        ValueError: if it is none.
    """
    if len(text) > _LONGEST:
        raise ValueError("too long for a session")
    try:
        return _kept(json.loads(text))
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise ValueError("no session") from None


def _kept(told: dict[str, Any]) -> Kept:
    return Kept(
        plan=_plan(told["plan"]),
        version=_text(told["version"]),
        started_at=_text(told["started_at"]),
        reader=ReaderName(_text(told["reader"])),
        before=_numbers(told["before"]),
        stretches=_stretches(told["stretches"]),
        reports=tuple(map(_report, told["reports"][:MOST_REPORTS])),
        passed=tuple(ReportId(_text(one)) for one in told["passed"]),
        footing=Footing(told["footing"]),
        is_exhausted=bool(told["is_exhausted"]),
    )


def _plan(told: dict[str, Any]) -> SessionPlan:
    plan = SessionPlan(
        taxonomy_id=TaxonomyId(_text(told["taxonomy_id"])),
        kind=QueueKind(told["kind"]),
        size=_number_or_none(told["size"]),
        minutes=_number_or_none(told["minutes"]),
        favoured=tuple(FindingId(_text(one)) for one in told["favoured"]),
        targets=_numbers(told["targets"]),
        query=_text(told["query"]),
    )
    if (plan.size is None) == (plan.minutes is None):
        raise ValueError("neither so many reports nor so many minutes")
    return plan


def _report(told: dict[str, Any]) -> QueuedReport:
    reason, finding_id = told["reason"], told["finding_id"]
    return QueuedReport(
        report_id=ReportId(_text(told["report_id"])),
        finding_id=None if finding_id is None else FindingId(_text(finding_id)),
        reason=Reason(
            why=Why(reason["why"]),
            confirmed=_number_or_none(reason["confirmed"]),
            like=None if reason["like"] is None else ReportId(_text(reason["like"])),
            is_named=bool(reason["is_named"]),
            was_drawn=bool(reason["was_drawn"]),
        ),
        sentence=_text(told["sentence"]),
    )


def _stretches(told: list[list[int | None]]) -> tuple[Stretch, ...]:
    found: list[Stretch] = [(_number(first), _number_or_none(last)) for first, last in told]
    if not found or any(last is None for _, last in found[:-1]):
        raise ValueError("no stretches of a history")
    return tuple(found)


def _numbers(told: dict[str, Any]) -> dict[FindingId, int]:
    return {FindingId(name): _number(number) for name, number in told.items()}


def _number_or_none(told: object) -> int | None:
    return None if told is None else _number(told)


def _number(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise ValueError("no number")
    return told


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise ValueError("no text")
    return told
