"""The old adapter against the new one: figures by hand, and what the verdict makes of them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.comparison import Compared, compared_taxonomy
from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.verdict import Comparison, Outcome, comparison_of

P, N, U, M = MentionClass
EDEMA, NODULE = FindingId("edema"), FindingId("nodule")
FINDINGS = (EDEMA, NODULE)


def case(number: int, truth: Sequence[MentionClass], answers: Sequence[MentionClass], *, share: float = 0.9) -> Judged:
    said = dict(zip(FINDINGS, answers, strict=False))
    return Judged(
        report_id=ReportId(f"r{number}"),
        truth=dict(zip(FINDINGS, truth, strict=True)),
        answers=said,
        probabilities={
            finding: {other: share if other is label else (1 - share) / 3 for other in MentionClass}
            for finding, label in said.items()
        },
        patient_id=PatientId(f"p{number}"),
    )


def compared(
    before: Sequence[Judged], after: Sequence[Judged], *, guarded: Sequence[FindingId] = (), first_reads: int = 60
) -> Comparison:
    taxonomy = compared_taxonomy(
        TaxonomyId("chest"), before, after, findings=FINDINGS, guarded=guarded, n_first_reads=first_reads
    )
    return comparison_of([taxonomy])


def edema(comparison: Comparison) -> Compared:
    return comparison.taxonomies[0].findings[0].compared


TRUTH = [(P, M), (P, M), (P, N), (N, M)]
OLD = [(P, M), (N, M), (P, N), (P, M)]
NEW = [(P, M), (P, M), (N, N), (N, M)]


def cases(answers: Sequence[Sequence[MentionClass]], *, times: int = 1) -> list[Judged]:
    pairs = list(zip(TRUTH, answers, strict=True)) * times
    return [case(number, truth, said) for number, (truth, said) in enumerate(pairs)]


def test_the_figures_of_a_finding_are_those_counted_by_hand() -> None:
    found = edema(compared(cases(OLD), cases(NEW)))
    assert (found.n, found.n_positive) == (4, 3)
    assert found.before.sensitivity == pytest.approx(2 / 3) and found.after.sensitivity == pytest.approx(2 / 3)
    assert (found.before.specificity, found.after.specificity) == (0.0, 1.0)
    # Positive: F1 0.667 old, 0.8 new; negative: 0 old, 0.667 new; weighted 3 : 1.
    assert found.before.f1 == pytest.approx(0.75 * 2 / 3)
    assert found.after.f1 == pytest.approx(0.75 * 0.8 + 0.25 * 2 / 3)
    assert found.difference == pytest.approx(found.after.f1 - found.before.f1)
    # Four slots at 0.9, of which two and three were right.
    assert found.before.ece == pytest.approx(sum(abs(0.9 - right) for right in (1, 0, 1, 0)) / 4)


def test_newly_wrong_and_newly_right_reports_are_named() -> None:
    found = edema(compared(cases(OLD), cases(NEW)))
    assert (found.newly_wrong, found.newly_right) == (("r2",), ("r1", "r3"))


def test_an_unanswered_finding_counts_against_sensitivity_and_specificity() -> None:
    silent = [Judged(report_id=one.report_id, truth=one.truth, answers={}) for one in cases(NEW)]
    found = edema(compared(cases(NEW), silent))
    assert (found.after.sensitivity, found.after.specificity, found.after.ece) == (0.0, 0.0, None)
    assert found.newly_wrong == ("r0", "r1", "r3")


def test_a_clear_gain_on_enough_first_reads_asks_for_a_name_only() -> None:
    verdict = compared(cases(OLD, times=30), cases(NEW, times=30)).verdict
    assert (verdict.outcome, verdict.doubts, verdict.needs_reason) == (Outcome.BETTER, (), False)
    assert verdict.sentences[0].startswith("The new adapter is better than the old one: F1 ")
    assert "on 120 held-out reports of 120 patients" in verdict.sentence


def test_a_clear_loss_is_called_worse() -> None:
    verdict = compared(cases(NEW, times=30), cases(OLD, times=30)).verdict
    assert verdict.outcome is Outcome.WORSE and verdict.doubts == (
        "The new adapter answers fewer findings right; keep the old one.",
    )


def test_the_same_answers_are_no_gain() -> None:
    verdict = compared(cases(OLD, times=30), cases(OLD, times=30)).verdict
    assert verdict.outcome is Outcome.UNCLEAR and verdict.doubts == ("The difference may be chance.",)


@pytest.mark.parametrize(
    ("first_reads", "doubt"),
    [(0, "not blind"), (1, "Only 1 first read held out"), (49, "Only 49 first reads held out"), (50, None)],
)
def test_few_first_reads_are_a_doubt(first_reads: int, doubt: str | None) -> None:
    verdict = compared(cases(OLD, times=30), cases(NEW, times=30), first_reads=first_reads).verdict
    assert verdict.outcome is Outcome.BETTER
    assert verdict.needs_reason == (doubt is not None)
    assert doubt is None or doubt in verdict.doubts[0]


def lost(misses: int) -> Comparison:
    """Twenty positive nodules, of which the new adapter misses some, while edema gains a lot."""
    before = [case(number, (P, P), (N, P)) for number in range(20)]
    after = [case(number, (P, P), (P, N if number < misses else P)) for number in range(20)]
    return compared(before, after, guarded=[NODULE])


def test_a_guarded_finding_may_lose_the_margin_and_no_more() -> None:
    assert lost(1).verdict.doubts == (), "one of twenty is the margin itself"
    assert lost(2).verdict.doubts == (
        "nodule is guarded and lost sensitivity: 1.00 before, 0.90 now, of 20 positive reports.",
    )
    assert lost(2).verdict.outcome is Outcome.BETTER, "all in all it gained, and is not promoted without a reason"


def test_a_finding_that_is_not_guarded_may_lose_more() -> None:
    before = [case(number, (P, P), (N, P)) for number in range(20)]
    after = [case(number, (P, P), (P, N if number < 4 else P)) for number in range(20)]
    assert compared(before, after, guarded=[EDEMA]).verdict.doubts == ()


def test_a_guarded_finding_without_a_positive_report_is_told() -> None:
    verdict = compared(cases(OLD, times=30), cases(NEW, times=30), guarded=[NODULE]).verdict
    assert verdict.notes == ("No held-out report is positive for nodule, so nothing is known of them.",)
    assert not verdict.needs_reason


def test_a_gain_in_one_taxonomy_does_not_pay_for_a_loss_in_another() -> None:
    pairs = [(cases(OLD, times=30), cases(NEW, times=30)), (cases(NEW, times=30), cases(OLD, times=30))]
    parts = [
        compared_taxonomy(TaxonomyId(name), *pair, findings=FINDINGS, guarded=(), n_first_reads=60)
        for name, pair in zip(("chest", "brain"), pairs, strict=True)
    ]
    verdict = comparison_of(parts).verdict
    assert verdict.outcome is Outcome.WORSE
    assert "chest: The new adapter is better" in verdict.sentence and "brain: The new adapter is w" in verdict.sentence


def test_nothing_held_out_is_a_doubt_and_no_division_by_zero() -> None:
    for verdict in (compared([], []).verdict, comparison_of([]).verdict):
        assert verdict.outcome is Outcome.NOTHING and verdict.needs_reason


def test_reports_that_are_not_the_same_are_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="same reports"):
        compared(cases(OLD), cases(NEW)[::-1])


classes = st.sampled_from(list(MentionClass))
rows = st.lists(st.tuples(*[st.tuples(classes, classes)] * 3), max_size=12)


@given(rows)
def test_who_is_old_and_who_is_new_only_turns_the_signs(rows: Sequence[Sequence[Sequence[MentionClass]]]) -> None:
    one = [case(number, truth, said) for number, (truth, said, _) in enumerate(rows)]
    other = [case(number, truth, said) for number, (truth, _, said) in enumerate(rows)]
    there, back = edema(compared(one, other)), edema(compared(other, one))
    assert (there.before, there.after) == (back.after, back.before)
    assert (there.newly_wrong, there.newly_right) == (back.newly_right, back.newly_wrong)
    if there.difference is not None and there.interval is not None:
        assert there.difference == pytest.approx(-(back.difference or 0))
        assert there.interval == pytest.approx([-end for end in reversed(back.interval or ())])
