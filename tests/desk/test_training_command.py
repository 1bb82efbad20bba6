"""The command `train`, with real processes on a tiny model: from files and from a project, to the comparison."""

import json
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError, ModelError, ModelMissing, WorkerCancelled
from mosaic_desk.core.retraining import TrainingMeans
from mosaic_desk.core.training import Preset
from mosaic_desk.desk import training_command, training_request
from mosaic_desk.desk.training_command import TrainingOptions, train
from mosaic_desk.exchange.adapter_files import checked_manifest
from mosaic_desk.exchange.run_request import read_request
from tests.desk.tiny_training import CONFIG, FAULTY
from tests.llm.tiny import write_tiny_backbone

TOML = 'id = "one"\n[[findings]]\nid = "edema"\nname = "Edema"\n[[findings]]\nid = "cyst"\nname = "Cyst"\n'
_CASES = [("Edema is there", "positive"), ("Without edema or cyst", "negative"), ("Bones are fine", "not_mentioned")]
_WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("backbone") / "tiny")


@pytest.fixture
def taxonomy(tmp_path: Path) -> str:
    path = tmp_path / "one.toml"
    path.write_text(TOML, encoding="utf-8")
    return str(path)


@pytest.fixture(autouse=True)
def tried(monkeypatch: pytest.MonkeyPatch) -> list[TrainingMeans]:
    """Trying a step is another test's: here it is as if it had been tried. The preset is one for a tiny model."""
    means = TrainingMeans(
        backbone="tiny", device="cpu", is_gpu=False, memory_needed_mib=900, memory_free_mib=4000, disk_needed_mib=65,
        disk_free_mib=9000, seconds=90.0,
    )
    answers = [means]
    monkeypatch.setattr(training_command, "training_means", lambda *_, **__: answers[0])
    quick = replace(CONFIG, epochs=1, batch_reports=8)
    for module in (training_command, training_request):
        monkeypatch.setattr(module, "PRESETS", {Preset.QUICK: quick})
    return answers


def labelled(tmp_path: Path, count: int = 40) -> Path:
    rows = []
    for number in range(count):
        text, edema = _CASES[number % 3]
        text += f", {_WORDS[number // 10]} {_WORDS[number % 10]}."
        labels = {"edema": edema, "cyst": "not_mentioned"}
        rows.append({"report_id": f"r{number}", "patient_id": f"p{number}", "text": text, "labels": labels})
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def faulty(forked: Callable[..., tuple[str, ...]]) -> tuple[str, ...]:
    return forked(FAULTY[-1])


def told_nothing(*_: object) -> None:
    """Progress is not looked at."""


def options(tmp_path: Path, taxonomy: str, backbone: Path, **more: object) -> TrainingOptions:
    given = TrainingOptions(
        taxonomies=(taxonomy,), output=tmp_path / "out", preset=Preset.QUICK, start="none", seed=5, device="cpu",
        backbone=str(backbone),
    )
    return replace(given, **more)


def test_files_with_labels_become_an_adapter_beside_its_run(
    tmp_path: Path, taxonomy: str, backbone: Path, faulty: tuple[str, ...]
) -> None:
    (tmp_path / "out.run").mkdir()
    (tmp_path / "out.run" / "fault").write_text("slow", encoding="utf-8")  # so that a step is seen while it is done
    lines: list[str] = []
    told = train(
        [labelled(tmp_path)], options(tmp_path, taxonomy, backbone),
        tell=lambda text, done, total, rest: lines.append(f"{text} {done}/{total} {rest}"), command=faulty,
    )  # fmt: skip
    assert checked_manifest(tmp_path / "out").has_fingerprint
    assert (tmp_path / "out.run" / "card.md").exists() and (tmp_path / "out.run" / "comparison.json").exists()
    card = (tmp_path / "out" / "card.md").read_text(encoding="utf-8")
    assert "made from patient data" in card and "It has no calibration" in card, "a folder that is handed on says so"
    assert read_request(tmp_path / "out.run").config.seed == 5
    assert told.data["adapter"] == str(tmp_path / "out") and told.data["needs_reason"] is True
    assert "held-out" in told.text and "alpha" not in told.text
    assert any(line.startswith("Training, step") and "loss" in line for line in lines)
    assert any("held out" in line and "GiB of memory, about " in line for line in lines)
    with pytest.raises(InputError, match="is there already"):
        train([labelled(tmp_path)], options(tmp_path, taxonomy, backbone), tell=told_nothing)


