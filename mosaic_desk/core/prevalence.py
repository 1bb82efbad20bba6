"""How often a finding is reported, from reports that chance alone chose. Knows not which those are."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054  # the two-sided 95 % quantile of the normal distribution


@dataclass(frozen=True, kw_only=True, slots=True)
class Prevalence:
    """A share with its 95 % interval, all 0 to 1; `positives` of `reports` had the finding."""

    positives: int
    reports: int
    share: float
    low: float
    high: float


def prevalence(positives: int, reports: int) -> Prevalence | None:
    """The share and its interval (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927); None without a report.

    The interval holds for reports drawn at random. Of what a queue chose it would say how good the queue is.

    Raises:
        ValueError: if there are more positives than reports, or fewer than none.
    """
    if not 0 <= positives <= reports:
        raise ValueError(f"{positives} positives of {reports} reports")
    if reports == 0:
        return None
    share, spread = positives / reports, _Z * _Z / reports
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / reports + spread / (4 * reports)) / (1 + spread)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Prevalence(
        positives=positives, reports=reports, share=share,
        low=0.0 if positives == 0 else low, high=1.0 if positives == reports else high,
    )  # fmt: skip
