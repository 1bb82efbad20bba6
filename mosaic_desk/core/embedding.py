"""The form of a report's embedding: 64 numbers of half precision, as bytes in a file and as text in a line.

Says what one looks like, not how it is made (`llm.embedding`) or what it is compared with (`core.acquisition`).
Only embeddings of the same model can be compared. They are made of the report's words: as confidential as those.
"""

import base64
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

EMBEDDING_WIDTH = 64
EMBEDDING_BYTES = 2 * EMBEDDING_WIDTH

_NUMBER = np.dtype("<f2")  # the same on every machine


def embedding_bytes(numbers: NDArray[np.floating]) -> bytes:
    """The embedding that some numbers are, (64,): they are divided by their length and rounded.

    Raises:
        ValueError: if they have no length, or one of them is not a number.
    """
    length = float(np.linalg.norm(numbers.astype(np.float64)))
    if numbers.shape != (EMBEDDING_WIDTH,) or not 0 < length < np.inf:
        raise ValueError("an embedding is 64 numbers with a length")
    return (numbers / length).astype(_NUMBER).tobytes()


def embedding_rows(stored: Sequence[bytes]) -> NDArray[np.float16]:
    """Some embeddings as rows, (R, 64)."""
    rows: NDArray[np.float16] = np.frombuffer(b"".join(stored), dtype=_NUMBER).reshape(-1, EMBEDDING_WIDTH)
    return rows


def embedding_text(stored: bytes) -> str:
    """An embedding as text, for a line of JSON: base64."""
    return base64.b64encode(stored).decode("ascii")


def embedding_of_text(text: str) -> bytes:
    """The embedding that `embedding_text` wrote.

    Raises:
        ValueError: if it is none.
    """
    try:
        stored = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):  # binascii.Error is the former
        raise ValueError("no embedding") from None
    if len(stored) != EMBEDDING_BYTES:
        raise ValueError("no embedding")
    return stored
