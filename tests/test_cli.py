"""The command line as others call it: what it prints, its exit status, one sentence for bad input."""

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mosaic_desk.cli import main
from mosaic_desk.core.ids import ReportId
from mosaic_desk.desk.taxonomies import shipped_taxonomies
from mosaic_desk.store import Project
from tests.llm.tiny import write_tiny_backbone

LINES = [
    {"report_id": "r1", "text": "FINDINGS: No pneumothorax.", "labels": {"pneumothorax": "negative"}},
    {"report_id": "r2", "text": "INDICATION: Rule out pneumothorax."},
    {"report_id": "r3", "text": ""},
]


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path, reports: Path) -> Path:
    path = tmp_path / "p.mosaic"
    assert main(["new", str(path), "--taxonomy", "mimic-cxr"]) == 0
    assert main(["import", str(path), str(reports)]) == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_label_answers_every_finding_of_every_line(
    capsys: pytest.CaptureFixture[str], reports: Path, backbone: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    status, told, _ = run(
        capsys, "label", reports, "--taxonomy", "mimic-cxr", "--output", output, "--backbone", backbone, "--json"
    )
    assert status == 0
    assert json.loads(told)["labelled"] == 3
    first, second, third = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert first["report_id"] == "r1"
    assert len(first["labels"]) == len(first["probabilities"]) == 13
    assert all(sum(shares.values()) == pytest.approx(1, abs=1e-3) for shares in first["probabilities"].values())
    assert first["model"]["prompt"].startswith("sha256:")
    for unanswered in (second, third):
        assert unanswered["error"]
        assert "labels" not in unanswered


def test_a_refused_line_is_a_line_of_the_output_too(
    capsys: pytest.CaptureFixture[str], backbone: Path, tmp_path: Path
) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [LINES[0], {"report_id": "bad", "text": "a\0b"}]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    arguments = ["label", source, "--taxonomy", "mimic-cxr", "--output", output, "--backbone", backbone]
    assert run(capsys, *arguments)[0] == 0
    _, refused = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert refused["report_id"] == "bad"
    assert "NUL" in refused["error"]
    assert "labels" not in refused


def test_a_project_goes_from_import_to_export_and_back(
    capsys: pytest.CaptureFixture[str], project: Path, backbone: Path, tmp_path: Path
) -> None:
    status, told, _ = run(capsys, "suggest", project, "--backbone", backbone, "--json")
    assert status == 0
    assert json.loads(told) == {"suggested": 1, "unanswered": 1, "taxonomy": "mimic-cxr"}
    status, told, _ = run(capsys, "evaluate", project, "--json")
    assert status == 0
    assert {"mean_weighted_f1", "macro_f1_positive", "interval", "ece", "per_finding"} <= set(json.loads(told))
    exported = tmp_path / "out.jsonl"
    assert run(capsys, "export", project, exported, "--format", "jsonl")[0] == 0
    assert [json.loads(line)["report_id"] for line in exported.read_text(encoding="utf-8").splitlines()] == [
        "r1", "r2", "r3",
    ]
    assert run(capsys, "export", project, tmp_path / "out.csv", "--format", "csv-mimic")[0] == 0
    status, told, _ = run(capsys, "evaluate", exported, "--json")
    assert status == 0
    assert json.loads(told)["n_reports"] == 1
    status, told, _ = run(capsys, "import", project, exported, "--json")
    assert (json.loads(told)["added"], json.loads(told)["known"]) == (0, 3)


def test_an_export_with_pseudonyms_and_without_text_holds_neither(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path
) -> None:
    exported = tmp_path / "out.jsonl"
    run(capsys, "export", project, exported, "--format", "jsonl", "--without-text", "--pseudonyms")
    written = exported.read_text(encoding="utf-8")
    assert "pneumothorax." not in written
    assert '"r1"' not in written


def test_a_second_import_doubles_nothing(capsys: pytest.CaptureFixture[str], project: Path, reports: Path) -> None:
    status, told, _ = run(capsys, "import", project, reports, "--json")
    assert status == 0
    assert (json.loads(told)["added"], json.loads(told)["known"]) == (0, 3)


def test_a_dry_run_stores_nothing(capsys: pytest.CaptureFixture[str], reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.mosaic"
    main(["new", str(path), "--taxonomy", "mimic-cxr"])
    assert run(capsys, "import", path, reports, "--dry-run")[0] == 0
    with Project.open(path) as project:
        assert project.reports.ids() == ()


def test_labels_become_corrections_of_the_named_reader(
    capsys: pytest.CaptureFixture[str], reports: Path, tmp_path: Path
) -> None:
    path = tmp_path / "p.mosaic"
    main(["new", str(path), "--taxonomy", "mimic-cxr"])
    assert run(capsys, "import", path, reports, "--labels", "corrections", "--reader", "Ada")[0] == 0
    with Project.open(path) as project:
        (correction,) = project.corrections.of_report(ReportId("r1"), project.taxonomies()[0]).values()
    assert (correction.reader, correction.mode) == ("Ada", "imported")


def bad_inputs(tmp_path: Path) -> dict[str, list[object]]:
    project = tmp_path / "p.mosaic"
    main(["new", str(project), "--taxonomy", "mimic-cxr"])
    files: dict[str, bytes] = {
        "empty.jsonl": b"",
        "noise.jsonl": bytes(range(256)) * 20,
        "columns.csv": b"colour,size\nred,1\nblue,2\n",
        "outside.jsonl": b'{"report_id": "a", "text": "t", "labels": {"edema": "maybe"}}\n',
        "one.jsonl": b'{"report_id": "a", "text": "Clear lungs."}\n',
        "broken.toml": b'id = "x"\n[[findings]]\nname = 3\n',
        "damaged.mosaic": b"SQLite format 3\x00" + b"\x00" * 2000,
        "text.mosaic": b"this is no project",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    newer = tmp_path / "newer.mosaic"
    main(["new", str(newer), "--taxonomy", "mimic-cxr"])
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 999")
    return {
        "a project of a newer version": ["suggest", newer],
        "a folder that cannot be written": ["new", "/proc/p.mosaic", "--taxonomy", "mimic-cxr"],
        "a demo folder that cannot be written": ["demo", "--project", "/proc/demo", "--screenshot", tmp_path / "s.png"],
        "an output in the place of the project": ["export", project, project, "--format", "jsonl"],
        "an output in the place of the reports": [
            "label", tmp_path / "one.jsonl", "--taxonomy", "mimic-cxr", "--output", tmp_path / "one.jsonl",
        ],
        "an adapter that is not there": [
            "label", tmp_path / "one.jsonl", "--taxonomy", "mimic-cxr", "--output", tmp_path / "o.jsonl",
            "--backbone", tmp_path / "nothing",
        ],
        "a device that is not there": [
            "label", tmp_path / "one.jsonl", "--taxonomy", "mimic-cxr", "--output", tmp_path / "o.jsonl",
            "--device", "warp",
        ],
        "an empty file": ["import", project, tmp_path / "empty.jsonl"],
        "noise": ["import", project, tmp_path / "noise.jsonl"],
        "missing columns": ["import", project, tmp_path / "columns.csv"],
        "labels outside the set": ["import", project, tmp_path / "outside.jsonl"],
        "a source that is not there": ["import", project, tmp_path / "nowhere.jsonl"],
        "a folder as source": ["import", project, tmp_path],
        "a project that is not there": ["suggest", tmp_path / "nowhere.mosaic"],
        "a damaged project": ["evaluate", tmp_path / "damaged.mosaic"],
        "a text as project": ["suggest", tmp_path / "text.mosaic"],
        "a project that is there already": ["new", project, "--taxonomy", "mimic-cxr"],
        "an unknown taxonomy": ["new", tmp_path / "b.mosaic", "--taxonomy", "nothing"],
        "a broken taxonomy": ["new", tmp_path / "b.mosaic", "--taxonomy", tmp_path / "broken.toml"],
        "a taxonomy the project has not": ["suggest", project, "--taxonomy", "openi-mesh"],
        "a folder that is not there": ["export", project, tmp_path / "no" / "out.jsonl", "--format", "jsonl"],
        "nothing to score": ["evaluate", project],
        "an unknown format": ["import", project, tmp_path / "empty.jsonl", "--format", "xlsx"],
    }


CASES = sorted(
    [
        "an empty file", "noise", "missing columns", "labels outside the set", "a source that is not there",
        "a folder as source", "a project that is not there", "a damaged project", "a text as project",
        "a project that is there already", "an unknown taxonomy", "a broken taxonomy",
        "a taxonomy the project has not", "a folder that is not there", "nothing to score", "an unknown format",
        "a project of a newer version", "a folder that cannot be written", "a demo folder that cannot be written",
        "an output in the place of the project", "an output in the place of the reports",
        "an adapter that is not there", "a device that is not there",
    ]
)


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gets_one_sentence_and_status_one(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = bad_inputs(tmp_path)[case]
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.suffix in (".jsonl", ".csv", ".toml")}
    status, told, complaint = run(capsys, *arguments)
    assert status == 1
    assert all(path.read_bytes() == content for path, content in before.items())
    with Project.open(tmp_path / "p.mosaic") as project:
        assert project.check() == []
    assert told == ""
    sentence = complaint.rstrip("\n").splitlines()[-1]  # progress may stand above it
    assert sentence.startswith("mosaic-desk: ")
    assert "an error of the program" not in complaint
    assert "Traceback" not in complaint


def test_no_model_installed_is_one_sentence(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path
) -> None:
    status, _, complaint = run(capsys, "suggest", project, "--backbone", tmp_path / "nothing")
    assert status == 1
    assert "no backbone" in complaint


def test_wrong_usage_is_status_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["label"])
    assert ended.value.code == 2


@pytest.mark.parametrize("name", shipped_taxonomies())
def test_every_shipped_taxonomy_makes_a_project(name: str, tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "p"), "--taxonomy", name]) == 0
    assert (tmp_path / "p.mosaic").is_file()


def test_doctor_tells_as_json(capsys: pytest.CaptureFixture[str], project: Path) -> None:
    _, told, _ = run(capsys, "doctor", project, "--json")
    checks = {check["name"]: check["state"] for check in json.loads(told)["checks"]}
    assert checks["project"] == "ok"


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the child")
@pytest.mark.parametrize(
    ("ends_by", "status", "words"),
    [("kill -9 $$", 1, "signal 9"), ("exit 134", 1, "status 134"), ("exit 2", 2, ""), ("exit 0", 0, "")],
)
def test_a_benchmark_whose_process_is_killed_has_status_one_and_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    ends_by: str, status: int, words: str,
) -> None:
    child = tmp_path / "child"
    child.write_text(f"#!/bin/sh\n{ends_by}\n", encoding="utf-8")
    child.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(child))
    found, _, told = run(capsys, "benchmark", "labelling")
    assert found == status
    assert words in told
    assert told.count("\n") == (1 if words else 0)
