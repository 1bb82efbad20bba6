"""Which reports come next, and why: the queues of an open project.

Beside every queue stands its share of first reads: drawn at random from all unread reports before the queue is
looked at, so that what they measure is no figure of the queue. A report that was drawn is there for no finding,
because a reason would tell what the model says. What a queue is ranked by is `desk.queue_material`, in what order
`desk.queue_ranking` and `desk.queue_differences`; here the project is asked what stands.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.queued import QueuedReport, QueueKind
from mosaic_desk.core.rare_findings import Pick, Why
from mosaic_desk.desk.first_read_share import first_read_share
from mosaic_desk.desk.giving_way import giving_way
from mosaic_desk.desk.queue_differences import disagreements, found, label_errors, look_alikes
from mosaic_desk.desk.queue_material import NO_MODEL, Material, former_material
from mosaic_desk.desk.queue_ranking import TARGET, QueueOrder, Standing, ranked
from mosaic_desk.desk.queue_telling import told
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.worklist import WorklistDesk
from mosaic_desk.exchange.learned_texts import learned_reports
from mosaic_desk.store import Project

__all__ = ["ENDING", "TARGET", "QueueOrder", "Standing", "queued_reports", "ranked", "standing_of"]

ENDING = frozenset({QueueKind.DISAGREEMENTS, QueueKind.LABEL_ERRORS, QueueKind.LOOK_ALIKES, QueueKind.SEARCH})
"""The kinds that end before the unread reports do: they hold what they are about and nothing else."""

_Rows = NDArray[np.int64]
FormerOf = Callable[[], Material | None]
"""What another model said before the suggestions that stand; asked only where it is needed."""


def queued_reports(
    project: Project, material: Material, order: QueueOrder, *, chance: np.random.Generator,
    former: FormerOf | None = None,
) -> tuple[QueuedReport, ...]:
    """The next reports, each once; fewer than asked for where the queue holds no more.

    Raises:
        InputError: if the query of a search cannot be understood.
    """
    former_of = former or (lambda: former_material(project, material.taxonomy))
    with project.at_once():
        standing = standing_of(project, material)
        is_of_done = order.kind is QueueKind.LABEL_ERRORS
        size = order.size if is_of_done else min(order.size, int(standing.unread.sum()))
        share = first_read_share(project) if order.random_share is None else order.random_share
        drawn = _drawn(standing, size=size, share=1.0 if order.kind is QueueKind.RANDOM else share, chance=chance)
        others = standing.unread.copy()
        others[drawn], others[standing.pending] = False, False
        places = size - len(drawn)
        if order.kind in ENDING:
            chosen = _of_kind(project, material, standing, order, former_of, unread=others, size=places)
        else:
            chosen = ranked(material, standing, order, unread=others, size=places, chance=chance)
        # What was drawn earlier is never ranked: where nothing else is left, more of it comes.
        lacking = 0 if order.kind in ENDING else places - len(chosen)
        left = np.setdiff1d(standing.pending, drawn)[:lacking]
        picks = _merged(chosen, _random_picks([*drawn, *left]))
        return told(project, material, standing, order, picks)


def _of_kind(
    project: Project, material: Material, standing: Standing, order: QueueOrder, former: FormerOf, *,
    unread: NDArray[np.bool_], size: int,
) -> list[Pick]:
    """What one of the kinds that end holds."""
    source = project.queue_source(material.taxonomy)
    if order.kind is QueueKind.DISAGREEMENTS:
        return disagreements(material, standing, former(), unread=unread, size=size)
    if order.kind is QueueKind.LOOK_ALIKES:
        return look_alikes(material, material.rows_of(source.done()), unread=unread, size=size)
    if order.kind is QueueKind.SEARCH:
        return found(_searched(project, material, order), unread=unread, size=size)
    labels = _labels(project, material)
    return label_errors(material, labels, learned=_learned(project, material), size=size)


def _searched(project: Project, material: Material, order: QueueOrder) -> _Rows:
    mode = Mode.SECOND_READER if order.is_blind else Mode.PREFILLED
    worklist = WorklistDesk(project, mode=lambda: mode, language=lambda: order.language)
    return material.rows_of(worklist.found(material.taxonomy.id, order.query).positions)


def _labels(project: Project, material: Material) -> _Rows:
    """(R, F): the labels of reports that are done, as places among the classes; −1 where there is none."""
    taxonomy = material.taxonomy
    labels = np.full(material.hits.shape, -1, dtype=np.int64)
    columns = {finding_id: column for column, finding_id in enumerate(taxonomy.finding_ids)}
    classes = {label: place for place, label in enumerate(taxonomy.classes)}
    known = [
        (position, columns[finding_id], classes[label])
        for position, finding_id, label in giving_way(project.queue_source(taxonomy).labels())
        if finding_id in columns and label in classes
    ]
    stored = np.array(known, dtype=np.int64).reshape(-1, 3)
    # Of a report that came in since the material was read nothing is known: its place would be another's row.
    stored = stored[np.isin(stored[:, 0], material.positions)]
    labels[material.rows_of(stored[:, 0].tolist()), stored[:, 1]] = stored[:, 2]
    return labels


def _learned(project: Project, material: Material) -> NDArray[np.bool_]:
    """(R,): whether the model that suggests learned from a report, or from one of like text."""
    source, learned = project.queue_source(material.taxonomy), np.zeros(len(material.positions), dtype=np.bool_)
    models, ids = source.models(), source.report_ids(source.done())
    places = {report_id: position for position, report_id in ids.items()}
    for number in np.unique(material.models[material.models != NO_MODEL]).tolist():
        reports = learned_reports(runs_folder(project.path), models[number].adapter_hash)
        rows = material.rows_of(sorted(places[report_id] for report_id in reports if report_id in places))
        learned |= (material.models == number) & np.isin(material.groups, material.groups[rows])
    return learned


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
