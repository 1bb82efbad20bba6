"""The history of adapters in a project file: what follows from it, what it refuses, and where it came from."""

import gzip
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.adapter_events import AdapterEventKind, AdapterRef
from mosaic_desk.core.errors import InputError, ProjectReadOnly
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.store import Project
from mosaic_desk.store.adapters import AdapterChange
from mosaic_desk.store.schema import CURRENT_VERSION, migrate
from tests.store.projects import COMMITS, MODEL, READER, TAXONOMY, N, P, action, new_project, sets, suggestion

_SAVED = Path(__file__).parent / "version_3.mosaic.gz"
FIRST, SECOND = AdapterRef(name="run-1", hash="sha256:1"), AdapterRef(name="run-2", hash="sha256:2")


def change(kind: AdapterEventKind, adapter: AdapterRef | None, *, reader: str = READER) -> AdapterChange:
    return AdapterChange(reader=ReaderName(reader), kind=kind, adapter=adapter, reason="", figures={"f1": 0.5})


def promoted(adapter: AdapterRef) -> AdapterChange:
    return change(AdapterEventKind.PROMOTED, adapter)


def rolled_back(adapter: AdapterRef | None) -> AdapterChange:
    return change(AdapterEventKind.ROLLED_BACK, adapter)


def by(adapter: AdapterRef, report_id: str, label: object = P) -> Suggestion:
    model = replace(MODEL, adapter=adapter.name, adapter_hash=adapter.hash)
    return replace(suggestion(report_id, label), model=model)


