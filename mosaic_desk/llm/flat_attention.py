"""Attention over a flat line of reports: dense products per report, no mask as large as the line.

A token of a trunk sees the instruction and its trunk before it; a token of a tail sees the instruction,
its whole trunk and its tail before it or, where questions are read apart, its card and itself. The parts of
what a tail sees meet in one softmax. Everything else of the model is the library's own code: this is
registered as an attention function of transformers, and the line reaches it as a keyword argument of the
forward call.

Source: the layout is that of multi-item scoring in SGLang and FlashInfer (2025); the products are ours,
because the library's fused kernel on a processor computes the whole square under a mask.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import torch

from mosaic_desk.llm.cards import Cards, Turn, turned_back
from mosaic_desk.llm.flat import FlatBatch, ReportPlace
from mosaic_desk.llm.own_attention import attention_in

SLOT_ATTENTION = "mosaic_desk_slots"
_MOST_SCORES = 1 << 23
"""Scores held at a time: 32 MiB in float32. A longer report is done in slices of its rows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What the attention function needs: the batch, and per layer the instruction's keys and values.

    These have shape (key heads, instruction tokens, head width). Where questions are read apart, `cards` are
    their states and `turns` a layer's rotations by the positions before each report's cards.
    """

    batch: FlatBatch
    instruction: list[tuple[torch.Tensor, torch.Tensor]]
    cards: Cards | None = None
    turns: list[Turn] | None = None


def slot_attention_in(body: Any) -> AbstractContextManager[None]:
    """Lets the model's layers use the attention of this file; what they used before is put back."""
    return attention_in(body, SLOT_ATTENTION, slot_attention)


def slot_attention(
    module: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, attention_mask: Any, *,
    scaling: float, line: Line, sliding_window: int | None = None, **_: Any,
) -> tuple[torch.Tensor, None]:
    """Attention of one layer; query (1, heads, T, D), key and value (1, key heads, T, D) → (1, T, heads, D)."""
    assert attention_mask is None, "who sees whom follows from the line"
    heads, groups = key.shape[1], query.shape[1] // key.shape[1]
    length, width = query.shape[2], query.shape[3]
    queries = query[0].reshape(heads, groups, length, width)
    if line.cards is not None:
        own_of: Own = _Carded(module, queries, key[0], value[0], line=line, window=sliding_window)
    else:
        own_of = _Tailed(queries, key[0], value[0], line.batch)
    before_keys, before_values = line.instruction[module.layer_idx]
    output = torch.empty_like(queries)  # (K, G, T, D)
    for number, place in enumerate(line.batch.places):
        rows = slice(place.start, place.start + place.trunk + line.batch.tail_tokens)
        trunk = slice(place.start, place.start + place.trunk)
        seen = torch.cat([before_keys, key[0, :, trunk]], 1)  # (K, P, D)
        values = torch.cat([before_values, value[0, :, trunk]], 1)  # (K, P, D)
        hidden = _hidden(place, line.batch, sliding_window)
        mixed, own_weights = _mixed(
            queries[:, :, rows], seen, values,
            own=own_of.scores(number), hidden=hidden, trunk=place.trunk, scaling=scaling,
        )
        mixed[:, :, place.trunk :] += own_of.mix(number, own_weights)
        output[:, :, rows] = mixed
    output[:, :, line.batch.used :] = 0
    return output.view(1, heads * groups, length, width).transpose(1, 2), None


class _Tailed:
    """What tail tokens see of their own tails, where questions stand in the line."""

    def __init__(self, queries: torch.Tensor, key: torch.Tensor, value: torch.Tensor, batch: FlatBatch) -> None:
        flat, shape = batch.own_rows.flatten(), batch.own_rows.shape  # (R, N, L)
        heads, groups, _, width = queries.shape
        own_keys = key[:, flat].view(heads, *shape, width)  # (K, R, N, L, D)
        own_queries = queries[:, :, flat].view(heads, groups, *shape, width)  # (K, G, R, N, L, D)
        scores = own_queries @ own_keys[:, None].mT  # (K, G, R, N, L, L)
        scores = scores[:, :, :, batch.branch, batch.place]  # (K, G, R, tail tokens, L)
        later = torch.arange(shape[-1], device=key.device)[None] > batch.place[:, None]  # (tail tokens, L)
        self._batch = batch
        self._scores = scores.masked_fill_(later, -torch.inf).permute(2, 0, 1, 3, 4)  # (R, K, G, tail tokens, L)
        self._values = value[:, flat].view(heads, *shape, width).transpose(0, 1)  # (R, K, N, L, D)

    def scores(self, number: int) -> torch.Tensor:
        """Scores of one report's tail tokens for their own tails, (K, G, tail tokens, L)."""
        return self._scores[number]

    def mix(self, number: int, weights: torch.Tensor) -> torch.Tensor:
        """What they take from them, (K, G, tail tokens, D)."""
        _, tails, longest = self._batch.own_rows.shape
        padded = weights.new_zeros(*weights.shape[:2], tails, longest, longest)  # (K, G, N, L, L)
        padded[:, :, self._batch.branch, self._batch.place] = weights
        mixed: torch.Tensor = padded @ self._values[number][:, None]  # (K, G, N, L, D)
        return mixed[:, :, self._batch.branch, self._batch.place]


