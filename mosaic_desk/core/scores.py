"""How well answers agree with a truth: MOSAIC's weighted F1, macro F1, intervals by bootstrap over patients.

Knows labels and probabilities, not where they come from, nor how they are counted (`core.confusion`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mosaic_desk.core.confusion import CLASS_INDEX, UNANSWERED, Floats, f1, mean, ratio, resampled, tables, weighted_f1
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.judged import Judged, judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.reliability import Reliability, reliability

__all__ = ["ClassScore", "FindingScore", "Interval", "Judged", "Scores", "judged", "paired_difference", "scores"]

Interval = tuple[float, float]
"""Lower and upper end of a 95 % interval."""

_POSITIVE = CLASS_INDEX[MentionClass.POSITIVE]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassScore:
    """One class of one finding. `n` is how often the truth has it; None where nothing can be said."""

    n: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingScore:
    """One finding. `weighted_f1` is None where the truth never mentions it."""

    finding_id: FindingId
    n: int
    unanswered: int
    weighted_f1: float | None
    interval: Interval | None
    by_class: Mapping[MentionClass, ClassScore]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """All figures of one evaluation. `absent` are findings that the truth never mentions: they drop out.

    `interval` belongs to `mean_weighted_f1`, `macro_interval` to `macro_f1_positive`; the latter is over
    the findings that are positive at least once. `agreement` is over all slots, "not mentioned" too.
    """

    n_reports: int
    n_patients: int
    mean_weighted_f1: float | None
    interval: Interval | None
    macro_f1_positive: float | None
    macro_interval: Interval | None
    agreement: float | None
    unanswered: int
    reliability: Reliability | None
    per_finding: tuple[FindingScore, ...]
    absent: tuple[FindingId, ...]

    def to_json(self) -> dict[str, object]:
        """Plain values for `json.dumps`, under the names that `evaluate --json` prints."""
        return {
            "mean_weighted_f1": self.mean_weighted_f1,
            "interval": None if self.interval is None else list(self.interval),
            "macro_f1_positive": self.macro_f1_positive,
            "macro_interval": None if self.macro_interval is None else list(self.macro_interval),
            "agreement": self.agreement,
            "ece": None if self.reliability is None else self.reliability.ece,
            "ece_n": 0 if self.reliability is None else self.reliability.n,
            "n_reports": self.n_reports,
            "n_patients": self.n_patients,
            "unanswered": self.unanswered,
            "absent": list(self.absent),
            "per_finding": {score.finding_id: _finding_json(score) for score in self.per_finding},
        }


def _finding_json(score: FindingScore) -> dict[str, object]:
    return {
        "weighted_f1": score.weighted_f1,
        "interval": None if score.interval is None else list(score.interval),
        "n": score.n,
        "unanswered": score.unanswered,
        "classes": {
            str(label): {"n": row.n, "precision": row.precision, "recall": row.recall, "f1": row.f1}
            for label, row in score.by_class.items()
        },
    }


def scores(cases: Sequence[Judged], *, findings: Sequence[FindingId], seed: int, resamples: int = 1000) -> Scores:
    """The scores of judged reports, with intervals from resampling patients (reports where there is none).

    Args:
        cases: one per report.
        findings: the findings to score, in the order of the table.
        seed: of the resampling; the same seed gives the same intervals.
        resamples: how many; 0 gives no intervals.
    """
    by_patient = tables(cases, findings)
    whole = by_patient.sum(axis=0)
    weighted, positive = weighted_f1(whole), f1(whole)[:, _POSITIVE]
    drawn = resampled(by_patient, seed=seed, resamples=resamples)
    drawn_weighted, drawn_positive = weighted_f1(drawn), f1(drawn)[..., _POSITIVE]
    total = whole.sum()
    return Scores(
        n_reports=len(cases),
        n_patients=len(by_patient),
        mean_weighted_f1=_number(mean(weighted)),
        interval=_interval(mean(drawn_weighted)),
        macro_f1_positive=_number(mean(positive)),
        macro_interval=_interval(mean(drawn_positive)),
        agreement=float(np.trace(whole.sum(axis=0)) / total) if total else None,
        unanswered=int(whole[..., UNANSWERED].sum()),
        reliability=reliability(cases, findings=findings),
        per_finding=tuple(
            _finding_score(finding_id, whole[index], interval=_interval(drawn_weighted[:, index]))
            for index, finding_id in enumerate(findings)
        ),
        absent=tuple(finding_id for index, finding_id in enumerate(findings) if np.isnan(weighted[index])),
    )


def paired_difference(
    before: Sequence[Judged],
    after: Sequence[Judged],
    *,
    findings: Sequence[FindingId],
    seed: int,
    resamples: int = 1000,
) -> tuple[float, Interval | None] | None:
    """How much `after` gains over `before` in mean weighted F1, with its interval over the same patients.

    None where there is nothing to score.

    Raises:
        ValueError: if the two are not about the same reports in the same order.
    """
    if [case.report_id for case in before] != [case.report_id for case in after]:
        raise ValueError("both must be about the same reports in the same order")
    counted = [tables(cases, findings) for cases in (before, after)]
    gains = [mean(weighted_f1(table.sum(axis=0))) for table in counted]
    gain = _number(gains[1] - gains[0])
    if gain is None:
        return None
    drawn = [mean(weighted_f1(resampled(table, seed=seed, resamples=resamples))) for table in counted]
    return gain, _interval(drawn[1] - drawn[0])


def _interval(drawn: Floats) -> Interval | None:
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def _number(value: Floats | np.float64) -> float | None:
    return None if np.isnan(value) else float(value)


def _finding_score(finding_id: FindingId, table: Floats, *, interval: Interval | None) -> FindingScore:
    support, answered = table.sum(axis=-1), table[:, :UNANSWERED].sum(axis=0)
    hits, by_class = np.diagonal(table[:, :UNANSWERED]), f1(table)
    precision, recall = ratio(hits, answered), ratio(hits, support)
    return FindingScore(
        finding_id=finding_id,
        n=int(support.sum()),
        unanswered=int(table[:, UNANSWERED].sum()),
        weighted_f1=_number(weighted_f1(table)),
        interval=interval,
        by_class={
            label: ClassScore(
                n=int(support[index]),
                precision=_number(precision[index]),
                recall=_number(recall[index]),
                f1=_number(by_class[index]),
            )
            for label, index in CLASS_INDEX.items()
        },
    )
