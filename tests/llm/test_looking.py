"""Where a branch's end looks, against the library's own eager attention."""

from dataclasses import replace
from typing import Any

import pytest
import torch

from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.forward import hidden_states
from mosaic_desk.llm.looking import LookedAt, looking_layer, with_pointer
from mosaic_desk.llm.packing import PackedRow, Packer, batch_of
from tests.llm.tiny import write_tiny_backbone


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Backbone:
    return load_backbone(write_tiny_backbone(tmp_path_factory.mktemp("tiny")), dtype=torch.float32)


def eager_weights(backbone: Backbone, row: PackedRow, layer: int) -> torch.Tensor:
    """The library's own eager attention of one layer, (heads, L, L), with masks that are added."""
    batch = batch_of([row], window=backbone.window, device=backbone.device)
    kept: list[Any] = []

    def added(mask: torch.Tensor | None) -> torch.Tensor | None:
        return None if mask is None else torch.zeros(mask.shape).masked_fill(~mask, torch.finfo(torch.float32).min)

    hook = backbone.body.layers[layer].self_attn.register_forward_hook(lambda _, __, out: kept.append(out[1]))
    backbone.model.set_attn_implementation("eager")
    hidden_states(backbone, replace(batch, full=added(batch.full), sliding=added(batch.sliding)))
    backbone.model.set_attn_implementation("sdpa")
    hook.remove()
    return kept[0][0]


@torch.inference_mode()
@pytest.mark.parametrize("layer", [0, 1, None])
def test_where_an_end_looks_is_what_eager_attention_says_of_the_report(backbone: Backbone, layer: int | None) -> None:
    row = Packer(backbone.tokenizer, "Say: ").row("The heart is large. No effusion.", ["\nHeart:", "\nEffusion:"])
    ends, tokens = torch.tensor(row.ends), slice(*row.report_rows)
    with LookedAt(backbone, layer) as looking:
        hidden_states(backbone, batch_of([row], window=backbone.window, device=backbone.device))
        looked = looking.weights(ends, tokens)
    eager = eager_weights(backbone, row, looking_layer(backbone.body) if layer is None else layer)[:, ends, tokens]
    within = (eager / eager.sum(-1, keepdim=True)).mean(0)
    torch.testing.assert_close(looked, within, atol=1e-5, rtol=0)


def test_the_layer_that_is_looked_at_is_the_middle_one_of_those_that_see_all() -> None:
    class Body:
        def __init__(self, kinds: list[str] | None, count: int) -> None:
            self.layers = [None] * count
            self.config = type("Config", (), {"layer_types": kinds})()

    gemma_270m = ["full_attention" if number % 6 == 5 else "sliding_attention" for number in range(18)]
    assert looking_layer(Body(gemma_270m, 18)) == 11
    assert looking_layer(Body(None, 30)) == 19
    assert looking_layer(Body(["sliding_attention"] * 6, 6)) == 3


def test_looks_and_pointer_together_are_still_shares_of_the_report() -> None:
    looked, pointed = torch.tensor([[1.0, 0.0, 0.0]]), torch.tensor([[0.0, 0.5, 0.5]])
    both = with_pointer(looked, pointed)
    assert both.sum().item() == pytest.approx(1)
    assert both.argmax().item() == 0
