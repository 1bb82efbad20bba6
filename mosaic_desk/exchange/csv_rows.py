"""The rows of a CSV or TSV file of unknown encoding and delimiter. Knows no column's meaning."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.exchange.source import DecodedText, decoded, unpacked_bytes

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_MAX_COLUMNS = 2_000
_MAX_CELL = 16 * 2**20
_MAX_NAME = 200  # a longer cell in the first row is report text, so the file has no header
_SNIFFED_ROWS = 30
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row below the header: its line in the file, and its cells or why it has none."""

    line: int
    cells: tuple[str, ...] = ()
    refused: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """A table as text: its header, its rows, and in words how it was read."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    understood: str


def rows_in(path: Path) -> Rows:
    """The rows of a file.

    Raises:
        ImportRefused: if the file is no table.
    """
    source = decoded(unpacked_bytes(path), path.name)
    if "\0" in source.text[:16]:
        raise ImportRefused(f"{path.name} is not a text file.")
    delimiter = _delimiter_of(source.text)
    records = _records(source.text, delimiter)
    header = next((row.cells for row in records if row.refused is None), ())
    if not header or any(len(name) > _MAX_NAME for name in header):
        raise ImportRefused(f"{path.name} has no header row with the names of the columns.")
    if len(header) > _MAX_COLUMNS:
        raise ImportRefused(f"{path.name} has {len(header):,} columns; at most {_MAX_COLUMNS:,} fit.")
    checked = tuple(_checked(row, len(header)) for row in records)
    return Rows(header=header, rows=checked, understood=_in_words(source, delimiter))


def _in_words(source: DecodedText, delimiter: str) -> str:
    guess = ", which is a guess (look at the accents)," if source.is_assumed else ""
    return f"Read as {source.encoding}{guess} with columns separated by {_DELIMITERS[delimiter]}."


def _checked(row: Row, width: int) -> Row:
    if row.refused is not None or len(row.cells) == width:
        return row
    return Row(line=row.line, refused=f"it has {len(row.cells):,} cells where the header has {width:,}")


def _delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into the most columns, all rows alike."""
    start = text[:200_000]
    return max(_DELIMITERS, key=lambda delimiter: _fit(start, delimiter))


def _fit(text: str, delimiter: str) -> float:
    """How many columns the header has, weighed by the share of rows that have as many."""
    widths = []
    for row in _records(text, delimiter):
        widths.append(len(row.cells))
        if len(widths) > _SNIFFED_ROWS:
            break
    if not widths or widths[0] < 2:
        return 0.0
    return widths[0] * sum(width == widths[0] for width in widths) / len(widths)


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """The records that are not blank, each with the line it begins in; the header is one of them."""
    csv.field_size_limit(_MAX_CELL)  # the library's limit is one for the process, and too low for a long report
    reader = csv.reader((match[0] for match in _LINE.finditer(text)), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line=line, refused=_clause(str(error)))
            continue
        if any(cell.strip() for cell in cells):
            yield Row(line=line, cells=tuple(cells))


def _clause(error: str) -> str:
    if "unexpected end of data" in error:
        return "a quote that is opened here is never closed, so all that follows could not be read"
    if "field larger" in error:
        return "a cell is too long"
    return "a quote stands where none can"
