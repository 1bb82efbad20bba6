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


def figures(name: str, **changed: Any) -> dict[str, Any]:
    usual = {"s_per_example": 0.5, "peak_mib": 1000.0, "macro_f1": 0.8, "mean_weighted_f1": 0.9, "examples": 8}
    return {**usual, "threads": 2, "name": name, **changed}


def test_the_table_says_how_much_faster_and_smaller_ours_is() -> None:
    ours = figures("ours", examples=160)
    theirs = figures("trl, 8 a pass", s_per_example=2.0, peak_mib=4000.0, macro_f1=0.7)
    small = figures("trl, 1 a pass", s_per_example=3.0, peak_mib=1500.0)
    result: dict[str, Any] = {
        "examples": 160, "data": "r.jsonl", "epochs": 2, "tested": 120, "threads": 2, "device": "cpu", "form": "full",
        "tried": [ours, theirs, small], "ours": ours, "trl": theirs,
        "ratios": training._ratios(ours, theirs, [theirs, small]),
    }  # fmt: skip
    assert "4.0 times as fast as trl, 8 a pass, the fastest" in training.told(result)
    assert "4.00 times our memory, the smallest form of TRL's 1.50 times" in training.told(result)
    assert result["ratios"]["macro_f1_gain"] == pytest.approx(0.1)


def test_the_whole_is_learned_by_ours_and_by_the_fastest_form_of_trl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int, int]] = []

    def child(job: dict[str, Any], name: str) -> dict[str, Any]:
        asked.append((name, len(job["learn"]), len(job["test"])))
        return figures(name, s_per_example={"ours": 1.0, "trl, 8 a pass": 3.0}.get(name, 5.0))

    monkeypatch.setattr(training, "_child", child)
    monkeypatch.setattr(training, "_trl_forms", lambda **_: training._TRL_FORMS)
    result = training.compared([written(tmp_path / "r.jsonl", 900)], learn=160, test=120, epochs=2)
    assert [name for name, learned, _ in asked if learned == 8] == ["ours", *training._TRL_FORMS]
    whole = [(name, learned) for name, learned, tested in asked if tested]
    assert whole == [("ours", 160), ("trl, 8 a pass", 160)]
    assert result["ratios"]["trl_over_ours_seconds"] == 3.0
