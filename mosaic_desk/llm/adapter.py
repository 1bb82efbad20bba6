"""Adapters on disk: LoRA weights, the evidence pointer, and a manifest that ties them to a backbone.

Written beside, flushed, then renamed, so that a folder with a manifest is always whole.
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from mosaic_desk.core.errors import AdapterMismatch, ModelMissing, ModelRefused
from mosaic_desk.core.json_prompt import json_form_hash
from mosaic_desk.core.prompt import ANSWERS, INSTRUCTION
from mosaic_desk.llm.backbone import Backbone, refuse_unsafe_folder
from mosaic_desk.llm.pointer import POINTER_FILE, EvidencePointer

WEIGHTS_FILE = "adapter_model.safetensors"
CONFIG_FILE = "adapter_config.json"
MANIFEST_FILE = "manifest.json"
RUN_FOLDER = "adapter"
"""In the folder of a run its adapter lies in a folder of this name, and is called as the run is."""
ASKED_APART = "apart"
"""What the manifest says of an adapter's questions where they are read apart from the report."""
_HASHED = (WEIGHTS_FILE, CONFIG_FILE, POINTER_FILE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Adapter:
    """An adapter in use: its name, "sha256:…" over its files, and its pointer (None: trained without).

    `asks_apart`: it was trained on questions that are read apart from the report, see `llm.cards`.
    """

    name: str
    hash: str
    pointer: EvidencePointer | None
    asks_apart: bool = False


def file_hashes(folder: Path) -> dict[str, str]:
    """sha256 of each file of an adapter that is there."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in _HASHED
        if (folder / name).is_file()
    }


def adapter_hash(hashes: dict[str, str]) -> str:
    """One "sha256:…" for the adapter."""
    return "sha256:" + hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an adapter folder, its files checked against it.

    Raises:
        ModelMissing: if the folder is not an adapter.
        ModelRefused: if a file is not the one that was written.
    """
    if not (folder / MANIFEST_FILE).is_file() or not (folder / WEIGHTS_FILE).is_file():
        raise ModelMissing(f"{folder} is not an adapter: it has no {MANIFEST_FILE} or no {WEIGHTS_FILE}.")
    refuse_unsafe_folder(folder)
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    except ValueError:
        raise ModelRefused(f"The {MANIFEST_FILE} of the adapter {folder.name} cannot be read.") from None
    if not isinstance(manifest, dict) or manifest.get("files") != file_hashes(folder):
        raise ModelRefused(f"A file of the adapter {folder.name} is not the one that was written with it.")
    return manifest


def adapter_name(folder: Path) -> str:
    """What the adapter of a folder is called."""
    return folder.parent.name if folder.name == RUN_FOLDER else folder.name


def apply_adapter(backbone: Backbone, folder: Path, *, engine: str = "slots") -> Adapter:
    """Puts an adapter on a backbone for scoring, merged into its weights.

    Raises:
        AdapterMismatch: if it was made for another backbone, another engine or another instruction.
    """
    manifest = read_manifest(folder)
    model = _with_layers_of(backbone, folder, manifest, engine=engine, is_trainable=False)
    # Differences are float32 and added in float32, rounded once. Weights of 4 bits would be rounded away from what
    # the adapter was trained beside: there it stays a layer of its own.
    backbone.model = (model.merge_and_unload() if backbone.quantisation == "none" else model).eval()
    pointer = EvidencePointer.load(folder, backbone.model.config.get_text_config().hidden_size)
    return Adapter(
        name=adapter_name(folder),
        hash=adapter_hash(manifest["files"]),
        pointer=pointer.to(backbone.device) if pointer else None,
        asks_apart=manifest.get("questions") == ASKED_APART,
    )


def trainable_adapter(backbone: Backbone, folder: Path) -> tuple[Any, EvidencePointer]:
    """An adapter as layers beside the weights of a backbone, to be trained further, with its pointer or a new one.

    Raises:
        AdapterMismatch: if it was made for another backbone or another instruction.
    """
    manifest = read_manifest(folder)
    backbone.model = _with_layers_of(backbone, folder, manifest, engine="slots", is_trainable=True)
    hidden = backbone.body.config.hidden_size
    pointer = EvidencePointer.load(folder, hidden) or EvidencePointer(hidden)
    return backbone.model, pointer.to(backbone.device)


def _with_layers_of(
    backbone: Backbone, folder: Path, manifest: dict[str, Any], *, engine: str, is_trainable: bool
) -> Any:
    from peft import PeftModel

    if manifest.get("backbone_hash") != backbone.hash:
        raise AdapterMismatch(
            f"The adapter {folder.name} was made for {manifest.get('backbone', 'another backbone')},"
            f" not for {backbone.name}."
        )
    _refuse_other_prompt(manifest, folder.name, engine=engine)
    try:
        return PeftModel.from_pretrained(backbone.model, folder, is_trainable=is_trainable)
    except (ValueError, KeyError, OSError, RuntimeError, TypeError, SafetensorError) as error:
        raise ModelRefused(f"The adapter {folder.name} cannot be read ({type(error).__name__}).") from error


def _refuse_other_prompt(manifest: dict[str, Any], name: str, *, engine: str) -> None:
    """The prompt is part of the model: an adapter answers only in the form that it was trained to answer in."""
    trained_for = "json" if "json_form_hash" in manifest else "slots"
    if trained_for != engine:
        raise AdapterMismatch(
            f"The adapter {name} was trained for the engine “{trained_for}”, not for “{engine}”:"
            " choose another adapter or engine."
        )
    asked = json_form_hash() if engine == "json" else instruction_hash()
    if asked not in (manifest.get("json_form_hash"), manifest.get("instruction_hash")):
        raise AdapterMismatch(f"The adapter {name} was trained with another prompt than this version asks.")


def instruction_hash() -> str:
    """What every adapter shares of the prompt: the instruction and the answer words."""
    return "sha256:" + hashlib.sha256(json.dumps([INSTRUCTION, dict(ANSWERS)]).encode()).hexdigest()


def save_adapter(
    model: Any, pointer: EvidencePointer | None, target: Path, *, backbone: Backbone, record: dict[str, Any],
    form_hash: str | None = None,
) -> None:
    """Writes an adapter folder whole or not at all; weights in bfloat16, `record` goes into the manifest.

    `form_hash` is that of the JSON form for an adapter that writes it; None for one that answers slots.
    """
    work = target.with_name(f".{target.name}.writing-{os.getpid()}")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        _write_weights(model, pointer, work)
        manifest = {
            "backbone": backbone.name,
            "backbone_hash": backbone.hash,
            **({"json_form_hash": form_hash} if form_hash else {"instruction_hash": instruction_hash()}),
            "files": file_hashes(work),
            **record,
        }
        (work / MANIFEST_FILE).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
        old = target.with_name(f".{target.name}.old-{os.getpid()}")
        if target.exists():
            target.rename(old)
        work.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_weights(model: Any, pointer: EvidencePointer | None, work: Path) -> None:
    from peft import get_peft_model_state_dict
    from safetensors.torch import save_file

    state = get_peft_model_state_dict(model)
    save_file({k: v.detach().to(torch.bfloat16).contiguous() for k, v in state.items()}, work / WEIGHTS_FILE)
    config = model.peft_config["default"].to_dict()
    config["base_model_name_or_path"] = None  # a path of the machine it was trained on
    config["inference_mode"] = True
    plain = {k: sorted(v) if isinstance(v, set) else v for k, v in config.items()}
    (work / CONFIG_FILE).write_text(json.dumps(plain, indent=1, default=str), encoding="utf-8")
    if pointer is not None:
        pointer.save(work)
