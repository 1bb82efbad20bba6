"""Scores, beside scikit-learn's and beside figures worked out by hand."""

import json
import time
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.scores import Judged, judged, paired_difference, scores
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion

P, N, U, A = ALL_CLASSES
EDEMA = FindingId("edema")
FRACTURE = FindingId("fracture")
FINDINGS = tuple(FindingId(f"finding_{number}") for number in range(13))
slots = st.lists(st.tuples(st.sampled_from(ALL_CLASSES), st.sampled_from(ALL_CLASSES)), min_size=1, max_size=40)


def one_finding(pairs: Sequence[tuple[MentionClass, MentionClass]]) -> list[Judged]:
    return [
        Judged(report_id=ReportId(f"r{number}"), truth={EDEMA: truth}, answers={EDEMA: answer})
        for number, (truth, answer) in enumerate(pairs)
    ]


def random_cases(*, reports: int, seed: int) -> list[Judged]:
    random = np.random.default_rng(seed)
    cases = []
    for number in range(reports):
        truth = {finding: ALL_CLASSES[random.choice(4, p=[0.2, 0.4, 0.1, 0.3])] for finding in FINDINGS}
        noise: Mapping[FindingId, MentionClass] = {finding: ALL_CLASSES[random.integers(4)] for finding in FINDINGS}
        answers = {finding: truth[finding] if random.random() < 0.8 else noise[finding] for finding in FINDINGS}
        chances = {finding: {answers[finding]: float(random.uniform(0.4, 1.0))} for finding in FINDINGS}
        cases.append(Judged(report_id=ReportId(f"r{number}"), truth=truth, answers=answers, probabilities=chances))
    return cases


@given(slots)
def test_weighted_f1_is_that_of_scikit_learn_over_the_mentioned_classes_present(
    pairs: list[tuple[MentionClass, MentionClass]],
) -> None:
    present = sorted({str(truth) for truth, _ in pairs} - {str(A)})
    result = scores(one_finding(pairs), findings=[EDEMA], seed=1, resamples=0)
    if not present:
        assert result.mean_weighted_f1 is None
        assert result.absent == (EDEMA,)
        return
    truth, answers = [str(t) for t, _ in pairs], [str(a) for _, a in pairs]
    expected = f1_score(truth, answers, labels=present, average="weighted", zero_division=0)
    assert result.mean_weighted_f1 == pytest.approx(expected)


@given(slots)
def test_per_class_rows_are_those_of_scikit_learn(pairs: list[tuple[MentionClass, MentionClass]]) -> None:
    row = scores(one_finding(pairs), findings=[EDEMA], seed=1, resamples=0).per_finding[0]
    for label in {truth for truth, _ in pairs}:
        truth, answers = [t is label for t, _ in pairs], [a is label for _, a in pairs]
        assert row.by_class[label].f1 == pytest.approx(f1_score(truth, answers, zero_division=0))
        assert row.by_class[label].n == sum(truth)


def test_a_finding_invented_where_the_truth_is_silent_lowers_the_score() -> None:
    silent = one_finding([(P, P), (A, A)])
    invented = one_finding([(P, P), (A, P)])
    assert scores(silent, findings=[EDEMA], seed=1).mean_weighted_f1 == 1.0
    assert scores(invented, findings=[EDEMA], seed=1).mean_weighted_f1 == pytest.approx(2 / 3)


def test_an_unanswered_slot_is_missed_and_counted_but_accuses_no_other_class() -> None:
    cases = [
        Judged(report_id=ReportId("a"), truth={EDEMA: P}, answers={EDEMA: P}),
        Judged(report_id=ReportId("b"), truth={EDEMA: P}, answers={}),
        Judged(report_id=ReportId("c"), truth={EDEMA: N}, answers={EDEMA: N}),
    ]
    result = scores(cases, findings=[EDEMA], seed=1, resamples=0)
    row = result.per_finding[0]
    assert result.unanswered == row.unanswered == 1
    assert row.by_class[P].recall == 0.5
    assert row.by_class[P].precision == 1.0
    assert row.by_class[N].f1 == 1.0
    assert result.agreement == pytest.approx(2 / 3)


def test_a_finding_that_the_truth_never_mentions_drops_out_and_is_named() -> None:
    case = Judged(report_id=ReportId("a"), truth={EDEMA: P, FRACTURE: A}, answers={EDEMA: P, FRACTURE: P})
    result = scores([case], findings=[EDEMA, FRACTURE], seed=1)
    assert result.mean_weighted_f1 == 1.0
    assert result.absent == (FRACTURE,)
    assert result.per_finding[1].weighted_f1 is None
    assert result.per_finding[1].by_class[P].precision == 0.0


def test_macro_f1_is_over_findings_that_are_positive_somewhere() -> None:
    cases = [
        Judged(report_id=ReportId("a"), truth={EDEMA: P, FRACTURE: N}, answers={EDEMA: P, FRACTURE: N}),
        Judged(report_id=ReportId("b"), truth={EDEMA: P, FRACTURE: N}, answers={EDEMA: N, FRACTURE: N}),
    ]
    result = scores(cases, findings=[EDEMA, FRACTURE], seed=1, resamples=0)
    assert result.macro_f1_positive == pytest.approx(2 / 3)
    assert result.mean_weighted_f1 == pytest.approx((2 / 3 + 1) / 2)


