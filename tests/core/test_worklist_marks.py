"""Which stretches of the worklist's box are words, terms, or terms that are not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.worklist_marks import Kind, stretches_of
from mosaic_desk.core.worklist_parsing import MAX_TERMS, query_from
from mosaic_desk.core.worklist_query import Vocabulary

VOCABULARY = Vocabulary(
    findings={FindingId("edema"): ("Edema",), FindingId("pleural_effusion"): ("Pleural effusion",)},
    languages=("en", "da"), readers=("Ada Berg",),
)  # fmt: skip


def marked(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], str(one.kind)) for one in stretches_of(text, VOCABULARY)]


def test_every_stretch_is_told_apart() -> None:
    assert marked('small  -state:unread "left lung" edema=positive foo:bar is:nothing') == [
        ("small", "words"), ("-state:unread", "term"), ('"left lung"', "words"), ("edema=positive", "term"),
        ("foo:bar", "wrong"), ("is:nothing", "wrong"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["state:", "edema=", "edema=pos,", "date:2021-13", "-source:model", "…"])
def test_what_is_refused_is_wrong(text: str) -> None:
    assert marked(text) == [(text, "wrong")]


def test_a_second_source_is_wrong_and_the_first_is_not() -> None:
    assert [kind for _, kind in marked("source:model edema source:reader")] == ["term", "words", "wrong"]


def test_a_text_that_is_no_query_at_all_has_no_marks() -> None:
    assert stretches_of("is:flagged " * (MAX_TERMS + 1), VOCABULARY) == ()


@given(st.lists(st.sampled_from(["edema", "is:flagged", "is:x", "edema=p", "source:model", '"a b"', "-", "date:2021"])))
def test_a_text_is_refused_exactly_where_a_stretch_is_wrong(pieces: list[str]) -> None:
    text = " ".join(pieces[:MAX_TERMS])
    is_wrong = any(one.kind is Kind.WRONG for one in stretches_of(text, VOCABULARY))
    try:
        query_from(text, VOCABULARY)
        is_refused = False
    except InputError:
        is_refused = True
    assert is_refused == is_wrong
