"""A source of reports and labels, stored whole; storing it again adds nothing.

Judges only what the project has to judge: whether a report is known, and whether labels fit what is
asked. Reading files is `exchange`'s business.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, col, func, insert, select

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.incoming import ImportResult, Incoming, IncomingReport, LabelsRole, RefusedLine
from mosaic_desk.core.labels import MentionClass, folded_class
from mosaic_desk.store.incoming_labels import Labelled, store_corrections, store_suggestions, store_truth
from mosaic_desk.store.shelf import Asked, Shelf
from mosaic_desk.store.tables import ReportRow
from mosaic_desk.store.values import columns_of_report

_INDEX_WORDS = text("INSERT INTO report_search (rowid, report_id, text) VALUES (:position, :report_id, :text)")
_CHUNK = 500  # below every limit on the number of bound values


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
        labelled = store_truth(session, kept, other or asked.taxonomy.id)
    else:
        asked = _asked_by(session, shelf, other, asked)
        fitting = _fitting(stored, asked, tally)
        if role is LabelsRole.CORRECTIONS:
            mode = Mode.FIRST_READ if is_blind else Mode.IMPORTED
            labelled = store_corrections(session, fitting, asked, reader=reader, mode=mode)
        else:
            labelled = store_suggestions(session, shelf, fitting, asked, labeller=reader)
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


def _store_reports(session: Session, incoming: Sequence[IncomingReport], tally: _Tally) -> list[Labelled]:
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
            stored.append(Labelled(report_id=report.report_id, position=position, labels=one.labels))
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


def _fitting(stored: Sequence[Labelled], asked: Asked, tally: _Tally) -> list[Labelled]:
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
            fitting.append(Labelled(report_id=one.report_id, position=one.position, labels=labels))
    for finding_id, count in left_out.items():
        reason = f"the taxonomy “{asked.taxonomy.id}” does not ask it; {count} labels left out"
        tally.refused.append(RefusedLine(place=f"finding “{finding_id}”", reason=reason))
    return fitting
