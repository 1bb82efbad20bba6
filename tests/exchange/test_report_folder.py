"""Which files of a folder are taken for reports."""

import os
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.exchange import report_folder
from mosaic_desk.exchange.report_folder import files_of_reports


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files_of_reports(folder)]


def test_files_of_reports_are_found_by_their_names_in_every_folder_below(tmp_path: Path) -> None:
    put(tmp_path, "b.CSV", "a.jsonl", "readme.txt", "x.png", "in/c.csv.gz", "in/in/NLMCXR_reports.tgz", ".hidden.csv")
    put(tmp_path, ".git/d.csv", "in/.e.jsonl")
    assert names(tmp_path) == ["a.jsonl", "b.CSV", "in/c.csv.gz", "in/in/NLMCXR_reports.tgz"]


def test_what_lies_too_deep_is_left_out(tmp_path: Path) -> None:
    deep = "/".join(["in"] * report_folder.MAX_DEPTH)
    put(tmp_path, f"{deep}/a.csv", f"{deep}/in/b.csv")
    assert names(tmp_path) == [f"{deep}/a.csv"]


def test_no_link_is_followed_out_of_the_folder_or_round_in_it(tmp_path: Path) -> None:
    put(tmp_path, "other/secret.csv", "here/a.csv")
    here = tmp_path / "here"
    (here / "out").symlink_to(tmp_path / "other", target_is_directory=True)
    (here / "secret.csv").symlink_to(tmp_path / "other" / "secret.csv")
    (here / "round").symlink_to(here, target_is_directory=True)
    assert names(here) == ["a.csv"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "The folder in is empty."),
        (["a.png", "b.dcm"], "The folder in holds pictures only; add a file of reports beside them that names them."),
        (["a.mosaic", "b.txt"], "The folder in holds a project and no file of reports; open the project instead."),
        (["a.docx", "a.png"], "The folder in holds no file of reports: JSON lines, CSV or an Open-i archive."),
    ],
)  # fmt: skip
def test_a_folder_without_reports_gets_one_sentence(tmp_path: Path, files: list[str], sentence: str) -> None:
    (tmp_path / "in").mkdir()
    put(tmp_path / "in", *files)
    with pytest.raises(ImportRefused) as caught:
        files_of_reports(tmp_path / "in")
    assert str(caught.value) == sentence


def test_too_many_files_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_folder, "MAX_FILES", 2)
    put(tmp_path, "a.csv", "b.csv")
    assert len(files_of_reports(tmp_path)) == 2
    put(tmp_path, "c.csv")
    with pytest.raises(ImportRefused, match="more than 2 files of reports"):
        files_of_reports(tmp_path)
    monkeypatch.setattr(report_folder, "MAX_ENTRIES", 3)
    put(tmp_path, "d.txt")
    with pytest.raises(ImportRefused, match="more than 3 files; choose one with fewer"):
        files_of_reports(tmp_path)


def test_a_folder_that_is_gone_is_told_and_one_within_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImportRefused, match="The folder gone cannot be read"):
        files_of_reports(tmp_path / "gone")
    put(tmp_path, "a.csv", "shut/b.csv")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(tmp_path) == ["a.csv"]
