"""A line in which every question stands once learns the same as packed rows, and costs fewer tokens."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from mosaic_desk.core.prompt import INSTRUCTION
from mosaic_desk.core.training import TrainingConfig
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.forward import RowStates, branch_ends, hidden_states, row_states
from mosaic_desk.llm.lesson_line import lesson_line, line_tokens
from mosaic_desk.llm.packing import PackedRow, Packer, batch_of
from mosaic_desk.llm.recipe import recompute_activations
from tests.llm.test_training_exact import gradients, with_layers
from tests.llm.tiny import write_tiny_backbone

QUESTIONS = ["Pneumothorax:", "Effusion, fluid in the pleural space:", "Pacemaker:", "Fracture:"]
WORDS = ["no", "effusion", "small", "left", "pneumothorax", "the", "heart", "is", "normal", "lungs", "clear"]


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Backbone:
    return with_layers(write_tiny_backbone(tmp_path_factory.mktemp("line") / "tiny"))[0]


def rows_of(backbone: Backbone, lengths: list[int], seed: int = 1) -> list[PackedRow]:
    """Reports of so many words, each asked some of the questions in an order of its own."""
    packer, rng = Packer(backbone.tokenizer, INSTRUCTION), random.Random(seed)
    return [
        packer.row(
            " ".join(rng.choices(WORDS, k=length)), rng.sample(QUESTIONS, k=rng.randint(1, 4)), apart=True
        )
        for length in lengths
    ]


def packed_states(backbone: Backbone, rows: list[PackedRow]) -> RowStates:
    """The same by padded rows under a mask: the reference."""
    hidden = hidden_states(backbone, batch_of(rows, window=backbone.window, device=backbone.device))
    texts = [hidden[number, slice(*row.report_rows)] for number, row in enumerate(rows)]
    return RowStates(ends=branch_ends(hidden, rows), texts=texts)


@pytest.mark.parametrize("lengths", [[5], [3, 40, 17], [1, 2, 3, 90], [700, 20]], ids=str)
def test_states_and_gradients_are_those_of_packed_rows(backbone: Backbone, lengths: list[int]) -> None:
    rows = rows_of(backbone, lengths)
    told = []
    for states in (packed_states(backbone, rows), row_states(backbone, rows)):
        backbone.model.zero_grad()
        weights = torch.randn(states.ends.shape, generator=torch.Generator().manual_seed(1))
        ((states.ends * weights).mean() + states.texts[0].square().mean()).backward()  # type: ignore[no-untyped-call]
        told.append((states, gradients(backbone)))
    (packed, theirs), (ours, own) = told
    torch.testing.assert_close(ours.ends, packed.ends, atol=1e-4, rtol=1e-4)
    for one, other in zip(ours.texts, packed.texts, strict=True):
        torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-4)
    assert own.keys() == theirs.keys() and own
    for name, gradient in own.items():
        torch.testing.assert_close(gradient, theirs[name], atol=1e-4, rtol=1e-4)


def test_a_window_shorter_than_a_text_and_a_card_is_kept(tmp_path: Path) -> None:
    backbone = with_layers(write_tiny_backbone(tmp_path / "tiny"))[0]
    short = 6
    for layer in backbone.body.layers:
        if layer.self_attn.sliding_window is not None:
            layer.self_attn.sliding_window = short
    backbone.window = short
    rows = rows_of(backbone, [30, 9])
    torch.testing.assert_close(
        row_states(backbone, rows).ends, packed_states(backbone, rows).ends, atol=1e-4, rtol=1e-4
    )
    backbone.window = None
    with pytest.raises(KeyError):  # a layer's window that nobody foresaw is no wide one
        row_states(backbone, rows)


def test_what_is_computed_again_on_the_way_back_gives_the_same_bytes(tmp_path: Path) -> None:
    told = []
    for recomputes in (False, True):
        backbone = with_layers(write_tiny_backbone(tmp_path / str(recomputes)))[0]
        backbone.model.train()
        if recomputes:
            recompute_activations(backbone, TrainingConfig())
        states = row_states(backbone, rows_of(backbone, [3, 40, 17]))
        states.ends.square().mean().backward()  # type: ignore[no-untyped-call]
        told.append(gradients(backbone))
    kept, again = told
    assert kept.keys() == again.keys() and kept
    for name, gradient in kept.items():
        assert torch.equal(gradient, again[name]), name


def test_a_question_that_many_reports_are_asked_stands_once_in_the_line(backbone: Backbone) -> None:
    packer = Packer(backbone.tokenizer, INSTRUCTION)
    rows = [packer.row("no effusion", QUESTIONS, apart=True) for _ in range(8)]
    alone = line_tokens(rows[:1])
    assert alone == len(rows[0])
    own = len(packer.report("no effusion").ids) + len(QUESTIONS)
    assert line_tokens(rows) == alone + 7 * own
    line = lesson_line(rows, device=backbone.device)
    assert line.ids.shape[1] >= line_tokens(rows) and line.card_rows.shape[0] == len(QUESTIONS)


def test_rows_whose_questions_are_read_with_the_report_are_passed_as_they_are(backbone: Backbone) -> None:
    packer = Packer(backbone.tokenizer, INSTRUCTION)
    rows = [replace(packer.row("no effusion", QUESTIONS)), packer.row("the heart is normal", QUESTIONS)]
    assert not rows[0].is_apart
    torch.testing.assert_close(row_states(backbone, rows).ends, packed_states(backbone, rows).ends)
