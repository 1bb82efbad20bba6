"""How far a project is: what was committed when, how long it took, what stands, where reader and model agree.

Values only; `core.tallies` counts them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.core.events import EventKind
from mosaic_desk.core.ids import FindingId, ReaderName
from mosaic_desk.core.labels import MentionClass

IDLE_LIMIT_S = 120.0
"""A longer gap between two actions counts as this much. Left out altogether, a report with a break in it
would look faster than one that was read through, and the slowest reports are those with breaks."""


class Way(StrEnum):
    """What the reader had seen of the suggestion when the report was committed."""

    FIRST_READ = "first_read"  # nothing, and the report was drawn at random
    BLIND = "blind"  # nothing, of a report that the reader or the queue chose
    SHOWN = "shown"  # all of it: agreement is flattered by the suggestion


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How often answers and suggestions are the same class.

    `answers` counts findings that have both. `mentions` are those of them in which either says more
    than “not mentioned”: the rest agree easily and would drown them.
    """

    answers: int = 0
    agreed: int = 0
    mentions: int = 0
    agreed_mentions: int = 0

    @property
    def share(self) -> float | None:
        """Agreed of all; None where nothing can be compared."""
        return self.agreed / self.answers if self.answers else None

    @property
    def mention_share(self) -> float | None:
        """Agreed of those that mention the finding; None where there are none."""
        return self.agreed_mentions / self.mentions if self.mentions else None


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingProgress:
    """One finding: the labels that stand, by class and by how they came, and where the model agrees."""

    finding_id: FindingId
    name: str
    labels: Mapping[MentionClass, Mapping[EventKind, int]]
    agreement: Mapping[Way, Agreement]

    def count(self, label: MentionClass) -> int:
        """How many labels of a class stand."""
        return sum(self.labels.get(label, {}).values())

    def count_by(self, *kinds: EventKind) -> int:
        """How many labels stand that came in one of these ways."""
        return sum(by_kind.get(kind, 0) for by_kind in self.labels.values() for kind in kinds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """Time per committed report, idle time cut off. `bars` are reports by the second at which a bar begins."""

    reports: int
    median_s: float
    p90_s: float
    bar_s: float
    bars: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a project is under one taxonomy.

    `read_share` is below 1 while the history is still being gone through: the numbers grow until then.
    `hours` are today's reports by the local hour (24), `days` every day with a commit (ISO date, reports),
    oldest first; `per_hour` is today's reports in an hour at work. A report is counted on the day and by the
    reader of its first commit; what came in with a file has neither.
    """

    today: str
    total: int
    done: int
    today_reports: int
    per_hour: float | None
    hours: tuple[int, ...]
    days: tuple[tuple[str, int], ...]
    findings: tuple[FindingProgress, ...]
    pace: Pace | None
    compared_reports: Mapping[Way, int]
    agreement: Mapping[Way, Agreement]
    readers: tuple[tuple[ReaderName, int], ...]
    read_share: float = 1.0
    idle_limit_s: float = IDLE_LIMIT_S
