"""What an adapter answers when it is made, and asked again: the same files are known, others refused."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.llm.adapter import MANIFEST_FILE, Adapter, apply_adapter, file_hashes
from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.fingerprint import (
    KEY,
    MOST_FINDINGS,
    fingerprint,
    largest_distance,
    mean_distance,
    note_fingerprint,
    refuse_other_fingerprint,
)
from mosaic_desk.llm.training import Lessons, train
from tests.desk.tiny_training import CONFIG, TAXONOMY, example
from tests.llm.tiny import write_tiny_backbone


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_backbone(tmp_path_factory.mktemp("backbone") / "tiny")


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter with its fingerprint."""
    target = tmp_path_factory.mktemp("made") / "adapter"
    train(load_backbone(folder, dtype=torch.float32), Lessons(examples=[example(n) for n in range(6)]), target,
          config=CONFIG)  # fmt: skip
    backbone, applied = put(folder, target)
    note_fingerprint(target, fingerprint(backbone, applied, [TAXONOMY]))
    return target


@pytest.fixture
def adapter(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "adapter"))


def put(folder: Path, adapter: Path, dtype: torch.dtype = torch.float32) -> tuple[Backbone, Adapter]:
    backbone = load_backbone(folder, dtype=dtype)
    return backbone, apply_adapter(backbone, adapter)


def manifest_of(adapter: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((adapter / MANIFEST_FILE).read_text(encoding="utf-8"))
    return told


def test_the_same_adapter_is_known_again(folder: Path, adapter: Path) -> None:
    refuse_other_fingerprint(*put(folder, adapter), adapter)


def test_in_another_arithmetic_it_is_known_by_the_mean(folder: Path, adapter: Path) -> None:
    backbone, applied = put(folder, adapter, torch.bfloat16)
    told, before = fingerprint(backbone, applied, [TAXONOMY]), fingerprint(*put(folder, adapter), [TAXONOMY])
    assert told.arithmetic == "cpu bfloat16 none" and before.arithmetic == "cpu float32 none"
    assert 0 < mean_distance(told, before) < largest_distance(told, before)
    refuse_other_fingerprint(backbone, applied, adapter)


def test_other_weights_are_refused_also_where_the_manifest_was_made_to_fit(folder: Path, adapter: Path) -> None:
    from safetensors.torch import load_file, save_file

    path = adapter / "adapter_model.safetensors"
    save_file({name: tensor * 1.5 for name, tensor in load_file(path).items()}, path)
    told = manifest_of(adapter) | {"files": file_hashes(adapter)}
    (adapter / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelRefused, match="does not answer what it answered when it was made"):
        refuse_other_fingerprint(*put(folder, adapter), adapter)


def damaged(told: dict[str, Any], how: str) -> dict[str, Any]:
    asked = told["asked"][0]
    if how == "no sentence":
        told["sentences"] = []
    elif how == "a row less":
        asked["probabilities"] = asked["probabilities"][1:]
    elif how == "no number":
        asked["probabilities"][0][0][0] = "much"
    elif how in ("NaN", "more than 1"):
        asked["probabilities"][1][1][1] = float("nan") if how == "NaN" else 1.1
    elif how == "another class":
        asked["classes"] = ["perhaps"]
    elif how == "nothing asked":
        told["asked"] = []
    else:
        asked["branches"] = asked["branches"] * MOST_FINDINGS
    return told


@pytest.mark.parametrize(
    "how",
    ["no sentence", "a row less", "no number", "NaN", "more than 1", "another class", "nothing asked", "too much"],
)
def test_a_fingerprint_that_cannot_be_asked_is_none(folder: Path, adapter: Path, how: str) -> None:
    told = manifest_of(adapter)
    told[KEY] = damaged(told[KEY], how)
    (adapter / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelRefused, match="no fingerprint that can be asked"):
        refuse_other_fingerprint(*put(folder, adapter), adapter)
