"""What a suggestion says, laid out so that the worklist can be searched by it: written with every suggestion."""

from sqlalchemy import text
from sqlmodel import Session

from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.store.shelf import Asked

_FORGET = tuple(
    text(f"DELETE FROM {table} WHERE taxonomy_number = :number AND report_position = :position")
    for table in ("suggested", "suggested_report", "disagreement")
)
_PUT_REPORT = text("INSERT INTO suggested_report VALUES (:number, :position, :least)")
_PUT_LABEL = text("INSERT INTO suggested VALUES (:number, :position, :finding_id, :label)")
_COMPARE = text("""
    INSERT INTO disagreement
    SELECT l.taxonomy_number, l.report_position, l.finding_id
    FROM label AS l LEFT JOIN suggested AS s USING (taxonomy_number, report_position, finding_id)
    WHERE l.taxonomy_number = :number AND l.report_position = :position
        AND coalesce(s.label, 'not_mentioned') NOT IN (l.label, 'none')
""")


def put(session: Session, suggestion: Suggestion, *, asked: Asked, position: int) -> None:
    """Lay out a suggestion in the place of the one before it, and compare what stands with it."""
    place = {"number": asked.number, "position": position}
    connection = session.connection()
    for statement in _FORGET:
        connection.execute(statement, place)
    if suggestion.error is not None:
        return
    connection.execute(_PUT_REPORT, {**place, "least": least_probability(suggestion)})
    rows = [{**place, "finding_id": finding_id, "label": label} for finding_id, label in said_labels(suggestion, asked)]
    if rows:
        connection.execute(_PUT_LABEL, rows)
    connection.execute(_COMPARE, place)


def said_labels(suggestion: Suggestion, asked: Asked) -> list[tuple[str, str]]:
    """Findings with their suggested class, less “not mentioned”; “none” where a finding got no answer."""
    said = [(str(finding_id), suggestion.findings.get(finding_id)) for finding_id in asked.taxonomy.finding_ids]
    labels = [(finding_id, slot.label.value if slot is not None else "none") for finding_id, slot in said]
    return [(finding_id, label) for finding_id, label in labels if label != MentionClass.NOT_MENTIONED.value]


def least_probability(suggestion: Suggestion) -> float | None:
    """The lowest probability of a class that was chosen; None where the model tells none."""
    if not suggestion.has_probabilities or not suggestion.findings:
        return None
    return min(slot.confidence for slot in suggestion.findings.values())
