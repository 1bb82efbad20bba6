"""The history: events appended at its end, each chained to the one before by a digest.

Someone who rewrites every digest after a change, and the end, is not found by the chain alone: for
that the last digest has to be kept elsewhere too.
"""

from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import Session, SQLModel, col, insert, select

from mosaic_desk.core.events import Change, Event, Mode
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.store.shelf import Asked, now
from mosaic_desk.store.tables import EventRow, ReportRow, TaxonomyRow
from mosaic_desk.store.values import columns_of_event, digest_of, event_of

FIRST_DIGEST = "0" * 64
"""What the first event is chained to."""

_END = text("SELECT events, actions, digest FROM chain_end")
_NEW_EVENTS = insert(SQLModel.metadata.tables["event"])
_NEW_END = text("UPDATE chain_end SET events = :events, actions = :actions, digest = :digest")


class Chain:
    """The end of the history within one transaction, and one new action appended to it."""

    def __init__(self, session: Session, *, reader: ReaderName) -> None:
        end = session.connection().execute(_END).one()
        self._session = session
        self._reader = reader
        self._number = end.events
        self._digest = end.digest
        self._at = now()
        self._rows: list[dict[str, object]] = []
        self.action = end.actions + 1

    def append(
        self,
        change: Change,
        *,
        report_id: ReportId,
        position: int,
        asked: Asked,
        before: MentionClass | None,
        mode: Mode,
        spent_ms: int,
        drawn_by: str,
        undoes: int | None = None,
    ) -> Event:
        """The event that a change becomes; stored by `write`."""
        self._number += 1
        event = Event(
            number=self._number,
            action=self.action,
            at=self._at,
            reader=self._reader,
            mode=mode,
            kind=change.kind,
            report_id=report_id,
            taxonomy_id=asked.taxonomy.id,
            taxonomy_version=asked.taxonomy.version,
            finding_id=change.finding_id,
            before=before,
            after=change.after,
            shown=change.shown,
            evidence=change.evidence,
            spent_ms=spent_ms,
            drawn_by=drawn_by,
            undoes=undoes,
            note=change.note,
        )
        self._digest = digest_of(event, previous=self._digest)
        self._rows.append(columns_of_event(event, position=position, taxonomy_number=asked.number, digest=self._digest))
        return event

    def write(self) -> None:
        """Store what was appended, and the new end."""
        if not self._rows:
            return
        self._session.connection().execute(_NEW_EVENTS, self._rows)
        end = {"events": self._number, "actions": self.action, "digest": self._digest}
        self._session.connection().execute(_NEW_END, end)
        self._rows = []


def events_after(
    session: Session, *, after: int, limit: int, report_id: ReportId | None = None, action: int | None = None
) -> Iterator[tuple[Event, str]]:
    """Events with a number above `after`, each with its stored digest, in order."""
    question = (
        select(EventRow, ReportRow.report_id, TaxonomyRow.taxonomy_id, TaxonomyRow.version)
        .join(ReportRow, col(ReportRow.position) == EventRow.report_position)
        .join(TaxonomyRow, col(TaxonomyRow.number) == EventRow.taxonomy_number)
        .where(EventRow.number > after)
        .order_by(col(EventRow.number))
        .limit(limit)
    )
    if report_id is not None:
        question = question.where(ReportRow.report_id == report_id)
    if action is not None:
        question = question.where(EventRow.action == action)
    for row, name, taxonomy_id, version in session.exec(question):
        yield event_of(row, report_id=name, taxonomy_id=taxonomy_id, taxonomy_version=version), row.digest
