"""The demo from command to picture, on the real desk."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mosaic_desk.cli import main
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.desk.demo import demo_project
from mosaic_desk.desk.office import Office
from mosaic_desk.desk.recent import note_opened, recent_projects
from mosaic_desk.desk.session import Session
from mosaic_desk.imaging.reading import picture_from_file
from mosaic_desk.store import Project


def test_the_demo_has_what_it_promises(tmp_path: Path) -> None:
    path = demo_project(tmp_path / "demo")
    with Project.open(path) as project:
        taxonomy = project.taxonomies()[0]
        reports = [report for _, report in project.reports.stretch(limit=500)]
        assert len(reports) >= 80
        assert {report.language for report in reports} == {"en", "es", "fr", "de", "da"}
        patients = [report.patient_id for report in reports]
        assert len(set(patients)) < len(patients)
        assert sum(bool(report.images) for report in reports) >= 2
        assert project.reports.state_counts(taxonomy.id)[ReportState.DONE] >= 10
        assert project.check() == []
    assert all(picture_from_file(Path(image.path)).size == (900, 1000) for each in reports for image in each.images)


def test_the_demo_is_made_once(tmp_path: Path) -> None:
    first = demo_project(tmp_path / "demo")
    before = first.read_bytes()
    assert demo_project(tmp_path / "demo") == first
    assert first.read_bytes() == before
    assert [path.name for path in first.parent.iterdir() if path.name.startswith(".")] == []


def test_a_picture_of_the_review_screen_is_written(tmp_path: Path, qtbot: QtBot, qapp: object) -> None:
    picture = tmp_path / "shots" / "review.png"
    arguments = ["demo", "--no-suggest", "--project", str(tmp_path / "demo"), "--screenshot", str(picture)]
    assert main(arguments) == 0
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    colours = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
    assert len(colours) > 20


def test_a_second_instance_reads_and_says_why_it_cannot_write(tmp_path: Path) -> None:
    path = demo_project(tmp_path / "demo")
    first = Office(path, reader=ReaderName("Ada"))
    second = Office(path, reader=ReaderName("Ben"))
    try:
        assert not first.is_read_only
        assert second.is_read_only
        summary = second.desk_thread.ask(lambda: second.session.summary(second.taxonomy.id)).result()
        assert summary.read_only_reason
    finally:
        second.close()
        first.close()


def test_recent_projects_are_newest_first_and_never_twice(tmp_path: Path, home: Path) -> None:
    for name in ("a", "b", "a"):
        note_opened(tmp_path / f"{name}.mosaic")
    assert [path.stem for path in recent_projects()] == ["a", "b"]
    (home / "recent.json").write_text(json.dumps({"not": "a list"}))
    assert recent_projects() == ()


@pytest.mark.parametrize("search", ["effusion", "derrame", "NEAR("])
def test_the_demo_can_be_searched(tmp_path: Path, search: str) -> None:
    session = Session.open(demo_project(tmp_path / "demo"), reader=ReaderName("Ada"))
    taxonomy_id = session.taxonomies[0].id
    rows = session.lists.rows_after(taxonomy_id, search)
    assert len(rows) < 90
    session.close()
