"""Which adapter suggests: the gate before it, the way back, carrying one, and a kill at any moment."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.adapter_events import AdapterEventKind
from mosaic_desk.core.errors import (
    InputError,
    ModelMissing,
    ModelRefused,
    MosaicError,
)
from mosaic_desk.core.ids import FindingId, ReaderName
from mosaic_desk.core.verdict import Outcome
from mosaic_desk.desk import adapter_commands
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.adapters import model_for
from mosaic_desk.desk.doctor import project_checks
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import adapter_folder_of, runs_folder
from mosaic_desk.exchange.adapter_zip import write_adapter_zip
from mosaic_desk.store import Project
from tests.desk.run_folders import active, adapter_made, checked, project_with_runs, promote, run_made
from tests.store.projects import READER, new_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return project_with_runs(tmp_path)


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.open(path) as project:
        yield project


def test_an_adapter_that_is_shown_to_be_better_is_promoted_by_a_name(project: Project) -> None:
    desk = AdapterDesk(project)
    assert desk.active_folder() is None and active(desk) == []
    promote(desk, "run-1")
    assert active(desk) == ["run-1"] and desk.active_folder() == adapter_folder_of(project.path, "run-1")
    (event,) = desk.history()
    assert (event.kind, event.reader, event.reason) == (AdapterEventKind.PROMOTED, READER, "")
    assert event.figures["taxonomies"]["chest"]["n_first_reads"] == 60
    assert event.figures["outcome"] == "better" and "r1" not in json.dumps(event.figures["taxonomies"])


@pytest.mark.parametrize("reader", ["", "   ", "\n"])
def test_nobody_promotes_nothing(project: Project, reader: str) -> None:
    desk = AdapterDesk(project)
    with pytest.raises(InputError, match="named person"):
        promote(desk, "run-1", reader=reader)
    assert desk.history() == ()


def test_a_worse_adapter_needs_a_reason_and_keeps_it(project: Project) -> None:
    desk = AdapterDesk(project)
    assert desk.verdict("run-3").outcome is Outcome.WORSE
    for reason in ("", "  "):
        with pytest.raises(InputError, match="run-3 needs a reason: The new adapter answers fewer findings right"):
            promote(desk, "run-3", reason=reason)
    assert desk.history() == ()
    promote(desk, "run-3", reason=" the old one is broken ")
    assert active(desk) == ["run-3"] and desk.history()[0].reason == "the old one is broken"


@pytest.mark.parametrize(("first_reads", "doubt"), [(0, "not blind"), (49, "Only 49 first reads")])
def test_too_few_first_reads_need_a_reason(project: Project, first_reads: int, doubt: str) -> None:
    run_made(project.path, "run-4", first_reads=first_reads)
    with pytest.raises(InputError, match=doubt):
        promote(AdapterDesk(project), "run-4")
    promote(AdapterDesk(project), "run-4", reason="trusted")


def test_a_guarded_finding_that_lost_needs_a_reason(project: Project) -> None:
    desk = AdapterDesk(project)
    desk.set_guarded([FindingId("fracture")])
    assert desk.guarded() == ("fracture",) and not desk.verdict("run-1").needs_reason
    assert "fracture" in desk.verdict("run-1").notes[0], "no positive one was held out"
    with pytest.raises(InputError, match="No taxonomy"):
        desk.set_guarded([FindingId("gout")])
    desk.set_guarded([])
    assert desk.guarded() == () and desk.verdict("run-1").notes == ()


def test_only_what_was_tried_is_promoted(project: Project) -> None:
    desk = AdapterDesk(project)
    with pytest.raises(ModelRefused, match="not the one that was tried"):
        desk.promote("run-1", checked=checked(desk, "run-2"), reader=READER)
    tried = checked(desk, "run-1")
    (adapter_folder_of(project.path, "run-1") / "adapter_model.safetensors").write_bytes(b"others")
    with pytest.raises(ModelRefused, match="not the one that was written"):
        desk.promote("run-1", checked=tried, reader=READER)
    assert desk.history() == ()


def test_a_record_written_by_hand_opens_no_gate(project: Project) -> None:
    kind = {"verdict": {"outcome": "better", "doubts": [], "needs_reason": False}, "taxonomies": []}
    (runs_folder(project.path) / "run-3" / "comparison.json").write_text(json.dumps(kind), encoding="utf-8")
    with pytest.raises(InputError, match="needs a reason"):
        promote(AdapterDesk(project), "run-3")


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "/etc", "run-1/adapter", "C:\\x", "run\0"])
def test_a_path_is_no_name_of_an_adapter(project: Project, name: str) -> None:
    with pytest.raises(InputError, match="not the name of an adapter"):
        AdapterDesk(project).promote(name, checked=CheckedAdapter(hash="sha256:"), reader=READER)


def test_an_adapter_that_is_not_there_is_told(project: Project) -> None:
    with pytest.raises(ModelMissing, match="no adapter run-9"):
        AdapterDesk(project).promote("run-9", checked=CheckedAdapter(hash="sha256:"), reader=READER)


def test_promoting_the_active_adapter_again_is_refused(project: Project) -> None:
    desk = AdapterDesk(project)
    promote(desk, "run-1")
    with pytest.raises(InputError, match="active already"):
        promote(desk, "run-1")


def test_rolling_back_goes_step_by_step_to_the_shipped_adapter(project: Project) -> None:
    desk = AdapterDesk(project)
    promote(desk, "run-1")
    promote(desk, "run-2", reason="trial")
    began = time.perf_counter()
    assert desk.roll_back(reader=READER).adapter is not None and active(desk) == ["run-1"]
    assert time.perf_counter() - began < 10
    with pytest.raises(InputError, match="named person"):
        desk.roll_back(reader=ReaderName(" "))
    assert desk.roll_back(reader=READER).adapter is None and desk.active_folder() is None
    with pytest.raises(InputError, match="nothing to roll back to"):
        desk.roll_back(reader=READER)
    assert len(desk.history()) == 4 and project.check() == []


def test_a_damaged_adapter_is_told_rolled_back_from_and_passed_over(project: Project) -> None:
    desk = AdapterDesk(project)
    promote(desk, "run-1")
    promote(desk, "run-2", reason="trial")
    promote(desk, "run-3", reason="trial")
    shutil.rmtree(runs_folder(project.path) / "run-2")
    (adapter_folder_of(project.path, "run-3") / "adapter_config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelRefused, match="run-3 is damaged or gone"):
        desk.active_folder()
    event = desk.roll_back(reader=READER)
    assert event.adapter is not None and event.adapter.name == "run-1" and project.check() == []


def test_the_doctor_tells_which_adapter_suggests_and_when_it_is_gone(path: Path) -> None:
    def told() -> tuple[str, str]:
        check = next(check for check in project_checks(path) if check.name == "adapter")
        return check.state, check.text

    assert not any(check.name == "adapter" for check in project_checks(path)), "nothing was decided yet"
    with Project.open(path) as project:
        promote(AdapterDesk(project), "run-1")
        AdapterDesk(project).roll_back(reader=READER)
    assert told()[0] == "ok" and "ships with" in told()[1]
    with Project.open(path) as project:
        promote(AdapterDesk(project), "run-1")
    assert told()[0] == "ok" and "run-1 suggests" in told()[1]
    shutil.rmtree(runs_folder(path))
    assert told()[0] == "problem" and "roll back" in told()[1]


def test_a_choice_of_model_means_the_projects_adapters(project: Project) -> None:
    desk, folder = AdapterDesk(project), str(adapter_folder_of(project.path, "run-1"))
    assert model_for(project, ModelChoice()) == ModelChoice()
    assert model_for(project, ModelChoice(adapter="run-1")) == ModelChoice(adapter=folder, backbone="tiny")
    assert model_for(project, ModelChoice(adapter="mosaic-12")) == ModelChoice(adapter="mosaic-12"), "a shipped one"
    for other in ("none", "/somewhere/else", "../a", "no-such-adapter"):
        assert model_for(project, ModelChoice(adapter=other)) == ModelChoice(adapter=other)
    promote(desk, "run-1")
    assert model_for(project, ModelChoice()) == ModelChoice(adapter=folder, backbone="tiny")
    assert model_for(project, ModelChoice(adapter="none")) == ModelChoice(adapter="none")
    assert model_for(project, ModelChoice(engine="json")) == ModelChoice(engine="json")
    assert model_for(project, ModelChoice(backbone="smollm2-135m")) == ModelChoice(backbone="smollm2-135m")
    shutil.rmtree(adapter_folder_of(project.path, "run-1"))
    with pytest.raises(ModelRefused, match="damaged or gone"):
        model_for(project, ModelChoice())


def test_an_adapter_is_carried_from_one_project_to_another(project: Project, tmp_path: Path) -> None:
    AdapterDesk(project).export_zip("run-1", tmp_path / "a.zip")
    with new_project(tmp_path / "b.mosaic") as other:
        desk = AdapterDesk(other)
        adapter = desk.import_zip(tmp_path / "a.zip", reader=READER)
        assert (adapter.name, adapter.origin, adapter.is_active) == ("run-1", "imported", False)
        assert [event.kind for event in desk.history()] == [AdapterEventKind.IMPORTED]
        assert desk.import_zip(tmp_path / "a.zip", reader=READER).name == "run-1", "it is here already"
        assert len(desk.history()) == 1 and desk.active_folder() is None
        with pytest.raises(InputError, match="Nothing is known here"):
            promote(desk, "run-1")
        promote(desk, "run-1", reason="compared over there")
        assert active(desk) == ["run-1"]


def test_another_adapter_of_a_name_that_is_taken_gets_a_number(project: Project, tmp_path: Path) -> None:
    desk = AdapterDesk(project)
    desk.export_zip("run-1", tmp_path / "a.zip")
    shutil.rmtree(runs_folder(project.path) / "run-1")
    adapter_made(adapter_folder_of(project.path, "run-1"), weights=b"another")
    assert desk.import_zip(tmp_path / "a.zip", reader=READER).name == "run-1-2"


@pytest.mark.parametrize(
    ("told", "here"),
    [("../../evil", "evil"), ("CON", "CON-"), ("", "imported"), ("a b/c", "a-b-c"), ("..", "imported"),
     (".hidden", "hidden"), ("x" * 500, "x" * 40), ("\x1b[31m\u202e", "31m")],
)  # fmt: skip
def test_the_name_in_a_zip_is_no_path(project: Project, tmp_path: Path, told: str, here: str) -> None:
    write_adapter_zip(adapter_folder_of(project.path, "run-1"), tmp_path / "a.zip", name=told)
    with new_project(tmp_path / "b.mosaic") as other:
        assert AdapterDesk(other).import_zip(tmp_path / "a.zip", reader=READER).name == here
    assert [run.name for run in runs_folder(tmp_path / "b.mosaic").iterdir()] == [here]


def test_a_zip_whose_weights_are_not_of_its_manifest_is_refused(project: Project, tmp_path: Path) -> None:
    folder = adapter_folder_of(project.path, "run-1")
    (folder / "adapter_model.safetensors").write_bytes(b"poisoned")
    with pytest.raises(ModelRefused, match="not the one that was written"):
        AdapterDesk(project).export_zip("run-1", tmp_path / "a.zip")
    write_adapter_zip(folder, tmp_path / "a.zip", name="run-7")
    with pytest.raises(MosaicError, match="holds no adapter that can be used"):
        AdapterDesk(project).import_zip(tmp_path / "a.zip", reader=READER)
    assert sorted(run.name for run in runs_folder(project.path).iterdir()) == ["run-1", "run-2", "run-3"]


def test_a_second_window_changes_nothing(project: Project, path: Path, tmp_path: Path) -> None:
    AdapterDesk(project).export_zip("run-1", tmp_path / "a.zip")
    with Project.open(path) as second:
        desk = AdapterDesk(second)
        for act in (
            lambda: promote(desk, "run-1"), lambda: desk.roll_back(reader=READER),
            lambda: desk.import_zip(tmp_path / "a.zip", reader=READER),
        ):  # fmt: skip
            with pytest.raises(MosaicError, match="open in another window"):
                act()
    assert AdapterDesk(project).history() == ()


# The commands

def test_the_commands_list_promote_and_roll_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.open(path) as project:
        tried = {name: checked(AdapterDesk(project), name) for name in ("run-1", "run-2", "run-3")}
    monkeypatch.setattr(adapter_commands, "check_adapter", lambda folder, **_: tried[folder.parent.name])
    with pytest.raises(InputError, match=r"needs a reason \(--reason\): The new adapter is worse"):
        adapter_commands.promote(path, "run-3", reader=READER, reason="")
    told = adapter_commands.promote(path, "run-1", reader=READER, reason="")
    assert told.data["active"] == "run-1" and "Reader A promoted it" in told.text
    listed = adapter_commands.adapters(path)
    assert listed.data["active"] == "run-1" and "* run-1 (trained, tiny)" in listed.text
    assert [one["comparison"]["outcome"] for one in listed.data["adapters"]] == ["better", "better", "worse"]
    assert "Reader A promoted run-1" in listed.text
    back = adapter_commands.roll_back(path, reader=READER)
    assert back.data["active"] is None and "The shipped adapter suggests again" in back.text
    assert "* the shipped adapter" in adapter_commands.adapters(path).text
    assert all(json.dumps(one.data) for one in (told, listed, back))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a kill that nobody can answer")
def test_a_kill_at_any_moment_leaves_an_adapter_wholly_promoted_or_not_at_all(path: Path, tmp_path: Path) -> None:
    packed = tmp_path / "c.zip"
    with Project.open(path) as project:
        adapter_made(adapter_folder_of(path, "carried"), weights=random.Random(1).randbytes(3_000_000))
        AdapterDesk(project).export_zip("carried", packed)
    shutil.rmtree(runs_folder(path) / "carried")
    chance, acknowledged, before = random.Random(5), 0, 0
    for kill in range(10):
        shutil.rmtree(runs_folder(path) / "carried", ignore_errors=True)
        said = _killed(path, packed, chance)
        acknowledged += said
        with Project.open(path) as project:
            desk = AdapterDesk(project)
            assert not project.is_read_only and project.check() == []
            folder = desk.active_folder()
            assert folder is None or folder.is_dir(), "what is active is whole"
            assert all(one.problem is None for one in desk.known()), "no half adapter bears a name"
            events = len(desk.history())
        # An import that is there already writes no line: fewer lines than pieces, and never one more than begun.
        assert before + said - (said + 1) // 4 <= events <= before + said + 1, kill
        before = events
    assert acknowledged > 20


def _killed(path: Path, packed: Path, chance: random.Random) -> int:
    """How many pieces a process had acknowledged when it was killed."""
    command = [sys.executable, "-m", "tests.desk.promoted_until_killed", str(path), str(packed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        said = chance.randrange(6)
        for _ in range(said):
            assert process.stdout.readline() == "ack\n", process.stderr.read()
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        rest, errors = process.communicate()
        assert process.returncode == -signal.SIGKILL, errors
    return said + rest.count("ack")
