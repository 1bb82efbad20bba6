"""Which stretch of a long text is shown."""

from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.gui.stretch import MOST, STRETCH, WHOLE, grown, stretch_at

LINES = "FINDINGS: The lungs are clear and the heart is normal.\n" * 4000


def test_a_text_of_common_length_is_shown_whole() -> None:
    assert stretch_at("Clear.").is_whole
    assert stretch_at("x" * WHOLE).is_whole
    assert not stretch_at("x" * (WHOLE + 1)).is_whole


def test_no_word_is_cut_where_a_break_is_near() -> None:
    shown = stretch_at(LINES)
    assert shown.begin == 0
    assert LINES[shown.end - 1] == "\n"


@given(place=st.integers(-5, len(LINES) + 5), ends=st.lists(st.sampled_from(["earlier", "later"]), max_size=12))
def test_the_place_is_shown_and_growing_never_shows_too_much(place: int, ends: list) -> None:
    shown = stretch_at(LINES, place)
    assert shown.begin <= min(max(place, 0), len(LINES) - 1) < shown.end
    for end in ends:
        before = shown
        shown = grown(LINES, shown, end)
        assert 0 <= shown.begin < shown.end <= len(LINES)
        assert shown.end - shown.begin <= MOST + 400
        if before.can_grow(end):
            assert (shown.begin < before.begin) if end == "earlier" else (shown.end > before.end)


def test_a_text_without_a_break_is_cut_all_the_same() -> None:
    shown = stretch_at("x" * 1_000_000, 500_000)
    assert shown.begin < 500_000 < shown.end
    assert shown.end - shown.begin == STRETCH


@given(place=st.integers(0, 1_000_000), ends=st.lists(st.sampled_from(["earlier", "later"]), max_size=6))
def test_of_signs_that_are_laid_out_one_by_one_less_is_shown(place: int, ends: list) -> None:
    text = "胸片未见异常" * 170_000
    shown = stretch_at(text, place)
    assert shown.begin <= place < shown.end
    for end in ends:
        before = shown
        shown = grown(text, shown, end)
        assert shown.end - shown.begin <= MOST // 6 + 1
        if before.can_grow(end):
            assert (shown.begin < before.begin) if end == "earlier" else (shown.end > before.end)
    assert shown.end - shown.begin <= (MOST if ends else STRETCH) // 6 + 1


def test_a_chinese_report_of_common_length_is_shown_whole() -> None:
    assert stretch_at("胸片未见异常" * 300).is_whole


def test_of_a_text_that_turns_its_direction_with_every_letter_less_is_shown() -> None:
    turning = stretch_at("a\u05d0" * 100_000)
    assert turning.end < STRETCH / 3
    hebrew = stretch_at("\u05e8\u05d9\u05d0\u05d5\u05ea \u05ea\u05e7\u05d9\u05e0\u05d5\u05ea. " * 200)
    assert hebrew.is_whole  # turns nowhere but at its full stops
