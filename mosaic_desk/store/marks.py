"""What stands for reports beside their labels: how one is read, comments, how many were committed since."""

import json
from typing import Any

from sqlalchemy import Row, text
from sqlmodel import Session

from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.reading import FirstCommit, Reading
from mosaic_desk.core.review import CommentEntry
from mosaic_desk.core.suggestion import Span
from mosaic_desk.store.page import position_of
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.standing import Mark

_STANDING = text("""
    SELECT what, mark.finding_id, note, evidence, after, mode, drawn_by, reader FROM mark
    JOIN event ON event.number = mark.event_number
    WHERE mark.taxonomy_number = :taxonomy_number AND mark.report_position = :report_position
""")
_COMMENTS = text("""
    SELECT position, report_id, note, reader, at FROM mark
    JOIN event ON event.number = mark.event_number JOIN report ON report.position = mark.report_position
    WHERE mark.taxonomy_number = :taxonomy_number AND mark.what = 'comment' ORDER BY mark.report_position
""")
_COMMITTED_SINCE = text("""
    SELECT count(DISTINCT report_position) FROM event INDEXED BY event_committed
    CROSS JOIN action ON action.number = event.action
    WHERE kind = 'committed' AND drawn_by <> 'import' AND at >= :since
        AND taxonomy_number = :taxonomy_number AND status = 'done'
""")


def reading_of(session: Session, asked: Asked, report_id: ReportId) -> Reading:
    """What stands for a report beside its labels."""
    place = {"taxonomy_number": asked.number, "report_position": position_of(session, report_id)}
    of_report: dict[str, Row[Any]] = {}
    unsure: set[FindingId] = set()
    evidence: dict[FindingId, tuple[Span, ...]] = {}
    first: dict[FindingId, MentionClass] = {}
    for event in session.connection().execute(_STANDING, place):
        if event.what == Mark.UNSURE:
            unsure.add(event.finding_id)
        elif event.what == Mark.EVIDENCE:
            evidence[event.finding_id] = tuple((start, end) for start, end in json.loads(event.evidence))
        elif event.what == Mark.FIRST:
            first[event.finding_id] = MentionClass(event.after)
        else:
            of_report[event.what] = event
    return Reading(
        is_drawn=Mark.DRAWN in of_report,
        is_revealed=Mark.REVEALED in of_report,
        first_commit=_first_commit(of_report.get(Mark.COMMITTED)),
        comment=_note(of_report.get(Mark.COMMENT)),
        skip_reason=_note(of_report.get(Mark.SKIP)),
        unsure=frozenset(unsure),
        evidence=evidence,
        first=first,
    )


def comments(session: Session, asked: Asked) -> tuple[CommentEntry, ...]:
    """The comments that stand, in the order of import."""
    values = {"taxonomy_number": asked.number}
    return tuple(
        CommentEntry(report_id=ReportId(report_id), position=position, comment=note, reader=ReaderName(reader), at=at)
        for position, report_id, note, reader, at in session.connection().execute(_COMMENTS, values)
    )


def committed_since(session: Session, asked: Asked, *, at: str) -> int:
    """How many reports readers have committed since a moment (as stored); imports are not counted."""
    values = {"since": at, "taxonomy_number": asked.number}
    return int(session.connection().execute(_COMMITTED_SINCE, values).scalar_one())


def _first_commit(event: Row[Any] | None) -> FirstCommit | None:
    if event is None:
        return None
    return FirstCommit(mode=Mode(event.mode), drawn_by=event.drawn_by, reader=ReaderName(event.reader))


def _note(event: Row[Any] | None) -> str:
    return event.note if event is not None else ""
