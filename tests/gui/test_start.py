"""The start window, a new project from files, recent projects, what to do next: on the real desk where there is one."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.desk.new_project import NewProject, make_project, place_problem, read_sources, with_ending
from mosaic_desk.desk.recent import Absence, forget, note_opened, recent_list, recent_projects
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.import_dialog import ImportDialog
from mosaic_desk.gui.new_project_dialog import NewProjectDialog
from mosaic_desk.gui.opening import open_last_project
from mosaic_desk.gui.start_window import Chosen, StartWindow
from tests.gui.conftest import OpenDesk
from tests.gui.dropping import drop
from tests.gui.fake_session import FakeSession
from tests.gui.test_dialogs import when_open, written

NEWER = "“old” was written by a later version."


@pytest.fixture
def background(desk_thread: DeskThread) -> Iterator[Background]:
    asked = Background(desk_thread)
    yield asked
    asked.close()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    file = tmp_path / "Kolding reports.jsonl"
    lines = [{"report_id": f"K-{n}", "text": f"FINDINGS: number {n}."} for n in range(3)] + [{"text": "no id"}]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return file


@pytest.fixture
def start(qtbot: QtBot, background: Background) -> Iterator[StartWindow]:
    window = StartWindow(background, reader="Ada Berg", problem=NEWER)
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    yield window


def wanted(path: Path, *sources: Path, **more) -> NewProject:
    return NewProject(path=path, taxonomy="mimic-cxr", reader=ReaderName("Ada Berg"), sources=sources, **more)


def made_of(project: NewProject) -> Session:
    make_project(project, read_sources(project))
    return Session.open(project.path, reader=ReaderName("Ada Berg"))


def when_read(act: Callable[[ImportDialog], object]) -> None:
    """Do something with the preview once the files have been read."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, ImportDialog):
            QTimer.singleShot(20, look)
            return
        try:
            act(shown)
        finally:  # a dialog that stays open would wait for ever
            if shown.isVisible():
                shown.reject()

    QTimer.singleShot(20, look)


# The desk's side


def test_a_new_project_holds_its_reports_and_its_share_of_first_reads(tmp_path: Path, reports: Path) -> None:
    session = made_of(wanted(tmp_path / "k.mosaic", reports, language="da", first_read_share=0.35))
    rows = session.lists.rows_after(session.taxonomies[0].id)
    assert [row.report_id for row in rows] == ["K-0", "K-1", "K-2"]
    assert {row.language for row in rows} == {"da"}
    assert session.first_read_share == 0.35
    assert recent_projects()[0] == (tmp_path / "k.mosaic").resolve()
    session.close()


def test_nothing_is_left_of_a_project_that_could_not_be_made(tmp_path: Path, reports: Path) -> None:
    place = tmp_path / "k.mosaic"
    project = wanted(place, reports)
    read = read_sources(project)
    place.write_text("mine")
    with pytest.raises(InputError, match="already"):
        make_project(project, read)
    assert place.read_text() == "mine"
    reports.write_bytes(b"\x89PNG and more")
    with pytest.raises(InputError, match="a picture"):
        read_sources(project)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["Kolding reports.jsonl", "home", "k.mosaic"]


@pytest.mark.parametrize(
    ("place", "problem"),
    [("taken.mosaic", "already"), ("no/where.mosaic", "does not exist"), (".mosaic", "a name"), ("free.mosaic", None)],
)
def test_a_place_says_what_is_wrong_with_it(tmp_path: Path, place: str, problem: str | None) -> None:
    (tmp_path / "taken.mosaic").touch()
    told = place_problem(tmp_path / place)
    assert (told is None) if problem is None else problem in str(told)
    assert with_ending(Path("a.b")).name == "a.b.mosaic"


def test_missing_projects_say_why_and_can_be_forgotten(tmp_path: Path) -> None:
    there = tmp_path / "there.mosaic"
    there.touch()
    for path in (tmp_path / "away" / "a.mosaic", tmp_path / "gone.mosaic", there):
        note_opened(path)
    assert [(one.name, one.absence) for one in recent_list()] == [
        ("there", None), ("gone", Absence.FILE), ("a", Absence.FOLDER),
    ]  # fmt: skip
    forget(tmp_path / "gone.mosaic")
    assert [one.name for one in recent_list()] == ["there", "a"]


