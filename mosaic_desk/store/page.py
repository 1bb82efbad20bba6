"""One report under one taxonomy within a transaction: what stands before and after a change of it."""

from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col, delete, select, update

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import EventKind
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.standing import Effect, Standing
from mosaic_desk.store.tables import ActionRow, EventRow, LabelRow, ReportRow, ReportStateRow

COUNTING = ("done", "imported")
"""The states of actions whose events count."""


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
        question = (
            select(EventRow.number, EventRow.kind, EventRow.finding_id, EventRow.after)
            .join(ActionRow, col(ActionRow.number) == EventRow.action)
            .where(
                EventRow.report_position == self.position,
                EventRow.taxonomy_number == self.asked.number,
                col(ActionRow.status).in_(COUNTING),
            )
            .order_by(col(EventRow.number))
        )
        standing = Standing()
        for row in self._session.exec(question):
            standing.take(effect_of(*row))
        return standing

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
        if not finding_ids:
            return
        insert = upsert(LabelRow)
        statement = insert.on_conflict_do_update(
            index_elements=["taxonomy_number", "report_position", "finding_id"],
            set_={"label": insert.excluded.label, "event_number": insert.excluded.event_number},
        )
        self._session.exec(statement, params=[self._label_columns(finding_id) for finding_id in finding_ids])

    def _label_columns(self, finding_id: FindingId) -> dict[str, object]:
        stands = self.standing.labels[finding_id]
        return {
            "taxonomy_number": self.asked.number,
            "report_position": self.position,
            "finding_id": finding_id,
            "label": stands.label.value,
            "event_number": stands.event_number,
        }


def effect_of(number: int, kind: str, finding_id: str | None, after: str | None) -> Effect:
    """The effect in the columns of an event."""
    return Effect(
        number=number,
        kind=EventKind(kind),
        finding_id=None if finding_id is None else FindingId(finding_id),
        after=None if after is None else MentionClass(after),
    )


def position_of(session: Session, report_id: ReportId) -> int:
    """The place of a report in the order of import.

    Raises:
        InputError: if the project does not hold it.
    """
    position = session.exec(select(ReportRow.position).where(ReportRow.report_id == report_id)).first()
    if position is None:
        raise InputError(f"There is no report “{report_id}” in this project.")
    return position
