"""Temperatures: laws that hold for every probability, and fits that find what was put in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.calibration import (
    HIGHEST,
    LOWEST,
    MIN_SLOTS,
    AnsweredBy,
    calibrated,
    cross_calibrated,
    fit_calibration,
    mentions,
)
from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.reliability import reliability
from mosaic_desk.core.suggestion import ModelRef

EDEMA, NODULE = FindingId("edema"), FindingId("nodule")
MODEL = ModelRef(backbone="b", backbone_hash="sha256:b", adapter="a", adapter_hash="sha256:a", prompt_hash="sha256:p")

shares = st.lists(st.floats(0, 1), min_size=2, max_size=4).filter(lambda line: sum(line) > 0.01)
temperatures = st.floats(LOWEST, HIGHEST)


def line(weights: list[float]) -> dict[MentionClass, float]:
    return {label: weight / sum(weights) for label, weight in zip(ALL_CLASSES, weights, strict=False)}


def drawn(n: int, *, temperature: float, seed: int = 0, finding: FindingId = EDEMA) -> list[Judged]:
    """Reports whose truth is drawn from their probabilities at a temperature: what a fit has to find."""
    random = np.random.default_rng(seed)
    cases = []
    for number in range(n):
        told = line(random.dirichlet([0.4] * 4).tolist())
        true = calibrated(told, temperature=temperature)
        truth = random.choice(list(true), p=list(true.values()))
        cases.append(case(f"{finding}{number}", MentionClass(truth), told, finding=finding))
    return cases


def case(name: str, truth: MentionClass, told: dict[MentionClass, float], *, finding: FindingId = EDEMA) -> Judged:
    return Judged(
        report_id=ReportId(name),
        patient_id=PatientId(f"p{name}"),
        truth={finding: truth},
        answers={finding: max(told, key=told.__getitem__)},
        probabilities={finding: told},
    )


@given(shares, temperatures)
def test_the_label_never_changes_and_the_probabilities_sum_to_one(weights: list[float], temperature: float) -> None:
    before = line(weights)
    after = calibrated(before, temperature=temperature)
    assert sum(after.values()) == pytest.approx(1)
    assert after[max(before, key=before.__getitem__)] == max(after.values())
    assert list(after) == list(before)


@given(shares)
def test_the_temperature_one_changes_nothing(weights: list[float]) -> None:
    before = line(weights)
    assert calibrated(before, temperature=1.0) == pytest.approx(before, abs=1e-6)


@given(shares, temperatures, temperatures)
def test_a_higher_temperature_is_never_more_certain(weights: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    surest = [max(calibrated(line(weights), temperature=at).values()) for at in (low, high)]
    assert surest[1] <= surest[0] + 1e-9


@pytest.mark.parametrize("temperature", [0.5, 1.0, 1.5, 3.0])
def test_a_fit_finds_the_temperature_that_the_truth_was_drawn_at(temperature: float) -> None:
    fitted = fit_calibration(drawn(4000, temperature=temperature), findings=[EDEMA])
    assert fitted is not None
    assert fitted.temperature == pytest.approx(temperature, rel=0.1)


def test_calibration_brings_the_error_down_on_reports_that_it_was_not_fitted_on() -> None:
    fitted = fit_calibration(drawn(2000, temperature=2.5, seed=1), findings=[EDEMA])
    assert fitted is not None
    unseen = drawn(2000, temperature=2.5, seed=2)
    before = reliability(unseen, findings=[EDEMA])
    after = reliability([fitted.of_case(one) for one in unseen], findings=[EDEMA])
    assert before is not None and after is not None
    assert after.ece < before.ece / 3


def test_a_finding_with_too_few_slots_has_the_temperature_of_the_adapter() -> None:
    cases = [*drawn(400, temperature=3.0), *drawn(30, temperature=1.0, finding=NODULE)]
    fitted = fit_calibration(cases, findings=[EDEMA, NODULE])
    assert fitted is not None
    assert fitted.per_finding[NODULE].temperature is None
    assert fitted.temperature_of(NODULE) == fitted.temperature
    assert fitted.per_finding[EDEMA].n == mentions(cases, [EDEMA])[EDEMA] >= MIN_SLOTS


def test_a_findings_own_temperature_lies_between_its_slots_and_the_adapter() -> None:
    odd = drawn(300, temperature=1.0, finding=NODULE)
    fitted = fit_calibration([*drawn(2000, temperature=3.0), *odd], findings=[EDEMA, NODULE])
    alone = fit_calibration(odd, findings=[NODULE])
    assert fitted is not None and alone is not None
    assert alone.temperature < fitted.temperature_of(NODULE) < fitted.temperature


def test_under_fifty_slots_that_mention_a_finding_there_is_no_calibration() -> None:
    silent = line([0.01, 0.01, 0.01, 0.97])
    nothing_said = [case(f"n{number}", MentionClass.NOT_MENTIONED, silent) for number in range(500)]
    told = [case(f"m{number}", MentionClass.POSITIVE, line([0.9, 0.1])) for number in range(MIN_SLOTS)]
    assert fit_calibration([*nothing_said, *told[1:]], findings=[EDEMA]) is None
    assert fit_calibration([*nothing_said, *told], findings=[EDEMA]) is not None


def test_an_outside_labellers_certainty_teaches_nothing() -> None:
    certain = [case(f"c{number}", MentionClass.POSITIVE, {MentionClass.POSITIVE: 1.0}) for number in range(90)]
    assert fit_calibration(certain, findings=[EDEMA]) is None


def test_a_model_that_is_always_right_does_not_run_off_the_scale() -> None:
    right = [case(f"r{number}", MentionClass.POSITIVE, line([0.9, 0.1])) for number in range(90)]
    wrong = [case(f"w{number}", MentionClass.NEGATIVE, line([0.9, 0.1])) for number in range(90)]
    fits = [fit_calibration(cases, findings=[EDEMA]) for cases in (right, wrong)]
    assert [fit and fit.temperature for fit in fits] == [pytest.approx(LOWEST), pytest.approx(HIGHEST)]


def test_cross_fitting_uses_no_report_of_the_patient_itself() -> None:
    cases = drawn(400, temperature=2.0)
    crossed = cross_calibrated(cases, findings=[EDEMA])
    assert crossed is not None
    assert [one.report_id for one in crossed] == [one.report_id for one in cases]
    # With another truth of the first report, its own probabilities stay: they were fitted on others.
    turned = next(label for label in ALL_CLASSES if label is not cases[0].truth[EDEMA])
    lied = [case(cases[0].report_id, turned, dict(cases[0].probabilities[EDEMA])), *cases[1:]]
    again = cross_calibrated(lied, findings=[EDEMA])
    assert again is not None
    assert again[0].probabilities == crossed[0].probabilities
    assert any(one.probabilities != other.probabilities for one, other in zip(again, crossed, strict=True))


def test_cross_fitting_needs_enough_in_either_half() -> None:
    one_patient = [
        Judged(report_id=one.report_id, patient_id=PatientId("p"), truth=one.truth, answers=one.answers,
               probabilities=one.probabilities)
        for one in drawn(400, temperature=2.0)
    ]
    assert cross_calibrated(one_patient, findings=[EDEMA]) is None


def test_a_calibration_holds_for_one_adapter_prompt_and_taxonomy_version_whatever_their_names() -> None:
    def by(version: str = "1", **changes: str) -> AnsweredBy:
        fields = {name: getattr(MODEL, name) for name in MODEL.__slots__}
        model = ModelRef(**{**fields, **changes})
        return AnsweredBy(model=model, taxonomy_id=TaxonomyId("t"), taxonomy_version=version)

    assert by().difference(by(adapter="another name")) is None
    assert by().difference(by(adapter_hash="sha256:other")) == "adapter"
    assert by().difference(by(prompt_hash="sha256:other")) == "prompt"
    assert by().difference(by("2")) == "taxonomy version"
