"""The lines of a run folder as reports to be judged: held-out truths beside what an adapter answered.

Knows the forms of `held_out.jsonl`, `before.jsonl` and `after.jsonl`; computes nothing.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.core.calibration import AnsweredBy
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.exchange.suggestion_json import model_of

BEFORE, AFTER = "before.jsonl", "after.jsonl"
_MOST_BYTES_A_LINE = 8 * 2**20


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOut:
    """One held-out report under one taxonomy with its truth; `is_blind`: it was read before a suggestion was seen."""

    report_id: ReportId
    taxonomy_id: TaxonomyId
    patient_id: PatientId | None
    truth: dict[FindingId, MentionClass]
    is_blind: bool


def held_out_reports(path: Path) -> list[HeldOut]:
    """The held-out reports of a run, in their order; without the text. One that is there twice counts once.

    Raises:
        InputError: if the file is not one that the program wrote.
    """
    with _refusing(path):
        first: dict[tuple[ReportId, TaxonomyId], HeldOut] = {}
        for report in map(_held_out, _rows(path)):
            first.setdefault((report.report_id, report.taxonomy_id), report)
        return list(first.values())


def answered(reports: list[HeldOut], path: Path) -> list[Judged]:
    """What an adapter answered for those reports, in their order; one that could not be answered has no answers.

    Raises:
        InputError: if the file is not one that the program wrote: every report has a line there.
    """
    with _refusing(path):
        answers = {(str(row["report_id"]), _identity(row["taxonomy"])): row for row in _rows(path)}
        return [_judged(report, answers[report.report_id, report.taxonomy_id]) for report in reports]


def answering(path: Path) -> tuple[AnsweredBy, ...]:
    """Which models wrote the lines of `before.jsonl` or `after.jsonl`, and under which taxonomies.

    Raises:
        InputError: if the file is not one that the program wrote.
    """
    with _refusing(path):
        return tuple({_answered_by(row): None for row in _rows(path)})


def _answered_by(row: dict[str, Any]) -> AnsweredBy:
    return AnsweredBy(
        model=model_of(row["model"]),
        taxonomy_id=TaxonomyId(_identity(row["taxonomy"])),
        taxonomy_version=str(row["taxonomy_version"]),
    )


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turns what is odd about a line into one sentence without its content."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path.name} of this run cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise InputError(f"{path.name} of this run is damaged; the run cannot be judged by it.") from None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        while line := file.readline(_MOST_BYTES_A_LINE):
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("not an object")
            yield row


def _held_out(row: dict[str, Any]) -> HeldOut:
    patient = row.get("patient_id")
    return HeldOut(
        report_id=ReportId(str(row["report_id"])),
        taxonomy_id=TaxonomyId(_identity(row["taxonomy"])),
        patient_id=PatientId(patient) if isinstance(patient, str) else None,
        truth=_labels(row["labels"]),
        is_blind=row.get("is_blind") is True,
    )


def _identity(taxonomy: object) -> str:
    """The id of a taxonomy, also where its version stands behind it."""
    if not isinstance(taxonomy, str):
        raise TypeError("not a taxonomy")
    return taxonomy.split(" ", maxsplit=1)[0]


def _judged(report: HeldOut, row: dict[str, Any]) -> Judged:
    return Judged(
        report_id=report.report_id,
        truth=report.truth,
        answers=_labels(row.get("labels", {})),
        probabilities={
            FindingId(finding_id): {MentionClass(word): _share(share) for word, share in line.items()}
            for finding_id, line in row.get("probabilities", {}).items()
        },
        patient_id=report.patient_id,
    )


def _labels(value: dict[str, str]) -> dict[FindingId, MentionClass]:
    return {FindingId(finding_id): MentionClass(word) for finding_id, word in value.items()}


def _share(value: object) -> float:
    share = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else -1.0
    if not 0 <= share <= 1:  # also where it is not a number
        raise ValueError("not a probability")
    return share
