"""The session of rare findings: its places, its four ways, its share of chance, and where nothing helps."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from mosaic_desk.core.rare_findings import Candidates, Pick, Why, rare_first

COMMON, RARE = 0, 1
NAN = float("nan")


def archive(reports: int = 1000, *, seed: int = 1) -> Candidates:
    """A common finding in every third report, a rare one in every hundredth; words and model mostly see them."""
    rng = np.random.default_rng(seed)
    truth = rng.random((reports, 2)) < np.array([0.33, 0.01])
    present = np.clip(np.where(truth, 0.85, 0.05) + rng.normal(0, 0.08, truth.shape), 0, 1)
    return Candidates(
        unread=np.ones(reports, dtype=np.bool_),
        present=present,
        margins=np.abs(present - 0.5) * 2,
        hits=truth & (rng.random(truth.shape) < 0.8),
        confirmed=np.zeros(2, dtype=np.int64),
        targets=np.full(2, 40),
        embeddings=None,
        positives=[np.zeros(0, dtype=np.int64)] * 2,
        groups=np.arange(reports),
    )


def picked(candidates: Candidates, size: int, *, share: float = 0.0) -> list[Pick]:
    return rare_first(candidates, size=size, rng=np.random.default_rng(7), random_share=share)


def test_a_rare_finding_is_found_before_a_common_one() -> None:
    first = picked(archive(), 10)
    assert [pick.finding for pick in first[:5]].count(RARE) >= 3
    found = archive().present[[pick.report for pick in picked(archive(), 30)]]
    assert (found[:, RARE] > 0.5).sum() == (archive().present[:, RARE] > 0.5).sum()


def test_every_report_comes_once_and_only_while_unread() -> None:
    unread = np.arange(1000) % 2 == 0
    rows = [pick.report for pick in picked(replace(archive(), unread=unread), 200, share=0.2)]
    assert len(rows) == len(set(rows)) == 200
    assert all(row % 2 == 0 for row in rows)


def test_a_share_is_drawn_from_all_unread_reports_and_speaks_for_no_finding() -> None:
    picks = picked(archive(), 100, share=0.2)
    drawn = [pick for pick in picks if pick.why is Why.RANDOM]
    assert len(drawn) == 20
    assert {pick.finding for pick in drawn} == {None}
    other = [pick.report for pick in picked(archive(seed=2), 100, share=0.2) if pick.why is Why.RANDOM]
    assert [pick.report for pick in drawn] == other


def test_what_is_drawn_hangs_on_nothing_but_chance() -> None:
    without = replace(archive(), present=np.full((1000, 2), NAN), hits=np.zeros((1000, 2), dtype=np.bool_))
    of = [
        [pick.report for pick in picked(one, 50, share=0.2) if pick.why is Why.RANDOM] for one in (archive(), without)
    ]
    assert of[0] == of[1]


def test_a_finding_with_enough_positives_gets_no_place() -> None:
    enough = replace(archive(), confirmed=np.array([40, 0]))
    assert {pick.finding for pick in picked(enough, 30)} == {RARE}
    nothing_lacks = replace(archive(), confirmed=np.array([40, 90]))
    assert picked(nothing_lacks, 30) == []


def test_a_finding_that_is_nowhere_leaves_its_places_to_the_others() -> None:
    one = archive()
    nowhere = replace(
        one, present=one.present * np.array([1, 0]), hits=one.hits & np.array([True, False]),
        margins=np.where(np.array([True, False]), one.margins, 1.0),
    )  # fmt: skip
    picks = picked(nowhere, 40)
    assert len(picks) == 40
    assert {pick.finding for pick in picks} == {COMMON}


def test_reports_like_a_confirmed_positive_are_picked_and_say_which() -> None:
    one = archive()
    embeddings = np.random.default_rng(1).normal(size=(1000, 8)).astype(np.float16)
    embeddings[100:110] = embeddings[7] + np.float16(0.01) * np.arange(10, dtype=np.float16)[:, None]
    like = replace(
        one, embeddings=embeddings, positives=[np.zeros(0, dtype=np.int64), np.array([7])],
        hits=np.zeros_like(one.hits), present=np.full_like(one.present, NAN), margins=np.full_like(one.margins, NAN),
        unread=np.arange(1000) != 7,
    )  # fmt: skip
    picks = picked(like, 10)
    assert {(pick.why, pick.finding, pick.other) for pick in picks} == {(Why.LIKE, RARE, 7)}
    assert {pick.report for pick in picks} == set(range(100, 110))


def test_where_words_and_model_part_is_worth_a_place() -> None:
    one = archive()
    parted = replace(one, hits=np.zeros_like(one.hits), margins=np.ones_like(one.margins))
    picks = [pick for pick in picked(parted, 10) if pick.finding == RARE]
    assert picks
    assert picks[0].why is Why.DISAGREES
    assert one.present[picks[0].report, RARE] >= 0.5


def test_near_duplicates_are_folded_into_one() -> None:
    twins = replace(archive(), groups=np.arange(1000) // 2)
    rows = [pick.report // 2 for pick in picked(twins, 100, share=0.1)]
    assert len(rows[:90]) == len(set(rows[:90]))


def test_all_reports_alike_come_as_one() -> None:
    alike = replace(archive(), groups=np.zeros(1000, dtype=np.int64))
    assert len(picked(alike, 30)) == 1


def test_no_two_neighbours_are_there_for_the_same_finding_while_both_lack_some() -> None:
    even = replace(archive(), present=np.full((1000, 2), NAN), hits=np.ones((1000, 2), dtype=np.bool_))
    findings = [pick.finding for pick in picked(replace(even, targets=np.array([400, 400])), 20)]
    assert all(one != next_one for one, next_one in pairwise(findings))


@pytest.mark.parametrize("reports", [0, 1])
def test_few_reports_give_few_picks(reports: int) -> None:
    assert len(picked(archive(reports), 20, share=0.5)) <= reports


def test_nothing_is_left_when_every_report_is_read() -> None:
    assert picked(replace(archive(), unread=np.zeros(1000, dtype=np.bool_)), 20, share=0.2) == []


def test_without_a_model_words_alone_rank() -> None:
    one = archive()
    wordy = replace(one, present=np.full_like(one.present, NAN), margins=np.full_like(one.margins, NAN))
    picks = picked(wordy, 20)
    assert {pick.why for pick in picks} == {Why.LEXICON}
    assert [pick.finding for pick in picks[:8]].count(RARE) >= 3


def test_probabilities_that_are_missing_for_some_hide_no_other_report() -> None:
    one = archive()
    present = one.present.copy()
    present[::2] = NAN
    rows = {pick.report for pick in picked(replace(one, present=present), 60)}
    assert any(row % 2 == 1 for row in rows)
    assert len(rows) == 60
