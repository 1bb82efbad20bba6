"""The command that tells the next reports of a queue, each with its reason. It draws and stores nothing."""

from pathlib import Path
from typing import Any

import numpy as np

from mosaic_desk.core.queued import QueuedReport, QueueKind
from mosaic_desk.desk.commands import Told, project_taxonomy
from mosaic_desk.desk.first_read_share import first_read_share
from mosaic_desk.desk.queue_material import material_of
from mosaic_desk.desk.queueing import QueueOrder, queued_reports
from mosaic_desk.store import Project

_WIDEST = 32
_HEADS = {
    QueueKind.RARE: "rare findings first",
    QueueKind.MARGIN: "smallest margin first",
    QueueKind.ENTROPY: "highest entropy first",
    QueueKind.RANDOM: "drawn at random",
    QueueKind.IMPORTED: "as imported",
    QueueKind.DISAGREEMENTS: "largest disagreement first",
    QueueKind.LABEL_ERRORS: "labels to look at again first",
    QueueKind.LOOK_ALIKES: "those like reports that are done first",
}


def queue(path: Path, *, taxonomy_id: str | None, kind: QueueKind, limit: int) -> Told:
    """The next reports; ids, findings and counts, never a word of a report.

    Raises:
        MosaicError: if the project cannot be read, or does not ask the taxonomy.
    """
    with Project.open(path) as project:
        taxonomy = project_taxonomy(project, taxonomy_id)
        material = material_of(project, taxonomy)
        found = queued_reports(
            project, material, QueueOrder(kind=kind, size=limit), chance=np.random.default_rng()
        )
        unread = len(project.queue_source(taxonomy).unread())
        waiting, share = project.suggestions.count_waiting(taxonomy), first_read_share(project)
    lines = [f"{len(found)} of {unread} unread reports under {taxonomy.id}, {_HEADS[kind]}.", *_lines(found)]
    if waiting:
        lines.append(f"{waiting} reports have no suggestion: those are ranked by their words alone.")
    data = {"taxonomy": taxonomy.id, "kind": kind.value, "unread": unread, "without_suggestion": waiting,
            "first_read_share": share, "reports": [_json(one) for one in found]}  # fmt: skip
    return Told(text="\n".join(lines), data=data)


def _lines(found: tuple[QueuedReport, ...]) -> list[str]:
    width = min(max((len(one.report_id) for one in found), default=0), _WIDEST)
    return [f"  {one.report_id:<{width}}  {one.sentence}" for one in found]


def _json(one: QueuedReport) -> dict[str, Any]:
    return {
        "report_id": one.report_id,
        "finding": one.finding_id,
        "why": one.reason.why.value,
        "reason": one.sentence,
        "confirmed": one.reason.confirmed,
        "like": one.reason.like,
        "is_first_read": one.is_first_read,
    }
