"""The initials that stand for readers."""

import pytest

from mosaic_desk.desk.readers import distinct_initials, initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ada Berg", "AB"), ("ada.berg", "AB"), ("Ada", "AD"), ("Ada Marie Berg Lund", "AMB"), ("", ""), ("å", "Å")],
)
def test_a_name_has_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["Ada Berg", "Ben Carl"], ["AB", "BC"]),
        (["Ada Berg", "Anna Boe"], ["AdB", "AnB"]),
        (["Anna Berg", "Anne Boe"], ["AnnaB", "AnneB"]),
        (["Ada", "Adam"], ["Ada", "Adam"]),
        (["Ada Berg", "Ada Boe"], ["AB1", "AB2"]),
        (["Ada Berg", "Ada Berg"], ["AB", "AB"]),
    ],
)
def test_two_readers_with_the_same_initials_are_told_apart(names: list[str], letters: list[str]) -> None:
    told = distinct_initials(names)
    assert [told[name] for name in names] == letters
    assert len(set(told.values())) == len(set(names))
