"""Suggestions: the current one of each report under each taxonomy version, and who still has none."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col, insert, select, update

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store import embeddings, suggested
from mosaic_desk.store.database import Database
from mosaic_desk.store.page import position_of
from mosaic_desk.store.shelf import Asked, Shelf, now
from mosaic_desk.store.tables import EmbeddingRow, ModelRow, ReportCountRow, ReportRow, ReportStateRow, SuggestionRow
from mosaic_desk.store.values import json_of, report_of, suggestion_of, text_of_findings


class Suggestions:
    """The suggestions of one project; like `Project`, of which it is a part: every method is one transaction."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def save(self, new: Sequence[Suggestion]) -> None:
        """Store suggestions, each in the place of the one before it."""
        with self._database.writing() as session:
            save(session, self._shelf, new)

    def find(self, report_id: ReportId, taxonomy: Taxonomy) -> Suggestion | None:
        """The current suggestion of a report; None where no model has answered it."""
        with self._database.reading() as session:
            return find(session, self._shelf.asked(session, taxonomy), report_id)

    def waiting(self, taxonomy: Taxonomy, limit: int = 100) -> tuple[Report, ...]:
        """Reports with text that no model has answered; an answer that is an error counts as one."""
        with self._database.reading() as session:
            return _waiting(session, self._shelf.asked(session, taxonomy), limit=limit)

    def count_waiting(self, taxonomy: Taxonomy) -> int:
        """How many reports with text no model has answered: a cached counter."""
        with self._database.reading() as session:
            number = self._shelf.asked(session, taxonomy).number
            question = select(ReportCountRow.n).where(ReportCountRow.taxonomy_number == number)
            return session.exec(question.where(ReportCountRow.what == "waiting")).one()

    def models(self) -> tuple[ModelRef, ...]:
        """Every model that has suggested something here, in the order in which they first did."""
        with self._database.reading() as session:
            return _models(session)


def save(session: Session, shelf: Shelf, suggestions: Sequence[Suggestion]) -> None:
    """Store suggestions, each in the place of the one before it."""
    models: dict[ModelRef, int] = {}
    for suggestion in suggestions:
        asked = shelf.find(session, suggestion.taxonomy_id, suggestion.taxonomy_version)
        _check_fit(suggestion, asked)
        if suggestion.model not in models:
            models[suggestion.model] = _model_number(session, suggestion.model)
        position = position_of(session, suggestion.report_id)
        _put(session, suggestion, asked=asked, position=position, model=models[suggestion.model])


def find(session: Session, asked: Asked, report_id: ReportId) -> Suggestion | None:
    """The current suggestion of a report; None where no model has answered it."""
    question = (
        select(SuggestionRow, ModelRow, EmbeddingRow.vector)
        .join(ModelRow, col(ModelRow.number) == SuggestionRow.model)
        .outerjoin(EmbeddingRow, embeddings.came_with(SuggestionRow))
        .where(
            SuggestionRow.taxonomy_number == asked.number,
            SuggestionRow.report_position == position_of(session, report_id),
        )
    )
    found = session.exec(question).first()
    if found is None:
        return None
    row, model, embedding = found
    return suggestion_of(row, model, embedding=embedding, report_id=report_id, taxonomy=asked.taxonomy)


def _waiting(session: Session, asked: Asked, *, limit: int) -> tuple[Report, ...]:
    question = (
        select(ReportRow)
        .join(ReportStateRow, col(ReportStateRow.report_position) == ReportRow.position)
        # Written out, not bound: only then does SQLite see that the partial index answers it.
        .where(ReportStateRow.taxonomy_number == asked.number, text("report_state.is_waiting = 1"))
        .order_by(col(ReportStateRow.report_position))
        .limit(limit)
    )
    return tuple(report_of(row) for row in session.exec(question))


def _models(session: Session) -> tuple[ModelRef, ...]:
    return tuple(
        ModelRef(
            backbone=row.backbone,
            backbone_hash=row.backbone_hash,
            adapter=row.adapter,
            adapter_hash=row.adapter_hash,
            prompt_hash=row.prompt_hash,
        )
        for row in session.exec(select(ModelRow).order_by(col(ModelRow.number)))
    )


def _put(session: Session, suggestion: Suggestion, *, asked: Asked, position: int, model: int) -> None:
    columns = {
        "model": model,
        "at": now(),
        "findings": text_of_findings(suggestion),
        "warnings": json_of(suggestion.warnings),
        "error": suggestion.error,
    }
    place = {"taxonomy_number": asked.number, "report_position": position}
    statement = upsert(SuggestionRow).values(**place, **columns)
    session.exec(statement.on_conflict_do_update(index_elements=list(place), set_=columns))
    session.exec(
        update(ReportStateRow)
        .where(col(ReportStateRow.taxonomy_number) == asked.number, col(ReportStateRow.report_position) == position)
        .values(has_suggestion=int(suggestion.error is None), is_waiting=0)
    )
    suggested.put(session, suggestion, asked=asked, position=position)
    embeddings.put(session, suggestion.embedding, model=model, position=position)


def _model_number(session: Session, model: ModelRef) -> int:
    question = select(ModelRow.number).where(
        ModelRow.backbone == model.backbone,
        ModelRow.backbone_hash == model.backbone_hash,
        col(ModelRow.adapter).is_not_distinct_from(model.adapter),
        col(ModelRow.adapter_hash).is_not_distinct_from(model.adapter_hash),
        ModelRow.prompt_hash == model.prompt_hash,
    )
    number = session.exec(question).first()
    if number is None:
        columns = {
            "backbone": model.backbone,
            "backbone_hash": model.backbone_hash,
            "adapter": model.adapter,
            "adapter_hash": model.adapter_hash,
            "prompt_hash": model.prompt_hash,
        }
        session.exec(insert(ModelRow), params=[columns])
        number = session.exec(question).one()
    return number


def _check_fit(suggestion: Suggestion, asked: Asked) -> None:
    unknown = set(suggestion.findings) - set(asked.taxonomy.finding_ids)
    if unknown:
        raise ValueError(f"{asked.taxonomy.id} does not ask {sorted(unknown)}")
    if any(slot.label not in asked.taxonomy.classes for slot in suggestion.findings.values()):
        raise ValueError(f"{asked.taxonomy.id} does not allow every class of a suggestion")