# The start window


def test_the_start_window_says_why_it_is_there_and_what_can_be_done(start: StartWindow) -> None:
    assert start.problem.text() == NEWER
    assert "not for diagnosis" in written(start)
    assert start.focusWidget() is start.try_demo


def test_the_demo_is_one_key_away(start: StartWindow, qtbot: QtBot, home: Path) -> None:
    QTest.keyPress(start.focusWidget(), Qt.Key.Key_Return)  # no release: it is busy by then, and takes none
    qtbot.waitUntil(lambda: start.chosen is not None, timeout=30_000)
    assert start.chosen == Chosen(path=home / "demo" / "demo.mosaic", is_demo=True)


def test_recent_projects_are_opened_and_taken_off_by_keys(
    tmp_path: Path, background: Background, qtbot: QtBot
) -> None:
    there = tmp_path / "there.mosaic"
    there.touch()
    note_opened(there)
    note_opened(tmp_path / "gone.mosaic")
    window = StartWindow(background, reader="Ada")
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    assert window.focusWidget() is window.recent
    QTest.keyClick(window.recent, Qt.Key.Key_Return)
    assert window.chosen is None
    assert window.problem.text() == "“gone” cannot be opened: the file is not there any more."
    QTest.keyClick(window.recent, Qt.Key.Key_Delete)
    assert recent_projects() == (there.resolve(),)
    QTest.keyClick(window.recent, Qt.Key.Key_Return)
    assert window.chosen == Chosen(path=there.resolve())


def test_a_project_that_is_dropped_is_opened_and_files_begin_a_new_one(
    start: StartWindow, tmp_path: Path, reports: Path
) -> None:
    begun: list[str] = []

    def look(dialog: NewProjectDialog) -> None:
        begun.append(dialog.form.files.item(0).text())

    when_open(NewProjectDialog, look)
    drop(start, reports)
    assert begun == [str(reports)]
    assert start.chosen is None
    drop(start, tmp_path / "a.mosaic")
    assert start.chosen == Chosen(path=tmp_path / "a.mosaic")


# The new project


@pytest.fixture
def dialog(qtbot: QtBot, background: Background, reports: Path) -> NewProjectDialog:
    dialog = NewProjectDialog(background, reader="Ada Berg", sources=(reports,))
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def test_every_field_is_named_and_explained_in_a_sentence(dialog: NewProjectDialog) -> None:
    for field in dialog.form.fields.values():
        assert field.control.accessibleName()
        assert field.says.text().endswith(".")
        assert field.label.buddy() is field.control
    form = dialog.form
    assert form.taxonomy.currentText() == "Chest X-ray, 13 findings (MIMIC-CXR)"
    assert form.share.value() == 20
    assert Path(form.file.text()).name == "Kolding reports.mosaic"


def test_a_project_is_made_after_its_preview(dialog: NewProjectDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.form.file.setText(str(tmp_path / "mine"))
    seen: list[str] = []

    def take(preview: ImportDialog) -> None:
        seen.append(written(preview))
        assert not (tmp_path / "mine.mosaic").exists()
        preview.take.click()

    when_read(take)
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=10_000)
    assert "3 reports understood as JSON lines" in seen[0]
    assert dialog.made is not None
    assert (dialog.made.path, dialog.made.added, dialog.made.refused) == (tmp_path / "mine.mosaic", 3, 1)


def test_a_preview_that_is_cancelled_stores_nothing(dialog: NewProjectDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.form.file.setText(str(tmp_path / "mine"))
    when_read(lambda preview: preview.cancel.click())
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog.state.text() == "Nothing was stored.", timeout=10_000)
    assert dialog.made is None
    assert dialog.form.isEnabled()
    assert not (tmp_path / "mine.mosaic").exists()


