"""JSON lines of answers and of truths, as reports to be judged. Knows the forms of a line, computes no score."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.core.calibration import AnsweredBy
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import Labels, MentionClass
from mosaic_desk.core.spans import is_in_same_sentence
from mosaic_desk.core.suggestion import NO_PROBABILITIES
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.suggestion_json import model_of


@dataclass(frozen=True, kw_only=True, slots=True)
class FileCases:
    """Judged reports, the findings to score, and which models answered; None among them: a line does not say."""

    cases: list[Judged]
    findings: list[FindingId]
    answered_by: frozenset[AnsweredBy | None]


def file_cases(path: Path, gold: Path | None, taxonomy: Taxonomy | None) -> FileCases:
    """The labels of a file (of `label` or an export) beside those of `gold`, else beside its own truth.

    Raises:
        InputError: if a file cannot be read, or no report is in both.
    """
    golds = {row["report_id"]: row for row in _lines(gold)} if gold else None
    answered = {row["report_id"] for row in _lines(path) if not _is_refused_line(row)}
    cases, answered_by = [], set()
    for row in _lines(path):
        if _is_refused_line(row) and row["report_id"] in answered:
            continue  # its report has a line of its own, and counts once
        answer = _model_answer(row)
        truth = _own_truth(row, path) if golds is None else _labels(golds.get(row["report_id"], {}).get("labels"), gold)
        if truth and answer is not None:
            whose = row if golds is None else {**row, **golds[row["report_id"]]}
            cases.append(_case(whose, answer, truth, path))
            if cases[-1].probabilities:
                answered_by.add(_answered_by({**row, **answer}))
    if not cases:
        raise InputError(f"No report of {path.name} has a truth{' in ' + gold.name if gold else ''}.")
    known = dict.fromkeys(finding_id for case in cases for finding_id in case.truth)
    findings = [finding_id for finding_id in taxonomy.finding_ids if finding_id in known] if taxonomy else list(known)
    return FileCases(cases=cases, findings=findings, answered_by=frozenset(answered_by))


def _is_refused_line(row: dict[str, Any]) -> bool:
    """Whether a line of `label`'s output stands for a line of its input that did not come in."""
    return "place" in row and "error" in row


def _answered_by(line: dict[str, Any]) -> AnsweredBy | None:
    """Which model answered under which taxonomy; None where the line does not say all of it."""
    try:
        model, taxonomy, version = model_of(line["model"]), line["taxonomy"], line["taxonomy_version"]
    except (KeyError, TypeError):
        return None
    return AnsweredBy(model=model, taxonomy_id=TaxonomyId(str(taxonomy)), taxonomy_version=str(version))


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceHits:
    """How often the evidence of a right label lies in a sentence of the gold quote: share 0 to 1, of n labels."""

    share: float
    n: int


def evidence_hits(path: Path, gold: Path) -> EvidenceHits | None:
    """Evidence beside the verbatim quotes (`evidence`: finding → quote) of a gold file; None where it has none.

    Only labels that are right and have both are counted.

    Raises:
        InputError: if a file cannot be read.
    """
    golds = {row["report_id"]: row for row in _lines(gold)}
    try:
        found = [
            hit
            for row in _lines(path)
            if row["report_id"] in golds
            for hit in _hits(_model_answer(row) or {}, golds[row["report_id"]])
        ]
    except (AttributeError, IndexError, KeyError, TypeError):
        raise InputError(f"{path.name}: the evidence of a line cannot be understood.") from None
    return EvidenceHits(share=sum(found) / len(found), n=len(found)) if found else None


def _hits(answer: dict[str, Any], gold: dict[str, Any]) -> Iterator[bool]:
    text, quotes, spans = gold.get("text"), gold.get("evidence"), answer.get("evidence")
    if not isinstance(text, str) or not isinstance(quotes, dict) or not isinstance(spans, dict):
        return
    for finding_id, quote in quotes.items():
        is_right = answer.get("labels", {}).get(finding_id) == gold.get("labels", {}).get(finding_id)
        if is_right and isinstance(quote, str) and quote in text and spans.get(finding_id):
            start = text.index(quote)
            yield is_in_same_sentence(text, tuple(spans[finding_id][0]), (start, start + len(quote)))


def _model_answer(row: dict[str, Any]) -> dict[str, Any] | None:
    """Where a line holds what the model said; None for a report of an export that no model has answered."""
    if isinstance(row.get("suggestion"), dict):
        return dict(row["suggestion"])
    return None if "corrections" in row or "truth" in row else row


def _own_truth(row: dict[str, Any], path: Path) -> dict[FindingId, MentionClass]:
    """What a line says to be true of itself: its truth, else its readers' labels beside a suggestion."""
    if "truth" in row:
        return _labels(row["truth"], path)
    return _labels(row.get("labels"), path) if "suggestion" in row else {}


def _case(row: dict[str, Any], answer: dict[str, Any], truth: Labels, path: Path) -> Judged:
    patient = row.get("patient_id")
    return Judged(
        report_id=ReportId(str(row["report_id"])),
        truth=truth,
        answers=_labels(answer.get("labels"), path),
        probabilities={} if _tells_none(answer) else _probabilities(answer.get("probabilities"), path),
        patient_id=PatientId(patient) if isinstance(patient, str) else None,
    )


def _tells_none(answer: dict[str, Any]) -> bool:
    """Whether the probabilities of an answer measure nothing."""
    warnings = answer.get("warnings")
    return isinstance(warnings, list) and NO_PROBABILITIES in warnings


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        is_packed = path.suffix == ".gz"
        with gzip.open(path, "rt", encoding="utf-8") if is_packed else path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                row = json.loads(line) if line.strip() else {}
                if not isinstance(row, dict):
                    raise InputError(f"{path.name}, line {number}: not a JSON object.")
                if isinstance(row.get("report_id"), str):
                    yield row
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or 'not a gzip file'}.") from None
    except (ValueError, EOFError, RecursionError, zlib.error):
        raise InputError(f"{path.name} is not a file of JSON lines in UTF-8.") from None


def _labels(value: object, path: Path | None) -> dict[FindingId, MentionClass]:
    if not isinstance(value, dict):
        return {}
    try:
        return {FindingId(finding_id): MentionClass(word) for finding_id, word in value.items()}
    except ValueError:
        raise InputError(f"{path.name if path else 'It'} holds a label that is not one of the four words.") from None


def _probabilities(value: object, path: Path) -> dict[FindingId, dict[MentionClass, float]]:
    if not isinstance(value, dict):
        return {}
    try:
        return {
            FindingId(finding_id): {MentionClass(word): _share(p) for word, p in line.items()}
            for finding_id, line in value.items()
        }
    except (ValueError, TypeError, AttributeError):
        raise InputError(f"{path.name}: the probabilities of a line cannot be understood.") from None


def _share(value: Any) -> float:
    share = float(value)
    if not 0 <= share <= 1:  # also where it is not a number
        raise ValueError("not a probability")
    return share
