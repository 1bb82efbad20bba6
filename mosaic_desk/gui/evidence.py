"""Evidence of a page, numbered in the order of the text: the same number stands in row and margin."""

from dataclasses import dataclass

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.review import FindingRow, ReviewPage
from mosaic_desk.core.suggestion import Span


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceMark:
    """One stretch of the report, its number from 1, and the findings that rest on it."""

    number: int
    span: Span
    finding_ids: frozenset[FindingId]


def evidence_of(row: FindingRow) -> tuple[Span, ...]:
    """What a row rests on: the reader's marks where there are any, else the model's."""
    if row.correction is not None and row.correction.evidence:
        return row.correction.evidence
    return row.suggestion.evidence if row.suggestion is not None else ()


def numbered_evidence(page: ReviewPage) -> tuple[EvidenceMark, ...]:
    """All stretches that a finding of the page rests on; two findings may share one."""
    owners: dict[Span, set[FindingId]] = {}
    for row in page.rows:
        for start, end in evidence_of(row):
            if 0 <= start < end <= len(page.report.text):
                owners.setdefault((start, end), set()).add(row.finding_id)
    return tuple(
        EvidenceMark(number=number, span=span, finding_ids=frozenset(owners[span]))
        for number, span in enumerate(sorted(owners), 1)
    )
