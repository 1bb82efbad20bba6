"""The packed row against separate rows and against cache expansion, beyond the sliding window too."""

import copy

import pytest
import torch
from transformers import DynamicCache

from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.forward import answer_logits, attention_masks, branch_ends, hidden_states
from mosaic_desk.llm.packing import Batch, PackedRow, batch_of, packed
from tests.llm.tiny import VOCABULARY, tiny_backbone, tiny_gemma, tiny_llama

BRANCHES = [[21, 22, 23], [31, 32], [41, 42, 43, 44, 45], [51]]
PREFIXES = [100, 511, 512, 513, 900]


def row_of(length: int, branches: list[list[int]] = BRANCHES, seed: int = 0) -> PackedRow:
    generator = torch.Generator().manual_seed(seed)
    ids = torch.randint(100, VOCABULARY, (length,), generator=generator).tolist()
    return packed(instruction=ids[:5], report=ids[5:], branches=branches, offsets=[(0, 1)] * (length - 5), is_cut=False)


@torch.inference_mode()
def scored(backbone: Backbone, rows: list[PackedRow]) -> torch.Tensor:
    batch = batch_of(rows, window=backbone.window, device=backbone.device)
    return answer_logits(backbone, branch_ends(hidden_states(backbone, batch), rows))


@torch.inference_mode()
def scored_as_separate_rows(backbone: Backbone, row: PackedRow) -> torch.Tensor:
    """The reference: prefix and one branch, as the model reads any text."""
    prefix = list(row.ids[: row.report_rows[1]])
    logits = [
        backbone.model(input_ids=torch.tensor([prefix + branch])).logits[0, -1, backbone.answer_ids]
        for branch in BRANCHES
    ]
    return torch.stack(logits)


@torch.inference_mode()
def scored_by_cache_expansion(backbone: Backbone, row: PackedRow) -> torch.Tensor:
    """The other reference: the prefix once into a cache, a copy of which every branch goes on from."""
    cache = DynamicCache(config=backbone.model.config)
    backbone.model(input_ids=torch.tensor([row.ids[: row.report_rows[1]]]), past_key_values=cache)
    logits = []
    for branch in BRANCHES:
        own = copy.deepcopy(cache)  # a cache is consumed by use
        output = backbone.model(input_ids=torch.tensor([branch]), past_key_values=own)
        logits.append(output.logits[0, -1, backbone.answer_ids])
    return torch.stack(logits)


@pytest.mark.parametrize("length", PREFIXES)
def test_a_packed_row_scores_as_separate_rows_and_as_cache_expansion(length: int) -> None:
    backbone, row = tiny_backbone(), row_of(length)
    packed_logits = scored(backbone, [row])
    torch.testing.assert_close(packed_logits, scored_as_separate_rows(backbone, row), atol=1e-4, rtol=0)
    torch.testing.assert_close(packed_logits, scored_by_cache_expansion(backbone, row), atol=1e-4, rtol=0)


def test_a_model_without_a_window_scores_the_same_way() -> None:
    backbone, row = tiny_backbone(tiny_llama()), row_of(300)
    torch.testing.assert_close(scored(backbone, [row]), scored_as_separate_rows(backbone, row), atol=1e-4, rtol=0)


def test_rows_of_unequal_length_score_together_as_alone() -> None:
    backbone = tiny_backbone()
    rows = [row_of(40, seed=1), row_of(600, seed=2), row_of(7, seed=3)]
    alone = torch.cat([scored(backbone, [row]) for row in rows])
    torch.testing.assert_close(scored(backbone, rows), alone, atol=1e-4, rtol=0)


def test_the_order_of_the_findings_changes_no_score() -> None:
    backbone = tiny_backbone()
    forward = scored(backbone, [row_of(600)])
    backward = scored(backbone, [row_of(600, branches=BRANCHES[::-1])])
    torch.testing.assert_close(forward, backward.flip(0), atol=1e-4, rtol=0)


def test_one_mask_for_both_kinds_of_layers_would_be_silently_wrong() -> None:
    """The first silent error: without the dict the sliding layers see past their window."""
    backbone, row = tiny_backbone(), row_of(900)
    right = batch_of([row], window=backbone.window, device=backbone.device)
    wrong = Batch(ids=right.ids, positions=right.positions, full=right.full, sliding=None)
    assert isinstance(attention_masks(right), dict)
    with torch.inference_mode():
        gap = (hidden_states(backbone, right) - hidden_states(backbone, wrong)).abs().max()
    assert gap > 1e-2


def test_the_window_is_cut_by_position_and_not_by_row() -> None:
    """The second: later branches lie further down in the row, but no further from the prefix."""
    row = row_of(513)
    sliding = batch_of([row], window=512, device=torch.device("cpu")).sliding
    assert sliding is not None
    for end, branch in zip(row.ends, BRANCHES, strict=True):
        position = 513 + len(branch) - 1
        seen = sliding[0, 0, end, :513].nonzero().flatten()
        assert seen.min().item() == position - 511
        assert len(seen) == 512 - len(branch)


def test_only_sdpa_is_accepted() -> None:
    """The third: eager attention would add a bool mask as 0 and 1."""
    from pathlib import Path

    from mosaic_desk.core.errors import ModelRefused
    from mosaic_desk.llm.backbone import _ready

    model = tiny_gemma()
    model.set_attn_implementation("eager")
    with pytest.raises(ModelRefused):
        _ready(model, None, folder=Path(), device="cpu", dtype=torch.float32, name=None)


def test_masks_and_positions_are_always_given_together() -> None:
    """The fourth: repeated positions alone would be taken for packed sequences."""
    backbone, row = tiny_backbone(), row_of(100)
    batch = batch_of([row], window=backbone.window, device=backbone.device)
    with torch.inference_mode():
        given = hidden_states(backbone, batch)
        inferred = backbone.body(input_ids=batch.ids, position_ids=batch.positions, use_cache=False).last_hidden_state
    assert (given - inferred).abs().max() > 1e-2


def test_the_gradient_of_the_packed_row_is_the_sum_of_the_separate_ones() -> None:
    backbone, row = tiny_backbone(), row_of(40)
    weight = backbone.model.model.layers[0].self_attn.q_proj.weight
    batch = batch_of([row], window=backbone.window, device=backbone.device)
    answer_logits(backbone, branch_ends(hidden_states(backbone, batch), [row])).sum().backward()
    together = weight.grad.clone()
    weight.grad = None
    prefix = list(row.ids[:40])
    for branch in BRANCHES:
        backbone.model(input_ids=torch.tensor([prefix + branch])).logits[0, -1, backbone.answer_ids].sum().backward()
    torch.testing.assert_close(together, weight.grad, atol=1e-3, rtol=1e-3)
