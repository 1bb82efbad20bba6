"""First reads drawn at random from all unread reports, whatever is suggested for them and wherever they stand.

Drawing a random place and taking the next unread report would favour those behind a long stretch of read
ones. So places are drawn until one is unread: every unread report is then equally likely. Where few are
left that could take long; after some tries the exact way follows, which counts them and steps to one of
them: as even, and cheap just there, since it walks along the unread reports only.
"""

from random import Random

from sqlalchemy import text
from sqlmodel import Session

from mosaic_desk.core.ids import ReportId
from mosaic_desk.store.shelf import Asked

_TRIES = 64
"""With half of the reports read the exact way is then needed once in 10^19 draws; with 99 % of them, in half."""

_LAST = text("SELECT max(position) FROM report")
_UNDRAWN = """
    FROM report_state AS s WHERE s.taxonomy_number = :taxonomy_number AND s.state = 'unread'
        AND s.report_position <> :but AND NOT EXISTS (
            SELECT 1 FROM mark AS m WHERE m.taxonomy_number = s.taxonomy_number
                AND m.report_position = s.report_position AND m.what = 'drawn' AND m.finding_id = '')
"""
_IS_UNDRAWN = text(f"SELECT s.report_position {_UNDRAWN} AND s.report_position = :position")
_HOW_MANY = text(f"SELECT count(*) {_UNDRAWN}")
_ONE_OF_THEM = text(f"SELECT s.report_position {_UNDRAWN} ORDER BY s.report_position LIMIT 1 OFFSET :skipped")
_PENDING = text("""
    SELECT m.report_position FROM mark AS m INDEXED BY mark_by_what
    -- In this order: pending are a few, unread are a hundred thousand.
    CROSS JOIN report_state AS s USING (taxonomy_number, report_position)
    WHERE m.taxonomy_number = :taxonomy_number AND m.what = 'pending' AND s.state IN ('unread', 'started')
        AND m.report_position <> :but
    ORDER BY m.event_number LIMIT 1
""")
_ID = text("SELECT report_id FROM report WHERE position = :position")


def drawn_position(session: Session, asked: Asked, *, chance: Random, but: int = 0) -> int | None:
    """A report that is unread and was never drawn, each with the same probability; None where there is none.

    `but` is a place that is left out: the report that lies before the reader.
    """
    connection = session.connection()
    last = connection.execute(_LAST).scalar() or 0
    values = {"taxonomy_number": asked.number, "but": but}
    for _ in range(_TRIES if last else 0):
        position = chance.randint(1, last)
        if connection.execute(_IS_UNDRAWN, {**values, "position": position}).first() is not None:
            return position
    left = connection.execute(_HOW_MANY, values).scalar_one()
    if not left:
        return None
    skipped = chance.randrange(left)
    return int(connection.execute(_ONE_OF_THEM, {**values, "skipped": skipped}).scalar_one())


def pending_position(session: Session, asked: Asked, *, but: int = 0) -> int | None:
    """The report drawn longest ago that is neither committed nor skipped since; None where there is none."""
    values = {"taxonomy_number": asked.number, "but": but}
    found = session.connection().execute(_PENDING, values).scalar()
    return None if found is None else int(found)


def report_at(session: Session, position: int) -> ReportId:
    """The report at a place."""
    return ReportId(session.connection().execute(_ID, {"position": position}).scalar_one())
