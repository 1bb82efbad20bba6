"""Formulas of acquisition: against their definitions, and against scipy and scikit-learn."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from sklearn.neighbors import NearestNeighbors

from mosaic_desk.core.acquisition import (
    centre_of,
    chased,
    deficits,
    disagreement,
    entropy,
    fold_likes,
    label_doubt,
    least_first,
    likeness,
    margin,
    nearest,
    quotas,
)  # fmt: skip

NAN = float("nan")


def drawn(*shape: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.ones(shape[-1]), size=shape[:-1]).astype(np.float32)


def test_margin_is_the_likeliest_class_ahead_of_the_second() -> None:
    assert margin(np.array([[[0.5, 0.3, 0.2], [1.0, 0.0, 0.0]]])) == pytest.approx(np.array([[0.2, 1.0]]))
    some = drawn(50, 4, 3)
    assert margin(some) == pytest.approx(np.diff(np.sort(some, axis=-1)[..., -2:], axis=-1)[..., 0])


def test_the_only_class_of_a_taxonomy_leaves_no_doubt() -> None:
    assert margin(np.ones((2, 3, 1), dtype=np.float32)).tolist() == [[1.0] * 3] * 2


def test_entropy_is_that_of_scipy() -> None:
    some = drawn(50, 4, 3)
    assert entropy(some) == pytest.approx(scipy.stats.entropy(some, axis=-1), abs=1e-6)
    assert entropy(np.array([[[1.0, 0.0]]])).tolist() == [[0.0]]


def test_what_nobody_knows_has_no_margin_and_no_entropy() -> None:
    some = drawn(3, 2, 3)
    some[1, 0, 2] = NAN
    for told in (margin(some), entropy(some)):
        assert np.isnan(told).tolist() == [[False, False], [True, False], [False, False]]


def test_disagreement_is_half_the_distance_of_two_answers() -> None:
    one, other = np.array([[[1.0, 0.0, 0.0]]]), np.array([[[0.2, 0.8, 0.0]]])
    assert disagreement(one, other) == pytest.approx(np.array([[0.8]]))
    assert disagreement(one, one).tolist() == [[0.0]]


def test_a_label_is_doubted_as_far_as_the_model_holds_another_likelier() -> None:
    told = np.array([[[0.7, 0.2, 0.1]], [[0.7, 0.2, 0.1]], [[0.7, 0.2, 0.1]], [[NAN, NAN, NAN]]])
    doubt = label_doubt(told, np.array([[0], [2], [-1], [1]]))
    assert doubt[:2, 0] == pytest.approx([-0.5, 0.6])
    assert np.isnan(doubt[2:]).all()


def test_a_finding_lacks_what_its_target_is_above_its_positives() -> None:
    assert deficits(np.array([0, 12, 50]), np.array([40, 40, 40])).tolist() == [40, 28, 0]


def test_a_common_finding_is_not_chased_because_it_comes_by_itself() -> None:
    needs = chased(np.array([40.0, 40, 0]), np.array([0.6, 0.01, 0.3]))
    assert needs == pytest.approx([0.0, 39.2, 0.0])
    assert chased(np.array([10.0, 10]), np.array([1.0, 1.0])).tolist() == [10, 10]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.integers(0, 500))
def test_places_are_given_away_whole_and_in_proportion(needs: list[float], size: int) -> None:
    shared = quotas(np.array(needs), size)
    assert shared.sum() == (size if sum(needs) > 0 else 0)
    assert (shared >= 0).all()
    if sum(needs) > 0:
        assert np.abs(shared - np.array(needs) * size / sum(needs)).max() <= 1 + 1e-6


def test_the_nearest_anchor_is_that_of_scikit_learn() -> None:
    rng = np.random.default_rng(3)
    embeddings = rng.normal(size=(40_000, 16)).astype(np.float16)
    anchors = [np.array([5, 9, 20_000]), np.array([], dtype=np.int64), np.array([39_999])]
    centre = centre_of(embeddings)
    best = likeness(embeddings, anchors, centre=centre)
    wide = embeddings.astype(np.float32) - embeddings.astype(np.float64).mean(axis=0).astype(np.float32)
    oracle = NearestNeighbors(n_neighbors=1, metric="cosine", algorithm="brute").fit(wide[anchors[0]])
    distances, places = oracle.kneighbors(wide[:500])
    assert best[:500, 0] == pytest.approx(1 - distances[:, 0], abs=1e-4)
    told = [nearest(embeddings, row, anchors[0], centre=centre) for row in range(500)]
    assert told == anchors[0][places[:, 0]].tolist()
    assert set(best[:, 1].tolist()) == {-1}
    assert best[39_999, 2] == pytest.approx(1.0, abs=1e-3)


def test_a_report_without_an_embedding_is_like_none() -> None:
    embeddings = np.random.default_rng(1).normal(size=(6, 4)).astype(np.float16)
    embeddings[2] = NAN
    best = likeness(embeddings, [np.array([0, 2]), np.array([2])], centre=centre_of(embeddings))
    assert best[2].tolist() == [-1.0, -1.0]
    assert set(best[:, 1].tolist()) == {-1}
    assert best[0, 0] == pytest.approx(1.0, abs=1e-3)
    assert nearest(embeddings, 0, np.array([0, 2]), centre=centre_of(embeddings)) == 0


def test_reports_that_are_all_alike_are_like_none() -> None:
    alike, none = np.ones((5, 4), dtype=np.float16), np.zeros((0, 4), dtype=np.float16)
    assert likeness(alike, [np.array([0])], centre=centre_of(alike)).tolist() == [[-1.0]] * 5
    assert likeness(none, [np.array([], dtype=np.int64)], centre=centre_of(none)).shape == (0, 1)


@given(st.lists(st.one_of(st.just(NAN), st.floats(-5, 5)), max_size=40), st.integers(0, 50))
def test_the_least_come_first_and_the_unknown_not_at_all(values: list[float], size: int) -> None:
    rows = np.arange(len(values))[::-1]
    found = least_first(np.array(values), rows, size).tolist()
    known = sorted(value for value in values if value == value)
    assert [values[row] for row in found] == known[:size]


def test_of_near_duplicates_the_first_stays() -> None:
    assert fold_likes(np.array([4, 1, 3, 0]), np.array([7, 8, 9, 8, 7])).tolist() == [4, 1]
