"""A project's reports, handed to an exporter one by one."""

import secrets
from collections.abc import Iterator
from pathlib import Path

from mosaic_desk.core.outgoing import ExportRow, Sharing
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.export_csv_mimic import export_csv_mimic
from mosaic_desk.exchange.export_csv_mosaic import export_csv_mosaic
from mosaic_desk.exchange.export_jsonl import export_jsonl
from mosaic_desk.store import Project

EXPORTERS = {"jsonl": export_jsonl, "csv-mimic": export_csv_mimic, "csv-mosaic": export_csv_mosaic}
_KEY_SETTING = "pseudonym_key"
_PAGE_REPORTS = 500


def export_project(
    project: Project, output: Path, *, taxonomy: Taxonomy, format: str, with_text: bool, with_pseudonyms: bool
) -> int:
    """Writes every report, also without labels; returns how many.

    Raises:
        MosaicError: if the file cannot be written.
    """
    key = _pseudonym_key(project) if with_pseudonyms else None
    sharing = Sharing(with_text=with_text, pseudonym_key=key)
    return EXPORTERS[format](export_rows(project, taxonomy), output, sharing=sharing)


def export_rows(project: Project, taxonomy: Taxonomy) -> Iterator[ExportRow]:
    """Every report with what is known of its labels, in the order of import."""
    position = 0
    while page := project.reports.stretch(after=position, limit=_PAGE_REPORTS):
        for position, report in page:  # noqa: B007  the last position is where the next page starts
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


def _pseudonym_key(project: Project) -> bytes:
    """The project's own key, made once, so that two exports of a project fit together."""
    stored = project.settings.find(_KEY_SETTING)
    if stored is None:
        stored = secrets.token_hex(32)
        project.settings.keep(_KEY_SETTING, stored)
    return bytes.fromhex(stored)
