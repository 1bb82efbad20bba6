"""JSON lines of reports, read."""

import gzip
import hashlib
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.incoming import Incoming
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.exchange.jsonl import read_jsonl
from tests.exchange.sources import GOOD_LINE, line, taxonomy


def _read(tmp_path: Path, data: bytes) -> Incoming:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(data)
    return read_jsonl(path, taxonomy=taxonomy())


def _reason(tmp_path: Path, data: bytes) -> str:
    """Why the first line was refused; the good line behind it must have come in."""
    incoming = _read(tmp_path, data.rstrip(b"\n") + b"\n" + GOOD_LINE)
    assert [report.report.report_id for report in incoming.reports] == ["good"]
    assert incoming.refused[0].place == "line 1"
    return incoming.refused[0].reason


def test_a_line_with_everything_comes_in_as_it_stands(tmp_path: Path) -> None:
    text = "FINDINGS:  <b>Ergüsse</b> \u202e beidseits.\r\n\ttail \u2028 end "
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"pixels")
    incoming = _read(
        tmp_path,
        line(text=text, language="de", patient_id="p1", study_date="2020-01-31", images=["pictures/a.png", "b.JPG"],
             labels={"edema": "negative", "Pleural Effusion": "uncertain"}, evidence={"edema": "?"}),
    )  # fmt: skip
    report = incoming.reports[0].report
    assert (report.text, report.language, report.patient_id, report.study_date) == (text, "de", "p1", "2020-01-31")
    assert incoming.reports[0].labels == {
        "edema": MentionClass.NEGATIVE,
        "pleural_effusion": MentionClass.UNCERTAIN,
    }
    assert report.images[0].path == str(tmp_path / "pictures" / "a.png")
    assert report.images[0].sha256 == "sha256:" + hashlib.sha256(b"pixels").hexdigest()
    assert report.images[1].sha256 is None
    assert "2 images are named; 1 of them are missing." in incoming.understood
    assert not incoming.refused and incoming.taxonomy is None


def test_gzip_a_byte_order_mark_and_every_line_end_are_read(tmp_path: Path) -> None:
    lines = b"".join(line(report_id=f"r{number}") for number in range(3))
    for data in (
        gzip.compress(lines),
        b"\xef\xbb\xbf" + lines,
        lines.decode().encode("utf-16"),
        lines.replace(b"\n", b"\r"),
        lines.replace(b"\n", b"\r\n\r\n"),
    ):
        assert len(_read(tmp_path, data).reports) == 3


def test_a_report_without_text_comes_in_and_is_counted(tmp_path: Path) -> None:
    incoming = _read(tmp_path, line(text="") + GOOD_LINE)
    assert not incoming.reports[0].report.has_text
    assert "1 of 2 reports have no text; they get no suggestion." in incoming.understood


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"report_id": 17}, "“report_id” is not text"),
        ({"report_id": "  "}, "there is no report id"),
        ({"report_id": None}, "“report_id” is not text"),
        ({"report_id": "a\nb"}, "the report id holds characters that cannot be printed"),
        ({"report_id": "x" * 201}, "the report id is longer than 200 characters"),
        ({"report_id": "1.23E+11"}, "the report id was turned into a rounded number by a spreadsheet"),
        ({"text": None}, "“text” is not text"),
        ({"text": "a\0b"}, "the text holds a NUL character"),
        ({"text": "x" * 1_000_001}, "the text is longer than 1,000,000 characters"),
        ({"text": "\ud800"}, "the text holds bytes that are no characters in the file's encoding"),
        ({"language": "<b>"}, "the language is not a code like “en”"),
        ({"study_date": "31/01/2020"}, "the study date is not written like 2020-01-31"),
        ({"study_date": "2020-02-30"}, "the study date is not written like 2020-01-31"),
        ({"patient_id": ["p"]}, "“patient_id” is not text"),
        ({"labels": ["edema"]}, "“labels” is not an object of findings and classes"),
        ({"labels": {"edema": "maybe"}}, "a label is not one of positive, negative, uncertain, not_mentioned"),
        ({"labels": {"edema": 1}}, "a label is not one of positive, negative, uncertain, not_mentioned"),
        ({"labels": {"<img src=x>": "positive"}}, "a label is for something that is no finding id"),
        ({"labels": {"edema": "positive", "Ödem": "negative"}}, "a finding is labelled twice"),
        ({"images": "a.png"}, "“images” is not a list of at most 100 paths"),
    ],
)
def test_a_field_that_cannot_be_used_refuses_its_line_only(
    fields: dict[str, object], reason: str, tmp_path: Path
) -> None:
    assert _reason(tmp_path, line(**fields)) == reason


