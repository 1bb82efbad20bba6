"""Which backbone and adapter a name means: one in `resources/`, or a folder."""

from pathlib import Path

import torch

from mosaic_desk import places
from mosaic_desk.core.errors import ModelMissing
from mosaic_desk.llm.adapter import Adapter, apply_adapter
from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.convert import BackboneCard, Progress, backbone_cards, embedded_backbone

UNTUNED = "none"


def chosen_backbone(name: str, *, device: str, progress: Progress) -> tuple[Backbone, BackboneCard | None]:
    """The backbone of that name or folder, loaded; its card where it is an embedded one.

    Raises:
        ModelError: if it is not there, or not usable, or there is no such device.
    """
    _refuse_missing_device(device)
    card = backbone_cards().get(name)
    folder = embedded_backbone(card, progress) if card else Path(name)
    if card is None and not folder.is_dir():
        raise ModelMissing(f"There is no backbone {name}: embedded are {', '.join(backbone_cards())}.")
    progress("Loading the model", 0, 1)
    backbone = load_backbone(folder, device=device, dtype=scoring_dtype(device), name=card.name if card else None)
    progress("Loading the model", 1, 1)
    return backbone, card


def _refuse_missing_device(device: str) -> None:
    if device != "cpu" and not (device.split(":", maxsplit=1)[0] == "cuda" and torch.cuda.is_available()):
        raise ModelMissing(f"There is no device “{device}” that the model can run on here; use “cpu”.")


def scoring_dtype(device: str) -> torch.dtype:
    """bfloat16 where the processor or card computes in it, else float32; never float16 (Gemma overflows)."""
    if device.startswith("cuda"):
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    has_bf16 = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if has_bf16 else torch.float32


def chosen_adapter(
    backbone: Backbone, card: BackboneCard | None, name: str | None, *, engine: str = "slots"
) -> Adapter | None:
    """The adapter of that name or folder, applied; None: the one shipped for the backbone and engine, if any.

    Raises:
        ModelError: if it is not there, or does not fit the backbone or the engine.
    """
    if name == UNTUNED:
        return None
    shipped = places.resources() / "adapters"
    if name is None:
        own = None if card is None else card.json_adapter if engine == "json" else card.adapter
        return apply_adapter(backbone, shipped / own, engine=engine) if own else None
    folder = shipped / name if (shipped / name).is_dir() else Path(name)
    if not folder.is_dir():
        raise ModelMissing(f"There is no adapter {name}.")
    return apply_adapter(backbone, folder, engine=engine)
