"""Temperatures: how a model's probabilities are softened or sharpened until they mean what they say.

A label never changes by it: dividing all log-probabilities by one number keeps their order. Knows
judged reports, not where they come from; which of them are honest to fit on is `desk`'s business.

Why this form: the slots whose truth or answer mentions a finding decide whether there is enough to
fit on, but the fit is over every slot. Choosing them by the truth would keep all misses and drop all
right “not mentioned”, and teach the temperature a doubt that is not there. A finding's own
temperature is pulled towards the adapter's, because alone it follows a few dozen slots too closely.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.judged import Judged, Slot, slots_of
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.suggestion import ModelRef

MIN_SLOTS = 50
"""Slots whose truth or answer mentions a finding that a temperature needs: of a finding, or of all together."""
LOWEST, HIGHEST = 0.25, 8.0
"""Ends of the search for a temperature."""

_PULL = 30.0  # Loss for one unit of log temperature away from the adapter's; chosen among 0–30 by cross-validation.
_FLOOR = 1e-7  # Probabilities are written with six digits: a zero is less than that, not impossible.
_STEPS, _ROUNDS = 33, 4  # Each round looks between the neighbours of the best step: ends within 0.003 %.

_Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweredBy:
    """What a calibration holds for: one model with one adapter and prompt under one taxonomy version."""

    model: ModelRef
    taxonomy_id: TaxonomyId
    taxonomy_version: str

    def difference(self, other: "AnsweredBy") -> str | None:
        """In a word or two what sets the other apart; None where a calibration fits both. Names do not count."""
        ours, theirs = self.model, other.model
        pairs = (
            ("backbone", ours.backbone_hash, theirs.backbone_hash),
            ("adapter", ours.adapter_hash, theirs.adapter_hash),
            ("taxonomy", self.taxonomy_id, other.taxonomy_id),
            ("taxonomy version", self.taxonomy_version, other.taxonomy_version),
            ("prompt", ours.prompt_hash, theirs.prompt_hash),
        )
        return next((name for name, one, another in pairs if one != another), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingTemperature:
    """A finding's slots that mention it, and its own temperature; None where they are too few."""

    n: int
    temperature: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """The adapter's temperature, fitted with `n` slots that mention a finding, and those of single findings.

    `n` is 0 where the temperature was carried over from the adapter that this one was trained from: a better
    guess than none, but no slot of this one has shown that its probabilities mean what they say.
    """

    temperature: float
    n: int
    per_finding: Mapping[FindingId, FindingTemperature]

    @property
    def is_carried_over(self) -> bool:
        """Whether it was fitted for another adapter, so that nothing is measured of this one."""
        return self.n < 1

    def temperature_of(self, finding_id: FindingId) -> float:
        """The finding's own temperature, else the adapter's."""
        own = self.per_finding.get(finding_id)
        return self.temperature if own is None or own.temperature is None else own.temperature

    def of_case(self, case: Judged) -> Judged:
        """The report with calibrated probabilities; its answers stay."""
        shares = {
            finding_id: calibrated(line, temperature=self.temperature_of(finding_id))
            for finding_id, line in case.probabilities.items()
        }
        return replace(case, probabilities=shares)


def calibrated(probabilities: Mapping[MentionClass, float], *, temperature: float) -> dict[MentionClass, float]:
    """Class probabilities at a temperature, sum 1: above 1 they are more doubtful, 1 leaves them as they are."""
    floored = {label: max(share, _FLOOR) for label, share in probabilities.items()}
    highest = max(floored.values(), default=1.0)  # keeps the powers away from underflow
    powers = {label: (share / highest) ** (1 / temperature) for label, share in floored.items()}
    whole = sum(powers.values())
    return {label: power / whole for label, power in powers.items()}


def mentions(cases: Iterable[Judged], findings: Sequence[FindingId]) -> dict[FindingId, int]:
    """How many slots of each finding count towards `MIN_SLOTS`."""
    return _mentions([slot for slot in slots_of(cases, findings) if _is_usable(slot)], findings)


