"""The benchmark of training: what is learned from is never scored on; our way is measured on a tiny model."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from mosaic_desk.bench import training, training_ways
from mosaic_desk.core.errors import InputError
from tests.llm.tiny import write_tiny_backbone


def row(number: int) -> dict[str, object]:
    labels = {"edema": "positive" if number % 2 else "negative", "fracture": "not_mentioned"}
    return {"report_id": f"r{number}", "text": f"Report {number}: edema or none.", "labels": labels, "language": "en"}


def written(path: Path, count: int) -> Path:
    path.write_text("\n".join(json.dumps(row(number)) for number in range(count)), encoding="utf-8")
    return path


def test_no_report_is_learned_from_and_scored_on(tmp_path: Path) -> None:
    learned, tested, source = training._drawn([written(tmp_path / "r.jsonl", 900)], learn=200, test=120)
    assert len(learned) == 200 and 60 <= len(tested) <= 120 and source == "r.jsonl"
    assert not {one["report_id"] for one in learned} & {one["report_id"] for one in tested}


def test_too_few_reports_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"to learn from and \d+ to score on are too few"):
        training._drawn([written(tmp_path / "r.jsonl", 100)], learn=160, test=120)


def test_our_way_tells_time_memory_and_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backbone = write_tiny_backbone(tmp_path / "tiny")
    job = {
        "way": "ours", "learn": [row(n) for n in range(6)], "test": [row(n) for n in range(6, 9)], "epochs": 1,
        "backbone": str(backbone),
    }  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(job)))
    assert training_ways.main() == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["examples"] == 6 and told["s_per_example"] > 0 and told["peak_mib"] > 100
    assert 0 <= told["macro_f1"] <= 1


def test_the_table_says_how_much_faster_and_smaller_ours_is() -> None:
    figures = {"name": "ours", "s_per_example": 0.5, "peak_mib": 1000.0, "macro_f1": 0.8, "mean_weighted_f1": 0.9}
    ours: dict[str, Any] = figures
    theirs = {**figures, "name": "trl, 8 a pass", "s_per_example": 2.0, "peak_mib": 4000.0, "macro_f1": 0.7}
    result: dict[str, Any] = {
        "examples": 160, "data": "r.jsonl", "epochs": 2, "tested": 120, "threads": 2, "device": "cpu", "form": "full",
        "ours": ours, "trl_by_batch": [theirs], "ratios": training._ratios(ours, theirs),
    }  # fmt: skip
    assert "ours is 4.0 times as fast and takes one 4.0th of the memory" in training.told(result)
    assert result["ratios"]["macro_f1_gain"] == pytest.approx(0.1)
