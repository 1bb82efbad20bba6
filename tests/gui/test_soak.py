"""A small soak of the real window: what many reports leave behind in it, and whether all of it can be taken back."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from mosaic_desk.bench.desk_robot import Policy, Robot
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.store import Project
from tests.gui.hostile import PLAIN, make, window_on

COUNT = 30


def standing(path: Path) -> dict[str, object]:
    with Project.open(path, is_read_only=True) as project:
        return {
            report_id: (
                {key: one.label for key, one in project.corrections.of_report(ReportId(report_id), PLAIN).items()},
                project.reports.state(ReportId(report_id), PLAIN),
            )
            for report_id in project.reports.ids()
        }


def test_many_commits_leave_no_widget_behind_and_can_all_be_undone(tmp_path: Path, qtbot: QtBot) -> None:
    texts = {f"r{number:02}": f"FINDINGS: No oedema in report {number}." for number in range(COUNT + 2)}
    path = make(tmp_path / "a.mosaic", texts)
    before = standing(path)
    with window_on(path) as driven:
        robot = Robot(driven, {}, Policy.TRUSTING)
        for _ in range(COUNT // 3):
            robot.read()
        objects = len(driven.window.findChildren(QObject))
        for _ in range(COUNT - COUNT // 3):
            robot.read()
        assert len(driven.window.findChildren(QObject)) <= objects + 5, "nothing piles up in the window"
        assert driven.window.flow.summary.done == COUNT
        for _ in range(COUNT):
            driven.press_and_see(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert driven.window.flow.summary.done == 0
    after = standing(path)
    assert after == before and all(state is ReportState.UNREAD for _, state in after.values())
    with Project.open(path) as project:
        assert project.check() == []
