"""The preview of a file to be imported."""

import gzip
import hashlib
import tarfile
from pathlib import Path

import pytest

from mosaic_desk import places
from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.importing import preview
from mosaic_desk.imaging.reading import picture_from_file

LINE = b'{"report_id": "r1", "text": "Clear."}\n'
TABLE = b"id,text,Edema\nr1,Clear.,1\nr2,Clear.,0\n"


def _file(tmp_path: Path, data: bytes, name: str = "file") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (LINE, "jsonl"),
        (gzip.compress(LINE, mtime=0), "jsonl"),
        (b"\xef\xbb\xbf  " + LINE, "jsonl"),
        (LINE.decode().encode("utf-16"), "jsonl"),
        (b"id;text\nr1;Clear.\n", "csv"),
        ("id\ttext\nr1\tClear.\n".encode("utf-16-le"), "csv"),
    ],
)
def test_the_format_is_told_by_the_bytes_not_the_name(data: bytes, expected: str, tmp_path: Path) -> None:
    assert preview(_file(tmp_path, data, "misleading.tgz")).format == expected


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_an_archive_is_recognised_packed_or_not(mode: str, tmp_path: Path) -> None:
    report = _file(tmp_path, b'<eCitation><uId id="CXR1"/></eCitation>', "1.xml")
    with tarfile.open(tmp_path / "archive.csv", mode, format=tarfile.USTAR_FORMAT) as archive:  # type: ignore[call-overload]
        archive.add(report, "1.xml")
    assert preview(tmp_path / "archive.csv").format == "openi"


@pytest.mark.parametrize(
    ("data", "clause"),
    [
        (b"PK\x03\x04....", "save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0....", "save it as CSV"),
        (b"SQLite format 3\0....", "is opened, not imported"),
        (b"\x89PNG....", "is a picture"),
        (b'[\n{"report_id": "r1"}]', "write one report a line"),
        (b"<html>", "is XML or HTML"),
        (b"\0\1\2\3" * 100, "is not a text file"),
        (b" \n", "is empty"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(data: bytes, clause: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=clause):
        preview(_file(tmp_path, data))


def test_a_format_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="there are jsonl, csv, openi, csv-mimic, csv-mosaic"):
        preview(_file(tmp_path, LINE), format="xlsx")


@pytest.mark.parametrize(("format_name", "second"), [("csv-mimic", "negative"), ("csv-mosaic", "uncertain")])
def test_a_format_that_names_its_codes_settles_them(format_name: str, second: str, tmp_path: Path) -> None:
    incoming = preview(_file(tmp_path, TABLE), format=format_name)
    assert [dict(each.labels) for each in incoming.reports] == [{"edema": "positive"}, {"edema": second}]


def test_ambiguous_codes_are_asked_for_and_can_be_told(tmp_path: Path) -> None:
    path = _file(tmp_path, TABLE)
    with pytest.raises(ImportRefused, match="say which codes they are"):
        preview(path)
    assert preview(path, codes="chexbert").reports[1].labels == {"edema": "not_mentioned"}


def _bucket(report_id: str) -> int:
    return int(hashlib.sha256(report_id.encode()).hexdigest()[:8], 16) % 10


def test_the_demo_comes_in_whole_in_five_languages() -> None:
    folder = places.resources() / "demo"
    incoming = preview(folder / "reports.jsonl")
    reports = [each.report for each in incoming.reports]
    assert len(reports) >= 80 and not incoming.refused
    assert {report.language for report in reports} == {"en", "es", "fr", "de", "da"}
    assert all(report.has_text and report.patient_id and report.study_date for report in reports)
    asked = taxonomy_from_toml((places.taxonomies() / "mimic-cxr.toml").read_text("utf-8"), "mimic-cxr.toml")
    assert all(set(each.labels) == set(asked.finding_ids) for each in incoming.reports)
    pictures = [picture_from_file(Path(image.path)) for report in reports for image in report.images]
    assert [picture.size for picture in pictures] == [(900, 1000), (900, 1000)]


def test_studies_of_a_demo_patient_follow_each_other_in_time() -> None:
    dates: dict[str, list[str]] = {}
    for each in preview(places.resources() / "demo" / "reports.jsonl").reports:
        dates.setdefault(str(each.report.patient_id), []).append(str(each.report.study_date))
    assert sum(len(days) > 1 for days in dates.values()) >= 10
    assert all(days == sorted(set(days)) for days in dates.values())


def test_the_demos_corrections_are_of_its_reports_with_the_same_labels() -> None:
    folder = places.resources() / "demo"
    truth = {each.report.report_id: each for each in preview(folder / "reports.jsonl").reports}
    corrected = preview(folder / "corrections.jsonl").reports
    assert len(corrected) == 12
    for each in corrected:
        assert each.labels == truth[each.report.report_id].labels
        assert each.report.text == truth[each.report.report_id].report.text


def test_no_shipped_training_report_is_held_out_or_in_the_demo() -> None:
    training = preview(places.resources() / "training" / "reports.jsonl")
    demo = preview(places.resources() / "demo" / "reports.jsonl")
    assert not training.refused
    assert all(_bucket(each.report.report_id) <= 7 for each in training.reports)
    assert all(_bucket(each.report.report_id.removeprefix("demo-")) >= 8 for each in demo.reports)
    assert not {each.report.text for each in training.reports} & {each.report.text for each in demo.reports}
