"""What stands before the reader: frozen values that cross from the desk to a window."""

from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.core.events import Correction, Mode, ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queued import QueuedReport
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Span


class Phase(StrEnum):
    """Where a report stands between the reader and the suggestion.

    `OPEN`: the reader decides with what the mode shows. `BLIND`: first read or second reader before the
    commit; nothing on the page depends on the suggestion. `REVEALED`: after it.
    """

    OPEN = "open"
    BLIND = "blind"
    REVEALED = "revealed"


@dataclass(frozen=True, kw_only=True, slots=True)
class WorklistRow:
    """One line of the worklist. `position` is its place in the project from 1, in order of import.

    `is_drawn`: drawn at random for a first read, not committed yet. `is_blind`: to be read without the
    suggestion; nothing of the line may depend on it then. `disagrees`: a label differs from what is
    suggested; never set where the line is blind. `reason`: why the queue serves it.
    """

    position: int
    report_id: ReportId
    state: ReportState
    is_flagged: bool
    has_suggestion: bool
    has_text: bool
    has_image: bool
    language: str | None = None
    patient_id: PatientId | None = None
    study_date: str | None = None
    has_comment: bool = False
    disagrees: bool = False
    is_drawn: bool = False
    is_blind: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingRow:
    """One finding of the report before the reader.

    `needs_key` is why the row must be set by its own key before the report can be committed
    (a clause for the screen), None where committing confirms it. `positives` counts the confirmed
    positives of this finding in the project so far. `own_evidence` is what a reader marked;
    `first_label` what stood at the first commit of a blind read, shown once the suggestion is revealed;
    `disagrees` whether the revealed suggestion differs from what stands. `guidance_by` and `guidance_at`
    (UTC) say who wrote the guidance in this project and when, None where it is the taxonomy's own.
    `is_calibrated` says whether the suggestion's probabilities are; `bound` is the probability below which
    it is a guess, None where there is no suggestion or its model tells none.
    """

    finding_id: FindingId
    name: str
    definition: str
    guidance: str
    suggestion: FindingSuggestion | None
    correction: Correction | None
    positives: int
    needs_key: str | None = None
    is_unsure: bool = False
    own_evidence: tuple[Span, ...] = ()
    first_label: MentionClass | None = None
    disagrees: bool = False
    guidance_by: ReaderName | None = None
    guidance_at: str | None = None
    is_calibrated: bool = False
    bound: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewPage:
    """A report as it stands: text, findings in the taxonomy's order, and whose each value is.

    `no_suggestion` is the sentence shown where there is no suggestion (yet), and why. `mode` and
    `drawn_by` ("worklist", "queue", "random", "import") are this report's. `reader` committed it first. `why` a
    reading session serves it, never set before a blind read is over.
    """

    report: Report
    taxonomy_id: TaxonomyId
    classes: tuple[MentionClass, ...]
    rows: tuple[FindingRow, ...]
    state: ReportState
    is_flagged: bool
    mode: Mode
    position: int
    total: int
    model: ModelRef | None = None
    warnings: tuple[str, ...] = ()
    no_suggestion: str | None = None
    phase: Phase = Phase.OPEN
    drawn_by: str = "worklist"
    comment: str = ""
    skip_reason: str = ""
    reader: ReaderName | None = None
    why: QueuedReport | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingCount:
    """How often a finding stands corrected to each class in the project."""

    finding_id: FindingId
    name: str
    counts: dict[MentionClass, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectSummary:
    """The project at a glance, for the window's frame.

    `saved_at` is local time "14:02:11" or None. `today` counts the reports that readers committed since
    local midnight. `first_read_share` is the share of the reports served that are drawn at random.
    """

    name: str
    path: str
    taxonomies: tuple[tuple[TaxonomyId, str], ...]
    total: int
    done: int
    without_suggestion: int
    is_read_only: bool
    read_only_reason: str | None
    undo_text: str | None
    redo_text: str | None
    saved_at: str | None
    counts: tuple[FindingCount, ...]
    today: int = 0
    first_read_share: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Undone:
    """What undo or redo did: the report to show, and a sentence ("Undo: Effusion → negative")."""

    report_id: ReportId
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryEntry:
    """One action of the project's history, named as undo names it. `at` is ISO 8601 in UTC.

    `can_jump` says whether undo (or redo, where it `is_undone`) can go there.
    """

    action: int
    at: str
    reader: ReaderName
    report_id: ReportId
    text: str
    is_undone: bool
    can_jump: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentEntry:
    """A comment that stands on a report. `position` is the report's place in the project, `at` is in UTC."""

    report_id: ReportId
    position: int
    comment: str
    reader: ReaderName
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestProgress:
    """Background suggesting: reports done of all; `text` is what is being done, `seconds_left` may be unknown."""

    done: int
    total: int
    text: str
    seconds_left: float | None = None
    is_finished: bool = False
    error: str | None = None
