"""What a card may hold: a text of tables and lists, and nothing that loads, links or rewrites the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.exchange.card_text import MOST_BYTES, card_of, plain_line


def test_a_card_with_headings_tables_and_other_alphabets_is_taken() -> None:
    text = "# Adapter æøå\n\n**Made** from `patient` data.\n\n| a | b |\n|---|--:|\n| 医 | 0.5 → 1 |\n"
    assert card_of(text.encode(), source="a.zip") == text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe", "no text"), (b"a" * (MOST_BYTES + 1), "longer than any card"),
        (b"\x1b[31mred", "hidden signs"), (b"a\x00", "hidden signs"), (b"a\rb", "hidden signs"),
        ("a\u202eb".encode(), "hidden signs"), ("a\u200bb".encode(), "hidden signs"),
        ("a\u2028b".encode(), "hidden signs"), ("\ufeffa".encode(), "hidden signs"), ("\ue000".encode(), "hidden"),
        (b"<script>alert(1)</script>", "links or markup"), (b"<img src=x>", "links or markup"),
        (b"![x](file.png)", "links or markup"), (b"[x]: a", "links or markup"), (b"&#60;b", "links or markup"),
        (b"&lt;b", "links or markup"), (b"see HTTP://example.org", "links or markup"),
        (b"Www.evil.example", "links or markup"),
    ],
)  # fmt: skip
def test_what_loads_links_or_hides_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(ImportRefused, match=f"The card in a.zip .*{why}"):
        card_of(data, source="a.zip")


@given(st.text(max_size=60))
def test_any_text_made_plain_may_stand_in_a_card(text: str) -> None:
    line = plain_line(text)
    assert card_of(line.encode(), source="a.zip") == line and "\n" not in line


@pytest.mark.parametrize("text", ["edema", "F1 0.50 before, 0.90 now (+0.40)", "gemma-3-270m+nf4", "AT&T", "é"])
def test_what_marks_nothing_up_stays_as_it_is(text: str) -> None:
    assert plain_line(text) == text
