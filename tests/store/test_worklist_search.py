"""The worklist's questions: plans, bound values, rows, earlier reports, saved views, and what the check finds."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Action, Change, EventKind, Mode, ReportState
from mosaic_desk.core.ids import PatientId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.worklist_parsing import query_from
from mosaic_desk.core.worklist_query import (
    vocabulary_of,
)
from mosaic_desk.store import Project
from mosaic_desk.store.schema import MIGRATIONS, migrate
from mosaic_desk.store.worklist_terms import conditions_of
from tests.store.projects import FINDINGS, TAXONOMY, N, P, new_project
from tests.store.worklist_account import READERS, One, suggestion_of


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "a.mosaic", reports=30) as opened:
        yield opened


def test_what_is_typed_is_never_an_order_to_the_database(project: Project) -> None:
    words = vocabulary_of(TAXONOMY, languages=("en",), readers=("Reader A",))
    search = project.worklist_search(TAXONOMY.id)
    for typed in ("'; DROP TABLE event", 'patient:"\' OR 1=1"', '"NEAR(" OR', "^report*", '"a"" OR "', '-"*" x', "𞤀"):
        try:
            query = query_from(typed, words)
        except InputError:
            continue
        assert set(search.positions(query)) <= set(range(1, 31))
    assert project.check() == []


def test_every_typed_value_is_bound() -> None:
    """No sign of what was typed stands in the text of a statement."""
    words = vocabulary_of(TAXONOMY, languages=("qz-x",), readers=("Qzx Reader",))
    typed = 'qzxword "qzx phrase" patient:qzx reader:"Qzx Reader" date:1987..1988 language:qz-x edema=p state:done'
    conditions = conditions_of(query_from(typed, words), is_blind_mode=True)
    text = " ".join(conditions.clauses)
    assert not any(sign in text.lower() for sign in ("qz", "1987", "edema", "done"))
    assert len(conditions.values) == 10


def test_no_question_goes_through_all_reports_to_look_each_one_up(project: Project) -> None:
    """The plan is asked, not the clock: whatever is scanned is scanned along an index, or is what was found."""
    words = vocabulary_of(TAXONOMY, languages=("en",), readers=("Reader A",))
    with project._database.reading() as session:
        connection = session.connection().connection.driver_connection
    assert connection is not None
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    search = project.worklist_search(TAXONOMY.id)
    for typed in (
        "edema=p", "edema=m", "finding:edema", "edema=p source:model", "edema=m source:model", "edema=n source:reader",
        "is:disagreement", "is:unsure", "unsure:model", "is:flagged", "state:unread", "language:en", "date:2021..2023",
        'reader:"Reader A"', "patient:P1", "has:image", "-has:text", "has:comment", "report", "-report",
    ):  # fmt: skip
        query = query_from(typed, words)
        search.positions(query)
        search.next(query, after=None, states=(ReportState.UNREAD,))
    search.rows_at([1, 2, 3])
    search.languages(), search.readers()
    connection.set_trace_callback(None)
    plans = {}
    for statement in (one for one in statements if one.lstrip().startswith(("SELECT", "WITH"))):
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
            plans[row[3]] = statement
    assert len(plans) > 20
    slow = {
        plan: text for plan, text in plans.items()
        if ("TEMP B-TREE" in plan or (plan.startswith("SCAN") and "INDEX" not in plan))
        and "FROM taxonomy" not in text and not plan.startswith(("SCAN found", "SCAN report_search", "SCAN CONSTANT"))
    }  # fmt: skip
    assert slow == {}


def test_rows_say_what_a_report_has(project: Project) -> None:
    name = ReportId("r2")

    def do(*changes: Change) -> None:
        project.history.record(
            Action(report_id=name, taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version, reader=READERS[0],
                   mode=Mode.PREFILLED, changes=changes)
        )  # fmt: skip

    one = One(report=project.reports.find(name))
    project.suggestions.save([suggestion_of(one, {FINDINGS[0]: (P, 0.9)})])
    do(Change(kind=EventKind.DRAWN))
    do(Change(kind=EventKind.SET, finding_id=FINDINGS[0], after=N))
    do(Change(kind=EventKind.COMMENTED, note="look"))
    (row,) = project.worklist_search(TAXONOMY.id).rows_at([2])
    assert row.is_drawn and row.is_blind and row.has_comment and not row.disagrees
    do(Change(kind=EventKind.COMMITTED))
    (row,) = project.worklist_search(TAXONOMY.id).rows_at([2])
    assert not row.is_drawn and not row.is_blind and row.disagrees


def test_languages_and_readers_of_a_project_are_known(project: Project) -> None:
    source = Incoming(
        source="here", format="jsonl",
        reports=tuple(
            IncomingReport(report=Report(report_id=ReportId(f"x{number}"), text="a", language=language))
            for number, language in enumerate(("en", "da", "en", None, "de"))
        ),
    )  # fmt: skip
    project.store_incoming(source, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
    for reader in READERS:
        project.history.record(
            Action(report_id=ReportId("r1"), taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version, reader=reader,
                   mode=Mode.PREFILLED, changes=(Change(kind=EventKind.FLAGGED),))
        )  # fmt: skip
    search = project.worklist_search(TAXONOMY.id)
    assert search.languages() == ("da", "de", "en") and search.readers() == ("Ada Berg", "Jens Dal")


def test_priors_are_the_patients_earlier_reports_newest_first(tmp_path: Path) -> None:
    days = {"a": "2021-01-01", "b": "2022-01-01", "c": "2022-01-01", "d": "2023-01-01", "e": None}
    reports = [
        IncomingReport(report=Report(report_id=ReportId(key), text=key, patient_id=PatientId("P1"), study_date=day))
        for key, day in days.items()
    ]
    reports.append(IncomingReport(report=Report(report_id=ReportId("f"), text="f", study_date="2020-01-01")))
    with Project.create(tmp_path / "p.mosaic", [TAXONOMY]) as project:
        source = Incoming(source="here", format="jsonl", reports=tuple(reports))
        project.store_incoming(source, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))

        def priors(key: str) -> list[str]:
            return [row.report_id for row in project.reports.priors(ReportId(key))]

        assert priors("d") == ["c", "b", "a"] and priors("c") == ["b", "a"] and priors("a") == []
        assert priors("e") == [] and priors("f") == []


def test_saved_views_are_kept_renamed_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a.mosaic"
    with new_project(path) as project:
        views = project.saved_views()
        views.save(" To do ", "state:unread")
        views.save("rare", "edema=p")
        views.save("RARE", "nodule=p")
        views.rename("To do", "Æ first")
        with pytest.raises(InputError, match="already"):
            views.rename("rare", "æ FIRST".replace("æ", "Æ"))
        views.rename("RARE", "Rare")
    with Project.open(path) as project:
        views = project.saved_views()
        assert [(view.name, view.query) for view in views.all()] == [("Rare", "nodule=p"), ("Æ first", "state:unread")]
        views.delete("rare")
        views.delete("rare")
        assert [view.name for view in views.all()] == ["Æ first"]
        for name in ("", "  ", "a\nb", "x" * 61):
            with pytest.raises(InputError, match="name"):
                views.save(name, "")
        assert project.check() == []


@pytest.mark.parametrize(
    ("tampering", "name"),
    [
        ("UPDATE suggested SET label = 'uncertain'", "searched suggestions: 1 differ"),
        ("DELETE FROM suggested", "searched suggestions: 1 differ"),
        ("UPDATE suggested_report SET least = 0.1", "searched suggestions: 1 differ"),
        ("INSERT INTO suggested_report VALUES (1, 9, 0.5)", "searched suggestions: 1 differ"),
        ("DELETE FROM disagreement", "disagreements: 1 differ"),
        ("INSERT INTO disagreement VALUES (1, 9, 'edema')", "disagreements: 1 differ"),
        ("UPDATE reader_report SET reader = 'Nobody'", "readers: 2 differ"),
    ],
)
def test_what_the_worklist_is_searched_by_is_checked(project: Project, tampering: str, name: str) -> None:
    one = One(report=project.reports.find(ReportId("r2")))
    project.suggestions.save([suggestion_of(one, dict.fromkeys(FINDINGS, (P, 0.9)))])
    project.history.record(
        Action(report_id=ReportId("r2"), taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version,
               reader=READERS[0], mode=Mode.PREFILLED,
               changes=(Change(kind=EventKind.SET, finding_id=FINDINGS[0], after=N),))
    )  # fmt: skip
    assert project.check() == []
    with project._database.writing() as session:
        session.connection().exec_driver_sql(tampering)
    assert any(problem.startswith(name) for problem in project.check()), project.check()


def _of_the_second_version() -> set[str]:
    connection = sqlite3.connect(":memory:")
    for migration in MIGRATIONS[:2]:
        migration(connection)
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}


def test_a_project_of_the_second_version_gets_the_tables_filled(tmp_path: Path) -> None:
    """What the migration lays out is what the writes lay out: the check builds it a third time."""
    path = tmp_path / "a.mosaic"
    with new_project(path, reports=4) as project:
        for number, label in enumerate(MentionClass, 1):
            one = One(report=project.reports.find(ReportId(f"r{number}")), has_probabilities=number != 3)
            slots = dict.fromkeys(FINDINGS[: number % 3 + 1], (label, 0.5))
            project.suggestions.save([suggestion_of(one, slots)])
            project.history.record(
                Action(report_id=one.report.report_id, taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version,
                       reader=READERS[0], mode=Mode.PREFILLED,
                       changes=(Change(kind=EventKind.SET, finding_id=FINDINGS[0], after=N),))
            )  # fmt: skip
        kept = {table: rows_of(path, table) for table in _DERIVED}
    assert all(kept.values())
    connection = sqlite3.connect(path, isolation_level=None)
    old = _of_the_second_version()
    for kind, name in list(connection.execute("SELECT type, name FROM sqlite_schema")):
        if name not in old and not name.startswith("sqlite_"):
            connection.execute(f"DROP {kind} IF EXISTS {name}")
    connection.execute("PRAGMA user_version = 2")
    migrate(connection)
    connection.close()
    assert {table: rows_of(path, table) for table in _DERIVED} == kept
    with Project.open(path) as project:
        assert project.check() == []


_DERIVED = ("suggested", "suggested_report", "disagreement", "reader_report")


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
    connection.close()
    return rows
