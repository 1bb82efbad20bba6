from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused, InputError, TaxonomyError
from mosaic_desk.core.events import EventKind, Mode, ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, IncomingReport, LabelsRole, RefusedLine
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.store import Project
from tests.store.projects import (
    READER,
    TAXONOMY,
    M,
    N,
    P,
    U,
    action,
    clears,
    incoming,
    new_project,
    rows,
    sets,
    suggestion,
    taxonomy,
    whole_view,
)

R1, R2 = ReportId("r1"), ReportId("r2")
EDEMA = FindingId("edema")
ALL_LABELS = {"edema": P, "fracture": N, "nodule": U}
TEXTS = {"r1": "FINDINGS: report number 1.", "r2": "FINDINGS: report number 2."}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    with Project.create(tmp_path / "a.mosaic", [TAXONOMY]) as opened:
        yield opened
        assert opened.check() == []


def _store(
    project: Project, source: Incoming, role: LabelsRole = LabelsRole.TRUTH, *, is_blind: bool = False, by: str = READER
) -> ImportResult:
    return project.store_incoming(source, role=role, taxonomy=TAXONOMY, reader=ReaderName(by), is_blind=is_blind)


def test_a_report_comes_back_as_it_went_in(project: Project) -> None:
    report = Report(
        report_id=ReportId("study/1 <b>"),
        text="\ufeffBEFUND:\r\n\tKein Erguß. \0 <img src=x> 🫁\n",
        language="de",
        patient_id=PatientId("p'1"),
        study_date="2020-01-31",
        images=(ImageRef(path="a/b.png", sha256="ab"), ImageRef(path="c.png")),
    )
    _store(project, Incoming(source="s", format="jsonl", reports=(IncomingReport(report=report),)))
    assert project.reports.find(report.report_id) == report
    assert project.reports.stretch() == ((1, report),)


def test_reports_get_places_in_the_order_of_import_and_missing_text_is_counted(project: Project) -> None:
    result = _store(project, incoming({"z": "a", "b": " \n", "m": ""}))
    assert (result.added, result.known, result.without_text) == (3, 0, 2)
    assert project.reports.ids() == ("z", "b", "m")
    assert [project.reports.position(name) for name in project.reports.ids()] == [1, 2, 3]
    assert [row.has_text for row in rows(project)] == [True, False, False]


@pytest.mark.parametrize("role", LabelsRole)
def test_importing_again_adds_and_doubles_nothing(project: Project, role: LabelsRole) -> None:
    first = _store(project, incoming(TEXTS, ALL_LABELS), role)
    assert (first.added, first.labelled) == (2, 2)
    seen, events = whole_view(project), project.history.events()
    again = _store(project, incoming(TEXTS, ALL_LABELS), role)
    assert (again.added, again.known, again.labelled, again.changed) == (0, 2, 0, ())
    assert (whole_view(project), project.history.events()) == (seen, events)


def test_a_known_id_with_another_text_is_reported_and_left_with_its_labels(project: Project) -> None:
    _store(project, incoming(TEXTS, {"edema": P}))
    result = _store(project, incoming({**TEXTS, "r1": "another text"}, {"edema": N}))
    assert result.changed == (R1,) and result.known == 1
    assert project.reports.find(R1).text == TEXTS["r1"]
    assert project.reports.truth(R1, TAXONOMY.id) == {"edema": P}
    assert project.reports.truth(R2, TAXONOMY.id) == {"edema": N}


def test_truth_is_kept_apart_and_makes_no_correction(project: Project) -> None:
    _store(project, incoming(TEXTS, ALL_LABELS))
    assert project.reports.truth(R1, TAXONOMY.id) == ALL_LABELS
    assert project.corrections.of_report(R1, TAXONOMY) == {}
    assert project.reports.state(R1, TAXONOMY) is ReportState.UNREAD


