"""Whether the tables that the worklist is searched by follow from what they are derived from."""

import json
from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import Session

from mosaic_desk.core.suggestion import NO_PROBABILITIES

_ANSWERED = text("SELECT taxonomy_number, report_position, findings, warnings FROM suggestion WHERE error IS NULL")
_TAXONOMIES = text("SELECT number, body FROM taxonomy")
_LEAST = text("SELECT taxonomy_number, report_position, least FROM suggested_report")
_SAID = text("SELECT taxonomy_number, report_position, finding_id, label FROM suggested")
_QUESTIONS = {
    "disagreements": """
        WITH told AS (
            SELECT l.taxonomy_number, l.report_position, l.finding_id
            FROM label AS l JOIN suggested_report AS r USING (taxonomy_number, report_position)
                LEFT JOIN suggested AS s USING (taxonomy_number, report_position, finding_id)
            WHERE coalesce(s.label, 'not_mentioned') NOT IN (l.label, 'none'))
        SELECT count(*) FROM (SELECT * FROM told EXCEPT SELECT * FROM disagreement)
        UNION ALL SELECT count(*) FROM (SELECT * FROM disagreement EXCEPT SELECT * FROM told)""",
    "readers": """
        WITH told AS (SELECT DISTINCT taxonomy_number, reader, report_position FROM event WHERE kind <> 'drawn')
        SELECT count(*) FROM (SELECT * FROM told EXCEPT SELECT * FROM reader_report)
        UNION ALL SELECT count(*) FROM (SELECT * FROM reader_report EXCEPT SELECT * FROM told)""",
}


def worklist(session: Session) -> Iterator[str]:
    """One sentence for each table that differs from what it is derived from."""
    connection = session.connection()
    wrong = _differing_suggestions(session)
    if wrong:
        yield f"searched suggestions: {wrong} differ from the suggestions themselves"
    for name, question in _QUESTIONS.items():
        wrong = sum(row[0] for row in connection.execute(text(question)))
        if wrong:
            yield f"{name}: {wrong} differ from what they are derived from"


def _differing_suggestions(session: Session) -> int:
    connection = session.connection()
    asked = {number: [finding["id"] for finding in json.loads(body)["findings"]]
             for number, body in connection.execute(_TAXONOMIES)}  # fmt: skip
    least = {(number, position): value for number, position, value in connection.execute(_LEAST)}
    said: dict[tuple[int, int], dict[str, str]] = {}
    for number, position, finding_id, label in connection.execute(_SAID):
        said.setdefault((number, position), {})[finding_id] = label
    wrong = 0
    for number, position, findings, warnings in connection.execute(_ANSWERED):
        slots = json.loads(findings)
        labels = {one: slots[one]["label"] if one in slots else "none" for one in asked[number]}
        shares = [slot["probabilities"].get(slot["label"], 0.0) for slot in slots.values()]
        is_told = bool(shares) and NO_PROBABILITIES not in json.loads(warnings)
        told = {one: label for one, label in labels.items() if label != "not_mentioned"}
        missing = object()
        stored = least.pop((number, position), missing), said.pop((number, position), {})
        wrong += stored != (min(shares) if is_told else None, told)
    return wrong + len(least) + len(said)
