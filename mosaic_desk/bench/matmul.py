"""The machine's own matrix rate at a backbone's layer shapes, and the work of a scored pass.

Knows shapes and clocks; nothing of prompts. The rate is what `share_of_matmul_rate` is a share of.
"""

import time
from collections import Counter
from collections.abc import Sequence

import torch

from mosaic_desk.llm.backbone import Backbone


def linear_shapes(backbone: Backbone) -> Counter[tuple[int, int]]:
    """(inputs, outputs) of every linear layer of the body, with how many there are of each shape."""
    linear = (module for module in backbone.body.modules() if isinstance(module, torch.nn.Linear))
    return Counter((module.in_features, module.out_features) for module in linear)


def operations_a_token(backbone: Backbone) -> int:
    """Floating-point operations of one token in the linear layers: a multiplication and an addition a weight."""
    return sum(2 * inputs * outputs * count for (inputs, outputs), count in linear_shapes(backbone).items())


@torch.inference_mode()
def matmul_seconds(backbone: Backbone, tokens: Sequence[int]) -> float:
    """Seconds that `torch.mm` takes for the linear layers of batches of so many tokens, in the model's dtype."""
    spent = 0.0
    for count in tokens:
        for (inputs, outputs), layers in linear_shapes(backbone).items():
            states = torch.randn(count, inputs, dtype=backbone.dtype, device=backbone.device)  # (tokens, inputs)
            weight = torch.randn(outputs, inputs, dtype=backbone.dtype, device=backbone.device)
            started = time.perf_counter()
            for _ in range(layers):
                torch.mm(states, weight.T)
            spent += time.perf_counter() - started
    return spent