def test_a_truth_of_another_taxonomy_is_kept_under_that_one(project: Project) -> None:
    labels = {"pleural_effusion": P, "edema": N}
    result = _store(project, incoming(TEXTS, labels, speaks_of="openi-mesh"))
    assert project.reports.truth(R1, TaxonomyId("openi-mesh")) == labels
    assert project.reports.truth(R1, TAXONOMY.id) == {}
    assert (result.labelled, result.refused) == (2, ())


def test_labels_of_another_taxonomy_cannot_become_corrections(project: Project) -> None:
    with pytest.raises(ImportRefused, match="import them as truth"):
        _store(project, incoming(TEXTS, ALL_LABELS, speaks_of="openi-mesh"), LabelsRole.CORRECTIONS)
    assert project.reports.ids() == (), "nothing of a refused source is stored"


def test_labels_of_a_second_taxonomy_of_the_project_become_corrections_under_it(project: Project) -> None:
    other = taxonomy("head", findings=["bleeding"])
    project.add_taxonomy(other)
    _store(project, incoming(TEXTS, {"bleeding": P}, speaks_of="head"), LabelsRole.CORRECTIONS)
    assert project.corrections.of_report(R1, other)[FindingId("bleeding")].label is P
    assert project.corrections.of_report(R1, TAXONOMY) == {}


@pytest.mark.parametrize(("is_blind", "mode"), [(False, Mode.IMPORTED), (True, Mode.FIRST_READ)])
def test_imported_corrections_are_of_their_reader_and_close_a_fully_labelled_report(
    project: Project, is_blind: bool, mode: Mode
) -> None:
    _store(project, incoming({"r1": TEXTS["r1"]}, ALL_LABELS), LabelsRole.CORRECTIONS, is_blind=is_blind, by="Reader X")
    _store(project, incoming({"r2": TEXTS["r2"]}, {"edema": M}), LabelsRole.CORRECTIONS, is_blind=is_blind)
    corrections = project.corrections.of_report(R1, TAXONOMY)
    assert {name: found.label for name, found in corrections.items()} == ALL_LABELS
    assert {(found.reader, found.mode, found.kind) for found in corrections.values()} == {
        ("Reader X", mode, EventKind.IMPORTED)
    }
    assert project.reports.state(R1, TAXONOMY) is ReportState.DONE
    assert project.reports.state(R2, TAXONOMY) is ReportState.STARTED
    assert project.corrections.counts(TAXONOMY)[EDEMA] == {P: 1, N: 0, U: 0, M: 1}


def test_an_import_never_replaces_what_was_set_by_hand_nor_brings_back_what_was_cleared(project: Project) -> None:
    _store(project, incoming(TEXTS, {"edema": P, "nodule": P}), LabelsRole.CORRECTIONS)
    project.history.record(action("r1", sets("edema", N), clears("nodule")))
    seen = whole_view(project)
    _store(project, incoming(TEXTS, {"edema": P, "nodule": P}), LabelsRole.CORRECTIONS)
    assert whole_view(project) == seen
    _store(project, incoming(TEXTS, {"edema": U}), LabelsRole.CORRECTIONS)
    assert project.corrections.of_report(R1, TAXONOMY)[EDEMA].label is N
    assert project.corrections.of_report(R2, TAXONOMY)[EDEMA].label is U, "an imported label follows a later file"


def test_labels_become_suggestions_of_an_outside_labeller(project: Project) -> None:
    _store(project, incoming(TEXTS, {"edema": P}), LabelsRole.SUGGESTIONS, by="CheXbert")
    found = project.suggestions.find(R1, TAXONOMY)
    assert found is not None and found.labels == {"edema": P}
    assert (found.model.backbone, found.findings[EDEMA].confidence) == ("CheXbert", 1.0)
    assert project.corrections.of_report(R1, TAXONOMY) == {} and project.suggestions.count_waiting(TAXONOMY) == 0


def test_findings_that_are_not_asked_are_left_out_and_named(project: Project) -> None:
    result = _store(project, incoming(TEXTS, {"edema": P, "gout": N}), LabelsRole.CORRECTIONS)
    assert list(project.corrections.of_report(R1, TAXONOMY)) == ["edema"]
    (line,) = result.refused
    assert line.place == "finding “gout”" and "2 labels left out" in line.reason


