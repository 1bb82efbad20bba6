"""Attention over a `LessonLine`, with gradients: no product is larger than a report with its instruction.

Instruction and cards see themselves; a text sees the instruction and itself; a slot sees the instruction, its whole
text, its card and itself, in one softmax. As in `llm.flat_attention`, whose softmax and registration these are kin
of, everything else of the model is the library's own code. There, reports are scored one product each; here they are
padded to one length, because the gradients of a few large products are much cheaper than those of many small ones.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn.functional import scaled_dot_product_attention

from mosaic_desk.llm.cards import Turn, turned_back
from mosaic_desk.llm.lesson_line import LessonLine
from mosaic_desk.llm.own_attention import attention_in

LESSON_ATTENTION = "mosaic_desk_lessons"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """Who sees whom in layers with one window: True where a key is seen."""

    instruction: torch.Tensor  # (I, I)
    cards: torch.Tensor  # (M, M)
    texts: torch.Tensor  # (reports, 1, P, I + P)
    slots: torch.Tensor  # (reports, 1, 1, N, I + P + M + 1): instruction and text, card, itself


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesson:
    """What the attention function needs: the line, who sees whom by window, and the slots' rotations by layer."""

    line: LessonLine
    seen: dict[int | None, Seen]
    turns: list[Turn]  # cosines and sines of each slot, (reports * N, head width)


def lesson_attention_in(body: Any) -> AbstractContextManager[None]:
    """Lets the model's layers use the attention of this file; what they used before is put back."""
    return attention_in(body, LESSON_ATTENTION, lesson_attention)


