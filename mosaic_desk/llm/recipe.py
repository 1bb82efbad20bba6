"""Fine-tuning as one recipe, read top to bottom: examples in, an adapter folder out.

LoRA on every projection of the language layers, loss at the branch ends only (the vocabulary head is
never computed), examples of several taxonomies and languages in one run. A label under a smaller class
set is a union of the four answers, and its loss the likelihood of that union: a correction is used
with exactly the class set it was made under.
"""

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from mosaic_desk.core.errors import ModelError
from mosaic_desk.core.example import Example
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass, folded_class
from mosaic_desk.core.prompt import INSTRUCTION
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.llm.adapter import ASKED_APART, save_adapter, trainable_adapter
from mosaic_desk.llm.augment import AskedSlot, NarrowerFinding, asked_slots, varied
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.forward import answer_logits, branch_ends, hidden_states
from mosaic_desk.llm.packing import PackedRow, Packer, batch_of
from mosaic_desk.llm.pointer import EvidencePointer

PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingConfig:
    """Every knob of a run."""

    rank: int = 16  # of the LoRA matrices; 7.6 MB in bfloat16 on Gemma 3 270M
    alpha: int = 32  # the update is scaled by alpha / rank
    learning_rate: float = 2e-4
    pointer_learning_rate: float = 1e-3  # the pointer starts from nothing
    warmup_share: float = 0.05  # of all steps, linear, before the cosine
    epochs: int = 3
    batch_reports: int = 8  # reports an optimiser step
    micro_batch_tokens: int = 1200  # padded tokens a forward pass: what the processor likes best
    class_weights: tuple[float, float, float, float] = (2.0, 1.0, 2.0, 1.0)  # order of ALL_CLASSES
    pointer_weight: float = 0.25  # of the evidence loss beside the label loss
    narrower: int = 3  # narrower findings asked with a report, see llm.augment
    questions_apart: bool = True  # questions are read without the report, see llm.packing
    vary_text: bool = True  # case, closing stop, redacted words, see llm.augment
    max_gradient_norm: float = 1.0
    max_report_tokens: int = 1024  # while training
    seed: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class StepReport:
    """What a run tells after each optimiser step; `loss` is the mean over slots, in nats."""

    step: int
    steps: int
    epoch: int
    loss: float
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _TrainingRow:
    packed: PackedRow
    slots: list[AskedSlot]
    evidence: list[tuple[int, int] | None]  # per slot, rows of the report's tokens, end exclusive


def train(
    backbone: Backbone,
    examples: Sequence[Example],
    target: Path,
    *,
    config: TrainingConfig,
    narrower: Sequence[NarrowerFinding] = (),
    asides: Sequence[str] = (),
    start: Path | None = None,
    on_step: Callable[[StepReport], None] = lambda _: None,
    on_epoch: Callable[[int, Any, EvidencePointer], None] = lambda *_: None,
) -> None:
    """Trains an adapter on a loaded backbone and writes it to `target`.

    `start` is an adapter folder to go on from, None for a fresh one. `asides` are sentences without meaning
    that are set into reports.

    Raises:
        ModelError: if the loss is not a number, or the first one is out of all proportion.
        AdapterMismatch: if `start` was made for another backbone or prompt.
    """
    torch.manual_seed(config.seed)
    model, pointer = _with_adapter(backbone, config) if start is None else trainable_adapter(backbone, start)
    steps_an_epoch = math.ceil(len(examples) / config.batch_reports)
    optimizer, schedule = _optimizer(model, pointer, config, steps=steps_an_epoch * config.epochs)
    packer = Packer(backbone.tokenizer, INSTRUCTION, config.max_report_tokens)
    started, step = time.monotonic(), 0
    for epoch in range(1, config.epochs + 1):
        rng = random.Random(f"{config.seed}-{epoch}")
        model.train()
        for group in _groups(examples, config, rng):
            rows = [
                _row(packer, example, narrower=narrower, asides=asides, config=config, rng=rng) for example in group
            ]
            loss = _step(backbone, pointer, [row for row in rows if row.slots], config)
            torch.nn.utils.clip_grad_norm_([*model.parameters(), *pointer.parameters()], config.max_gradient_norm)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            _refuse_insane(loss, step)
            on_step(StepReport(step=step, steps=steps_an_epoch * config.epochs, epoch=epoch, loss=loss,
                               seconds=time.monotonic() - started))
        model.eval()
        on_epoch(epoch, model, pointer)
    save_adapter(model, pointer, target, backbone=backbone, record={
        **({"questions": ASKED_APART} if config.questions_apart else {}),
        "training": json.loads(json.dumps(asdict(config))),
        "started_from": start.name if start else None,
        "examples": len(examples),
        "steps": step,
        "taxonomies": sorted({f"{e.taxonomy.id} {e.taxonomy.version}" for e in examples}),
    })


def _with_adapter(backbone: Backbone, config: TrainingConfig) -> tuple[Any, EvidencePointer]:
    from peft import LoraConfig, get_peft_model

    lora = LoraConfig(r=config.rank, lora_alpha=config.alpha, lora_dropout=0.0, bias="none",
                      target_modules=PROJECTIONS, task_type="CAUSAL_LM")
    backbone.model = get_peft_model(backbone.model, lora)
    hidden = backbone.body.config.hidden_size
    return backbone.model, EvidencePointer(hidden).to(backbone.device)


