"""An export of some reports: counted, stopped, whole or not at all."""

import errno
import json
import os
from pathlib import Path

import numpy as np
import pytest

from mosaic_desk.core.embedding import embedding_bytes, embedding_text
from mosaic_desk.core.errors import InputError, MosaicError, ProjectReadOnly
from mosaic_desk.core.ids import ReaderName, TaxonomyId
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.desk.exporting import EXPORTERS, ExportStopped, export_beside, export_project, pseudonym_key
from mosaic_desk.desk.session import Session
from mosaic_desk.store import Project
from tests.desk.three_findings import make_project

CHOICES = {"with_text": True, "with_pseudonyms": False}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p.mosaic", reports=5)


def ids(file: Path) -> list[str]:
    return [json.loads(line)["report_id"] for line in file.read_text(encoding="utf-8").splitlines()]


def test_only_the_reports_at_the_positions_are_written_and_all_are_told(path: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with Project.open(path) as project:
        taxonomy = project.taxonomies()[0]
        every = project.reports.ids()
        count = export_project(
            project, tmp_path / "out.jsonl", taxonomy=taxonomy, format="jsonl", positions=[4, 2],
            tell=lambda done, total: told.append((done, total)), **CHOICES,
        )  # fmt: skip
        assert count == 2 and ids(tmp_path / "out.jsonl") == [every[1], every[3]]
        assert told == [(0, 2), (1, 2), (2, 2)]
        told.clear()
        export_project(
            project, tmp_path / "all.csv", taxonomy=taxonomy, format="csv-mosaic",
            tell=lambda done, total: told.append((done, total)), **CHOICES,
        )  # fmt: skip
        assert told[-1] == (5, 5)
        with pytest.raises(InputError, match="no such report"):
            export_project(project, tmp_path / "no.jsonl", taxonomy=taxonomy, format="jsonl", positions=[], **CHOICES)
    assert not (tmp_path / "no.jsonl").exists()


@pytest.mark.parametrize("format", ["jsonl", "csv-mosaic"])
def test_an_export_that_is_stopped_leaves_what_was_there(path: Path, tmp_path: Path, format: str) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise ExportStopped("stopped")

    output = tmp_path / "out"
    output.write_text("mine")
    before = sorted(file.name for file in tmp_path.iterdir())
    with Project.open(path) as project, pytest.raises(ExportStopped):
        export_project(
            project, output, taxonomy=project.taxonomies()[0], format=format, tell=stop, **CHOICES
        )  # fmt: skip
    assert output.read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == before


@pytest.mark.parametrize("format", EXPORTERS)
@pytest.mark.parametrize("with_text", [True, False])
def test_no_export_holds_an_embedding(path: Path, tmp_path: Path, format: str, with_text: bool) -> None:
    stored = embedding_bytes(np.arange(1.0, 65.0))
    model = ModelRef(backbone="b", backbone_hash="b", adapter=None, adapter_hash=None, prompt_hash="p")
    with Project.open(path) as project:
        taxonomy, (first, *_) = project.taxonomies()[0], project.reports.ids()
        project.suggestions.save([
            Suggestion(report_id=first, taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version, model=model,
                       embedding=stored)
        ])  # fmt: skip
        found = project.suggestions.find(first, taxonomy)
        assert found is not None and found.embedding == stored
        export_project(
            project, tmp_path / "out", taxonomy=taxonomy, format=format, with_text=with_text, with_pseudonyms=False
        )
    written = (tmp_path / "out").read_bytes()
    assert written and stored not in written and embedding_text(stored).encode() not in written
    assert b"embedding" not in written


def test_a_full_disk_gives_one_sentence_and_leaves_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Project.open(path) as project:
        taxonomy = project.taxonomies()[0]
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(MosaicError, match=r"^out\.jsonl could not be written \(No space left on device\);"):
            export_project(project, tmp_path / "out.jsonl", taxonomy=taxonomy, format="jsonl", **CHOICES)
        monkeypatch.undo()
        with pytest.raises(MosaicError, match=r"^out\.jsonl could not be written \(No such file or directory\);"):
            export_project(project, tmp_path / "no" / "out.jsonl", taxonomy=taxonomy, format="jsonl", **CHOICES)
    assert not [file for file in tmp_path.iterdir() if "out" in file.name or file.suffix == ".part"]


def test_an_export_goes_on_beside_the_session_that_has_the_project(path: Path, tmp_path: Path) -> None:
    session = Session.open(path, reader=ReaderName("Ada Berg"))
    taxonomy_id = TaxonomyId(session.taxonomies[0].id)

    def beside(name: str) -> int:
        return export_beside(
            path, tmp_path / name, taxonomy_id=taxonomy_id, format="jsonl", with_text=False, with_pseudonyms=True,
            positions=None, tell=lambda _done, _total: None,
        )  # fmt: skip

    with pytest.raises(ProjectReadOnly):
        beside("early.jsonl")  # no key yet, and a reader makes none
    pseudonym_key(session.project)
    assert beside("a.jsonl") == beside("b.jsonl") == 5
    session.close()
    assert (tmp_path / "a.jsonl").read_text() == (tmp_path / "b.jsonl").read_text()
    assert "early.jsonl" not in {file.name for file in tmp_path.iterdir()}
