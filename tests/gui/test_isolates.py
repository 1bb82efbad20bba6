"""Imported text in a line of ours."""

from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.gui.isolates import filled, isolated

FSI, PDI = "\u2068", "\u2069"
CONTROLS = "\u2066\u2067\u2068\u2069\u202e\u202c\na\u05d0"


def depth_never_ends_ours(text: str) -> bool:
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "\u2066\u2067\u2068") - (character == PDI)
        if depth == 0 and place < len(text) - 1:
            return False
    return depth == 0


@given(text=st.text(alphabet=CONTROLS, min_size=1, max_size=12))
def test_nothing_inside_ends_our_isolate_and_everything_opened_is_closed(text: str) -> None:
    assert depth_never_ends_ours(isolated(text))


def test_text_is_kept_on_one_line_and_nothing_else_is_changed() -> None:
    assert isolated("a\r\nb\u2028c") == f"{FSI}a  b c{PDI}"
    assert isolated("\u202eabc") == f"{FSI}\u202eabc{PDI}"
    assert isolated("") == ""


def test_a_value_that_looks_like_a_place_is_not_filled_again() -> None:
    assert filled("{0} and {1}", "{1}", "b") == f"{FSI}{{1}}{PDI} and {FSI}b{PDI}"
