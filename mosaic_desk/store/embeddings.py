"""Embeddings of reports as they are stored: one a model and report, beside the suggestions that they came with."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, text
from sqlmodel import Session, col

from mosaic_desk.store.tables import EmbeddingRow, FormerSuggestionRow, SuggestionRow

_PUT = text("""
    INSERT INTO embedding VALUES (:model, :position, :vector)
    ON CONFLICT DO UPDATE SET vector = excluded.vector
""")
_FORGET = text("DELETE FROM embedding WHERE model = :model AND report_position = :position")
_CURRENT = text("""
    SELECT s.report_position, s.model, e.vector
    FROM suggestion AS s JOIN embedding AS e ON e.model = s.model AND e.report_position = s.report_position
    WHERE s.taxonomy_number = :number ORDER BY s.report_position
""")
_OF_MODEL = text("SELECT report_position, vector FROM embedding WHERE model = :model ORDER BY report_position")
_WRONG = text("""
    SELECT count(*) FROM embedding AS e WHERE NOT EXISTS (
        SELECT 1 FROM suggestion AS s WHERE s.report_position = e.report_position AND s.model = e.model
            AND s.taxonomy_number IN (SELECT number FROM taxonomy))
    AND NOT EXISTS (
        SELECT 1 FROM former_suggestion AS f WHERE f.report_position = e.report_position AND f.model = e.model
            AND f.taxonomy_number IN (SELECT number FROM taxonomy))
""")


def put(session: Session, vector: bytes | None, *, model: int, position: int) -> None:
    """Keep what a model made of a report in the place of what it made before; None: nothing."""
    place = {"model": model, "position": position}
    if vector is None:
        session.connection().execute(_FORGET, place)
    else:
        session.connection().execute(_PUT, {**place, "vector": vector})


def came_with(suggestion: type[SuggestionRow] | type[FormerSuggestionRow]) -> ColumnElement[bool]:
    """By what the embedding of a suggestion is joined to it; not every suggestion came with one."""
    return and_(
        col(EmbeddingRow.model) == suggestion.model,
        col(EmbeddingRow.report_position) == suggestion.report_position,
    )


def current(session: Session, taxonomy_number: int) -> Iterator[tuple[int, int, bytes]]:
    """Position, model and embedding of every current suggestion that has one, in the order of import."""
    for row in session.connection().execute(_CURRENT, {"number": taxonomy_number}):
        yield row.report_position, row.model, row.vector


def of_model(session: Session, model: int) -> Iterator[tuple[int, bytes]]:
    """Position and embedding of every report that a model ever answered with one, in the order of import."""
    for row in session.connection().execute(_OF_MODEL, {"model": model}):
        yield row.report_position, row.vector


def embeddings(session: Session) -> Iterator[str]:
    """One sentence where some came with no suggestion, current or former."""
    wrong = session.connection().execute(_WRONG).scalar_one()
    if wrong:
        yield f"embeddings: {wrong} belong to no suggestion"
