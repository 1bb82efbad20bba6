"""The whole round: a real window, desk, project and run folder; only the model is one that learns nothing."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from mosaic_desk.bench.desk_cases import TAXONOMY, Cases, labelled_reports, made_up, make_project
from mosaic_desk.bench.desk_round import RoundJob, went_round
from mosaic_desk.bench.desk_round_figures import change, most_changed, told_round, wrong
from mosaic_desk.bench.desk_stage import unsure
from mosaic_desk.bench.desk_typing import ALT, CTRL, Typist
from mosaic_desk.bench.desk_window import DrivenWindow, WindowStuck, driven_window
from mosaic_desk.cli import main
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.training import Preset
from mosaic_desk.desk import adapter_shelf
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.desk.office import Office
from mosaic_desk.desk.suggesting import Suggester
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.training import TrainingDesk
from mosaic_desk.exchange.adapter_files import checked_manifest
from mosaic_desk.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

CHEST = taxonomy_named(TAXONOMY)
TRIAL = 'print(\'{"seconds_per_report": 0.5, "needed_mib": 2000, "free_mib": 5000, "disk_mib": 40}\')'
SHIPPED = ModelRef(
    backbone="written", backbone_hash="sha256:1", adapter="mosaic-0", adapter_hash="sha256:2", prompt_hash="sha256:3"
)


class WrittenLabeller:
    """The truth by an adapter of the project; by the shipped one it is unsure and wrong now and then."""

    def __init__(self) -> None:
        self._choice = ModelChoice()
        self._known = {one.report.report_id: one for one in labelled_reports([], CHEST)}

    def use(self, choice: ModelChoice) -> None:
        self._choice = choice

    def suggestions(
        self, reports: Sequence[Report], taxonomy: Taxonomy, **_: Callable[..., object]
    ) -> Iterator[Suggestion]:
        folder = Path(self._choice.adapter) if self._choice.adapter else None
        for report in reports:
            one = self._known[report.report_id]
            if folder is None:
                yield replace(unsure(one, taxonomy), model=SHIPPED)
            else:
                own = replace(SHIPPED, adapter=folder.parent.name, adapter_hash=checked_manifest(folder).hash)
                yield replace(made_up(one, taxonomy), model=own)

    def close(self) -> None:
        """There is nothing to end."""


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch) -> Callable[[Office], None]:
    """Puts processes that take no model in the place of those that do."""
    monkeypatch.setattr(
        adapter_shelf, "check_adapter", lambda folder, **_: CheckedAdapter(hash=checked_manifest(folder).hash)
    )
    child = str(Path(__file__).with_name("round_child.py"))

    def put(office: Office) -> None:
        session = office.session
        session.training = TrainingDesk(
            session._seat, session.adapters, command=(sys.executable, child),
            trial_command=(sys.executable, "-c", TRIAL),
        )  # fmt: skip
        office.suggester = Suggester(
            session, office.desk_thread, WrittenLabeller(),  # type: ignore[arg-type]
            taxonomy_id=office.taxonomy.id, tell=lambda _: None,
        )  # fmt: skip

    return put


def test_the_round_leads_from_corrections_to_another_adapter_and_back(
    tmp_path: Path, qtbot: QtBot, prepare: Callable[[Office], None]
) -> None:
    pictures = tmp_path / "pictures"
    job = RoundJob(folder=tmp_path / "demo", read=9, preset=Preset.QUICK, pictures=pictures)
    result = went_round(job, prepare=prepare)
    assert [part["part"] for part in result["parts"]] == [
        "suggest all", "read 9 reports", "page before, with a measured step", "the run", "comparison",
        "promote, with the adapter tried", "suggest anew", "roll back", "suggest anew by the former one",
    ]  # fmt: skip
    assert all(part["keys"] > 0 for part in result["parts"] if part["part"].startswith(("read", "page", "pro", "roll")))
    assert result["run"]["steps"] == 4 and len(result["run"]["curve"]) == 4
    assert "worse in none" in result["verdict"]["headline"]
    anew, back = result["anew"], result["rolled_back"]
    assert anew["reports"] == 90 - 12 - 9, "what is open is suggested anew, what is done keeps what it had"
    assert anew["other_labels"] > 0 and anew["wrong_before"] > anew["wrong_after"] == 0
    assert result["one_report"]["other_labels"] >= 1
    assert (back["reports"], back["other_labels"], back["most"]) == (anew["reports"], 0, 0.0)
    with Project.open(tmp_path / "demo" / "demo.mosaic", is_read_only=True) as project:
        events = [(event.kind.value, event.reader, event.reason) for event in project.adapters.events()]
        assert project.check() == []
    assert [(kind, reader) for kind, reader, _ in events] == [
        ("promoted", ReaderName("Robot Reader")), ("rolled_back", ReaderName("Robot Reader")),
    ]  # fmt: skip
    assert events[0][2], "fewer than 50 first reads ask for a reason, which was typed"
    names = [file.name for file in sorted(pictures.iterdir())]
    assert names[0] == "01-reviewing.png" and names[-1].endswith("rolled-back.png") and len(names) >= 9
    assert {(QImage(str(file)).width(), QImage(str(file)).height()) for file in pictures.iterdir()} == {(1366, 768)}
    assert "wrong labels" in told_round(result) and anew["most"] > 0.05


def cases(count: int = 2) -> Cases:
    ones = labelled_reports([], CHEST)[:count]
    found = {one.report.report_id: made_up(one, CHEST) for one in ones}
    return Cases(source="written", model="made up", taxonomy=CHEST, reports=ones, suggestions=found)


@pytest.fixture
def driven(tmp_path: Path, qtbot: QtBot) -> Iterator[DrivenWindow]:
    with driven_window(make_project(tmp_path / "a.mosaic", cases())) as driven:
        yield driven


def test_a_dialog_that_nobody_can_answer_is_closed_and_its_error_told(driven: DrivenWindow) -> None:
    def answer(_asked: QDialog) -> None:
        raise WindowStuck("No such field.")

    with pytest.raises(WindowStuck, match="No such field"):
        Typist(driven).press_and_answer(Qt.Key.Key_G, CTRL, answer)


def test_a_dialog_that_its_keys_do_not_close_is_told(driven: DrivenWindow) -> None:
    with pytest.raises(WindowStuck, match="stayed open"):
        Typist(driven).press_and_answer(Qt.Key.Key_G, CTRL, lambda asked: None)


def test_keys_go_to_the_dialog_in_front_and_are_counted(driven: DrivenWindow) -> None:
    second = cases().reports[1].report.report_id
    typist, before = Typist(driven), driven.keys

    def answer(_asked: QDialog) -> None:
        typist.write(second)
        typist.press(Qt.Key.Key_Return)

    typist.press_and_answer(Qt.Key.Key_G, CTRL, answer)
    driven.until(lambda: driven.page.report.report_id == second)
    assert driven.keys - before == 1 + 1 + len(second) + 1, "the command, all, the id, Enter"


def test_a_control_that_tab_does_not_reach_is_told(driven: DrivenWindow) -> None:
    with pytest.raises(WindowStuck, match="Tab"):
        Typist(driven).tab_to(QPushButton(driven.window))
    assert ALT


def test_changes_are_counted_by_label_and_by_probability() -> None:
    one = labelled_reports([], CHEST)[0]
    report_id = one.report.report_id
    before, after = {report_id: unsure(one, CHEST)}, {report_id: made_up(one, CHEST)}
    same = change(before, before, [report_id])
    assert (same.labels, same.other_labels, same.moved, same.most) == (13, 0, 0, 0.0)
    other = change(before, after, [report_id])
    differing = [key for key, label in before[report_id].labels.items() if label is not one.labels[key]]
    assert other.other_labels == wrong(before, {report_id: one.labels}, [report_id]) == len(differing)
    assert wrong(after, {report_id: one.labels}, [report_id]) == 0
    assert most_changed(before, after, [report_id]) == report_id
    assert most_changed({}, {}, list[ReportId]()) is None


def test_the_round_goes_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "labelling", "--preset", "quick"]) == 1
    assert "--preset are for “benchmark desk”" in capsys.readouterr().err