def test_what_is_wrong_stands_beside_its_field(dialog: NewProjectDialog, qtbot: QtBot, reports: Path) -> None:
    form = dialog.form
    form.reader.clear()
    form.file.setText("/no/such/folder/a.mosaic")
    dialog.go_on()
    assert "Give a name" in form.fields["reader"].problem.text()
    assert "does not exist" in form.fields["file"].problem.text()
    assert "does not exist" in form.file.accessibleDescription()
    assert dialog.focusWidget() is form.reader
    form.share.setValue(0)
    assert "Without first reads" in form.fields["share"].problem.text()
    reports.write_bytes(b"%PDF-1.4")
    form.reader.setText("Ada")
    form.file.setText(str(reports.with_suffix(".mosaic")))
    dialog.go_on()
    qtbot.waitUntil(form.fields["files"].problem.isVisible, timeout=10_000)
    assert "a PDF" in form.fields["files"].problem.text()


def test_a_taxonomy_comes_from_a_file_or_says_why_not(dialog: NewProjectDialog, tmp_path: Path) -> None:
    form, file = dialog.form, tmp_path / "own.toml"
    file.write_text('id = "own"\ntitle = "Ours"\n[[findings]]\nid = "a"\nname = "A"\n', encoding="utf-8")
    form.use_taxonomy_file(file)
    assert form.taxonomy.currentText() == "Ours, 1 findings"
    assert form.wanted().taxonomy == str(file)
    file.write_text("findings =", encoding="utf-8")
    form.use_taxonomy_file(file)
    assert "own.toml" in form.fields["taxonomy"].problem.text()


# In the window


def test_the_recent_projects_stand_in_the_file_menu(open_desk: OpenDesk, tmp_path: Path) -> None:
    there = tmp_path / "there & then.mosaic"
    there.touch()
    note_opened(tmp_path / "gone.mosaic")
    note_opened(there)
    desk = open_desk()
    desk.window.around._fill_recent()
    first, second = desk.window.around.recent.actions()
    assert (first.text(), first.isEnabled()) == ("&1  there && then", True)
    assert (second.text(), second.isEnabled()) == ("&2  gone — the file is not there any more", False)
    first.trigger()
    assert desk.window.next_project == there.resolve()
    assert not desk.window.isVisible()


def test_an_empty_project_offers_to_import(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(FakeSession([]))
    line = desk.window.around.next_step.line
    qtbot.waitUntil(lambda: "no reports yet" in line.text, timeout=10_000)
    assert [button.text() for button in line._buttons] == ["Import reports…"]


def test_the_end_of_the_queue_says_so_and_what_follows(open_desk: OpenDesk) -> None:
    desk = open_desk(texts=["FINDINGS: clear."])
    desk.look()
    desk.press(Qt.Key.Key_Return)
    line = desk.window.around.next_step.line
    assert line.text == "The only report is done: export it, or import more."
    assert [button.text() for button in line._buttons] == ["Export…", "Import reports…"]
    desk.window.commands["undo"].trigger()
    desk.settle()
    assert line.text == ""


def test_a_step_that_was_put_away_stays_away(open_desk: OpenDesk) -> None:
    session = FakeSession(["FINDINGS: clear."] * 2)
    for stored in session.stored.values():
        stored.suggestions.clear()
    desk = open_desk(session)
    line = desk.window.around.next_step.line
    assert line.text.startswith("Nothing is suggested here.")
    line._close.click()
    desk.press(Qt.Key.Key_Right, held=Qt.KeyboardModifier.AltModifier)
    assert line.text == ""


# From the command to the window


@pytest.mark.parametrize("content", [b"no project at all", None])
def test_without_a_project_that_opens_the_bare_command_asks_what_to_do(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    if content is not None:
        (tmp_path / "junk.mosaic").write_bytes(content)
        note_opened(tmp_path / "junk.mosaic")
    seen: list[str] = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, StartWindow):
            QTimer.singleShot(20, look)
            return
        seen.append(shown.problem.text())
        shown.reject()

    QTimer.singleShot(20, look)
    assert open_last_project() == 0
    assert len(seen) == 1
    assert seen[0].startswith("junk.mosaic: ") is (content is not None)
    assert qapp.quitOnLastWindowClosed()


def test_the_window_is_started_without_the_libraries_that_only_some_screens_need() -> None:
    code = (
        "import sys, mosaic_desk.gui.opening\n"
        "print(*{'pyqtgraph', 'pydicom', 'torch', 'transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
