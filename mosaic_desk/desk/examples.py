"""Labelled reports that are shown to a model as examples: from a file, or from a project's corrections."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Correction
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.json_prompt import Shot
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.shots import chosen_shots
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.exchange.jsonl import read_jsonl
from mosaic_desk.store import Project

SHOTS_OF_A_FILE = 4
_UNTUNED = "none"


def file_shots(path: Path, taxonomy: Taxonomy) -> tuple[Shot, ...]:
    """A few examples from JSON lines with labels.

    Raises:
        InputError: if no line of the file can be one.
    """
    rows = read_jsonl(path, taxonomy=taxonomy).reports
    shots = chosen_shots(
        (Shot(text=row.report.text, labels=row.labels) for row in rows), taxonomy, count=SHOTS_OF_A_FILE
    )
    return _some(shots, f"{path.name} has no short report with a label for every finding of {taxonomy.id}.")


def project_shots(project: Project, taxonomy: Taxonomy, *, count: int) -> tuple[Shot, ...]:
    """At most `count` examples from what readers set in a project.

    Raises:
        InputError: if no report of it can be one.
    """
    shots = chosen_shots(_corrected(project, taxonomy), taxonomy, count=count)
    return _some(shots, f"The project has no short report whose every finding of {taxonomy.id} was corrected yet.")


def _corrected(project: Project, taxonomy: Taxonomy) -> Iterator[Shot]:
    labels: dict[ReportId, dict[FindingId, MentionClass]] = {}
    for correction in project.corrections.all(taxonomy):
        _note(labels, correction)
    for report_id, known in labels.items():
        if len(known) == len(taxonomy.findings):
            yield Shot(text=project.reports.find(report_id).text, labels=known)


def _note(labels: dict[ReportId, dict[FindingId, MentionClass]], correction: Correction) -> None:
    labels.setdefault(correction.report_id, {})[correction.finding_id] = correction.label


def _some(shots: tuple[Shot, ...], sentence: str) -> tuple[Shot, ...]:
    if not shots:
        raise InputError(f"There are no examples to show: {sentence}")
    return shots


def with_shots(model: ModelChoice, shots: tuple[Shot, ...]) -> ModelChoice:
    """The model with examples in its prompt, and so without an adapter: those are trained without examples.

    Raises:
        InputError: if an adapter is named.
    """
    if not shots or model.server is not None:
        return replace(model, shots=shots)
    if model.adapter not in (None, _UNTUNED):
        raise InputError("An adapter is asked as it was trained, without examples: leave out --adapter or --examples.")
    return replace(model, shots=shots, adapter=_UNTUNED)
