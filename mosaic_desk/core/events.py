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
    """What an event did. The first six change a label, the rest marks a finding or a report."""

    SET = "set"  # a class was set with its own key, also where it agrees with the suggestion
    ACCEPTED = "accepted"  # the suggestion was accepted with a key of its own
    ACCEPTED_UNTOUCHED = "accepted_untouched"  # confirmed by committing the report
    IMPORTED = "imported"  # came in with a file
    LEFT = "left"  # not mentioned: the row was open when a report read without suggestions was committed
    CLEARED = "cleared"  # the label was taken back; nothing stands
    EVIDENCE = "evidence"  # the reader's own evidence, the whole set; an empty one takes it away
    UNSURE = "unsure"  # the reader is not sure what the label should be, whatever the report says
    SURE = "sure"
    COMMITTED = "committed"  # the report is done
    REOPENED = "reopened"
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    COMMENTED = "commented"  # `note` is the text; an empty one takes it away
    SKIPPED = "skipped"  # left for later; `note` is why
    REVEALED = "revealed"  # the suggestion was shown after the reader's own answer
    DRAWN = "drawn"  # drawn at random to be read without suggestions; no reader can undo it
    UNDONE = "undone"  # takes back the action `undoes`
    REDONE = "redone"  # brings the action `undoes` back


LABEL_KINDS = frozenset(
    {
        EventKind.SET,
        EventKind.ACCEPTED,
        EventKind.ACCEPTED_UNTOUCHED,
        EventKind.IMPORTED,
        EventKind.LEFT,
        EventKind.CLEARED,
    }
)

FINDING_KINDS = LABEL_KINDS | {EventKind.EVIDENCE, EventKind.UNSURE, EventKind.SURE}
"""Those that concern one finding; the others concern the report."""

NOTED_KINDS = frozenset({EventKind.COMMENTED, EventKind.SKIPPED})
"""Those that carry a note."""

BLIND_MODES = frozenset({Mode.FIRST_READ, Mode.SECOND_READER})
"""Those in which the reader answers before the suggestion is shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The suggestion that stood before the reader: its class, its probability (0 to 1), its model.

    `probability` is the model's own, as it is stored with the suggestion; `calibrated` what was shown in its
    place. None: the model's own was shown.
    """

    label: MentionClass
    probability: float
    backbone_hash: str
    adapter_hash: str | None
    prompt_hash: str
    calibrated: float | None = None


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
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """What a reader did in one go, undone in one go: a key press, or a commit with its rows.

    `spent_ms` is how long the report was before the reader since the last action on it. `drawn_by`
    is how the report came before them: "worklist", "queue", "random" or "import".
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
    note: str | None = None


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
