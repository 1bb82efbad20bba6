"""One pass of the model without its vocabulary head, and the four answer scores at the end of every branch.

Training passes a line in which every question stands once (see `llm.lesson_line`), or padded rows with masks where
questions are read with the report; scoring passes a flat line (see `llm.flat`). All give the same scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.cards import Cards, turns_by
from mosaic_desk.llm.flat import FlatBatch
from mosaic_desk.llm.flat_attention import Line, slot_attention_in
from mosaic_desk.llm.lesson_attention import Lesson, lesson_attention_in, seen_within
from mosaic_desk.llm.lesson_line import LessonLine, lesson_line
from mosaic_desk.llm.packing import Batch, PackedRow, batch_of


def attention_masks(batch: Batch) -> Any:
    """The mask in the form the model takes: a dict per layer type where it has sliding layers.

    One tensor for both kinds would silently widen the window of the sliding layers.
    """
    if batch.sliding is None:
        return batch.full
    return {"full_attention": batch.full, "sliding_attention": batch.sliding}


def hidden_states(backbone: Backbone, batch: Batch) -> torch.Tensor:
    """The last hidden state of every row, (B, L, hidden); the vocabulary head is never computed."""
    output = backbone.body(
        input_ids=batch.ids,
        position_ids=batch.positions,  # with an explicit mask: repeated ids alone would be taken for packing
        attention_mask=attention_masks(batch),
        use_cache=False,
    )
    return output.last_hidden_state  # type: ignore[no-any-return]


@dataclass(frozen=True, kw_only=True, slots=True)
class RowStates:
    """Last hidden states of some rows: where answers are read, row after row, and of each report's tokens."""

    ends: torch.Tensor  # (slots of all rows, H)
    texts: list[torch.Tensor]  # (report tokens, H) each


def row_states(backbone: Backbone, rows: Sequence[PackedRow]) -> RowStates:
    """The states of packed rows, with gradients; each distinct question is computed once where it is read apart."""
    if all(row.is_apart for row in rows):
        line = lesson_line(rows, device=backbone.device)
        states = _lesson_states(backbone, line)  # (T, H)
        return RowStates(ends=states[line.ends], texts=[states[line.text(number)] for number in range(len(rows))])
    hidden = hidden_states(backbone, batch_of(rows, window=backbone.window, device=backbone.device))
    texts = [hidden[number, slice(*row.report_rows)] for number, row in enumerate(rows)]
    return RowStates(ends=branch_ends(hidden, rows), texts=texts)


def _lesson_states(backbone: Backbone, line: LessonLine) -> torch.Tensor:
    """The last hidden state of every token of the line, (T, H)."""
    slots = line.slot_rows.shape[1]
    turns = [
        (cos.repeat_interleave(slots, 0), sin.repeat_interleave(slots, 0))
        for cos, sin in turns_by(backbone.body, line.before, backbone.device)
    ]
    seen = {window: seen_within(line, window) for window in {None, backbone.window}}
    with lesson_attention_in(backbone.body):
        output = backbone.body(
            input_ids=line.ids, position_ids=line.positions, use_cache=False,
            lesson=Lesson(line=line, seen=seen, turns=turns),
        )  # fmt: skip
    return output.last_hidden_state[0]  # type: ignore[no-any-return]


def instruction_states(backbone: Backbone, ids: Sequence[int]) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Keys and values of the instruction, a pair a layer, (key heads, tokens, head width) each."""
    from transformers import DynamicCache

    cache = DynamicCache()  # without a configuration no layer forgets what lies beyond its window
    backbone.body(input_ids=torch.tensor([ids], device=backbone.device), past_key_values=cache, use_cache=True)
    return [(layer.keys[0], layer.values[0]) for layer in cache.layers]


def line_states(
    backbone: Backbone, batch: FlatBatch, instruction: list[tuple[torch.Tensor, torch.Tensor]],
    cards: Cards | None = None,
) -> torch.Tensor:
    """The last hidden state of every token of the line, (T, hidden); `cards` where questions are read apart."""
    before = [batch.instruction + place.trunk for place in batch.places]
    turns = turns_by(backbone.body, before, backbone.device) if cards is not None else None
    with slot_attention_in(backbone.body):
        output = backbone.body(
            input_ids=batch.ids,
            position_ids=batch.positions,
            use_cache=False,
            line=Line(batch=batch, instruction=instruction, cards=cards, turns=turns),
        )
    return output.last_hidden_state[0]  # type: ignore[no-any-return]


def branch_ends(hidden: torch.Tensor, rows: Sequence[PackedRow]) -> torch.Tensor:
    """The states at which answers are read, (slots of all rows, hidden), row after row."""
    where = [(number, end) for number, row in enumerate(rows) for end in row.ends]
    index = torch.tensor(where, device=hidden.device)
    return hidden[index[:, 0], index[:, 1]]


def answer_logits(backbone: Backbone, ends: torch.Tensor) -> torch.Tensor:
    """Scores of the four answers, (slots, 4), in float32."""
    return ends.float() @ backbone.answer_weights.float().T
