from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.store import Project
from tests.store.projects import MODEL, READER, TAXONOMY, N, P, incoming, new_project, rows, suggestion

R1 = ReportId("r1")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    with new_project(tmp_path / "a.mosaic") as opened:
        yield opened
        assert opened.check() == []


def test_a_suggestion_comes_back_as_it_went_in_with_its_model_in_the_taxonomys_order(project: Project) -> None:
    sent = suggestion("r1")
    backwards = replace(sent, findings=dict(reversed(sent.findings.items())))
    project.suggestions.save([backwards])
    found = project.suggestions.find(R1, TAXONOMY)
    assert found == sent
    assert found is not None and tuple(found.findings) == TAXONOMY.finding_ids
    assert found.findings[FindingId("edema")].evidence == ((0, 8),)


def test_a_later_suggestion_takes_the_place_of_the_earlier_one(project: Project) -> None:
    project.suggestions.save([suggestion("r1", P), suggestion("r2", P)])
    other = replace(suggestion("r1", N), model=replace(MODEL, adapter=None, adapter_hash=None))
    project.suggestions.save([other])
    assert project.suggestions.find(R1, TAXONOMY) == other
    assert project.suggestions.find(ReportId("r2"), TAXONOMY) == suggestion("r2", P)


def test_models_are_stored_once_also_without_an_adapter(project: Project) -> None:
    untuned = replace(MODEL, adapter=None, adapter_hash=None)
    for model in (MODEL, untuned, MODEL, untuned):
        project.suggestions.save([replace(suggestion("r1"), model=model)])
    with project._database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM model").scalar_one() == 2


def test_reports_wait_until_they_are_answered_and_those_without_text_never_do(project: Project) -> None:
    project.store_incoming(incoming({"blank": " \n"}), role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=READER)
    assert [report.report_id for report in project.suggestions.waiting(TAXONOMY, 2)] == ["r1", "r2"]
    assert project.suggestions.count_waiting(TAXONOMY) == 3
    project.suggestions.save([suggestion("r1"), suggestion("r2", error="the report did not fit")])
    assert [report.report_id for report in project.suggestions.waiting(TAXONOMY)] == ["r3"]
    assert project.suggestions.count_waiting(TAXONOMY) == 1
    answered = {row.report_id for row in rows(project) if row.has_suggestion}
    assert answered == {"r1"}, "an error is no suggestion, but it is not asked again by itself"
    assert project.suggestions.find(ReportId("r2"), TAXONOMY) == suggestion("r2", error="the report did not fit")


def test_one_suggestion_that_does_not_fit_stores_none_of_its_batch(project: Project) -> None:
    wrong = suggestion("r2")
    wrong = replace(wrong, findings={**wrong.findings, FindingId("gout"): wrong.findings[FindingId("edema")]})
    with pytest.raises(ValueError, match="gout"):
        project.suggestions.save([suggestion("r1"), wrong])
    assert project.suggestions.find(R1, TAXONOMY) is None


def test_settings_are_kept_with_the_project(tmp_path: Path) -> None:
    with new_project(tmp_path / "b.mosaic") as project:
        assert project.settings.find("share") is None
        project.settings.keep("share", "0.2")
        project.settings.keep("share", "0.3")
    with Project.open(tmp_path / "b.mosaic") as project:
        assert project.settings.find("share") == "0.3"
        project.settings.keep("share", None)
        assert project.settings.find("share") is None
