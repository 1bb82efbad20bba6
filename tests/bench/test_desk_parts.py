"""The desk benchmark without a window: what it reads, generates, plans and tells."""

import json
from pathlib import Path
from typing import Any

import pytest

from mosaic_desk import places
from mosaic_desk.bench.desk_cases import (
    labelled_reports,
    made_up,
    make_project,
    read_cases,
    read_suggestions,
)
from mosaic_desk.bench.desk_generated import make_generated
from mosaic_desk.bench.desk_reading import spread_of
from mosaic_desk.bench.desk_robot import route
from mosaic_desk.bench.desk_told import told, with_aims
from mosaic_desk.cli import main
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.worklist_query import Query, WordTerm
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.exchange.suggestion_json import suggestion_object
from mosaic_desk.store import Project

CHEST = taxonomy_named("mimic-cxr")


def suggestions_file(folder: Path, *, leave_out: int = 0) -> Path:
    """What `label` would have written for the shipped reports."""
    lines = [suggestion_object(made_up(one, CHEST)) for one in labelled_reports([], CHEST)]
    file = folder / "labels.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines[leave_out:]), encoding="utf-8")
    return file


def test_suggestions_are_read_as_label_wrote_them(tmp_path: Path) -> None:
    ones = labelled_reports([], CHEST)
    read = read_suggestions(suggestions_file(tmp_path), CHEST)
    assert read == {one.report.report_id: made_up(one, CHEST) for one in ones}


def test_a_report_without_a_suggestion_is_told_before_anything_is_measured(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2 of 90 reports have no suggestion"):
        read_cases([], suggestions_file(tmp_path, leave_out=2))


@pytest.mark.parametrize("content", ["no json", '{"labels": 1}', '{"labels": {}, "report_id": "x"}'])
def test_a_file_that_label_did_not_write_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(content)
    with pytest.raises(InputError, match="label"):
        read_suggestions(file, CHEST)


def test_a_file_without_labels_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text('{"report_id": "a", "text": "Clear."}\n')
    with pytest.raises(InputError, match="no report with text and labels"):
        read_cases([file], None)


def test_the_project_of_the_cases_holds_their_truth_and_their_suggestions(tmp_path: Path) -> None:
    cases = read_cases([], suggestions_file(tmp_path))
    with Project.open(make_project(tmp_path / "a.mosaic", cases)) as project:
        first = cases.reports[0].report.report_id
        assert project.reports.truth(first, CHEST.id) == cases.truth[first]
        assert project.suggestions.find(first, CHEST) == cases.suggestions[first]
        assert project.reports.state_counts(CHEST.id)[ReportState.UNREAD] == 90


def test_a_generated_project_is_sound_and_every_report_of_it_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "big.mosaic"
    make_generated(path, 250, first=60)
    assert [file.name for file in path.parent.iterdir()] == ["big.mosaic"]
    with Project.open(path) as project:
        assert project.check() == []
        reports = [report for _, report in project.reports.stretch(limit=300)]
        assert len({report.report_id for report in reports}) == len({report.text for report in reports}) == 250
        assert project.suggestions.count_waiting(CHEST) == 0
        late = reports[200].report_id
        page = project.suggestions.find(late, CHEST)
        assert page is not None and len(page.findings) == 13
        search, query = project.worklist_search(CHEST.id), Query(terms=(WordTerm(text=late),))
        assert [row.report_id for row in search.rows_after(query, after=0, limit=9)] == [late]
        assert project.reports.find(late).patient_id == project.reports.find(reports[201].report_id).patient_id


@pytest.mark.parametrize(
    ("start", "goal", "waiting", "keys"),
    [
        (0, 0, [], []),
        (0, 2, [], ["down", "down"]),
        (5, 4, [], ["up"]),
        (0, 9, [9], ["next"]),
        (0, 8, [3, 9], ["next", "next", "up"]),
        (12, 1, [1], ["next"]),
    ],
)
def test_the_robot_takes_the_fewest_keys_to_a_row(start: int, goal: int, waiting: list[int], keys: list[str]) -> None:
    assert route(start, goal, waiting=waiting, count=13) == keys


def test_a_spread_names_middle_ninety_fifth_and_most() -> None:
    assert spread_of([float(n) for n in range(1, 101)]) == {"p50": 50.5, "p95": 95.0, "max": 100.0}
    assert spread_of([7.0]) == {"p50": 7.0, "p95": 7.0, "max": 7.0}
    assert spread_of([]) == {"p50": 0.0, "p95": 0.0, "max": 0.0}


DAY: dict[str, Any] = {
    "mode": "prefilled", "policy": "careful", "reports": 2, "keys": {"p50": 3.0, "p95": 4.0, "max": 4.0},
    "values": 26, "as_keyed": 25, "judged": 26, "wrong": 1, "first_wrong": 1, "suggested_wrong": 2,
}  # fmt: skip


def test_every_aim_stands_beside_its_figure_and_says_whether_it_is_reached() -> None:
    result = with_aims({
        "form": "quick", "screen": "off-screen", "reports": 10, "load": 0.5, "processors": 2,
        "read": 2, "data": "some.jsonl", "model": "tiny",
        "keystrokes_per_report": DAY["keys"], "values_stored_as_keyed": {"values": 26, "equal": 25}, "readers": [DAY],
        "soak": {"reports": 5, "after": 2, "grown_mib": 60.0, "grown_mib_by_tenths": [1.0], "longest_stall_ms": 20.0,
                 "longest_own_stall_ms": 8.0},
    })  # fmt: skip
    reached = {name: aim["is_reached"] for name, aim in result["aims"].items()}
    assert reached == {"keystrokes": True, "stored": False, "memory": False, "stall": True}
    text = told(result)
    assert "25 of    26" in text and "1 of 26" in text and "quick form" in text
    assert "MISSED   growth under 50 MiB: 60" in text


def test_options_of_the_desk_are_refused_with_another_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "labelling", "--reports", "5"]) == 1
    assert "benchmark desk" in capsys.readouterr().err


def test_the_shipped_reports_carry_the_truth_of_every_finding() -> None:
    ones = labelled_reports([places.resources() / "demo" / "reports.jsonl"], CHEST)
    assert all(set(one.labels) == set(CHEST.finding_ids) for one in ones)
