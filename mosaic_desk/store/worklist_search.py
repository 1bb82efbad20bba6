"""The worklist of one taxonomy: where the reports of a query lie, their rows, the next one.

Everything goes by position in the order of import, never by OFFSET: a project holds up to a million reports.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, text
from sqlmodel import Session, select

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import PatientId, ReportId
from mosaic_desk.core.review import WorklistRow
from mosaic_desk.core.worklist_query import Query
from mosaic_desk.store.database import Database
from mosaic_desk.store.page import position_of
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.tables import ReportRow
from mosaic_desk.store.worklist_terms import blind_condition, conditions_of

_LAST = 2**62
_NEXT_WITHIN = (500, 10_000)
# Every column but the text: a worklist never touches it. A disagreement is told only where it may be seen.
_ROWS = """
    SELECT s.report_position AS position, s.state, s.is_flagged, s.has_suggestion,
        r.report_id, r.has_text, r.has_image, r.language, r.patient_id, r.study_date,
        ({blind}) AS is_blind,
        EXISTS (SELECT 1 FROM mark AS m WHERE m.taxonomy_number = :taxonomy
            AND m.report_position = s.report_position AND m.what = 'pending') AS is_drawn,
        EXISTS (SELECT 1 FROM mark AS m WHERE m.taxonomy_number = :taxonomy
            AND m.report_position = s.report_position AND m.what = 'comment') AS has_comment,
        EXISTS (SELECT 1 FROM disagreement AS d WHERE d.taxonomy_number = :taxonomy
            AND d.report_position = s.report_position) AS disagrees
    FROM report_state AS s JOIN report AS r ON r.position = s.report_position
    WHERE s.taxonomy_number = :taxonomy AND {conditions}
    ORDER BY s.report_position
"""
_WORDS = """
    WITH RECURSIVE found (word) AS (
        SELECT min({column}) FROM {table} WHERE {where}
        UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {where} AND {column} > word)
        FROM found WHERE word IS NOT NULL)
    SELECT word FROM found WHERE word IS NOT NULL
"""
_LANGUAGES = text(_WORDS.format(column="language", table="report", where="1"))
_READERS = text(_WORDS.format(column="reader", table="reader_report", where="taxonomy_number = :taxonomy"))


class WorklistSearch:
    """Questions about one taxonomy's worklist; `is_blind_mode` hides what a reader must not see yet."""

    def __init__(self, database: Database, asked: Asked, *, is_blind_mode: bool = False) -> None:
        self._database = database
        self._asked = asked
        self._is_blind_mode = is_blind_mode

    def positions(self, query: Query) -> "array[int]":
        """The positions of all reports that a query finds, in order."""
        found = conditions_of(query, is_blind_mode=self._is_blind_mode)
        question = f"""
            SELECT s.report_position FROM report_state AS s
            WHERE {" AND ".join(["s.taxonomy_number = :taxonomy", *found.clauses])} ORDER BY s.report_position
        """
        with self._database.reading() as session:
            return array("I", self._execute(session, question, found.values).scalars())

    def rows_at(self, positions: Sequence[int]) -> tuple[WorklistRow, ...]:
        """The rows of these places, in order; a few hundred at a time."""
        question = self._rows("s.report_position IN :positions")
        statement = text(question).bindparams(bindparam("positions", expanding=True))
        places = list(positions) or [0]
        stretch = {"first": min(places), "last": max(places)}
        values = {"taxonomy": self._asked.number, "positions": places, **stretch}
        with self._database.reading() as session:
            return tuple(_row(row) for row in session.connection().execute(statement, values))

    def rows_after(self, query: Query, *, after: int, limit: int) -> tuple[WorklistRow, ...]:
        """The first rows above a position that a query finds, in order."""
        found = conditions_of(query, is_blind_mode=self._is_blind_mode)
        question = self._rows(" AND ".join(["s.report_position > :after", *found.clauses])) + " LIMIT :limit"
        with self._database.reading() as session:
            rows = self._execute(session, question, {**found.values, "after": after, "limit": limit})
            return tuple(_row(row) for row in rows)

    def next(self, query: Query, *, after: ReportId | None, states: Sequence[ReportState]) -> ReportId | None:
        """The next report in one of some states that a query finds, from the start again behind the last."""
        found = conditions_of(query, is_blind_mode=self._is_blind_mode)
        with self._database.reading() as session:
            here = 0 if after is None else position_of(session, after)
            for first, last in _stretches(here):
                # State by state: each is a walk along its index that ends at the first report found.
                nearest = [self._first(session, found.clauses, found.values, state=state, first=first, last=last)
                           for state in states]  # fmt: skip
                places = [place for place in nearest if place is not None]
                if places:
                    question = select(ReportRow.report_id).where(ReportRow.position == min(places))
                    return ReportId(session.exec(question).one())
        return None

    def languages(self) -> tuple[str, ...]:
        """The languages that reports of the project are in."""
        with self._database.reading() as session:
            return tuple(session.connection().execute(_LANGUAGES).scalars())

    def readers(self) -> tuple[str, ...]:
        """Everyone who has worked on a report under this taxonomy."""
        with self._database.reading() as session:
            return tuple(session.connection().execute(_READERS, {"taxonomy": self._asked.number}).scalars())

    def _first(
        self,
        session: Session,
        clauses: Sequence[str],
        values: Mapping[str, object],
        *,
        state: ReportState,
        first: int,
        last: int,
    ) -> int | None:
        question = f"""
            SELECT s.report_position FROM report_state AS s
            WHERE s.taxonomy_number = :taxonomy AND s.state = :state AND s.report_position BETWEEN :first AND :last
                {"".join(f" AND {clause}" for clause in clauses)}
            ORDER BY s.report_position LIMIT 1
        """
        found: int | None = self._execute(
            session, question, {**values, "state": state.value, "first": first, "last": last}
        ).scalar()
        return found

    def _rows(self, conditions: str) -> str:
        return _ROWS.format(blind=blind_condition(is_blind_mode=self._is_blind_mode), conditions=conditions)

    def _execute(self, session: Session, question: str, values: Mapping[str, object]) -> Any:
        whole = {"first": 0, "last": _LAST, "taxonomy": self._asked.number}
        return session.connection().execute(text(question), {**whole, **values})


def _stretches(here: int) -> Iterator[tuple[int, int]]:
    """Stretches behind a place, each longer than the one before, then from the start up to it.

    The next report is mostly near: then only what lies near is looked up.
    """
    first = here + 1
    for length in _NEXT_WITHIN:
        yield first, first + length - 1
        first += length
    yield first, _LAST
    yield 1, here


def _row(row: Row[Any]) -> WorklistRow:
    return WorklistRow(
        position=row.position,
        report_id=ReportId(row.report_id),
        state=ReportState(row.state),
        is_flagged=bool(row.is_flagged),
        has_suggestion=bool(row.has_suggestion),
        has_text=bool(row.has_text),
        has_image=bool(row.has_image),
        language=row.language,
        patient_id=None if row.patient_id is None else PatientId(row.patient_id),
        study_date=row.study_date,
        has_comment=bool(row.has_comment),
        disagrees=bool(row.disagrees) and not row.is_blind,
        is_drawn=bool(row.is_drawn),
        is_blind=bool(row.is_blind),
    )
