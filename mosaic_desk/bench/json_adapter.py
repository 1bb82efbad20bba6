"""Trains the adapter that writes JSON: for the `json` engine, and so that `generate` can be measured beside it.

    python -m mosaic_desk.bench.json_adapter [--output FOLDER] [--seed N]

Knows the choice of examples and the loop. A base model does not end its answer and forgets keys; after
one epoch over 450 examples it writes the object and stops. The loss is over the tokens of the object
alone, and over the tokens of the group beside a fresh sample of the vocabulary: free generation is
learned here, so any token must lose against the right one, but all 262,144 at every place would take
half of the time. Gold labels of 13 findings come with the shipped reports; for the 49 of PadChest-GR
there are none, so those are what the `slots` engine suggests with the shipped adapter: silver, good
for the form and no more.
"""

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from mosaic_desk import places
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.json_prompt import JsonPrompt, json_form_hash, json_prompt_for
from mosaic_desk.core.labels import Labels, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.worker import Worker
from mosaic_desk.llm.adapter import save_adapter
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.choose import chosen_backbone
from mosaic_desk.llm.json_layout import JsonLayout
from mosaic_desk.llm.recipe import PROJECTIONS

NAME = "mosaic-json-9"


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonTraining:
    """Every knob of the run."""

    gold: int = 320  # examples with 13 keys
    silver: int = 130  # examples with 49 keys
    rank: int = 8
    alpha: int = 16
    learning_rate: float = 4e-4  # one short epoch: twice that of the slots
    warmup_share: float = 0.05
    batch_reports: int = 4  # reports an optimiser step
    micro_batch_tokens: int = 1200  # padded tokens a forward pass
    other_tokens: int = 16_384  # of the vocabulary, drawn for each step, that the right one must win against
    max_gradient_norm: float = 1.0
    max_report_tokens: int = 512
    seed: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A prompt with its answer; the loss is over the tokens from `answer_start` on."""

    ids: tuple[int, ...]
    answer_start: int


def main() -> None:
    """Chooses, labels, trains, writes the adapter folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=places.resources() / "adapters" / NAME)
    parser.add_argument("--seed", type=int, default=JsonTraining().seed)
    parser.add_argument("--silver", type=Path, help="lines of `label` to take instead of asking the model again")
    parser.add_argument("--write-silver-texts", type=Path, help="write the reports that get silver labels, and end")
    options = parser.parse_args()
    config = JsonTraining(seed=options.seed)
    gold, unlabelled = chosen_reports(config)
    if options.write_silver_texts:
        lines = (json.dumps({"report_id": row.report_id, "text": row.text}) for row, _ in unlabelled)
        options.write_silver_texts.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    silver = _labels_in(options.silver) if options.silver else _suggested([row for row, _ in unlabelled])
    backbone, _ = chosen_backbone("gemma-3-270m", device="cpu", progress=lambda text, *_: _say(text))
    rows = [*_rows(backbone, "mimic-cxr", gold, config)]
    rows += _rows(backbone, "padchest-gr", [(row, silver[row.report_id]) for row, _ in unlabelled], config)
    train(backbone, rows, options.output, config=config)


