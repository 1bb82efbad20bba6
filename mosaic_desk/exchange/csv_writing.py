"""Writes tables as RFC 4180 has them: for programs, not for spreadsheets. Knows no scheme of codes."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from mosaic_desk.core.outgoing import ExportRow
from mosaic_desk.exchange.whole_file import whole_file

ID_COLUMNS = ("subject_id", "study_id")
"""The first columns, as MIMIC-CXR names them: the patient (blank where unknown) and the report."""


def id_cells(row: ExportRow) -> list[str]:
    """The cells of the id columns."""
    return [row.report.patient_id or "", row.report.report_id]


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> int:
    """Writes a table and returns how many rows it has.

    Raises:
        MosaicError: if the file cannot be written.
    """
    count = 0
    with whole_file(path) as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        for cells in rows:
            writer.writerow(cells)
            count += 1
    return count
