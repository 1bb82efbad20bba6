"""Tables of reports and labels, read."""

import gzip
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.incoming import Incoming
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.exchange.csv_table import read_csv_table
from tests.exchange.sources import GOOD_TABLE, taxonomy

POSITIVE, NEGATIVE = MentionClass.POSITIVE, MentionClass.NEGATIVE
UNCERTAIN, NOT_MENTIONED = MentionClass.UNCERTAIN, MentionClass.NOT_MENTIONED


def _read(tmp_path: Path, data: bytes | str, **options: object) -> Incoming:
    path = tmp_path / "table.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_csv_table(path, **options)  # type: ignore[arg-type]


def _texts(incoming: Incoming) -> list[str]:
    return [each.report.text for each in incoming.reports]


def _labels(incoming: Incoming) -> list[dict[str, MentionClass]]:
    return [dict(each.labels) for each in incoming.reports]  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "gzip"])
def test_a_table_reads_alike_in_every_delimiter_and_encoding(delimiter: str, encoding: str, tmp_path: Path) -> None:
    table = 'report_id,text,Edema\nr1,"Größe: ""x""@ y",1.0\nr2,"zwei\nZeilen",0.0\nr3,x,-1.0\nr4,,\n'
    written = table.replace(",", delimiter).replace("@", ",")
    data = gzip.compress(written.encode()) if encoding == "gzip" else written.encode(encoding)
    incoming = _read(tmp_path, data)
    assert _texts(incoming) == ['Größe: "x", y', "zwei\nZeilen", "x", ""]
    assert [labels["edema"] for labels in _labels(incoming)] == [POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED]
    assert not incoming.refused


def test_what_was_assumed_of_the_encoding_is_said(tmp_path: Path) -> None:
    incoming = _read(tmp_path, "id;text\nr1;Größe\n".encode("latin-1"))
    assert incoming.understood[0] == (
        "Read as Latin-1 (Windows), which is a guess (look at the accents), with columns separated by semicolons."
    )


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_end_ends_a_row_and_stays_within_a_text(end: str, tmp_path: Path) -> None:
    incoming = _read(tmp_path, GOOD_TABLE.replace(b"\n", end.encode()))
    assert _texts(incoming)[1] == f"two{end}lines"
    assert len(incoming.reports) == 4


def test_the_codes_are_explained_column_by_column_with_counts(tmp_path: Path) -> None:
    rows = ["1.0"] * 12 + ["0.0"] * 3 + ["-1.0"] * 2 + [""] * 40
    table = "study_id,text,Edema\n" + "".join(f"s{number},x,{code}\n" for number, code in enumerate(rows))
    understood = _read(tmp_path, table).understood
    assert (
        "“Edema”: 1.0 means positive (12), 0.0 negative (3), -1.0 uncertain (2), blank not mentioned (40)" in understood
    )
    assert "Labels are read as MIMIC-CXR and CheXpert codes (their column names, blank cells)." in understood


@pytest.mark.parametrize(
    ("codes", "cells", "expected"),
    [
        (None, ["1", "2", "0", "-1"], [POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED]),
        (None, ["1", "2", "3", "0"], [POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED]),
        (None, ["1.0", "0.0", "-1.0", ""], [POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED]),
        (None, ["positive", "Negative", "UNCERTAIN", "not mentioned"],
         [POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED]),
        ("mimic", ["1", "0", "0", "1"], [POSITIVE, NEGATIVE, NEGATIVE, POSITIVE]),
        ("mosaic", ["1", "0", "0", "1"], [POSITIVE, UNCERTAIN, UNCERTAIN, POSITIVE]),
        ("chexbert", ["1", "0", "0", "1"], [POSITIVE, NOT_MENTIONED, NOT_MENTIONED, POSITIVE]),
    ],
)  # fmt: skip
def test_a_scheme_is_recognised_or_told(
    codes: str | None, cells: list[str], expected: list[MentionClass], tmp_path: Path
) -> None:
    table = "id,text,Edema\n" + "".join(f"r{number},x,{cell}\n" for number, cell in enumerate(cells))
    incoming = _read(tmp_path, table, codes=codes)
    assert [labels["edema"] for labels in _labels(incoming)] == expected


