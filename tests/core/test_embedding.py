"""What an embedding looks like in a file and in a line."""

import numpy as np
import pytest

from mosaic_desk.core.embedding import (
    EMBEDDING_BYTES,
    embedding_bytes,
    embedding_of_text,
    embedding_rows,
    embedding_text,
)

NUMBERS = np.linspace(-3, 5, 64)


def test_an_embedding_has_length_one_and_half_precision_lowest_byte_first() -> None:
    stored = embedding_bytes(NUMBERS)
    assert len(stored) == EMBEDDING_BYTES
    (row,) = embedding_rows([stored])
    assert row.dtype == np.float16 and np.linalg.norm(row.astype(float)) == pytest.approx(1, abs=1e-3)
    assert row.astype(float) == pytest.approx(NUMBERS / np.linalg.norm(NUMBERS), abs=1e-3)
    first = np.float16(NUMBERS[0] / np.linalg.norm(NUMBERS))
    assert int.from_bytes(stored[:2], "little") == int(first.view(np.uint16))


def test_only_the_direction_counts() -> None:
    assert embedding_bytes(NUMBERS) == embedding_bytes(NUMBERS * 1024)


def test_an_embedding_survives_a_line_of_text() -> None:
    stored = embedding_bytes(NUMBERS)
    assert embedding_of_text(embedding_text(stored)) == stored
    assert embedding_text(stored).isascii()


@pytest.mark.parametrize("numbers", [np.zeros(64), np.full(64, np.nan), np.full(64, np.inf), np.ones(63)])
def test_what_has_no_direction_is_no_embedding(numbers: np.ndarray) -> None:
    with pytest.raises(ValueError, match="64 numbers"):
        embedding_bytes(numbers)


@pytest.mark.parametrize("text", ["", "AAAA", "*" * 172, "é", embedding_text(bytes(126)), embedding_text(bytes(256))])
def test_what_is_no_embedding_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match="no embedding"):
        embedding_of_text(text)


def test_no_embeddings_are_no_rows() -> None:
    assert embedding_rows([]).shape == (0, 64)
