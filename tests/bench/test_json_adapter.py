"""The run that teaches a model to write JSON: what it is taught, that it learns, and what it leaves."""

import dataclasses
import random
from pathlib import Path

import pytest

from mosaic_desk.bench.json_adapter import JsonTraining, _Row, chosen_reports, train
from mosaic_desk.bench.json_agreement import compared
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.incoming import IncomingReport
from mosaic_desk.core.json_prompt import json_prompt_for
from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.llm.adapter import apply_adapter, read_manifest
from mosaic_desk.llm.json_layout import JsonLayout
from tests.llm.json_tiny import json_backbone

TAXONOMY = taxonomy_from_toml('id = "one"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "one")
CONFIG = JsonTraining(batch_reports=4, other_tokens=50, learning_rate=2e-2)


def rows_for(layout: JsonLayout, count: int) -> list[_Row]:
    rows = []
    for number in range(count):
        before = (*layout.head, *layout.report(f"Case {number % 4}.").ids)
        answer = layout.answer({FindingId("edema"): ALL_CLASSES[number % 4]})
        rows.append(_Row(ids=(*before, *answer, layout.end_id), answer_start=len(before) + layout.tail_length))
    return rows


def test_the_loss_falls_and_the_adapter_is_one_for_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backbone = json_backbone(tmp_path / "t")
    layout = JsonLayout(backbone.tokenizer, json_prompt_for(TAXONOMY), context=2048)
    train(backbone, rows_for(layout, 40), tmp_path / "adapter", config=CONFIG)
    losses = [float(line.split("loss ")[1].split()[0]) for line in capsys.readouterr().err.splitlines()]
    assert len(losses) == 10 and losses[-1] < 0.7 * losses[0]
    manifest = read_manifest(tmp_path / "adapter")
    assert "json_form_hash" in manifest and "instruction_hash" not in manifest
    assert apply_adapter(json_backbone(tmp_path / "t"), tmp_path / "adapter", engine="json").pointer is None


def test_the_loss_is_over_the_object_alone(tmp_path: Path) -> None:
    backbone = json_backbone(tmp_path)
    layout = JsonLayout(backbone.tokenizer, json_prompt_for(TAXONOMY), context=2048)
    for row in rows_for(layout, 2):
        taught = backbone.tokenizer.decode(row.ids[row.answer_start :])
        assert taught.startswith(' {"edema": ') and taught.endswith("}<eos>")


def test_gold_and_silver_reports_are_drawn_apart_and_the_same_each_time() -> None:
    config = dataclasses.replace(CONFIG, gold=30, silver=20)
    gold, silver = chosen_reports(config)
    assert (len(gold), len(silver)) == (30, 20)
    assert not {row.report_id for row, _ in gold} & {row.report_id for row, _ in silver}
    assert chosen_reports(config) == (gold, silver)


def test_an_untrained_model_writes_nothing_valid_and_is_said_to(tmp_path: Path) -> None:
    texts = ["".join(random.Random(n).choices("abc", k=9)) for n in range(3)]
    rows = [
        IncomingReport(report=Report(report_id=ReportId(t), text=t), labels={FindingId("edema"): ALL_CLASSES[0]})
        for t in texts
    ]
    result = compared(json_backbone(tmp_path), TAXONOMY, rows, batch_size=2)
    assert (result.reports, result.valid, result.slots, result.agreement) == (3, 0, 0, None)
    assert result.engine_f1 is not None and not result.generate_f1
