"""Large projects are read in a process of their own, and what comes back is what reading here gives."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from mosaic_desk.core.embedding import EMBEDDING_WIDTH, embedding_bytes
from mosaic_desk.core.errors import MosaicError, WorkerDied, WorkerHung
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import SessionPlan
from mosaic_desk.desk import ranking
from mosaic_desk.desk.material_process import material_apart
from mosaic_desk.desk.queue_material import Material, material_of
from mosaic_desk.desk.ranking import Ranking
from mosaic_desk.store import Project
from tests.desk.test_queueing import made
from tests.desk.three_findings import FRACTURE, ID, P, suggestion

TEXTS = {"r1": "A rib fracture.", "r2": "Clear.", "r3": "Some fluid."}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with made(tmp_path / "p.mosaic", TEXTS) as project:
        said = suggestion(ReportId("r2"), {FRACTURE: P}, sure=0.6)
        project.suggestions.save([replace(said, embedding=embedding_bytes(np.ones(EMBEDDING_WIDTH)))])
        yield project


def is_same(one: Material, other: Material) -> bool:
    pairs = [(getattr(one, field.name), getattr(other, field.name)) for field in fields(Material)]
    assert pairs[0] == (one.taxonomy, one.taxonomy)
    return all(a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in pairs[1:])


def test_what_the_child_reads_is_what_is_read_here(project: Project) -> None:
    here = material_of(project, project.taxonomy(ID))
    assert is_same(material_apart(project.path, project.taxonomy(ID)), here)


def test_a_large_project_is_ranked_by_what_the_child_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def read(path: Path, taxonomy: object) -> Material:
        asked.append(path)
        return material_of(project, project.taxonomy(ID))

    monkeypatch.setattr(ranking, "material_apart", read)
    monkeypatch.setattr(ranking, "LARGE", 2)
    rank = Ranking(project.path, SessionPlan(taxonomy_id=ID, kind=QueueKind.MARGIN))
    assert rank.refresh().reports[0].report_id == "r2"
    rank.refresh()
    assert asked == [project.path]


def test_a_refusal_of_the_child_is_told_as_its_sentence(project: Project, tmp_path: Path) -> None:
    with pytest.raises(MosaicError, match="no project"):
        material_apart(tmp_path / "none.mosaic", project.taxonomy(ID))
    with pytest.raises(MosaicError, match="have changed meanwhile"):
        material_apart(project.path, replace(project.taxonomy(ID), version="2"))


@pytest.mark.parametrize(
    "says",
    [
        "", "print('[]')", "print('{')", "print('{\"refused\": null, \"has_embeddings\": false}')",
        "import os; os.kill(os.getpid(), 9)", "print('x' * 10_000_000)",
    ],
)  # fmt: skip
def test_a_child_that_dies_or_raves_is_told_in_a_sentence(project: Project, says: str) -> None:
    with pytest.raises(WorkerDied, match="ended early"):
        material_apart(project.path, project.taxonomy(ID), command=(sys.executable, "-c", says))


def test_a_child_that_hangs_is_ended(project: Project) -> None:
    hangs = (sys.executable, "-c", "import time; time.sleep(60)")
    with pytest.raises(WorkerHung, match="too long"):
        material_apart(project.path, project.taxonomy(ID), command=hangs, patience_s=0.2)


def test_a_process_that_cannot_be_started_is_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(WorkerDied):
        material_apart(project.path, project.taxonomy(ID), command=(str(tmp_path / "nothing"),))


def test_nobody_reads_on_for_a_window_that_is_gone() -> None:
    """The other end of standing input closes with whoever held it, however that ended."""
    reads = "import time; from mosaic_desk.desk import material_process as m; m._end_with_its_window(); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", reads], stdin=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(timeout=1)
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=30) == 1
