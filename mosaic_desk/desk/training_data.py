"""What a run learns from, read from a project's corrections or from files with labels.

Knows where labels are kept; which of them are learned from, held out or left out is `core.training_set`'s business.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import BLIND_MODES, Correction, EventKind, ReportState
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.incoming import IncomingReport
from mosaic_desk.core.labels import Labels
from mosaic_desk.core.reading import Reading
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.training_set import Labelled, Provenance, Taught, TrainingSet, training_set
from mosaic_desk.exchange.jsonl import read_jsonl
from mosaic_desk.store import Project

_PROVENANCE = {
    EventKind.SET: Provenance.SET, EventKind.LEFT: Provenance.SET, EventKind.ACCEPTED: Provenance.ACCEPTED,
    EventKind.ACCEPTED_UNTOUCHED: Provenance.UNTOUCHED, EventKind.IMPORTED: Provenance.IMPORTED,
}  # fmt: skip


def project_training_set(project: Project, taxonomy_ids: Sequence[TaxonomyId] = ()) -> TrainingSet:
    """The parts of a run from a project's corrections, under these taxonomies; none named: under all of it."""
    return training_set(project_labels(project, taxonomy_ids))


def file_training_set(files: Iterable[Path], taxonomies: Sequence[Taxonomy]) -> TrainingSet:
    """The parts of a run from JSON lines of reports with labels; each label counts where a taxonomy asks it.

    Raises:
        InputError: if a file cannot be read, or no report of it has a label that is asked.
    """
    return training_set([row for file in files for row in _file_labels(file, taxonomies)])


def project_labels(project: Project, taxonomy_ids: Sequence[TaxonomyId] = ()) -> Iterator[Labelled]:
    """Every corrected report under its taxonomy version; under an older one where the newer has no label of it."""
    seen: set[tuple[ReportId, TaxonomyId]] = set()
    for taxonomy in reversed(project.taxonomies()):
        if taxonomy_ids and taxonomy.id not in taxonomy_ids:
            continue
        first_reads = {read.report_id: read.labels for read in project.readings.first_reads(taxonomy)}
        for report_id, corrections in groupby(project.corrections.all(taxonomy), key=lambda one: one.report_id):
            if (report_id, taxonomy.id) not in seen:
                seen.add((report_id, taxonomy.id))
                yield _labelled(project, taxonomy, report_id, list(corrections), first_reads.get(report_id))


def _labelled(
    project: Project, taxonomy: Taxonomy, report_id: ReportId, corrections: list[Correction], first_read: Labels | None
) -> Labelled:
    report, reading = project.reports.find(report_id), project.readings.reading(report_id, taxonomy)
    is_imported = all(one.kind is EventKind.IMPORTED for one in corrections)
    return Labelled(
        report_id=report_id,
        text=report.text,
        taxonomy=taxonomy,
        labels={one.finding_id: _taught(one, reading) for one in corrections},
        language=report.language,
        patient_id=report.patient_id,
        is_committed=is_imported or project.reports.state(report_id, taxonomy) is ReportState.DONE,
        first_read=first_read,
    )


def _taught(one: Correction, reading: Reading) -> Taught:
    own = reading.evidence.get(one.finding_id, ())
    is_blind = one.mode in BLIND_MODES and one.kind in (EventKind.SET, EventKind.LEFT) and one.shown is None
    spans = own or one.evidence
    return Taught(
        label=one.label,
        provenance=Provenance.FIRST_READ if is_blind else _PROVENANCE[one.kind],
        evidence=spans[0] if spans else None,
        is_unsure=one.finding_id in reading.unsure,
    )


def _file_labels(file: Path, taxonomies: Sequence[Taxonomy]) -> list[Labelled]:
    read = [(taxonomy, row) for taxonomy in taxonomies for row in read_jsonl(file, taxonomy=taxonomy).reports]
    labelled = [one for one in (_from_file(row, taxonomy) for taxonomy, row in read) if one.labels]
    if not labelled:
        raise InputError(f"No report of {file.name} has a label that the taxonomies of the run ask.")
    return labelled


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
