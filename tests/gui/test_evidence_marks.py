"""Evidence as values: numbering, joining, taking away, the way through it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingRow
from mosaic_desk.gui.evidence import evidence_steps, trimmed, with_mark, without_mark
from tests.gui.fake_session import suggest

SPAN = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def row(models: tuple = (), own: tuple = ()) -> FindingRow:
    return FindingRow(
        finding_id=FindingId("x"), name="X", definition="", guidance="", correction=None, positives=0,
        suggestion=suggest(MentionClass.POSITIVE, 0.9, *models), own_evidence=own,
    )  # fmt: skip


def covered(spans: tuple) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


@given(marks=st.lists(SPAN, max_size=6))
def test_marks_cover_what_was_marked_and_never_overlap(marks: list) -> None:
    spans: tuple = ()
    for mark in marks:
        spans = with_mark(spans, mark)
    assert covered(spans) == covered(tuple(marks))
    assert list(spans) == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_the_mark_at_the_caret_is_taken_away_and_no_other() -> None:
    assert without_mark(((0, 4), (8, 12)), 9) == ((0, 4),)
    assert without_mark(((0, 4), (8, 12)), 12) == ((0, 4),)
    assert without_mark(((0, 4), (8, 12)), 6) == ((0, 4), (8, 12))


def test_a_selection_is_marked_without_the_blanks_at_its_ends() -> None:
    assert trimmed("  left\neffusion \n", (0, 17)) == (2, 15)
    assert trimmed("a   b", (1, 4)) is None
    assert trimmed("abc", (-3, 90)) == (0, 3)


def test_the_way_goes_through_the_models_and_the_readers_in_the_order_of_the_text() -> None:
    steps = evidence_steps(row(models=((10, 14), (2, 5), (90, 99)), own=((2, 5), (6, 8))), 20)
    assert [(step.span, step.is_models, step.is_own) for step in steps] == [
        ((2, 5), True, True), ((6, 8), False, True), ((10, 14), True, False),
    ]  # fmt: skip
