"""A project's server: nothing is sent without it, who set it is kept, and what it suggests waits for a reader."""

import json
from pathlib import Path

import pytest

from mosaic_desk.cli import main
from mosaic_desk.core.committing import NO_PROBABILITY
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.judged import judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import NO_PROBABILITIES, FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.desk.doctor import project_checks
from mosaic_desk.desk.server import project_server, set_project_server
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.store import Project
from tests.remote.conftest import Served, served  # noqa: F401  (a fixture)

TEXT = "FINDINGS: Zebrafinch. Mild edema."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    source, path = tmp_path / "in.jsonl", tmp_path / "p.mosaic"
    source.write_text(json.dumps({"report_id": "r1", "text": TEXT, "patient_id": "Quokka"}) + "\n", encoding="utf-8")
    assert main(["new", str(path), "--taxonomy", "mimic-cxr"]) == 0
    assert main(["import", str(path), str(source)]) == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def allow(capsys: pytest.CaptureFixture[str], project: Path, address: str) -> None:
    assert run(capsys, "remote", project, "--server", address, "--model", "served", "--reader", "me")[0] == 0


def test_a_project_sends_nothing_until_a_server_is_allowed_and_nothing_after_it_is_taken_back(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    assert "sends no report text to any server" in run(capsys, "suggest", project, "--engine", "remote")[2]
    allow(capsys, project, "http://127.0.0.1:9")
    assert run(capsys, "remote", project, "--off")[0] == 0
    status, _, told = run(capsys, "suggest", project, "--engine", "remote")
    assert status == 1
    assert "sends no report text to any server" in told


def test_the_doctor_says_in_one_line_where_report_text_may_go_and_who_allowed_it(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    assert [check.name for check in project_checks(project)] == ["project"]
    allow(capsys, project, "https://example.org")
    (line,) = [check.text for check in project_checks(project) if check.name == "server"]
    assert "served at https://example.org/v1 (on another machine, over https), set by me on " in line
    run(capsys, "remote", project, "--off")
    (line,) = [check.text for check in project_checks(project) if check.name == "server"]
    assert line.startswith("No report text is sent anywhere")


def test_every_change_of_the_server_is_kept(capsys: pytest.CaptureFixture[str], project: Path) -> None:
    for address in ("http://127.0.0.1:1", "http://127.0.0.1:2"):
        allow(capsys, project, address)
    run(capsys, "remote", project, "--off")
    status, told, _ = run(capsys, "remote", project, "--json")
    assert status == 0
    assert json.loads(told) == {"server": None, "changes": 3}


def test_a_setting_that_was_tampered_with_is_told_and_can_be_set_again(project: Path) -> None:
    with Project.open(project) as opened:
        opened.settings.keep("remote_server", '[{"at": "", "by": "", "server": {"address": "http://example.org"}}]')
        with pytest.raises(InputError):
            project_server(opened)
    assert "problem" in [check.state for check in project_checks(project)]
    with Project.open(project) as opened:
        set_project_server(opened, None, by=ReaderName("me"))
    assert "problem" not in [check.state for check in project_checks(project)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--engine", "remote"], "--server URL --model NAME"),
        (["--engine", "remote", "--server", "http://127.0.0.1:9"], "name of the model"),
        (["--engine", "remote", "--server", "http://example.org", "--model", "m"], "only over https"),
        (["--server", "http://127.0.0.1:9", "--model", "m"], "only with --engine remote"),
        (["--model", "m"], "only with --engine remote"),
        (["--engine", "remote", "--server", "http://127.0.0.1:9", "--model", "m", "--adapter", "a"], "no --adapter"),
    ],
)
def test_labelling_through_a_server_needs_all_of_it_on_that_very_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, project: Path, options: list[str], words: str
) -> None:
    output = tmp_path / "out.jsonl"
    arguments = ["label", tmp_path / "in.jsonl", "--taxonomy", "mimic-cxr", "--output", output, *options]
    status, _, told = run(capsys, *arguments)
    assert status == 1
    assert words in told
    assert not output.exists()


@pytest.mark.loopback
def test_reports_are_suggested_and_labelled_through_a_server(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, project: Path, served: Served  # noqa: F811
) -> None:
    allow(capsys, project, served.address("good"))
    status, told, progress = run(capsys, "suggest", project, "--engine", "remote", "--json")
    assert (status, json.loads(told)["suggested"]) == (0, 1)
    assert f"Report text is sent to served at {served.address('good')}" in progress
    assert "Quokka" not in str(served.sent("good"))
    output = tmp_path / "out.jsonl"
    server = ["--engine", "remote", "--server", served.address("no-probabilities"), "--model", "served"]
    assert run(capsys, "label", tmp_path / "in.jsonl", "--taxonomy", "mimic-cxr", "--output", output, *server)[0] == 0
    (line,) = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert line["warnings"] == [NO_PROBABILITIES]
    assert line["labels"]["edema"] == "positive"
    assert line["model"]["backbone"] == "served"
    assert "evidence" not in line or line["evidence"] == {}


def test_a_suggestion_without_probabilities_waits_for_a_key_in_every_row(project: Path) -> None:
    taxonomy = taxonomy_named("mimic-cxr")
    certain = {label: float(label is MentionClass.NOT_MENTIONED) for label in taxonomy.classes}
    slot = FindingSuggestion(label=MentionClass.NOT_MENTIONED, probabilities=certain)
    suggestion = Suggestion(
        report_id=ReportId("r1"), taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version,
        model=ModelRef(backbone="served", backbone_hash="sha256:0", adapter=None, adapter_hash=None, prompt_hash="p"),
        findings=dict.fromkeys(taxonomy.finding_ids, slot), warnings=(NO_PROBABILITIES,),
    )
    assert judged(suggestion, truth={}).probabilities == {}, "a 1 that measures nothing is not scored"
    with Project.open(project) as opened:
        session = Session(opened, reader=ReaderName("me"))
        session.suggestions.save([suggestion])
        page = session.page(ReportId("r1"), taxonomy.id)
        assert {row.needs_key for row in page.rows} == {NO_PROBABILITY}
        with pytest.raises(InputError, match=r"its own key first: no probability"):
            session.commit(ReportId("r1"), taxonomy.id, spent_ms=0)
