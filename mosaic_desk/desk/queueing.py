"""Which unread reports come next, and why: the queues of an open project.

Beside every queue stands its share of first reads: drawn at random from all unread reports before the queue is
looked at, so that what they measure is no figure of the queue. A report that was drawn is there for no finding,
because a reason would tell what the model says. What a queue is ranked by is `desk.queue_material`, and by which
formula `core.acquisition` and `core.rare_findings`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.acquisition import entropy, fold_likes, margin
from mosaic_desk.core.calibration import MIN_SLOTS
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queued import QueuedReport, QueueKind, Reason, name_in_sentence, reason_sentence
from mosaic_desk.core.rare_findings import Candidates, Pick, Why, rare_first
from mosaic_desk.desk.first_read_share import first_read_share
from mosaic_desk.desk.queue_material import Material
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.store import Project

TARGET = MIN_SLOTS
"""Confirmed positives of a finding that are enough, where nobody says: what a temperature of its own needs."""

_PRESENT = (MentionClass.POSITIVE, MentionClass.UNCERTAIN)
_Rows = NDArray[np.int64]
_Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueOrder:
    """What is wanted: how many reports, by what, how many confirmed positives of which finding.

    `random_share` 0 to 1 of them are drawn at random; None is what the project says, 0 for whoever draws on their
    own. A finding without a target has `TARGET`. `language` is that of the findings' names.
    """

    kind: QueueKind = QueueKind.RARE
    size: int = 20
    random_share: float | None = None
    targets: Mapping[FindingId, int] = field(default_factory=dict)
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Standing:
    """What stands in the project now, as rows of the material: short questions, asked again after a commit."""

    unread: NDArray[np.bool_]  # (R,)
    pending: _Rows  # drawn at random earlier and still unread, the one drawn longest ago first
    positives: Sequence[_Rows]  # F times the rows of its confirmed positives
    told: NDArray[np.bool_]  # (R, F): a label of this report, or of one with like text, answers it already


def queued_reports(
    project: Project, material: Material, order: QueueOrder, *, chance: np.random.Generator
) -> tuple[QueuedReport, ...]:
    """The next reports, each once; fewer than asked for where fewer are unread."""
    with project.at_once():
        standing = standing_of(project, material)
        size = min(order.size, int(standing.unread.sum()))
        share = first_read_share(project) if order.random_share is None else order.random_share
        drawn = _drawn(standing, size=size, share=1.0 if order.kind is QueueKind.RANDOM else share, chance=chance)
        others = standing.unread.copy()
        others[drawn], others[standing.pending] = False, False
        chosen = ranked(material, standing, order, unread=others, size=size - len(drawn), chance=chance)
        # What was drawn earlier is never ranked: where nothing else is left, more of it comes.
        left = np.setdiff1d(standing.pending, drawn)[: size - len(drawn) - len(chosen)]
        picks = _merged(chosen, _random_picks([*drawn, *left]))
        return _told(project, material, standing, order, picks)


def standing_of(project: Project, material: Material) -> Standing:
    """What stands now."""
    source, reports = project.queue_source(material.taxonomy), len(material.positions)
    unread = np.zeros(reports, dtype=np.bool_)
    unread[material.rows_of(source.unread())] = True
    positives: dict[FindingId, list[int]] = {finding_id: [] for finding_id in material.taxonomy.finding_ids}
    for finding_id, position in source.positives():
        positives[finding_id].append(position)
    return Standing(
        unread=unread,
        pending=material.rows_of(source.pending()),
        positives=[material.rows_of(places) for places in positives.values()],
        told=_told_already(material, done=source.done(), earlier=source.done_earlier()),
    )


def _told_already(
    material: Material, *, done: Iterable[int], earlier: Iterable[tuple[FindingId, int]]
) -> NDArray[np.bool_]:
    """A copy of a report that is done teaches little, nor does what was asked under an earlier version."""
    told = np.zeros(material.hits.shape, dtype=np.bool_)
    told[np.isin(material.groups, material.groups[material.rows_of(done)])] = True
    columns = {finding_id: column for column, finding_id in enumerate(material.taxonomy.finding_ids)}
    places: dict[FindingId, list[int]] = {}
    for finding_id, position in earlier:
        places.setdefault(finding_id, []).append(position)
    for finding_id in columns.keys() & places.keys():
        told[material.rows_of(places[finding_id]), columns[finding_id]] = True
    return told


def _drawn(standing: Standing, *, size: int, share: float, chance: np.random.Generator) -> _Rows:
    """The rows that are read first: those drawn earlier, then as many of all unread ones as are wanted.

    The share of a single report is a chance, so that whoever asks for one at a time is served it too.
    """
    wanted = int(size * share + chance.random())
    unread = np.flatnonzero(standing.unread)
    fresh = chance.permutation(np.setdiff1d(unread, standing.pending))
    return np.concatenate([standing.pending, fresh]).astype(np.int64)[:wanted]


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
        return _least_sure(material, standing, unread=unread, size=size, by=order.kind)
    candidates = candidates_of(material, standing, order, unread=unread)
    picks = rare_first(candidates, size=size, rng=chance, random_share=0.0)
    left = unread.copy()
    left[[pick.report for pick in picks]] = False
    more = _least_sure(material, standing, unread=left, size=size - len(picks), by=QueueKind.MARGIN)
    return [*picks, *more]


def candidates_of(
    material: Material, standing: Standing, order: QueueOrder, *, unread: NDArray[np.bool_]
) -> Candidates:
    """What the ranking by rare findings asks for."""
    taxonomy = material.taxonomy
    return Candidates(
        unread=unread,
        present=np.where(standing.told, np.float32(np.nan), _present(material)),
        margins=_margins(material, standing),
        hits=material.hits & ~standing.told,
        confirmed=np.array([len(rows) for rows in standing.positives], dtype=np.int64),
        targets=np.array([order.targets.get(one, TARGET) for one in taxonomy.finding_ids], dtype=np.int64),
        embeddings=None,
        positives=list(standing.positives),
        groups=material.groups,
    )


def _present(material: Material) -> _Floats:
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
    material: Material, standing: Standing, *, unread: NDArray[np.bool_], size: int, by: QueueKind
) -> list[Pick]:
    """By the finding of each report of which the model is least sure; the others behind them, as imported."""
    if size <= 0 or not unread.any():
        return []
    doubts = -_margins(material, standing)  # not a number where nothing would be learned
    if by is QueueKind.ENTROPY:
        doubts = np.where(np.isnan(doubts), np.nan, entropy(material.probabilities))
    rows = np.flatnonzero(unread)
    of_rows = np.where(np.isnan(doubts[rows]), -np.inf, doubts[rows])  # (unread, F)
    best = of_rows.max(axis=1, initial=-np.inf)
    order = np.argsort(-best, kind="stable")[: int(np.isfinite(best).sum())]
    folded = fold_likes(rows[order], material.groups)[:size]
    findings = dict(zip(rows.tolist(), of_rows.argmax(axis=1).tolist(), strict=True))
    picks = [Pick(report=int(row), finding=findings[int(row)], why=Why.UNSURE, other=None) for row in folded]
    rest = np.setdiff1d(rows, folded)[: size - len(picks)]
    return [*picks, *_as_imported(rest)]


def _as_imported(rows: _Rows) -> list[Pick]:
    return [Pick(report=int(row), finding=None, why=Why.AS_IMPORTED, other=None) for row in rows]


def _random_picks(rows: Iterable[int]) -> list[Pick]:
    return [Pick(report=int(row), finding=None, why=Why.RANDOM, other=None) for row in rows]


def _merged(ranked: Sequence[Pick], drawn: Sequence[Pick]) -> list[Pick]:
    """The drawn ones evenly among the ranked ones."""
    whole, at, merged = len(ranked) + len(drawn), 0, list[Pick]()
    for place in range(whole):
        if at < len(drawn) and (2 * at + 1) * whole <= (2 * place + 1) * len(drawn):
            merged.append(drawn[at])
            at += 1
        else:
            merged.append(ranked[place - at])
    return merged


def _told(
    project: Project, material: Material, standing: Standing, order: QueueOrder, picks: Sequence[Pick]
) -> tuple[QueuedReport, ...]:
    """The picks with the ids of their reports, and each with its reason."""
    rows = {row for pick in picks for row in (pick.report, pick.other) if row is not None}
    ids = project.queue_source(material.taxonomy).report_ids([int(material.positions[row]) for row in sorted(rows)])
    by_row = {row: ids[int(material.positions[row])] for row in rows}
    findings = shown_taxonomy(material.taxonomy, order.language).findings
    names = [name_in_sentence(finding.name(order.language), order.language) for finding in findings]
    pending = set(standing.pending.tolist())
    return tuple(
        _queued(pick, material, standing, order, by_row=by_row, names=names, was_drawn=pick.report in pending)
        for pick in picks
    )


def _queued(
    pick: Pick, material: Material, standing: Standing, order: QueueOrder, *, by_row: Mapping[int, ReportId],
    names: Sequence[str], was_drawn: bool,
) -> QueuedReport:
    column = pick.finding
    reason = Reason(
        why=pick.why,
        confirmed=None if column is None else _wanting(material, standing, order, column),
        like=None if pick.other is None else by_row[pick.other],
        is_named=column is not None and bool(material.hits[pick.report, column]),
        was_drawn=was_drawn,
    )
    return QueuedReport(
        report_id=by_row[pick.report],
        finding_id=None if column is None else material.taxonomy.finding_ids[column],
        reason=reason,
        sentence=reason_sentence(reason, None if column is None else names[column]),
    )


def _wanting(material: Material, standing: Standing, order: QueueOrder, column: int) -> int | None:
    """How many positives stand where more of them are what the queue looks for; else None."""
    confirmed = len(standing.positives[column])
    target = order.targets.get(material.taxonomy.finding_ids[column], TARGET)
    return confirmed if order.kind is QueueKind.RARE and confirmed < target else None
