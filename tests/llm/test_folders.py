"""Model folders as strangers bring them: broken, incomplete or hostile ones are one sentence, never a score."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from mosaic_desk.core.errors import ModelMissing, ModelRefused
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.choose import chosen_backbone
from tests.llm.tiny import tiny_gemma, tiny_llama, write_tiny_backbone


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_backbone(tmp_path / "tiny")


def loaded(folder: Path) -> Backbone:
    return chosen_backbone(str(folder), device="cpu", progress=lambda *_: None)[0]


def reweighted(folder: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> Path:
    path = folder / "model.safetensors"
    weights = load_file(path)
    change(weights)
    save_file(weights, path, metadata={"format": "pt"})
    return folder


def reconfigured(folder: Path, **changes: object) -> Path:
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")
    return folder


def test_a_sound_folder_is_loaded_with_the_weights_that_it_holds(folder: Path) -> None:
    backbone = loaded(folder)
    wanted = tiny_gemma().get_input_embeddings().weight.to(backbone.dtype)
    assert torch.equal(backbone.model.get_input_embeddings().weight, wanted)


def test_weights_that_are_missing_are_not_made_up(folder: Path) -> None:
    reweighted(folder, lambda weights: weights.pop("model.layers.1.mlp.up_proj.weight"))
    with pytest.raises(ModelRefused, match=r"do not fit its config.json \(1 missing"):
        loaded(folder)


def test_weights_of_more_layers_than_the_configuration_has_are_not_dropped(folder: Path) -> None:
    reconfigured(folder, num_hidden_layers=2, layer_types=["sliding_attention", "full_attention"])
    with pytest.raises(ModelRefused, match=r"too many"):
        loaded(folder)


def test_weights_of_another_shape_are_refused(folder: Path) -> None:
    reconfigured(folder, intermediate_size=48)
    with pytest.raises(ModelRefused):
        loaded(folder)


def test_frequencies_that_older_folders_hold_are_no_fault(tmp_path: Path) -> None:
    folder = write_tiny_backbone(tmp_path / "old")
    tiny_llama().save_pretrained(folder)
    reweighted(folder, lambda weights: weights.update({"model.layers.0.self_attn.rotary_emb.inv_freq": torch.ones(8)}))
    assert loaded(folder).window is None


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_no_numbers_are_said_and_not_scored_with(folder: Path, value: float) -> None:
    reweighted(folder, lambda weights: weights["model.layers.2.mlp.down_proj.weight"].view(-1)[7].fill_(value))
    with pytest.raises(ModelRefused, match=r"no numbers"):
        loaded(folder)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"\0"])
def test_a_file_of_a_byte_or_none_is_refused(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(ModelRefused):
        loaded(folder)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_file_that_was_cut_off_is_refused(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ModelRefused):
        loaded(folder)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_a_folder_without_a_file_that_it_needs_says_which(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelMissing, match=r"config.json and safetensors"):
        loaded(folder)


def test_an_adapter_beside_a_model_is_not_put_on_it_unasked(folder: Path) -> None:
    (folder / "adapter_config.json").write_text('{"base_model_name_or_path": "elsewhere"}', encoding="utf-8")
    with pytest.raises(ModelRefused, match=r"adapter beside a model"):
        loaded(folder)


def test_a_tokenizer_of_another_model_is_found_at_loading(folder: Path) -> None:
    model = tiny_gemma()
    model.resize_token_embeddings(40)
    model.save_pretrained(folder)
    with pytest.raises(ModelRefused, match=r"does not belong"):
        loaded(folder)


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_not(folder: Path, tmp_path: Path) -> None:
    weights = folder / "model.safetensors"
    (folder / "parts").mkdir()
    weights.rename(folder / "parts" / "weights.safetensors")
    weights.symlink_to("parts/weights.safetensors")
    assert loaded(folder).name == "tiny"
    outside = tmp_path / "outside.json"
    outside.write_text("{}", encoding="utf-8")
    (folder / "extra.json").symlink_to(outside)
    with pytest.raises(ModelRefused, match=r"leads out of it"):
        loaded(folder)
    (folder / "extra.json").unlink()
    (folder / "extra.json").symlink_to(tmp_path / "gone.json")
    with pytest.raises(ModelRefused, match=r"leads to no file"):
        loaded(folder)


def test_a_snapshot_of_the_hub_cache_is_loaded(tmp_path: Path) -> None:
    snapshot = write_tiny_backbone(tmp_path / "models--tiny" / "snapshots" / "abc")
    blobs = tmp_path / "models--tiny" / "blobs"
    blobs.mkdir()
    for number, path in enumerate(sorted(snapshot.iterdir())):
        path.rename(blobs / str(number))
        path.symlink_to(Path("../../blobs") / str(number))
    assert loaded(snapshot).name == "abc"


def test_hidden_files_are_looked_at_too_and_what_fetching_leaves_is_let_be(folder: Path) -> None:
    (folder / ".cache").mkdir()
    (folder / ".cache" / "model.lock").write_bytes(b"")
    (folder / ".gitattributes").write_bytes(b"")
    assert loaded(folder).name == "tiny"
    (folder / ".metadata").write_bytes(b"\x80\x04.")
    with pytest.raises(ModelRefused, match=r"\.metadata"):
        loaded(folder)
