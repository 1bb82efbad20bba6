"""Embeddings of the scoring pass on a tiny model: the same in any company, of length one, an adapter's own."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from mosaic_desk.core.embedding import embedding_rows
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm import slots
from mosaic_desk.llm.adapter import Adapter, apply_adapter
from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.embedding import embedding, projection
from mosaic_desk.llm.slots import Answer, SlotScorer
from mosaic_desk.llm.training import Lessons, train
from tests.desk.tiny_training import CONFIG, example
from tests.llm.tiny import write_tiny_backbone

PROMPT = prompt_for(taxonomy_named("mimic-cxr"))
ONE_STEP = dataclasses.replace(CONFIG, epochs=1)
TEXT = "FINDINGS: The heart is large. No effusion. Old rib fracture.\nIMPRESSION: Cardiomegaly."
OTHERS = ["Clear lungs. " * 40, "FINDINGS: No effusion.", "Small apical pneumothorax on the left."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("backbone") / "tiny")


@pytest.fixture(scope="module")
def tiny(folder: Path) -> Backbone:
    return load_backbone(folder, dtype=torch.float32)


def answered(backbone: Backbone, *texts: str, adapter: Adapter | None = None) -> list[Answer]:
    scorer = SlotScorer(backbone, adapter, PROMPT)
    return scorer.answers([Report(report_id=ReportId(str(n)), text=text) for n, text in enumerate(texts)])


def embedded(backbone: Backbone, *texts: str, adapter: Adapter | None = None) -> np.ndarray:
    """One row a report, (R, 64), widened."""
    found = [answer.embedding for answer in answered(backbone, *texts, adapter=adapter)]
    return embedding_rows([one for one in found if one is not None]).astype(float)


def test_an_embedding_is_64_numbers_of_length_one(tiny: Backbone) -> None:
    rows = embedded(tiny, TEXT, *OTHERS)
    assert rows.shape == (4, 64)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-3)


def test_it_is_the_same_alone_and_among_others(tiny: Backbone) -> None:
    (alone,), together = embedded(tiny, TEXT), embedded(tiny, *OTHERS, TEXT)
    assert together[-1] == pytest.approx(alone, abs=2e-4)
    assert np.abs(together[:-1] - alone).max(axis=1).min() > 0.01, "others have others"


def test_it_is_the_same_in_however_many_passes_the_questions_are_asked(
    tiny: Backbone, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = embedded(tiny, TEXT)
    monkeypatch.setattr(slots, "MAX_LINE_TOKENS", 80)
    assert len(SlotScorer(tiny, None, PROMPT).pass_tokens([Report(report_id=ReportId("r"), text=TEXT)])) > 1
    assert embedded(tiny, TEXT)[0] == pytest.approx(before, abs=2e-4)


def test_what_the_model_does_not_read_changes_nothing(tiny: Backbone) -> None:
    without, beside = answered(tiny, TEXT), answered(tiny, f"INDICATION: Rule out pneumothorax.\n\n{TEXT}")
    assert without[0].embedding == beside[0].embedding


@pytest.mark.parametrize("text", ["", " \n", "INDICATION: Rule out pneumothorax."])
def test_a_report_without_anything_to_read_has_none(tiny: Backbone, text: str) -> None:
    answers = answered(tiny, text, TEXT)
    assert answers[0].embedding is None and answers[1].embedding is not None


def test_reports_that_differ_by_a_word_lie_closer_than_others(tiny: Backbone) -> None:
    rows = embedded(tiny, TEXT, TEXT.replace("Old", "Healed"), *OTHERS)
    rows -= rows.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert (rows @ rows[0])[1:].argmax() == 0


def test_two_adapters_make_different_embeddings_of_a_report(folder: Path, tmp_path: Path) -> None:
    rows = []
    for seed in (1, 2):
        lessons = Lessons(examples=[example(n) for n in range(6)])
        train(load_backbone(folder, dtype=torch.float32), lessons, tmp_path / str(seed),
              config=dataclasses.replace(ONE_STEP, seed=seed))  # fmt: skip
        backbone = load_backbone(folder, dtype=torch.float32)
        rows.append(embedded(backbone, TEXT, adapter=apply_adapter(backbone, tmp_path / str(seed)))[0])
    assert np.abs(rows[0] - rows[1]).max() > 1e-3


@pytest.mark.parametrize("broken", [float("nan"), float("inf"), 0.0])
def test_states_that_are_no_numbers_or_nothing_at_all_make_none(broken: float) -> None:
    assert embedding(torch.full((3, 32), broken)) is None


def test_the_projection_never_changes() -> None:
    """Stored embeddings would no longer be comparable with new ones."""
    signs = projection(640)
    assert signs.shape == (640, 64) and set(signs.unique().tolist()) == {-1.0, 1.0}
    assert abs(float(signs.mean())) < 0.02, "as many of one sign as of the other"
    assert "".join("-+"[int(sign > 0)] for sign in signs[0, :16].tolist()) == "+-+---+------+--"
    assert not torch.equal(projection(32), signs[:32]), "each width has its own"
