"""Several files and folders read together and stored one by one."""

from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused, ProjectError
from mosaic_desk.core.incoming import ImportResult, Incoming, IncomingReport, RefusedLine
from mosaic_desk.core.report import Report
from mosaic_desk.desk.sources import Sources, read_together, source_files, store_together


def read(path: Path) -> Incoming:
    if path.suffix == ".exe":
        raise ImportRefused(f"{path.name} is no source.")
    return Incoming(
        source=str(path), format="csv", reports=(IncomingReport(report=Report(report_id=path.stem, text="x")),)
    )  # fmt: skip


def test_folders_become_their_files_and_each_file_comes_once(tmp_path: Path) -> None:
    for name in ("in/a.csv", "in/b.jsonl", "c.exe"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    chosen = [tmp_path / "c.exe", tmp_path / "in", tmp_path / "in" / "a.csv"]
    assert source_files(chosen) == (tmp_path / "c.exe", tmp_path / "in" / "a.csv", tmp_path / "in" / "b.jsonl")


def test_a_file_that_is_refused_keeps_none_of_the_others_out() -> None:
    sources = read_together([Path("a.csv"), Path("b.exe"), Path("c.csv")], read)
    assert [one.source for one in sources.incoming] == ["a.csv", "c.csv"]
    assert sources.refused == (RefusedLine(place="b.exe", reason="b.exe is no source."),)


def test_one_file_or_no_good_one_is_refused_with_its_sentence() -> None:
    with pytest.raises(ImportRefused, match=r"^b\.exe is no source\.$"):
        read_together([Path("b.exe")], read)
    with pytest.raises(ImportRefused, match=r"^None of the 2 files can be imported: b\.exe is no source\.$"):
        read_together([Path("b.exe"), Path("c.exe")], read)


def test_all_are_stored_and_counted_together() -> None:
    sources = read_together([Path("a.csv"), Path("b.exe"), Path("c.csv")], read)
    result = store_together(sources, lambda one: ImportResult(added=len(one.reports), known=2, labelled=1))
    assert (result.added, result.known, result.labelled, len(result.refused)) == (2, 4, 2, 1)


@pytest.mark.parametrize(
    ("fails", "told"), [("a", "The disk is full."), ("b", "Stored: 1 of 2 files. The disk is full.")]
)
def test_a_file_that_cannot_be_stored_says_how_many_were(fails: str, told: str) -> None:
    def store(one: Incoming) -> ImportResult:
        if Path(one.source).stem == fails:
            raise ProjectError("The disk is full.")
        return ImportResult(added=1, known=0)

    with pytest.raises(ProjectError) as caught:
        store_together(Sources(incoming=(read(Path("a.csv")), read(Path("b.csv")))), store)
    assert str(caught.value) == told
