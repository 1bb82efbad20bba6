"""Readers' labels in MOSAIC's codes: 1 positive, 2 negative, 0 uncertain, -1 not mentioned, blank not labelled."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from mosaic_desk.core.codes import CodeScheme, code_from_class
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.outgoing import ExportRow, Sharing, shared_row
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.csv_writing import ID_COLUMNS, id_cells, write_table


def export_csv_mosaic(rows: Iterable[ExportRow], path: Path, *, sharing: Sharing | None = None) -> int:
    """Writes one row a report, a column for every finding of their one taxonomy; returns how many there were.

    Raises:
        MosaicError: if the file cannot be written, there are no rows, or they are of several taxonomies.
    """
    remaining = iter(rows)
    first = next(remaining, None)
    if first is None:
        raise MosaicError("There are no reports to export.")
    header = [*ID_COLUMNS, *first.taxonomy.finding_ids]
    cells = _cells_of(chain([first], remaining), first.taxonomy, sharing or Sharing())
    return write_table(header, cells, path)


def _cells_of(rows: Iterable[ExportRow], taxonomy: Taxonomy, sharing: Sharing) -> Iterator[list[str]]:
    for row in rows:
        if row.taxonomy.finding_ids != taxonomy.finding_ids:
            raise MosaicError("A table holds the findings of one taxonomy; export one taxonomy after the other.")
        shared = shared_row(row, sharing)
        labels = shared.labels
        codes = [
            code_from_class(labels[name], CodeScheme.MOSAIC) if name in labels else "" for name in taxonomy.finding_ids
        ]
        yield [*id_cells(shared), *codes]
