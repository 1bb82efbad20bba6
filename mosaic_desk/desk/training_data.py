"""What a run learns from, read from a project's corrections or from files with labels.

Knows where labels are kept; which of them are learned from, held out or left out is `core.training_set`'s business.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.incoming import Incoming, IncomingReport
from mosaic_desk.core.labelled import Labelled, Provenance, Taught, like_text
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.training_set import LeftOut, TrainingSet, training_set
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.exchange.jsonl import read_jsonl
from mosaic_desk.exchange.learned_texts import learned_texts
from mosaic_desk.store import Project


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectLessons:
    """The parts of a run, the taxonomies they are asked under, and the last event of the project that they know.

    `new_reports` are those corrected after the event that was named; None where none was.
    """

    parts: TrainingSet
    taxonomies: tuple[Taxonomy, ...]
    event_number: int
    new_reports: int | None = None


def project_lessons(
    project: Project, taxonomy_ids: Sequence[TaxonomyId] = (), *, since: int | None = None
) -> ProjectLessons:
    """What a run would learn from now, under these taxonomies (none named: all of the project).

    `since` is the last event that an earlier run knew; the texts that any earlier run learned from are read from
    the folders beside the project.

    Raises:
        InputError: if the project does not ask one of the taxonomies.
    """
    learned_before = {like_text(text) for text in learned_texts(runs_folder(project.path))}
    with project.at_once():
        asked = _asked(project, taxonomy_ids)
        parts = training_set(project_labels(project, asked), learned_before=learned_before)
        new = None if since is None else {r for one in asked for r in project.corrections.reports_since(since, one)}
        held_out = (one.example for one in parts.held_out)
        used = {(one.taxonomy.id, one.taxonomy.version) for one in (*parts.learn, *parts.watch, *held_out)}
        return ProjectLessons(
            parts=parts,
            taxonomies=tuple(taxonomy for taxonomy in asked if (taxonomy.id, taxonomy.version) in used),
            event_number=project.progress_log(asked[-1]).end(),
            new_reports=None if new is None else len(new),
        )


def file_lessons(files: Sequence[Path], taxonomies: Sequence[Taxonomy]) -> TrainingSet:
    """The parts of a run from JSON lines of reports with labels; each label counts where a taxonomy asks it.

    Raises:
        InputError: if a file cannot be read, no report has a label that is asked, or two have one id.
    """
    read = [(taxonomy, read_jsonl(file, taxonomy=taxonomy)) for file in files for taxonomy in taxonomies]
    labelled = [row for taxonomy, incoming in read for row in _file_labels(incoming, taxonomy)]
    if not labelled:
        raise InputError("No report of these files has a label that the taxonomies of the run ask.")
    _refuse_one_id_twice(labelled)
    parts = training_set(labelled)
    refused = sum(len(incoming.refused) for taxonomy, incoming in read if taxonomy is taxonomies[0])
    return replace(parts, left_out=+Counter({**parts.left_out, LeftOut.REFUSED: refused}))


def project_labels(project: Project, taxonomies: Sequence[Taxonomy]) -> Iterator[Labelled]:
    """Every corrected report under its taxonomy version: the last one under which a reader was done with it.

    To be gone through within `Project.at_once`.
    """
    done: set[tuple[ReportId, TaxonomyId]] = set()
    current = {taxonomy.id: taxonomy for taxonomy in taxonomies}  # the version added last
    for taxonomy in reversed(taxonomies):
        is_other = set(taxonomy.classes) != set(current[taxonomy.id].classes)
        first_reads = {read.report_id: read.labels for read in project.readings.first_reads(taxonomy)}
        for row in project.corrections.labelled(taxonomy):
            if (row.report_id, taxonomy.id) in done:
                continue
            if row.is_committed:
                done.add((row.report_id, taxonomy.id))
            yield replace(row, first_read=first_reads.get(row.report_id, {}), is_other_class_set=is_other)


def _asked(project: Project, taxonomy_ids: Sequence[TaxonomyId]) -> tuple[Taxonomy, ...]:
    """All versions of the taxonomies, in the order in which they were added."""
    known = project.taxonomies()
    for taxonomy_id in taxonomy_ids:
        if taxonomy_id not in {taxonomy.id for taxonomy in known}:
            raise InputError(f"This project does not ask the taxonomy “{taxonomy_id}”.")
    return tuple(taxonomy for taxonomy in known if not taxonomy_ids or taxonomy.id in taxonomy_ids)


def _file_labels(incoming: Incoming, taxonomy: Taxonomy) -> Iterator[Labelled]:
    if incoming.taxonomy not in (None, taxonomy.id):
        return
    rows = (_from_file(row, taxonomy) for row in incoming.reports)
    yield from (row for row in rows if row.labels)


def _from_file(row: IncomingReport, taxonomy: Taxonomy) -> Labelled:
    asked = set(taxonomy.finding_ids)
    return Labelled(
        report_id=row.report.report_id,
        text=row.report.text,
        taxonomy=taxonomy,
        labels={
            finding_id: Taught(label=label, provenance=Provenance.IMPORTED)
            for finding_id, label in row.labels.items()
            if finding_id in asked and label in taxonomy.classes
        },
        language=row.report.language,
        patient_id=row.report.patient_id,
    )


def _refuse_one_id_twice(labelled: Sequence[Labelled]) -> None:
    """Answers are told apart by the id of their report."""
    texts: dict[ReportId, str] = {}
    for row in labelled:
        if texts.setdefault(row.report_id, row.text) != row.text:
            raise InputError(f"Two reports of these files have the id “{row.report_id}”: give each one of its own.")
