"""Files and folders dropped on the window, the start window and the form of a new project."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from mosaic_desk.core.incoming import ImportResult, Incoming
from mosaic_desk.desk.importing import preview
from mosaic_desk.desk.sources import Sources
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.import_dialog import ImportDialog
from mosaic_desk.gui.new_project_dialog import NewProjectDialog
from mosaic_desk.gui.start_window import StartWindow
from tests.gui.conftest import Desk, OpenDesk
from tests.gui.dropping import drop

LINE = '{"report_id": "%s", "text": "FINDINGS: Clear."}\n'


class RealImporter:
    def __init__(self) -> None:
        self.stored: list[str] = []

    def preview(self, source: Path) -> Incoming:
        return preview(source)

    def store(self, incoming: Incoming) -> ImportResult:
        self.stored += [str(one.report.report_id) for one in incoming.reports]
        return ImportResult(added=len(incoming.reports), known=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Autumn"
    (place / "more").mkdir(parents=True)
    (place / "a.jsonl").write_text(LINE % "A-1" + LINE % "A-2")
    (place / "more" / "b.csv").write_text("report_id,text\nB-1,FINDINGS: Clear.\n")
    (place / "x.png").write_bytes(b"\x89PNG")
    return place


def asked(desk: Desk, qtbot: QtBot, *what: Path | QUrl) -> list[Sources]:
    """Drops, and what was offered for it; each offer is taken."""
    seen: list[Sources] = []

    def take(sources: Sources) -> bool:
        seen.append(sources)
        return True

    desk.window.importing.confirm = take
    assert drop(desk.window, *what)
    qtbot.waitUntil(lambda: not desk.window.importing._listing.is_busy)
    desk.settle()
    return seen


def test_a_folder_that_is_dropped_comes_in_as_one_preview(open_desk: OpenDesk, qtbot: QtBot, folder: Path) -> None:
    importer = RealImporter()
    desk = open_desk(importer=importer)
    (sources,) = asked(desk, qtbot, folder)
    assert [Path(one.source).name for one in sources.incoming] == ["a.jsonl", "b.csv"]
    qtbot.waitUntil(lambda: desk.said.startswith("Reports that came in: 3;"))
    assert importer.stored == ["A-1", "A-2", "B-1"]


def test_several_files_that_are_dropped_come_in_together(open_desk: OpenDesk, qtbot: QtBot, folder: Path) -> None:
    desk = open_desk(importer=RealImporter())
    (sources,) = asked(desk, qtbot, folder / "more" / "b.csv", folder / "a.jsonl", folder / "x.png")
    assert len(sources.incoming) == 2 and [line.place for line in sources.refused] == ["x.png"]


def test_a_folder_without_reports_and_a_page_get_one_sentence(
    open_desk: OpenDesk, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    importer = RealImporter()
    desk = open_desk(importer=importer)
    (folder / "a.jsonl").unlink()
    (folder / "more" / "b.csv").unlink()
    assert asked(desk, qtbot, folder) == []
    assert desk.window.banner.text == (
        "The folder Autumn holds pictures only; add a file of reports beside them that names them."
    )
    assert asked(desk, qtbot, QUrl("https://example.org/a.csv")) == []
    assert desk.window.banner.text == "Only files and folders of this computer can be dropped here."
    assert importer.stored == []


def test_a_window_that_cannot_import_takes_no_drop(open_desk: OpenDesk, folder: Path) -> None:
    assert not drop(open_desk().window, folder)


def test_a_folder_can_be_chosen_by_command(
    open_desk: OpenDesk, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(importer=RealImporter())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    seen: list[Sources] = []
    desk.window.importing.confirm = lambda sources: bool(seen.append(sources))
    desk.window.commands["import_folder"].trigger()
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert desk.said == "Nothing was imported."


def test_the_preview_of_several_files_tells_each_and_what_was_refused(qtbot: QtBot, folder: Path) -> None:
    (folder / "a.jsonl").write_text(LINE % "A-1" + "{}\n")
    sources = Sources(incoming=(preview(folder / "a.jsonl"), preview(folder / "more" / "b.csv")))
    dialog = ImportDialog(sources)
    qtbot.addWidget(dialog)
    boxes = {box.accessibleName(): box.toPlainText() for box in dialog.findChildren(QPlainTextEdit)}
    told = boxes["What was understood"].splitlines()
    assert told[0] == "a.jsonl" and told[1].startswith("    1 report understood as JSON lines, 0 with labels")
    assert str(Path("more") / "b.csv") in told
    assert boxes["Refused lines"].startswith("a.jsonl, line 2: ")
    assert dialog.cancel.isDefault() and dialog.take.isEnabled()


def test_a_folder_dropped_on_the_start_window_begins_a_project_with_its_files(
    qtbot: QtBot, desk_thread: DeskThread, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = StartWindow(Background(desk_thread), reader="Ada Berg")
    qtbot.addWidget(start)
    begun: list[tuple[Path, ...]] = []
    monkeypatch.setattr(start, "ask_new", begun.append)
    assert drop(start, folder)
    assert begun == [(folder,)]


def test_a_folder_dropped_on_a_new_project_adds_its_files(
    qtbot: QtBot, desk_thread: DeskThread, folder: Path
) -> None:
    dialog = NewProjectDialog(Background(desk_thread), reader="Ada Berg")
    qtbot.addWidget(dialog)
    dialog.show()
    assert drop(dialog, folder)
    assert not dialog.make.isEnabled()
    qtbot.waitUntil(dialog.make.isEnabled)
    assert dialog.form.wanted().sources == (folder / "a.jsonl", folder / "more" / "b.csv")
    assert drop(dialog, folder / "more" / "gone")  # a file that is not there is told when it is read
    for file in (folder / "a.jsonl", folder / "more" / "b.csv"):
        file.unlink()
    drop(dialog, folder)
    qtbot.waitUntil(dialog.make.isEnabled)
    assert "pictures only" in dialog.form.fields["files"].problem.text()
