"""The embedded backbone: put together from its GGUF packages, converted once into the user's cache."""

import hashlib
import importlib.util
import json
import os
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mosaic_desk import places
from mosaic_desk.core.errors import ModelMissing, ModelRefused

Progress = Callable[[str, int, int], None]
"""Told (what is done, steps done, steps in all)."""

_FORMAT = 1
"""Raised when the conversion itself changes, so that older caches are made again."""
_INSTALL = "install the extra “demo”"


@dataclass(frozen=True, kw_only=True, slots=True)
class BackboneCard:
    """A line of `resources/backbones/`: where an embedded backbone comes from.

    `adapter` is the one shipped for it, None where it runs untuned; `install` says how its packages come in.
    """

    name: str
    title: str
    licence: str
    gguf: str
    sha256: str
    parts: tuple[tuple[str, str], ...]
    adapter: str | None
    json_adapter: str | None
    install: str


def backbone_cards() -> dict[str, BackboneCard]:
    """The embedded backbones by name."""
    cards = {}
    for path in sorted((places.resources() / "backbones").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        data["parts"] = tuple((package, file) for package, file in data["parts"])
        cards[data["name"]] = BackboneCard(**{"adapter": None, "json_adapter": None, "install": _INSTALL, **data})
    return cards


def part_paths(card: BackboneCard) -> list[Path]:
    """The files of the parts, found without importing their packages.

    Raises:
        ModelMissing: if a package is not installed.
    """
    paths = []
    for package, file in card.parts:
        spec = importlib.util.find_spec(package)
        folder = next(iter(spec.submodule_search_locations or ()), None) if spec else None
        path = Path(folder) / file if folder else None
        if path is None or not path.is_file():
            raise ModelMissing(
                f"The model {card.title} is not installed: {card.install}, or choose another model."
            )
        paths.append(path)
    return paths


def embedded_backbone(card: BackboneCard, progress: Progress) -> Path:
    """The folder of the converted backbone; converts it (about a minute) when it is not there.

    Raises:
        ModelMissing: if its packages are not installed.
        ModelRefused: if the parts do not give the expected file.
    """
    target = places.backbone_cache() / f"{card.name}-{card.sha256[:12]}-{_FORMAT}"
    if (target / "manifest.json").is_file():
        return target
    parts = part_paths(card)
    work = target.with_name(f"{target.name}.making-{os.getpid()}")
    _sweep(target)
    try:
        (work / "gguf").mkdir(parents=True)
        progress("Putting the model together", 0, 4)
        _join(parts, work / "gguf" / card.gguf, card)
        _convert(work, card, progress)
        shutil.rmtree(work / "gguf")
        _publish(work, target)
    except OSError as error:
        raise ModelMissing(f"The model cannot be converted into {target.parent}: {error.strerror}.") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    progress("Model ready", 4, 4)
    return target


def _sweep(target: Path) -> None:
    """Removes what conversions that were killed have left: half a gigabyte each."""
    for left in target.parent.glob(f"{target.name}.making-*"):
        process = left.name.rpartition("-")[2]
        if not process.isdigit() or int(process) == os.getpid() or not _is_alive(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return False  # there a folder in use cannot be removed anyway
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _join(parts: list[Path], target: Path, card: BackboneCard) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as joined:
        for part in parts:
            data = part.read_bytes()
            digest.update(data)
            joined.write(data)
    if digest.hexdigest() != card.sha256:
        raise ModelRefused(f"The packages of {card.title} are not the ones that were checked: install them again.")


def _convert(work: Path, card: BackboneCard, progress: Progress) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    progress("Converting the tokenizer", 1, 4)
    tokenizer = AutoTokenizer.from_pretrained(work / "gguf", gguf_file=card.gguf)
    tokenizer.save_pretrained(work)
    progress("Converting the weights", 2, 4)
    model = AutoModelForCausalLM.from_pretrained(
        work / "gguf",
        gguf_file=card.gguf,
        quantization_config=GgufConfig(dequantize=True),
        dtype=torch.bfloat16,
    )
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    progress("Saving the model", 3, 4)
    model.save_pretrained(work)
    manifest = {"name": card.name, "sha256": card.sha256, "format": _FORMAT}
    (work / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _publish(work: Path, target: Path) -> None:
    """Rename into place; another process may have been first, which is as good."""
    try:
        work.rename(target)
    except OSError:
        if not (target / "manifest.json").is_file():
            raise
