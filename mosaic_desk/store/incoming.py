"""A source of reports and labels, stored whole; storing it again adds nothing.

Judges only what the project has to judge: whether a report is known, and whether labels fit what is
asked. Reading files is `exchange`'s business.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col, func, insert, select

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.events import Change, EventKind, Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, IncomingReport, LabelsRole, RefusedLine
from mosaic_desk.core.labels import Labels, MentionClass, folded_class
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.store import suggestions
from mosaic_desk.store.chain import Chain
from mosaic_desk.store.history import append_changes, forget_redo
from mosaic_desk.store.page import Page
from mosaic_desk.store.shelf import Asked, Shelf
from mosaic_desk.store.tables import ActionRow, EventRow, ReportRow, TruthRow
from mosaic_desk.store.values import columns_of_report

_INDEX_WORDS = text("INSERT INTO report_search (rowid, report_id, text) VALUES (:position, :report_id, :text)")
_CHUNK = 500  # below every limit on the number of bound values


@dataclass(frozen=True, kw_only=True, slots=True)
class _Labelled:
    """A stored report whose labels may come in."""

    report_id: ReportId
    position: int
    labels: Labels


@dataclass(kw_only=True, slots=True)
class _Tally:
    """What has happened so far."""

    added: int = 0
    known: int = 0
    without_text: int = 0
    changed: list[ReportId]
    refused: list[RefusedLine]


def store_incoming(
    session: Session,
    shelf: Shelf,
    incoming: Incoming,
    *,
    role: LabelsRole,
    asked: Asked,
    reader: ReaderName,
    is_blind: bool,
) -> ImportResult:
    """Store the reports, then the labels as what they are to become.

    Raises:
        ImportRefused: if the labels cannot become that.
    """
    tally = _Tally(changed=[], refused=list(incoming.refused))
    stored = _store_reports(session, incoming.reports, tally)
    other = incoming.taxonomy if incoming.taxonomy not in (None, asked.taxonomy.id) else None
    if role is LabelsRole.TRUTH:
        kept = stored if other else _fitting(stored, asked, tally)
        labelled = _store_truth(session, kept, other or asked.taxonomy.id)
    else:
        asked = _asked_by(session, shelf, other, asked)
        fitting = _fitting(stored, asked, tally)
        if role is LabelsRole.CORRECTIONS:
            mode = Mode.FIRST_READ if is_blind else Mode.IMPORTED
            labelled = _store_corrections(session, fitting, asked, reader=reader, mode=mode)
        else:
            labelled = _store_suggestions(session, shelf, fitting, asked, labeller=reader)
    return ImportResult(
        added=tally.added,
        known=tally.known,
        changed=tuple(tally.changed),
        without_text=tally.without_text,
        labelled=labelled,
        refused=tuple(tally.refused),
    )


def _asked_by(session: Session, shelf: Shelf, other: str | None, asked: Asked) -> Asked:
    """The taxonomy that labels speak of, which the project must ask for them to be worked with."""
    if other is None:
        return asked
    if other not in {taxonomy.id for taxonomy in shelf.all(session)}:
        raise ImportRefused(
            f"The labels are of the taxonomy “{other}”, which this project does not ask; import them as truth."
        )
    return shelf.current(session, other)


def _store_reports(session: Session, incoming: Sequence[IncomingReport], tally: _Tally) -> list[_Labelled]:
    last = session.exec(select(func.max(ReportRow.position))).one() or 0
    stored = []
    for start in range(0, len(incoming), _CHUNK):
        chunk = list(_storable(incoming[start : start + _CHUNK], start=start, tally=tally))
        known = _known(session, [one.report.report_id for one in chunk])
        new: list[dict[str, object]] = []
        for one in chunk:
            report = one.report
            position, stored_text = known.get(report.report_id, (0, ""))
            if position and stored_text != report.text:
                tally.changed.append(report.report_id)
                continue
            if position:
                tally.known += 1
            else:
                last += 1
                position = last
                known[report.report_id] = (position, report.text)
                new.append(columns_of_report(report, position=position))
                tally.added += 1
                tally.without_text += not report.has_text
            stored.append(_Labelled(report_id=report.report_id, position=position, labels=one.labels))
        if new:
            session.exec(insert(ReportRow), params=new)
            session.connection().execute(_INDEX_WORDS, new)
    return stored


def _storable(chunk: Sequence[IncomingReport], *, start: int, tally: _Tally) -> Iterator[IncomingReport]:
    """Reports that a text column can hold: broken characters would only be found when read back."""
    for number, one in enumerate(chunk, start + 1):
        report = one.report
        fields = (report.report_id, report.text, report.language, report.patient_id, report.study_date)
        paths = [part for image in report.images for part in (image.path, image.sha256)]
        if not report.report_id:
            tally.refused.append(RefusedLine(place=f"report {number}", reason="it has no id"))
        elif not all(_is_unicode(field) for field in (*fields, *paths)):
            tally.refused.append(RefusedLine(place=f"report {number}", reason="it holds broken characters"))
        else:
            yield one


def _is_unicode(field: str | None) -> bool:
    try:
        (field or "").encode()
    except UnicodeEncodeError:
        return False
    return True


def _known(session: Session, report_ids: Sequence[str]) -> dict[ReportId, tuple[int, str]]:
    question = select(ReportRow.report_id, ReportRow.position, ReportRow.text)
    rows = session.exec(question.where(col(ReportRow.report_id).in_(report_ids)))
    return {ReportId(report_id): (position, stored_text) for report_id, position, stored_text in rows}


def _fitting(stored: Sequence[_Labelled], asked: Asked, tally: _Tally) -> list[_Labelled]:
    """Labels of findings that are asked, in classes that are allowed; the others are counted and named."""
    left_out: dict[FindingId, int] = {}
    fitting = []
    for one in stored:
        labels: dict[FindingId, MentionClass] = {}
        for finding_id, label in one.labels.items():
            if finding_id in asked.taxonomy.finding_ids:
                labels[finding_id] = folded_class(label, asked.taxonomy.classes)
            else:
                left_out[finding_id] = left_out.get(finding_id, 0) + 1
        if labels:
            fitting.append(_Labelled(report_id=one.report_id, position=one.position, labels=labels))
    for finding_id, count in left_out.items():
        reason = f"the taxonomy “{asked.taxonomy.id}” does not ask it; {count} labels left out"
        tally.refused.append(RefusedLine(place=f"finding “{finding_id}”", reason=reason))
    return fitting


def _store_truth(session: Session, stored: Sequence[_Labelled], taxonomy_id: str) -> int:
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


def _store_corrections(
    session: Session, stored: Sequence[_Labelled], asked: Asked, *, reader: ReaderName, mode: Mode
) -> int:
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


def _store_suggestions(
    session: Session, shelf: Shelf, stored: Sequence[_Labelled], asked: Asked, *, labeller: str
) -> int:
    name = labeller.strip() or "outside labeller"
    model = ModelRef(backbone=name, backbone_hash=_hash(name), adapter=None, adapter_hash=None, prompt_hash=_hash(""))
    new = [
        suggestion
        for suggestion in (_suggestion(one, asked, model) for one in stored)
        if suggestions.find(session, asked, suggestion.report_id) != suggestion
    ]
    suggestions.save(session, shelf, new)
    return len(new)


def _suggestion(one: _Labelled, asked: Asked, model: ModelRef) -> Suggestion:
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
