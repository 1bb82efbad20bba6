"""The embeddings that reports of a project are compared by: of one model, because those of two cannot be.

Knows where they are stored, not what likeness is (`core.acquisition`).
"""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.embedding import EMBEDDING_BYTES, EMBEDDING_WIDTH, embedding_rows
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.store.queue_source import QueueSource


def project_embeddings(
    source: QueueSource, positions: NDArray[np.int64], models: Iterable[int]
) -> NDArray[np.float16] | None:
    """(R, 64) of the reports at these rising positions, not numbers where one has none; None where none has.

    Of the models that suggest, the one that read most reports: after a promotion only open reports are suggested
    anew, and those that are done, which the others are to be like, were read by the model before. Of two the later.
    """
    read = [_of_model(source, number) for number in sorted(models)]
    places, vectors = max(reversed(read), key=lambda one: len(one[0]), default=(array("q"), bytearray()))
    if not places:
        return None
    rows = np.searchsorted(positions, np.array(places, dtype=np.int64))
    found = np.full((len(positions), EMBEDDING_WIDTH), np.nan, dtype=np.float16)
    found[rows] = embedding_rows([bytes(vectors)])
    return found


def given_embeddings(suggestions: Sequence[Suggestion | None]) -> NDArray[np.float16] | None:
    """(R, 64) of reports with these suggestions, as far as they are of the first model that gives any."""
    given = {row: one for row, one in enumerate(suggestions) if one is not None and one.embedding is not None}
    first = next(iter(given.values()), None)
    vectors = {row: one.embedding for row, one in given.items() if first and one.embedding and one.model == first.model}
    if not vectors:
        return None
    found = np.full((len(suggestions), EMBEDDING_WIDTH), np.nan, dtype=np.float16)
    found[list(vectors)] = embedding_rows(list(vectors.values()))
    return found


def _of_model(source: QueueSource, model: int) -> "tuple[array[int], bytearray]":
    places, vectors = array("q"), bytearray()
    for position, vector in source.embeddings_by(model):
        if len(vector) == EMBEDDING_BYTES:
            places.append(position)
            vectors += vector
    return places, vectors
