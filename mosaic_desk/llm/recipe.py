"""What one optimiser step learns from: examples as packed rows, the loss at the branch ends, its gradient.

LoRA on every projection of the language layers, loss at the branch ends only (the vocabulary head is
never computed), examples of several taxonomies and languages in one run. A label under a smaller class
set is a union of the four answers, and its loss the likelihood of that union: a correction is used
with exactly the class set it was made under. `llm.training` runs the steps.
"""

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch

from mosaic_desk.core.errors import ModelError
from mosaic_desk.core.example import Example
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass, folded_class
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.training import TrainingConfig
from mosaic_desk.llm.augment import AskedSlot, NarrowerFinding, asked_slots, mistyped, reordered, varied
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.forward import RowStates, answer_logits, row_states
from mosaic_desk.llm.lesson_attention import lesson_attention_in
from mosaic_desk.llm.lesson_line import line_tokens
from mosaic_desk.llm.packing import PackedRow, Packer
from mosaic_desk.llm.pointer import EvidencePointer

PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
"""Where LoRA lies: every projection of the language layers, as in MOSAIC."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingRow:
    """One report with its questions, as the model reads it, and the answers it should give."""

    packed: PackedRow
    slots: list[AskedSlot]
    evidence: list[tuple[int, int] | None]  # per slot, rows of the report's tokens, end exclusive


def with_fresh_adapter(backbone: Backbone, config: TrainingConfig) -> tuple[Any, EvidencePointer]:
    """LoRA layers beside the weights of a backbone, and a pointer, none of which has learned anything."""
    from peft import LoraConfig, get_peft_model

    lora = LoraConfig(r=config.rank, lora_alpha=config.alpha, lora_dropout=0.0, bias="none",
                      use_rslora=config.is_rank_stabilised, target_modules=PROJECTIONS, task_type="CAUSAL_LM")
    backbone.model = get_peft_model(backbone.model, lora)
    hidden = backbone.body.config.hidden_size
    return backbone.model, EvidencePointer(hidden).to(backbone.device)


def recompute_activations(backbone: Backbone, config: TrainingConfig) -> None:
    """Keep of every layer its input alone, and compute the rest again on the way back: to the same bytes."""
    attention = partial(lesson_attention_in, backbone.body) if config.questions_apart else nullcontext
    backbone.model.activation_checkpointing_enable(
        activation_checkpointing_kwargs={
            "use_reentrant": False,
            "context_fn": lambda: (nullcontext(), attention()),  # the way back is outside the pass that set it
        }
    )


def row_of(
    packer: Packer, example: Example, *, narrower: Sequence[NarrowerFinding], asides: Sequence[str],
    config: TrainingConfig, rng: random.Random,
) -> TrainingRow:
    """An example as a row, asked and written as the random numbers say."""
    example = _as_written(example, asides=asides, config=config, rng=rng)
    read = read_by_model(example.text)
    slots = asked_slots(
        example, narrower=narrower, most_narrower=config.narrower, rng=rng, share=config.asked_share
    )
    packed = packer.row(read.text, [slot.branch for slot in slots], apart=config.questions_apart)
    spans = [read.read_span(*slot.evidence) if slot.evidence else None for slot in slots]
    return TrainingRow(packed=packed, slots=slots, evidence=[_token_rows(packed, span) for span in spans])


def _as_written(example: Example, *, asides: Sequence[str], config: TrainingConfig, rng: random.Random) -> Example:
    """The report as somebody else might have written it, where the config says so."""
    if config.reordered_share and rng.random() < config.reordered_share:
        example = reordered(example, rng)
    if config.vary_text:
        example = varied(example, rng, asides)
    if config.noisy_share and rng.random() < config.noisy_share:
        example = mistyped(example, rng)
    return example


def _token_rows(packed: PackedRow, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The report tokens that overlap a span of the text that was read, as rows of the packed row."""
    if span is None:
        return None
    first = packed.report_rows[0]
    inside = [first + i for i, (start, end) in enumerate(packed.offsets) if start < span[1] and end > span[0]]
    return (inside[0], inside[-1] + 1) if inside else None


