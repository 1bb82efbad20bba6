"""One report under one taxonomy within a transaction: what stands before and after a change of it."""

from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, delete, tuple_, update

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import BLIND_MODES, Event, EventKind
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.standing import Effect, MarkKey, Standing
from mosaic_desk.store.tables import LabelRow, MarkRow, ReportStateRow

COUNTING = ("done", "imported")
"""The states of actions whose events count."""

_POSITION = text("SELECT position FROM report WHERE report_id = :report_id")

DRAWN_BY_IMPORT = "import"

EFFECT_COLUMNS = "number, kind, finding_id, after, mode, drawn_by, evidence = '[]', note = ''"
"""What `EffectColumns` takes, in its order, as SQL over a row of `event`."""

# Written out, not built anew for each action: what follows is asked at every key press.
_EFFECTS = text(f"""
    SELECT {EFFECT_COLUMNS.replace("number,", "event.number,", 1)} FROM event
    JOIN action ON action.number = event.action AND status IN ('done', 'imported')
    WHERE report_position = :position AND taxonomy_number = :taxonomy_number ORDER BY event.number
""")
_PUT_LABELS = text("""
    INSERT INTO label (taxonomy_number, report_position, finding_id, label, event_number)
    VALUES (:taxonomy_number, :report_position, :finding_id, :label, :event_number)
    ON CONFLICT DO UPDATE SET label = excluded.label, event_number = excluded.event_number
""")
_PUT_MARKS = text("""
    INSERT INTO mark (taxonomy_number, report_position, what, finding_id, event_number)
    VALUES (:taxonomy_number, :report_position, :what, :finding_id, :event_number)
    ON CONFLICT DO UPDATE SET event_number = excluded.event_number
""")


class EffectColumns(NamedTuple):
    """The columns of an event that decide what stands."""

    number: int
    kind: str
    finding_id: str | None
    after: str | None
    mode: str
    drawn_by: str
    has_no_evidence: bool
    is_note_empty: bool | None


class Page:
    """What stands for a report, read from its events; `write` brings the derived tables up to it."""

    def __init__(self, session: Session, *, report_id: ReportId, position: int, asked: Asked) -> None:
        self._session = session
        self.report_id = report_id
        self.position = position
        self.asked = asked
        self.standing = self._read()
        self._stored = self.standing.copy()

    def read_again(self) -> None:
        """Read what stands after actions have been undone or redone."""
        self.standing = self._read()

    def write(self) -> None:
        """Store the difference between what stood and what stands."""
        was, stands = self._stored, self.standing
        self._delete([finding_id for finding_id in was.labels if finding_id not in stands.labels])
        self._put([finding_id for finding_id, label in stands.labels.items() if was.labels.get(finding_id) != label])
        self._write_marks(was.marks, stands.marks)
        if (was.state, was.is_flagged) != (stands.state, stands.is_flagged):
            self._session.exec(
                update(ReportStateRow)
                .where(
                    col(ReportStateRow.taxonomy_number) == self.asked.number,
                    col(ReportStateRow.report_position) == self.position,
                )
                .values(state=stands.state.value, is_flagged=int(stands.is_flagged))
            )
        self._stored = stands.copy()

    def _read(self) -> Standing:
        standing = Standing()
        place = {"position": self.position, "taxonomy_number": self.asked.number}
        for row in self._session.connection().execute(_EFFECTS, place):
            standing.take(effect_of(EffectColumns(*row)))
        return standing

    def _write_marks(self, was: dict[MarkKey, int], stands: dict[MarkKey, int]) -> None:
        place = {"taxonomy_number": self.asked.number, "report_position": self.position}
        gone = [(mark.value, finding_id) for mark, finding_id in was.keys() - stands.keys()]
        if gone:
            here = (col(MarkRow.taxonomy_number) == self.asked.number, col(MarkRow.report_position) == self.position)
            self._session.exec(delete(MarkRow).where(*here, tuple_(MarkRow.what, MarkRow.finding_id).in_(gone)))
        new = [
            {**place, "what": mark.value, "finding_id": finding_id, "event_number": number}
            for (mark, finding_id), number in stands.items()
            if was.get((mark, finding_id)) != number
        ]
        if new:
            self._session.connection().execute(_PUT_MARKS, new)

    def _delete(self, finding_ids: list[FindingId]) -> None:
        if finding_ids:
            self._session.exec(
                delete(LabelRow).where(
                    col(LabelRow.taxonomy_number) == self.asked.number,
                    col(LabelRow.report_position) == self.position,
                    col(LabelRow.finding_id).in_(finding_ids),
                )
            )

    def _put(self, finding_ids: list[FindingId]) -> None:
        if finding_ids:
            rows = [self._label_columns(finding_id) for finding_id in finding_ids]
            self._session.connection().execute(_PUT_LABELS, rows)

    def _label_columns(self, finding_id: FindingId) -> dict[str, object]:
        stands = self.standing.labels[finding_id]
        return {
            "taxonomy_number": self.asked.number,
            "report_position": self.position,
            "finding_id": finding_id,
            "label": stands.label.value,
            "event_number": stands.event_number,
        }


def effect_of(row: EffectColumns) -> Effect:
    """The effect in the columns of an event."""
    return Effect(
        number=row.number,
        kind=EventKind(row.kind),
        finding_id=None if row.finding_id is None else FindingId(row.finding_id),
        after=None if row.after is None else MentionClass(row.after),
        is_blind=row.mode in BLIND_MODES and row.drawn_by != DRAWN_BY_IMPORT,
        is_blank=bool(row.is_note_empty) or (row.kind == EventKind.EVIDENCE and row.has_no_evidence),
    )


def effect_of_event(event: Event) -> Effect:
    """The effect of an event."""
    row = EffectColumns(
        number=event.number,
        kind=event.kind,
        finding_id=event.finding_id,
        after=event.after,
        mode=event.mode,
        drawn_by=event.drawn_by,
        has_no_evidence=not event.evidence,
        is_note_empty=event.note == "",
    )
    return effect_of(row)


def position_of(session: Session, report_id: ReportId) -> int:
    """The place of a report in the order of import.

    Raises:
        InputError: if the project does not hold it.
    """
    position = session.connection().execute(_POSITION, {"report_id": report_id}).scalar()
    if position is None:
        raise InputError(f"There is no report “{report_id}” in this project.")
    return int(position)
