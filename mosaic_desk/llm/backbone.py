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
from mosaic_desk.core.prompt import ANSWERS, INSTRUCTION
from mosaic_desk.llm.memory import Quantisation

_ALLOWED_SUFFIXES = {".json", ".safetensors", ".model", ".txt", ".md", ".jinja", ".yaml"}
_HARMLESS_FILES = {".gitattributes", ".gitignore", ".DS_Store"}
_HARMLESS_FOLDERS = {".cache", ".git"}  # what fetching a model leaves; nothing in them is read
_CODE_KEYS = {"auto_map", "trust_remote_code", "custom_pipelines"}
_PIECE = 2**22
_COMPUTED_KEYS = ("rotary_emb.inv_freq",)
"""Ends of names that older model folders hold although the model computes them."""
_MAX_JSON_BYTES = 10_000_000
_TREE_SAFE = {"gemma3_text", "gemma3", "gemma2", "gemma", "llama", "qwen2", "qwen3", "mistral", "phi3"}
"""Architectures whose every layer is attention, so that a mask can keep the branches apart."""


@dataclass(kw_only=True, slots=True)
class Backbone:
    """A loaded model. `window` is the reach of its sliding layers in tokens, None where it has none.

    `estimated_mib` is the memory that was foretold for it; 0 where nobody asked.
    """

    name: str
    hash: str
    model: Any
    tokenizer: Any
    device: torch.device
    dtype: torch.dtype
    answer_ids: torch.Tensor
    window: int | None
    context: int
    quantisation: Quantisation = "none"
    estimated_mib: float = 0.0

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
        if path.relative_to(folder).parts[0] in _HARMLESS_FOLDERS:
            continue
        if path.is_symlink():
            _refuse_stray_link(path, folder)
        if path.is_file() and path.name not in _HARMLESS_FILES and path.suffix not in _ALLOWED_SUFFIXES:
            raise ModelRefused(f"The model folder holds {path.name}, which may run code: only safetensors are taken.")
        if path.suffix == ".json" and path.is_file() and path.name != "tokenizer.json":
            _refuse_code_in(path)


