"""One way to fine-tune, measured in a process of its own: `python -m mosaic_desk.bench.training_ways`.

Reads a job as JSON on standard input and prints what it measured as JSON. Both ways get the same reports, epochs,
weights, precision and shape of LoRA. Ours learns the answers at the slots; TRL's `SFTTrainer` learns MOSAIC's flat
JSON, with its loss on the answer alone, as it comes. Peak memory is that of the whole process.
"""

import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch

from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.json_prompt import json_prompt_for
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.scores import Scores, scores
from mosaic_desk.core.training import PRESETS, Preset, TrainingConfig
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.adapter import apply_adapter
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.choose import chosen_backbone
from mosaic_desk.llm.json_answers import JsonScorer
from mosaic_desk.llm.json_layout import JsonLayout
from mosaic_desk.llm.recipe import PROJECTIONS
from mosaic_desk.llm.slots import SlotScorer
from mosaic_desk.llm.training import Lessons, train

_REPORTS_A_TIME = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What a process is to measure: `learn` and `test` hold report_id, text, language and labels.

    A report may name its own taxonomy. `start` is an adapter folder that ours goes on from.
    """

    way: str
    learn: list[dict[str, Any]]
    test: list[dict[str, Any]]
    epochs: int
    taxonomy: str = "mimic-cxr"
    backbone: str = "gemma-3-270m"
    batch: int = 1  # reports a forward pass of TRL's; ours packs by tokens
    recomputes: bool = False  # TRL's; ours is as its recipe says
    seed: int = 1
    start: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What came out; `macro_f1` is that of the positive class over the test reports, None where there are none.

    `by_set` is the mean weighted F1 of the test reports of each set that they name.
    """

    way: str
    examples: int
    epochs: int
    s_per_example: float
    peak_mib: float
    threads: int
    macro_f1: float | None
    mean_weighted_f1: float | None
    by_set: dict[str, float] = field(default_factory=dict)


def main() -> int:
    """Measures the way that the job names."""
    job = Job(**json.load(sys.stdin))
    backbone, _ = chosen_backbone(job.backbone, device="cpu", progress=lambda *_: None)
    way = {"ours": _ours, "trl": _trl, "start": _start}[job.way]
    seconds, peak, answers = way(job, backbone)
    result = _scored(job, answers)
    told = Measured(
        way=job.way, examples=len(job.learn), epochs=job.epochs, peak_mib=peak, threads=torch.get_num_threads(),
        s_per_example=seconds / max(1, len(job.learn)) / job.epochs, **result,
    )  # fmt: skip
    sys.stdout.write("\n" + json.dumps(asdict(told)) + "\n")
    return 0


def config_of(job: Job) -> TrainingConfig:
    """Our normal recipe from a bare backbone, every epoch run, nothing asked or written in other ways."""
    normal = PRESETS[Preset.NORMAL]
    return replace(
        normal, epochs=job.epochs, patience=0, learning_rate=2e-4, narrower=0, vary_text=False, pointer_weight=0.0,
        most_plain=float("inf"), seed=job.seed,
    )  # fmt: skip


def _ours(job: Job, backbone: Backbone) -> tuple[float, float, Iterator[list[MentionClass]]]:
    lessons = Lessons(examples=[_example(row, job) for row in job.learn])
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        start = Path(job.start) if job.start else None
        train(backbone, lessons, Path(folder) / "adapter", config=config_of(job), start=start)
        seconds, peak = time.perf_counter() - started, _peak_mib()
        fresh, _ = chosen_backbone(job.backbone, device="cpu", progress=lambda *_: None)
        adapter = apply_adapter(fresh, Path(folder) / "adapter")
    scorer = SlotScorer(fresh, adapter, prompt_for(taxonomy_named(job.taxonomy)))
    return seconds, peak, _answers(scorer, job)


def _start(job: Job, backbone: Backbone) -> tuple[float, float, Iterator[list[MentionClass]]]:
    """Nothing is learned: what others start from is scored as it is."""
    adapter = apply_adapter(backbone, Path(job.start)) if job.start else None
    return 0.0, _peak_mib(), _answers(SlotScorer(backbone, adapter, prompt_for(taxonomy_named(job.taxonomy))), job)