def lesson_attention(
    module: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, attention_mask: Any, *,
    scaling: float, lesson: Lesson, sliding_window: int | None = None, **_: Any,
) -> tuple[torch.Tensor, None]:
    """Attention of one layer; query (1, heads, T, D), key and value (1, key heads, T, D) → (1, T, heads, D)."""
    assert attention_mask is None, "who sees whom follows from the line"
    line, seen = lesson.line, lesson.seen[sliding_window]
    q, k, v = query[0], key[0], value[0]  # (H, T, D), (K, T, D), (K, T, D)
    told = slice(0, line.instruction)

    def attended(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return scaled_dot_product_attention(q, k, v, attn_mask=mask, scale=scaling, enable_gqa=True)

    instruction = attended(q[None, :, told], k[None, :, told], v[None, :, told], seen.instruction)  # (1, H, I, D)
    card_keys, card_values = _by_row(k, line.card_rows), _by_row(v, line.card_rows)  # (C, K, M, D)
    cards = attended(_by_row(q, line.card_rows), card_keys, card_values, seen.cards)  # (C, H, M, D)
    text_keys = _behind(k[:, told], _by_row(k, line.text_rows))  # (R, K, I + P, D)
    text_values = _behind(v[:, told], _by_row(v, line.text_rows))  # (R, K, I + P, D)
    texts = attended(_by_row(q, line.text_rows), text_keys, text_values, seen.texts)  # (R, H, P, D)
    slots = _slots(
        module, _by_row(q, line.slot_rows), own=(_by_row(k, line.slot_rows), _by_row(v, line.slot_rows)),
        cards=(card_keys, card_values), texts=(text_keys, text_values), lesson=lesson, seen=seen.slots,
        scaling=scaling,
    )  # (R, H, N, D)
    parts = [instruction[0].transpose(0, 1)]  # (I, H, D)
    for part, shown in zip((cards, texts, slots), line.shown, strict=True):
        parts.append(part.transpose(1, 2).flatten(0, 1)[shown])
    filling = query.shape[2] - sum(len(part) for part in parts)
    parts.append(query.new_zeros(filling, *parts[0].shape[1:]))
    return torch.cat(parts)[None], None


def _slots(
    module: Any, queries: torch.Tensor, *, own: tuple[torch.Tensor, torch.Tensor],
    cards: tuple[torch.Tensor, torch.Tensor], texts: tuple[torch.Tensor, torch.Tensor],
    lesson: Lesson, seen: torch.Tensor, scaling: float,
) -> torch.Tensor:  # fmt: skip
    """What slots take from instruction and text, card and themselves; queries (R, H, N, D) → (R, H, N, D)."""
    reports, heads, slots, width = queries.shape
    key_heads = texts[0].shape[1]
    grouped = (reports, key_heads, heads // key_heads, slots, width)
    asked = lesson.line.slot_cards  # (R, N)
    # by kind of head and by slot, (R, K, N, G, D), a slot's keys are (R, K, N, M, D)
    flat = queries.transpose(0, 1).reshape(heads, -1, width)  # (H, R * N, D)
    back = turned_back(module, flat, lesson.turns[module.layer_idx]).view(heads, reports, slots, width).transpose(0, 1)
    card_keys = cards[0][asked].permute(0, 2, 1, 3, 4)  # (R, K, N, M, D)
    card_scores = (back.reshape(grouped).transpose(2, 3) @ card_keys.mT).transpose(2, 3)  # (R, K, G, N, M)
    together = queries.reshape(reports, key_heads, -1, width)  # (R, K, G * N, D)
    text_scores = (together @ texts[0].mT).view(*grouped[:4], -1)  # (R, K, G, N, I + P)
    own_scores = (queries.view(grouped) * own[0][:, :, None]).sum(-1, keepdim=True)  # (R, K, G, N, 1)
    scores = torch.cat([text_scores, card_scores, own_scores], -1).float() * scaling
    weights = scores.masked_fill(~seen, -torch.inf).softmax(-1).to(queries.dtype)
    of_text, of_card, of_own = weights.tensor_split((text_scores.shape[-1], weights.shape[-1] - 1), -1)
    card_values = cards[1][asked].permute(0, 2, 1, 3, 4)  # (R, K, N, M, D)
    mixed: torch.Tensor = (of_text.flatten(2, 3) @ texts[1]).view(grouped)
    mixed = mixed + (of_card.transpose(2, 3) @ card_values).transpose(2, 3) + of_own * own[1][:, :, None]
    return mixed.view(reports, heads, slots, width)


def _by_row(states: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """States (heads, T, D) at rows (many, longest), (many, heads, longest, D)."""
    return states[:, rows].transpose(0, 1)


def _behind(instruction: torch.Tensor, texts: torch.Tensor) -> torch.Tensor:
    """The instruction's states (K, I, D) before those of each text (R, K, P, D)."""
    return torch.cat([instruction[None].expand(len(texts), -1, -1, -1), texts], 2)


def seen_within(line: LessonLine, window: int | None) -> Seen:
    """Who sees whom where a layer looks back by at most `window` positions; None: as far as there is text."""
    device = line.ids.device
    longest = line.card_rows.shape[1]
    instruction = _back(torch.arange(line.instruction, device=device), window)
    texts = torch.arange(line.instruction + line.text_rows.shape[1], device=device)  # positions
    is_text = texts[None] < line.instruction + line.text_lengths[:, None]  # (R, I + P)
    own = _back(texts, window)[line.instruction :]  # (P, I + P); padding sees itself, and nobody sees it
    of_text = own[None] & (is_text[:, None] | (texts[line.instruction :, None] == texts)[None])
    at = line.positions[0][line.slot_rows]  # (R, N)
    places = torch.arange(longest, device=device)
    lengths = line.card_lengths[line.slot_cards][..., None]  # (R, N, 1)
    of_card = places < lengths
    slot_texts = is_text[:, None].expand(-1, at.shape[1], -1)
    if window is not None:
        slot_texts = slot_texts & (at[..., None] - texts < window)
        of_card = of_card & (lengths - places < window)
    itself = torch.ones_like(of_card[..., :1])
    slots = torch.cat([slot_texts, of_card, itself], -1)
    return Seen(
        instruction=instruction, cards=_back(places, window), texts=of_text[:, None], slots=slots[:, None, None]
    )


def _back(positions: torch.Tensor, window: int | None) -> torch.Tensor:
    """Every position sees itself and those before it, within the window."""
    back = positions[:, None] - positions[None]
    return (back >= 0) if window is None else (back >= 0) & (back < window)
