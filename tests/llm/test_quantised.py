"""NF4: the code of a GPU on a tiny model, on the processor; adapters stay beside weights of 4 bits."""

import dataclasses
import json
from pathlib import Path

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from mosaic_desk.core.errors import AdapterMismatch, ModelError, ModelRefused
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.adapter import WEIGHTS_FILE, file_hashes, save_adapter
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
from mosaic_desk.llm.memory import weights_bytes
from mosaic_desk.llm.pointer import EvidencePointer
from mosaic_desk.llm.slots import SlotScorer
from tests.llm.tiny import write_tiny_tokenizer

REPORTS = [Report(report_id=ReportId("r"), text="There is a large left pneumothorax. The heart is normal.")]


def write_backbone(folder: Path) -> Path:
    """Twice as wide as the usual tiny one: the processor's kernel wants rows of whole blocks of 64."""
    torch.manual_seed(0)
    config = Gemma3TextConfig(
        vocab_size=300, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, head_dim=32, sliding_window=512, max_position_embeddings=2048,
        layer_types=["sliding_attention", "full_attention"], attn_implementation="sdpa", initializer_range=0.3,
    )
    Gemma3ForCausalLM(config).save_pretrained(folder)
    write_tiny_tokenizer(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_backbone(tmp_path / "tiny")


def loaded(folder: Path, quantise: str) -> Backbone:
    return chosen_backbone(str(folder), device="cpu", progress=lambda *_: None, quantise=quantise)[0]


def trained_adapter(folder: Path) -> Path:
    """An adapter that changes something: random weights, as large as training makes them."""
    torch.manual_seed(1)
    backbone = loaded(folder, "none")
    config = LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj", "up_proj", "down_proj"])
    model = get_peft_model(backbone.model.float(), config)
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=2.0)
    target = folder.parent / "adapter"
    pointer = EvidencePointer(backbone.model.config.get_text_config().hidden_size)
    save_adapter(model, pointer, target, backbone=backbone, record={})
    return target


def probabilities(backbone: Backbone, adapter: Path | None) -> torch.Tensor:
    applied = chosen_adapter(backbone, None, str(adapter) if adapter else "none")
    (answer,) = SlotScorer(backbone, applied, prompt_for(taxonomy_named("mimic-cxr"))).answers(REPORTS)
    return torch.tensor([list(slot.probabilities.values()) for slot in answer.slots])  # (slots, 4)


def test_a_quantised_model_says_so_and_holds_its_linear_layers_in_four_bits(folder: Path) -> None:
    full, nf4 = loaded(folder, "none"), loaded(folder, "nf4")
    assert (full.name, nf4.name) == ("tiny", "tiny+nf4")
    assert full.hash == nf4.hash
    assert nf4.quantisation == "nf4"
    assert nf4.body.layers[0].mlp.up_proj.weight.dtype == torch.uint8
    assert nf4.answer_weights.shape == (4, 64)
    assert nf4.answer_weights.is_floating_point()
    held = sum(weight.numel() * weight.element_size() for weight in nf4.model.parameters())
    assert held == pytest.approx(weights_bytes(full.model, "nf4"), rel=0.1)  # without the scales, which are no weights


def test_an_adapter_beside_quantised_weights_answers_as_one_merged_into_the_same_weights(folder: Path) -> None:
    adapter = trained_adapter(folder)
    backbone, other = loaded(folder, "nf4"), loaded(folder, "nf4")
    unpacked = dataclasses.replace(other, model=other.model.dequantize().to(other.dtype), quantisation="none")
    merged = probabilities(unpacked, adapter)
    bare = probabilities(loaded(folder, "nf4"), None)
    beside = probabilities(backbone, adapter)
    assert isinstance(backbone.model, PeftModel)
    assert backbone.body.layers[0].mlp.up_proj.base_layer.weight.dtype == torch.uint8
    assert backbone.answer_weights.shape == (4, 64)
    apart, change = (beside - merged).abs().max(), (beside - bare).abs().max()
    assert apart < change / 20, (apart, change)  # the sums are rounded to bfloat16 in another order


def test_an_adapter_is_merged_into_full_weights_without_a_second_copy_of_them(folder: Path) -> None:
    backbone = loaded(folder, "none")
    before = {name: weight.data_ptr() for name, weight in backbone.model.named_parameters()}
    chosen_adapter(backbone, None, str(trained_adapter(folder)))
    after = {name: weight.data_ptr() for name, weight in backbone.model.named_parameters()}
    assert not isinstance(backbone.model, PeftModel)
    assert after == before


def test_a_processor_takes_full_weights_unless_asked_otherwise(folder: Path) -> None:
    assert loaded(folder, "auto").quantisation == "none"
    with pytest.raises(ModelError, match=r"auto, none, nf4"):
        loaded(folder, "int8")


def test_an_adapter_of_other_weights_is_refused_by_their_hash(folder: Path, tmp_path: Path) -> None:
    adapter = trained_adapter(folder)
    other = write_backbone(tmp_path / "other")
    path = other / "config.json"
    path.write_text(path.read_text(encoding="utf-8").replace("{", '{"comment": 1,', 1), encoding="utf-8")
    with pytest.raises(AdapterMismatch, match=r"was made for tiny, not for other"):
        chosen_adapter(loaded(other, "none"), None, str(adapter))


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff" * 64])
def test_adapter_weights_that_are_none_are_refused(folder: Path, content: bytes) -> None:
    adapter = trained_adapter(folder)
    (adapter / WEIGHTS_FILE).write_bytes(content)
    with pytest.raises(ModelRefused, match=r"not the one that was written"):
        chosen_adapter(loaded(folder, "none"), None, str(adapter))
    manifest = adapter / "manifest.json"  # and where a stranger wrote the manifest to match
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(json.dumps({**json.loads(text), "files": file_hashes(adapter)}), encoding="utf-8")
    with pytest.raises(ModelRefused, match=r"cannot be read"):
        chosen_adapter(loaded(folder, "none"), None, str(adapter))
