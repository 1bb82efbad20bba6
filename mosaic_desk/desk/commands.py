"""What the command line asks for, one function a command: does it, and tells it in words and as data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, LabelsRole
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.doctor import doctor as look
from mosaic_desk.desk.evaluating import EvidenceHits, evidence_hits, file_cases, project_cases, score, told
from mosaic_desk.desk.exporting import EXPORTERS, export_project
from mosaic_desk.desk.importing import FORMATS, preview, store
from mosaic_desk.desk.labeller import CHUNK_REPORTS, Labeller, ModelChoice
from mosaic_desk.desk.labelling import Tell, label_reports
from mosaic_desk.desk.recent import note_opened
from mosaic_desk.desk.suggesting import stored_in_batches
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.worker import Worker
from mosaic_desk.store import Project

__all__ = ["EXPORTERS", "FORMATS", "ModelChoice", "Told", "doctor", "evaluate", "export"]
__all__ += ["import_source", "label", "new", "project_path", "suggest"]
_SHOWN_REFUSALS = 50
_STATES = ("ok", "warning", "problem")
_MARKS = {"ok": "  ok     ", "warning": "! warning", "problem": "✗ problem"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a command has to say: lines for a person, one object for a program."""

    text: str
    data: dict[str, Any]


def new(path: Path, taxonomies: Sequence[str]) -> Told:
    """Makes a project file; an existing one is never written over.

    Raises:
        MosaicError: if a taxonomy is refused, or the file is there already or cannot be written.
    """
    asked = [taxonomy_named(name) for name in taxonomies]
    with Project.create(path, asked):
        note_opened(path)  # the bare command opens it next
    names = ", ".join(f"{t.id} ({len(t.findings)} findings)" for t in asked)
    return Told(text=f"Made {path} with {names}.", data={"project": str(path), "taxonomies": [t.id for t in asked]})


def project_taxonomy(project: Project, taxonomy_id: str | None) -> Taxonomy:
    """One of the project's taxonomies; its first where none is named.

    Raises:
        InputError: if the project does not ask it.
    """
    if taxonomy_id is None:
        return project.taxonomies()[0]
    return project.taxonomy(TaxonomyId(taxonomy_id))


def import_source(
    path: Path, source: Path, *, format: str | None, role: LabelsRole, codes: str | None, reader: ReaderName,
    taxonomy_id: str | None, is_blind: bool, is_dry_run: bool,
) -> Told:
    """Reads a source into a project, all of its good lines or nothing.

    Raises:
        MosaicError: if the project or the source cannot be used; nothing was stored then.
    """
    with Project.open(path) as project:
        taxonomy = project_taxonomy(project, taxonomy_id)
        incoming = preview(source, format=format, taxonomy=taxonomy, codes=codes)
        if is_dry_run:
            return _import_told(incoming, None)
        result = store(project, incoming, role=role, taxonomy=taxonomy, reader=reader, is_blind=is_blind)
        return _import_told(incoming, result)


def _import_told(incoming: Incoming, result: ImportResult | None) -> Told:
    refused = result.refused if result and result.refused else incoming.refused
    lines = [f"{incoming.source} ({incoming.format}): {len(incoming.reports)} reports read."]
    lines += [f"  {sentence}" for sentence in incoming.understood]
    if result is None:
        lines.append("Nothing was stored: this was a dry run.")
    else:
        lines.append(f"{result.added} came in, {result.known} were known already, {len(refused)} lines were refused.")
        if result.without_text:
            lines.append(f"{result.without_text} have no text and get no suggestion.")
        if result.labelled:
            lines.append(f"{result.labelled} came with labels.")
        if result.changed:
            lines.append(f"{len(result.changed)} are known with another text and were left as they were: "
                         + ", ".join(result.changed[:10]))
    lines += [f"  refused: {line.place}: {line.reason}" for line in refused[:_SHOWN_REFUSALS]]
    if len(refused) > _SHOWN_REFUSALS:
        lines.append(f"  … and {len(refused) - _SHOWN_REFUSALS} more; --json lists them all.")
    data: dict[str, Any] = {
        "source": incoming.source,
        "format": incoming.format,
        "read": len(incoming.reports),
        "understood": list(incoming.understood),
        "refused": [{"place": line.place, "reason": line.reason} for line in refused],
    }
    if result is not None:
        data |= {"added": result.added, "known": result.known, "changed": list(result.changed),
                 "without_text": result.without_text, "labelled": result.labelled}
    return Told(text="\n".join(lines), data=data)


def project_path(path: Path) -> Path:
    """The file of a project, also where its ending was left out."""
    return path if path.suffix == ".mosaic" or path.exists() else path.with_name(path.name + ".mosaic")


