"""Core values as stored text and back. Knows the forms (JSON, short words), asks no question of a file."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from mosaic_desk.core.events import Event, EventKind, Mode, Shown
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Span, Suggestion
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.store.tables import EventRow, ModelRow, ReportRow, SuggestionRow, TaxonomyRow


def json_of(value: object) -> str:
    """Compact JSON with sorted keys: the same value always gives the same text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def taxonomy_of(row: TaxonomyRow) -> Taxonomy:
    """The taxonomy in a row."""
    data = json.loads(row.body)
    findings = tuple(
        Finding(**{**finding, "aliases": {code: tuple(words) for code, words in finding["aliases"].items()}})
        for finding in data["findings"]
    )
    return Taxonomy(
        id=TaxonomyId(data["id"]),
        version=data["version"],
        title=data["title"],
        findings=findings,
        modality=data["modality"],
        languages=tuple(data["languages"]),
        classes=tuple(MentionClass(word) for word in data["classes"]),
    )


def report_of(row: ReportRow) -> Report:
    """The report in a row."""
    return Report(
        report_id=ReportId(row.report_id),
        text=row.text,
        language=row.language,
        patient_id=None if row.patient_id is None else PatientId(row.patient_id),
        study_date=row.study_date,
        images=tuple(ImageRef(**image) for image in json.loads(row.images)),
    )


def columns_of_report(report: Report, *, position: int) -> dict[str, object]:
    """The row of a report, for inserting."""
    return {
        "position": position,
        "report_id": report.report_id,
        "language": report.language,
        "patient_id": report.patient_id,
        "study_date": report.study_date,
        "has_text": int(report.has_text),
        "has_image": int(bool(report.images)),
        "images": json_of([asdict(image) for image in report.images]),
        "text": report.text,
    }


def text_of_findings(suggestion: Suggestion) -> str:
    """The slots of a suggestion as JSON."""
    return json_of(
        {
            finding_id: {
                "label": slot.label,
                "probabilities": {label.value: share for label, share in slot.probabilities.items()},
                "evidence": slot.evidence,
            }
            for finding_id, slot in suggestion.findings.items()
        }
    )


def suggestion_of(
    row: SuggestionRow, model: ModelRow, *, embedding: bytes | None, report_id: ReportId, taxonomy: Taxonomy
) -> Suggestion:
    """The suggestion in a row; its slots come in the order of the taxonomy."""
    slots = json.loads(row.findings)
    return Suggestion(
        report_id=report_id,
        taxonomy_id=taxonomy.id,
        taxonomy_version=taxonomy.version,
        model=ModelRef(
            backbone=model.backbone,
            backbone_hash=model.backbone_hash,
            adapter=model.adapter,
            adapter_hash=model.adapter_hash,
            prompt_hash=model.prompt_hash,
        ),
        findings={finding_id: _slot(slots[finding_id]) for finding_id in taxonomy.finding_ids if finding_id in slots},
        warnings=tuple(json.loads(row.warnings)),
        error=row.error,
        embedding=embedding,
    )


def _slot(data: dict[str, Any]) -> FindingSuggestion:
    return FindingSuggestion(
        label=MentionClass(data["label"]),
        probabilities={MentionClass(word): share for word, share in data["probabilities"].items()},
        evidence=_spans(data["evidence"]),
    )


def event_of(row: EventRow, *, report_id: str, taxonomy_id: str, taxonomy_version: str) -> Event:
    """The event in a row."""
    return Event(
        number=row.number,
        action=row.action,
        at=row.at,
        reader=ReaderName(row.reader),
        mode=Mode(row.mode),
        kind=EventKind(row.kind),
        report_id=ReportId(report_id),
        taxonomy_id=TaxonomyId(taxonomy_id),
        taxonomy_version=taxonomy_version,
        finding_id=None if row.finding_id is None else FindingId(row.finding_id),
        before=None if row.before is None else MentionClass(row.before),
        after=None if row.after is None else MentionClass(row.after),
        shown=None if row.shown is None else _shown(json.loads(row.shown)),
        evidence=_spans(json.loads(row.evidence)),
        spent_ms=row.spent_ms,
        drawn_by=row.drawn_by,
        undoes=row.undoes,
        note=row.note,
    )


def columns_of_event(event: Event, *, position: int, taxonomy_number: int, digest: str) -> dict[str, object]:
    """The row of an event, for inserting."""
    return {
        "number": event.number,
        "action": event.action,
        "at": event.at,
        "reader": event.reader,
        "mode": event.mode.value,
        "kind": event.kind.value,
        "report_position": position,
        "taxonomy_number": taxonomy_number,
        "finding_id": event.finding_id,
        "before": None if event.before is None else event.before.value,
        "after": None if event.after is None else event.after.value,
        "shown": None if event.shown is None else json_of(_shown_columns(event.shown)),
        "evidence": json_of(event.evidence),
        "spent_ms": event.spent_ms,
        "drawn_by": event.drawn_by,
        "undoes": event.undoes,
        "note": event.note,
        "digest": digest,
    }


_EVENT_FIELDS = tuple(field.name for field in fields(Event) if field.name != "note")


def digest_of(event: Event, *, previous: str) -> str:
    """The link of an event in the chain: SHA-256 over the digest before it and its own canonical JSON.

    Without the note where there is none: the events of the first version had none, and keep their digests.
    """
    # By hand: `asdict` copies every span and word, and a commit has an event for every row.
    columns = {name: getattr(event, name) for name in _EVENT_FIELDS}
    columns["shown"] = None if event.shown is None else _shown_columns(event.shown)
    if event.note is not None:
        columns["note"] = event.note
    return hashlib.sha256(f"{previous}\n{json_of(columns)}".encode()).hexdigest()


def _shown_columns(shown: Shown) -> dict[str, Any]:
    """Without the calibrated probability where none was shown: such events keep the digests they have."""
    columns = asdict(shown)
    if shown.calibrated is None:
        del columns["calibrated"]
    return columns


def _shown(data: dict[str, Any]) -> Shown:
    return Shown(**{**data, "label": MentionClass(data["label"])})


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)
