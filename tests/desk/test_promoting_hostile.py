"""Promotions that a hostile reader tries: lines of other runs, odd names, hand-made files, two at once."""

import json
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import (
    InputError,
    ModelRefused,
    MosaicError,
)
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.verdict import Outcome
from mosaic_desk.desk import adapter_commands
from mosaic_desk.desk.comparing import compare_run
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import adapter_folder_of, runs_folder
from mosaic_desk.exchange.adapter_files import note_in_manifest
from mosaic_desk.exchange.adapter_zip import write_adapter_zip
from mosaic_desk.store import Project
from mosaic_desk.worker.run_calibration import keep_calibration
from tests.desk.run_folders import active, checked, lines_written, project_with_runs, promote
from tests.store.projects import READER, new_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return project_with_runs(tmp_path)


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.open(path) as project:
        yield project


def test_a_comparison_with_another_adapter_than_the_active_one_is_doubted(project: Project) -> None:
    desk = AdapterDesk(project)
    promote(desk, "run-1")
    assert desk.verdict("run-2").outcome is Outcome.BETTER, "than what suggested before run-1"
    with pytest.raises(InputError, match="compared with another adapter than the one that suggests now"):
        promote(desk, "run-2")
    assert not desk.verdict("run-1").needs_reason, "how it was promoted is not doubted afterwards"
    desk.roll_back(reader=READER)
    promote(desk, "run-2")
    assert active(desk) == ["run-2"]


@pytest.mark.parametrize("swapped", [("before.jsonl", "after.jsonl"), ("held_out.jsonl", "held_out.jsonl"),
                                     ("after.jsonl", "after.jsonl")])  # fmt: skip
def test_lines_of_another_run_judge_nothing(project: Project, swapped: tuple[str, str]) -> None:
    """The held-out reports of run-1 in place of those of run-3, or its own files under each other's names."""
    desk, runs = AdapterDesk(project), runs_folder(project.path)
    for name in ("run-1", "run-3"):
        lines = [runs / name / part for part in ("held_out.jsonl", "before.jsonl", "after.jsonl")]
        note_in_manifest(runs / name / "adapter", beside=[], judged_by=lines)
    lines_written(runs / "run-1" / "held_out.jsonl", [])
    one, other = swapped
    source, target = runs / ("run-3" if one != other else "run-1") / one, runs / "run-3" / other
    target.write_bytes(source.read_bytes())
    with pytest.raises(InputError, match=f"{other} of this run was changed or exchanged"):
        promote(desk, "run-3", reason="I want it")
    assert desk.history() == ()


def test_answers_of_another_adapter_judge_nothing_also_without_hashes(project: Project) -> None:
    runs = runs_folder(project.path)
    (runs / "run-3" / "after.jsonl").write_bytes((runs / "run-1" / "after.jsonl").read_bytes())
    with pytest.raises(InputError, match=r"after.jsonl of this run was answered by another adapter"):
        AdapterDesk(project).verdict("run-3")
    both = (runs / "run-2" / "before.jsonl").read_bytes() + (runs / "run-1" / "after.jsonl").read_bytes()
    (runs / "run-2" / "before.jsonl").write_bytes(both)
    with pytest.raises(InputError, match=r"before.jsonl of this run was answered by another adapter"):
        AdapterDesk(project).verdict("run-2")


def test_answers_that_are_missing_are_damage_and_no_misses(project: Project) -> None:
    before = runs_folder(project.path) / "run-3" / "before.jsonl"
    before.write_bytes(b"".join(before.read_bytes().splitlines(keepends=True)[:10]))
    with pytest.raises(InputError, match=r"before.jsonl of this run is damaged"):
        AdapterDesk(project).verdict("run-3")


def test_one_damaged_run_hides_no_other_adapter(path: Path) -> None:
    (runs_folder(path) / "run-2" / "after.jsonl").write_text("{", encoding="utf-8")
    told = adapter_commands.adapters(path)
    assert "run-2 (trained, tiny): after.jsonl of this run is damaged" in told.text
    assert [one["problem"] is None for one in told.data["adapters"]] == [True, False, True]


@pytest.mark.skipif(sys.platform != "linux", reason="no other system has such names")
@pytest.mark.parametrize("name", [b"\xff\xfe", b"a\nb", b"\x1b[31m", "a\u202eb".encode()])
def test_a_folder_whose_name_a_screen_cannot_show_is_no_adapter(path: Path, name: bytes) -> None:
    (runs_folder(path) / "run-3").rename(runs_folder(path) / os.fsdecode(name))
    told = adapter_commands.adapters(path)
    assert [one["name"] for one in told.data["adapters"]] == ["run-1", "run-2"] and told.text.encode()
    with Project.open(path) as project, pytest.raises(InputError, match="not the name of an adapter") as refused:
        AdapterDesk(project).verdict(os.fsdecode(name))
    assert str(refused.value).isprintable()