def test_ctrl_c_rests_the_run_and_resume_goes_on(
    tmp_path: Path, taxonomy: str, backbone: Path, monkeypatch: pytest.MonkeyPatch, faulty: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SLOW_S", "2")  # a step is seen before the next one is over, also on a busy machine
    (tmp_path / "out.run").mkdir()
    (tmp_path / "out.run" / "fault").write_text("slow", encoding="utf-8")
    pressed = threading.Event()

    def press(text: str, *_: object) -> None:
        if text == "Training, step" and not pressed.is_set():
            pressed.set()
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(WorkerCancelled, match=r"The run rests; --resume .*out\.run goes on"):
        train([labelled(tmp_path)], options(tmp_path, taxonomy, backbone), tell=press, command=faulty)
    assert not (tmp_path / "out").exists()
    told = train([], TrainingOptions(resume=str(tmp_path / "out.run")), tell=told_nothing)
    assert told.data["adapter"] == str(tmp_path / "out") and (tmp_path / "out").is_dir()


def test_a_run_that_fails_is_one_sentence_that_says_how_to_go_on(
    tmp_path: Path, taxonomy: str, backbone: Path, faulty: tuple[str, ...]
) -> None:
    (tmp_path / "out.run").mkdir()
    (tmp_path / "out.run" / "fault").write_text("lost_card", encoding="utf-8")
    with pytest.raises(ModelError, match=r"The graphics card failed.*--resume .*out\.run goes on"):
        train([labelled(tmp_path)], options(tmp_path, taxonomy, backbone), tell=told_nothing, command=faulty)


def test_what_the_machine_cannot_is_refused_before_a_run(
    tmp_path: Path, taxonomy: str, backbone: Path, tried: list[TrainingMeans]
) -> None:
    tried[0] = replace(tried[0], refusal="Training needs about 9.0 GiB of memory.")
    with pytest.raises(Exception, match=r"needs about 9\.0 GiB"):
        train([labelled(tmp_path)], options(tmp_path, taxonomy, backbone), tell=told_nothing)
    assert not (tmp_path / "out.run").exists()


def test_what_cannot_be_trained_on_is_refused(tmp_path: Path, taxonomy: str, backbone: Path) -> None:
    given = options(tmp_path, taxonomy, backbone)
    few = labelled(tmp_path, 12)
    for sources, asked, sentence in (
        ([few], given, "too few corrected reports"),
        ([few], replace(given, output=None), "--output"),
        ([few], replace(given, taxonomies=()), "--taxonomy"),
        ([], given, "Name a project"),
        ([tmp_path / "a.mosaic", few], given, "not both"),
        ([], TrainingOptions(resume=str(tmp_path / "gone")), "There is no run"),
    ):
        with pytest.raises(InputError, match=sentence):
            train(sources, asked, tell=told_nothing)
    with pytest.raises(ModelMissing, match="There is no adapter nowhere"):
        train([labelled(tmp_path)], replace(given, start="nowhere"), tell=told_nothing)


def test_the_corrections_of_a_project_become_one_of_its_adapters_and_nothing_is_promoted(
    tmp_path: Path, taxonomy: str, backbone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mosaic_desk.core.ids import ReaderName
    from mosaic_desk.core.incoming import LabelsRole
    from mosaic_desk.desk import adapter_commands, commands

    project = tmp_path / "p.mosaic"
    commands.new(project, [taxonomy])
    commands.import_source(
        project, labelled(tmp_path), format=None, role=LabelsRole.CORRECTIONS, codes=None, reader=ReaderName("AB"),
        taxonomy_id=None, is_blind=True, is_dry_run=False,
    )
    real = training_command.run_request
    monkeypatch.setattr(
        training_command, "run_request",
        lambda *args, **more: replace(real(*args, **more), backbone=str(backbone), start=None, old=None),
    )  # fmt: skip
    told = train([project], TrainingOptions(preset=Preset.QUICK, device="cpu"), tell=told_nothing)
    assert "Nothing is promoted" in told.text
    known = adapter_commands.adapters(project).data
    assert known["active"] is None and [one["name"] for one in known["adapters"]] == [told.data["run"]]
    assert known["adapters"][0]["problem"] is None
