"""Evidence of a page: the model's, numbered in the order of the text, and what readers marked themselves.

The same number stands in row and margin. Knows spans as code points of the report; no widget.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.review import FindingRow, ReviewPage
from mosaic_desk.core.suggestion import Span


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceMark:
    """One stretch of the report and the findings that rest on it.

    `number` counts the model's evidence from 1; what a reader marked has none (0).
    """

    number: int
    span: Span
    finding_ids: frozenset[FindingId]


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceStep:
    """One stop on the way through the evidence of a finding."""

    span: Span
    is_models: bool
    is_own: bool


def models_evidence(row: FindingRow) -> tuple[Span, ...]:
    """What the suggestion of a row rests on."""
    return row.suggestion.evidence if row.suggestion is not None else ()


def own_evidence(row: FindingRow) -> tuple[Span, ...]:
    """What a reader marked for a row; what came in with an imported label where nothing was marked since."""
    if row.own_evidence or row.correction is None:
        return row.own_evidence
    return row.correction.evidence


def numbered_evidence(page: ReviewPage) -> tuple[EvidenceMark, ...]:
    """All stretches that a suggestion of the page rests on; two findings may share one."""
    owners = _owners(page, models_evidence)
    return tuple(
        EvidenceMark(number=number, span=span, finding_ids=frozenset(owners[span]))
        for number, span in enumerate(sorted(owners), 1)
    )


def marked_evidence(page: ReviewPage) -> tuple[EvidenceMark, ...]:
    """All stretches that readers marked."""
    owners = _owners(page, own_evidence)
    return tuple(
        EvidenceMark(number=0, span=span, finding_ids=frozenset(owners[span])) for span in sorted(owners)
    )


def evidence_steps(row: FindingRow, length: int) -> tuple[EvidenceStep, ...]:
    """The evidence of a row in the order of a text of that length, model's and reader's together."""
    models, own = set(_inside(models_evidence(row), length)), set(_inside(own_evidence(row), length))
    return tuple(
        EvidenceStep(span=span, is_models=span in models, is_own=span in own) for span in sorted(models | own)
    )


def with_mark(spans: Iterable[Span], mark: Span) -> tuple[Span, ...]:
    """The spans with one more; those that overlap it become one with it."""
    start, end = mark
    kept = []
    for span in spans:
        if span[0] < end and start < span[1]:
            start, end = min(start, span[0]), max(end, span[1])
        else:
            kept.append(span)
    return tuple(sorted([*kept, (start, end)]))


def without_mark(spans: Iterable[Span], place: int) -> tuple[Span, ...]:
    """The spans less those that a place lies in; a place just behind the last character counts as in it."""
    return tuple(span for span in spans if not span[0] <= place <= span[1])


def trimmed(text: str, span: Span) -> Span | None:
    """A span without the white space at its ends; None where nothing else is in it."""
    start, end = max(span[0], 0), min(span[1], len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _owners(page: ReviewPage, evidence: Callable[[FindingRow], tuple[Span, ...]]) -> dict[Span, set[FindingId]]:
    owners: dict[Span, set[FindingId]] = {}
    for row in page.rows:
        for span in _inside(evidence(row), len(page.report.text)):
            owners.setdefault(span, set()).add(row.finding_id)
    return owners


def _inside(spans: Iterable[Span], length: int) -> list[Span]:
    return [(start, end) for start, end in spans if 0 <= start < end <= length]
