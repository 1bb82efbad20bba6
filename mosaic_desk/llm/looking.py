"""How much each branch's end looks at each token of the report, in one layer of a pass.

Nothing of the pass is changed: the layer's input is taken by a hook, and the few products of the ends
with the report's tokens are done again outside it, so any attention function may run. The softmax is
over the report's tokens alone: where an end looks within the report, whatever it gives the rest.
"""

import sys
from typing import Any

import torch

from mosaic_desk.llm.backbone import Backbone

LOOKS_SHARE = 0.8
"""Of the weight of a token, what its looks give; the rest is the pointer's. Chosen on bucket 7."""
DEPTH = 2 / 3
"""Of the layers that see all, the one nearest this depth: chosen on bucket 7 for Gemma 3 270M (the 12th of 18)."""


def looking_layer(body: Any) -> int:
    """The number of the layer whose looks tell most, among those without a window."""
    count = len(body.layers)
    kinds = getattr(body.config, "layer_types", None) or ["full_attention"] * count
    full = [number for number, kind in enumerate(kinds) if kind == "full_attention"]
    return min(full or range(count), key=lambda number: abs((number + 1) / count - DEPTH))


class LookedAt:
    """Keeps what enters one layer's attention while the model runs within `with`."""

    def __init__(self, backbone: Backbone, layer: int | None = None) -> None:
        body = backbone.body
        self._attention = body.layers[looking_layer(body) if layer is None else layer].self_attn
        self._states: torch.Tensor | None = None
        self._turns: tuple[torch.Tensor, torch.Tensor] | None = None
        self._hook: Any = None

    def __enter__(self) -> "LookedAt":
        self._hook = self._attention.register_forward_pre_hook(self._keep, with_kwargs=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._hook.remove()

    def _keep(self, _: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        self._states = named["hidden_states"] if "hidden_states" in named else given[0]  # (B, L, H)
        self._turns = named["position_embeddings"] if "position_embeddings" in named else given[1]  # 2 x (B, L, D)

    def states(self, tokens: slice, *, row: int = 0) -> torch.Tensor:
        """What entered the layer at some places of one row of the last pass, (T, H)."""
        assert self._states is not None
        return self._states[row, tokens]

    def weights(self, ends: torch.Tensor, tokens: slice, *, row: int = 0) -> torch.Tensor:
        """The mean over heads, (slots, T), of one row of the last pass; `ends` (slots,) are places in it."""
        assert self._states is not None and self._turns is not None
        states = self._states[row]  # (L, H)
        cos, sin = (turn[min(row, len(turn) - 1)] for turn in self._turns)  # (L, D)
        query = self._turned("q", states[ends], cos[ends], sin[ends])  # (heads, slots, D)
        key = self._turned("k", states[tokens], cos[tokens], sin[tokens])  # (key heads, T, D)
        key = key.repeat_interleave(len(query) // len(key), 0)  # (heads, T, D)
        scores = query.float() @ key.float().mT * self._attention.scaling  # (heads, slots, T)
        looked: torch.Tensor = scores.softmax(-1).mean(0)
        return looked

    def _turned(self, which: str, states: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
        """Queries or keys of some states after norm and rotation, (heads, N, D)."""
        made = getattr(self._attention, f"{which}_proj")(states)  # (N, heads * D)
        made = made.view(len(states), -1, self._attention.head_dim).transpose(0, 1)  # (heads, N, D)
        norm = getattr(self._attention, f"{which}_norm", None)
        made = norm(made) if norm is not None else made
        rotate = sys.modules[type(self._attention).__module__].apply_rotary_pos_emb  # the model's own
        turned: torch.Tensor = rotate(made[None], made[None], cos[None], sin[None])[0][0]
        return turned


def with_pointer(looked: torch.Tensor, pointed: torch.Tensor) -> torch.Tensor:
    """One weight a token of both, (slots, T): the pointer knows its own findings best, the looks know any."""
    return LOOKS_SHARE * looked + (1 - LOOKS_SHARE) * pointed
