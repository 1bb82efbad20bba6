"""Embeddings in a project file: with the suggestion they came with, by model, and in files written before them."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mosaic_desk.core.adapter_events import AdapterRef
from mosaic_desk.core.embedding import embedding_bytes
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.store import Project
from mosaic_desk.store.schema import CURRENT_VERSION, migrate
from tests.store.projects import COMMITS, MODEL, TAXONOMY, N, P, action, new_project, sets, suggestion, taxonomy

_SAVED = Path(__file__).parent / "version_4.mosaic.gz"
FIRST, SECOND = AdapterRef(name="run-1", hash="sha256:1"), AdapterRef(name="run-2", hash="sha256:2")
R1 = ReportId("r1")


def vector(seed: int) -> bytes:
    return embedding_bytes(np.random.default_rng(seed).normal(size=64))


def by(adapter: AdapterRef, report_id: str, embedding: bytes | None) -> Suggestion:
    model = replace(MODEL, adapter=adapter.name, adapter_hash=adapter.hash)
    return replace(suggestion(report_id), model=model, embedding=embedding)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "p.mosaic") as made:
        yield made
        assert made.check() == []


def rows(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(question).fetchall()


def test_an_embedding_comes_back_with_its_suggestion(project: Project) -> None:
    sent = by(FIRST, "r1", vector(1))
    project.suggestions.save([sent, by(FIRST, "r2", None)])
    assert project.suggestions.find(R1, TAXONOMY) == sent
    found = project.suggestions.find(ReportId("r2"), TAXONOMY)
    assert found is not None and found.embedding is None


def test_it_is_no_part_of_the_suggestions_json(project: Project) -> None:
    project.suggestions.save([by(FIRST, "r1", None)])
    without = rows(project.path, "SELECT findings, warnings FROM suggestion")
    project.suggestions.save([by(FIRST, "r1", vector(1))])
    assert rows(project.path, "SELECT findings, warnings FROM suggestion") == without


def test_the_same_model_answering_again_replaces_it_or_takes_it_away(project: Project) -> None:
    project.suggestions.save([by(FIRST, "r1", vector(1))])
    project.suggestions.save([by(FIRST, "r1", vector(2))])
    assert [stored for *_, stored in project.queue_source(TAXONOMY).embeddings()] == [vector(2)]
    failed = by(FIRST, "r1", None)
    project.suggestions.save([replace(failed, findings={}, warnings=(), error="the model failed")])
    assert list(project.queue_source(TAXONOMY).embeddings()) == []


def test_a_former_suggestion_keeps_its_own(project: Project) -> None:
    project.suggestions.save([by(FIRST, "r1", vector(1))])
    project.suggestions.save([by(SECOND, "r1", vector(2))])
    (former,) = project.adapters.former_suggestions(R1, TAXONOMY)
    now = project.suggestions.find(R1, TAXONOMY)
    assert now is not None and (former.embedding, now.embedding) == (vector(1), vector(2))


def test_a_suggestion_that_is_put_back_brings_its_embedding_back(project: Project) -> None:
    project.suggestions.save([by(FIRST, "r1", vector(1))])
    project.suggestions.save([by(SECOND, "r1", vector(2))])
    project.suggestions.save(project.adapters.former_suggestions(R1, TAXONOMY))
    now = project.suggestions.find(R1, TAXONOMY)
    assert now is not None and now.model.adapter == FIRST.name and now.embedding == vector(1)


def test_the_current_ones_come_in_the_order_of_import_with_their_model(project: Project) -> None:
    project.suggestions.save([by(SECOND, "r3", vector(3)), by(FIRST, "r2", None), by(FIRST, "r1", vector(1))])
    source = project.queue_source(TAXONOMY)
    numbers = {model.adapter: number for number, model in source.models().items()}
    assert list(source.embeddings()) == [(1, numbers["run-1"], vector(1)), (3, numbers["run-2"], vector(3))]


def test_all_of_a_model_are_found_also_where_another_answers_now(project: Project) -> None:
    project.suggestions.save([by(FIRST, name, vector(number)) for number, name in enumerate(("r2", "r1", "r3"))])
    project.suggestions.save([by(SECOND, "r1", vector(9))])
    source = project.queue_source(TAXONOMY)
    numbers = {model.adapter: number for number, model in source.models().items()}
    assert list(source.embeddings_by(numbers["run-1"])) == [(1, vector(1)), (2, vector(0)), (3, vector(2))]
    assert list(source.embeddings_by(numbers["run-2"])) == [(1, vector(9))]


def test_another_taxonomys_models_are_not_told(project: Project) -> None:
    other = taxonomy("brain", findings=("nodule",))
    project.add_taxonomy(other)
    project.suggestions.save([by(FIRST, "r1", vector(1))])
    assert list(project.queue_source(other).embeddings()) == []


@pytest.mark.parametrize("length", [0, 126, 256])
def test_the_file_itself_refuses_an_embedding_of_another_length(project: Project, length: int) -> None:
    project.suggestions.save([by(FIRST, "r1", vector(1))])
    with closing(sqlite3.connect(project.path)) as file, pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        file.execute("UPDATE embedding SET vector = ?", [bytes(length)])


def test_an_embedding_without_a_suggestion_is_found(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        project.suggestions.save([by(FIRST, "r1", vector(1))])
        assert project.check() == []
    with closing(sqlite3.connect(tmp_path / "a.mosaic")) as file, file:
        file.execute("UPDATE embedding SET report_position = 2")
    with Project.open(tmp_path / "a.mosaic") as project:
        assert project.check() == ["embeddings: 1 belong to no suggestion"]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.mosaic"
    path.write_bytes(gzip.decompress(_SAVED.read_bytes()))
    return path


def test_a_project_of_the_fourth_version_keeps_all_it_held(old: Path) -> None:
    tables = [str(name) for (name,) in rows(old, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    kept = [name for name in tables if not name.startswith("report_search")]
    before = {name: rows(old, f"SELECT * FROM {name} ORDER BY 1, 2") for name in kept}
    assert rows(old, "PRAGMA user_version") == [(4,)] and sum(map(len, before.values())) > 100
    assert len(before["former_suggestion"]) == len(before["adapter_event"]) == 3
    with Project.open(old) as project:
        assert project.check() == []
        assert project.adapters.active() == FIRST
        assert list(project.queue_source(TAXONOMY).embeddings()) == []
    assert rows(old, "PRAGMA user_version") == [(CURRENT_VERSION,)]
    assert {name: rows(old, f"SELECT * FROM {name} ORDER BY 1, 2") for name in kept} == before


def test_the_schema_is_the_same_whether_a_file_is_new_or_of_the_fourth_version(old: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "blank.db", isolation_level=None)) as blank:
        migrate(blank)
    Project.open(old).close()
    question = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'report_search%' ORDER BY 1, 2"
    assert rows(old, question) == rows(tmp_path / "blank.db", question)


def test_a_project_of_the_fourth_version_takes_embeddings_from_its_next_suggestions_on(old: Path) -> None:
    with Project.open(old) as project:
        before = project.suggestions.find(R1, TAXONOMY)
        assert before is not None and before.embedding is None
        project.suggestions.save([by(FIRST, "r1", vector(1))])
        project.history.record(action("r1", sets("edema", N), sets("fracture", P), COMMITS))
        assert [place for place, *_ in project.queue_source(TAXONOMY).embeddings()] == [1]
        assert project.check() == []
