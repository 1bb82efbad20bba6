"""What training asks of a project: only what readers answered, however many reports there are."""

import sqlite3
from pathlib import Path

import pytest

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labelled import Labelled, Provenance, Taught
from mosaic_desk.store import Project, taught
from tests.store.projects import COMMITS, TAXONOMY, M, N, P, action, clears, new_project, sets, taxonomy

EDEMA, FRACTURE = FindingId("edema"), FindingId("fracture")
OTHER = taxonomy("hip")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "p.mosaic", reports=5, taxonomies=(TAXONOMY, OTHER))


def labelled(project: Project) -> list[Labelled]:
    with project.at_once():
        return list(project.corrections.labelled(TAXONOMY))


def test_reports_come_in_the_order_of_import_with_what_stands_and_under_one_taxonomy(project: Project) -> None:
    project.history.record(action("r4", sets("edema", P), sets("fracture", N), COMMITS))
    project.history.record(action("r2", sets("edema", N)))
    project.history.record(action("r4", clears("fracture")))
    project.history.record(action("r3", sets("edema", P), clears("edema")))
    first, second = labelled(project)
    assert (first.report_id, first.is_committed, first.text) == ("r2", False, "FINDINGS: report number 2.")
    assert (second.report_id, second.is_committed) == ("r4", True)
    assert second.labels == {EDEMA: Taught(label=P, provenance=Provenance.SET)}
    assert list(project.corrections.labelled(OTHER)) == []
    project.close()


def test_what_stands_is_what_the_page_of_a_report_shows(project: Project) -> None:
    for report in ("r1", "r5"):
        project.history.record(action(report, sets("edema", N), sets("fracture", M), sets("nodule", P)))
    project.history.record(action("r5", sets("edema", P)))
    project.history.undo(action("r5").reader)
    for row in labelled(project):
        shown = project.corrections.of_report(ReportId(row.report_id), TAXONOMY)
        assert {key: one.label for key, one in row.labels.items()} == {key: one.label for key, one in shown.items()}
    project.close()


def test_reports_that_nobody_labelled_are_not_looked_at(project: Project) -> None:
    project.close()
    with sqlite3.connect(project.path) as file:
        for question in (taught._REPORTS, taught._LABELS, taught._MARKS):
            plan = [step for *_, step in file.execute(f"EXPLAIN QUERY PLAN {question}", {"taxonomy_number": 1})]
            assert not [step for step in plan if step.startswith("SCAN") and "subquery" not in step], plan
    file.close()
