"""Which column of a table holds what: by its name, by the mapping a user gave, else by what is in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mosaic_desk.core.codes import NO_FINDING, CodeScheme, normal_code, possible_schemes
from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.section_words import HEADING_WORDS
from mosaic_desk.core.sections import SectionKind
from mosaic_desk.exchange.csv_rows import Row, Rows
from mosaic_desk.exchange.finding_names import FindingNames, slug

LABELLED = "labelled_findings"
"""The column of our own exports that says how many findings of the row were labelled at all."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "report_id": ("report_id", "reportid", "study_id", "studyid", "accession", "accession_number", "exam_id", "note_id",
                  "studyinstanceuid", "study_instance_uid", "uid", "id"),
    "text": ("text", "report_text", "reporttext", "full_text", "note_text", "report", "note", "body"),
    "patient_id": ("patient_id", "patientid", "subject_id", "subjectid", "patient", "pid", "mrn"),
    "study_date": ("study_date", "studydate", "exam_date", "report_date", "date"),
    "language": ("language", "lang"),
}  # fmt: skip
_SECTIONS = (
    SectionKind.INDICATION,
    SectionKind.COMPARISON,
    SectionKind.TECHNIQUE,
    SectionKind.FINDINGS,
    SectionKind.IMPRESSION,
)
ROLES = (*_NAMES, *_SECTIONS)
"""What a column can be beside a finding; the keys of a mapping, which may also name finding ids."""

_WORDY = 40  # characters on average: shorter columns are codes, names or places


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Where things are: indices into a row. `findings` keeps the order of the table."""

    report_id: int
    text: int | None = None
    sections: tuple[tuple[str, int], ...] = ()
    patient_id: int | None = None
    study_date: int | None = None
    language: int | None = None
    labelled: int | None = None
    findings: Mapping[FindingId, int] = field(default_factory=dict)
    understood: tuple[str, ...] = ()


def columns_of(table: Rows, *, names: FindingNames, mapping: Mapping[str, str], path: Path) -> Columns:
    """The columns of a table.

    Raises:
        ImportRefused: if no column can be the report id, or the mapping does not fit the table.
    """
    return _Search(table, names, path).columns(mapping)


class _Search:
    """One search through one header: a column that was given a role is not given another."""

    def __init__(self, table: Rows, names: FindingNames, path: Path) -> None:
        self._header = table.header
        self._rows = [row for row in table.rows if row.refused is None]
        self._names = names
        self._file = path.name
        self._roles: dict[str, int] = {}
        self._findings: dict[FindingId, int] = {}

    def columns(self, mapping: Mapping[str, str]) -> Columns:
        self._take_mapped(mapping)
        self._take_named()
        self._take_findings()
        self._take_by_content()
        if "report_id" not in self._roles:
            raise ImportRefused(
                f"{self._file} has no column that could be the report id; name one of its columns “report_id”."
            )
        sections = tuple((self._heading(index), index) for kind, index in self._section_columns())
        if "text" not in self._roles and not sections and not self._findings:
            raise ImportRefused(
                f"{self._file} has neither a column of report text nor one of labels; name the texts’ column “text”."
            )
        return Columns(
            report_id=self._roles["report_id"],
            text=self._roles.get("text"),
            sections=sections if "text" not in self._roles else (),
            patient_id=self._roles.get("patient_id"),
            study_date=self._roles.get("study_date"),
            language=self._roles.get("language"),
            labelled=next((index for index, name in enumerate(self._header) if name.strip() == LABELLED), None),
            findings=self._findings,
            understood=self._understood(),
        )

    def _take_mapped(self, mapping: Mapping[str, str]) -> None:
        for role, column in mapping.items():
            if column not in self._header:
                raise ImportRefused(f"{self._file} has no column with the name given for {role}.")
            index = self._header.index(column)
            finding_id = self._names.finding(role)
            if role in ROLES:
                self._roles[role] = index
            elif finding_id is not None:
                self._findings[finding_id] = index
            else:
                raise ImportRefused(f"“{role}” is neither a finding nor one of {', '.join(ROLES)}.")

    def _take_named(self) -> None:
        plain = [slug(name) for name in self._header]
        for role, names in _NAMES.items():
            found = next(
                (plain.index(name) for name in names if name in plain and self._is_free(plain.index(name))), None
            )
            if role not in self._roles and found is not None:
                self._roles[role] = found
        for kind in _SECTIONS:
            words = [" ".join(name.split()).casefold() for name in self._header]
            found = next((words.index(word) for word in HEADING_WORDS[kind] if word in words), None)
            if kind not in self._roles and found is not None and self._is_free(found):
                self._roles[kind] = found

    def _take_findings(self) -> None:
        for index, name in enumerate(self._header):
            if not self._is_free(index) or name.strip() == NO_FINDING:
                continue
            finding_id = self._names.finding(name)
            if finding_id is None and self._holds_class_words(index):
                finding_id = self._names.finding_or_id(slug(name))
            if finding_id is None or finding_id in self._findings:
                continue
            self._findings[finding_id] = index

    def _take_by_content(self) -> None:
        """Text is the wordiest column that is left, the id the first one in which every row differs."""
        free = [index for index in range(len(self._header)) if self._is_free(index)]
        if "text" not in self._roles and not self._section_columns():
            wordy = [index for index in free if _mean_length(self._rows, index) > _WORDY]
            if wordy:
                self._roles["text"] = max(wordy, key=lambda index: _mean_length(self._rows, index))
        if "report_id" not in self._roles:
            for index in free:
                if self._is_free(index) and _is_like_ids([row.cells[index] for row in self._rows]):
                    self._roles["report_id"] = index
                    return

    def _section_columns(self) -> list[tuple[SectionKind, int]]:
        return [(kind, self._roles[kind]) for kind in _SECTIONS if kind in self._roles]

    def _is_free(self, index: int) -> bool:
        return index not in self._roles.values() and index not in self._findings.values()

    def _holds_class_words(self, index: int) -> bool:
        cells = {normal_code(row.cells[index]) for row in self._rows} - {""}
        return bool(cells) and CodeScheme.WORDS in possible_schemes(cells)

    def _heading(self, index: int) -> str:
        return " ".join(self._header[index].split()).upper()

    def _understood(self) -> tuple[str, ...]:
        if "text" in self._roles:
            text = f"text from {self._quoted(self._roles['text'])}"
        elif self._section_columns():
            text = "text from " + " and ".join(self._quoted(index) for _, index in self._section_columns())
        else:
            text = "no column holds report text"
        others = [
            f"{role.replace('_', ' ')} from {self._quoted(self._roles[role])}"
            for role in ("patient_id", "study_date", "language")
            if role in self._roles
        ]
        columns = ", ".join([f"Report id from {self._quoted(self._roles['report_id'])}", text, *others]) + "."
        if any(name.strip() == NO_FINDING for name in self._header):
            return (columns, f"“{NO_FINDING}” follows from the findings and is not read.")
        return (columns,)

    def _quoted(self, index: int) -> str:
        return f"“{self._header[index].strip()[:60]}”"


def _mean_length(rows: Sequence[Row], index: int) -> float:
    return sum(len(row.cells[index]) for row in rows) / len(rows) if rows else 0.0


def _is_like_ids(cells: Sequence[str]) -> bool:
    plain = [cell.strip() for cell in cells]
    return bool(plain) and len(set(plain)) == len(plain) and all(re.fullmatch(r"\S{1,64}", cell) for cell in plain)
