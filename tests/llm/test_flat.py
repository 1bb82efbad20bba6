"""The flat line against separate rows: without padding, beyond the window, with a long instruction."""

import pytest
import torch

from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.cards import cards_of
from mosaic_desk.llm.flat import LINE_STEP, flat_batch, questions_apart, questions_of
from mosaic_desk.llm.forward import answer_logits, branch_ends, hidden_states, instruction_states, line_states
from mosaic_desk.llm.packing import batch_of, packed
from tests.llm.tiny import VOCABULARY, tiny_backbone, tiny_gemma, tiny_llama

BRANCHES = [[9, 21, 22, 23], [9, 31, 32], [9, 41, 42, 43, 44, 45], [9, 51]]
CPU = torch.device("cpu")


def ids_of(length: int, seed: int) -> list[int]:
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(100, VOCABULARY, (length,), generator=generator).tolist()


@torch.inference_mode()
def scored(
    backbone: Backbone, instruction: list[int], reports: list[list[int]], branches: list[list[int]] = BRANCHES
) -> torch.Tensor:
    """Scores of a line, (reports, branches, 4)."""
    batch = flat_batch(reports, questions_of(branches), instruction=len(instruction), device=CPU)
    hidden = line_states(backbone, batch, instruction_states(backbone, instruction))
    return answer_logits(backbone, hidden[batch.ends])


@torch.inference_mode()
def scored_as_separate_rows(backbone: Backbone, instruction: list[int], reports: list[list[int]]) -> torch.Tensor:
    """The reference: instruction, report and one branch, as the model reads any text."""
    return torch.stack([
        torch.stack([
            backbone.model(input_ids=torch.tensor([instruction + report + branch])).logits[0, -1, backbone.answer_ids]
            for branch in BRANCHES
        ])
        for report in reports
    ])


@pytest.mark.parametrize("model", [tiny_gemma, tiny_llama])
@pytest.mark.parametrize("length", [100, 506, 511, 512, 513, 900])
def test_a_line_of_reports_scores_as_separate_rows(length: int, model: object) -> None:
    backbone = tiny_backbone(model())  # type: ignore[operator]
    instruction, reports = ids_of(7, 1), [ids_of(length, 2), ids_of(3, 3), ids_of(640, 4)]
    wanted = scored_as_separate_rows(backbone, instruction, reports)
    torch.testing.assert_close(scored(backbone, instruction, reports), wanted, atol=1e-4, rtol=0)


def test_an_instruction_longer_than_the_window_is_not_forgotten() -> None:
    backbone = tiny_backbone()
    instruction, reports = ids_of(700, 1), [ids_of(40, 2), ids_of(600, 3)]
    wanted = scored_as_separate_rows(backbone, instruction, reports)
    torch.testing.assert_close(scored(backbone, instruction, reports), wanted, atol=1e-4, rtol=0)


def test_long_reports_are_done_in_slices_of_rows_with_the_same_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    backbone = tiny_backbone()
    instruction, reports = ids_of(5, 1), [ids_of(700, 2), ids_of(30, 3)]
    whole = scored(backbone, instruction, reports)
    monkeypatch.setattr("mosaic_desk.llm.flat_attention._MOST_SCORES", 5000)  # a few rows at a time
    torch.testing.assert_close(scored(backbone, instruction, reports), whole, atol=1e-5, rtol=0)


def test_a_report_scores_the_same_whoever_lies_beside_it() -> None:
    backbone = tiny_backbone()
    instruction, reports = ids_of(5, 1), [ids_of(50, 2), ids_of(530, 3), ids_of(9, 4)]
    alone = torch.cat([scored(backbone, instruction, [report]) for report in reports])
    torch.testing.assert_close(scored(backbone, instruction, reports), alone, atol=1e-5, rtol=0)


def test_the_order_of_the_questions_changes_no_score() -> None:
    backbone = tiny_backbone()
    instruction, reports = ids_of(5, 1), [ids_of(530, 3)]
    forward = scored(backbone, instruction, reports)
    backward = scored(backbone, instruction, reports, branches=BRANCHES[::-1])
    torch.testing.assert_close(forward, backward.flip(1), atol=1e-5, rtol=0)


def test_a_line_is_filled_up_to_few_lengths_and_no_report_to_another() -> None:
    questions = questions_of(BRANCHES)
    batch = flat_batch([ids_of(50, 2), ids_of(9, 4)], questions, instruction=5, device=CPU)
    assert batch.used == 50 + 9 + 2 * (1 + questions.tokens)
    assert batch.ids.shape == batch.positions.shape == (1, batch.used + -batch.used % LINE_STEP)


