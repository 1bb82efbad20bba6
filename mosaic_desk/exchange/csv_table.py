"""CSV and TSV tables of reports and labels, whoever wrote them.

What was made of the columns and of the codes is said in words in `Incoming.understood`, with counts,
because the same table can be read in more than one way. Knows no XLSX.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from mosaic_desk.core.codes import CodeScheme, class_from_code
from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.incoming import Incoming, IncomingReport
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.csv_codes import codes_in_words, scheme_of
from mosaic_desk.exchange.csv_columns import Columns, columns_of
from mosaic_desk.exchange.csv_rows import Row, Rows, rows_in
from mosaic_desk.exchange.finding_names import FindingNames
from mosaic_desk.exchange.gathering import Gathering
from mosaic_desk.exchange.report_fields import (
    RowRefused,
    date_or_none,
    language_from,
    patient_id_from,
    report_id_from,
    text_from,
)


def read_csv_table(
    path: Path,
    *,
    taxonomy: Taxonomy | None = None,
    codes: CodeScheme | str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Incoming:
    """The reports of a table, gzipped or not.

    Args:
        path: The file; its first row names the columns.
        taxonomy: Its findings' ids and names are label columns too, beside MIMIC's.
        codes: How labels are written; left out, it is recognised where only one way is possible.
        mapping: Column names by what they hold ("report_id", "text", "findings", …, or a finding id);
            it comes before what is recognised.

    Raises:
        ImportRefused: if it is no table, no column can be the report id, the codes can be read in
            several ways, or no row comes in.
    """
    table = rows_in(path)
    columns = columns_of(table, names=FindingNames(taxonomy), mapping=mapping or {}, path=path)
    scheme = _told_scheme(codes) or _scheme(table, columns, path)
    reader = _RowReader(header=table.header, columns=columns, scheme=scheme)
    gathering = Gathering(path, "csv")
    for row in table.rows:
        place = f"line {row.line:,}"
        try:
            gathering.take(reader.incoming(row), place)
        except RowRefused as refusal:
            gathering.refuse(place, str(refusal))
    labels = _labels_in_words(table, columns, scheme=scheme, is_told=codes is not None)
    return gathering.incoming((table.understood, *columns.understood, *labels, *reader.understood()))


def _told_scheme(codes: CodeScheme | str | None) -> CodeScheme | None:
    try:
        return None if codes is None else CodeScheme(codes)
    except ValueError:
        raise ImportRefused(f"“{codes}” are no codes; there are {', '.join(CodeScheme)}.") from None


def _readable(table: Rows) -> list[Row]:
    return [row for row in table.rows if row.refused is None]


def _scheme(table: Rows, columns: Columns, path: Path) -> CodeScheme:
    return scheme_of(header=table.header, rows=_readable(table), columns=[*columns.findings.values()], path=path)


def _labels_in_words(table: Rows, columns: Columns, *, scheme: CodeScheme, is_told: bool) -> tuple[str, ...]:
    if not columns.findings:
        return ("No column holds labels.",)
    rows, indices = _readable(table), [*columns.findings.values()]
    return codes_in_words(header=table.header, rows=rows, columns=indices, scheme=scheme, is_told=is_told)


class _RowReader:
    """Turns rows of one table into reports."""

    def __init__(self, *, header: Sequence[str], columns: Columns, scheme: CodeScheme) -> None:
        self._header = header
        self._columns = columns
        self._scheme = scheme
        self._dates_left_out = 0

    def incoming(self, row: Row) -> IncomingReport:
        if row.refused is not None:
            raise RowRefused(row.refused)
        report = Report(
            report_id=report_id_from(row.cells[self._columns.report_id]),
            text=text_from(self._text(row)),
            language=language_from(_cell(row, self._columns.language)),
            patient_id=patient_id_from(_cell(row, self._columns.patient_id)),
            study_date=self._date(row),
        )
        return IncomingReport(report=report, labels=self._labels(row))

    def understood(self) -> tuple[str, ...]:
        if not self._dates_left_out:
            return ()
        return (f"{self._dates_left_out:,} dates are not written like 2020-01-31 or 20200131 and are left out.",)

    def _text(self, row: Row) -> str:
        """The text as it came; from section columns, each under its column's name in capitals."""
        if self._columns.text is not None:
            return row.cells[self._columns.text]
        filled = [(heading, row.cells[index].strip()) for heading, index in self._columns.sections]
        return "\n".join(f"{heading}: {body}" for heading, body in filled if body)

    def _date(self, row: Row) -> str | None:
        written = _cell(row, self._columns.study_date)
        day = date_or_none(written)
        self._dates_left_out += day is None and bool(written.strip())
        return day

    def _labels(self, row: Row) -> dict[FindingId, MentionClass]:
        is_partly_labelled = self._is_partly_labelled(row)
        labels = {}
        for finding_id, index in self._columns.findings.items():
            cell = row.cells[index]
            label = self._label(cell, index)
            if label is not None and (cell.strip() or not is_partly_labelled):
                labels[finding_id] = label
        return labels

    def _label(self, cell: str, index: int) -> MentionClass | None:
        try:
            return class_from_code(cell, self._scheme)
        except ValueError:
            allowed = "the classes" if self._scheme is CodeScheme.WORDS else f"the {self._scheme} codes"
            raise RowRefused(f"the label in “{self._header[index].strip()[:60]}” is not one of {allowed}") from None

    def _is_partly_labelled(self, row: Row) -> bool:
        """Whether our own export says that some findings were never labelled: then that is what a blank means."""
        count = _cell(row, self._columns.labelled).strip()
        return count.isdecimal() and int(count) < len(self._columns.findings)


def _cell(row: Row, index: int | None) -> str:
    return "" if index is None else row.cells[index]
