"""Whether a probability means what it says: expected calibration error over bins of equal count."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import MentionClass

_BINS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class ReliabilityBin:
    """Slots of like confidence: their mean confidence, and the share of them that was right."""

    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Reliability:
    """Expected calibration error over `n` slots, and the equal-count bins that it sums up."""

    ece: float
    n: int
    bins: tuple[ReliabilityBin, ...]


def reliability(cases: Sequence[Judged], *, findings: Sequence[FindingId]) -> Reliability | None:
    """Calibration over slots whose truth or answer mentions the finding; None without probabilities."""
    slots = []
    for case in cases:
        for finding_id in findings:
            truth, answer = case.truth.get(finding_id), case.answers.get(finding_id)
            known = case.probabilities.get(finding_id)
            if truth is None or answer is None or known is None:
                continue
            if truth is answer is MentionClass.NOT_MENTIONED:
                continue
            slots.append((known.get(answer, 0.0), float(truth is answer)))
    if not slots:
        return None
    table = np.array(sorted(slots, key=itemgetter(0)))
    parts = [part for part in np.array_split(table, _BINS) if len(part)]
    bins = tuple(
        ReliabilityBin(n=len(part), confidence=float(part[:, 0].mean()), accuracy=float(part[:, 1].mean()))
        for part in parts
    )
    ece = sum(part.n * abs(part.confidence - part.accuracy) for part in bins) / len(slots)
    return Reliability(ece=ece, n=len(slots), bins=bins)
