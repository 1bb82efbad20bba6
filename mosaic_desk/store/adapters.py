"""Adapters in a project: the history of which one suggests, and the suggestions that an earlier one made.

The history is chained by digests like that of the labels, and never changed. Which adapter is active is
not stored: it follows from the history, in the same transaction that a reader's name came in with.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from json import loads
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel, col, insert, select

from mosaic_desk.core.adapter_events import AdapterEvent, AdapterEventKind, AdapterRef, promoted_in_turn
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store.database import Database
from mosaic_desk.store.embeddings import came_with
from mosaic_desk.store.page import position_of
from mosaic_desk.store.shelf import Shelf, now
from mosaic_desk.store.tables import (
    AdapterChainEndRow,
    AdapterEventRow,
    EmbeddingRow,
    FormerSuggestionRow,
    ModelRow,
    SuggestionRow,
)
from mosaic_desk.store.values import json_of, suggestion_of

_NEW_EVENT = insert(SQLModel.metadata.tables["adapter_event"])
_NEW_END = text("UPDATE adapter_chain_end SET events = :events, digest = :digest")
_OUTDATED = text("""
    SELECT r.report_id FROM report_state AS s
        JOIN suggestion AS g USING (taxonomy_number, report_position)
        JOIN model AS m ON m.number = g.model
        JOIN report AS r ON r.position = s.report_position
    WHERE s.taxonomy_number = :number AND s.state <> 'done' AND r.has_text = 1 AND CASE
        WHEN :hash IS NOT NULL THEN m.adapter_hash IS NOT :hash
        ELSE m.adapter_hash IN (SELECT adapter_hash FROM adapter_event) END
    ORDER BY s.report_position
""")


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterChange:
    """What is to be written into the history; the store adds number and time."""

    reader: ReaderName
    kind: AdapterEventKind
    adapter: AdapterRef | None
    reason: str
    figures: Mapping[str, Any]


class Adapters:
    """Which adapters suggested in one project; a part of `Project`: every method is one transaction."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def events(self) -> tuple[AdapterEvent, ...]:
        """The whole history, oldest first."""
        with self._database.reading() as session:
            return tuple(_event(row) for row in _rows(session))

    def active(self) -> AdapterRef | None:
        """The adapter that suggests here; None for the one that ships with the backbone."""
        return next(reversed(self.in_turn()), None)

    def in_turn(self) -> tuple[AdapterRef, ...]:
        """The adapters that a roll-back can still lead to, the active one last; empty: the shipped one is active."""
        return tuple(promoted_in_turn(self.events()))

    def record(self, change: AdapterChange) -> AdapterEvent:
        """Add a line to the history; from then on the adapter that it promotes or leads back to is active.

        Raises:
            InputError: without a reader's name, or for a roll-back to what was not active before.
        """
        refuse_nobody(change.reader)
        with self._database.writing() as session:
            return _append(session, change)

    def outdated(self, taxonomy: Taxonomy) -> tuple[ReportId, ...]:
        """Open reports whose suggestion is another adapter's than the active one; what is done keeps what it had.

        Where the shipped adapter is active again, those that an adapter of this project suggested.
        """
        active = self.active()
        with self._database.reading() as session:
            number = self._shelf.asked(session, taxonomy).number
            asked = {"number": number, "hash": None if active is None else active.hash}
            return tuple(ReportId(row.report_id) for row in session.connection().execute(_OUTDATED, asked))

    def former_suggestions(self, report_id: ReportId, taxonomy: Taxonomy) -> tuple[Suggestion, ...]:
        """What other models said of a report before the current suggestion, oldest first."""
        with self._database.reading() as session:
            asked = self._shelf.asked(session, taxonomy)
            question = (
                select(FormerSuggestionRow, ModelRow, EmbeddingRow.vector)
                .join(ModelRow, col(ModelRow.number) == FormerSuggestionRow.model)
                .outerjoin(EmbeddingRow, came_with(FormerSuggestionRow))
                .where(
                    FormerSuggestionRow.taxonomy_number == asked.number,
                    FormerSuggestionRow.report_position == position_of(session, report_id),
                )
                .order_by(col(FormerSuggestionRow.number))
            )
            return tuple(
                suggestion_of(
                    _as_current(row), model, embedding=embedding, report_id=report_id, taxonomy=asked.taxonomy
                )
                for row, model, embedding in session.exec(question)
            )


def refuse_nobody(reader: ReaderName) -> None:
    """Whatever becomes of adapters is decided by somebody.

    Raises:
        InputError: without a name.
    """
    if not reader.strip():
        raise InputError("Say who decides this: an adapter is promoted or rolled back by a named person.")


def adapters(session: Session) -> Iterator[str]:
    """One sentence for each invariant of the history of adapters that does not hold."""
    digest, events = "0" * 64, []
    for number, row in enumerate(_rows(session), 1):
        if row.number != number:
            yield f"adapters: event {number} is missing"
            return
        events.append(_event(row))
        digest = _digest(events[-1], previous=digest)
        if row.digest != digest:
            yield f"adapters: event {number} was changed after it was written"
            return
    end = session.exec(select(AdapterChainEndRow)).one()
    if (end.events, end.digest) != (len(events), digest):
        yield "adapters: the end of their history was cut off"
    try:
        promoted_in_turn(events)
    except ValueError as error:
        yield f"adapters: {error}"


def _append(session: Session, change: AdapterChange) -> AdapterEvent:
    end = session.exec(select(AdapterChainEndRow)).one()
    event = AdapterEvent(
        number=end.events + 1, at=now(), reader=change.reader, kind=change.kind, adapter=change.adapter,
        reason=change.reason, figures=change.figures,
    )
    try:
        promoted_in_turn([*(_event(row) for row in _rows(session)), event])
    except ValueError:
        raise InputError("No other adapter was active before, so there is nothing to roll back to.") from None
    digest = _digest(event, previous=end.digest)
    session.connection().execute(_NEW_EVENT, [_columns(event, digest)])
    session.connection().execute(_NEW_END, {"events": event.number, "digest": digest})
    return event


def _rows(session: Session) -> list[AdapterEventRow]:
    return list(session.exec(select(AdapterEventRow).order_by(col(AdapterEventRow.number))))


def _event(row: AdapterEventRow) -> AdapterEvent:
    adapter = None if row.adapter is None else AdapterRef(name=row.adapter, hash=str(row.adapter_hash))
    return AdapterEvent(
        number=row.number, at=row.at, reader=ReaderName(row.reader), kind=AdapterEventKind(row.kind), adapter=adapter,
        reason=row.reason, figures=loads(row.figures),
    )


def _columns(event: AdapterEvent, digest: str) -> dict[str, object]:
    return {
        "number": event.number,
        "at": event.at,
        "reader": event.reader,
        "kind": event.kind.value,
        "adapter": None if event.adapter is None else event.adapter.name,
        "adapter_hash": None if event.adapter is None else event.adapter.hash,
        "reason": event.reason,
        "figures": json_of(event.figures),
        "digest": digest,
    }


def _digest(event: AdapterEvent, *, previous: str) -> str:
    columns = {field.name: getattr(event, field.name) for field in fields(event)}
    columns["adapter"] = None if event.adapter is None else asdict(event.adapter)
    return hashlib.sha256(f"{previous}\n{json_of(columns)}".encode()).hexdigest()


def _as_current(row: FormerSuggestionRow) -> SuggestionRow:
    return SuggestionRow(
        taxonomy_number=row.taxonomy_number, report_position=row.report_position, model=row.model, at=row.at,
        findings=row.findings, warnings=row.warnings, error=row.error,
    )
