"""Rows of a batch that grow by a few tokens a step: their cache, positions and masks.

Rows are of unequal length, and tokens that turned out not to be written stay in the cache unseen. So
position and visibility are kept for every cached key, and the masks are made from them: by position,
never by place in the cache. The cache is a plain one of full length: one that forgets what lies behind
the sliding window would lose keys by place.
"""

from collections.abc import Sequence
from typing import Any

import torch
from transformers.cache_utils import Cache, DynamicCache, DynamicLayer

from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.json_trie import ROOT, Node


class _RoomyLayer(DynamicLayer):  # type: ignore[misc]
    """The keys and values of one layer in one block, so that a step copies only what is new."""

    def __init__(self, head: Any, *, rows: int, room: int) -> None:
        super().__init__()
        self._used = head.keys.shape[-2]
        heads, width = head.keys.shape[1], head.keys.shape[3]
        self._keys = head.keys.new_empty(rows, heads, room, width)
        self._values = head.values.new_empty(rows, head.values.shape[1], room, head.values.shape[3])
        self._keys[:, :, : self._used] = head.keys
        self._values[:, :, : self._used] = head.values

    def update(self, key_states: torch.Tensor, value_states: torch.Tensor, *_: Any, **__: Any) -> Any:
        """Appends; returns all keys and values, (rows, heads, tokens, width)."""
        end = self._used + key_states.shape[-2]
        self._keys[:, :, self._used : end] = key_states
        self._values[:, :, self._used : end] = value_states
        self._used = end
        return self._keys[:, :, :end], self._values[:, :, :end]

    def get_seq_length(self) -> int:
        """How many tokens are cached."""
        return int(self._used)


def head_cache(backbone: Backbone, head: Sequence[int]) -> Any:
    """The keys and values of what stands before every report, computed once."""
    cache = DynamicCache()
    positions = torch.arange(len(head), device=backbone.device)[None]  # (1, L)
    full = positions[:, :, None] >= positions[:, None, :]  # (1, L, L)
    backbone.body(
        input_ids=torch.tensor([list(head)], device=backbone.device),
        position_ids=positions,
        attention_mask=_masks(full, positions, positions, backbone.window),
        past_key_values=cache,
        use_cache=True,
    )
    return cache


class GrowingRows:
    """Rows that all begin with the cached head; `room` is the most tokens a row may come to, the head's included."""

    def __init__(self, backbone: Backbone, head: Any, *, rows: int, room: int) -> None:
        self._backbone = backbone
        self._used = head.layers[0].keys.shape[-2]
        self._cache = Cache(layers=[_RoomyLayer(layer, rows=rows, room=room) for layer in head.layers])
        device = backbone.device
        self._positions = torch.arange(room, device=device).repeat(rows, 1)  # (rows, room)
        self._is_seen = torch.zeros(rows, room, dtype=torch.bool, device=device)  # (rows, room)
        self._is_seen[:, : self._used] = True
        self._lengths = [self._used] * rows  # tokens written so far, without those left unseen

    def fed(self, chains: Sequence[Sequence[int]], nodes: Sequence[Node]) -> torch.Tensor:
        """The states after each row's chain and after each node behind it, (rows, 1 + nodes, hidden).

        The chains are written; of the nodes only those that `keep` names.
        """
        longest = max(map(len, chains)) + len(nodes)
        ids, positions, local = self._laid_out(chains, nodes, longest)
        start, end = self._used, self._used + longest
        self._positions[:, start:end] = positions
        past = self._is_seen[:, None, :start].expand(-1, longest, -1)  # (rows, longest, start)
        full = torch.cat([past, local], dim=2)  # (rows, longest, end)
        masks = _masks(full, positions, self._positions[:, :end], self._backbone.window)
        hidden = self._backbone.body(
            input_ids=ids, position_ids=positions, attention_mask=masks, past_key_values=self._cache, use_cache=True
        ).last_hidden_state  # (rows, longest, hidden)
        for row, chain in enumerate(chains):
            self._is_seen[row, start : start + len(chain)] = True
            self._lengths[row] += len(chain)
        self._used = end
        self._node_places = [start + len(chain) for chain in chains]
        wanted = [[len(chain) - 1 + number for number in range(1 + len(nodes))] for chain in chains]
        return hidden[torch.arange(len(chains))[:, None], torch.tensor(wanted)]  # type: ignore[no-any-return]

    def keep(self, kept: Sequence[Sequence[int]]) -> None:
        """Which of the nodes fed last are written after all, for each row, in their order."""
        for row, numbers in enumerate(kept):
            for number in numbers:
                self._is_seen[row, self._node_places[row] + number] = True
            self._lengths[row] += len(numbers)

    def _laid_out(
        self, chains: Sequence[Sequence[int]], nodes: Sequence[Node], longest: int
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Ids and positions, (rows, longest), and which of the new tokens sees which, (rows, longest, longest)."""
        rows = len(chains)
        ids = torch.zeros(rows, longest, dtype=torch.long)
        positions = torch.zeros(rows, longest, dtype=torch.long)
        sees = torch.eye(longest, dtype=torch.bool).repeat(rows, 1, 1)  # padding sees itself: no softmax is empty
        for row, chain in enumerate(chains):
            length, first = len(chain), self._lengths[row]
            ids[row, :length] = torch.tensor(list(chain))
            positions[row, :length] = torch.arange(first, first + length)
            sees[row, :length, :length] = torch.ones(length, length, dtype=torch.bool).tril()
            for number, node in enumerate(nodes):
                place, parent = length + number, length - 1 if node.parent == ROOT else length + node.parent
                ids[row, place] = node.token
                positions[row, place] = positions[row, parent] + 1
                sees[row, place] |= sees[row, parent]
        device = self._backbone.device
        return ids.to(device), positions.to(device), sees.to(device)


def _masks(full: torch.Tensor, queries: torch.Tensor, keys: torch.Tensor, window: int | None) -> Any:
    """The mask in the form the model takes, from (rows, queries, keys): a dict where it has sliding layers."""
    if window is None:
        return full[:, None]
    near = queries[:, :, None] - keys[:, None, :] < window  # (rows, queries, keys)
    return {"full_attention": full[:, None], "sliding_attention": (full & near)[:, None]}
