"""Every report with a label as training sees it: its text, and of each label how it came to stand.

Three questions over those reports alone, however many the project holds: one by one, a few hundred would keep
the desk's thread from saving for a second.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, text
from sqlmodel import Session

from mosaic_desk.core.events import EventKind, Mode, ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labelled import Labelled, Taught, provenance_of
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Span
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.standing import Mark

_REPORTS = text("""
    SELECT position, report_id, text, language, patient_id, state
    FROM (SELECT DISTINCT report_position FROM label WHERE taxonomy_number = :taxonomy_number)
    JOIN report ON report.position = report_position
    JOIN report_state USING (report_position)
    WHERE taxonomy_number = :taxonomy_number ORDER BY position
""")
_LABELS = text("""
    SELECT label.report_position AS position, label.finding_id, label, kind, mode, shown IS NOT NULL AS was_shown,
        evidence
    FROM label JOIN event ON event.number = label.event_number
    WHERE label.taxonomy_number = :taxonomy_number ORDER BY label.report_position
""")
_MARKS = text("""
    SELECT mark.report_position AS position, what, mark.finding_id, evidence
    FROM mark JOIN event ON event.number = mark.event_number
    WHERE mark.taxonomy_number = :taxonomy_number AND what IN ('unsure', 'evidence', 'committed')
""")


@dataclass(kw_only=True, slots=True)
class _Marked:
    """What is marked on one report."""

    unsure: set[str] = field(default_factory=set)
    evidence: dict[str, str] = field(default_factory=dict)
    is_committed: bool = False


def labelled_reports(session: Session, asked: Asked) -> Iterator[Labelled]:
    """In the order of import; first reads are a question of their own."""
    connection, place = session.connection(), {"taxonomy_number": asked.number}
    marks = _marks(session, asked)
    groups = groupby(connection.execute(_LABELS, place), key=attrgetter("position"))
    for report, (_, labels) in zip(connection.execute(_REPORTS, place), groups, strict=True):
        marked = marks.get(report.position) or _Marked()
        yield Labelled(
            report_id=ReportId(report.report_id),
            text=report.text,
            taxonomy=asked.taxonomy,
            labels={FindingId(label.finding_id): _taught(label, marked) for label in labels},
            language=report.language,
            patient_id=None if report.patient_id is None else PatientId(report.patient_id),
            # Where all findings came in with a file a report is done without a commit; a reopened one had one.
            is_committed=marked.is_committed or report.state == ReportState.DONE,
        )


def _marks(session: Session, asked: Asked) -> dict[int, _Marked]:
    marks: dict[int, _Marked] = defaultdict(_Marked)
    for row in session.connection().execute(_MARKS, {"taxonomy_number": asked.number}):
        marked = marks[row.position]
        if row.what == Mark.UNSURE:
            marked.unsure.add(row.finding_id)
        elif row.what == Mark.EVIDENCE:
            marked.evidence[row.finding_id] = row.evidence
        else:
            marked.is_committed = True
    return marks


def _taught(row: Row[Any], marked: _Marked) -> Taught:
    label = MentionClass(row.label)
    # The reader's own, else what stood beside the label that they confirmed: without any, pointing would drift.
    evidence = marked.evidence.get(row.finding_id, row.evidence)
    return Taught(
        label=label,
        provenance=provenance_of(EventKind(row.kind), Mode(row.mode), was_shown=bool(row.was_shown)),
        evidence=None if label is MentionClass.NOT_MENTIONED else _first_span(evidence),
        is_unsure=row.finding_id in marked.unsure,
    )


def _first_span(evidence: str) -> Span | None:
    spans = [] if evidence == "[]" else json.loads(evidence)
    return (spans[0][0], spans[0][1]) if spans else None
