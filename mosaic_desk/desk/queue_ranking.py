"""By what the unread reports of a project are put in order: the formulas of `core` over what was read of it.

Plain functions of the material and of what stands now; a benchmark, which has no project, asks them too. The queues
of what differs are `desk.queue_differences`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.acquisition import entropy, fold_likes, margin
from mosaic_desk.core.calibration import MIN_SLOTS
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.rare_findings import Candidates, Pick, Why, rare_first
from mosaic_desk.desk.queue_material import Material

TARGET = MIN_SLOTS
"""Confirmed positives of a finding that are enough, where nobody says: what a temperature of its own needs."""

_PRESENT = (MentionClass.POSITIVE, MentionClass.UNCERTAIN)
_Rows = NDArray[np.int64]
_Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueOrder:
    """What is wanted: how many reports, by what, how many confirmed positives of which finding.

    `random_share` 0 to 1 of them are drawn at random; None is what the project says, 0 for whoever draws on their
    own. A finding without a target has `TARGET`; `favoured` ones are looked for before the others. `language` is that
    of the findings' names. `query` is what a search finds, `is_blind`: for a reader who answers before the suggestion
    is shown, so that no search may tell what it says.
    """

    kind: QueueKind = QueueKind.RARE
    size: int = 20
    random_share: float | None = None
    targets: Mapping[FindingId, int] = field(default_factory=dict)
    favoured: tuple[FindingId, ...] = ()
    language: str | None = None
    query: str = ""
    is_blind: bool = False


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Standing:
    """What stands in the project now, as rows of the material: short questions, asked again after a commit."""

    unread: NDArray[np.bool_]  # (R,)
    pending: _Rows  # drawn at random earlier and still unread, the one drawn longest ago first
    positives: Sequence[_Rows]  # F times the rows of its confirmed positives
    told: NDArray[np.bool_]  # (R, F): a label of this report, or of one with like text, answers it already


def ranked(
    material: Material, standing: Standing, order: QueueOrder, *, unread: NDArray[np.bool_], size: int,
    chance: np.random.Generator,
) -> list[Pick]:
    """At most `size` of the unread reports, best first; also for a benchmark, which has no project."""
    if size <= 0 or not unread.any():
        return []
    if order.kind is QueueKind.IMPORTED:
        return _as_imported(np.flatnonzero(unread)[:size])
    if order.kind is not QueueKind.RARE:
        return _least_sure(material, standing, order, unread=unread, size=size, by=order.kind)
    candidates = candidates_of(material, standing, order, unread=unread)
    picks = _favoured_first(candidates, _columns(material, order), size=size, chance=chance)
    left = _without(unread, picks)
    more = _least_sure(material, standing, order, unread=left, size=size - len(picks), by=QueueKind.MARGIN)
    return [*picks, *more]


def _columns(material: Material, order: QueueOrder) -> list[int]:
    """Where the favoured findings stand; empty where none is before another."""
    return [column for column, finding_id in enumerate(material.taxonomy.finding_ids) if finding_id in order.favoured]


def _without(unread: NDArray[np.bool_], picks: Sequence[Pick]) -> NDArray[np.bool_]:
    left = unread.copy()
    left[[pick.report for pick in picks]] = False
    return left


def _favoured_first(
    candidates: Candidates, favoured: Sequence[int], *, size: int, chance: np.random.Generator
) -> list[Pick]:
    """The places go to the favoured findings first; the others get what those leave."""
    if not favoured:
        return rare_first(candidates, size=size, rng=chance, random_share=0.0)
    targets = np.zeros_like(candidates.targets)
    targets[favoured] = candidates.targets[favoured]
    first = rare_first(replace(candidates, targets=targets), size=size, rng=chance, random_share=0.0)
    rest = replace(candidates, unread=_without(candidates.unread, first))
    return [*first, *rare_first(rest, size=size - len(first), rng=chance, random_share=0.0)]


def candidates_of(
    material: Material, standing: Standing, order: QueueOrder, *, unread: NDArray[np.bool_]
) -> Candidates:
    """What the ranking by rare findings asks for."""
    taxonomy = material.taxonomy
    return Candidates(
        unread=unread,
        present=np.where(standing.told, np.float32(np.nan), present_of(material)),
        margins=_margins(material, standing),
        hits=material.hits & ~standing.told,
        confirmed=np.array([len(rows) for rows in standing.positives], dtype=np.int64),
        targets=np.array([order.targets.get(one, TARGET) for one in taxonomy.finding_ids], dtype=np.int64),
        embeddings=material.embeddings,
        positives=list(standing.positives),
        groups=material.groups,
    )


def present_of(material: Material) -> _Floats:
    """(R, F): the probability that a finding is reported, surely or perhaps."""
    columns = [place for place, label in enumerate(material.taxonomy.classes) if label in _PRESENT]
    present: _Floats = material.probabilities[:, :, columns].sum(axis=2)
    return present


def _margins(material: Material, standing: Standing) -> _Floats:
    """(R, F): the margins of probabilities that measure something, where a label would tell something new."""
    of_nothing = material.is_bare[:, None] | standing.told
    margins: _Floats = np.where(of_nothing, np.float32(np.nan), margin(material.probabilities))
    return margins


def _least_sure(
    material: Material, standing: Standing, order: QueueOrder, *, unread: NDArray[np.bool_], size: int, by: QueueKind
) -> list[Pick]:
    """By the finding of each report of which the model is least sure; the others behind them, as imported."""
    if size <= 0 or not unread.any():
        return []
    doubts = -_margins(material, standing)  # not a number where nothing would be learned
    if by is QueueKind.ENTROPY:
        doubts = np.where(np.isnan(doubts), np.nan, entropy(material.probabilities))
    favoured = _columns(material, order)
    of_favoured = np.full_like(doubts, np.nan)
    of_favoured[:, favoured] = doubts[:, favoured]
    picks = most_doubted(of_favoured, material.groups, unread=unread, size=size) if favoured else []
    picks += most_doubted(doubts, material.groups, unread=_without(unread, picks), size=size - len(picks))
    rest = np.flatnonzero(_without(unread, picks))[: size - len(picks)]
    return [*picks, *_as_imported(rest)]


def most_doubted(
    doubts: _Floats, groups: NDArray[np.int64], *, unread: NDArray[np.bool_], size: int, why: Why = Why.UNSURE
) -> list[Pick]:
    """At most `size` of the reports, each by its finding of most doubt, the most first; no two near-duplicates.

    `doubts` (R, F); not a number where there is none.
    """
    rows = np.flatnonzero(unread)
    of_rows = np.where(np.isnan(doubts[rows]), -np.inf, doubts[rows])  # (unread, F)
    best = of_rows.max(axis=1, initial=-np.inf)
    order = np.argsort(-best, kind="stable")[: int(np.isfinite(best).sum())]
    folded = fold_likes(rows[order], groups)[: max(size, 0)]
    findings = dict(zip(rows.tolist(), of_rows.argmax(axis=1).tolist(), strict=True)) if len(folded) else {}
    return [Pick(report=int(row), finding=findings[int(row)], why=why) for row in folded]


def _as_imported(rows: _Rows) -> list[Pick]:
    return [Pick(report=int(row), finding=None, why=Why.AS_IMPORTED, other=None) for row in rows]