def test_labels_are_folded_into_the_classes_that_are_allowed(tmp_path: Path) -> None:
    two = replace(TAXONOMY, classes=(P, M))
    with Project.create(tmp_path / "b.mosaic", [two]) as project:
        project.store_incoming(incoming(TEXTS, ALL_LABELS), role=LabelsRole.CORRECTIONS, taxonomy=two, reader=READER)
        labels = {name: found.label for name, found in project.corrections.of_report(R1, two).items()}
        assert labels == {"edema": P, "fracture": M, "nodule": P}
        assert project.check() == []


def test_reports_that_cannot_be_stored_are_refused_one_by_one(project: Project) -> None:
    refused = RefusedLine(place="line 9", reason="not JSON")
    source = replace(incoming({"r1": "fine", "r2": "broken \ud800", "": "no id"}), refused=(refused,))
    result = _store(project, source)
    assert project.reports.ids() == ("r1",)
    assert [line.place for line in result.refused] == ["line 9", "report 2", "report 3"]


def test_corrections_without_a_reader_are_refused_and_nothing_is_stored(project: Project) -> None:
    with pytest.raises(ImportRefused, match="name of the reader"):
        _store(project, incoming(TEXTS, ALL_LABELS), LabelsRole.CORRECTIONS, by=" ")
    assert project.reports.ids() == ()


def test_the_same_taxonomy_again_changes_nothing_and_a_changed_one_needs_a_new_version(project: Project) -> None:
    project.add_taxonomy(TAXONOMY)
    assert project.taxonomies() == (TAXONOMY,)
    assert project.taxonomies()[0].fingerprint() == TAXONOMY.fingerprint()
    with pytest.raises(TaxonomyError, match="new version"):
        project.add_taxonomy(taxonomy(title="Another"))
    newer = taxonomy(version="2", title="Another")
    project.add_taxonomy(newer)
    assert project.taxonomies() == (TAXONOMY, newer) and project.taxonomy(TAXONOMY.id) == newer


def test_each_version_of_a_taxonomy_keeps_its_own_work(project: Project) -> None:
    _store(project, incoming(TEXTS))
    project.history.record(action("r1", sets("edema", P)))
    project.suggestions.save([suggestion("r1")])
    newer = taxonomy(version="2", findings=["edema", "gout"])
    project.add_taxonomy(newer)
    assert project.corrections.of_report(R1, newer) == {} and project.suggestions.find(R1, newer) is None
    assert list(project.corrections.of_report(R1, TAXONOMY)) == ["edema"]
    assert project.suggestions.count_waiting(newer) == 2 and project.suggestions.count_waiting(TAXONOMY) == 1
    assert project.history.undoable()[0].taxonomy_version == "1"
    project.history.undo(READER)
    assert project.corrections.of_report(R1, TAXONOMY) == {}


def test_a_taxonomy_that_the_project_does_not_ask_is_told(project: Project) -> None:
    with pytest.raises(InputError, match="does not ask the taxonomy “head”"):
        project.corrections.counts(taxonomy("head"))
    with pytest.raises(InputError, match="does not ask the taxonomy “head”"):
        project.worklist_search(TaxonomyId("head"))


def test_a_large_source_comes_in_chunks_without_a_seam(project: Project) -> None:
    texts = {f"r{number}": f"text {number}" for number in range(1203)}
    assert _store(project, incoming(texts, {"edema": P})).added == 1203
    assert _store(project, incoming({**texts, "new": "x"}, {"edema": P})).known == 1203
    assert project.reports.ids() == (*texts, "new")


def test_work_on_an_open_project_can_use_what_was_just_imported(tmp_path: Path) -> None:
    with new_project(tmp_path / "b.mosaic", reports=1) as project:
        _store(project, incoming({"later": "nodule"}))
        project.history.record(action("later", sets("nodule", P)))
        assert [row.report_id for row in rows(project, "nodule")] == ["later"]
