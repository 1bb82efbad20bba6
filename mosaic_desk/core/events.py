"""What readers did: append-only events, and the current labels that follow from them."""

from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Span


class Mode(StrEnum):
    """What the reader had before them when deciding."""

    PREFILLED = "prefilled"
    SECOND_READER = "second_reader"
    FIRST_READ = "first_read"
    IMPORTED = "imported"


class EventKind(StrEnum):
    """What an event did. The first five change a label, the rest the state of a report."""

    SET = "set"  # a class was set with its own key, also where it agrees with the suggestion
    ACCEPTED = "accepted"  # the suggestion was accepted with a key of its own
    ACCEPTED_UNTOUCHED = "accepted_untouched"  # confirmed by committing the report
    IMPORTED = "imported"  # came in with a file
    CLEARED = "cleared"  # the label was taken back; nothing stands
    COMMITTED = "committed"  # the report is done
    REOPENED = "reopened"
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    UNDONE = "undone"  # takes back the action `undoes`
    REDONE = "redone"  # brings the action `undoes` back


LABEL_KINDS = frozenset(
    {EventKind.SET, EventKind.ACCEPTED, EventKind.ACCEPTED_UNTOUCHED, EventKind.IMPORTED, EventKind.CLEARED}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The suggestion that stood before the reader: its class, its probability (0 to 1), its model."""

    label: MentionClass
    probability: float
    backbone_hash: str
    adapter_hash: str | None
    prompt_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change that an action asks for; what stood before is looked up by the store.

    `finding_id` is None for changes of the report's state, `after` None where nothing stands.
    """

    kind: EventKind
    finding_id: FindingId | None = None
    after: MentionClass | None = None
    shown: Shown | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """What a reader did in one go, undone in one go: a key press, or a commit with its rows.

    `spent_ms` is how long the report was before the reader since the last action on it.
    """

    report_id: ReportId
    taxonomy_id: TaxonomyId
    taxonomy_version: str
    reader: ReaderName
    mode: Mode
    changes: tuple[Change, ...]
    spent_ms: int = 0
    drawn_by: str = "worklist"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One row of the history, as stored. `at` is ISO 8601 in UTC; `action` numbers what was done in one go."""

    number: int
    action: int
    at: str
    reader: ReaderName
    mode: Mode
    kind: EventKind
    report_id: ReportId
    taxonomy_id: TaxonomyId
    taxonomy_version: str
    finding_id: FindingId | None
    before: MentionClass | None
    after: MentionClass | None
    shown: Shown | None
    evidence: tuple[Span, ...]
    spent_ms: int
    drawn_by: str
    undoes: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """The label that stands for one finding of one report, and whose it is."""

    report_id: ReportId
    taxonomy_id: TaxonomyId
    taxonomy_version: str
    finding_id: FindingId
    label: MentionClass
    reader: ReaderName
    mode: Mode
    kind: EventKind
    at: str
    shown: Shown | None = None
    evidence: tuple[Span, ...] = ()


class ReportState(StrEnum):
    """Where a report stands in the worklist."""

    UNREAD = "unread"
    STARTED = "started"
    DONE = "done"
    SKIPPED = "skipped"
