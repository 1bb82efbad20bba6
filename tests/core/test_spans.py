"""Sentences, clauses, and the span that weights over tokens point at."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.spans import is_in_same_sentence, pointed_span, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No effusion. Heart is large.", ["No effusion.", "Heart is large."]),
        ("A cap of 2.5 cm on ve. side", ["A cap of 2.5 cm on ve. side"]),
        ("1. Clear lungs. 2. No effusion.", ["1. Clear lungs.", "2. No effusion."]),
        ("IMPRESSION: 1. Clear lungs.\n 2. No effusion.", ["IMPRESSION: 1. Clear lungs.", "2. No effusion."]),
        ("(1. Clear lungs) 2. No effusion", ["(1. Clear lungs) 2. No effusion"]),
        ("Compared with image 4. No effusion.", ["Compared with image 4.", "No effusion."]),
    ],
)
def test_a_numbered_item_is_one_sentence_with_its_number(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


LONG = "There is patchy opacification at the left base which is"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n unchanged. No effusion.", [f"{LONG}\n unchanged.", "No effusion."]),
        (f"{LONG} \nunchanged", [f"{LONG} \nunchanged"]),
        (f"{LONG}\n\nunchanged", [LONG, "unchanged"]),
        (f"{LONG}\nThe heart is large", [LONG, "The heart is large"]),
        (f"{LONG}\nheart: large", [LONG, "heart: large"]),
        (f"{LONG} old.\nno effusion", [f"{LONG} old.", "no effusion"]),
        ("no effusion\nno fracture", ["no effusion", "no fracture"]),
    ],
)
def test_a_line_that_was_broken_by_its_width_goes_on(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet="aA1. \n:(;", max_size=60))
def test_sentences_lie_in_order_and_lose_nothing_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


def weighted(text: str, weight_of: dict[str, float]) -> tuple[list[tuple[int, int]], list[float]]:
    """A token a word; words that are not named weigh nothing."""
    offsets, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        offsets.append((start, start + len(word)))
        start += len(word)
    return offsets, [weight_of.get(text[s:e].strip(".,"), 0.0) for s, e in offsets]


def test_the_clause_that_holds_the_weight_is_pointed_at() -> None:
    text = "Heart is normal. Small effusion, no pneumothorax."
    offsets, weights = weighted(text, {"effusion": 0.9, "no": 0.1})
    span = pointed_span(text, offsets, weights)
    assert span is not None
    assert text[slice(*span)] == "Small effusion"


def test_a_span_beside_the_sentence_of_its_quote_is_no_hit() -> None:
    text = "No effusion. Heart is large."
    assert is_in_same_sentence(text, (0, 5), (3, 11))
    assert not is_in_same_sentence(text, (0, 5), (13, 18))