@pytest.mark.parametrize(
    ("path", "clause"),
    [
        ("/etc/passwd.png", "absolute"),
        ("C:\\pictures\\a.png", "absolute"),
        ("\\\\server\\share\\a.png", "absolute"),
        ("//server/share/a.png", "absolute"),
        ("https://example.org/a.png", "absolute"),
        ("~/a.png", "absolute"),
        ("../a.png", "out of the folder"),
        ("a/..\\../b.png", "out of the folder"),
        ("NUL.png", "out of the folder"),
        ("a\0.png", "control characters"),
        ("", "empty"),
        ("notes.txt", "not a .png"),
    ],
)
def test_an_image_path_that_leaves_the_folder_is_refused(path: str, clause: str, tmp_path: Path) -> None:
    assert clause in _reason(tmp_path, line(images=[path]))


def test_an_image_that_is_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.png").symlink_to(tmp_path / "secret.png")
    assert "through a link" in _reason(inside, line(images=["a.png"]))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "it is not valid JSON (column 2)"),
        (b'{"text": "x"}', "“report_id” is missing"),
        (b'{"report_id": "r1"}', "“text” is missing"),
        (b'{"report_id": "r1", "report_id": "r2", "text": ""}', "a key is there twice"),
        (b'{"report_id": "r1", "text": "", "labels": {"a": "positive", "a": "negative"}}', "a key is there twice"),
        (b'{"report_id": "r1", "text": "", "x": NaN}', "it holds NaN or Infinity, which JSON does not have"),
        (b'{"report_id": "r1", "text": "", "x": -Infinity}', "it holds NaN or Infinity, which JSON does not have"),
        (b"[1, 2]", "it is not a JSON object; every line holds one report"),
        (b'{"report_id": "r1", "text": "caf\xe9"}',
         "the text holds bytes that are no characters in the file's encoding"),
        (b'{"a":' * 100_000, "it is nested too deeply"),
        (b'{"report_id": "r1", "text": "' + b"x" * 20_000_000 + b'"}', "the line is longer than 16,777,216 characters"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_sound_json_is_refused_alone(data: bytes, reason: str, tmp_path: Path) -> None:
    assert _reason(tmp_path, data) == reason


def test_the_second_of_two_lines_with_one_id_is_refused(tmp_path: Path) -> None:
    incoming = _read(tmp_path, line() + b"\n" + line(text="other"))
    assert [(refused.place, refused.reason) for refused in incoming.refused] == [
        ("line 3", "the report id is there already, in line 1")
    ]
    assert incoming.reports[0].report.text == "Heart size is normal."


def test_a_file_without_one_good_line_is_refused_with_the_first_reason(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"line 1: “text” is missing, and 1 more were refused"):
        _read(tmp_path, b'{"report_id": "r1"}\n17\n')


def test_millions_of_bad_lines_do_not_fill_the_memory(tmp_path: Path) -> None:
    incoming = _read(tmp_path, GOOD_LINE + b"17\n" * 3_000)
    assert len(incoming.refused) == 1_001
    assert incoming.refused[-1].reason == "2,000 more were refused"


def test_labels_that_the_taxonomy_does_not_ask_are_kept_and_said(tmp_path: Path) -> None:
    incoming = _read(tmp_path, line(labels={"edema": "positive", "rib_fracture": "negative"}))
    assert incoming.reports[0].labels["rib_fracture"] is MentionClass.NEGATIVE  # type: ignore[index]
    assert any("does not ask “rib_fracture”" in sentence for sentence in incoming.understood)


def test_lines_that_speak_of_two_taxonomies_do_not_mix(tmp_path: Path) -> None:
    labels = {"edema": "positive"}
    incoming = _read(
        tmp_path,
        line(taxonomy="one", labels=labels) + line(report_id="r2", taxonomy="two", labels=labels) + GOOD_LINE,
    )
    assert incoming.taxonomy == "one"
    assert [refused.reason for refused in incoming.refused] == [
        "the labels speak of another taxonomy than those before"
    ]
