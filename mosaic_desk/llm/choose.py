"""Which backbone and adapter a name means: one in `resources/`, or a folder."""

from pathlib import Path

import torch

from mosaic_desk import places
from mosaic_desk.core.errors import ModelError, ModelMissing
from mosaic_desk.llm.adapter import Adapter, apply_adapter
from mosaic_desk.llm.backbone import Backbone, load_backbone, refuse_unfit_folder
from mosaic_desk.llm.convert import BackboneCard, Progress, backbone_cards, embedded_backbone
from mosaic_desk.llm.memory import (
    QUANTISATIONS,
    MemoryEstimate,
    Quantisation,
    estimated_memory,
    free_mib,
    refuse_too_large,
    told,
)
from mosaic_desk.llm.slots import BATCH_TOKENS
from mosaic_desk.llm.threads import use_scoring_threads

UNTUNED = "none"
AUTO = "auto"
CHOICES = (AUTO, *QUANTISATIONS)


def chosen_backbone(
    name: str, *, device: str, progress: Progress, adapter: str | None = UNTUNED, engine: str = "slots",
    quantise: str = AUTO,
) -> tuple[Backbone, BackboneCard | None]:
    """The backbone of that name or folder, loaded; its card where it is an embedded one.

    `adapter` (of `engine`) is the one to follow, for the memory that it takes. `quantise` is "none", "nf4", or
    "auto": in full where that fits, else, on a GPU, in NF4.

    Raises:
        ModelError: if it is not there, or not usable, or too large, or there is no such device.
    """
    _refuse_missing_device(device)
    use_scoring_threads()
    card = backbone_cards().get(name)
    folder = backbone_folder(name, progress)
    short = card.name if card else folder.name
    estimate, quantisation = _fitting(
        folder, name=short, device=device, quantise=quantise, adapter=adapter_folder(card, adapter, engine=engine)
    )
    progress(told(short, estimate, free_mib(device)), 0, 1)
    dtype = scoring_dtype(device)
    called = f"{short}+nf4" if quantisation == "nf4" else short  # its answers are not quite the same
    backbone = load_backbone(folder, device=device, dtype=dtype, name=called, quantisation=quantisation)
    backbone.estimated_mib = estimate.total_mib
    progress("Loading the model", 1, 1)
    return backbone, card


def backbone_folder(name: str, progress: Progress = lambda *_: None) -> Path:
    """Where the backbone of that name lies, or the folder itself; an embedded one is converted where it is not yet.

    Raises:
        ModelError: if it is not there, or not usable.
    """
    card = backbone_cards().get(name)
    folder = embedded_backbone(card, progress) if card else Path(name)
    if card is None and not folder.is_dir():
        raise ModelMissing(f"There is no backbone {name}: embedded are {', '.join(backbone_cards())}.")
    refuse_unfit_folder(folder)
    return folder


def _fitting(
    folder: Path, *, name: str, device: str, quantise: str, adapter: Path | None
) -> tuple[MemoryEstimate, Quantisation]:
    """How the model can be held, with what that takes; NF4 is no way out on a processor, where it is slow."""
    if quantise not in CHOICES:
        raise ModelError(f"There is no way to quantise called “{quantise}”: there are {', '.join(CHOICES)}.")
    free = free_mib(device)
    full, nf4 = (
        estimated_memory(
            folder, device=device, dtype=scoring_dtype(device), quantisation=held, batch_tokens=BATCH_TOKENS,
            adapter=adapter,
        )
        for held in QUANTISATIONS
    )
    is_wanted = quantise == "nf4" or (quantise == AUTO and device != "cpu" and full.total_mib > free)
    refuse_too_large(name, nf4 if is_wanted else full, free, smaller=None if is_wanted else nf4)
    return (nf4, "nf4") if is_wanted else (full, "none")


def _refuse_missing_device(device: str) -> None:
    if device != "cpu" and not (device.split(":", maxsplit=1)[0] == "cuda" and torch.cuda.is_available()):
        raise ModelMissing(f"There is no device “{device}” that the model can run on here; use “cpu”.")


def scoring_dtype(device: str) -> torch.dtype:
    """bfloat16 where the processor or card computes in it, else float32; never float16 (Gemma overflows)."""
    if device.startswith("cuda"):
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    has_bf16 = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if has_bf16 else torch.float32


def adapter_folder(card: BackboneCard | None, name: str | None, *, engine: str = "slots") -> Path | None:
    """Where the adapter of that name lies; None: there is none, or none is wanted.

    `name` None: the one shipped for the backbone and the engine, if any.

    Raises:
        ModelMissing: if there is none of that name.
    """
    if name == UNTUNED:
        return None
    shipped = places.resources() / "adapters"
    if name is None:
        own = None if card is None else card.json_adapter if engine == "json" else card.adapter
        return shipped / own if own else None
    folder = shipped / name if (shipped / name).is_dir() else Path(name)
    if not folder.is_dir():
        raise ModelMissing(f"There is no adapter {name}.")
    return folder


def chosen_adapter(
    backbone: Backbone, card: BackboneCard | None, name: str | None, *, engine: str = "slots"
) -> Adapter | None:
    """The adapter of that name or folder, applied; None: the one shipped for the backbone and engine, if any.

    Raises:
        ModelError: if it is not there, or does not fit the backbone or the engine.
    """
    folder = adapter_folder(card, name, engine=engine)
    return apply_adapter(backbone, folder, engine=engine) if folder else None


def untuned_notice(backbone: Backbone, adapter: Adapter | None, *, engine: str) -> str | None:
    """What a reader should know of a model without an adapter; None where there is one, or none is needed.

    A model that answers in JSON may have learned it in its own weights.
    """
    if adapter is not None or engine != "slots":
        return None
    return f"{backbone.name} runs untuned, without an adapter: expect poor labels until it has been trained"
