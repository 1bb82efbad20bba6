"""The files of an adapter beside its manifest: whether they are the ones that were written, and their one hash.

Reads names and bytes; what the weights are is the model's business. The hash is the one that every
suggestion carries.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from mosaic_desk.core.errors import ModelMissing, ModelRefused

MANIFEST = "manifest.json"
WEIGHTS = "adapter_model.safetensors"
_HASHED = (WEIGHTS, "adapter_config.json", "evidence_pointer.safetensors")
_MOST_MANIFEST_BYTES = 4 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterManifest:
    """What a manifest says: for which backbone (its name where it was trained), and the adapter's "sha256:…"."""

    backbone: str
    hash: str
    has_fingerprint: bool


def adapter_manifest(folder: Path) -> AdapterManifest:
    """What the manifest of an adapter says; its files are not looked at.

    Raises:
        ModelMissing: if there is no adapter.
        ModelRefused: if the manifest cannot be read.
    """
    return _manifest(folder)[0]


def checked_manifest(folder: Path) -> AdapterManifest:
    """What the manifest of an adapter says, its files held against it.

    Raises:
        ModelMissing: if there is no adapter.
        ModelRefused: if a file is not the one that was written.
    """
    manifest, files = _manifest(folder)
    if files != {name: _sha256(folder / name) for name in _HASHED if (folder / name).is_file()}:
        raise ModelRefused(f"A file of the adapter {folder.parent.name} is not the one that was written with it.")
    return manifest


def _manifest(folder: Path) -> tuple[AdapterManifest, dict[str, str]]:
    name, path = folder.parent.name, folder / MANIFEST
    refusal = ModelRefused(f"The {MANIFEST} of the adapter {name} cannot be read.")
    try:
        if path.stat().st_size > _MOST_MANIFEST_BYTES:
            raise refusal
        told = json.loads(path.read_text(encoding="utf-8"))
        files = told["files"]
        if not isinstance(files, dict) or WEIGHTS not in files:
            raise refusal
        backbone, has_fingerprint = str(told["backbone"]), bool(told.get("fingerprint"))
    except FileNotFoundError:
        raise ModelMissing(f"There is no adapter {name} in this project.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise refusal from None
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    return AdapterManifest(backbone=backbone, hash=f"sha256:{digest}", has_fingerprint=has_fingerprint), files


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
