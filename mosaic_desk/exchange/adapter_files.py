"""The files of an adapter beside its manifest: whether they are the ones that were written, and their one hash.

Reads names and bytes; what the weights are is the model's business. The hash is the one that every
suggestion carries: over what decides an answer. What changes no answer (a calibration) and what the adapter was
judged by (the lines of its run) has hashes of its own in the manifest, so that another file is seen to be one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import ModelMissing, ModelRefused
from mosaic_desk.exchange.whole_file import whole_file

MANIFEST = "manifest.json"
WEIGHTS = "adapter_model.safetensors"
_HASHED = (WEIGHTS, "adapter_config.json", "evidence_pointer.safetensors")
_BESIDE, _JUDGED_BY = "beside", "judged_by"
_MOST_MANIFEST_BYTES = 4 << 20
_LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterManifest:
    """What a manifest says: for which backbone (its name where it was trained), and the adapter's "sha256:…".

    `beside` are the files in its folder that change no answer, `judged_by` the lines of its run, by name with their
    sha256; both are empty for an adapter that came without.
    """

    backbone: str
    hash: str
    has_fingerprint: bool
    beside: Mapping[str, str] = field(default_factory=dict)
    judged_by: Mapping[str, str] = field(default_factory=dict)


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
    found = {name: sha256_of(folder / name) for name in _HASHED if (folder / name).is_file()}
    if files != found or not all(is_as_told(folder / name, sha256) for name, sha256 in manifest.beside.items()):
        raise ModelRefused(f"A file of the adapter {folder.parent.name} is not the one that was written with it.")
    return manifest


def is_as_told(path: Path, sha256: str) -> bool:
    """Whether a file is there and is the one of that hash."""
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def note_in_manifest(folder: Path, *, beside: Iterable[str], judged_by: Iterable[Path]) -> None:
    """Puts the hashes of files into the manifest: of names in the folder, and of the lines that judge the adapter.

    Raises:
        MosaicError: if the manifest cannot be written; it is left as it was.
        OSError: if a file cannot be read.
    """
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    told[_BESIDE] = {name: sha256_of(folder / name) for name in beside}
    told[_JUDGED_BY] = {path.name: sha256_of(path) for path in judged_by}
    with whole_file(folder / MANIFEST) as file:
        json.dump(told, file, indent=1, ensure_ascii=False)


def _manifest(folder: Path) -> tuple[AdapterManifest, dict[str, str]]:
    name, path = folder.parent.name, folder / MANIFEST
    refusal = ModelRefused(f"The {MANIFEST} of the adapter {name} cannot be read.")
    try:
        if path.stat().st_size > _MOST_MANIFEST_BYTES:
            raise refusal
        told = json.loads(path.read_text(encoding="utf-8"))
        files = told["files"]
        backbone, has_fingerprint = str(told["backbone"]), bool(told.get("fingerprint"))
        beside, judged_by = _hashes(told, _BESIDE), _hashes(told, _JUDGED_BY)
    except FileNotFoundError:
        raise ModelMissing(f"There is no adapter {name} in this project.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise refusal from None
    if not isinstance(files, dict) or WEIGHTS not in files or not _is_name(backbone):
        raise refusal
    digest = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    manifest = AdapterManifest(
        backbone=backbone, hash=f"sha256:{digest}", has_fingerprint=has_fingerprint, beside=beside, judged_by=judged_by
    )
    return manifest, files


def _hashes(told: dict[str, Any], key: str) -> dict[str, str]:
    hashes = told.get(key, {})
    if not isinstance(hashes, dict) or not all(_is_name(name) and isinstance(hashes[name], str) for name in hashes):
        raise TypeError("not hashes by name")
    return hashes


def _is_name(text: str) -> bool:
    """Whether a text names something, and leads nowhere: a manifest may come from anybody."""
    return bool(text.strip(". ")) and len(text) <= _LONGEST_NAME and text.isprintable() and not set(text) & set("/\\:")


def sha256_of(path: Path) -> str:
    """The sha256 of a file.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
