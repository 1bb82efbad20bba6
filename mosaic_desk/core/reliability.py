"""Whether a probability means what it says: expected calibration error over bins of equal count."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.judged import Judged, slots_of

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


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasuredCalibration:
    """What is shown, beside the same slots before calibration (the same where there is none), and why in words."""

    shown: Reliability | None
    before: Reliability | None
    is_calibrated: bool
    note: str

    def to_json(self) -> dict[str, object]:
        """Plain values for `json.dumps`, under the names that `evaluate --json` prints."""
        return {
            "ece": None if self.shown is None else self.shown.ece,
            "ece_n": 0 if self.shown is None else self.shown.n,
            "calibrated": self.is_calibrated,
            "ece_uncalibrated": None if self.before is None else self.before.ece,
            "calibration": self.note,
            "reliability": _bins_json(self.shown),
            "reliability_uncalibrated": _bins_json(self.before),
        }


def _bins_json(measured: Reliability | None) -> list[dict[str, float]]:
    bins = () if measured is None else measured.bins
    return [{"n": one.n, "confidence": one.confidence, "accuracy": one.accuracy} for one in bins]


def reliability(cases: Sequence[Judged], *, findings: Sequence[FindingId]) -> Reliability | None:
    """Calibration over slots whose truth or answer mentions the finding; None without probabilities."""
    slots = [
        (slot.probabilities.get(slot.answer, 0.0), float(slot.truth is slot.answer))
        for slot in slots_of(cases, findings)
        if slot.is_mentioned
    ]
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
