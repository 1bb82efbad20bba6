"""What stands for one report, as it follows from its events: one law for saving, undo and replay.

Takes the events that count (those of undone actions left out), in their order. Asks no question of
a file.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from mosaic_desk.core.events import LABEL_KINDS, EventKind, ReportState
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass


class Mark(StrEnum):
    """What an event can stand for beside a label. The first three are of a finding, the rest of the report."""

    EVIDENCE = "evidence"
    UNSURE = "unsure"
    FIRST = "first"  # the label that stood at the first commit, where that was of a blind read
    COMMENT = "comment"
    SKIP = "skip"
    DRAWN = "drawn"
    PENDING = "pending"  # drawn, and not committed since
    COMMITTED = "committed"  # the first commit
    REVEALED = "revealed"


MarkKey = tuple[Mark, FindingId]
"""What is marked, and for which finding; "" where it is the report."""

OF_REPORT = FindingId("")

# What sets a mark, and what takes it away: an event of the first kind may also be blank, which takes it away.
_SETS = {
    EventKind.EVIDENCE: Mark.EVIDENCE,
    EventKind.UNSURE: Mark.UNSURE,
    EventKind.COMMENTED: Mark.COMMENT,
    EventKind.REVEALED: Mark.REVEALED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """The part of an event that decides what stands.

    `is_blind`: the reader had not seen the suggestion, and it is no import. `is_blank`: a comment or a
    set of evidence that takes away what was there.
    """

    number: int
    kind: EventKind
    finding_id: FindingId | None
    after: MentionClass | None
    is_blind: bool = False
    is_blank: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Stands:
    """The label that stands for a finding, and the number of the event that set it."""

    label: MentionClass
    event_number: int


@dataclass(kw_only=True, slots=True)
class Standing:
    """What stands for a report under one taxonomy version; changes as it takes effects."""

    labels: dict[FindingId, Stands] = field(default_factory=dict)
    marks: dict[MarkKey, int] = field(default_factory=dict)
    closing: EventKind | None = None
    is_flagged: bool = False

    def take(self, effect: Effect) -> None:
        """Take in the next event that counts."""
        if effect.kind in LABEL_KINDS:
            self._label(effect)
        elif effect.kind in (EventKind.FLAGGED, EventKind.UNFLAGGED):
            self.is_flagged = effect.kind is EventKind.FLAGGED
        elif effect.kind in (EventKind.COMMITTED, EventKind.REOPENED, EventKind.SKIPPED):
            self._close(effect)
        elif effect.kind is EventKind.DRAWN:
            self.marks[Mark.DRAWN, OF_REPORT] = self.marks[Mark.PENDING, OF_REPORT] = effect.number
        elif effect.kind is EventKind.SURE:
            self.marks.pop((Mark.UNSURE, effect.finding_id or OF_REPORT), None)
        elif effect.kind in _SETS:
            self._mark(_SETS[effect.kind], effect)

    def _label(self, effect: Effect) -> None:
        assert effect.finding_id is not None
        if effect.after is None:
            self.labels.pop(effect.finding_id, None)
        else:
            self.labels[effect.finding_id] = Stands(label=effect.after, event_number=effect.number)
        if self.closing is EventKind.SKIPPED:  # who labels a skipped report has taken it up again
            self._close(Effect(number=effect.number, kind=EventKind.REOPENED, finding_id=None, after=None))

    def _close(self, effect: Effect) -> None:
        self.closing = effect.kind
        self.marks.pop((Mark.SKIP, OF_REPORT), None)
        if effect.kind is EventKind.SKIPPED:
            self.marks[Mark.SKIP, OF_REPORT] = effect.number
        if effect.kind is not EventKind.COMMITTED:
            return
        self.marks.pop((Mark.PENDING, OF_REPORT), None)
        if (Mark.COMMITTED, OF_REPORT) in self.marks:
            return
        self.marks[Mark.COMMITTED, OF_REPORT] = effect.number
        if effect.is_blind:
            self.marks |= {(Mark.FIRST, finding_id): label.event_number for finding_id, label in self.labels.items()}

    def _mark(self, mark: Mark, effect: Effect) -> None:
        key = (mark, effect.finding_id or OF_REPORT)
        if effect.is_blank:
            self.marks.pop(key, None)
        else:
            self.marks[key] = effect.number

    @property
    def state(self) -> ReportState:
        """Done once committed, skipped once skipped; else started once reopened or while any label stands."""
        if self.closing is EventKind.COMMITTED:
            return ReportState.DONE
        if self.closing is EventKind.SKIPPED:
            return ReportState.SKIPPED
        return ReportState.STARTED if self.closing is not None or self.labels else ReportState.UNREAD

    def label(self, finding_id: FindingId | None) -> MentionClass | None:
        """The label that stands for a finding; None where nothing stands."""
        stands = self.labels.get(finding_id) if finding_id is not None else None
        return None if stands is None else stands.label

    def copy(self) -> "Standing":
        """The same standing, to be compared with later."""
        return Standing(
            labels=dict(self.labels), marks=dict(self.marks), closing=self.closing, is_flagged=self.is_flagged
        )
