"""What readers labelled before a suggestion was seen, as it stood when the report was first committed.

Only reports that no queue chose count: how a report was drawn is stored with every event. Undone actions
count for nothing; what was revised after the commit, with the suggestion in view, changes no first read.
Who has seen a suggestion cannot unsee it by undo: after a commit that was taken back, or after anything
done with the suggestion in view, the same reader reads that report for the first time no more.
"""

from dataclasses import dataclass, field

from sqlmodel import Session, col, func, or_, select

from mosaic_desk.core.events import LABEL_KINDS, EventKind, Mode
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.judged import FirstRead
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.store.page import COUNTING, DRAWN_BY_IMPORT
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.tables import ActionRow, EventRow, ReportRow

DRAWN_AT_RANDOM = ("random", DRAWN_BY_IMPORT)
"""A blind import stands beside the random draw: its reports were chosen without any suggestion."""

_KINDS = [kind.value for kind in (*sorted(LABEL_KINDS), EventKind.COMMITTED)]
_TURNS = [EventKind.UNDONE.value, EventKind.REDONE.value]


@dataclass(kw_only=True, slots=True)
class _Reading:
    """One report while its events are gone through."""

    report_id: ReportId
    patient_id: PatientId | None
    labels: dict[FindingId, MentionClass] = field(default_factory=dict)
    is_over: bool = False
    is_spoilt: bool = False

    def take(self, event: EventRow, *, seen_at: int | None) -> None:
        """Take in the next event; after the first commit only what is imported blind.

        `seen_at` is the number of the event with which its reader first saw the suggestion, None where never.
        """
        if not self.is_over and event.drawn_by != DRAWN_BY_IMPORT and seen_at is not None:
            self.is_spoilt |= seen_at < event.number
        if event.kind == EventKind.COMMITTED.value:
            self.is_over = True
        elif event.kind == EventKind.IMPORTED.value or not self.is_over:
            finding_id = FindingId(str(event.finding_id))
            self.labels.pop(finding_id, None)
            if event.after is not None:
                self.labels[finding_id] = MentionClass(event.after)
        # An imported read is whole as it comes, also where some findings were left open.
        self.is_over |= event.kind == EventKind.IMPORTED.value


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """The first reads of some reports, and the lowest position among them; 0 where no report lies below."""

    reads: tuple[FirstRead, ...]
    lowest: int


def first_reads_below(session: Session, asked: Asked, *, below: int | None, reports: int) -> Stretch:
    """The first reads among the last `reports` reports that anything was done with, below a position (None: of all)."""
    # Read off the end of an index: a hundred thousand reports that nobody touched cost nothing.
    place = select(EventRow.report_position).distinct().order_by(col(EventRow.report_position).desc()).limit(reports)
    if below is not None:
        place = place.where(col(EventRow.report_position) < below)
    found = session.exec(place).all()
    if not found:
        return Stretch(reads=(), lowest=0)
    return Stretch(reads=first_reads(session, asked, among=(found[-1], found[0])), lowest=found[-1])


def first_reads(session: Session, asked: Asked, *, among: tuple[int, int] | None = None) -> tuple[FirstRead, ...]:
    """The first reads that are over, in the order of import; `among`: of the first and last position and between."""
    question = (
        select(EventRow, ReportRow.report_id, ReportRow.patient_id)
        .join(ActionRow, col(ActionRow.number) == EventRow.action)
        .join(ReportRow, col(ReportRow.position) == EventRow.report_position)
        .where(
            EventRow.mode == Mode.FIRST_READ.value,
            EventRow.taxonomy_number == asked.number,
            col(EventRow.shown).is_(None),
            col(EventRow.drawn_by).in_(DRAWN_AT_RANDOM),
            col(EventRow.kind).in_(_KINDS),
            # As an expression: SQLite would start from the index of statuses, which nearly all actions share.
            col(ActionRow.status).concat("").in_(COUNTING),
        )
        .order_by(col(EventRow.number))
    )
    if among is not None:
        question = question.where(col(EventRow.report_position).between(*among))
    seen = _seen(session, asked, among)
    readings: dict[int, _Reading] = {}
    for event, report_id, patient_id in session.exec(question):
        patient = None if patient_id is None else PatientId(patient_id)
        fresh = _Reading(report_id=ReportId(report_id), patient_id=patient)
        seen_at = seen.get((event.report_position, event.reader))
        readings.setdefault(event.report_position, fresh).take(event, seen_at=seen_at)
    return tuple(
        FirstRead(report_id=reading.report_id, labels=reading.labels, patient_id=reading.patient_id)
        for _, reading in sorted(readings.items())
        if reading.is_over and reading.labels and not reading.is_spoilt
    )


def _seen(session: Session, asked: Asked, among: tuple[int, int] | None) -> dict[tuple[int, str], int]:
    """By report and reader, the first event that was done with the suggestion in view or showed it.

    A commit shows it. Undone ones among them; of undo and redo themselves nothing follows.
    """
    question = (
        select(EventRow.report_position, EventRow.reader, func.min(EventRow.number))
        .where(
            EventRow.taxonomy_number == asked.number,
            EventRow.drawn_by != DRAWN_BY_IMPORT,
            col(EventRow.kind).not_in(_TURNS),
            or_(
                col(EventRow.mode) == Mode.PREFILLED.value,
                col(EventRow.shown).is_not(None),
                col(EventRow.kind).in_([EventKind.COMMITTED.value, EventKind.REVEALED.value]),
            ),
        )
        .group_by(col(EventRow.report_position), col(EventRow.reader))
    )
    if among is not None:
        question = question.where(col(EventRow.report_position).between(*among))
    return {(position, reader): number for position, reader, number in session.exec(question)}
