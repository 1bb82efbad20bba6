"""Questions read apart from every report: their keys and values once a prompt, and how a report's slots see them.

A card is a question without its last token, behind a token of its own that begins a text. It sees nothing of a
report, so its states are the same for all of them: a report costs its own tokens and one slot a question. Positions
count on from the report to the card to its slot, as if the card stood in the line; since rotary positions only ever
count differences, the slot's query is turned back by the positions before the card instead of the card's keys
forward, which would have to be done for every report.
"""

import inspect
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from mosaic_desk.llm.backbone import Backbone

_CARDS_A_PASS = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Cards:
    """The states of the cards of a prompt, a pair a layer: (key heads, cards, longest, head width) each.

    `lengths` are the tokens of each card, (cards,); what lies behind them is filling.
    """

    states: list[tuple[torch.Tensor, torch.Tensor]]
    lengths: torch.Tensor

    def hidden(self, window: int | None) -> torch.Tensor:
        """True where a slot must not see its card, (cards, longest): filling, and what lies beyond the window."""
        places = torch.arange(self.states[0][0].shape[2], device=self.lengths.device)[None]  # (1, longest)
        hidden = places >= self.lengths[:, None]  # (cards, longest)
        return hidden if window is None else hidden | (self.lengths[:, None] - places >= window)


@torch.inference_mode()
def cards_of(backbone: Backbone, cards: Sequence[Sequence[int]]) -> Cards:
    """Reads the cards, some at a time, each from position 0."""
    from transformers import DynamicCache

    longest = max(len(card) for card in cards)
    parts = []
    for first in range(0, len(cards), _CARDS_A_PASS):
        ids = [[*card, *[0] * (longest - len(card))] for card in cards[first : first + _CARDS_A_PASS]]
        cache = DynamicCache()  # without a configuration no layer forgets what lies beyond its window
        backbone.body(
            input_ids=torch.tensor(ids, device=backbone.device), past_key_values=cache, use_cache=True
        )  # causal: no card sees the filling behind it
        parts.append([(layer.keys.transpose(0, 1), layer.values.transpose(0, 1)) for layer in cache.layers])
    states = [
        (torch.cat([part[layer][0] for part in parts], 1), torch.cat([part[layer][1] for part in parts], 1))
        for layer in range(len(parts[0]))
    ]
    return Cards(states=states, lengths=torch.tensor([len(card) for card in cards], device=backbone.device))


Turn = tuple[torch.Tensor, torch.Tensor]
"""Cosines and sines of a rotation by some positions, (reports, head width) each, in float32."""


def turns_by(body: Any, positions: Sequence[int], device: torch.device) -> list[Turn]:
    """The rotation by each number of positions, a pair a layer: sliding and full layers turn at different rates."""
    at = torch.tensor([positions], device=device)  # (1, reports)
    like = torch.zeros(1, device=device)  # the form wanted: float32
    kinds = getattr(body.config, "layer_types", None) or ["full_attention"] * len(body.layers)
    by_kind = "layer_type" in inspect.signature(body.rotary_emb.forward).parameters
    made = {kind: body.rotary_emb(like, at, *[kind] * by_kind) for kind in set(kinds)}
    return [(made[kind][0][0], made[kind][1][0]) for kind in kinds]


def turned_back(attention: Any, query: torch.Tensor, turn: Turn) -> torch.Tensor:
    """Queries, (heads, slots, D), as they would be so many positions earlier."""
    cos, sin = turn[0].expand(query.shape[1], -1)[None], turn[1].expand(query.shape[1], -1)[None]  # (1, slots, D)
    scale = cos.square() + sin.square()  # some models stretch their rotations
    rotate = sys.modules[type(attention).__module__].apply_rotary_pos_emb  # the model's own
    wide = query.float()[None]  # (1, heads, slots, D)
    back: torch.Tensor = rotate(wide, wide, cos / scale, -sin / scale)[0][0]
    return back.to(query.dtype)
