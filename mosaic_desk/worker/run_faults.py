"""Why a training run ended, in one sentence that a reader can act on; never what an error says of its data."""

import errno

from mosaic_desk.core.errors import MosaicError

_KEPT = "The old adapter stays in use, and the corrections are untouched."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def sentence_of(error: BaseException) -> str:
    """The sentence for anything that training may raise."""
    if isinstance(error, MosaicError):
        return str(error)
    if isinstance(error, ImportError):
        return f"The model's libraries are not installed ({error.name}): install the extra “model” to train."
    if isinstance(error, MemoryError) or _is_out_of_memory(error):
        return f"The memory ran out: close other programs, then resume the run. {_KEPT}"
    if _is_of_the_card(error):
        return f"The graphics card failed or is gone: see to it or restart the computer, then resume. {_KEPT}"
    if isinstance(error, OSError) or type(error).__name__ == "SafetensorError":
        return f"{_of_the_disk(error)}, then resume the run. {_KEPT}"
    return f"Training failed ({type(error).__name__}); the run's log.txt says where. {_KEPT}"


def _is_out_of_memory(error: BaseException) -> bool:
    from mosaic_desk.llm.memory import is_out_of_memory

    return is_out_of_memory(error)


def _is_of_the_card(error: BaseException) -> bool:
    """CUDA tells a card that is lost, or a driver that was taken away, by its words alone."""
    words = str(error)
    is_cuda = any(word in words for word in ("CUDA", "cuDNN", "CUBLAS", "NVIDIA"))
    return isinstance(error, RuntimeError) and (type(error).__name__ == "AcceleratorError" or is_cuda)


def _of_the_disk(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno not in _FULL:
        return f"The folder of the run cannot be used ({error.strerror or 'no reason given'}): see to it"
    return "The disk did not take what was to be written: make room"
