"""A comparison computed apart is recorded only as long as what it was made of still lies there."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk import adapter_shelf, judging, promoting
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.adapter_shelf import ShelfDesk
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.seat import Seat
from mosaic_desk.exchange.adapter_files import note_in_manifest
from mosaic_desk.store import Project
from tests.desk.run_folders import run_made
from tests.store.projects import READER, new_project

OTHER = 'id = "other"\n[[findings]]\nid = "cyst"\nname = "Cyst"\n'


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "a.mosaic"
    new_project(path).close()
    run_made(path, "run-1")
    with Project.open(path) as project:
        yield project


def tried(project: Project, monkeypatch: pytest.MonkeyPatch) -> CheckedAdapter:
    """What the window gets, from a thread that is not the desk's."""
    adapter_hash = next(str(one.hash) for one in AdapterDesk(project).known() if one.name == "run-1")
    monkeypatch.setattr(adapter_shelf, "check_adapter", lambda *_, **__: CheckedAdapter(hash=adapter_hash))
    shelf, found = ShelfDesk(Seat(project, reader=READER), AdapterDesk(project)), []
    thread = threading.Thread(target=lambda: found.append(shelf.check("run-1")))
    thread.start()
    thread.join()
    return found[0]


def test_what_was_compared_apart_is_recorded_without_comparing_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = tried(project, monkeypatch)
    for place in (judging, promoting):
        monkeypatch.setattr(place, "comparison_of_run", None)  # would be called
    event = AdapterDesk(project).promote("run-1", checked=checked, reader=READER, reason="Tried by hand.")
    assert event.figures["taxonomies"]["chest"]["n_reports"] == 80


def _worse_answers(run: Path, _: Project) -> None:
    lines = (run / "before.jsonl").read_text(encoding="utf-8")
    (run / "after.jsonl").write_text(lines, encoding="utf-8")


def _fewer_reports(run: Path, _: Project) -> None:
    lines = (run / "held_out.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (run / "held_out.jsonl").write_text("".join(lines[:10]), encoding="utf-8")


def _no_answers(run: Path, _: Project) -> None:
    (run / "after.jsonl").unlink()


def _other_manifest(run: Path, _: Project) -> None:
    note_in_manifest(run / "adapter", beside=[], judged_by=[run / "before.jsonl"])


def _another_guarded(_: Path, project: Project) -> None:
    AdapterDesk(project).set_guarded([FindingId("fracture")])


def _another_taxonomy(_: Path, project: Project) -> None:
    project.add_taxonomy(taxonomy_from_toml(OTHER, "other"))


@pytest.mark.parametrize(
    "change",
    [_worse_answers, _fewer_reports, _no_answers, _other_manifest, _another_guarded, _another_taxonomy],
)
def test_nothing_is_recorded_where_what_it_was_made_of_changed_meanwhile(
    project: Project, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, Project], None]
) -> None:
    checked = tried(project, monkeypatch)
    change(runs_folder(project.path) / "run-1", project)
    with pytest.raises(InputError, match="changed meanwhile; look at it again"):
        AdapterDesk(project).promote("run-1", checked=checked, reader=READER, reason="Tried by hand.")
    assert AdapterDesk(project).history() == ()


def test_a_change_while_it_is_compared_is_seen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run, real = runs_folder(project.path) / "run-1", judging.comparison_of_run

    def compared(*arguments: object, **named: object) -> object:
        found = real(*arguments, **named)
        _fewer_reports(run, project)
        return found

    monkeypatch.setattr(judging, "comparison_of_run", compared)
    with pytest.raises(InputError, match="changed meanwhile"):
        AdapterDesk(project).judged("run-1")


def test_another_run_s_comparison_opens_no_gate(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run_made(project.path, "run-2", gains=False)
    desk = AdapterDesk(project)
    adapter_hash = next(str(one.hash) for one in desk.known() if one.name == "run-2")
    better = tried(project, monkeypatch)
    with pytest.raises(InputError, match="changed meanwhile"):
        desk.promote("run-2", checked=replace(better, hash=adapter_hash), reader=READER)