def _optimizer(model: Any, pointer: EvidencePointer, config: TrainingConfig, *, steps: int) -> tuple[Any, Any]:
    from transformers import get_scheduler

    groups = [
        {"params": [p for p in model.parameters() if p.requires_grad], "lr": config.learning_rate},
        {"params": list(pointer.parameters()), "lr": config.pointer_learning_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.0)
    warmup = max(1, round(steps * config.warmup_share))
    return optimizer, get_scheduler("cosine", optimizer, num_warmup_steps=warmup, num_training_steps=steps)


def _groups(examples: Sequence[Example], config: TrainingConfig, rng: random.Random) -> Iterator[list[Example]]:
    """Shuffled groups for one optimiser step each."""
    order = list(examples)
    rng.shuffle(order)
    for start in range(0, len(order), config.batch_reports):
        yield order[start : start + config.batch_reports]


def _row(
    packer: Packer, example: Example, *, narrower: Sequence[NarrowerFinding], asides: Sequence[str],
    config: TrainingConfig, rng: random.Random,
) -> _TrainingRow:
    example = varied(example, rng, asides) if config.vary_text else example
    read = read_by_model(example.text)
    slots = asked_slots(example, narrower=narrower, most_narrower=config.narrower, rng=rng)
    packed = packer.row(read.text, [slot.branch for slot in slots], apart=config.questions_apart)
    spans = [read.read_span(*slot.evidence) if slot.evidence else None for slot in slots]
    return _TrainingRow(packed=packed, slots=slots, evidence=[_token_rows(packed, span) for span in spans])


def _token_rows(packed: PackedRow, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The report tokens that overlap a span of the text that was read, as rows of the packed row."""
    if span is None:
        return None
    first = packed.report_rows[0]
    inside = [first + i for i, (start, end) in enumerate(packed.offsets) if start < span[1] and end > span[0]]
    return (inside[0], inside[-1] + 1) if inside else None


def _step(backbone: Backbone, pointer: EvidencePointer, rows: list[_TrainingRow], config: TrainingConfig) -> float:
    """Forward and backward over one group in micro-batches; returns the mean label loss."""
    total = sum(_slot_weight(slot, config) for row in rows for slot in row.slots)
    pointed = sum(span is not None for row in rows for span in row.evidence)
    summed = 0.0
    for part in _micro_batches(rows, config.micro_batch_tokens):
        packed = [row.packed for row in part]
        hidden = hidden_states(backbone, batch_of(packed, window=backbone.window, device=backbone.device))
        ends = branch_ends(hidden, packed)  # (slots, H)
        label_loss = _label_loss(answer_logits(backbone, ends), part, config) / total
        loss = label_loss
        if pointed and config.pointer_weight:
            loss = loss + config.pointer_weight * _pointer_loss(pointer, hidden, part) / pointed
        loss.backward()  # type: ignore[no-untyped-call]
        summed += float(label_loss.detach())
    return summed


def _micro_batches(rows: list[_TrainingRow], most_tokens: int) -> Iterator[list[_TrainingRow]]:
    """Rows of like length together, at most so many padded tokens each, at least one row."""
    part: list[_TrainingRow] = []
    for row in sorted(rows, key=lambda row: len(row.packed)):
        if part and len(row.packed) * (len(part) + 1) > most_tokens:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _slot_weight(slot: AskedSlot, config: TrainingConfig) -> float:
    return slot.weight * config.class_weights[ALL_CLASSES.index(slot.label)]


def class_members(label: MentionClass, classes: tuple[MentionClass, ...]) -> list[float]:
    """Which of the four answers a label of a class set stands for: 1.0 or 0.0 each."""
    return [float(folded_class(answer, classes) == label) for answer in ALL_CLASSES]


def _label_loss(logits: torch.Tensor, rows: Sequence[_TrainingRow], config: TrainingConfig) -> torch.Tensor:
    """Weighted sum of −log of the probability of each slot's class, from logits (slots, 4)."""
    slots = [slot for row in rows for slot in row.slots]
    members = torch.tensor([class_members(slot.label, slot.classes) for slot in slots], device=logits.device)
    weights = torch.tensor([_slot_weight(slot, config) for slot in slots], device=logits.device)
    log_probability = torch.logsumexp(logits.log_softmax(-1) + members.log(), dim=-1)  # (slots,)
    return -(weights * log_probability).sum()


def _pointer_loss(pointer: EvidencePointer, hidden: torch.Tensor, rows: Sequence[_TrainingRow]) -> torch.Tensor:
    """Sum over slots with evidence of −log of the attention mass on the evidence tokens."""
    loss = hidden.new_zeros((), dtype=torch.float32)
    for number, row in enumerate(rows):
        first, last = row.packed.report_rows
        wanted = [(i, span) for i, span in enumerate(row.evidence) if span is not None]
        if not wanted:
            continue
        ends = hidden[number, [row.packed.ends[i] for i, _ in wanted]]  # (n, H)
        scores = pointer.logits(ends, hidden[number, first:last]).log_softmax(-1)  # (n, T)
        for line, (_, (start, end)) in enumerate(wanted):
            loss = loss - torch.logsumexp(scores[line, start - first : end - first], dim=0)
    return loss


def _refuse_insane(loss: float, step: int) -> None:
    if not math.isfinite(loss):
        raise ModelError(f"Training stopped at step {step}: the loss is not a number. The old adapter stays in use.")
    if step == 1 and loss > 20:
        raise ModelError(f"Training stopped at its first step: a loss of {loss:.1f} means a wrong prompt or model.")
