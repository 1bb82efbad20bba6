"""Sections of reports in nine languages; what the model reads, and the way back to the full text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.section_words import HEADING_WORDS
from mosaic_desk.core.sections import READ_BY_MODEL, SectionKind, read_by_model, split_sections, without_heading

FINDINGS, IMPRESSION, INDICATION = SectionKind.FINDINGS, SectionKind.IMPRESSION, SectionKind.INDICATION
headings = st.sampled_from([word for words in HEADING_WORDS.values() for word in words])
cased = st.builds(lambda word, change: change(word), headings, st.sampled_from([str.upper, str.title, str.lower]))
lines = st.one_of(
    st.builds("{}{}{}\n".format, cased, st.sampled_from([":", " :", "", " -", "\n"]), st.text(max_size=40)),
    st.text(max_size=60),
    st.sampled_from(["\r\n\r\n", "\n\n", "Lungs: clear.\n", "___\n", "İndication: ıSSUE", "  "]),
)
texts = st.lists(lines, max_size=8).map("".join)


def kinds(text: str) -> list[SectionKind]:
    return [section.kind for section in split_sections(text)]


def body(text: str, kind: SectionKind) -> str:
    section = next(section for section in split_sections(text) if section.kind is kind)
    return text[section.body_start : section.end].strip()


@given(texts)
def test_sections_cover_any_text_without_gap_or_overlap(text: str) -> None:
    sections = split_sections(text)
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(one.end == following.start for one, following in pairwise(sections))
    assert all(one.start <= one.body_start <= one.end for one in sections)


@given(texts)
def test_every_character_that_is_read_leads_back_to_the_full_text(text: str) -> None:
    read = read_by_model(text)
    assert len(read.places) == len(read.text)
    assert all(one < following for one, following in pairwise(read.places))
    for number, place in enumerate(read.places):
        kept, shown = text[place], read.text[number]
        assert shown == kept or (shown.isspace() and (kept.isspace() or number in read.joints)) or shown == kept.lower()
        if not shown.isspace():
            assert read.read_span(*read.full_span(number, number + 1)) == (number, number + 1)


@given(texts)
def test_nothing_of_a_section_that_is_not_read_gets_through(text: str) -> None:
    kept = {
        offset
        for section in split_sections(text)
        if section.kind in READ_BY_MODEL
        for offset in range(section.start, section.end)
    }
    read = read_by_model(text)
    assert kept >= {place for number, place in enumerate(read.places) if number not in read.joints}


@pytest.mark.parametrize(
    ("indication", "findings", "impression"),
    [
        ("INDICATION", "FINDINGS", "IMPRESSION"),
        ("Clinical history", "Findings", "Conclusion"),
        ("Motivo", "Hallazgos", "Impresión diagnóstica"),
        ("DATOS CLÍNICOS", "HALLAZGOS", "CONCLUSIÓN"),
        ("Renseignements cliniques ", "Résultats ", "Conclusion "),
        ("INDICATION\u00a0", "RÉSULTAT\u202f", "AU TOTAL\u00a0"),
        ("Klinische Angaben", "Befund", "Beurteilung"),
        ("FRAGESTELLUNG", "BEFUND", "ZUSAMMENFASSUNG"),
        ("Kliniske oplysninger", "Beskrivelse", "Konklusion"),
        ("Frågeställning", "Utlåtande", "Sammanfattning"),
        ("Vraagstelling", "Verslag", "Conclusie"),
        ("Quesito clinico", "Referto", "Conclusioni"),
        ("Informação clínica", "Achados", "Conclusão"),
        ("indication", "findings", "impression"),
        ("**INDICATION", "**FINDINGS", "## IMPRESSION"),
        ("CLINICAL HISTORY (per ED)", "FINDINGS (portable)", "IMPRESSION (final)"),
    ],
)
def test_headings_are_known_in_the_languages_and_ways_radiologists_write_them(
    indication: str, findings: str, impression: str
) -> None:
    text = f"{indication}: cough.\n{findings}: Lungs clear.\n{impression}: Normal."
    assert kinds(text)[-3:] == [INDICATION, FINDINGS, IMPRESSION]
    assert body(text, IMPRESSION) == "Normal."
    assert "cough" not in read_by_model(text).text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_heading_may_stand_on_a_line_of_its_own_without_a_colon(newline: str) -> None:
    text = newline.join(["INDICATION", "Cough", "", "FINDINGS", "Lungs clear.", "", "IMPRESSION", "Normal."])
    assert kinds(text) == [INDICATION, FINDINGS, IMPRESSION]
    assert body(text, FINDINGS) == "Lungs clear."


def test_headings_within_a_line_are_found_after_a_sentence_and_in_capitals() -> None:
    assert kinds("INDICATION: cough. FINDINGS: clear.  Impression: normal.") == [INDICATION, FINDINGS, IMPRESSION]
    assert kinds("HISTORY: Cough COMPARISON: None FINDINGS: Lungs clear") == [
        INDICATION,
        SectionKind.COMPARISON,
        FINDINGS,
    ]


def test_a_report_all_in_capitals_is_cut_at_its_headings_only() -> None:
    text = "HISTORY: FALL.\nFINDINGS: COMPARED WITH THE PRIOR STUDY: NO CHANGE. NO FRACTURE.\nIMPRESSION: NORMAL."
    assert kinds(text) == [INDICATION, FINDINGS, IMPRESSION]
    assert body(text, FINDINGS).endswith("NO FRACTURE.")


@pytest.mark.parametrize("nested", ["Lungs", "LUNGS AND PLEURA", "Pleura", "Corazón", "Médiastin ", "Herz", "Knogler"])
def test_nested_headings_stay_in_the_findings(nested: str) -> None:
    text = f"FINDINGS:\n{nested}: no change.\nBones: intact.\nIMPRESSION: normal."
    assert kinds(text) == [FINDINGS, IMPRESSION]


def test_a_title_right_behind_a_heading_is_nested_in_it() -> None:
    assert kinds("FINDINGS: Chest: The lungs are clear.") == [FINDINGS]


def test_a_view_named_as_a_title_heads_what_was_seen() -> None:
    text = "INDICATION: Rule out pneumonia.\nPORTABLE AP CHEST: Lungs are clear.\nIMPRESSION: Normal."
    assert read_by_model(text).text == "PORTABLE AP CHEST: Lungs are clear.\nIMPRESSION: Normal."


def test_a_word_that_only_begins_a_sentence_is_no_heading() -> None:
    text = "Comparison is made with the film of yesterday. Findings are unchanged. Impression of volume loss."
    assert kinds(text) == [SectionKind.UNHEADED]


def test_a_sentence_broken_into_lines_is_not_cut_at_a_heading_word() -> None:
    assert kinds("No change is seen since the\nprior\nexamination of May.") == [SectionKind.UNHEADED]


def test_two_headings_in_one_open_what_is_read() -> None:
    assert kinds("FINDINGS AND IMPRESSION: normal.") == [FINDINGS]
    assert kinds("History / Technique: fall, two views.\nFindings: normal.") == [INDICATION, FINDINGS]
    assert kinds("COMPARISON/FINDINGS: as yesterday.") == [FINDINGS]


def test_findings_without_a_heading_are_read_after_the_paragraph_of_the_indication() -> None:
    text = "INDICATION: Cough, evaluate for pneumonia.\n\nHeart size normal. Lungs clear.\n\nIMPRESSION: Normal."
    assert read_by_model(text).text == "Heart size normal. Lungs clear.\nIMPRESSION: Normal."


def test_findings_without_a_heading_are_read_where_nested_headings_begin() -> None:
    text = "COMPARISON: None.\nLUNGS: Clear.\nPLEURA: No effusion."
    assert read_by_model(text).text == "LUNGS: Clear.\nPLEURA: No effusion."


def test_findings_on_the_line_of_the_history_are_read_when_nothing_else_is() -> None:
    assert read_by_model("History: cough. Lungs clear.").text == "Lungs clear."


@pytest.mark.parametrize(
    "text",
    [
        "INDICATION: Chest pain, rule out pneumothorax.",
        "INDICATION: Cough. Evaluate the lungs for pneumonia.",
        "Indication: 65-year-old man. Known CHF. Fever since Monday.",
        "Klinische Angaben: Husten. Verdacht auf Pneumonie der linken Lunge.",
        "Motivo: tos. ¿Neumonía en pulmón derecho?",
        "INDICATION: fall\nTECHNIQUE: two views\nElectronically signed by: Dr X",
        "",
        " \n ",
    ],
)
def test_a_report_without_findings_gives_nothing_to_read(text: str) -> None:
    assert read_by_model(text).text == ""


def test_technique_comparison_and_signature_are_not_read() -> None:
    text = (
        "EXAMINATION: Chest, two views.\nTECHNIQUE: PA after removal of the pacemaker magnet.\n"
        "COMPARISON: Film with pneumothorax.\nFINDINGS: Clear.\nDictated by: Dr Fracture"
    )
    assert read_by_model(text).text == "FINDINGS: Clear."


def test_a_heading_with_nothing_under_it_is_not_read() -> None:
    assert read_by_model("FINDINGS:\nIMPRESSION: Normal.").text == "IMPRESSION: Normal."


def test_a_span_across_two_sections_has_no_place_in_what_is_read() -> None:
    text = "FINDINGS: Clear.\nTECHNIQUE: PA.\nIMPRESSION: Normal."
    assert read_by_model(text).read_span(0, len(text)) is None


def test_a_long_report_without_line_breaks_is_cut_quickly() -> None:
    text = "chest ap and lateral views of the " * 3000 + "INDICATION " * 3000
    assert split_sections(text)[-1].end == len(text)


def test_a_span_gives_up_the_heading_it_begins_with() -> None:
    text = "FINDINGS: Clear lungs.\nIMPRESSION:"
    assert without_heading(text, 0, 21) == (10, 21)
    assert without_heading(text, 10, 15) == (10, 15)
    assert without_heading(text, 23, 34) == (23, 34)


def test_the_marks_of_a_heading_belong_to_no_section_before_it() -> None:
    text = "IMPRESSION: Lungs clear.\n**FINDINGS:** Small effusion."
    read = read_by_model(text)
    assert read.text == "IMPRESSION: Lungs clear.\nFINDINGS:** Small effusion."
    assert all(one < following for one, following in pairwise(read.places))
