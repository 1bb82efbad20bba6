"""One pass of the model without its vocabulary head, and the four answer scores at the end of every branch.

Training passes padded rows with masks, scoring a flat line (see `llm.flat`); both give the same scores.
"""

from collections.abc import Sequence
from typing import Any

import torch

from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.cards import Cards, turns_by
from mosaic_desk.llm.flat import FlatBatch
from mosaic_desk.llm.flat_attention import Line, slot_attention_in
from mosaic_desk.llm.packing import Batch, PackedRow


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