def _trl(job: Job, backbone: Backbone) -> tuple[float, float, Iterator[list[MentionClass]]]:
    from datasets import Dataset
    from datasets.table import InMemoryTable
    from peft import LoraConfig
    from trl import SFTConfig, SFTTrainer

    config = config_of(job)
    prompt = json_prompt_for(taxonomy_named(job.taxonomy))
    layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
    lora = LoraConfig(
        r=config.rank, lora_alpha=config.alpha, lora_dropout=0.0, bias="none", target_modules=PROJECTIONS,
        task_type="CAUSAL_LM",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        settings = SFTConfig(
            output_dir=folder, num_train_epochs=job.epochs, per_device_train_batch_size=job.batch,
            gradient_accumulation_steps=config.batch_reports // job.batch, learning_rate=config.learning_rate,
            lr_scheduler_type="cosine", warmup_steps=config.warmup_share, max_grad_norm=config.max_gradient_norm,
            use_cpu=True, bf16=backbone.dtype is torch.bfloat16, gradient_checkpointing=job.recomputes, max_length=None,
            save_strategy="no", report_to="none", disable_tqdm=True, seed=job.seed,
            logging_strategy="no", dataset_kwargs={"skip_prepare_dataset": True},  # it is tokens already
        )  # fmt: skip
        table = InMemoryTable.from_pylist([_json_row(row, layout, prompt, config) for row in job.learn])
        rows = Dataset(table, fingerprint="answers")  # left out, one is made by pickling the table, which fails
        started = time.perf_counter()
        trainer = SFTTrainer(
            model=backbone.model, args=settings, train_dataset=rows, processing_class=backbone.tokenizer,
            peft_config=lora,
        )  # fmt: skip
        trainer.train()
        seconds, peak = time.perf_counter() - started, _peak_mib()
    backbone.model = trainer.model.merge_and_unload().eval()
    return seconds, peak, _answers(JsonScorer(backbone, prompt), job)


def _json_row(row: dict[str, Any], layout: JsonLayout, prompt: Any, config: TrainingConfig) -> dict[str, list[int]]:
    """Token ids, and as labels those of the answer: exactly what the engine asks later."""
    report = Report(report_id=ReportId(row["report_id"]), text=row["text"])
    before = [*layout.head, *layout.report(prompt.text_of(report), config.max_report_tokens).ids]
    answer = [*layout.answer(_labels(row)), layout.end_id]
    start = len(before) + layout.tail_length
    ids = [*before, *answer]
    return {"input_ids": ids, "labels": [-100] * start + ids[start:]}


def _answers(scorer: Any, job: Job) -> Iterator[list[MentionClass]]:
    """The classes of each test report, in the order of the taxonomy; none where it could not be answered."""
    reports = [Report(report_id=ReportId(row["report_id"]), text=row["text"]) for row in job.test]
    for start in range(0, len(reports), _REPORTS_A_TIME):
        for answer in scorer.answers(reports[start : start + _REPORTS_A_TIME]):
            yield [slot.label for slot in answer.slots]


def _scored(job: Job, answers: Iterator[list[MentionClass]]) -> dict[str, Any]:
    if not job.test:
        return {"macro_f1": None, "mean_weighted_f1": None}
    findings = taxonomy_named(job.taxonomy).finding_ids
    cases = [
        Judged(
            report_id=ReportId(row["report_id"]), truth=_labels(row),
            answers=dict(zip(findings, labels, strict=False)),
        )
        for row, labels in zip(job.test, answers, strict=True)
    ]  # fmt: skip

    def scored(cases: list[Judged]) -> Scores:
        return scores(cases, findings=findings, seed=job.seed, resamples=0)

    by_set: dict[str, list[Judged]] = defaultdict(list)
    for row, case in zip(job.test, cases, strict=True):
        by_set[row.get("set") or ""].append(case)
    named = {name: figure for name, some in by_set.items() if name and (figure := scored(some).mean_weighted_f1)}
    result = scored(cases)
    return {"macro_f1": result.macro_f1_positive, "mean_weighted_f1": result.mean_weighted_f1, "by_set": named}


def _example(row: dict[str, Any], job: Job) -> Example:
    return Example(
        report_id=ReportId(row["report_id"]), text=row["text"], language=row.get("language"),
        taxonomy=taxonomy_named(row.get("taxonomy") or job.taxonomy), labels=_labels(row),
    )  # fmt: skip


def _labels(row: dict[str, Any]) -> dict[FindingId, MentionClass]:
    return {FindingId(finding_id): MentionClass(word) for finding_id, word in row["labels"].items()}


def _peak_mib() -> float:
    """Memory that this process has held at most; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)



if __name__ == "__main__":
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_DATASETS_OFFLINE="1")
    sys.exit(main())
