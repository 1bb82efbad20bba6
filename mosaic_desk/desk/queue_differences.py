"""The queues of what differs: words from model, model from the one before it, label from model, like from like.

Plain functions of arrays. A difference says “look”, or “look again”; which side is right it does not know.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.acquisition import disagreement, label_doubt
from mosaic_desk.core.rare_findings import Pick, Why
from mosaic_desk.desk.queue_material import Material
from mosaic_desk.desk.queue_ranking import Standing, most_doubted, present_of

_APART = 0.5
"""The least difference, 0 to 1, that is one: the two sides then hold different answers likely."""
_SURE = 0.5
"""How much likelier than the label the model must hold its own answer before anybody is asked to look again."""


def disagreements(
    material: Material, standing: Standing, former: Material | None, *, unread: NDArray[np.bool_], size: int
) -> list[Pick]:
    """At most `size` unread reports whose words, or whose former suggestion, say something else; the most first.

    Where the words name the finding the model should suggest it, and where it suggests it they should name it.
    """
    present = np.where(standing.told, np.float32(np.nan), present_of(material))
    words = np.where(material.hits, 1 - present, present)  # (R, F)
    adapters = np.where(standing.told, np.float32(np.nan), _between(material, former))
    largest = np.fmax(words, adapters)
    largest[~(largest >= _APART)] = np.nan
    picks = most_doubted(largest, material.groups, unread=unread, size=size, why=Why.DISAGREES)
    return [_told_which(pick, words=words, adapters=adapters) for pick in picks]


def _between(material: Material, former: Material | None) -> NDArray[np.float32]:
    """(R, F): how far the suggestion is from the one before it; not a number where there is only one."""
    apart = np.full(material.hits.shape, np.nan, dtype=np.float32)
    if former is not None:
        rows = material.rows_of(former.positions)
        theirs = former.rows_of(material.positions[rows])
        apart[rows] = disagreement(material.probabilities[rows], former.probabilities[theirs])
    return apart


def _told_which(pick: Pick, *, words: NDArray[np.float32], adapters: NDArray[np.float32]) -> Pick:
    place = pick.report, pick.finding
    is_words = not np.nan_to_num(adapters[place]) > np.nan_to_num(words[place])
    return pick if is_words else Pick(report=pick.report, finding=pick.finding, why=Why.ADAPTERS_DIFFER)


def label_errors(
    material: Material, labels: NDArray[np.int64], *, learned: NDArray[np.bool_], size: int
) -> list[Pick]:
    """At most `size` reports that are done, where the model is surest of another answer than a label; the most first.

    `labels` (R, F) are places among the taxonomy's classes, below 0 where there is none. `learned` (R,): the model
    that suggests has seen this report's labels, so that its agreement would say nothing; neither do bare answers.
    """
    can_tell = (labels >= 0).any(axis=1) & ~learned & ~material.is_bare
    rows = np.flatnonzero(can_tell)
    doubts = np.full(labels.shape, np.nan)
    doubts[rows] = label_doubt(material.probabilities[rows], labels[rows])
    doubts[~(doubts > _SURE)] = np.nan
    return most_doubted(doubts, np.arange(len(doubts)), unread=can_tell, size=size, why=Why.DOUBTED)


def look_alikes(
    material: Material, done: NDArray[np.int64], *, unread: NDArray[np.bool_], size: int
) -> list[Pick]:
    """At most `size` unread reports of which a like is done, the largest group first, each with the last one done."""
    of_group = dict(zip(material.groups[done].tolist(), done.tolist(), strict=True))
    rows = np.flatnonzero(unread & np.isin(material.groups, material.groups[done]))
    groups, first, at, counts = np.unique(
        material.groups[rows], return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((rows, first[at], -counts[at]))[: max(size, 0)] if len(groups) else rows
    return [
        Pick(report=row, finding=None, why=Why.LIKE, other=of_group[group])
        for row, group in zip(rows[order].tolist(), material.groups[rows[order]].tolist(), strict=True)
    ]


def found(rows: Sequence[int] | NDArray[np.int64], *, unread: NDArray[np.bool_], size: int) -> list[Pick]:
    """At most `size` unread reports among those that a search found, in its order."""
    chosen = [int(row) for row in rows if unread[row]][: max(size, 0)]
    return [Pick(report=row, finding=None, why=Why.FOUND) for row in chosen]
