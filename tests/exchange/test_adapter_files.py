"""The files of an adapter as the desk looks at them: the same hash as the model's side, and every refusal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_desk import places
from mosaic_desk.core.errors import ModelMissing, ModelRefused
from mosaic_desk.exchange.adapter_files import adapter_manifest, checked_manifest
from tests.desk.run_folders import adapter_made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    adapter_made(tmp_path / "run-1" / "adapter")
    return tmp_path / "run-1" / "adapter"


def test_the_hash_is_the_one_that_suggestions_carry() -> None:
    from mosaic_desk.llm.adapter import adapter_hash, file_hashes, read_manifest

    shipped = places.resources() / "adapters" / "mosaic-12"
    told = checked_manifest(shipped)
    assert told.hash == adapter_hash(read_manifest(shipped)["files"]) == adapter_hash(file_hashes(shipped))
    assert told.backbone == "gemma-3-270m" and not told.has_fingerprint


def test_an_adapter_is_taken_as_it_was_written(folder: Path) -> None:
    assert checked_manifest(folder) == adapter_manifest(folder)
    assert (checked_manifest(folder).backbone, checked_manifest(folder).has_fingerprint) == ("tiny", False)


@pytest.mark.parametrize("name", ["adapter_model.safetensors", "adapter_config.json", "evidence_pointer.safetensors"])
def test_a_file_that_is_another_one_or_gone_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"x")
    with pytest.raises(ModelRefused, match="adapter run-1 is not the one"):
        checked_manifest(folder)
    adapter_manifest(folder)
    (folder / "adapter_model.safetensors").unlink()
    with pytest.raises(ModelRefused, match="adapter run-1 is not the one"):
        checked_manifest(folder)


def _without_weights(told: dict[str, dict[str, str]]) -> object:
    return {**told, "files": {"adapter_config.json": told["files"]["adapter_config.json"]}}


@pytest.mark.parametrize("change", [lambda _: [], lambda _: {}, lambda told: {**told, "files": []}, _without_weights])
def test_a_manifest_that_is_none_is_refused(folder: Path, change: Callable[[object], object]) -> None:
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(change(told)), encoding="utf-8")
    with pytest.raises(ModelRefused, match="cannot be read"):
        checked_manifest(folder)


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b"\xff", b" " * (5 << 20)])
def test_a_manifest_that_cannot_be_read_is_refused(folder: Path, data: bytes) -> None:
    (folder / "manifest.json").write_bytes(data)
    with pytest.raises(ModelRefused, match="cannot be read"):
        checked_manifest(folder)


def test_a_folder_without_a_manifest_is_no_adapter(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no adapter run-1"):
        checked_manifest(tmp_path / "run-1" / "adapter")
