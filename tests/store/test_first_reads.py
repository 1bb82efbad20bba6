"""First reads: what was labelled before a suggestion was seen, and nothing else."""

from dataclasses import replace
from pathlib import Path

from mosaic_desk.core.events import Change, EventKind, Mode, Shown
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.store import Project
from tests.store.projects import (
    COMMITS,
    READER,
    REOPENS,
    TAXONOMY,
    M,
    N,
    P,
    action,
    clears,
    incoming,
    new_project,
    sets,
)

SHOWN = Shown(label=P, probability=0.7, backbone_hash="sha256:b", adapter_hash="sha256:a", prompt_hash="sha256:p")


def reads(project: Project) -> dict[str, dict[str, MentionClass]]:
    return {read.report_id: dict(read.labels) for read in project.readings.first_reads(TAXONOMY)}


def reads_first(project: Project, report_id: str, *changes: Change, drawn_by: str = "random") -> None:
    project.history.record(replace(action(report_id, *changes, mode=Mode.FIRST_READ), drawn_by=drawn_by))


def test_a_first_read_counts_once_it_is_committed(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        reads_first(project, "r1", sets("edema", P), sets("nodule", N))
        assert reads(project) == {}
        reads_first(project, "r1", clears("nodule"), COMMITS)
        assert reads(project) == {"r1": {"edema": P}}


def test_what_is_revised_after_the_commit_changes_no_first_read(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        reads_first(project, "r1", sets("edema", P), COMMITS)
        reads_first(project, "r1", REOPENS, sets("edema", N), COMMITS)
        assert project.corrections.of_report(ReportId("r1"), TAXONOMY)[FindingId("edema")].label is N
        assert reads(project) == {"r1": {"edema": P}}


def test_an_undone_first_read_counts_for_nothing_and_again_when_redone(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        reads_first(project, "r1", sets("edema", P), COMMITS)
        project.history.undo(READER)
        assert reads(project) == {}
        project.history.redo(READER)
        assert reads(project) == {"r1": {"edema": P}}


def test_reports_that_a_queue_chose_and_labels_with_a_suggestion_in_view_are_no_first_reads(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        reads_first(project, "r1", sets("edema", P), COMMITS, drawn_by="uncertain first")
        reads_first(project, "r2", replace(sets("edema", P), shown=SHOWN), COMMITS)
        project.history.record(replace(action("r3", sets("edema", P), COMMITS), drawn_by="random"))
        assert reads(project) == {}


def test_a_blind_import_is_a_first_read_also_where_findings_are_left_open(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic", reports=0) as project:
        labels = {"edema": P, "nodule": M}
        for texts, is_blind in (({"b1": "Edema."}, True), ({"s1": "Edema."}, False)):
            project.store_incoming(
                incoming(texts, labels), role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=READER,
                is_blind=is_blind,
            )
        assert reads(project) == {"b1": labels}


REVEALS = Change(kind=EventKind.REVEALED)
LEAVES = Change(kind=EventKind.LEFT, finding_id=FindingId("nodule"), after=M)


def test_a_row_left_open_counts_as_not_mentioned(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        reads_first(project, "r1", sets("edema", P))
        reads_first(project, "r1", LEAVES, COMMITS, REVEALS)
        assert reads(project) == {"r1": {"edema": P, "nodule": M}}


def test_who_has_seen_the_suggestion_reads_no_first_read_after_undo(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        reads_first(project, "r1", sets("edema", P), COMMITS, REVEALS)
        project.history.undo(READER)
        reads_first(project, "r1", sets("edema", N), COMMITS, REVEALS)
        assert reads(project) == {}


def test_what_was_done_before_with_the_suggestion_in_view_spoils_a_first_read_of_that_reader_alone(
    tmp_path: Path,
) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        for report_id, reader in (("r1", READER), ("r2", "Reader B")):
            project.history.record(action(report_id, Change(kind=EventKind.FLAGGED), reader=reader))
            reads_first(project, report_id, sets("edema", P), COMMITS, REVEALS)
        assert reads(project) == {"r2": {"edema": P}}


def test_a_second_reader_makes_no_first_read(tmp_path: Path) -> None:
    with new_project(tmp_path / "p.mosaic") as project:
        done = action("r1", sets("edema", P), COMMITS, REVEALS, mode=Mode.SECOND_READER)
        project.history.record(replace(done, drawn_by="random"))
        assert reads(project) == {}
        assert dict(project.readings.reading(ReportId("r1"), TAXONOMY).first) == {"edema": P}