def test_what_fills_a_line_up_stays_a_number() -> None:
    backbone = tiny_backbone()
    batch = flat_batch([ids_of(9, 4)], questions_of(BRANCHES), instruction=2, device=CPU)
    with torch.inference_mode():
        hidden = line_states(backbone, batch, instruction_states(backbone, [1, 2]))
    assert bool(hidden.isfinite().all())


def test_what_all_questions_begin_with_is_read_once() -> None:
    assert questions_of([[9, 8, 1], [9, 8, 2, 3]]).lead == (9, 8)
    assert questions_of([[9, 8], [9, 8]]).tails == ((8,), (8,))  # an answer is read at a token of its own
    assert questions_of([[9, 8]]).lead == (9,)


def test_the_model_attends_as_before_after_a_line() -> None:
    backbone = tiny_backbone()
    scored(backbone, [1, 2], [[100, 101]])
    assert backbone.body.config._attn_implementation == "sdpa"


@torch.inference_mode()
def scored_apart(
    backbone: Backbone, instruction: list[int], reports: list[list[int]], branches: list[list[int]] = BRANCHES
) -> torch.Tensor:
    """Scores of a line whose questions were read before it, (reports, branches, 4)."""
    questions = questions_apart(branches, beginning=[2])
    batch = flat_batch(reports, questions, instruction=len(instruction), device=CPU)
    cards = cards_of(backbone, questions.cards)
    hidden = line_states(backbone, batch, instruction_states(backbone, instruction), cards)
    return answer_logits(backbone, hidden[batch.ends])


@torch.inference_mode()
def scored_apart_in_training_form(
    backbone: Backbone, instruction: list[int], reports: list[list[int]]
) -> torch.Tensor:
    """The reference: the padded rows with masks that training passes through the library's own attention."""
    rows = [
        packed(
            instruction=instruction, report=report, branches=[[2, *branch] for branch in BRANCHES],
            offsets=[(0, 1)] * len(report), is_cut=False, apart=True,
        )
        for report in reports
    ]
    batch = batch_of(rows, window=backbone.window, device=CPU)
    return answer_logits(backbone, branch_ends(hidden_states(backbone, batch), rows)).view(len(rows), -1, 4)


@pytest.mark.parametrize("model", [tiny_gemma, tiny_llama])
@pytest.mark.parametrize("length", [100, 506, 511, 512, 513, 900])
def test_questions_read_apart_score_as_in_training(length: int, model: object) -> None:
    backbone = tiny_backbone(model())  # type: ignore[operator]
    instruction, reports = ids_of(7, 1), [ids_of(length, 2), ids_of(3, 3), ids_of(640, 4)]
    wanted = scored_apart_in_training_form(backbone, instruction, reports)
    torch.testing.assert_close(scored_apart(backbone, instruction, reports), wanted, atol=1e-4, rtol=0)
    assert (wanted - scored(backbone, instruction, reports)).abs().max() > 1e-2, "another form, other scores"


def test_questions_longer_than_the_window_are_cut_by_it_alike() -> None:
    backbone = tiny_backbone()
    long = [ids_of(600, 5), ids_of(520, 6), [9, 21]]
    instruction, report = ids_of(5, 1), ids_of(40, 2)
    row = packed(
        instruction=instruction, report=report, branches=[[2, *branch] for branch in long],
        offsets=[(0, 1)] * len(report), is_cut=False, apart=True,
    )
    with torch.inference_mode():
        batch = batch_of([row], window=backbone.window, device=CPU)
        wanted = answer_logits(backbone, branch_ends(hidden_states(backbone, batch), [row]))
    found = scored_apart(backbone, instruction, [report], branches=long)[0]
    torch.testing.assert_close(found, wanted, atol=1e-4, rtol=0)


def test_the_order_of_questions_read_apart_changes_no_score() -> None:
    backbone = tiny_backbone()
    instruction, reports = ids_of(5, 1), [ids_of(530, 3), ids_of(9, 4)]
    forward = scored_apart(backbone, instruction, reports)
    backward = scored_apart(backbone, instruction, reports, branches=BRANCHES[::-1])
    torch.testing.assert_close(forward, backward.flip(1), atol=1e-5, rtol=0)
    alone = torch.cat([scored_apart(backbone, instruction, [report]) for report in reports])
    torch.testing.assert_close(forward, alone, atol=1e-5, rtol=0)
