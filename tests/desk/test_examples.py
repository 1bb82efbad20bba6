"""Examples for a prompt, from a file and from a project's corrections, and what they exclude."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.core.json_prompt import json_prompt_for
from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.examples import SHOTS_OF_A_FILE, file_shots, project_shots, with_shots
from mosaic_desk.desk.importing import preview, store
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.model_commands import label
from mosaic_desk.desk.worker import Worker
from mosaic_desk.store import Project
from tests.llm.json_tiny import CHAT_TEMPLATE, write_json_tokenizer
from tests.llm.tiny import tiny_gemma

TOML = 'id = "two"\n[[findings]]\nid = "effusion"\nname = "Effusion"\n[[findings]]\nid = "edema"\nname = "Edema"\n'
TAXONOMY = taxonomy_from_toml(TOML, "two")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    rows = [
        {"report_id": f"r{n}", "text": f"FINDINGS: Case {n}.",
         "labels": {"effusion": ALL_CLASSES[n % 4], "edema": ALL_CLASSES[(n + 1) % 4]}}
        for n in range(9)
    ]
    rows.append({"report_id": "half", "text": "Half.", "labels": {"edema": "positive"}})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "tiny"
    tiny_gemma().save_pretrained(folder)
    write_json_tokenizer(folder, CHAT_TEMPLATE)
    return folder


def test_a_file_gives_a_few_whole_examples_that_cover_the_answers(labelled: Path) -> None:
    shots = file_shots(labelled, TAXONOMY)
    assert len(shots) == SHOTS_OF_A_FILE
    assert {shot.labels[FindingId("edema")] for shot in shots} == set(ALL_CLASSES)
    assert all(len(shot.labels) == 2 for shot in shots)


def test_a_project_gives_examples_from_its_corrections(labelled: Path, tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.mosaic", [TAXONOMY]) as project:
        with pytest.raises(InputError, match=r"no short report whose every finding"):
            project_shots(project, TAXONOMY, count=3)
        incoming = preview(labelled, taxonomy=TAXONOMY)
        store(project, incoming, role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=ReaderName("a"), is_blind=False)
        shots = project_shots(project, TAXONOMY, count=3)
    assert len(shots) == 3
    assert "Half." not in {shot.text for shot in shots}


def test_a_file_without_a_whole_example_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "half.jsonl"
    path.write_text('{"report_id": "r", "text": "A.", "labels": {"edema": "positive"}}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"no examples to show"):
        file_shots(path, TAXONOMY)


def test_examples_are_for_untuned_models(labelled: Path) -> None:
    shots = file_shots(labelled, TAXONOMY)
    assert with_shots(ModelChoice(), shots).adapter == "none"
    assert with_shots(ModelChoice(), ()) == ModelChoice()
    with pytest.raises(InputError, match=r"leave out --adapter or --examples"):
        with_shots(ModelChoice(adapter="mine"), shots)


@pytest.mark.parametrize("engine", ["slots", "json"])
def test_examples_reach_the_model_and_its_prompt_hash(
    labelled: Path, backbone: Path, engine: str, forked: Callable[..., tuple[str, ...]]
) -> None:
    reports = [Report(report_id=ReportId("r"), text="FINDINGS: Edema.")]
    found = {}
    for shots in ((), file_shots(labelled, TAXONOMY)):
        worker = Worker(forked("-m", "mosaic_desk.worker"))
        choice = ModelChoice(backbone=str(backbone), adapter="none", engine=engine, shots=shots)  # type: ignore[arg-type]
        (found[bool(shots)],) = Labeller(worker, choice).suggestions(reports, TAXONOMY)
        worker.end()
    assert found[True].error is None and tuple(found[True].findings) == TAXONOMY.finding_ids
    assert found[True].model.prompt_hash != found[False].model.prompt_hash
    assert found[True].findings != found[False].findings
    if engine == "json":
        assert found[False].model.prompt_hash == json_prompt_for(TAXONOMY).hash


def test_label_writes_what_the_json_engine_answers(labelled: Path, backbone: Path, tmp_path: Path) -> None:
    taxonomy = tmp_path / "two.toml"
    taxonomy.write_text(TOML, encoding="utf-8")
    output = tmp_path / "out.jsonl"
    model = ModelChoice(backbone=str(backbone), adapter="none", engine="json")
    label(labelled, output, taxonomy=str(taxonomy), model=model, batch_reports=4, tell=lambda *_: None)
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [row["report_id"] for row in rows] == [f"r{n}" for n in range(9)] + ["half"]
    for row in rows:
        assert list(row["labels"]) == list(row["probabilities"]) == ["effusion", "edema"]
        assert row["evidence"] == {} or not any(row["evidence"].values())