def test_nobody_imports_nothing(project: Project, tmp_path: Path) -> None:
    AdapterDesk(project).export_zip("run-1", tmp_path / "a.zip")
    with new_project(tmp_path / "b.mosaic") as other:
        with pytest.raises(InputError, match="Say who decides this"):
            AdapterDesk(other).import_zip(tmp_path / "a.zip", reader=ReaderName(" "))
        assert AdapterDesk(other).known() == ()


def test_a_card_goes_with_its_adapter_and_can_be_read_where_it_was_carried_to(project: Project, tmp_path: Path) -> None:
    run = runs_folder(project.path) / "run-1"
    compare_run(run, project.taxonomies())
    AdapterDesk(project).export_zip("run-1", tmp_path / "a.zip")
    other = tmp_path / "b.mosaic"
    new_project(other).close()
    told = adapter_commands.import_zip(other, tmp_path / "a.zip", reader=READER)
    card = Path(told.data["card"])
    assert "made from patient data" in told.text and str(card) in told.text
    assert card.read_bytes() == (run / "card.md").read_bytes()
    assert "**This adapter was made from patient data.**" in card.read_text(encoding="utf-8")
    (listed,) = adapter_commands.adapters(other).data["adapters"]
    assert listed["card"] == str(card) and listed["made_from_patient_data"]
    with Project.open(other) as again:
        AdapterDesk(again).export_zip("run-1", tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as one, zipfile.ZipFile(tmp_path / "b.zip") as two:
        assert one.namelist() == two.namelist() and one.read("card.md") == two.read("card.md"), "and from there on"


def test_a_calibration_that_was_set_by_hand_is_not_promoted(project: Project) -> None:
    run = runs_folder(project.path) / "run-1"
    keep_calibration(run / "adapter", run=run, taxonomies=project.taxonomies(), start=None)
    desk = AdapterDesk(project)
    tried = checked(desk, "run-1")
    path = run / "adapter" / "calibration.json"
    sound = path.read_text(encoding="utf-8")
    path.write_text(json.dumps({**json.loads(sound), "temperature": 0.25}), encoding="utf-8")
    with pytest.raises(ModelRefused, match="not the one that was written"):
        desk.promote("run-1", checked=tried, reader=READER)
    path.write_text(sound, encoding="utf-8")
    desk.promote("run-1", checked=tried, reader=READER)
    assert active(desk) == ["run-1"]


@pytest.mark.parametrize("backbone", ["../../evil", "\\\\evil\\share", "C:\\model", "", " ", "..", "a\nb", "x" * 300])
def test_a_carried_adapter_leads_to_no_folder_for_its_backbone(
    project: Project, tmp_path: Path, backbone: str
) -> None:
    folder = adapter_folder_of(project.path, "run-1")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "backbone": backbone}), encoding="utf-8")
    write_adapter_zip(folder, tmp_path / "a.zip", name="run-7")
    with pytest.raises(MosaicError, match="holds no adapter that can be used"):
        AdapterDesk(project).import_zip(tmp_path / "a.zip", reader=READER)


def test_an_adapter_that_was_trained_in_four_bits_is_for_the_same_backbone(project: Project, tmp_path: Path) -> None:
    folder = adapter_folder_of(project.path, "run-1")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "backbone": "gemma-3-270m+nf4"}), encoding="utf-8")
    AdapterDesk(project).export_zip("run-1", tmp_path / "a.zip")
    with new_project(tmp_path / "b.mosaic") as other:
        assert AdapterDesk(other).import_zip(tmp_path / "a.zip", reader=READER).backbone == "gemma-3-270m"


def test_two_promotions_at_once_leave_one_line_each_or_a_refusal(path: Path) -> None:
    """Two desks of one project, as two threads that promote at the same moment: nothing is half written."""
    with Project.open(path) as project:
        desk = AdapterDesk(project)
        tried = {name: checked(desk, name) for name in ("run-1", "run-2")}
    told: list[str] = []
    start = threading.Barrier(2)

    def act(name: str) -> None:
        start.wait()
        try:
            with Project.open(path) as mine:
                AdapterDesk(mine).promote(name, checked=tried[name], reader=READER, reason="trial")
            told.append(name)
        except MosaicError:
            told.append("refused")

    threads = [threading.Thread(target=act, args=(name,)) for name in tried]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Project.open(path) as project:
        events = AdapterDesk(project).history()
        assert sorted(event.adapter.name for event in events if event.adapter) == sorted(set(told) - {"refused"})
        assert events and project.check() == []
