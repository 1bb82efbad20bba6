"""What the command line asks for, one function a command: does it, and tells it in words and as data.

Those that ask a model are in `desk.model_commands`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, LabelsRole
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.calibration_files import CalibrationChoice
from mosaic_desk.desk.doctor import doctor as look
from mosaic_desk.desk.evaluating import evaluate_file, evaluate_project
from mosaic_desk.desk.exporting import EXPORTERS, export_project
from mosaic_desk.desk.importing import FORMATS, preview, store
from mosaic_desk.desk.recent import note_opened
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.store import Project

__all__ = ["EXPORTERS", "FORMATS", "CalibrationChoice", "Told", "doctor", "evaluate", "export"]
__all__ += ["import_source", "new", "project_path", "project_taxonomy"]
SHOWN_REFUSALS = 50
"""Refused lines that are told one by one."""
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
    lines += [f"  refused: {line.place}: {line.reason}" for line in refused[:SHOWN_REFUSALS]]
    if len(refused) > SHOWN_REFUSALS:
        lines.append(f"  … and {len(refused) - SHOWN_REFUSALS} more; --json lists them all.")
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


def evaluate(
    source: Path, *, gold: Path | None, taxonomy: str | None, calibration: CalibrationChoice | None = None,
    picture: Path | None = None,
) -> Told:
    """Scores a project, or a file of labels, against the truth; calibrated where that is asked.

    Raises:
        MosaicError: if there is nothing to score, a file cannot be read, or an output not written.
    """
    if not source.exists() and project_path(source).exists():
        source = project_path(source)
    if source.suffix != ".mosaic":
        text, data = evaluate_file(
            source, gold=gold, taxonomy=taxonomy_named(taxonomy) if taxonomy else None,
            choice=calibration or CalibrationChoice(), picture=picture,
        )
        return Told(text=text, data=data)
    if gold is not None:
        raise InputError("A project is scored against its own truth; export it to score it against a file.")
    if calibration not in (None, CalibrationChoice()):
        raise InputError("A project is calibrated on its own first reads; calibration files are for files of labels.")
    with Project.open(source) as project:
        text, data = evaluate_project(project, project_taxonomy(project, taxonomy), picture=picture)
    return Told(text=text, data=data)


def doctor(project: Path | None) -> Told:
    """Looks at the machine, and at a project."""
    checks = look(project)
    worst = max((check.state for check in checks), key=_STATES.index, default="ok")
    lines = [f"{_MARKS[check.state]} {check.name}: {check.text}" for check in checks]
    rows = [{"name": check.name, "state": check.state, "text": check.text} for check in checks]
    return Told(text="\n".join(lines), data={"state": worst, "checks": rows})
