"""A project's reports, handed to an exporter one by one."""

import secrets
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.outgoing import ExportRow, Sharing
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.export_csv_mimic import export_csv_mimic
from mosaic_desk.exchange.export_csv_mosaic import export_csv_mosaic
from mosaic_desk.exchange.export_jsonl import export_jsonl
from mosaic_desk.store import Project

EXPORTERS = {"jsonl": export_jsonl, "csv-mimic": export_csv_mimic, "csv-mosaic": export_csv_mosaic}
_KEY_SETTING = "pseudonym_key"
_PAGE_REPORTS = 500


class ExportStopped(MosaicError):
    """Somebody stopped an export; a file that was there before is as it was."""


def export_project(
    project: Project,
    output: Path,
    *,
    taxonomy: Taxonomy,
    format: str,
    with_text: bool,
    with_pseudonyms: bool,
    positions: Collection[int] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> int:
    """Writes reports, also those without labels, into a file that appears whole or not at all; returns how many.

    Args:
        project: What is written; read-only will do once it has a key for pseudonyms.
        output: The file.
        taxonomy: Whose labels.
        format: One of `EXPORTERS`.
        with_text: Whether the reports' text goes out.
        with_pseudonyms: Whether ids and names become hashes.
        positions: Places of the reports in the order of import; None: all.
        tell: Hears how many of how many are written; what it raises stops the export.

    Raises:
        InputError: if there is no report to be written.
        MosaicError: if the file cannot be written.
    """
    if positions is not None and not positions:
        raise InputError("There is no such report; nothing was written.")
    key = pseudonym_key(project) if with_pseudonyms else None
    sharing = Sharing(with_text=with_text, pseudonym_key=key)
    rows = export_rows(project, taxonomy, positions=positions)
    if tell is not None:
        total = sum(project.reports.state_counts(taxonomy.id).values()) if positions is None else len(positions)
        rows = _told(rows, total, tell)
    return EXPORTERS[format](rows, output, sharing=sharing)


def export_beside(
    path: Path,
    output: Path,
    *,
    taxonomy_id: TaxonomyId,
    format: str,
    with_text: bool,
    with_pseudonyms: bool,
    positions: Collection[int] | None,
    tell: Callable[[int, int], None],
) -> int:
    """`export_project` beside a session that has the project open for writing: by a reader of its own.

    Raises:
        MosaicError: if the project cannot be read or the file not written.
    """
    with Project.open(path, is_read_only=True) as project:
        return export_project(
            project, output, taxonomy=project.taxonomy(taxonomy_id), format=format, with_text=with_text,
            with_pseudonyms=with_pseudonyms, positions=positions, tell=tell,
        )  # fmt: skip


def export_rows(
    project: Project, taxonomy: Taxonomy, *, positions: Collection[int] | None = None
) -> Iterator[ExportRow]:
    """Reports with what is known of their labels, in the order of import; all where no positions are given."""
    wanted = None if positions is None else frozenset(positions)
    position = 0
    while page := project.reports.stretch(after=position, limit=_PAGE_REPORTS):
        for position, report in page:
            if wanted is not None and position not in wanted:
                continue
            yield ExportRow(
                report=report,
                taxonomy=taxonomy,
                corrections=project.corrections.of_report(report.report_id, taxonomy),
                suggestion=project.suggestions.find(report.report_id, taxonomy),
                truth=project.reports.truth(report.report_id, taxonomy.id),
                state=project.reports.state(report.report_id, taxonomy),
                is_flagged=project.reports.is_flagged(report.report_id, taxonomy),
                reading=project.readings.reading(report.report_id, taxonomy),
            )


def pseudonym_key(project: Project) -> bytes:
    """The project's own key, made once, so that two exports of a project fit together.

    Raises:
        ProjectReadOnly: if it has none yet and cannot be written.
    """
    stored = project.settings.find(_KEY_SETTING)
    if stored is None:
        stored = secrets.token_hex(32)
        project.settings.keep(_KEY_SETTING, stored)
    return bytes.fromhex(stored)


def _told(rows: Iterator[ExportRow], total: int, tell: Callable[[int, int], None]) -> Iterator[ExportRow]:
    tell(0, total)
    for done, row in enumerate(rows, 1):
        yield row
        tell(done, total)
