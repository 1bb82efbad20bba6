"""Export from the window: what is asked, how far it is, stopping it, what goes wrong."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from mosaic_desk.desk import exporting as desk_exporting
from mosaic_desk.desk.exporting import pseudonym_key
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.export_dialog import ExportDialog, Scope, Wanted
from mosaic_desk.store import Project
from tests.desk.three_findings import make_project
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.test_dialogs import when_open

PLAIN = Wanted(format="jsonl", query="", with_text=False, with_pseudonyms=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p.mosaic", reports=5)


@pytest.fixture
def desk(open_desk: OpenDesk, path: Path, desk_thread: DeskThread) -> Iterator[Desk]:
    """A window whose session holds the project of the file, and asks its taxonomy."""
    session = FakeSession([CLEAR] * 5)
    session._project = project = desk_thread.ask(lambda: Project.open(path)).result()
    desk = open_desk(session)
    desk.window.flow.pages.taxonomy_id = desk_thread.ask(lambda: project.taxonomies()[0].id).result()
    yield desk
    desk_thread.ask(project.close).result()


def ids(file: Path) -> list[str]:
    return [json.loads(line)["report_id"] for line in file.read_text(encoding="utf-8").splitlines()]


def write(desk: Desk, path: Path, output: Path, wanted: Wanted = PLAIN) -> None:
    desk.window.around.exporting.write(path, output, wanted)


def test_an_export_is_written_beside_the_open_project(desk: Desk, qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    write(desk, path, tmp_path / "out.jsonl")
    assert not desk.window.commands["export"].isEnabled()
    qtbot.waitUntil(lambda: desk.said == "5 reports were written to out.jsonl.")
    assert len(ids(tmp_path / "out.jsonl")) == 5
    assert desk.window.commands["export"].isEnabled() and not desk.window.commands["export_stop"].isEnabled()
    assert desk.window.around.exporting.strip.isHidden()


def test_only_what_a_query_finds_goes_out(desk: Desk, qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    desk.look()
    desk.press(Qt.Key.Key_Return)  # one is done
    wanted = Wanted(format="csv-mosaic", query="state:done", with_text=False, with_pseudonyms=False)
    write(desk, path, tmp_path / "out.csv", wanted)
    qtbot.waitUntil(lambda: desk.said == "1 report was written to out.csv.")
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 2


def test_hashes_take_the_place_of_ids(
    desk: Desk, qtbot: QtBot, path: Path, tmp_path: Path, desk_thread: DeskThread
) -> None:
    write(desk, path, tmp_path / "plain.jsonl")
    qtbot.waitUntil(lambda: desk.said.endswith("plain.jsonl."))
    write(desk, path, tmp_path / "out.jsonl", Wanted(format="jsonl", query="", with_text=True, with_pseudonyms=True))
    qtbot.waitUntil(lambda: desk.said.endswith("to out.jsonl."))
    assert not set(ids(tmp_path / "out.jsonl")) & set(ids(tmp_path / "plain.jsonl"))
    assert desk_thread.ask(lambda: pseudonym_key(desk.session.project)).result()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Rows wait for this once the first two are out."""
    go_on = threading.Event()
    rows = desk_exporting.export_rows

    def waiting(*args, **more):
        for number, row in enumerate(rows(*args, **more)):
            if number == 2:
                go_on.wait(10)
            yield row

    monkeypatch.setattr(desk_exporting, "export_rows", waiting)
    return go_on


def test_progress_is_shown_and_stopping_leaves_no_part(
    desk: Desk, qtbot: QtBot, path: Path, tmp_path: Path, slow: threading.Event
) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("mine")
    exporting = desk.window.around.exporting
    write(desk, path, output)
    qtbot.waitUntil(exporting.strip.isVisible)
    assert "out.jsonl" in exporting.strip.text and "%" in exporting.strip.text
    desk.press("n")  # the reader goes on
    assert desk.label("atelectasis") == "negative"
    QTest.keyClick(exporting.strip._cancel, Qt.Key.Key_Space)
    slow.set()
    qtbot.waitUntil(lambda: desk.said == "The export was stopped; nothing was written.")
    assert output.read_text() == "mine" and not exporting.is_busy
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob(".*.part"))
    assert exporting.strip.isHidden() and not desk.window.banner.isVisible()


def test_a_folder_that_is_not_there_is_one_sentence_in_the_banner(
    desk: Desk, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    write(desk, path, tmp_path / "no" / "out.jsonl")
    qtbot.waitUntil(desk.window.banner.isVisible)
    assert desk.window.banner.text.startswith("out.jsonl could not be written (No such file or directory);")
    wrong = Wanted(format="jsonl", query="is:x", with_text=True, with_pseudonyms=False)
    write(desk, path, tmp_path / "out.jsonl", wrong)
    qtbot.waitUntil(lambda: "“is:x” means nothing here" in desk.window.banner.text)
    assert not desk.window.around.exporting.is_busy


def test_the_window_asks_before_it_closes_over_an_export(
    desk: Desk, qtbot: QtBot, path: Path, tmp_path: Path, slow: threading.Event
) -> None:
    write(desk, path, tmp_path / "out.jsonl")
    qtbot.waitUntil(lambda: desk.window.around.exporting._apart.is_busy)
    asked: list[str] = []

    def stay(box: QMessageBox) -> None:
        asked.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Return)

    when_open(QMessageBox, stay)
    assert not desk.window.close() and desk.window.isVisible()
    assert asked == ["A file is still being written. If you close now, nothing of it is left."]
    threading.Timer(0.2, slow.set).start()
    desk.window.around.close()
    assert not (tmp_path / "out.jsonl").exists() and not list(tmp_path.glob(".*.part"))


def test_the_dialog_offers_what_the_worklist_shows_and_hands_over_the_choice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.window.worklist.ask("clear state:unread")
    desk.settle()
    written: list[tuple[Path, Wanted]] = []
    monkeypatch.setattr(
        desk.window.around.exporting, "write", lambda _project, output, wanted: written.append((output, wanted))
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.csv"), ""))
    seen: list[str] = []

    def choose(dialog: ExportDialog) -> None:
        seen.extend(dialog.scope.itemText(place) for place in range(dialog.scope.count()))
        QTest.keyClick(dialog.form, Qt.Key.Key_End)
        assert not dialog.with_text.isEnabled()
        QTest.keyClick(dialog.scope, Qt.Key.Key_End)
        QTest.keyClick(dialog.with_pseudonyms, Qt.Key.Key_Space)
        assert dialog.warning.text() == "No text, no date and no id as it is here leaves with the file."
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    when_open(ExportDialog, choose)
    desk.window.commands["export"].trigger()
    assert seen[:2] == ["All reports (5)", "Only those that are done (0)"]
    assert seen[2].startswith("What the worklist shows (5): ") and "clear state:unread" in seen[2]
    wanted = Wanted(format="csv-mosaic", query="clear state:unread", with_text=False, with_pseudonyms=True)
    assert written == [(tmp_path / "x.csv", wanted)]


def test_the_warning_says_what_leaves(qtbot: QtBot) -> None:
    dialog = ExportDialog(scopes=(Scope(text="All"),))
    qtbot.addWidget(dialog)
    said = [dialog.warning.text()]
    for box in (dialog.with_pseudonyms, dialog.with_text, dialog.with_pseudonyms):
        box.toggle()
        said.append(dialog.warning.text())
    assert [sentence.split()[0] for sentence in said] == ["Text,", "The", "No", "Ids"]
    assert len(set(said)) == 4
