"""A reader who knows the truth reads what a queue serves, and counts what was found on the way.

The queues are the program's own: the same ranking over the same arrays, asked again every twenty reports. Knows no
file and no model.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.queued import QueueKind
from mosaic_desk.desk.queue_material import Material
from mosaic_desk.desk.queueing import QueueOrder, Standing, ranked

_AT_ONCE = 20


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Archive:
    """R reports that nobody has read: what they are ranked by, and what is true of them."""

    material: Material
    positive: NDArray[np.bool_]  # (R, F)

    @property
    def prevalence(self) -> NDArray[np.float64]:
        """(F,): the share of reports that are positive."""
        shares: NDArray[np.float64] = self.positive.mean(axis=0)
        return shares


def reading_order(archive: Archive, kind: QueueKind, *, size: int, share: float, seed: int) -> NDArray[np.int64]:
    """The rows in the order in which they are served, at most `size`; `share` of them drawn from all unread ones."""
    chance = np.random.default_rng(seed)
    material, reports = archive.material, len(archive.positive)
    unread = np.ones(reports, dtype=np.bool_)
    served = np.zeros(0, dtype=np.int64)
    order = QueueOrder(kind=kind, size=_AT_ONCE, random_share=0.0)
    while len(served) < size and unread.any():
        wanted = min(_AT_ONCE, size - len(served))
        drawn = _drawn(unread, wanted, 1.0 if kind is QueueKind.RANDOM else share, chance)
        left = unread.copy()
        left[drawn] = False
        standing = _standing(archive, unread=unread, served=served)
        picks = ranked(material, standing, order, unread=left, size=wanted - len(drawn), chance=chance)
        rows = np.array([*drawn, *(pick.report for pick in picks)], dtype=np.int64)
        if not len(rows):
            break
        served = np.concatenate([served, chance.permutation(rows)])
        unread[rows] = False
    return served


def _drawn(unread: NDArray[np.bool_], wanted: int, share: float, chance: np.random.Generator) -> NDArray[np.int64]:
    many = int(wanted * share + chance.random())
    return chance.permutation(np.flatnonzero(unread))[: min(many, wanted)]


def _standing(archive: Archive, *, unread: NDArray[np.bool_], served: NDArray[np.int64]) -> Standing:
    groups = archive.material.groups
    told = np.zeros(archive.positive.shape, dtype=np.bool_)
    told[np.isin(groups, groups[served])] = True
    return Standing(
        unread=unread,
        pending=np.zeros(0, dtype=np.int64),
        positives=[served[archive.positive[served, column]] for column in range(archive.positive.shape[1])],
        told=told,
    )


def found_in_first(archive: Archive, served: NDArray[np.int64], first: int, columns: Sequence[int]) -> int:
    """Positives of these findings among the first reports that were read."""
    return int(archive.positive[served[:first]][:, columns].sum())
