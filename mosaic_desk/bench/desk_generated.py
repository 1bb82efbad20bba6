"""A project of any size, generated from the reports that were written for the demo; made once, then copied.

The first thousand go through the store as every report does; the others are copies of them made inside the
file, with ids, patients, dates and a line of invented words of their own, because the store takes minutes for
a hundred thousand suggestions. Nothing is from a patient. It lies in a cache folder that can be deleted.
"""

import hashlib
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from mosaic_desk import places
from mosaic_desk.bench.desk_cases import READER, TAXONOMY, labelled_reports, made_up
from mosaic_desk.core.ids import PatientId, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.store import Project
from mosaic_desk.store.schema import CURRENT_VERSION

_FORM = 2  # counts what is generated: another form is another file
_FIRST = 1_000
_STUDIES_A_PATIENT = 3
# Invented words, so that a search has something rarer than the words of ninety reports to find.
_SYLLABLES = ("ba", "do", "fe", "gi", "ka", "lu", "mo", "ne", "pi", "ro", "sa", "tu", "ve", "zo")
_LAST_LINE = "\nREFERENCE: "


def generated_project(reports: int, folder: Path) -> Path:
    """A copy, in `folder`, of a project of so many generated reports, each with a suggestion, none of them read.

    Raises:
        MosaicError: if it cannot be made.
    """
    kept = cache() / f"reports-{reports}-{_fingerprint()}.mosaic"
    if not kept.is_file():
        sys.stderr.write(f"Making a project of {reports:,} generated reports, once, in {kept.parent} …\n")
        make_generated(kept, reports, first=_FIRST)
    return Path(shutil.copyfile(kept, folder / "generated.mosaic"))


def cache() -> Path:
    """Where generated projects are kept."""
    return places.backbone_cache().with_name("benchmark")


def _fingerprint() -> str:
    shipped = (places.resources() / "demo" / "reports.jsonl").read_bytes()
    taxonomy = taxonomy_named(TAXONOMY).fingerprint()
    return hashlib.sha256(shipped + f"{taxonomy} {CURRENT_VERSION} {_FORM}".encode()).hexdigest()[:12]


def make_generated(path: Path, reports: int, *, first: int) -> None:
    """Makes the file, beside and then renamed: a run that was cut off leaves nothing that looks whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"making-{path.name}")
    _remove(beside)
    taxonomy = taxonomy_named(TAXONOMY)
    ones = list(_varied(labelled_reports([], taxonomy), range(1, min(first, reports) + 1)))
    with Project.create(beside, [taxonomy]) as project:
        incoming = Incoming(source="generated", format="jsonl", reports=tuple(replace(one, labels={}) for one in ones))
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=READER)
        project.suggestions.save([made_up(one, taxonomy) for one in ones])
    with closing(sqlite3.connect(beside, isolation_level=None)) as connection:
        _multiply(connection, first=len(ones), reports=reports)
    beside.rename(path)
    _remove(beside)


def _remove(path: Path) -> None:
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


def _varied(models: Sequence[IncomingReport], numbers: range) -> Iterator[IncomingReport]:
    for number in numbers:
        model = models[number % len(models)]
        report = replace(
            model.report, report_id=ReportId(_name(number)), text=_text(model.report.text, number),
            patient_id=PatientId(_patient(number)), study_date=_date(number),
        )  # fmt: skip
        yield replace(model, report=report)


def _name(number: int) -> str:
    return f"G{number:07}"


def _patient(number: int) -> str:
    return f"P{number // _STUDIES_A_PATIENT:06}"


def _date(number: int) -> str:
    return f"{2015 + number % 9}-{1 + number % 12:02}-{1 + number // _STUDIES_A_PATIENT % 28:02}"


def _text(text: str, number: int) -> str:
    """The text with another last line; what stands before it keeps its place, and with it the evidence."""
    chance = random.Random(number)
    words = " ".join("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(6))
    return f"{text.partition(_LAST_LINE)[0]}{_LAST_LINE}{words}."


def _multiply(connection: sqlite3.Connection, *, first: int, reports: int) -> None:
    """Copies whatever is stored about the first reports until there are so many."""
    for name, parameters, function in (("gen_name", 1, _name), ("gen_patient", 1, _patient), ("gen_date", 1, _date)):
        connection.create_function(name, parameters, function, deterministic=True)
    connection.create_function("gen_text", 2, _text, deterministic=True)
    copied = [_copy_reports(connection), _COPY_WORDS, _COPY_STATE, *_copies(connection)]
    connection.execute("BEGIN IMMEDIATE")
    for shift in range(first, reports, first):
        bounds = {"shift": shift, "last": min(first, reports - shift)}
        for statement in copied:
            connection.execute(statement, bounds)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_COPY_WORDS = """
    INSERT INTO report_search (rowid, report_id, text) SELECT position, report_id, text FROM report
    WHERE position > :shift AND position <= :shift + :last
"""
_COPY_STATE = """
    UPDATE report_state SET (has_suggestion, is_waiting) = (
        SELECT has_suggestion, is_waiting FROM report_state AS one
        WHERE one.taxonomy_number = report_state.taxonomy_number
            AND one.report_position = report_state.report_position - :shift)
    WHERE report_position > :shift AND report_position <= :shift + :last
"""


def _copy_reports(connection: sqlite3.Connection) -> str:
    own = {"position": "position + :shift", "report_id": "gen_name(position + :shift)",
           "patient_id": "gen_patient(position + :shift)", "study_date": "gen_date(position + :shift)",
           "text": "gen_text(text, position + :shift)"}  # fmt: skip
    return _copy(connection, "report", own, "position")


def _copies(connection: sqlite3.Connection) -> list[str]:
    """One statement for each further table that says something of a report, whatever a later schema adds."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [
        _copy(connection, name, {"report_position": "report_position + :shift"}, "report_position")
        for name in names
        if "report_position" in _columns(connection, name) and name not in ("report_state", "event", "label", "truth")
    ]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _copy(connection: sqlite3.Connection, table: str, own: Mapping[str, str], place: str) -> str:
    columns = _columns(connection, table)
    values = ", ".join(own.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {place} <= :last"