def test_a_slot_that_the_truth_leaves_out_is_not_scored() -> None:
    case = Judged(report_id=ReportId("a"), truth={EDEMA: P}, answers={EDEMA: P, FRACTURE: P})
    result = scores([case], findings=[EDEMA, FRACTURE], seed=1)
    assert result.per_finding[1].n == 0
    assert result.agreement == 1.0


def test_nothing_to_score_gives_no_figure_rather_than_a_zero() -> None:
    result = scores([], findings=[EDEMA], seed=1)
    assert result.n_reports == 0
    assert result.mean_weighted_f1 is result.interval is result.macro_f1_positive is result.agreement is None
    assert result.reliability is None


def test_the_interval_holds_the_figure_and_the_seed_fixes_it() -> None:
    cases = random_cases(reports=120, seed=3)
    first, again, other = (scores(cases, findings=FINDINGS, seed=seed) for seed in (7, 7, 8))
    assert first.interval is not None
    assert first.mean_weighted_f1 is not None
    assert first.interval[0] < first.mean_weighted_f1 < first.interval[1]
    assert first.interval == again.interval != other.interval


def test_a_thousand_resamples_of_120_reports_take_under_five_seconds() -> None:
    cases = random_cases(reports=120, seed=3)
    start = time.process_time()
    scores(cases, findings=FINDINGS, seed=7, resamples=1000)
    assert time.process_time() - start < 5


def test_reports_of_one_patient_are_drawn_together_and_widen_the_interval() -> None:
    alone = random_cases(reports=60, seed=5)
    copies = [
        Judged(
            report_id=ReportId(f"{case.report_id}-{copy}"),
            truth=case.truth,
            answers=case.answers,
            patient_id=PatientId(case.report_id),
        )
        for case in alone
        for copy in range(4)
    ]
    grouped = scores(copies, findings=FINDINGS, seed=7)
    assert (grouped.n_reports, grouped.n_patients) == (240, 60)
    assert grouped.interval == pytest.approx(scores(alone, findings=FINDINGS, seed=7).interval)


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    def case(number: int, *, right: bool) -> Judged:
        return Judged(
            report_id=ReportId(f"r{number}"),
            truth={EDEMA: P if right else N},
            answers={EDEMA: P},
            probabilities={EDEMA: {P: 0.9, N: 0.1}},
        )

    result = scores([case(number, right=number % 2 == 0) for number in range(100)], findings=[EDEMA], seed=1)
    assert result.reliability is not None
    assert result.reliability.ece == pytest.approx(0.4)
    assert result.reliability.n == sum(part.n for part in result.reliability.bins) == 100
    assert {part.n for part in result.reliability.bins} == {10}


def test_agreeing_that_nothing_is_mentioned_does_not_flatter_the_calibration() -> None:
    quiet = Judged(report_id=ReportId("a"), truth={EDEMA: A}, answers={EDEMA: A}, probabilities={EDEMA: {A: 1.0}})
    missed = Judged(report_id=ReportId("b"), truth={EDEMA: P}, answers={EDEMA: A}, probabilities={EDEMA: {A: 1.0}})
    result = scores([quiet, missed], findings=[EDEMA], seed=1)
    assert result.reliability is not None
    assert (result.reliability.n, result.reliability.ece) == (1, 1.0)


def test_the_json_form_has_the_promised_names_and_plain_values() -> None:
    printed = json.loads(json.dumps(scores(random_cases(reports=20, seed=1), findings=FINDINGS, seed=1).to_json()))
    assert {
        "mean_weighted_f1",
        "macro_f1_positive",
        "interval",
        "ece",
        "per_finding",
        "n_reports",
        "absent",
    } <= set(printed)
    assert list(printed["per_finding"]) == list(FINDINGS)
    assert printed["per_finding"]["finding_0"]["classes"]["positive"]["n"] >= 1


def test_two_models_are_compared_on_the_same_patients() -> None:
    before = random_cases(reports=80, seed=2)
    after = [Judged(report_id=case.report_id, truth=case.truth, answers=case.truth) for case in before]
    gain = paired_difference(before, after, findings=FINDINGS, seed=1)
    assert gain is not None
    difference, interval = gain
    assert interval is not None
    assert 0 < interval[0] < difference < interval[1]
    assert paired_difference(before, before, findings=FINDINGS, seed=1) == (0.0, (0.0, 0.0))


def test_comparing_models_on_different_reports_is_our_bug() -> None:
    cases = random_cases(reports=3, seed=2)
    with pytest.raises(ValueError, match="same reports"):
        paired_difference(cases, cases[::-1], findings=FINDINGS, seed=1)


def test_a_failed_suggestion_answers_nothing() -> None:
    model = ModelRef(backbone="b", backbone_hash="sha256:1", adapter=None, adapter_hash=None, prompt_hash="sha256:2")
    common = {"taxonomy_id": TaxonomyId("t"), "taxonomy_version": "1", "model": model}
    failed = Suggestion(report_id=ReportId("r1"), error="too long", **common)
    good = Suggestion(
        report_id=ReportId("r2"),
        findings={EDEMA: FindingSuggestion(label=P, probabilities={P: 0.8, N: 0.2})},
        **common,
    )
    assert judged(failed, truth={EDEMA: P}).answers == {}
    assert judged(good, truth={EDEMA: P}).probabilities[EDEMA][P] == 0.8
