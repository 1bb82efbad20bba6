"""What progress is counted from: the events of a stretch of reports, and who answered in this project.

Reads columns, not rows of classes: a project has hundreds of thousands of events. Counts nothing.
"""

import json
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import text
from sqlmodel import Session

from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.tallies import ReportSteps, Step
from mosaic_desk.store.database import Database
from mosaic_desk.store.shelf import Asked

# Walked along the index, where every report is looked at; by number, where only the new ones are.
_FIRST = text(
    "SELECT DISTINCT report_position FROM event INDEXED BY event_of_report"
    " WHERE report_position > :position AND taxonomy_number = :taxonomy ORDER BY report_position LIMIT :reports"
)
_TOUCHED = text(
    "SELECT DISTINCT report_position FROM event WHERE number > :after AND number <= :through"
    " AND taxonomy_number = :taxonomy AND report_position > :position ORDER BY report_position LIMIT :reports"
)
_STEPS = text(
    "SELECT report_position, number, action, at, reader, mode, kind, finding_id, after,"
    " json_extract(shown, '$.label'), spent_ms, drawn_by, undoes FROM json_each(:positions) AS one"
    " CROSS JOIN event ON report_position = one.value AND taxonomy_number = :taxonomy AND number <= :through"
    " ORDER BY report_position, number"
)
_SUGGESTED = text(
    "SELECT report_position, findings FROM json_each(:positions) AS one CROSS JOIN suggestion"
    " ON taxonomy_number = :taxonomy AND report_position = one.value AND error IS NULL"
)
_READERS = text("SELECT reader FROM event WHERE number > :after GROUP BY reader ORDER BY min(number)")


class ProgressLog:
    """The history of one taxonomy version, a stretch at a time."""

    def __init__(self, database: Database, asked: Asked) -> None:
        self._database = database
        self._number = asked.number

    def end(self) -> int:
        """The number of the last event of the project; 0 where there is none."""
        with self._database.reading() as session:
            return int(session.connection().execute(text("SELECT events FROM chain_end")).scalar_one())

    def digest(self, number: int) -> str | None:
        """The digest of an event, by which a history is known again; None where there is no such event."""
        with self._database.reading() as session:
            found = session.connection().execute(text("SELECT digest FROM event WHERE number = :n"), {"n": number})
            digest = found.scalar()
            return None if digest is None else str(digest)

    def stretch(self, *, after: int, through: int, position: int, reports: int) -> tuple[ReportSteps, ...]:
        """The next reports above a position that have an event in (after, through], with all theirs up to there."""
        with self._database.reading() as session:
            positions = self._positions(session, after=after, through=through, position=position, reports=reports)
            asked = {"positions": json.dumps(positions), "taxonomy": self._number, "through": through}
            rows = session.connection().execute(_STEPS, asked).all()
            by_report = groupby(rows, key=lambda row: row[0])
            found = {number: tuple(Step(*row[1:]) for row in group) for number, group in by_report}
            return tuple(ReportSteps(position=number, steps=found.get(number, ())) for number in positions)

    def suggested(self, positions: Sequence[int]) -> dict[int, dict[str, str]]:
        """What the model says now of each finding, by report; reports without a suggestion are missing."""
        if not positions:
            return {}
        with self._database.reading() as session:
            asked = {"positions": json.dumps(list(positions)), "taxonomy": self._number}
            return {
                position: {finding_id: slot["label"] for finding_id, slot in json.loads(findings).items()}
                for position, findings in session.connection().execute(_SUGGESTED, asked)
            }

    def readers(self, *, after: int) -> tuple[ReaderName, ...]:
        """Whose events there are above a number, in order of their first one there."""
        with self._database.reading() as session:
            rows = session.connection().execute(_READERS, {"after": after})
            return tuple(ReaderName(reader) for (reader,) in rows)

    def _positions(
        self, session: Session, *, after: int, through: int, position: int, reports: int
    ) -> list[int]:
        asked = {"taxonomy": self._number, "position": position, "reports": reports}
        question = _FIRST
        if after:
            asked, question = {**asked, "after": after, "through": through}, _TOUCHED
        return [int(number) for (number,) in session.connection().execute(question, asked)]
