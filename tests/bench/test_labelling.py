"""The labelling benchmark: each way on a tiny real model, and the table that is told."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from mosaic_desk.bench import labelling
from mosaic_desk.bench.labelling import chosen_reports, compared, spread, told
from mosaic_desk.bench.labelling_ways import Job, Measured, measured
from mosaic_desk.bench.matmul import linear_shapes, matmul_seconds, operations_a_token
from mosaic_desk.core.errors import InputError
from tests.llm.tiny import tiny_backbone, write_tiny_backbone

REPORTS = [["a", "No pleural effusion."], ["b", "Rib fracture.\nHeart normal."], ["c", "Small left effusion."]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("tiny"))


def job(way: str, folder: Path, **more: Any) -> Job:
    return Job(way=way, taxonomy="brain-mri-epilepsy", reports=REPORTS, backbone=str(folder), **more)


def test_slots_are_measured_beside_the_machines_own_rate(folder: Path) -> None:
    result = measured(job("slots", folder))
    assert result.reports_per_s > 0 and result.first_report_s > 0
    assert 0 < (result.share_of_matmul_rate or 0) < 1.5
    assert [len(labels or []) for labels in result.labels] == [3, 3, 3]


@pytest.mark.parametrize("batch", [1, 2])
def test_generate_counts_what_it_wrote_and_what_is_valid(folder: Path, batch: int) -> None:
    result = measured(job("generate", folder, batch=batch))
    assert result.way == f"generate, batch {batch}"
    assert result.reports == 3 and result.tokens_a_report > 0
    assert result.valid == 0.0  # random weights write no object, and nothing is filled up
    assert result.labels == [None, None, None]


def test_the_json_engine_always_answers(folder: Path) -> None:
    result = measured(job("json", folder))
    assert result.valid == 1.0 and all(labels is not None and len(labels) == 3 for labels in result.labels)


def test_the_work_of_a_token_is_two_operations_a_weight() -> None:
    backbone = tiny_backbone()
    weights = sum(m.weight.numel() for m in backbone.body.modules() if isinstance(m, torch.nn.Linear))
    assert operations_a_token(backbone) == 2 * weights
    assert sum(linear_shapes(backbone).values()) == 4 * 7  # layers × projections
    assert matmul_seconds(backbone, [16, 3]) > 0


def test_reports_are_taken_evenly() -> None:
    assert spread(list(range(10)), 3) == [0, 3, 6]
    assert len(spread(list(range(2)), 5)) == 2


def test_the_shipped_reports_are_measured_where_none_are_named() -> None:
    reports, words = chosen_reports(None)
    assert len(reports) == 90 and "shipped" in words


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text('{"report_id": "r1", "text": ""}\n', encoding="utf-8")
    with pytest.raises(InputError, match="no report with text"):
        chosen_reports([path])


def way(name: str, rate: float, labels: list[list[str] | None], **more: Any) -> dict[str, Any]:
    from dataclasses import asdict

    result = Measured(way=name, reports=len(labels), reports_per_s=rate, tokens_per_s=1.0, labels=labels, **more)
    return {**asdict(result), "threads": 2}


def test_ratios_are_against_the_best_batch_and_batch_one_stands_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = {("generate", 1): 0.1, ("generate", 4): 0.25, ("generate", 16): 0.5}

    def child(name: str, ask: dict[str, Any], count: int, batch: int = 1) -> Any:
        if name == "slots":
            return way("slots", 10.0, [["positive"]] * 2, share_of_matmul_rate=0.6, matmul_gflops=800.0)
        if name == "json":
            return way("json", 2.0, [["positive"], ["negative"]])
        answers: list[list[str] | None] = [["positive"], ["positive"]] if batch == 16 else [None]
        return way(f"{name}, batch {batch}", rates[name, batch], answers)

    monkeypatch.setattr(labelling, "_child", child)
    monkeypatch.setattr(labelling, "_llama_cpp", lambda *_: None)
    reports, _ = chosen_reports(None)
    result = compared(labelling.FULL[0], reports)
    assert result["generate"]["way"] == "generate, batch 16"
    assert result["ratios"]["slots_over_generate"] == 20.0
    assert result["ratios"]["slots_over_generate_batch1"] == 100.0
    assert result["json_agrees_with_generate"] == {"share": 0.5, "labels": 2}
    assert "labels" not in result["slots"] and json.dumps(result)
    assert "20.0" in told(result) and "0.60 of the machine's rate" in told(result)
