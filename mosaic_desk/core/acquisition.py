"""By what unread reports are ranked: formulas over probabilities, labels and embeddings, each a plain function.

R reports × F findings × C classes; what nobody knows is not a number and comes last. Nothing here reads a file, a
clock or chance that is not passed in. The session that puts them together is `core.rare_findings`.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Rows = NDArray[np.int64]

_AT_ONCE = 16_384  # rows of embeddings that are widened to float32 together
_ANCHORS = 32
"""Confirmed positives of one finding that reports are compared with; more of them cost time and told nothing new."""


def margin(probabilities: Floats) -> Floats:
    """How far the likeliest class is ahead of the second, 0 to 1: (R, F, C) to (R, F).

    Least is least sure (T. Scheffer et al., IDA 2001). Not a number where a probability is none; 1 with one class.
    """
    if probabilities.shape[-1] < 2:
        return np.where(np.isnan(probabilities).any(axis=-1), np.nan, np.float32(1.0))
    two = np.partition(probabilities, -2, axis=-1)[..., -2:]
    return np.where(np.isnan(probabilities).any(axis=-1), np.nan, two[..., 1] - two[..., 0])


def entropy(probabilities: Floats) -> Floats:
    """How even the probabilities are, in nats: (R, F, C) to (R, F); most is least sure. C. E. Shannon, 1948."""
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(probabilities == 0, 0, probabilities * np.log(probabilities))
    sums: Floats = np.abs(parts.sum(axis=-1))  # of one sure class it would be −0
    return sums


def disagreement(one: Floats, other: Floats) -> Floats:
    """Total variation between two answers, 0 to 1: twice (R, F, C) to (R, F). For two adapters, or two readers."""
    apart: Floats = np.abs(one - other).sum(axis=-1) / 2
    return apart


def label_doubt(probabilities: Floats, labels: NDArray[np.int64]) -> Floats:
    """How much likelier the model holds its own class than the label that was given, −1 to 1.

    (R, F, C) and (R, F) to (R, F); a label below 0 is none. Above 0 the model says something else, and the higher
    the surer: the normalised margin of confident learning (C. Northcutt et al., JAIR 70, 2021). It measures only
    where the model never learned the report. A high one means “look again”.
    """
    known = labels >= 0
    at = np.where(known, labels, 0)[..., None]
    given = np.take_along_axis(probabilities, at, axis=-1)[..., 0]
    others = probabilities.copy()
    np.put_along_axis(others, at, -np.inf, axis=-1)
    return np.where(known & ~np.isnan(given), others.max(axis=-1) - given, np.nan)


def deficits(confirmed: NDArray[np.int64], targets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Confirmed positives that each finding still lacks, (F,)."""
    missing: NDArray[np.int64] = np.maximum(targets - confirmed, 0)
    return missing


def chased(missing: Floats, shares: Floats) -> Floats:
    """What of each deficit has to be looked for, (F,): the rest comes by itself while the others are looked for.

    `shares` are the findings' shares of all reports, 0 to 1. A finding in every fifth report needs no place of its
    own among findings that need five hundred reports together. Where all come by themselves, the deficits.
    """
    by_itself = np.nan_to_num(shares) * missing.sum()
    left = np.maximum(missing - by_itself, 0)
    return left if left.sum() > 0 else missing.copy()


def quotas(needs: Floats, size: int) -> NDArray[np.int64]:
    """`size` places shared in proportion to the needs, (F,), by largest remainder; none where nothing is needed."""
    total = float(needs.sum())
    if total <= 0 or size <= 0:
        return np.zeros(len(needs), dtype=np.int64)
    parts = np.asarray(needs, dtype=np.float64) * size / total
    whole = np.floor(parts).astype(np.int64)
    first = np.argsort(-(parts - whole), kind="stable")[: size - int(whole.sum())]
    whole[first] += 1
    return whole


def centre_of(embeddings: NDArray[np.float16]) -> NDArray[np.float32]:
    """(D,): the mean of the reports that have an embedding; zeros where none has."""
    total, count = np.zeros(embeddings.shape[1], dtype=np.float64), 0
    for start in range(0, len(embeddings), _AT_ONCE):
        some = embeddings[start : start + _AT_ONCE].astype(np.float32)
        sums = some.sum(axis=1)
        if not np.isfinite(sums).all():
            some = some[np.isfinite(sums)]
        total, count = total + some.sum(axis=0), count + len(some)
    return (total / max(count, 1)).astype(np.float32)


def likeness(
    embeddings: NDArray[np.float16], anchors: Sequence[Rows], *, centre: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How like each report is to the nearest of some anchors: (R, D) and F lists of rows to (R, F).

    The greatest cosine after the centre of all reports is taken away, because states of a language model share one
    large direction. −1 where a report has no embedding, or a finding no anchor. Of many anchors the last `_ANCHORS`
    count. Goes over the reports in slices: 1,000,000 × 64 stay far below a gibibyte.
    """
    best = np.full((len(embeddings), len(anchors)), -1.0, dtype=np.float32)
    towards = [_known(_unit(embeddings[rows[-_ANCHORS:]], centre)) for rows in anchors]
    all_towards, ends = np.concatenate(towards), np.cumsum([len(some) for some in towards])
    if not len(all_towards):
        return best
    for start in range(0, len(embeddings), _AT_ONCE):
        # Anchors above reports: the greatest of long rows is found ten times as fast as that of short ones.
        cosines = all_towards @ _unit(embeddings[start : start + _AT_ONCE], centre).T  # (A, n)
        for column, (some, end) in enumerate(zip(towards, ends, strict=True)):
            if len(some):
                best[start : start + _AT_ONCE, column] = cosines[end - len(some) : end].max(axis=0)
    np.nan_to_num(best, copy=False, nan=-1.0)
    return best


def nearest(embeddings: NDArray[np.float16], report: int, anchors: Rows, *, centre: NDArray[np.float32]) -> int:
    """The anchor that a report is most like, as `likeness` measures; a row."""
    kept = anchors[-_ANCHORS:]
    cosines = _unit(embeddings[kept], centre) @ _unit(embeddings[report : report + 1], centre)[0]
    return int(kept[np.nanargmax(cosines)])


def _known(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return vectors[np.isfinite(vectors).all(axis=1)]


def _unit(embeddings: NDArray[np.float16], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, D) around the centre with length 1; not a number where there is no embedding, or no length."""
    away = embeddings.astype(np.float32) - centre
    with np.errstate(invalid="ignore", divide="ignore"):
        unit: NDArray[np.float32] = away / np.sqrt(np.einsum("nd,nd->n", away, away))[:, None]
    return unit


def least_first(values: Floats, rows: Rows, size: int) -> Rows:
    """At most `size` of the rows, those with the least value first; those whose value nobody knows are left out."""
    of_rows = values[rows]
    known = np.flatnonzero(~np.isnan(of_rows))
    if len(known) > size:
        known = np.sort(known[np.argpartition(of_rows[known], size)[:size]])
    return rows[known[np.argsort(of_rows[known], kind="stable")]]


def fold_likes(rows: Rows, groups: NDArray[np.int64]) -> Rows:
    """The rows in their order, of each group of near-duplicates only the first; `groups` (R,) of all reports."""
    firsts = np.unique(groups[rows], return_index=True)[1]
    return rows[np.sort(firsts)]
