"""The new adapter against the old one on the same held-out reports: figures by finding.

Knows judged reports, not where they come from; what the figures mean is said in `core.verdict`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from mosaic_desk.core.confusion import CLASS_INDEX, Floats, mean, ratio, tables, weighted_f1
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.reliability import reliability
from mosaic_desk.core.scores import Interval, paired_difference

_SEED = 20_260_101  # of the resampling: the same reports give the same interval everywhere
_POSITIVE = CLASS_INDEX[MentionClass.POSITIVE]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How one adapter answers one finding, or all together; None where the truth leaves nothing to measure.

    Sensitivity and specificity are of “positive”; `f1` is that of the mentioned classes, weighted by how
    often the truth has them; `ece` is over the slots whose truth or answer mentions the finding.
    """

    sensitivity: float | None
    specificity: float | None
    f1: float | None
    ece: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """One finding, or all together, by the old and the new adapter.

    `n` reports have a truth for it, `n_positive` of them a positive one (slots, for all together). The
    difference is the gain in `f1` with its interval over patients. Newly wrong: right before, wrong now.
    """

    n: int
    n_positive: int
    before: Figures
    after: Figures
    difference: float | None
    interval: Interval | None
    newly_wrong: tuple[ReportId, ...]
    newly_right: tuple[ReportId, ...]

    @property
    def lost_sensitivity(self) -> float | None:
        """How much sensitivity the new adapter has lost; below 0 where it has gained."""
        if self.before.sensitivity is None or self.after.sensitivity is None:
            return None
        return self.before.sensitivity - self.after.sensitivity


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedFinding:
    """A finding by its id. `is_guarded`: it is rare, or a reader marked it, and may not lose sensitivity."""

    finding_id: FindingId
    is_guarded: bool
    compared: Compared


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxonomyComparison:
    """All findings of one taxonomy on its held-out reports; `n_first_reads` of them were read unseen."""

    taxonomy_id: TaxonomyId
    n_reports: int
    n_patients: int
    n_first_reads: int
    whole: Compared
    findings: tuple[ComparedFinding, ...]


def compared_taxonomy(
    taxonomy_id: TaxonomyId, before: Sequence[Judged], after: Sequence[Judged], *, findings: Sequence[FindingId],
    guarded: Collection[FindingId], n_first_reads: int,
) -> TaxonomyComparison:
    """The two adapters on the same reports of one taxonomy, finding by finding.

    Raises:
        ValueError: if the two are not about the same reports in the same order.
    """
    patients = {("patient", case.patient_id) if case.patient_id else ("report", case.report_id) for case in after}
    return TaxonomyComparison(
        taxonomy_id=taxonomy_id,
        n_reports=len(after),
        n_patients=len(patients),
        n_first_reads=n_first_reads,
        whole=_compared(before, after, findings),
        findings=tuple(
            ComparedFinding(
                finding_id=finding_id,
                is_guarded=finding_id in guarded,
                compared=_compared(before, after, (finding_id,)),
            )
            for finding_id in findings
        ),
    )


def _compared(before: Sequence[Judged], after: Sequence[Judged], findings: Sequence[FindingId]) -> Compared:
    gain = paired_difference(before, after, findings=findings, seed=_SEED)
    counted = tables(after, findings).sum(axis=0)  # (findings, 4, 5)
    newly_wrong, newly_right = _turned(before, after, findings)
    return Compared(
        n=int(counted.sum()),
        n_positive=int(counted[:, _POSITIVE].sum()),
        before=_figures(before, findings),
        after=_figures(after, findings),
        difference=None if gain is None else gain[0],
        interval=None if gain is None else gain[1],
        newly_wrong=newly_wrong,
        newly_right=newly_right,
    )


def _figures(cases: Sequence[Judged], findings: Sequence[FindingId]) -> Figures:
    counted = tables(cases, findings).sum(axis=0)  # (findings, 4, 5)
    pooled = counted.sum(axis=0)  # (4, 5)
    positive, others = pooled[_POSITIVE], pooled.sum(axis=0) - pooled[_POSITIVE]
    measured = reliability(cases, findings=findings)
    return Figures(
        sensitivity=_share(positive[_POSITIVE], positive.sum()),
        # A slot without an answer is no right one: it counts against both.
        specificity=_share(others[:-1].sum() - others[_POSITIVE], others.sum()),
        f1=_number(mean(weighted_f1(counted))),
        ece=None if measured is None else measured.ece,
    )


def _share(over: Floats, under: Floats) -> float | None:
    return _number(ratio(over, under))


def _number(value: Floats) -> float | None:
    return None if np.isnan(value) else float(value)


def _turned(
    before: Sequence[Judged], after: Sequence[Judged], findings: Sequence[FindingId]
) -> tuple[tuple[ReportId, ...], tuple[ReportId, ...]]:
    """The reports with a finding that was right and is wrong now, and with one that was wrong and is right now."""
    wrong: dict[ReportId, None] = {}
    right: dict[ReportId, None] = {}
    for old, new in zip(before, after, strict=True):
        for finding_id in findings:
            truth = new.truth.get(finding_id)
            was, stands = old.answers.get(finding_id) is truth, new.answers.get(finding_id) is truth
            if truth is not None and was is not stands:
                (right if stands else wrong)[new.report_id] = None
    return tuple(wrong), tuple(right)
