"""What stands for one report, as it follows from its events: one law for saving, undo and replay.

Takes the events that count (those of undone actions left out), in their order. Asks no question of
a file.
"""

from dataclasses import dataclass, field

from mosaic_desk.core.events import LABEL_KINDS, EventKind, ReportState
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """The part of an event that decides what stands."""

    number: int
    kind: EventKind
    finding_id: FindingId | None
    after: MentionClass | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stands:
    """The label that stands for a finding, and the number of the event that set it."""

    label: MentionClass
    event_number: int


@dataclass(kw_only=True, slots=True)
class Standing:
    """What stands for a report under one taxonomy version; changes as it takes effects."""

    labels: dict[FindingId, Stands] = field(default_factory=dict)
    closing: EventKind | None = None
    is_flagged: bool = False

    def take(self, effect: Effect) -> None:
        """Take in the next event that counts."""
        if effect.kind in LABEL_KINDS and effect.finding_id is not None:
            if effect.after is None:
                self.labels.pop(effect.finding_id, None)
            else:
                self.labels[effect.finding_id] = Stands(label=effect.after, event_number=effect.number)
        elif effect.kind in (EventKind.COMMITTED, EventKind.REOPENED):
            self.closing = effect.kind
        elif effect.kind in (EventKind.FLAGGED, EventKind.UNFLAGGED):
            self.is_flagged = effect.kind is EventKind.FLAGGED

    @property
    def state(self) -> ReportState:
        """Done once committed and not reopened; started once reopened or while any label stands."""
        if self.closing is EventKind.COMMITTED:
            return ReportState.DONE
        return ReportState.STARTED if self.closing is not None or self.labels else ReportState.UNREAD

    def label(self, finding_id: FindingId | None) -> MentionClass | None:
        """The label that stands for a finding; None where nothing stands."""
        stands = self.labels.get(finding_id) if finding_id is not None else None
        return None if stands is None else stands.label

    def copy(self) -> "Standing":
        """The same standing, to be compared with later."""
        return Standing(labels=dict(self.labels), closing=self.closing, is_flagged=self.is_flagged)
