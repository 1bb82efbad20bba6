"""Bad input on the real window: real file, real desk, real widgets, worked by keys."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mosaic_desk.bench.desk_window import DrivenWindow
from mosaic_desk.core.events import EventKind, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.store import Project
from tests.gui.hostile import MARKUP, PLAIN, REVERSED, Looker, make, rendered, taxonomy, window_on

P, N, U, M = MentionClass
CTRL = Qt.KeyboardModifier.ControlModifier
TEXTS = {"r1": "FINDINGS: No oedema.", "r2": "FINDINGS: Clear.", "r3": "FINDINGS: Normal."}


def commit(driven: DrivenWindow) -> None:
    driven.clock.look()
    driven.press_until_other(Qt.Key.Key_Return)


def labels(path: Path, report_id: str, asked=PLAIN) -> dict[str, MentionClass]:
    with Project.open(path, is_read_only=True) as project:
        return {key: one.label for key, one in project.corrections.of_report(ReportId(report_id), asked).items()}


def test_markup_in_every_imported_text_is_shown_and_never_rendered(tmp_path: Path, qtbot: QtBot) -> None:
    asked = taxonomy(
        {"edema": {"en": MARKUP}, "effusion": {"en": "<i>Effusion</i>"}}, title=f"<u>T</u>{MARKUP}", words=MARKUP
    )
    path = make(
        tmp_path / "<b>p<b>.mosaic", {"<b>r1</b>": MARKUP * 3, "<i>r2</i>": MARKUP}, asked=asked,
        patient="<b>p</b>", named="<b>model</b>", images=("<b>gone</b>.png",),
    )  # fmt: skip
    with window_on(path) as driven:
        window = driven.window
        assert window.report.text.toPlainText() == MARKUP * 3
        for key in (Qt.Key.Key_P, Qt.Key.Key_U, Qt.Key.Key_F):
            driven.press_and_see(key)
        assert rendered(window) == []
        found: list[str] = []
        looker = Looker(lambda dialog: found.extend(rendered(dialog)))
        for command in ("settings", "keys", "palette", "about", "progress", "comments", "comment", "edit_guideline"):
            window.commands[command].trigger()
            driven.pause(0.2)
        looker.deleteLater()
        assert looker.seen >= 6, "dialogs were looked at"
        window.commands["history"].trigger()
        driven.settle()
        assert found == [] and rendered(window) == []
    assert labels(path, "<b>r1</b>", asked) == {"edema": P, "effusion": U}


def test_text_that_runs_the_other_way_reorders_nothing_of_ours(tmp_path: Path, qtbot: QtBot) -> None:
    text = f"FINDINGS: {REVERSED} no oedema."
    asked = taxonomy({"edema": {"en": f"Edema {REVERSED}"}, "effusion": {"en": "\u202eEffusion"}}, title=REVERSED)
    path = make(tmp_path / "a.mosaic", {f"r1{REVERSED}": text, "r2": text}, asked=asked, patient=REVERSED)
    with window_on(path) as driven:
        shown = driven.window.report.text
        assert shown.toPlainText() == text
        driven.press_and_see(Qt.Key.Key_E)
        driven.press_and_see(Qt.Key.Key_P)
        driven.press_and_see(Qt.Key.Key_N)
        commit(driven)
        assert driven.page.report.report_id == "r2"
        spoken = [widget.accessibleName() for widget in driven.window.findings.widgets]
        assert all(_is_closed(sentence) for sentence in spoken), spoken
    assert labels(path, f"r1{REVERSED}", asked) == {"edema": P, "effusion": N}


def _is_closed(sentence: str) -> bool:
    """Whether every imported piece that turns the order ends within an isolate of its own."""
    depth = 0
    for sign in sentence:
        if sign in "\u202a\u202b\u202d\u202e" and depth == 0:
            return False
        depth += (sign in "\u2066\u2067\u2068") - (sign == "\u2069")
    return depth == 0


def test_a_report_of_ten_megabytes_is_read_and_committed(tmp_path: Path, qtbot: QtBot) -> None:
    line = "The lungs are clear and the heart is of normal size. No pleural effusion or pneumothorax is seen.\n"
    text = "FINDINGS: " + line * (10_000_000 // len(line)) + "IMPRESSION: the very last word is Fracture"
    asked = PLAIN
    path = make(tmp_path / "a.mosaic", {"r1": "Short.", "long": text, "r3": "Short again."}, asked=asked)
    with window_on(path) as driven:
        started = time.perf_counter()
        commit(driven)
        opened_s = time.perf_counter() - started
        assert driven.page.report.report_id == "long"
        assert driven.window.report.text.toPlainText().startswith("FINDINGS: The lungs are clear")
        driven.heartbeat.restart()
        for key in (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_P):
            driven.press_and_see(key)
        stall_ms = driven.heartbeat.longest_ms
        commit(driven)
        assert driven.page.report.report_id == "r3"
    assert opened_s < 20 and stall_ms < 2_000, (opened_s, stall_ms)
    assert labels(path, "long") == {"edema": P, "effusion": N, "fracture": N}


@pytest.mark.parametrize("image", ["gone.png", "not-a-picture.png", "empty.dcm"])
def test_an_image_that_is_none_is_said_and_the_report_can_be_read(tmp_path: Path, qtbot: QtBot, image: str) -> None:
    (tmp_path / "not-a-picture.png").write_text("<b>no picture</b>")
    (tmp_path / "empty.dcm").write_bytes(b"")
    path = make(tmp_path / "a.mosaic", TEXTS, images=(str(tmp_path / image),))
    with window_on(path) as driven:
        driven.pause(0.3)
        driven.press_and_see(Qt.Key.Key_P)
        commit(driven)
        assert driven.page.report.report_id == "r2"
    assert labels(path, "r1") == {"edema": P, "effusion": N, "fracture": N}


def test_without_a_suggestion_every_row_is_the_readers(tmp_path: Path, qtbot: QtBot) -> None:
    path = make(tmp_path / "a.mosaic", TEXTS, suggested=False)
    with window_on(path) as driven:
        assert driven.page.no_suggestion
        commit(driven)
        assert driven.page.report.report_id == "r1", "rows without a suggestion keep the report open"
        for key in (Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_M):
            driven.press_and_see(key)
        commit(driven)
        assert driven.page.report.report_id == "r2"
    assert labels(path, "r1") == {"edema": P, "effusion": N, "fracture": M}


def test_findings_without_a_name_in_the_language_of_the_window_have_the_name_they_have(
    tmp_path: Path, qtbot: QtBot
) -> None:
    asked = taxonomy({"edema": {"da": "Ødem"}, "effusion": {"ja": "胸水", "de": "Erguss"}})
    path = make(tmp_path / "a.mosaic", TEXTS, asked=asked)
    with window_on(path) as driven:
        assert [row.name for row in driven.page.rows] in (["Ødem", "胸水"], ["Ødem", "Erguss"])
        driven.press_and_see(Qt.Key.Key_P)
        commit(driven)
        assert driven.page.report.report_id == "r2"


def _fill_disk(driven: DrivenWindow, *, is_full: bool) -> None:
    """Let the file not grow any more, or grow again, as the desk's own thread sees it."""
    database = driven.window.flow._session.project._database

    def limit() -> None:
        with database.reading() as session:
            connection = session.connection()
            used = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
            connection.exec_driver_sql(f"PRAGMA max_page_count = {used if is_full else 1_000_000}")

    driven.window.background.ask(limit, done=lambda _: None, failed=lambda _: None)
    driven.settle()


