from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Change, EventKind, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.core.worklist_query import Query
from mosaic_desk.store import Project
from tests.store.projects import (
    COMMITS,
    FLAGS,
    READER,
    TAXONOMY,
    P,
    action,
    incoming,
    new_project,
    rows,
    sets,
    suggestion,
)

_TEXTS = {
    "CXR-1": "FINDINGS: No pneumothorax. Small effusion.",
    "CXR-2": "BEFUND: Kleiner Pleuraerguß rechts, Größe 3 cm.",
    "CXR-10": 'Says "NEAR" and OR; 100% (sic) a*b <b>bold</b>',
    "dk_4": "Ingen pneumothorax. Let øget hjerte.",
    "empty": "",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    with Project.create(tmp_path / "a.mosaic", [TAXONOMY]) as opened:
        opened.store_incoming(incoming(_TEXTS), role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=READER)
        yield opened


def _found(project: Project, typed: str) -> list[str]:
    return [row.report_id for row in rows(project, typed)]


def _found_or_refused(project: Project, typed: str) -> set[str]:
    try:
        return set(_found(project, typed))
    except InputError:
        return set()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", list(_TEXTS)),
        ("  \t", list(_TEXTS)),
        ("pneumothorax", ["CXR-1", "dk_4"]),
        ("PNEUMO", ["CXR-1", "dk_4"]),
        ("pneumo effu", ["CXR-1"]),
        ("große", ["CXR-2"]),  # signs above a letter do not count
        ("größe", ["CXR-2"]),
        ("kleiner rechts", ["CXR-2"]),
        ("CXR", ["CXR-1", "CXR-2", "CXR-10"]),
        ("CXR-1", ["CXR-1", "CXR-10"]),
        ("cxr-10", ["CXR-10"]),
        ("dk_4", ["dk_4"]),
        ("empty", ["empty"]),
        ("thorax", []),
        ("near", ["CXR-10"]),
    ],
)
def test_each_word_of_a_search_begins_a_word_of_the_text_or_the_id(
    project: Project, search: str, found: list[str]
) -> None:
    assert _found(project, search) == found


@pytest.mark.parametrize(
    "search",
    ['"', '""', "'", "*", "-", "NEAR(", "NEAR(a b, 2)", "a AND", "OR", "NOT x", "text:a", "{a b}: c", "^a", "a*b",
     "(", ")", "a)", ":", "+", "a + b", "\0", "a\0b", "a\ud800", "\ud800", "%", "_", "\\", ";--", "'; DROP TABLE event",
     "report_search", "🫁", "\u0301", "\u202e", "١٢", "x" * 100_000, "a " * 10_000, '" OR ""="', "𞤀", "\U00032000"],
)  # fmt: skip
def test_no_search_is_an_order_to_the_database(project: Project, search: str) -> None:
    assert _found_or_refused(project, search) <= set(_TEXTS)
    assert project.check() == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(search=st.text(alphabet=st.characters(), max_size=40))
def test_any_text_at_all_can_be_searched_for(project: Project, search: str) -> None:
    assert _found_or_refused(project, search) <= set(_TEXTS)


def test_quotes_operators_and_markup_in_a_search_are_words(project: Project) -> None:
    assert _found(project, '"NEAR" OR') == ["CXR-10"]
    assert _found(project, "<b>bold") == ["CXR-10"]
    assert _found(project, "100%") == ["CXR-10"]


def test_pages_follow_each_other_without_gap_or_repetition(tmp_path: Path) -> None:
    with new_project(tmp_path / "b.mosaic", reports=25) as project:
        for search in ("", "report"):
            seen: list[str] = []
            after = 0
            while stretch := rows(project, search, after=after, limit=4):
                seen += [row.report_id for row in stretch]
                after = stretch[-1].position
            assert seen == [f"r{number}" for number in range(1, 26)]
        assert [position for position, _ in project.reports.stretch(after=23)] == [24, 25]


def test_filters_show_what_is_in_that_state(project: Project) -> None:
    project.history.record(action("CXR-1", sets("edema", P), COMMITS))
    project.history.record(action("CXR-2", sets("edema", P)))
    project.history.record(action("dk_4", FLAGS))
    project.history.record(action("empty", Change(kind=EventKind.SKIPPED, note="no text")))
    project.suggestions.save([suggestion("CXR-2")])
    expected = {
        "": list(_TEXTS),
        "state:unread": ["CXR-10", "dk_4"],
        "state:started": ["CXR-2"],
        "state:done": ["CXR-1"],
        "state:skipped": ["empty"],
        "is:flagged": ["dk_4"],
    }
    assert {typed: _found(project, typed) for typed in expected} == expected
    assert _found(project, "pneumothorax state:done") == ["CXR-1"]
    assert [row.report_id for row in rows(project) if row.has_suggestion] == ["CXR-2"]


def test_neighbours_end_at_either_end(project: Project) -> None:
    assert project.reports.neighbour(ReportId("CXR-1"), -1) is None
    assert project.reports.neighbour(ReportId("CXR-1"), 1) == "CXR-2"
    assert project.reports.neighbour(ReportId("CXR-1"), 3) == "dk_4"
    assert project.reports.neighbour(ReportId("empty"), -4) == "CXR-1"
    assert project.reports.neighbour(ReportId("empty"), 1) is None
    assert project.reports.neighbour(ReportId("dk_4"), 0) == "dk_4"


def _next_open(project: Project, after: str | None) -> str | None:
    states = (ReportState.UNREAD, ReportState.STARTED)
    place = None if after is None else ReportId(after)
    return project.worklist_search(TAXONOMY.id).next(Query(), after=place, states=states)


def test_the_next_open_report_is_found_behind_and_then_from_the_start(tmp_path: Path) -> None:
    with new_project(tmp_path / "b.mosaic", reports=4) as project:
        assert _next_open(project, None) == "r1"
        assert _next_open(project, "r1") == "r2"
        project.history.record(action("r2", COMMITS))
        project.history.record(action("r3", sets("edema", P)))
        assert _next_open(project, "r1") == "r3", "a started report is open"
        project.history.record(action("r4", COMMITS))
        assert _next_open(project, "r3") == "r1"
        project.history.record(action("r1", COMMITS))
        project.history.record(action("r3", COMMITS))
        assert _next_open(project, "r3") is None


def test_no_question_of_the_worklist_walks_through_all_reports(tmp_path: Path) -> None:
    """The plan is asked, not the clock: an index must answer, whatever the machine."""
    with new_project(tmp_path / "b.mosaic", reports=30) as project:
        with project._database.reading() as session:
            connection = session.connection().connection.driver_connection
        assert connection is not None
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        for typed in ("", *(f"state:{state.value}" for state in ReportState), "is:flagged"):
            rows(project, typed, after=10, limit=5)
        _next_open(project, "r2")
        project.suggestions.waiting(TAXONOMY, 5)
        project.reports.neighbour(ReportId("r2"), -1)
        project.history.record(action("r2", sets("edema", P), COMMITS))
        project.corrections.of_report(ReportId("r2"), TAXONOMY)
        project.history.undoable()
        connection.set_trace_callback(None)
        asked = [statement for statement in statements if statement.startswith(("SELECT", "UPDATE"))]
        plans = {row[3]: text for text in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {text}")}
    assert len(plans) > 10
    # The end of the history is one row, the taxonomies are a handful: only those may be read whole.
    slow = {
        plan: text
        for plan, text in plans.items()
        if (plan.startswith("SCAN") or "TEMP B-TREE" in plan)
        and "FROM taxonomy" not in text and plan != "SCAN chain_end"
    }  # fmt: skip
    assert slow == {}