def suggest(
    path: Path, *, model: ModelChoice, taxonomy_id: str | None, again: bool, limit: int | None, tell: Tell
) -> Told:
    """Asks the model for reports without a suggestion, or for all; stored a few at a time as they come.

    Raises:
        MosaicError: from the project or the model; what was stored before is kept.
    """
    labeller = Labeller(Worker(), model)
    with Project.open(path) as project:
        if project.read_only_reason is not None:
            raise InputError(project.read_only_reason)
        taxonomy = project_taxonomy(project, taxonomy_id)
        if model.adapter is None and project.active_adapter() is not None:
            labeller = Labeller(Worker(), replace(model, adapter=project.active_adapter()))
        wanted = _wanted(project, taxonomy, again=again)[:limit]
        done = failed = 0

        def say(text: str) -> None:
            tell(text, done, len(wanted))

        try:
            for start in range(0, len(wanted), CHUNK_REPORTS):
                reports = [project.report(report_id) for report_id in wanted[start : start + CHUNK_REPORTS]]
                asked = labeller.suggestions(reports, taxonomy, tell=say)
                for stored in stored_in_batches(asked, project.save_suggestions):
                    failed += sum(suggestion.error is not None for suggestion in stored)
                    done += len(stored)
                    say("Suggesting")
        finally:
            labeller.close()
    text = f"{done - failed} reports have a suggestion under {taxonomy.id}."
    if failed:
        text += f" {failed} could not be answered; the report says why."
    return Told(text=text, data={"suggested": done - failed, "unanswered": failed, "taxonomy": taxonomy.id})


def _wanted(project: Project, taxonomy: Taxonomy, *, again: bool) -> list[ReportId]:
    if again:
        return [report_id for report_id in project.report_ids() if project.report(report_id).has_text]
    most = project.count_without_suggestion(taxonomy)
    return [report.report_id for report in project.reports_without_suggestion(taxonomy, limit=max(most, 1))]


def label(file: Path, output: Path, *, taxonomy: str, model: ModelChoice, batch_reports: int, tell: Tell) -> Told:
    """Labels a file of reports into a file of labels.

    Raises:
        MosaicError: if the file, the model or the output cannot be used; nothing was written then.
    """
    if output.resolve() == file.resolve():
        raise InputError("The output would take the place of the reports; choose another file.")
    asked = taxonomy_named(taxonomy)
    incoming = preview(file, taxonomy=asked)
    labeller = Labeller(Worker(), model)
    try:
        done = label_reports(
            incoming, output, taxonomy=asked, labeller=labeller, batch_reports=batch_reports, tell=tell
        )
    finally:
        labeller.close()
    refused = [{"place": line.place, "reason": line.reason} for line in incoming.refused]
    rate = labeller.reports_per_second
    text = f"{done} reports labelled under {asked.id} into {output}, {rate:.1f} a second without loading."
    if refused:
        text += f" {len(refused)} lines were refused:\n" + "\n".join(f"  {r['place']}: {r['reason']}" for r in refused)
    data = {"labelled": done, "refused": refused, "output": str(output), "taxonomy": asked.id}
    return Told(text=text, data={**data, "reports_per_s": rate})


def export(
    path: Path, output: Path, *, format: str, taxonomy_id: str | None, without_text: bool, with_pseudonyms: bool
) -> Told:
    """Writes a project's reports and everything known of their labels.

    Raises:
        MosaicError: if the project cannot be read or the output not written.
    """
    with Project.open(path) as project:
        taxonomy = project_taxonomy(project, taxonomy_id)
        written = export_project(
            project, output, taxonomy=taxonomy, format=format, with_text=not without_text,
            with_pseudonyms=with_pseudonyms,
        )
    return Told(text=f"{written} reports written to {output}.", data={"reports": written, "output": str(output)})


def evaluate(source: Path, *, gold: Path | None, taxonomy: str | None) -> Told:
    """Scores a project, or a file of labels, against the truth.

    Raises:
        MosaicError: if there is nothing to score, or a file cannot be read.
    """
    hits: EvidenceHits | None = None
    if source.suffix == ".mosaic":
        if gold is not None:
            raise InputError("A project is scored against its own truth; export it to score it against a file.")
        with Project.open(source) as project:
            asked = project_taxonomy(project, taxonomy)
            cases, what = project_cases(project, asked)
        findings = list(asked.finding_ids)
    else:
        cases, findings = file_cases(source, gold, taxonomy_named(taxonomy) if taxonomy else None)
        hits = evidence_hits(source, gold) if gold else None
        what = f"{source.name} against {gold.name if gold else 'its own truth'}"
    result = score(cases, findings)
    text, data = told(result, what), {**result.to_json(), "what": what}
    if hits is not None:
        text += f"\n\nEvidence in the quoted sentence: {hits.share:.3f} of {hits.n} right labels that have a quote."
        data |= {"evidence_hit_rate": hits.share, "evidence_n": hits.n}
    return Told(text=text, data=data)


def doctor(project: Path | None) -> Told:
    """Looks at the machine, and at a project."""
    checks = look(project)
    worst = max((check.state for check in checks), key=_STATES.index, default="ok")
    lines = [f"{_MARKS[check.state]} {check.name}: {check.text}" for check in checks]
    rows = [{"name": check.name, "state": check.state, "text": check.text} for check in checks]
    return Told(text="\n".join(lines), data={"state": worst, "checks": rows})
