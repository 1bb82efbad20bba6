import sqlite3
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from mosaic_desk.store import Project, tables
from mosaic_desk.store.schema import APPLICATION_ID, CURRENT_VERSION, migrate
from tests.store.projects import COMMITS, P, action, new_project, sets


@pytest.fixture
def blank(tmp_path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(tmp_path / "blank.db", isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


def test_every_table_class_has_the_columns_that_the_migrations_made(blank: sqlite3.Connection) -> None:
    classes = [value for value in vars(tables).values() if isinstance(value, type) and value is not SQLModel]
    compared = 0
    for table in (SQLModel.metadata.tables[row.__tablename__] for row in classes if issubclass(row, SQLModel)):
        made = {
            name: (bool(is_key), bool(not_null or is_key))
            for _, name, _, not_null, _, is_key in blank.execute(f"PRAGMA table_info({table.name})")
        }
        meant = {column.name: (column.primary_key, not column.nullable) for column in table.columns}
        assert meant == made, table.name
        compared += 1
    assert compared == 19


def test_a_blank_project_carries_its_mark_and_version_and_has_nothing_to_complain_about(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.mosaic", []) as project:
        assert project.check() == []
        assert project.reports.ids() == () and project.taxonomies() == ()
    connection = sqlite3.connect(tmp_path / "a.mosaic")
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (CURRENT_VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_the_writing_connection_has_every_promised_setting(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.mosaic", []) as project, project._database.reading() as session:
        connection = session.connection()
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in (
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "synchronous",
                "busy_timeout",
                "mmap_size",
            )
        }
    synchronous_full = 2
    assert found == {
        "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1,
        "synchronous": synchronous_full, "busy_timeout": 5000, "mmap_size": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE event SET after = 'negative'", "never changed"),
        ("DELETE FROM event", "never deleted"),
        ("INSERT OR REPLACE INTO event SELECT * FROM event WHERE number = 1", "no gaps"),
        ("UPDATE taxonomy SET body = '{}'", "never changed"),
        ("DELETE FROM taxonomy", "never deleted"),
        ("INSERT INTO truth VALUES (1, 'chest', 'edema', 'maybe')", "CHECK"),
        ("UPDATE report_state SET state = 'lost'", "CHECK"),
        ("INSERT INTO label VALUES (1, 99, 'edema', 'positive', 1)", "FOREIGN KEY"),
    ],
)
def test_the_file_itself_refuses_what_must_never_be_stored(tmp_path: Path, statement: str, refusal: str) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        project.history.record(action("r1", sets("edema", P), COMMITS))
    connection = sqlite3.connect(tmp_path / "a.mosaic")
    connection.execute("PRAGMA foreign_keys = ON")
    before = list(connection.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=refusal):
        connection.execute(statement)
    connection.rollback()
    assert list(connection.iterdump()) == before
    connection.close()
