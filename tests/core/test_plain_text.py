"""How a report was typed: blanks, broken lines, capitals."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.plain_text import plain, unshouted
from mosaic_desk.core.sections import read_by_model


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("No  effusion.   Heart\tnormal.", "No effusion. Heart normal."),
        ("No effusion.\r\n\r\n  Heart normal.", "No effusion.\nHeart normal."),
        ("There is no focal consolidation, pleural effusion\nor pneumothorax.",
         "There is no focal consolidation, pleural effusion or pneumothorax."),
        ("There is no focal consolidation or effusion.\nheart normal",
         "There is no focal consolidation or effusion.\nheart normal"),
        ("Clear lungs\nno effusion", "Clear lungs\nno effusion"),  # a list of short lines stays a list
        ("The lungs are clear without focal airspace disease\nheart: normal",
         "The lungs are clear without focal airspace disease\nheart: normal"),
        ("Silhouette cardiaque\u202f: normale", "Silhouette cardiaque : normale"),
    ],
)
def test_white_space_is_read_as_its_writer_meant_it(typed: str, read: str) -> None:
    assert plain(typed)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("NO PNEUMOTHORAX. HEART SIZE NORMAL", "No pneumothorax. Heart size normal"),
        ("LUNGS CLEAR.\nNO EFFUSION.", "Lungs clear.\nNo effusion."),
        ("STABLE XXXX OPACITY AT THE LEFT BASE.", "Stable XXXX opacity at the left base."),
        ("CT chest normal.", "CT chest normal."),
        ("NO PTX", "NO PTX"),  # too short to tell
        ("GROẞE HERZSILHOUETTE, KEIN ERGUSS", "Große herzsilhouette, kein erguss"),
    ],
)
def test_a_report_in_capitals_is_read_as_sentences(typed: str, read: str) -> None:
    assert unshouted(typed) == read


@given(st.text(alphabet="AB_ .!-\n\r", max_size=60))
def test_a_letter_stays_a_capital_only_where_a_sentence_starts(text: str) -> None:
    text += " ABCDEFGHIJKLM"
    starts = {match.end() for match in re.finditer(r"(?:^|\n|[.!?]\s+)[^\w\n]*(?=\w)", text)}
    assert unshouted(text) == "".join(c if place in starts else c.lower() for place, c in enumerate(text))


@pytest.mark.parametrize("filling", [". ", "! ? ", "- ", " \n"])
def test_a_report_of_the_greatest_length_is_read_at_once(filling: str) -> None:
    text = "NO EFFUSION OR PNEUMOTHORAX " + filling * (1_000_000 // len(filling))
    started = time.process_time()
    unshouted(text)
    assert time.process_time() - started < 20  # tried: 1 s; where each mark looks at all that follow, hours


@given(st.text(alphabet="aA .\n\r\t:ßİ", max_size=120))
def test_every_character_keeps_its_place_and_every_text_its_length(text: str) -> None:
    read, places = plain(text)
    assert len(read) == len(places) and len(unshouted(text)) == len(text)
    assert all(text[place] == letter or letter.isspace() for letter, place in zip(read, places, strict=True))


def test_the_same_report_is_read_the_same_from_any_archive() -> None:
    text = "FINDINGS: No focal consolidation, pleural effusion or pneumothorax is seen.\nIMPRESSION: Normal."
    padded = text.replace(" ", "  ")
    broken = text.replace("effusion or", "effusion\nor")
    assert read_by_model(padded).text == read_by_model(broken).text == read_by_model(text).text


def test_a_span_of_what_is_read_leads_back_over_padding() -> None:
    typed = "FINDINGS:  No   pleural \n\n effusion."
    read = read_by_model(typed)
    start = read.text.index("No")
    assert typed[slice(*read.full_span(start, len(read.text)))] == "No   pleural \n\n effusion."
    assert read.read_span(typed.index("No"), len(typed)) == (start, len(read.text))


def test_each_line_of_the_page_is_judged_by_its_own_length() -> None:
    first = "There is no focal consolidation, pleural effusion"
    assert plain(f"{first}\nor mass\nheart normal")[0] == f"{first} or mass\nheart normal"