@pytest.mark.parametrize("cells", [["1", "0"], ["1", "1"], ["1", "2", "0"], ["1", "0", "-1"]])
def test_codes_that_can_mean_two_things_are_asked_for(cells: list[str], tmp_path: Path) -> None:
    table = "id,text,Edema\n" + "".join(f"r{number},x,{cell}\n" for number, cell in enumerate(cells))
    with pytest.raises(ImportRefused, match=r"can be read in several ways; say which codes they are \(.*mosaic: 1 pos"):
        _read(tmp_path, table)


def test_blanks_are_no_hint_where_the_columns_are_not_mimics(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="several ways"):
        _read(tmp_path, "id,text,ödem\nr1,x,1\nr2,x,0\nr3,x,\n", taxonomy=taxonomy())


def test_unknown_codes_are_refused_with_their_options(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="“icd” are no codes; there are mimic, mosaic, chexbert, words"):
        _read(tmp_path, GOOD_TABLE, codes="icd")


def test_a_label_outside_the_set_refuses_its_row_and_names_the_column(tmp_path: Path) -> None:
    incoming = _read(tmp_path, GOOD_TABLE + b"r5,x,7\nr6,x,perhaps\nr7,x,1\n")
    assert [(refused.place, refused.reason) for refused in incoming.refused] == [
        ("line 7", "the label in “Edema” is not one of the mimic codes"),
        ("line 8", "the label in “Edema” is not one of the mimic codes"),
    ]
    assert [each.report.report_id for each in incoming.reports] == ["r1", "r2", "r3", "r4", "r7"]


def test_mimics_own_columns_are_read_and_no_finding_is_not(tmp_path: Path) -> None:
    incoming = _read(
        tmp_path,
        "subject_id,study_id,Airspace Opacity,No Finding,Pleural Effusion\n10,50,-1.0,,0.0\n10,51,,1.0,\n",
    )
    assert _labels(incoming) == [
        {"lung_opacity": UNCERTAIN, "pleural_effusion": NEGATIVE},
        {"lung_opacity": NOT_MENTIONED, "pleural_effusion": NOT_MENTIONED},
    ]
    assert incoming.reports[0].report.patient_id == "10"
    assert "“No Finding” follows from the findings and is not read." in incoming.understood
    assert any("no column holds report text" in sentence for sentence in incoming.understood)


def test_findings_and_impression_are_joined_under_their_headings(tmp_path: Path) -> None:
    incoming = _read(tmp_path, "Accession;Befund;Beurteilung\nr1;Herz normal.;Kein Erguss.\nr2;;Unauffällig.\nr3;;\n")
    assert _texts(incoming) == ["BEFUND: Herz normal.\nBEURTEILUNG: Kein Erguss.", "BEURTEILUNG: Unauffällig.", ""]


def test_columns_are_found_by_what_they_hold_where_names_say_nothing(tmp_path: Path) -> None:
    incoming = _read(
        tmp_path,
        "kind;key;words\nct;k1;The lungs are clear and the heart is of normal size.\n"
        "ct;k2;There is a small effusion on the right, otherwise clear.\n",
    )
    assert [each.report.report_id for each in incoming.reports] == ["k1", "k2"]
    assert _texts(incoming)[0].startswith("The lungs")
    assert incoming.understood[1] == "Report id from “key”, text from “words”."


def test_a_mapping_comes_before_what_is_recognised(tmp_path: Path) -> None:
    table = "id,text,other,E\n1,a,b,positive\n2,c,d,negative\n"
    incoming = _read(tmp_path, table, mapping={"report_id": "other", "text": "id", "edema": "E"}, taxonomy=taxonomy())
    assert [each.report.report_id for each in incoming.reports] == ["b", "d"]
    assert _texts(incoming) == ["1", "2"]
    assert [labels["edema"] for labels in _labels(incoming)] == [POSITIVE, NEGATIVE]


@pytest.mark.parametrize(
    ("mapping", "clause"),
    [({"report_id": "missing"}, "no column with the name given for report_id"), ({"colour": "text"}, "is neither")],
)
def test_a_mapping_that_does_not_fit_is_refused(mapping: dict[str, str], clause: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=clause):
        _read(tmp_path, GOOD_TABLE, mapping=mapping)