class _Carded:
    """What slots see of their cards and of themselves, where questions are read apart; each tail is one slot."""

    def __init__(
        self, module: Any, queries: torch.Tensor, key: torch.Tensor, value: torch.Tensor, *,
        line: Line, window: int | None,
    ) -> None:
        assert line.cards is not None and line.turns is not None
        self._module, self._queries, self._key, self._value = module, queries, key, value
        self._card_keys, self._card_values = line.cards.states[module.layer_idx]  # (K, N, M, D)
        self._cos, self._sin = line.turns[module.layer_idx]  # (R, D)
        self._rows = line.batch.own_rows[:, :, 0]  # (R, N)
        self._hidden = line.cards.hidden(window)  # (N, M)

    def scores(self, number: int) -> torch.Tensor:
        """Scores of one report's slots for their cards and themselves, (K, G, N, M + 1)."""
        heads, groups, _, width = self._queries.shape
        own = self._queries[:, :, self._rows[number]]  # (K, G, N, D)
        turn = self._cos[number], self._sin[number]
        back = turned_back(self._module, own.reshape(heads * groups, -1, width), turn).view_as(own)  # (K, G, N, D)
        cards = (back.transpose(1, 2) @ self._card_keys.mT).transpose(1, 2)  # (K, G, N, M)
        itself = (own * self._key[:, None, self._rows[number]]).sum(-1, keepdim=True)  # (K, G, N, 1)
        return torch.cat([cards.masked_fill(self._hidden, -torch.inf), itself], -1)

    def mix(self, number: int, weights: torch.Tensor) -> torch.Tensor:
        """What they take from both, (K, G, N, D)."""
        cards: torch.Tensor = (weights[..., :-1].transpose(1, 2) @ self._card_values).transpose(1, 2)  # (K, G, N, D)
        return cards + weights[..., -1:] * self._value[:, None, self._rows[number]]


Own = _Tailed | _Carded


def _mixed(
    queries: torch.Tensor, seen: torch.Tensor, values: torch.Tensor, *,
    own: torch.Tensor, hidden: torch.Tensor, trunk: int, scaling: float,
) -> tuple[torch.Tensor, torch.Tensor]:
    """What one report's rows take from instruction and trunk, (K, G, t, D), and the weights of the own tails.

    `hidden` is True where a key must not be seen, (rows from the first, P); rows beyond it see all keys.
    """
    heads, groups, length, width = queries.shape
    mixed = torch.empty_like(queries)
    own_weights = torch.empty_like(own)
    step = max(1, _MOST_SCORES // (heads * groups * seen.shape[1]))
    for first in range(0, length, step):
        last = min(first + step, length)
        part = queries[:, :, first:last].reshape(heads, -1, width)  # (K, G * rows, D)
        scores = (part @ seen.mT).view(heads, groups, last - first, -1)  # (K, G, rows, P)
        if first < len(hidden):
            here = hidden[first:last]
            scores[:, :, : len(here)].masked_fill_(here, -torch.inf)
        middle = min(max(trunk, first), last)  # rows of the trunk, then rows of tails
        kept = slice(middle - trunk, last - trunk)
        ahead = _weights(scores[:, :, : middle - first], scaling)
        both = _weights(torch.cat([scores[:, :, middle - first :], own[:, :, kept]], -1), scaling)
        own_weights[:, :, kept] = both[..., seen.shape[1] :]
        weights = torch.cat([ahead, both[..., : seen.shape[1]]], 2).flatten(1, 2)  # (K, G * rows, P)
        mixed[:, :, first:last] = (weights @ values).view(heads, groups, last - first, width)
    return mixed, own_weights


def _weights(scores: torch.Tensor, scaling: float) -> torch.Tensor:
    return (scores.float() * scaling).softmax(-1).to(scores.dtype)


def _hidden(place: ReportPlace, batch: FlatBatch, window: int | None) -> torch.Tensor:
    """Which keys of instruction and trunk a row must not see, (rows, P): those after it, and beyond the window.

    The window is cut by position, not by row: a later tail lies further down the line, but no further from
    the trunk.
    """
    device = batch.ids.device
    before = batch.instruction + place.trunk
    rows = place.trunk
    if window is not None and before + batch.reach > window:
        rows += batch.tail_tokens
    at = batch.positions[0, place.start : place.start + rows, None]  # (rows, 1)
    keys = torch.arange(before, device=device)[None]  # (1, P)
    hidden = keys > at
    return hidden if window is None else hidden | (at - keys >= window)
