"""Everything as JSON lines, one report a line: what `read_jsonl` reads back, and who said what, when.

"labels" are the readers' (as in every file of reports), "corrections" the same with whose they are
and how they came about, "suggestion" the model's with probabilities and evidence, "truth" what came
in to score against. A report without labels has a line too. Where a report was read without its
suggestion, "first_labels" are what stood at its first commit, before that was shown; "unsure" are the
findings of which the reader was not sure, "own_evidence" the spans that the reader marked.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mosaic_desk.core.events import Correction, Shown
from mosaic_desk.core.labels import Labels
from mosaic_desk.core.outgoing import ExportRow, Sharing, shared_row
from mosaic_desk.core.reading import Reading
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.suggestion_json import suggestion_object
from mosaic_desk.exchange.whole_file import whole_file


def export_jsonl(rows: Iterable[ExportRow], path: Path, *, sharing: Sharing | None = None) -> int:
    """Writes the rows in their order and returns how many there were.

    Image paths are written relative to the file where they lie beside or below it, else left out: a
    path of this machine means nothing on another. The hashes of the images are always there.

    Raises:
        MosaicError: if the file cannot be written.
    """
    shared = sharing or Sharing()
    count = 0
    with whole_file(path) as file:
        for row in rows:
            line = _line(shared_row(row, shared), path.parent, shared)
            file.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
            count += 1
    return count


def _line(row: ExportRow, folder: Path, sharing: Sharing) -> dict[str, Any]:
    line = _report_object(row.report, folder, sharing)
    line |= {
        "taxonomy": row.taxonomy.id,
        "taxonomy_version": row.taxonomy.version,
        "state": str(row.state),
        "is_flagged": row.is_flagged,
        "labels": _labels_object(row.labels),
        "corrections": {finding_id: _correction_object(row.corrections[finding_id]) for finding_id in row.labels},
    }
    line |= _reading_object(row.reading, row.taxonomy)
    if row.suggestion is not None:
        line["suggestion"] = _without_repeats(suggestion_object(row.suggestion))
    if row.truth:
        line["truth"] = _labels_object(row.truth)
    return line


def _report_object(report: Report, folder: Path, sharing: Sharing) -> dict[str, Any]:
    line: dict[str, Any] = {"report_id": report.report_id, "text": report.text}
    if not sharing.with_text:
        line["is_text_left_out"] = True
    for key in ("language", "patient_id", "study_date"):
        value = getattr(report, key)
        if value is not None:
            line[key] = value
    images = [relative for image in report.images if (relative := _relative(image, folder))]
    if images:
        line["images"] = images
    hashes = [image.sha256 for image in report.images if image.sha256]
    if hashes:
        line["image_hashes"] = hashes
    return line


def _relative(image: ImageRef, folder: Path) -> str | None:
    path = Path(image.path)
    if not path.is_absolute():
        return path.as_posix()
    absolute = folder.absolute()
    return path.relative_to(absolute).as_posix() if path.is_relative_to(absolute) else None


def _labels_object(labels: Labels) -> dict[str, str]:
    return {finding_id: str(label) for finding_id, label in labels.items()}


def _correction_object(correction: Correction) -> dict[str, Any]:
    data: dict[str, Any] = {
        "class": str(correction.label),
        "reader": correction.reader,
        "mode": str(correction.mode),
        "kind": str(correction.kind),
    }
    if correction.at:
        data["at"] = correction.at
    if correction.shown is not None:
        data["shown"] = _shown_object(correction.shown)
    if correction.evidence:
        data["evidence"] = [list(span) for span in correction.evidence]
    return data


def _reading_object(reading: Reading, taxonomy: Taxonomy) -> dict[str, Any]:
    """What a reader left beside the labels; keys only for what is there."""
    asked = taxonomy.finding_ids
    commit = reading.first_commit
    known: dict[str, Any] = {
        "first_commit": commit and {"mode": str(commit.mode), "drawn_by": commit.drawn_by},
        "first_labels": _labels_object({key: reading.first[key] for key in asked if key in reading.first}),
        "unsure": [finding_id for finding_id in asked if finding_id in reading.unsure],
        "own_evidence": {
            key: [list(span) for span in reading.evidence[key]] for key in asked if key in reading.evidence
        },
        "comment": reading.comment,
        "skip_reason": reading.skip_reason,
    }
    return {key: value for key, value in known.items() if value}


def _shown_object(shown: Shown) -> dict[str, Any]:
    return {
        "class": str(shown.label),
        "probability": round(shown.probability, 6),
        **({} if shown.calibrated is None else {"calibrated": round(shown.calibrated, 6)}),
        "backbone_hash": shown.backbone_hash,
        "adapter_hash": shown.adapter_hash,
        "prompt": shown.prompt_hash,
    }


def _without_repeats(suggestion: dict[str, Any]) -> dict[str, Any]:
    """The suggestion without what its line says already."""
    return {key: value for key, value in suggestion.items() if key not in ("report_id", "taxonomy")}
