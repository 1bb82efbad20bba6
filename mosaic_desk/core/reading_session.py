"""A reading session: what a reader sets out to read, where they stand in it, and what came of it.

Values only; what ranks is `desk.ranking`, what serves and counts is `desk.reading_session`. No report text is in any.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mosaic_desk.core.ids import FindingId, ReaderName, TaxonomyId
from mosaic_desk.core.prevalence import Prevalence
from mosaic_desk.core.progress import Agreement, Way
from mosaic_desk.core.queued import QueuedReport, QueueKind

SIZE = 120
"""Reports of a session, where nobody says."""
RETRAIN_AT = 80
"""Newly corrected reports that make a retraining worth its time: what MOSAIC needed for a new language."""
MUCH_CHOSEN = 0.1
"""The share of all reports, chosen by queues and read, above which a draw from the rest no longer stands for all."""


class Footing(StrEnum):
    """What a ranking had to go by."""

    SUGGESTIONS = "suggestions"
    WORDS = "words"  # no suggestion of any report yet: the reports' words only
    NOTHING = "nothing"  # neither: in the order of import, or drawn at random


class Over(StrEnum):
    """Why a session is over."""

    SIZE = "size"  # as many reports are read as were wanted
    MINUTES = "minutes"
    NOTHING_LEFT = "nothing_left"
    TAXONOMY_CHANGED = "taxonomy_changed"  # the findings that are asked are no longer those it began with


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionPlan:
    """What is to be read: so many reports, or minutes of reading; one of the two is None.

    `favoured` findings are looked for before the others; empty: none before another. `targets` are the confirmed
    positives that are wanted; a finding without one has the usual target. `query` is what `QueueKind.SEARCH` finds.
    """

    taxonomy_id: TaxonomyId
    kind: QueueKind = QueueKind.RARE
    size: int | None = SIZE
    minutes: int | None = None
    favoured: tuple[FindingId, ...] = ()
    targets: Mapping[FindingId, int] = field(default_factory=dict)
    query: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """What a ranking found, best first, and what it had to go by."""

    reports: tuple[QueuedReport, ...] = ()
    footing: Footing = Footing.SUGGESTIONS


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingStanding:
    """Confirmed positives of a finding: before the session, now, and wanted."""

    finding_id: FindingId
    name: str
    before: int
    now: int
    target: int

    @property
    def deficit(self) -> int:
        """How many are still wanted."""
        return max(self.target - self.now, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionStanding:
    """Where a session stands; cheap to ask for after every commit.

    `started_at` is ISO 8601 in UTC. `read` and `skipped` are reports, `seconds` the time before them with idle time
    cut off, `left` the ranked reports that are still to be read. `is_ranking`: more are to be ranked before the
    session can be over. `is_left`: it was left and can be taken up. `over` says why it is over, None while it is on.
    """

    plan: SessionPlan
    started_at: str
    reader: ReaderName
    read: int
    skipped: int
    seconds: float
    left: int
    findings: tuple[FindingStanding, ...]
    footing: Footing = Footing.SUGGESTIONS
    is_ranking: bool = False
    is_left: bool = False
    over: Over | None = None

    @property
    def is_over(self) -> bool:
        """Whether it should be ended now."""
        return self.over is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPrevalence:
    """How often a finding is reported in this project, by the reports drawn at random alone; None: none was read yet.

    Beside it, for comparison, what the queues found: `chosen_positives` of `chosen_reports` done that were not drawn.
    """

    finding_id: FindingId
    name: str
    prevalence: Prevalence | None
    chosen_positives: int
    chosen_reports: int

    @property
    def is_misleading(self) -> bool:
        """Whether the share among the chosen reports lies outside the interval: it tells of the queue."""
        if self.prevalence is None or not self.chosen_reports:
            return self.chosen_reports > 0
        share = self.chosen_positives / self.chosen_reports
        return not self.prevalence.low <= share <= self.prevalence.high


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionAdvice:
    """What the next session should do: which findings lack most, the most first, and by which queue."""

    kind: QueueKind
    lacking: tuple[FindingStanding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionEnd:
    """What came of a session.

    `first_reads` of the reports read were drawn at random. `per_report_s` is the median of those that were read
    through here, None without one. `agreement` of the answers with the suggestions, by what the reader had seen;
    ways without a comparison are missing. `found` is rarest first: by the positives before. `prevalence` is of the
    whole project, in the order of the taxonomy; `is_depleted`: queues chose so many reports that what is drawn from
    the rest tells too little. `corrected` reports are new since the last retraining.
    """

    standing: SessionStanding
    first_reads: int
    per_report_s: float | None
    agreement: Mapping[Way, Agreement]
    found: tuple[FindingStanding, ...]
    prevalence: tuple[FoundPrevalence, ...]
    is_depleted: bool
    advice: SessionAdvice
    corrected: int
    retrain_at: int = RETRAIN_AT

    @property
    def may_retrain(self) -> bool:
        """Whether enough is new for a retraining."""
        return self.corrected >= self.retrain_at
