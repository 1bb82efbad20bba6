"""Incoming labels, stored as what they are to become: truth, corrections, suggestions.

Each function gives the number of reports that got a label they did not have. Labels already fit the
taxonomy, except those of a truth of another one.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col, insert, select

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.events import Change, EventKind, Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import Labels
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.store import suggestions
from mosaic_desk.store.chain import Chain
from mosaic_desk.store.history import append_changes, forget_redo
from mosaic_desk.store.page import Page
from mosaic_desk.store.shelf import Asked, Shelf
from mosaic_desk.store.tables import ActionRow, EventRow, TruthRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """A stored report whose labels may come in."""

    report_id: ReportId
    position: int
    labels: Labels


def store_truth(session: Session, stored: Sequence[Labelled], taxonomy_id: str) -> int:
    """Keep labels apart for scoring, in the place of those that were there."""
    labelled = 0
    for one in stored:
        question = select(TruthRow).where(TruthRow.report_position == one.position, TruthRow.taxonomy_id == taxonomy_id)
        kept = {row.finding_id: row.label for row in session.exec(question)}
        rows = [
            {
                "report_position": one.position,
                "taxonomy_id": taxonomy_id,
                "finding_id": finding_id,
                "label": label.value,
            }
            for finding_id, label in one.labels.items()
            if kept.get(finding_id) != label
        ]
        if rows:
            statement = upsert(TruthRow)
            keys = ["report_position", "taxonomy_id", "finding_id"]
            statement = statement.on_conflict_do_update(index_elements=keys, set_={"label": statement.excluded.label})
            session.exec(statement, params=rows)
            labelled += 1
    return labelled


def store_corrections(
    session: Session, stored: Sequence[Labelled], asked: Asked, *, reader: ReaderName, mode: Mode
) -> int:
    """Append labels to the history, in one action that cannot be undone.

    Raises:
        ImportRefused: if nobody is named whose labels they are.
    """
    if not reader.strip():
        raise ImportRefused("Corrections need the name of the reader who made them.")
    chain = Chain(session, reader=reader)
    pages = []
    for one in stored:
        page = Page(session, report_id=one.report_id, position=one.position, asked=asked)
        changes = _new_changes(session, page, one.labels, reader=reader, mode=mode)
        if changes:
            append_changes(chain, page, changes, mode=mode, spent_ms=0, drawn_by="import")
            pages.append(page)
    if pages:
        forget_redo(session)
        session.exec(insert(ActionRow), params=[{"number": chain.action, "status": "imported"}])
        chain.write()
        for page in pages:
            page.write()
    return len(pages)


def _new_changes(session: Session, page: Page, labels: Labels, *, reader: ReaderName, mode: Mode) -> list[Change]:
    """What an import changes: never a label set by hand here, never what came in before.

    A report whose findings are all labelled by it is done.
    """
    came, by_hand = _earlier(session, page)
    new = {
        finding_id: label
        for finding_id, label in labels.items()
        if finding_id not in by_hand and came.get(finding_id) != (reader, mode.value, label.value)
    }
    changes = [
        Change(kind=EventKind.IMPORTED, finding_id=finding_id, after=new[finding_id])
        for finding_id in page.asked.taxonomy.finding_ids
        if finding_id in new
    ]
    is_whole = set(page.standing.labels) | set(new) >= set(page.asked.taxonomy.finding_ids)
    if changes and is_whole and page.standing.closing is not EventKind.COMMITTED:
        changes.append(Change(kind=EventKind.COMMITTED))
    return changes


def _earlier(session: Session, page: Page) -> tuple[Mapping[str, tuple[str, str, str | None]], set[FindingId]]:
    """The last import of each finding (reader, mode, class), and the findings whose label was set by hand."""
    question = select(EventRow).where(
        EventRow.report_position == page.position, EventRow.taxonomy_number == page.asked.number
    )
    came: dict[str, tuple[str, str, str | None]] = {}
    imports = set()
    for row in session.exec(question.where(EventRow.kind == EventKind.IMPORTED.value).order_by(col(EventRow.number))):
        came[str(row.finding_id)] = (row.reader, row.mode, row.after)
        imports.add(row.number)
    by_hand = {finding_id for finding_id, stands in page.standing.labels.items() if stands.event_number not in imports}
    return came, by_hand


def store_suggestions(
    session: Session, shelf: Shelf, stored: Sequence[Labelled], asked: Asked, *, labeller: str
) -> int:
    """Store labels as suggestions of a labeller that is not ours, in the place of those that were there."""
    name = labeller.strip() or "outside labeller"
    model = ModelRef(backbone=name, backbone_hash=_hash(name), adapter=None, adapter_hash=None, prompt_hash=_hash(""))
    new = [
        suggestion
        for suggestion in (_suggestion(one, asked, model) for one in stored)
        if suggestions.find(session, asked, suggestion.report_id) != suggestion
    ]
    suggestions.save(session, shelf, new)
    return len(new)


def _suggestion(one: Labelled, asked: Asked, model: ModelRef) -> Suggestion:
    return Suggestion(
        report_id=one.report_id,
        taxonomy_id=TaxonomyId(asked.taxonomy.id),
        taxonomy_version=asked.taxonomy.version,
        model=model,
        findings={
            finding_id: FindingSuggestion(label=label, probabilities={label: 1.0})
            for finding_id, label in one.labels.items()
        },
    )


def _hash(name: str) -> str:
    return "sha256:" + hashlib.sha256(name.encode()).hexdigest()
