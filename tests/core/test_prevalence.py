"""How often a finding is reported: scipy's interval, and the edges."""

import pytest
import scipy.stats

from mosaic_desk.core.prevalence import prevalence


@pytest.mark.parametrize(("positives", "reports"), [(0, 1), (0, 50), (1, 50), (25, 50), (50, 50), (3, 100_000)])
def test_the_interval_is_the_one_of_wilson(positives: int, reports: int) -> None:
    told = prevalence(positives, reports)
    oracle = scipy.stats.binomtest(positives, reports).proportion_ci(method="wilson")
    assert told is not None
    assert (told.low, told.high) == pytest.approx((oracle.low, oracle.high), abs=1e-9)
    assert told.share == positives / reports
    assert (told.positives, told.reports) == (positives, reports)


def test_no_report_tells_nothing() -> None:
    assert prevalence(0, 0) is None


@pytest.mark.parametrize(("positives", "reports"), [(2, 1), (-1, 5)])
def test_more_positives_than_reports_are_a_mistake(positives: int, reports: int) -> None:
    with pytest.raises(ValueError, match="positives"):
        prevalence(positives, reports)
