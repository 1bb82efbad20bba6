"""Readers' labels as MIMIC-CXR and CheXpert write them: 14 columns, blank for "not mentioned".

A blank would make an unread report look like a normal one, so a column behind them,
`labelled_findings`, counts how many findings of the row were labelled at all.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mosaic_desk.core.codes import MIMIC_COLUMNS, NO_FINDING, CodeScheme, code_from_class, is_without_finding
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import Labels
from mosaic_desk.core.outgoing import ExportRow, Sharing, shared_row
from mosaic_desk.exchange.csv_columns import LABELLED
from mosaic_desk.exchange.csv_writing import ID_COLUMNS, id_cells, write_table

_COLUMNS = sorted([*MIMIC_COLUMNS.values(), NO_FINDING])


def export_csv_mimic(rows: Iterable[ExportRow], path: Path, *, sharing: Sharing | None = None) -> int:
    """Writes one row a report and returns how many there were; findings that MIMIC does not ask are left out.

    "No Finding" is 1.0 where nothing is positive or uncertain but support devices, and blank where
    something is or where not all of it was labelled.

    Raises:
        MosaicError: if the file cannot be written, or the taxonomy asks none of MIMIC's findings.
    """
    header = [*ID_COLUMNS, *_COLUMNS, LABELLED]
    return write_table(header, _cells_of(rows, sharing or Sharing()), path)


def _cells_of(rows: Iterable[ExportRow], sharing: Sharing) -> Iterator[list[str]]:
    for row in rows:
        if not set(row.taxonomy.finding_ids) & set(MIMIC_COLUMNS):
            raise MosaicError(
                f"The taxonomy {row.taxonomy.id} asks none of MIMIC-CXR's findings; export JSON lines or csv-mosaic."
            )
        yield _cells(shared_row(row, sharing))


def _cells(row: ExportRow) -> list[str]:
    labels = row.labels
    by_column = {name: _code(labels, finding_id) for finding_id, name in MIMIC_COLUMNS.items()}
    by_column[NO_FINDING] = "1.0" if is_without_finding(labels) else ""
    labelled = sum(finding_id in labels for finding_id in MIMIC_COLUMNS)
    return [*id_cells(row), *(by_column[name] for name in _COLUMNS), str(labelled)]


def _code(labels: Labels, finding_id: FindingId) -> str:
    label = labels.get(finding_id)
    code = "" if label is None else code_from_class(label, CodeScheme.MIMIC)
    return f"{code}.0" if code else ""
