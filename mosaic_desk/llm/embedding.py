"""A report's embedding, from the pass that answers it: 64 numbers in which reports that say alike lie close.

The states of the report's tokens in one layer are averaged, clipped and projected. Nothing is fitted to any reports, so
an embedding is the same whenever and beside whatever its report is read. All embeddings of a model share a large
direction: whoever compares them takes their mean away first (`core.acquisition.likeness`).

Which states: what enters the layer that evidence is read in (`llm.looking`) tells more of findings that the model was
never asked, and of positives that it missed, than the last layer. The states at the ends of the questions tell no more
than the probabilities, which are kept anyway, and nothing of findings that were not asked. Tried on 895 reports of real
people with Gemma 3 270M.
"""

import hashlib
from functools import lru_cache

import numpy as np
import torch

from mosaic_desk.core.embedding import EMBEDDING_WIDTH, embedding_bytes

_CLIP = 10.0
"""Times the median of a report's dimensions: a few are fifty times as large, and would drown the rest."""


def embedding(states: torch.Tensor) -> bytes | None:
    """The embedding of a report from its tokens' states, (T, H); None where they are not numbers, or all nothing."""
    mean = states.float().mean(0)  # (H,)
    most = _CLIP * float(mean.abs().median())
    projected = mean.clamp(-most, most) @ projection(len(mean), str(states.device))  # (64,)
    if not bool(projected.isfinite().all()) or not bool(projected.any()):
        return None
    return embedding_bytes(projected.cpu().numpy())


@lru_cache(maxsize=2)
def projection(hidden: int, device: str = "cpu") -> torch.Tensor:
    """Signs, (H, 64), whose products keep the angles between states, about 0.1 off in the cosine.

    Of a hash and not of a generator of random numbers: the same on every machine and in every version, as stored
    embeddings need. That signs do as well as normal numbers: D. Achlioptas, J. Comput. Syst. Sci. 66, 2003.
    """
    drawn = hashlib.shake_256(f"report embedding {hidden}".encode()).digest(hidden * EMBEDDING_WIDTH // 8)
    bits = np.unpackbits(np.frombuffer(drawn, dtype=np.uint8)).reshape(hidden, EMBEDDING_WIDTH)
    return torch.from_numpy(2.0 * bits - 1.0).float().to(device)
