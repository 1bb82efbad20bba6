"""The loss at the slots against a plain reference, and training beside weights of 4 bits on the processor."""

import random
from pathlib import Path
from typing import Any

import pytest
import torch

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.prompt import INSTRUCTION
from mosaic_desk.core.training import StepReport, TrainingConfig
from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.choose import chosen_backbone
from mosaic_desk.llm.packing import Packer
from mosaic_desk.llm.recipe import TrainingRow, learn, row_of, with_fresh_adapter
from mosaic_desk.llm.training import Lessons, Listening, train
from tests.llm.test_quantised import write_backbone
from tests.llm.test_recipe import example
from tests.llm.tiny import write_tiny_backbone

CONFIG = TrainingConfig(
    rank=4, alpha=8, narrower=2, vary_text=False, questions_apart=False, pointer_weight=0.0, micro_batch_tokens=300
)


def with_layers(folder: Path) -> tuple[Backbone, Any]:
    torch.manual_seed(3)
    backbone = load_backbone(folder, dtype=torch.float32)
    model, pointer = with_fresh_adapter(backbone, CONFIG)
    for name, weight in model.named_parameters():
        if "lora_B" in name:  # fresh ones are zero, and so would be half of the gradients
            torch.nn.init.normal_(weight, std=0.5)
    return backbone, pointer


def rows_of(backbone: Backbone) -> list[TrainingRow]:
    packer, rng = Packer(backbone.tokenizer, INSTRUCTION), random.Random(1)
    return [
        row_of(packer, example(number), narrower=(), asides=(), config=CONFIG, rng=rng) for number in range(5)
    ]


def plain_loss(backbone: Backbone, rows: list[TrainingRow]) -> torch.Tensor:
    """Every slot as a text of its own through the whole model with its vocabulary head: weighted cross entropy."""
    summed, total = torch.zeros(()), 0.0
    for row in rows:
        prefix = [token for token, segment in zip(row.packed.ids, row.packed.segments, strict=True) if segment == 0]
        for number, slot in enumerate(row.slots, 1):
            branch = [i for i, segment in zip(row.packed.ids, row.packed.segments, strict=True) if segment == number]
            logits = backbone.model(input_ids=torch.tensor([prefix + branch])).logits[0, -1, backbone.answer_ids]
            weight = CONFIG.class_weights[ALL_CLASSES.index(slot.label)]
            summed = summed - weight * logits.log_softmax(-1)[ALL_CLASSES.index(slot.label)]
            total += weight
    return summed / total


def gradients(backbone: Backbone) -> dict[str, torch.Tensor]:
    return {name: p.grad.clone() for name, p in backbone.model.named_parameters() if p.grad is not None}


def test_loss_and_gradients_are_those_of_a_plain_reference(tmp_path: Path) -> None:
    backbone, pointer = with_layers(write_tiny_backbone(tmp_path / "tiny"))
    rows = rows_of(backbone)
    loss = learn(backbone, pointer, rows, CONFIG, most_tokens=CONFIG.micro_batch_tokens)
    ours = gradients(backbone)
    backbone.model.zero_grad()
    reference = plain_loss(backbone, rows)
    reference.backward()  # type: ignore[no-untyped-call]
    theirs = gradients(backbone)
    assert loss == pytest.approx(float(reference.detach()), abs=1e-4)
    assert ours.keys() == theirs.keys() and len(ours) == 56  # two matrices on seven projections of four layers
    for name, gradient in ours.items():
        torch.testing.assert_close(gradient, theirs[name], atol=1e-4, rtol=1e-4)
        assert float(gradient.abs().max()) > 0, name


def test_layers_beside_weights_of_4_bits_learn_on_the_processor(tmp_path: Path) -> None:
    folder = write_backbone(tmp_path / "tiny")
    backbone = chosen_backbone(str(folder), device="cpu", progress=lambda *_: None, quantise="nf4")[0]
    held = {type(p).__name__ for name, p in backbone.model.named_parameters() if "_proj" in name}
    steps: list[StepReport] = []
    config = TrainingConfig(epochs=12, learning_rate=1e-2, batch_reports=6, narrower=0, vary_text=False)
    lessons = Lessons(examples=[example(number) for number in range(6)])
    train(backbone, lessons, tmp_path / "a", config=config, listening=Listening(on_step=steps.append))
    assert held == {"Params4bit"}
    assert steps[-1].loss < 0.5 * steps[0].loss
