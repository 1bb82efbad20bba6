"""The adapters of a project as a window asks for them, on a real project with runs that were made by hand."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.adapter_events import AdapterEventKind
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReaderName
from mosaic_desk.core.verdict import Outcome
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.adapter_shelf import ShelfDesk
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.seat import Seat
from mosaic_desk.store import Project
from tests.desk.run_folders import run_made
from tests.store.projects import READER, new_project

ADA = ReaderName("Ada")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "a.mosaic"
    new_project(path).close()
    run_made(path, "run-1")
    with Project.open(path) as project:
        yield project


@pytest.fixture
def shelf(project: Project) -> ShelfDesk:
    return ShelfDesk(Seat(project, reader=READER), AdapterDesk(project))


def promote(shelf: ShelfDesk, project: Project, name: str) -> None:
    hashes = {one.name: str(one.hash) for one in AdapterDesk(project).known()}
    shelf.promote(name, checked=CheckedAdapter(hash=hashes[name]), reader=ADA, reason="")


def test_at_first_what_came_with_the_program_suggests(shelf: ShelfDesk) -> None:
    listed = shelf.listed()
    assert [(one.name, one.origin, one.is_active) for one in listed.adapters] == [
        ("mosaic-12", "shipped", True), ("run-1", "trained", False),
    ]  # fmt: skip
    assert (listed.active, listed.before, listed.history) == ("mosaic-12", None, ())
    assert shelf.model().adapter is None


def test_a_promoted_one_suggests_and_a_roll_back_leads_to_the_one_before(shelf: ShelfDesk, project: Project) -> None:
    promote(shelf, project, "run-1")
    assert (shelf.listed().active, shelf.listed().before) == ("run-1", "mosaic-12")
    assert str(shelf.model().adapter).endswith("run-1/adapter")
    shelf.roll_back(reader=ADA, reason="Too many false alarms.")
    assert (shelf.listed().active, shelf.listed().before) == ("mosaic-12", None)
    assert [event.kind for event in shelf.listed().history] == [
        AdapterEventKind.PROMOTED, AdapterEventKind.ROLLED_BACK,
    ]  # fmt: skip


def test_a_result_is_computed_in_any_thread_with_the_names_of_the_findings(
    shelf: ShelfDesk, project: Project
) -> None:
    compute, found = shelf.result("run-1"), []
    thread = threading.Thread(target=lambda: found.append(compute()))
    thread.start()
    thread.join()
    (result,) = found
    assert result.comparison.verdict.outcome is Outcome.BETTER
    assert result.names[FindingId("edema")] == "Edema" and not result.is_active


def test_the_first_look_at_a_result_leaves_its_record_and_its_card(shelf: ShelfDesk, project: Project) -> None:
    run = runs_folder(project.path) / "run-1"
    shelf.result("run-1")()
    assert {"comparison.json", "card.md"} <= {file.name for file in run.iterdir()}
    (run / "comparison.json").write_text("{}", encoding="utf-8")
    comparison = shelf.result("run-1")().comparison
    assert comparison is not None and comparison.verdict.outcome is Outcome.BETTER
    assert (run / "comparison.json").read_text(encoding="utf-8") == "{}"


def test_what_was_not_tried_is_not_promoted(shelf: ShelfDesk) -> None:
    with pytest.raises(TypeError):
        shelf.promote("run-1", checked="looks fine", reader=ADA, reason="")
    assert shelf.listed().active == "mosaic-12"


def test_an_adapter_goes_out_and_comes_in_elsewhere(shelf: ShelfDesk, tmp_path: Path) -> None:
    shelf.export("run-1", tmp_path / "ours.zip")
    other = tmp_path / "b.mosaic"
    new_project(other).close()
    with Project.open(other) as project:
        there = ShelfDesk(Seat(project, reader=READER), AdapterDesk(project))
        assert there.take(tmp_path / "ours.zip", reader=ADA) == "run-1"
        assert [(one.name, one.origin) for one in there.listed().adapters][1:] == [("run-1", "imported")]
        told = there.listed().adapters[1].problem
        assert told.startswith("It was made for the backbone tiny, which is not here; embedded are gemma-3-270m")
        assert there.result("run-1")().comparison is None
        with pytest.raises(InputError, match="needs a reason"):
            promote(there, project, "run-1")
