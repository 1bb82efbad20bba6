"""Markers planted in every column of text, then searched for where no report text may be."""

import json
import os
import signal
from pathlib import Path

import pytest

from mosaic_desk.cli import main
from mosaic_desk.core.errors import WorkerDied
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import Report
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.worker import Worker
from tests.llm.tiny import write_tiny_backbone

TEXT, PATIENT = "Zebrafinch", "Quokka"


def planted(number: int, **more: object) -> dict[str, object]:
    line = {"report_id": f"r{number}", "text": f"FINDINGS: {TEXT} in the lungs. No effusion.", "patient_id": PATIENT}
    return {**line, **more}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    lines = [
        *(planted(number) for number in range(12)),
        planted(90, labels={"edema": TEXT}),
        planted(91, language=TEXT * 9),
        planted(92, study_date=PATIENT),
        planted(93, text=f"{TEXT}\0"),
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + f"{TEXT} {PATIENT}\n", encoding="utf-8")
    return path


def assert_nowhere(told: str, *folders: Path) -> None:
    for marker in (TEXT, PATIENT):
        assert marker not in told
        for folder in folders:
            for path in folder.rglob("*"):
                assert marker not in path.name
                assert not path.is_file() or marker.encode() not in path.read_bytes(), path.name


def test_no_message_log_or_temporary_file_holds_report_text_or_a_patient(
    source: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    backbone, project = write_tiny_backbone(tmp_path / "tiny"), tmp_path / "p.mosaic"
    out = tmp_path / "out"
    out.mkdir()
    main(["new", str(project), "--taxonomy", "mimic-cxr"])
    main(["import", str(project), str(source)])
    main(["import", str(project), str(source), "--dry-run", "--json"])
    main(["suggest", str(project), "--backbone", str(backbone)])
    main(["export", str(project), str(out / "out.jsonl"), "--format", "jsonl", "--without-text", "--pseudonyms"])
    main(["export", str(project), str(out / "out.csv"), "--format", "csv-mimic", "--without-text", "--pseudonyms"])
    main(["doctor", str(project)])
    told = capsys.readouterr()
    assert "12 came in" in told.out
    assert_nowhere(told.out + told.err, home, temporary, out)


def test_the_log_of_a_killed_model_holds_no_report_text(home: Path, tmp_path: Path) -> None:
    worker = Worker()
    labeller = Labeller(worker, ModelChoice(backbone=str(write_tiny_backbone(tmp_path / "tiny"))))
    reports = [Report(report_id=ReportId(f"r{number}"), text=f"{TEXT} {number}") for number in range(2000)]
    answers = labeller.suggestions(reports, taxonomy_named("mimic-cxr"))
    next(answers)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerDied) as death:
        list(answers)
    assert (home / "worker.log").is_file()
    assert_nowhere(str(death.value), home)