def fit_calibration(
    cases: Iterable[Judged], *, findings: Sequence[FindingId], minimum: int = MIN_SLOTS
) -> Calibration | None:
    """The temperatures with the highest likelihood of the truth; None below `minimum` slots. Deterministic."""
    slots = [slot for slot in slots_of(cases, findings) if _is_usable(slot)]
    counts = _mentions(slots, findings)
    if sum(counts.values()) < minimum:
        return None
    logs, truth = _table(slots)
    whole = _best_temperature(logs, truth)
    owners = np.array([slot.finding_id for slot in slots])
    per_finding = {}
    for finding_id in findings:
        rows = owners == finding_id
        has_enough = counts[finding_id] >= minimum
        own = _best_temperature(logs[rows], truth[rows], pulled_to=whole) if has_enough else None
        per_finding[finding_id] = FindingTemperature(n=counts[finding_id], temperature=own)
    return Calibration(temperature=whole, n=sum(counts.values()), per_finding=per_finding)


def cross_calibrated(cases: Sequence[Judged], *, findings: Sequence[FindingId]) -> list[Judged] | None:
    """The reports in their order, each half calibrated by what was fitted on the other half's patients.

    Halves go by hash of the patient (of the report where there is none) and need half of `MIN_SLOTS`
    each; None where one has fewer.
    """
    halves = [[case for case in cases if _half(case) == half] for half in (0, 1)]
    fits = [fit_calibration(half, findings=findings, minimum=MIN_SLOTS // 2) for half in halves]
    first, second = fits
    if first is None or second is None:
        return None
    return [(second if _half(case) == 0 else first).of_case(case) for case in cases]


def _half(case: Judged) -> int:
    return hashlib.sha256((case.patient_id or case.report_id).encode()).digest()[0] % 2


def _is_usable(slot: Slot) -> bool:
    """Whether a slot can teach a temperature: a certainty without alternatives is no probability."""
    return len(slot.probabilities) > 1 and slot.truth in slot.probabilities


def _mentions(slots: Iterable[Slot], findings: Sequence[FindingId]) -> dict[FindingId, int]:
    counts = dict.fromkeys(findings, 0)
    for slot in slots:
        counts[slot.finding_id] += slot.is_mentioned
    return counts


def _table(slots: Sequence[Slot]) -> tuple[_Floats, NDArray[np.intp]]:
    """Log-probabilities, a row a slot and a column a class (minus infinity where it was not asked); the truth."""
    shares = np.array([[slot.probabilities.get(label, np.nan) for label in ALL_CLASSES] for slot in slots])
    logs = np.log(np.maximum(shares, _FLOOR))  # keeps the gaps
    truth = np.array([ALL_CLASSES.index(slot.truth) for slot in slots])
    return np.where(np.isnan(shares), -np.inf, logs), truth


def _best_temperature(logs: _Floats, truth: NDArray[np.intp], *, pulled_to: float | None = None) -> float:
    low, high = float(np.log(LOWEST)), float(np.log(HIGHEST))
    best = 0.0
    for _ in range(_ROUNDS):
        grid = np.linspace(low, high, _STEPS)
        losses = [_loss(logs, truth, log_temperature=at, pulled_to=pulled_to) for at in grid.tolist()]
        best = float(grid[int(np.argmin(losses))])
        step = (high - low) / (_STEPS - 1)
        low, high = max(best - step, float(np.log(LOWEST))), min(best + step, float(np.log(HIGHEST)))
    return float(np.exp(best))


def _loss(logs: _Floats, truth: NDArray[np.intp], *, log_temperature: float, pulled_to: float | None) -> float:
    """Negative log-likelihood of the truth, and what the pull costs."""
    scaled = logs / np.exp(log_temperature)
    scaled -= scaled.max(axis=1, keepdims=True)
    right = scaled[np.arange(len(truth)), truth]
    loss = float((np.log(np.exp(scaled).sum(axis=1)) - right).sum())
    return loss if pulled_to is None else loss + _PULL * (log_temperature - float(np.log(pulled_to))) ** 2
