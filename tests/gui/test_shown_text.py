"""Offsets between code points and what Qt counts."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from mosaic_desk.gui.shown_text import ShownText

ODD = st.text(alphabet=st.sampled_from("a \n\r\t𝔸😀é\u0301\u2028\u2029\x00\ufdd0\ufeff<&"), max_size=40)


def between(document: QTextDocument, shown: ShownText, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(shown.to_qt(start))
    cursor.setPosition(shown.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n")


def test_characters_beyond_sixteen_bits_move_what_follows_by_one_more() -> None:
    shown = ShownText.of("𝔸😀 effusion")
    assert (shown.to_qt(0), shown.to_qt(1), shown.to_qt(2), shown.to_qt(3)) == (0, 2, 4, 5)
    assert [shown.from_qt(place) for place in (0, 1, 2, 3, 4, 5)] == [0, 0, 1, 1, 2, 3]


def test_a_windows_line_break_is_one_break_in_qt(qapp) -> None:
    text = "FINDINGS:\r\nSmall 😀 effusion.\r\nEnd."
    shown, document = ShownText.of(text), QTextDocument()
    document.setPlainText(shown.text)
    start = text.index("effusion")
    assert between(document, shown, start, start + 8) == "effusion"


@given(text=ODD)
def test_every_character_is_found_where_it_stands(qapp, text: str) -> None:
    shown, document = ShownText.of(text), QTextDocument()
    document.setPlainText(shown.text)
    assert document.characterCount() == shown.starts[-1] + 1
    for index, character in enumerate(text):
        if character in "a𝔸😀<&é":
            assert between(document, shown, index, index + 1) == character


@given(text=ODD)
def test_the_way_there_and_back_gives_the_same_place(text: str) -> None:
    shown = ShownText.of(text)
    for offset in range(len(text) + 1):
        back = shown.from_qt(shown.to_qt(offset))
        assert shown.to_qt(back) == shown.to_qt(offset)


def test_a_lone_surrogate_is_shown_as_a_replacement_sign() -> None:
    assert ShownText.of("a\ud800b").text == "a\ufffdb"


def test_an_offset_beyond_the_text_is_its_end() -> None:
    shown = ShownText.of("abc")
    assert shown.to_qt(99) == 3
    assert shown.to_qt(-1) == 0
    assert shown.from_qt(99) == 3