def _fill_pages(driven: DrivenWindow) -> None:
    """Answer and take back until the next answer needs a new page of the full file."""
    for _ in range(400):
        driven.press_and_see(Qt.Key.Key_P)
        if driven.window.flow.failed_count:
            return
        driven.press_and_see(Qt.Key.Key_K)
    pytest.fail("the disk never was full")


def test_a_full_disk_keeps_the_answer_on_screen_in_one_banner_and_the_report_open(tmp_path: Path, qtbot: QtBot) -> None:
    path = make(tmp_path / "a.mosaic", TEXTS)
    with window_on(path) as driven:
        window = driven.window
        _fill_disk(driven, is_full=True)
        _fill_pages(driven)
        failed = window.flow.failed_count
        assert failed == 1
        assert "disk is full" in window.banner.text and "not saved" in window.banner.text
        assert "_" not in window.banner.text and "/" not in window.banner.text
        commit(driven)
        assert driven.page.report.report_id == "r1", "what is not saved is not committed"
        assert window.flow.failed_count == 1 and window.banner.text
        _fill_disk(driven, is_full=False)
        driven.press_and_see(Qt.Key.Key_S, CTRL)
        assert not window.flow.failed_count and not window.banner.text
        commit(driven)
        assert driven.page.report.report_id == "r2"
    stored = labels(path, "r1")
    assert set(stored) == {"edema", "effusion", "fracture"} and P in stored.values()
    with Project.open(path) as project:
        assert project.check() == []


def test_a_disk_that_fills_up_at_the_commit_leaves_the_report_as_it_was(tmp_path: Path, qtbot: QtBot) -> None:
    findings = {f"finding{number}": {"en": f"Finding {number}"} for number in range(60)}
    asked = taxonomy(findings)
    path = make(tmp_path / "a.mosaic", TEXTS, asked=asked)
    with window_on(path) as driven:
        driven.press_and_see(Qt.Key.Key_P)
        _fill_disk(driven, is_full=True)
        commit(driven)
        assert driven.page.report.report_id == "r1" and driven.page.state is ReportState.STARTED
        assert "disk is full" in driven.window.banner.text
        _fill_disk(driven, is_full=False)
        again = next(one for one in driven.window.banner.findChildren(QPushButton) if one.text() == "Try again")
        QTest.keyClick(again, Qt.Key.Key_Space)
        driven.settle()
        assert driven.page.report.report_id == "r2", "the commit is sent once more"
        assert not driven.window.banner.text, "what is mended is not complained about"
    with Project.open(path) as project:
        kinds = [event.kind for event in project.history.events(ReportId("r1"))]
        assert kinds.count(EventKind.COMMITTED) == 1 and kinds.count(EventKind.ACCEPTED_UNTOUCHED) == 59


def test_a_second_window_on_the_same_project_reads_and_never_writes(tmp_path: Path, qtbot: QtBot) -> None:
    path = make(tmp_path / "a.mosaic", TEXTS)
    with window_on(path) as first:
        first.press_and_see(Qt.Key.Key_P)
        with window_on(path) as second:
            assert second.window.banner.text, "says that it can only read"
            shown = second.page.rows[0].correction
            assert shown is not None and shown.label is P
            for key in (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_Return):
                QTest.keyClick(second.window.windowHandle(), key)
                second.pause(0.1)
            second.settle()
            assert second.page.report.report_id == "r1" and second.page.rows[0].correction == shown
            assert not second.window.commands["commit"].isEnabled()
        first.window.activateWindow()
        first.pause(0.2)
        first.press_and_see(Qt.Key.Key_U)
        commit(first)
        assert first.page.report.report_id == "r2"
    assert labels(path, "r1") == {"edema": P, "effusion": U, "fracture": N}
    with Project.open(path) as project:
        assert {event.reader for event in project.history.events(ReportId("r1"))} == {"Robot Reader"}