def learn(
    backbone: Backbone, pointer: EvidencePointer, rows: list[TrainingRow], config: TrainingConfig, *, most_tokens: int
) -> float:
    """Forward and backward over one group in micro-batches of so many padded tokens; the mean label loss, in nats."""
    total = sum(_slot_weight(slot, config) for row in rows for slot in row.slots)
    pointed = sum(span is not None for row in rows for span in row.evidence)
    summed = 0.0
    for part in micro_batches(rows, most_tokens):
        states = row_states(backbone, [row.packed for row in part])
        label_loss = _label_loss(answer_logits(backbone, states.ends), part, config) / total
        loss = label_loss
        if pointed and config.pointer_weight:
            loss = loss + config.pointer_weight * _pointer_loss(pointer, states, part) / pointed
        loss.backward()  # type: ignore[no-untyped-call]
        summed += float(label_loss.detach())
    return summed


def micro_batches(rows: list[TrainingRow], most_tokens: int) -> Iterator[list[TrainingRow]]:
    """Rows of like length together, at most so many tokens each, at least one row."""
    part: list[TrainingRow] = []
    for row in sorted(rows, key=lambda row: len(row.packed)):
        if part and _tokens([*part, row]) > most_tokens:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _tokens(rows: Sequence[TrainingRow]) -> int:
    """Tokens of a pass: of the line, or padded where questions are read with the report; the longest row is last."""
    packed = [row.packed for row in rows]
    return line_tokens(packed) if packed[-1].is_apart else len(packed) * len(packed[-1])


def _slot_weight(slot: AskedSlot, config: TrainingConfig) -> float:
    return slot.weight * config.class_weights[ALL_CLASSES.index(slot.label)]


def class_members(label: MentionClass, classes: tuple[MentionClass, ...]) -> list[float]:
    """Which of the four answers a label of a class set stands for: 1.0 or 0.0 each."""
    return [float(folded_class(answer, classes) == label) for answer in ALL_CLASSES]


def _label_loss(logits: torch.Tensor, rows: Sequence[TrainingRow], config: TrainingConfig) -> torch.Tensor:
    """Weighted sum of −log of the probability of each slot's class, from logits (slots, 4)."""
    slots = [slot for row in rows for slot in row.slots]
    members = torch.tensor([class_members(slot.label, slot.classes) for slot in slots], device=logits.device)
    weights = torch.tensor([_slot_weight(slot, config) for slot in slots], device=logits.device)
    log_probability = torch.logsumexp(logits.log_softmax(-1) + members.log(), dim=-1)  # (slots,)
    return -(weights * log_probability).sum()


def _pointer_loss(pointer: EvidencePointer, states: RowStates, rows: Sequence[TrainingRow]) -> torch.Tensor:
    """Sum over slots with evidence of −log of the attention mass on the evidence tokens."""
    loss = states.ends.new_zeros((), dtype=torch.float32)
    slots = torch.split(states.ends, [len(row.slots) for row in rows])
    for row, own, text in zip(rows, slots, states.texts, strict=True):
        first = row.packed.report_rows[0]
        wanted = [(i, span) for i, span in enumerate(row.evidence) if span is not None]
        if not wanted:
            continue
        scores = pointer.logits(own[[i for i, _ in wanted]], text).log_softmax(-1)  # (n, T)
        for line, (_, (start, end)) in enumerate(wanted):
            loss = loss - torch.logsumexp(scores[line, start - first : end - first], dim=0)
    return loss


@torch.no_grad()
def watched_loss(
    backbone: Backbone, rows: list[TrainingRow], config: TrainingConfig, *, most_tokens: int
) -> float:
    """The mean label loss, in nats, of rows that nothing is learned from."""
    total = sum(_slot_weight(slot, config) for row in rows for slot in row.slots)
    summed = 0.0
    for part in micro_batches(rows, most_tokens):
        states = row_states(backbone, [row.packed for row in part])
        summed += float(_label_loss(answer_logits(backbone, states.ends), part, config))
    return summed / total


def refuse_insane(loss: float, step: int) -> None:
    """Stop a run that cannot come to anything.

    Raises:
        ModelError: if the loss is not a number, or the first one is out of all proportion.
    """
    if not math.isfinite(loss):
        raise ModelError(f"Training stopped at step {step}: the loss is not a number. The old adapter stays in use.")
    if step == 1 and loss > 20:
        raise ModelError(f"Training stopped at its first step: a loss of {loss:.1f} means a wrong prompt or model.")
