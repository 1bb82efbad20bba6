"""One pass over packed rows: hidden states, and the four answer scores at the end of every branch."""

from collections.abc import Sequence
from typing import Any

import torch

from mosaic_desk.llm.backbone import Backbone
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


def branch_ends(hidden: torch.Tensor, rows: Sequence[PackedRow]) -> torch.Tensor:
    """The states at which answers are read, (slots of all rows, hidden), row after row."""
    where = [(number, end) for number, row in enumerate(rows) for end in row.ends]
    index = torch.tensor(where, device=hidden.device)
    return hidden[index[:, 0], index[:, 1]]


def answer_logits(backbone: Backbone, ends: torch.Tensor) -> torch.Tensor:
    """Scores of the four answers, (slots, 4), in float32."""
    return ends.float() @ backbone.answer_weights.float().T