def test_names_of_the_taxonomy_are_label_columns_in_every_language(tmp_path: Path) -> None:
    incoming = _read(tmp_path, "id,text,Ödem,pleuraeffusion\nr1,x,positive,negative\n", taxonomy=taxonomy())
    assert _labels(incoming) == [{"edema": POSITIVE, "pleural_effusion": NEGATIVE}]


def test_a_column_of_class_words_is_a_finding_of_another_taxonomy(tmp_path: Path) -> None:
    incoming = _read(tmp_path, "id,text,Rib notching\nr1,x,positive\nr2,x,\n")
    assert _labels(incoming) == [{"rib_notching": POSITIVE}, {}]


def test_dates_that_mean_one_day_are_read_and_the_others_counted(tmp_path: Path) -> None:
    rows = ["20200131", "2020-01-31 10:00", "31.1.2020", "01/02/2020", "20201331", ""]
    table = "id,text,StudyDate\n" + "".join(f"r{number},x,{day}\n" for number, day in enumerate(rows))
    incoming = _read(tmp_path, table)
    assert [each.report.study_date for each in incoming.reports] == ["2020-01-31"] * 3 + [None] * 3
    assert "2 dates are not written like 2020-01-31 or 20200131 and are left out." in incoming.understood


@pytest.mark.parametrize(
    ("rows", "place", "reason"),
    [
        (b"r5,x\n", "line 7", "it has 2 cells where the header has 3"),
        (b"r5,x,1.0,y\n", "line 7", "it has 4 cells where the header has 3"),
        (b"r1,x,1.0\n", "line 7", "the report id is there already, in line 2"),
        (b",x,1.0\n", "line 7", "there is no report id"),
        (b'"1,2E+12",x,1.0\n', "line 7", "the report id was turned into a rounded number by a spreadsheet"),
        (b'r5,"x"y,1.0\n', "line 7", "a quote stands where none can"),
        (b'r5,"x,1.0\nr6,x,1.0\n', "line 7", "a quote that is opened here is never closed, so all that follows could"),
        (b"r5,a\0b,1.0\n", "line 7", "the text holds a NUL character"),
        (b"r5," + b"x" * 10_000_000 + b",1.0\n", "line 7", "the text is longer than 1,000,000 characters"),
        (b"r5," + b"x" * 17_000_000 + b",1.0\n", "line 7", "a cell is too long"),
    ],
)
def test_a_bad_row_is_refused_alone(rows: bytes, place: str, reason: str, tmp_path: Path) -> None:
    incoming = _read(tmp_path, GOOD_TABLE + rows)
    assert incoming.refused[0].place == place
    assert incoming.refused[0].reason.startswith(reason)
    assert [each.report.report_id for each in incoming.reports] == ["r1", "r2", "r3", "r4"]


def test_rows_behind_a_misplaced_quote_are_read_again(tmp_path: Path) -> None:
    incoming = _read(tmp_path, GOOD_TABLE + b'r5,"x"y,1.0\nr6,x,1.0\n')
    assert [each.report.report_id for each in incoming.reports][-1] == "r6"


def test_only_the_rows_with_broken_bytes_are_refused(tmp_path: Path) -> None:
    incoming = _read(tmp_path, "id,text\nr1,größer\n".encode() + b"r2,\xc3\nr3,x\n")
    assert _texts(incoming) == ["größer", "x"]
    assert incoming.refused[0].place == "line 3"


def test_markup_formulas_and_control_characters_are_kept_as_text(tmp_path: Path) -> None:
    text = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202e- \x1b[31m"
    assert _texts(_read(tmp_path, f'id,text\nr1,"{text}"\n')) == [text]


def test_a_table_whose_first_row_is_a_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="has no header row"):
        _read(tmp_path, f"r1,{'The lungs are clear. ' * 20}\nr2,x\n")


def test_a_table_without_an_id_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no column that could be the report id; name one of its columns “report_"):
        _read(tmp_path, "a,b\nsame,The lungs are clear and the heart is of normal size.\nsame,x\n")