def _refuse_stray_link(path: Path, folder: Path) -> None:
    """A link may lead to a file of the same folder, or to where the model hub's cache keeps the files."""
    target, home = path.resolve(), folder.resolve()
    kept = home.parent.parent / "blobs" if home.parent.name == "snapshots" else home
    if not target.is_file():
        raise ModelRefused(f"The model folder holds a link that leads to no file: {path.name}.")
    if not target.is_relative_to(home) and not target.is_relative_to(kept):
        raise ModelRefused(f"The model folder holds a link that leads out of it: {path.name}; copy the file there.")


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
    folder: Path, *, device: str = "cpu", dtype: torch.dtype = torch.bfloat16, name: str | None = None,
    quantisation: Quantisation = "none",
) -> Backbone:
    """A backbone from a Hugging Face folder, ready to score.

    Raises:
        ModelMissing: if the folder lacks files.
        ModelRefused: if it may run code, cannot be read, its weights do not fit its configuration or are no
            numbers, or its answers cannot be told apart.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    refuse_unfit_folder(folder)
    tokenizer = _tokenizer(folder)
    model = _model(folder, device=device, dtype=dtype, quantisation=quantisation)
    return _ready(model, tokenizer, folder=folder, device=device, dtype=dtype, name=name, quantisation=quantisation)


def refuse_unfit_folder(folder: Path) -> None:
    """Take a folder as a backbone only where it is safe and holds a whole model.

    Raises:
        ModelMissing: if it lacks files.
        ModelRefused: if it may run code, or is an adapter, which would be put on the model unasked.
    """
    refuse_unsafe_folder(folder)
    if not (folder / "config.json").is_file() or not list(folder.glob("*.safetensors")):
        raise ModelMissing(f"{folder} holds no model: config.json and safetensors files are needed.")
    if (folder / "adapter_config.json").exists():
        raise ModelRefused(f"{folder} holds an adapter beside a model: put them into folders of their own.")


def _tokenizer(folder: Path) -> Any:
    from transformers import AutoTokenizer

    try:
        return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except Exception as error:  # the library raises plain Exception for a file that ends too early
        raise ModelRefused(f"The tokenizer in {folder} cannot be read ({type(error).__name__}).") from error


def _model(folder: Path, *, device: str, dtype: torch.dtype, quantisation: Quantisation) -> Any:
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    nf4 = BitsAndBytesConfig(
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=dtype
    )
    held = {"quantization_config": nf4, "device_map": {"": device}} if quantisation == "nf4" else {}
    try:
        model, info = AutoModelForCausalLM.from_pretrained(
            folder, dtype=dtype, attn_implementation="sdpa", local_files_only=True,
            trust_remote_code=False, use_safetensors=True, output_loading_info=True, **held,
        )
    except (ValueError, KeyError, OSError, RuntimeError, TypeError, AttributeError, SafetensorError) as error:
        raise ModelRefused(f"The model in {folder} cannot be loaded ({type(error).__name__}).") from error
    _refuse_other_weights(info, folder)
    return model


def _refuse_other_weights(info: Any, folder: Path) -> None:
    """The library fills gaps with random numbers and drops what is too much, and only warns."""
    unused = [key for key in info["unexpected_keys"] if not key.endswith(_COMPUTED_KEYS)]
    if info["missing_keys"] or info["mismatched_keys"] or info["error_msgs"] or unused:
        raise ModelRefused(
            f"The weights in {folder} do not fit its config.json ({len(info['missing_keys'])} missing,"
            f" {len(unused)} too many): get the model folder again."
        )


def refuse_broken_numbers(model: Any, folder: Path) -> None:
    """Look at every weight once, so that no report is scored with a broken model.

    Raises:
        ModelRefused: if one is infinite or not a number.
    """
    for weight in model.parameters():
        # Piece by piece: a float32 copy of an embedding is larger than the whole model in bfloat16.
        pieces = weight.detach().reshape(-1).split(_PIECE) if weight.is_floating_point() else ()
        if not all(bool(piece.sum(dtype=torch.float32).isfinite()) for piece in pieces):
            raise ModelRefused(f"The weights in {folder} hold values that are no numbers: get the model folder again.")


def _ready(
    model: Any, tokenizer: Any, *, folder: Path, device: str, dtype: torch.dtype, name: str | None,
    quantisation: Quantisation = "none",
) -> Backbone:
    config = model.config.get_text_config()
    if config.model_type not in _TREE_SAFE:
        raise ModelRefused(f"Models of the kind “{config.model_type}” cannot be scored by slots yet.")
    if model.config._attn_implementation != "sdpa":
        raise ModelRefused("The model does not run with the attention that slot scoring needs.")
    refuse_broken_numbers(model, folder)
    _refuse_other_vocabulary(model, tokenizer)
    is_sliding = "sliding_attention" in (getattr(config, "layer_types", None) or ())
    return Backbone(
        name=name or folder.name,
        hash=folder_hash(folder),
        model=(model.to(device) if quantisation == "none" else model).eval(),  # NF4 is put in place as it loads
        tokenizer=tokenizer,
        device=torch.device(device),
        dtype=dtype,
        answer_ids=answer_ids(tokenizer).to(device),
        window=config.sliding_window if is_sliding else None,
        context=config.max_position_embeddings,
        quantisation=quantisation,
    )


def _refuse_other_vocabulary(model: Any, tokenizer: Any) -> None:
    """A tokenizer of another model gives ids that the embedding has not: found here, not at some report."""
    rows = model.get_input_embeddings().weight.shape[0]
    probe = tokenizer.encode(INSTRUCTION + "".join(ANSWERS.values()))
    if not probe or max(probe) >= rows:
        raise ModelRefused("The tokenizer does not belong to the weights: get the model folder again.")


def answer_ids(tokenizer: Any) -> torch.Tensor:
    """The first token of each answer word, (4,), in the order of `ALL_CLASSES`.

    Raises:
        ModelRefused: if two words begin with the same token, so that one step cannot tell them apart.
    """
    ids = [next(iter(tokenizer.encode(ANSWERS[label], add_special_tokens=False)), None) for label in ALL_CLASSES]
    if None in ids or len(set(ids)) < len(ids):
        raise ModelRefused("This tokenizer cannot tell the four answers apart by their first token.")
    return torch.tensor(ids)
