"""Picked rows as reports with their reasons. Knows no ranking."""

from collections.abc import Mapping, Sequence

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.queued import QueuedReport, QueueKind, Reason, name_in_sentence, reason_sentence
from mosaic_desk.core.rare_findings import Pick
from mosaic_desk.desk.queue_material import Material
from mosaic_desk.desk.queue_ranking import TARGET, QueueOrder, Standing
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.store import Project


def told(
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
