"""`mosaic-desk queue` as others call it: what it prints, and that it changes nothing."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_desk.cli import main
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.report import Report
from mosaic_desk.desk.first_read_share import set_first_read_share
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.store import Project

TEXTS = {
    "r1": "FINDINGS: The lungs are clear.",
    "r2": "FINDINGS: A displaced rib fracture on the left.",
    "r3": "FINDINGS: No fracture. Heart normal.",
    "r4": "",
}
Says = Callable[..., tuple[int, str, str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path, asked = tmp_path / "p.mosaic", taxonomy_named("mimic-cxr")
    reports = tuple(IncomingReport(report=Report(report_id=ReportId(name), text=text)) for name, text in TEXTS.items())
    with Project.create(path, [asked, taxonomy_named("brain-mri-epilepsy")]) as made:
        made.store_incoming(
            Incoming(source="s", format="jsonl", reports=reports), role=LabelsRole.TRUTH, taxonomy=asked,
            reader=ReaderName("Ada"),
        )  # fmt: skip
        set_first_read_share(made, 0.0)
    return path


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_each_report_is_told_with_its_reason_and_no_word_of_it(project: Path, says: Says) -> None:
    status, told, _ = says("queue", project)
    assert status == 0
    head, first, *_ = told.splitlines()
    assert head == "4 of 4 unread reports under mimic-cxr, rare findings first."
    assert first == "  r2  no positive of fracture so far; the report names it"
    assert "displaced" not in told and "lungs" not in told
    assert told.splitlines()[-1] == "3 reports have no suggestion: those are ranked by their words alone."


def test_a_program_is_told_an_object(project: Path, says: Says) -> None:
    _, told, _ = says("queue", project, "--limit", 1, "--json")
    data = json.loads(told)
    assert (data["taxonomy"], data["kind"], data["unread"]) == ("mimic-cxr", "rare", 4)
    assert data["reports"] == [
        {
            "report_id": "r2", "finding": "fracture", "why": "lexicon", "confirmed": 0, "like": None,
            "reason": "no positive of fracture so far; the report names it", "is_first_read": False,
        }
    ]  # fmt: skip


def test_the_kind_and_the_taxonomy_can_be_chosen(project: Path, says: Says) -> None:
    _, told, _ = says("queue", project, "--kind", "imported", "--taxonomy", "brain-mri-epilepsy", "--json")
    data = json.loads(told)
    assert [one["report_id"] for one in data["reports"]] == ["r1", "r2", "r3", "r4"]
    assert (data["taxonomy"], data["kind"]) == ("brain-mri-epilepsy", "imported")
    _, told, _ = says("queue", project, "--kind", "random", "--json")
    assert all(one["is_first_read"] for one in json.loads(told)["reports"])


def test_nothing_is_drawn_or_stored(project: Path, says: Says) -> None:
    before = hashlib.sha256(project.read_bytes()).hexdigest()
    for kind in ("rare", "random"):
        assert says("queue", project, "--kind", kind)[0] == 0
    assert hashlib.sha256(project.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--kind", "best"], 2), (["--limit", "0"], 2), (["--taxonomy", "none"], 1)],
)
def test_what_cannot_be_asked_is_refused(project: Path, says: Says, arguments: list[str], status: int) -> None:
    if status == 2:
        with pytest.raises(SystemExit):
            says("queue", project, *arguments)
    else:
        found, _, error = says("queue", project, *arguments)
        assert found == status and error.startswith("mosaic-desk: ") and error.count("\n") == 1


def test_a_file_that_is_no_project_is_told_in_a_sentence(tmp_path: Path, says: Says) -> None:
    status, _, error = says("queue", tmp_path / "none.mosaic")
    assert (status, error) == (1, "mosaic-desk: There is no project “none.mosaic” in this folder.\n")
