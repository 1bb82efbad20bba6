"""A backbone in memory: a causal language model, its tokenizer, and the ids of the four answer words.

Only safetensors and JSON are read; a folder that may bring code is refused before anything is opened.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from mosaic_desk import places
from mosaic_desk.core.errors import ModelMissing, ModelRefused
from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.prompt import ANSWERS

_ALLOWED_SUFFIXES = {".json", ".safetensors", ".model", ".txt", ".md", ".jinja", ".yaml"}
_CODE_KEYS = {"auto_map", "trust_remote_code", "custom_pipelines"}
_MAX_JSON_BYTES = 10_000_000
_TREE_SAFE = {"gemma3_text", "gemma3", "gemma2", "gemma", "llama", "qwen2", "qwen3", "mistral", "phi3"}
"""Architectures whose every layer is attention, so that a mask can keep the branches apart."""


@dataclass(kw_only=True, slots=True)
class Backbone:
    """A loaded model. `window` is the reach of its sliding layers in tokens, None where it has none."""

    name: str
    hash: str
    model: Any
    tokenizer: Any
    device: torch.device
    dtype: torch.dtype
    answer_ids: torch.Tensor
    window: int | None
    context: int

    @property
    def body(self) -> Any:
        """The decoder without the vocabulary head, also below an adapter."""
        model = self.model.get_base_model() if hasattr(self.model, "get_base_model") else self.model
        return getattr(model.model, "language_model", model.model)  # beside the eyes, in a model that has them

    @property
    def answer_weights(self) -> torch.Tensor:
        """The four rows of the vocabulary head, (4, hidden), in the order of `ALL_CLASSES`."""
        model = self.model.get_base_model() if hasattr(self.model, "get_base_model") else self.model
        return model.get_output_embeddings().weight[self.answer_ids]  # type: ignore[no-any-return]


def refuse_unsafe_folder(folder: Path) -> None:
    """Take a model folder only by what it may hold.

    Raises:
        ModelMissing: if there is no such folder, or no safetensors in it.
        ModelRefused: if a file or a setting may run code.
    """
    if not folder.is_dir():
        raise ModelMissing(f"There is no model folder {folder}.")
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not path.resolve().is_file():
            raise ModelRefused(f"The model folder holds a link that leads nowhere: {path.name}.")
        if path.is_file() and not path.name.startswith(".") and path.suffix not in _ALLOWED_SUFFIXES:
            raise ModelRefused(f"The model folder holds {path.name}, which may run code: only safetensors are taken.")
        if path.suffix == ".json" and path.is_file() and path.name != "tokenizer.json":
            _refuse_code_in(path)


def _refuse_code_in(path: Path) -> None:
    """A JSON file of a model folder, read as JSON: a key may be spelled with escapes."""
    if path.stat().st_size > _MAX_JSON_BYTES:
        raise ModelRefused(f"{path.name} in the model folder is too large for what it should hold.")
    try:
        waiting: list[object] = [json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, RecursionError):
        raise ModelRefused(f"{path.name} in the model folder is not JSON.") from None
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if _CODE_KEYS & value.keys():
                raise ModelRefused(f"{path.name} in the model folder asks for code to be run; it is not loaded.")
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def folder_hash(folder: Path) -> str:
    """"sha256:…" of a model folder: that of its source where it was converted, else of its weights."""
    manifest = folder / "manifest.json"
    if folder.parent == places.backbone_cache() and manifest.is_file():
        recorded = json.loads(manifest.read_text(encoding="utf-8")).get("sha256")
        if isinstance(recorded, str):
            return f"sha256:{recorded}"
    digest = hashlib.sha256()
    for path in [folder / "config.json", *sorted(folder.glob("*.safetensors"))]:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"sha256:{digest.hexdigest()}"


def load_backbone(
    folder: Path, *, device: str = "cpu", dtype: torch.dtype = torch.bfloat16, name: str | None = None
) -> Backbone:
    """A backbone from a Hugging Face folder, ready to score.

    Raises:
        ModelMissing: if the folder lacks files.
        ModelRefused: if it may run code, cannot be read, or its answers cannot be told apart.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    from transformers import AutoModelForCausalLM, AutoTokenizer

    refuse_unsafe_folder(folder)
    if not (folder / "config.json").is_file() or not list(folder.glob("*.safetensors")):
        raise ModelMissing(f"{folder} holds no model: config.json and safetensors files are needed.")
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        model = AutoModelForCausalLM.from_pretrained(
            folder, dtype=dtype, attn_implementation="sdpa", local_files_only=True,
            trust_remote_code=False, use_safetensors=True,
        )
    except (ValueError, KeyError, OSError, RuntimeError, TypeError, SafetensorError) as error:
        raise ModelRefused(f"The model in {folder} cannot be loaded ({type(error).__name__}).") from error
    return _ready(model, tokenizer, folder=folder, device=device, dtype=dtype, name=name)


def _ready(
    model: Any, tokenizer: Any, *, folder: Path, device: str, dtype: torch.dtype, name: str | None
) -> Backbone:
    config = model.config.get_text_config()
    if config.model_type not in _TREE_SAFE:
        raise ModelRefused(f"Models of the kind “{config.model_type}” cannot be scored by slots yet.")
    if model.config._attn_implementation != "sdpa":
        raise ModelRefused("The model does not run with the attention that slot scoring needs.")
    is_sliding = "sliding_attention" in (getattr(config, "layer_types", None) or ())
    return Backbone(
        name=name or folder.name,
        hash=folder_hash(folder),
        model=model.to(device).eval(),
        tokenizer=tokenizer,
        device=torch.device(device),
        dtype=dtype,
        answer_ids=answer_ids(tokenizer).to(device),
        window=config.sliding_window if is_sliding else None,
        context=config.max_position_embeddings,
    )


def answer_ids(tokenizer: Any) -> torch.Tensor:
    """The first token of each answer word, (4,), in the order of `ALL_CLASSES`.

    Raises:
        ModelRefused: if two words begin with the same token, so that one step cannot tell them apart.
    """
    ids = [tokenizer.encode(ANSWERS[label], add_special_tokens=False)[0] for label in ALL_CLASSES]
    if len(set(ids)) < len(ids):
        raise ModelRefused("This tokenizer cannot tell the four answers apart by their first token.")
    return torch.tensor(ids)
