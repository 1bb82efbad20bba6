"""A project of the first version, with history in it, opened by this one."""

import gzip
import sqlite3
from pathlib import Path
from random import Random

import pytest

from mosaic_desk.core.errors import ProjectDamaged
from mosaic_desk.core.events import Change, EventKind, Mode
from mosaic_desk.core.ids import ReportId
from mosaic_desk.store import Project
from mosaic_desk.store.schema import CURRENT_VERSION, migrate
from tests.store.projects import READER, TAXONOMY, P, action

_SAVED = Path(__file__).parent / "version_1.mosaic.gz"
_KEPT = ("report", "truth", "setting", "taxonomy", "model", "suggestion", "label", "label_count", "action", "chain_end")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.mosaic"
    path.write_bytes(gzip.decompress(_SAVED.read_bytes()))
    return path


def rows(path: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(question).fetchall()
    connection.close()
    return found


def test_a_project_of_the_first_version_keeps_all_it_held(old: Path) -> None:
    questions = [f"SELECT * FROM {table} ORDER BY 1, 2" for table in _KEPT if table not in ("chain_end", "setting")]
    questions += ["SELECT * FROM chain_end", "SELECT * FROM setting"]
    questions.append("SELECT number, action, at, kind, finding_id, after, shown, evidence, digest FROM event")
    questions.append("SELECT taxonomy_number, report_position, state, is_flagged, is_waiting FROM report_state")
    questions.append("SELECT * FROM report_count WHERE what <> 'skipped' ORDER BY 1, 2")
    assert rows(old, "PRAGMA user_version") == [(1,)]
    before = [rows(old, question) for question in questions]
    assert sum(map(len, before)) > 60, "there is something to lose"
    with Project.open(old) as project:
        assert project.check() == [], "the chain of digests and every derived table among it"
    assert [rows(old, question) for question in questions] == before
    assert rows(old, "PRAGMA user_version") == [(CURRENT_VERSION,)]
    assert rows(old, "SELECT what, n FROM report_count WHERE what = 'skipped'") == [("skipped", 0), ("skipped", 0)]


def test_the_schema_is_the_same_whether_a_file_is_new_or_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    blank = sqlite3.connect(tmp_path / "blank.db", isolation_level=None)
    migrate(blank)
    blank.close()
    Project.open(old).close()
    question = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'report_search%' ORDER BY 1, 2"
    assert rows(old, question) == rows(tmp_path / "blank.db", question)


def test_work_goes_on_in_a_project_of_the_first_version(old: Path) -> None:
    with Project.open(old) as project:
        assert project.readings.reading(ReportId("r1"), TAXONOMY).first_commit is not None
        assert project.readings.reading(ReportId("r3"), TAXONOMY).first_commit is None, "its commit was undone"
        assert [read.report_id for read in project.readings.first_reads(TAXONOMY)] == ["b1"]
        assert project.history.redo(READER), "what had been undone can still be brought back"
        project.history.record(action("r2", Change(kind=EventKind.COMMENTED, note="a thought")))
        drawn = project.readings.first_read(TAXONOMY, chance=Random(1), reader=READER)
        assert drawn is not None
        assert project.check() == []


def test_a_first_read_of_the_first_version_keeps_its_first_answers(old: Path) -> None:
    blind = {"mode": Mode.FIRST_READ}
    with Project.open(old) as project:
        while project.history.undo(READER):
            pass
        assert project.check() == []
        project.history.record(action("r3", Change(kind=EventKind.SET, finding_id="edema", after=P), **blind))
        project.history.record(action("r3", Change(kind=EventKind.COMMITTED), **blind))
        assert dict(project.readings.reading(ReportId("r3"), TAXONOMY).first) == {"edema": P}
        assert project.check() == []


def test_a_damaged_project_is_not_half_brought_up_to_date(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("INSERT INTO label VALUES (1, 99, 'edema', 'positive', 1)")
    connection.commit()
    connection.close()
    before = rows(old, "SELECT name FROM sqlite_schema ORDER BY 1")
    with pytest.raises(ProjectDamaged, match="brought up to date"):
        Project.open(old)
    assert rows(old, "PRAGMA user_version") == [(1,)]
    assert rows(old, "SELECT name FROM sqlite_schema ORDER BY 1") == before
