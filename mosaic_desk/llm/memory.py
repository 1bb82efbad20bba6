"""Memory that a model will take, told before it is loaded, and what is free.

Knows the configuration and the size of files, and builds the model without weights to count them; reads
no weights, and does not know which model is wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch

from mosaic_desk.core.errors import ModelError, ModelRefused

Quantisation = Literal["none", "nf4"]
"""How the weights of the linear layers are held: in the dtype of the pass, or in 4 bits."""

QUANTISATIONS: tuple[Quantisation, ...] = ("none", "nf4")

_MIB = 2**20
_GIB_IN_MIB = 1024
_NF4_BYTES = 0.5 + 1 / 64 + 4 / (64 * 256)
"""A weight: 4 bits, a byte for the scale of 64, four for the scale of 256 such scales."""
_TOKENIZER_PER_BYTE = 10
"""A tokenizer takes about ten times its file (measured: 322 MiB for 32, 46 MiB for 3.4)."""
_RUNTIME_MIB = {"cpu": 100, "cuda": 600}
"""What the first pass brings up beside its tensors: threads, packed weights, kernels (on a GPU its context).

The processor's lies between what was measured for the two embedded models; the GPU's is a guess.
"""
_MAX_LAYERS = 1000
"""No model has so many; building the layers that a broken configuration asks for would take the memory itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MemoryEstimate:
    """What loading and scoring will take on one device, in MiB, beside the libraries themselves."""

    weights_mib: float
    tokenizer_mib: float
    pass_mib: float
    adapter_mib: float

    @property
    def total_mib(self) -> float:
        """All of it together: nothing of it is given back while reports are scored."""
        return self.weights_mib + self.tokenizer_mib + self.pass_mib + self.adapter_mib


def estimated_memory(
    folder: Path, *, device: str, dtype: torch.dtype, quantisation: Quantisation = "none",
    batch_tokens: int, adapter: Path | None = None,
) -> MemoryEstimate:
    """What the model of a folder will take, from its configuration and the sizes of its files.

    Raises:
        ModelRefused: if the configuration is none that a model can be built from.
    """
    model = skeleton(folder, dtype)
    kind = device.split(":", maxsplit=1)[0]
    return MemoryEstimate(
        weights_mib=weights_bytes(model, quantisation) / _MIB,
        # The tokenizer stays in the memory of the machine, also where the model is on a card.
        tokenizer_mib=_TOKENIZER_PER_BYTE * _size(folder / "tokenizer.json") / _MIB if kind == "cpu" else 0.0,
        pass_mib=_RUNTIME_MIB[kind] + _activations_bytes(model.config.get_text_config(), batch_tokens, dtype) / _MIB,
        adapter_mib=_adapter_bytes(model, adapter) / _MIB,
    )


def skeleton(folder: Path, dtype: torch.dtype) -> Any:
    """The model of a folder without its weights: every parameter has a shape and takes no memory.

    Raises:
        ModelRefused: if the configuration is none that a model can be built from.
    """
    from transformers import AutoConfig, AutoModelForCausalLM

    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        layers = config.get_text_config().num_hidden_layers
        if not 0 < layers <= _MAX_LAYERS:
            raise ModelRefused(f"The configuration in {folder} asks for {layers} layers, which no model has.")
        with torch.device("meta"):
            return AutoModelForCausalLM.from_config(config, dtype=dtype, trust_remote_code=False)
    except ModelRefused:
        raise
    except Exception as error:  # a configuration is any JSON: what it makes the library do cannot be listed
        raise ModelRefused(f"The configuration in {folder} is not usable ({type(error).__name__}).") from error


def weights_bytes(model: Any, quantisation: Quantisation) -> float:
    """Bytes of the parameters, those that two layers share counted once; exact but for the padding of blocks."""
    total = sum(weight.numel() * weight.element_size() for weight in model.parameters())
    if quantisation == "nf4":
        linear = list(_quantised_weights(model))
        total += sum(weight.numel() * (_NF4_BYTES - weight.element_size()) for weight in linear)
    return float(total)


def _quantised_weights(model: Any) -> Iterator[torch.Tensor]:
    """The weights that NF4 holds in 4 bits: of every linear layer but the vocabulary head."""
    head = model.get_output_embeddings()
    for module in model.modules():
        if isinstance(module, torch.nn.Linear) and module is not head:
            yield module.weight


def _activations_bytes(config: Any, tokens: int, dtype: torch.dtype) -> int:
    """The tensors that live at the same time inside one layer, and the masks."""
    head = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    heads = config.num_attention_heads + 2 * config.num_key_value_heads
    wide = 4 * config.hidden_size + 3 * config.intermediate_size + 2 * heads * head
    return int(tokens * wide * dtype.itemsize + 2 * tokens * tokens * (1 + dtype.itemsize))


def _adapter_bytes(model: Any, adapter: Path | None) -> int:
    """The adapter in float32 (it lies on disk in 16 bits), and one layer's difference while it is merged."""
    if adapter is None:
        return 0
    widest = max((weight.numel() for weight in _quantised_weights(model)), default=0)
    return 2 * sum(_size(path) for path in adapter.glob("*.safetensors")) + 4 * widest


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def free_mib(device: str) -> float:
    """Memory that can be taken now: of the card, or of the machine without pushing anything out."""
    if device.startswith("cuda"):
        return float(torch.cuda.mem_get_info(device)[0]) / _MIB
    import psutil

    return float(psutil.virtual_memory().available) / _MIB


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that memory ran out; a processor's allocator says it as a plain `RuntimeError`."""
    words = ("can't allocate memory", "not enough memory")
    is_allocator = isinstance(error, RuntimeError) and any(word in str(error) for word in words)
    return is_allocator or isinstance(error, torch.OutOfMemoryError | MemoryError)


def told(name: str, estimate: MemoryEstimate, free: float) -> str:
    """What is about to happen, in one sentence."""
    return f"Loading {name}: about {_gib(estimate.total_mib)} of {_gib(free)} free"


def refuse_too_large(
    name: str, estimate: MemoryEstimate, free: float, *, smaller: MemoryEstimate | None = None
) -> None:
    """Stop before a load that cannot succeed; `smaller` is the estimate in NF4, None where it is no way out.

    Raises:
        ModelError: if more is needed than there is.
    """
    if estimate.total_mib <= free:
        return
    quantise = "load it with --quantise nf4, " if smaller and smaller.total_mib <= free else ""
    raise ModelError(
        f"{name} needs about {_gib(estimate.total_mib)} of memory and {_gib(free)} are free:"
        f" {quantise}close other programs, or choose a smaller model."
    )


def _gib(mib: float) -> str:
    return f"{mib / _GIB_IN_MIB:.1f} GiB"
