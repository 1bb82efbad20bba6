"""Bounds: whose rows wait, and which findings first reads hold to a higher one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.bounds import BOUND, MIN_SUGGESTIONS, PRESENT_BOUND, Gauge, class_bound, raised_bounds
from mosaic_desk.core.calibration import Calibration, FindingTemperature
from mosaic_desk.core.committing import NO_PROBABILITY, UNSURE, needed_key
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.suggestion import NO_PROBABILITIES, FindingSuggestion, ModelRef, Suggestion

P, N, U, M = ALL_CLASSES
EDEMA, NODULE = FindingId("edema"), FindingId("nodule")
AS_TOLD = Calibration(temperature=1.0, n=60, per_finding={})
SOFTER = Calibration(temperature=2.0, n=60, per_finding={NODULE: FindingTemperature(n=60, temperature=1.0)})
MODEL = ModelRef(backbone="b", backbone_hash="sha256:b", adapter="a", adapter_hash="sha256:a", prompt_hash="sha256:p")


def told(label: MentionClass, share: float) -> dict[MentionClass, float]:
    return {known: share if known is label else (1 - share) / 3 for known in ALL_CLASSES}


def slot(label: MentionClass, share: float) -> FindingSuggestion:
    return FindingSuggestion(label=label, probabilities=told(label, share), evidence=((0, 1),))


def read(*answers: tuple[float, bool], finding: FindingId = EDEMA) -> list[Judged]:
    """First reads of suggestions “negative” of some probability, and whether they agreed."""
    return [
        Judged(
            report_id=ReportId(f"{finding}{number}"), truth={finding: N if is_right else M},
            answers={finding: N}, probabilities={finding: told(N, share)},
        )
        for number, (share, is_right) in enumerate(answers)
    ]  # fmt: skip


def raised(*answers: tuple[float, bool]) -> dict[FindingId, float]:
    return raised_bounds(read(*answers), findings=(EDEMA, NODULE), calibration=AS_TOLD)


@pytest.mark.parametrize("label", ALL_CLASSES)
def test_a_suggestion_below_its_classes_bound_waits_and_one_on_it_does_not(label: MentionClass) -> None:
    bound = Gauge().bound(EDEMA, label)
    assert bound == (PRESENT_BOUND if label in (P, U) else BOUND) == class_bound(label)
    assert needed_key(slot(label, bound - 0.001), bound=bound, is_rare=False) == UNSURE
    assert needed_key(slot(label, bound), bound=bound, is_rare=False) is None


def test_without_a_bound_nothing_says_which_answers_are_sure() -> None:
    assert needed_key(slot(M, 1.0), bound=None, is_rare=False) == NO_PROBABILITY


def test_a_finding_that_holds_keeps_the_classes_bounds() -> None:
    assert raised(*[(0.81, True)] * 114, *[(0.99, False)] * 6) == {}


def test_a_finding_that_does_not_hold_is_held_to_the_lowest_bound_that_does() -> None:
    answers = [(0.82, False)] * 8 + [(0.86, True)] * 40 + [(0.92, True)] * 80
    assert raised(*answers) == {EDEMA: pytest.approx(0.86)}
    gauge = Gauge(calibration=AS_TOLD, raised=raised(*answers))
    assert gauge.bound(EDEMA, N) == gauge.bound(EDEMA, M) == pytest.approx(0.86)
    assert gauge.bound(EDEMA, P) == PRESENT_BOUND
    assert gauge.bound(NODULE, N) == BOUND


def test_a_finding_that_is_wrong_where_it_is_surest_is_held_to_the_highest_bound() -> None:
    assert raised(*[(0.99, False)] * 60, *[(0.85, True)] * 90) == {EDEMA: PRESENT_BOUND}


def test_suggestions_of_one_probability_stand_or_fall_together() -> None:
    assert raised(*[(0.9, True)] * 114, *[(0.9, False)] * 8) == {EDEMA: PRESENT_BOUND}


def test_too_few_suggestions_raise_nothing() -> None:
    wrong = [(0.9, False)] * (MIN_SUGGESTIONS - 1)
    assert raised(*wrong) == raised(*wrong, (BOUND - 0.01, False)) == {}
    assert raised(*wrong, (0.9, False)) == {EDEMA: PRESENT_BOUND}


@given(st.lists(st.tuples(st.floats(0.5, 1), st.booleans()), min_size=100, max_size=130))
def test_a_bound_lies_between_those_of_the_classes(answers: list[tuple[float, bool]]) -> None:
    assert all(BOUND < bound <= PRESENT_BOUND for bound in raised(*answers).values())


def test_bounds_are_on_the_calibrated_scale() -> None:
    answers = [(0.97, False)] * 120
    soft = Calibration(temperature=4.0, n=60, per_finding={})
    # At that temperature 0.97 lies below the class's bound, and waits already.
    assert raised_bounds(read(*answers), findings=(EDEMA,), calibration=soft) == {}
    assert raised(*answers) == {EDEMA: PRESENT_BOUND}


def test_a_gauge_softens_each_finding_by_its_temperature_and_changes_no_class() -> None:
    suggestion = Suggestion(
        report_id=ReportId("r"), taxonomy_id=TaxonomyId("t"), taxonomy_version="1", model=MODEL,
        findings={EDEMA: slot(P, 0.9), NODULE: slot(N, 0.9)},
    )  # fmt: skip
    shown = Gauge(calibration=SOFTER).of(suggestion)
    assert shown.findings[EDEMA].confidence < 0.8
    assert shown.findings[NODULE].confidence == pytest.approx(0.9)
    assert shown.labels == suggestion.labels
    assert shown.findings[EDEMA].evidence == ((0, 1),)
    assert Gauge().of(suggestion) is suggestion


def test_what_measures_nothing_is_not_calibrated() -> None:
    suggestion = Suggestion(
        report_id=ReportId("r"), taxonomy_id=TaxonomyId("t"), taxonomy_version="1", model=MODEL,
        findings={EDEMA: slot(P, 1.0)}, warnings=(NO_PROBABILITIES,),
    )  # fmt: skip
    assert Gauge(calibration=SOFTER).of(suggestion) is suggestion