def chosen_reports(config: JsonTraining) -> tuple[list[tuple[Report, Labels]], list[tuple[Report, Labels]]]:
    """Shipped training reports drawn by the seed: those asked with gold labels, and those for silver ones."""
    lines = (places.resources() / "training" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    drawn = random.Random(config.seed).sample([json.loads(line) for line in lines], config.gold + config.silver)
    reports = [
        (Report(report_id=ReportId(row["report_id"]), text=row["text"], language=row["language"]), _labels(row))
        for row in drawn
    ]
    return reports[: config.gold], reports[config.gold :]


def _labels(row: Mapping[str, Any]) -> Labels:
    return {FindingId(finding_id): MentionClass(word) for finding_id, word in row["labels"].items()}


def _labels_in(path: Path) -> dict[ReportId, Labels]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {ReportId(row["report_id"]): _labels(row) for row in rows}


def _suggested(reports: Sequence[Report]) -> dict[ReportId, Labels]:
    """What the shipped adapter suggests for the 49 findings, asked by slots."""
    labeller = Labeller(Worker(), ModelChoice())
    try:
        suggestions = labeller.suggestions(reports, taxonomy_named("padchest-gr"), tell=_say)
        return {suggestion.report_id: suggestion.labels for suggestion in suggestions}
    finally:
        labeller.close()


def _rows(
    backbone: Backbone, taxonomy: str, examples: Sequence[tuple[Report, Labels]], config: JsonTraining
) -> Iterator[_Row]:
    prompt: JsonPrompt = json_prompt_for(taxonomy_named(taxonomy))
    layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
    for report, labels in examples:
        text = layout.report(prompt.text_of(report), config.max_report_tokens)
        before = (*layout.head, *text.ids)
        ids = (*before, *layout.answer(labels), layout.end_id)
        yield _Row(ids=ids, answer_start=len(before) + layout.tail_length)


def train(backbone: Backbone, rows: Sequence[_Row], target: Path, *, config: JsonTraining) -> None:
    """One epoch over the rows, told step by step; the adapter is written whole at the end."""
    from peft import LoraConfig, get_peft_model
    from transformers import get_scheduler

    torch.manual_seed(config.seed)
    lora = LoraConfig(r=config.rank, lora_alpha=config.alpha, lora_dropout=0.0, bias="none",
                      target_modules=PROJECTIONS, task_type="CAUSAL_LM")
    backbone.model = model = get_peft_model(backbone.model, lora)
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=config.learning_rate, weight_decay=0.0)
    steps = math.ceil(len(rows) / config.batch_reports)
    warmup = max(1, round(steps * config.warmup_share))
    schedule = get_scheduler("cosine", optimizer, num_warmup_steps=warmup, num_training_steps=steps)
    order = list(rows)
    rng = random.Random(config.seed)
    rng.shuffle(order)
    model.train()
    started = time.monotonic()
    for step in range(1, steps + 1):
        group = order[(step - 1) * config.batch_reports : step * config.batch_reports]
        loss = _step(backbone, group, config, rng)
        torch.nn.utils.clip_grad_norm_(learned, config.max_gradient_norm)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        spent = time.monotonic() - started
        left = spent / step * (steps - step) / 60
        _say(f"step {step} of {steps}, loss {loss:.4f} a token, {spent:.0f} s, {left:.0f} minutes left")
    save_adapter(model.eval(), None, target, backbone=backbone, form_hash=json_form_hash(), record={
        "training": asdict(config),
        "examples": len(rows),
        "steps": steps,
        "taxonomies": [f"{t.id} {t.version}" for t in map(taxonomy_named, ("mimic-cxr", "padchest-gr"))],
    })


def _step(backbone: Backbone, group: Sequence[_Row], config: JsonTraining, rng: random.Random) -> float:
    """Forward and backward over one group; the mean loss of an answer token, in nats."""
    tokens = sum(len(row.ids) - row.answer_start for row in group)
    size = backbone.model.config.get_text_config().vocab_size
    drawn = rng.sample(range(size), min(config.other_tokens, size))
    rivals = torch.tensor(sorted({token for row in group for token in row.ids}.union(drawn)), device=backbone.device)
    parts = _micro_batches(group, config.micro_batch_tokens)
    return sum(_passed(backbone, part, rivals=rivals, tokens=tokens) for part in parts)


def _micro_batches(group: Sequence[_Row], most_tokens: int) -> Iterator[list[_Row]]:
    part: list[_Row] = []
    for row in sorted(group, key=lambda row: len(row.ids)):
        if part and len(row.ids) * (len(part) + 1) > most_tokens:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _passed(backbone: Backbone, rows: Sequence[_Row], *, rivals: torch.Tensor, tokens: int) -> float:
    """One pass forward and backward; padding stands at the right, where a causal mask hides it."""
    length = max(len(row.ids) for row in rows)
    ids = torch.tensor([[*row.ids, *[0] * (length - len(row.ids))] for row in rows], device=backbone.device)  # (B, L)
    positions = torch.arange(length, device=backbone.device).expand(len(rows), length)  # (B, L)
    hidden = backbone.body(input_ids=ids, position_ids=positions, use_cache=False).last_hidden_state  # (B, L, H)
    where = [(number, place) for number, row in enumerate(rows) for place in range(row.answer_start, len(row.ids))]
    index = torch.tensor(where, device=backbone.device)  # (answer tokens, 2)
    before = hidden[index[:, 0], index[:, 1] - 1]  # (answer tokens, H)
    head = backbone.model.get_base_model().get_output_embeddings().weight[rivals]  # (rivals, H)
    scores = (before @ head.T).float()  # (answer tokens, rivals)
    wanted = torch.searchsorted(rivals, ids[index[:, 0], index[:, 1]])  # (answer tokens,)
    loss = torch.nn.functional.cross_entropy(scores, wanted, reduction="sum") / tokens
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
