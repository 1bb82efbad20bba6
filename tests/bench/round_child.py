"""A training process that learns nothing: it tells steps, leaves an adapter, and says that the new one is right."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.suggestion import ModelRef
from mosaic_desk.core.training import StepReport
from mosaic_desk.exchange.file_lock import take_lock
from mosaic_desk.exchange.run_progress import PROGRESS, End, EndTold, Stage, StateTold, line_of
from mosaic_desk.exchange.run_work import LOCK
from mosaic_desk.exchange.suggestion_json import model_object
from tests.desk.run_folders import BACKBONE, adapter_made, lines_written

STEPS = 4


def main(folder: Path) -> None:
    lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
    assert take_lock(lock)
    with (folder / PROGRESS).open("ab", buffering=0) as told:
        told.write(line_of(StateTold(stage=Stage.TRAINING, text="Training")))
        for step in range(1, STEPS + 1):
            told.write(line_of(StepReport(step=step, steps=STEPS, epoch=1, loss=1 / step, seconds=float(step))))
        adapter_hash = adapter_made(folder / "adapter")
        rows = [json.loads(line) for line in (folder / "held_out.jsonl").read_text(encoding="utf-8").splitlines()]
        old, new = _model(None), _model(adapter_hash)
        lines_written(folder / "before.jsonl", [_answer(row, model=old, is_right=False) for row in rows])
        lines_written(folder / "after.jsonl", [_answer(row, model=new, is_right=True) for row in rows])
        told.write(line_of(EndTold(how=End.DONE)))


def _model(adapter_hash: str | None) -> dict[str, Any]:
    return model_object(ModelRef(
        backbone="tiny", backbone_hash=BACKBONE, adapter=adapter_hash and "new", adapter_hash=adapter_hash,
        prompt_hash="sha256:p",
    ))  # fmt: skip


def _answer(row: dict[str, Any], *, model: dict[str, Any], is_right: bool) -> dict[str, Any]:
    """The truth, or nothing but negatives where something is there."""
    labels = {key: label if is_right or label != "positive" else "negative" for key, label in row["labels"].items()}
    shares = {key: dict.fromkeys(ALL_CLASSES, 0.1) | {label: 0.7} for key, label in labels.items()}
    return {
        "report_id": row["report_id"], "taxonomy": "mimic-cxr", "taxonomy_version": "1", "labels": labels,
        "probabilities": shares, "model": model,
    }  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[-1]))
