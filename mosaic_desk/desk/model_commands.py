"""The commands that ask a model: suggesting in a project, and labelling a file of reports."""

import json
from dataclasses import asdict
from pathlib import Path

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.adapters import model_for
from mosaic_desk.desk.commands import SHOWN_REFUSALS, Told, project_taxonomy
from mosaic_desk.desk.examples import file_shots, project_shots, with_shots
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.labelling import Labelled, Source, Tell, label_reports, label_source
from mosaic_desk.desk.pace import peak_mib
from mosaic_desk.desk.restarting import Restarting
from mosaic_desk.desk.suggesting_all import suggest_all
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.worker import Worker
from mosaic_desk.store import Project

__all__ = ["ModelChoice", "label", "suggest"]


def suggest(
    path: Path, *, model: ModelChoice, taxonomy_id: str | None, again: bool, limit: int | None, tell: Tell,
    examples: int = 0,
) -> Told:
    """Asks the model for reports without a suggestion, or for all; stored a few at a time as they come.

    Raises:
        MosaicError: from the project or the model; what was stored before is kept.
    """
    with Project.open(path) as project:
        if project.read_only_reason is not None:
            raise InputError(project.read_only_reason)
        taxonomy = project_taxonomy(project, taxonomy_id)
        model = with_shots(model, project_shots(project, taxonomy, count=examples) if examples else ())
        labeller = Labeller(Worker(), model_for(project, model))
        asked = Restarting(labeller, taxonomy, tell=lambda text: tell(text, 0, 0, ""))
        try:
            run = suggest_all(project, taxonomy, asked=asked, again=again, limit=limit, tell=tell)
        finally:
            labeller.close()
    done = run.asked - run.unanswered
    text = f"{done} reports have a suggestion under {taxonomy.id}."
    if run.unanswered:
        text += f" {run.unanswered} could not be answered; the report says why."
    text += _restarts_told(run.restarts)
    return Told(text=text, data={"suggested": done, "unanswered": run.unanswered, "taxonomy": taxonomy.id})


def label(
    file: Path, output: Path, *, taxonomy: str, model: ModelChoice, batch_reports: int, tell: Tell,
    examples: Path | None = None,
) -> Told:
    """Labels a file of reports into a file of labels; goes on where the same command was cut off.

    Raises:
        MosaicError: if the file, the model or the output cannot be used; what was done is kept beside the output.
    """
    if output.resolve() == file.resolve():
        raise InputError("The output would take the place of the reports; choose another file.")
    taxonomy_asked = taxonomy_named(taxonomy)
    tell("Looking through the reports", 0, 0, "")
    source = label_source(file, taxonomy_asked)
    model = with_shots(model, file_shots(examples, taxonomy_asked) if examples else ())
    labeller = Labeller(Worker(), model)
    asked = Restarting(
        labeller, taxonomy_asked, batch_reports=batch_reports, tell=lambda text: tell(text, 0, 0, "")
    )
    named = ("backbone", "adapter", "server", "shots")  # told by the model and the hash of its prompt
    numbers = {key: value for key, value in asdict(model).items() if key not in named}
    settings = json.dumps({**numbers, "batch_reports": batch_reports}, default=str)
    try:
        run = label_reports(source, output, taxonomy=taxonomy_asked, asked=asked, settings=settings, tell=tell)
    finally:
        labeller.close()
    return _label_told(source, run, labeller, output=output, taxonomy=taxonomy_asked)


def _label_told(source: Source, run: Labelled, labeller: Labeller, *, output: Path, taxonomy: Taxonomy) -> Told:
    refused = [{"place": line.place, "reason": line.reason} for line in source.refused]
    rate, memory, own = labeller.reports_per_second, labeller.memory_mib, peak_mib()
    text = f"{run.reports} reports labelled under {taxonomy.id} into {output}, {rate:.1f} a second without loading."
    if run.from_before:
        text += f" {run.from_before} of them had been labelled before."
    if run.unanswered:
        text += f" {run.unanswered} could not be answered; their line says why."
    text += _restarts_told(run.restarts)
    if refused:
        shown = [f"  {line['place']}: {line['reason']}" for line in refused[:SHOWN_REFUSALS]]
        text += f" {len(refused)} lines were refused:\n" + "\n".join(shown)
        more = len(refused) - len(shown)
        text += f"\n  … and {more} more; their lines in {output.name} say why." if more else ""
    data = {"labelled": run.reports, "unanswered": run.unanswered, "from_before": run.from_before,
            "restarts": run.restarts, "refused": refused, "output": str(output), "taxonomy": taxonomy.id,
            "reports_per_s": rate, "model_peak_mib": memory, "desk_peak_mib": own}
    return Told(text=text, data=data)


def _restarts_told(restarts: int) -> str:
    return f" The model's process ended {restarts} times and was started again." if restarts else ""