def test_the_active_adapter_follows_from_promotions_and_roll_backs(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        assert project.adapters.active() is None
        project.adapters.record(promoted(FIRST))
        project.adapters.record(promoted(SECOND))
        assert project.adapters.in_turn() == (FIRST, SECOND)
        project.adapters.record(rolled_back(FIRST))
        assert project.adapters.active() == FIRST
        project.adapters.record(change(AdapterEventKind.IMPORTED, SECOND))
        assert project.adapters.active() == FIRST, "what is imported is not active yet"
        project.adapters.record(rolled_back(None))
        assert project.adapters.active() is None and project.check() == []
    with Project.open(tmp_path / "a.mosaic") as project:
        told = [(event.number, event.kind.value, event.adapter) for event in project.adapters.events()]
        assert told == [
            (1, "promoted", FIRST), (2, "promoted", SECOND), (3, "rolled_back", FIRST),
            (4, "imported", SECOND), (5, "rolled_back", None),
        ]  # fmt: skip
        assert project.adapters.events()[0].figures == {"f1": 0.5}


def test_a_roll_back_may_pass_over_an_adapter_that_is_gone(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        project.adapters.record(promoted(FIRST))
        project.adapters.record(promoted(SECOND))
        project.adapters.record(rolled_back(None))
        assert project.adapters.active() is None and project.check() == []


@pytest.mark.parametrize("leads_to", [None, FIRST, SECOND])
def test_nothing_is_rolled_back_to_what_was_not_active_before(tmp_path: Path, leads_to: AdapterRef | None) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        if leads_to is not None:
            project.adapters.record(promoted(SECOND))
        before = project.adapters.events()
        with pytest.raises(InputError, match="nothing to roll back to"):
            project.adapters.record(rolled_back(leads_to))
        assert project.adapters.events() == before


def test_nothing_is_decided_by_nobody_nor_by_a_second_window(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        with pytest.raises(InputError, match="named person"):
            project.adapters.record(change(AdapterEventKind.PROMOTED, FIRST, reader="  "))
        with Project.open(tmp_path / "a.mosaic") as second, pytest.raises(ProjectReadOnly):
            second.adapters.record(promoted(FIRST))
        assert project.adapters.events() == ()


def test_a_suggestion_of_another_model_keeps_the_one_before_it(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        project.suggestions.save([by(FIRST, "r1", P), by(FIRST, "r2", P)])
        project.suggestions.save([by(FIRST, "r2", N)])
        project.suggestions.save([by(SECOND, "r1", N)])
        former = project.adapters.former_suggestions(ReportId("r1"), TAXONOMY)
        assert former == (by(FIRST, "r1", P),)
        assert project.suggestions.find(ReportId("r1"), TAXONOMY) == by(SECOND, "r1", N)
        assert project.adapters.former_suggestions(ReportId("r2"), TAXONOMY) == (), "the same model said it anew"
        assert project.check() == []


def test_open_reports_with_an_earlier_adapters_suggestion_are_outdated(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic", reports=4) as project:
        project.suggestions.save([by(FIRST, "r1"), by(FIRST, "r2"), by(SECOND, "r3")])
        project.history.record(action("r2", sets("edema", P), COMMITS))
        assert project.adapters.outdated(TAXONOMY) == (), "the shipped one suggests, and nothing was promoted"
        project.adapters.record(promoted(SECOND))
        assert project.adapters.outdated(TAXONOMY) == ("r1",), "r2 is done, r4 has none"
        project.adapters.record(rolled_back(None))
        assert project.adapters.outdated(TAXONOMY) == ("r3",), "the first adapter may be the shipped one"
        project.adapters.record(promoted(FIRST))
        assert project.adapters.outdated(TAXONOMY) == ("r3",)


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE adapter_event SET reader = 'Someone'", "never changed"),
        ("DELETE FROM adapter_event", "never deleted"),
        ("INSERT OR REPLACE INTO adapter_event SELECT * FROM adapter_event WHERE number = 1", "no gaps"),
        ("INSERT INTO adapter_event SELECT 9, at, reader, kind, adapter, adapter_hash, reason, figures, digest"
         " FROM adapter_event WHERE number = 1", "no gaps"),
        ("INSERT INTO adapter_event SELECT 3, at, ' ', kind, adapter, adapter_hash, reason, figures, digest"
         " FROM adapter_event WHERE number = 1", "CHECK"),
        ("INSERT INTO adapter_event SELECT 3, at, reader, kind, NULL, NULL, reason, figures, digest"
         " FROM adapter_event WHERE number = 1", "CHECK"),
        ("UPDATE former_suggestion SET findings = '{}'", "never changed"),
        ("DELETE FROM former_suggestion", "never deleted"),
    ],
)  # fmt: skip
def test_the_file_itself_keeps_the_history_of_adapters(tmp_path: Path, statement: str, refusal: str) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        project.adapters.record(promoted(FIRST))
        project.adapters.record(promoted(SECOND))
        project.suggestions.save([by(FIRST, "r1")])
        project.suggestions.save([by(SECOND, "r1")])
    connection = sqlite3.connect(tmp_path / "a.mosaic")
    before = list(connection.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=refusal):
        connection.execute(statement)
    connection.rollback()
    assert list(connection.iterdump()) == before
    connection.close()


@pytest.mark.parametrize(
    ("tampering", "name"),
    [
        ("UPDATE adapter_event SET reader = 'Someone' WHERE number = 1", "adapters: event 1 was changed"),
        ("UPDATE adapter_event SET adapter = 'other' WHERE number = 2", "adapters: event 2 was changed"),
        ("UPDATE adapter_event SET reason = 'because' WHERE number = 2", "adapters: event 2 was changed"),
        ("UPDATE adapter_event SET figures = '{' WHERE number = 2", "adapters: a row cannot be read back"),
        ("DELETE FROM adapter_event WHERE number = 1", "adapters: event 1 is missing"),
        ("DELETE FROM adapter_event WHERE number = 3", "adapters: the end of their history was cut off"),
        ("UPDATE adapter_chain_end SET events = 2", "adapters: the end of their history was cut off"),
    ],
)
def test_tampering_with_the_history_of_adapters_is_found(tmp_path: Path, tampering: str, name: str) -> None:
    path = tmp_path / "a.mosaic"
    with new_project(path) as project:
        project.adapters.record(promoted(FIRST))
        project.adapters.record(promoted(SECOND))
        project.adapters.record(rolled_back(FIRST))
        assert project.check() == []
    connection = sqlite3.connect(path)
    connection.executescript(
        f"DROP TRIGGER adapter_event_is_never_changed; DROP TRIGGER adapter_event_is_never_deleted; {tampering}"
    )
    connection.close()
    with Project.open(path) as project:
        problems = project.check()
    assert any(problem.startswith(name) for problem in problems), problems


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.mosaic"
    path.write_bytes(gzip.decompress(_SAVED.read_bytes()))
    return path


def _rows(path: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(question).fetchall()
    connection.close()
    return found


def test_a_project_of_the_third_version_keeps_all_it_held(old: Path) -> None:
    tables = [name for (name,) in _rows(old, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    kept = [name for name in tables if not name.startswith("report_search")]
    before = {name: _rows(old, f"SELECT * FROM {name} ORDER BY 1, 2") for name in kept}
    assert _rows(old, "PRAGMA user_version") == [(3,)] and sum(map(len, before.values())) > 60
    with Project.open(old) as project:
        assert project.check() == []
        assert project.adapters.active() is None and project.adapters.events() == ()
    assert _rows(old, "PRAGMA user_version") == [(CURRENT_VERSION,)]
    assert {name: _rows(old, f"SELECT * FROM {name} ORDER BY 1, 2") for name in kept} == before


def test_the_schema_is_the_same_whether_a_file_is_new_or_of_the_third_version(old: Path, tmp_path: Path) -> None:
    blank = sqlite3.connect(tmp_path / "blank.db", isolation_level=None)
    migrate(blank)
    blank.close()
    Project.open(old).close()
    question = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'report_search%' ORDER BY 1, 2"
    assert _rows(old, question) == _rows(tmp_path / "blank.db", question)


def test_adapters_are_promoted_in_a_project_of_the_third_version(old: Path) -> None:
    with Project.open(old) as project:
        project.adapters.record(promoted(FIRST))
        project.suggestions.save([by(FIRST, "r1", N)])
        assert [s.model for s in project.adapters.former_suggestions(ReportId("r1"), TAXONOMY)] == [MODEL]
        assert project.adapters.active() == FIRST and project.check() == []
