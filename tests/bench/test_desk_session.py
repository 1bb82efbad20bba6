"""A reading session by the robot: a real window, desk, ranking and project; the suggestions repeat the truth."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from mosaic_desk.bench.desk_cases import TAXONOMY, Cases, labelled_reports, made_up, make_project
from mosaic_desk.bench.desk_session import SessionJob, read_session, told_session
from mosaic_desk.bench.desk_window import WindowStuck
from mosaic_desk.cli import main
from mosaic_desk.core.incoming import IncomingReport
from mosaic_desk.desk.taxonomies import taxonomy_named

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"), pytest.mark.usefixtures("qapp"),
]  # fmt: skip
CHEST = taxonomy_named(TAXONOMY)


def cases(*, most: int = 40) -> Cases:
    reports: tuple[IncomingReport, ...] = labelled_reports([], CHEST)[:most]
    return Cases(
        source="written", model="made up", taxonomy=CHEST, reports=reports,
        suggestions={one.report.report_id: made_up(one, CHEST) for one in reports},
    )  # fmt: skip


def test_the_robot_reads_a_session_by_keys_and_tells_what_it_found(tmp_path: Path) -> None:
    written = cases()
    project = make_project(tmp_path / "session.mosaic", written)
    told = read_session(SessionJob(project=project, truth=written.truth, read=8, pictures=tmp_path / "pictures"))
    assert (told["reports"], told["read"]) == (40, 8)
    assert sum(told["reasons"].values()) == 8
    assert told["keys"] > 8
    found = {one["finding"]: one for one in told["found"]}
    assert len(found) == len(CHEST.findings)
    assert sum(one["after"] - one["before"] for one in told["found"]) > 0
    assert all(one["after"] <= one["there"] for one in told["found"])
    assert told["pictures"][:2] == ["start", "first-report"]
    assert {"end"} <= set(told["pictures"])
    for name in (tmp_path / "pictures").iterdir():
        assert not QImage(str(name)).isNull()
    words = told_session(told)
    assert words.startswith("Read: 8 of 40 reports, ")
    assert "Why they came: " in words


def test_a_session_in_a_project_that_is_read_through_says_so(tmp_path: Path) -> None:
    written = cases(most=3)
    project = make_project(tmp_path / "session.mosaic", written)
    read_session(SessionJob(project=project, truth=written.truth, read=3))
    with pytest.raises(WindowStuck):
        read_session(SessionJob(project=project, truth=written.truth, read=3))


def test_a_session_goes_by_itself(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    from mosaic_desk.bench import desk

    assert desk.main(["--only", "session", "--only", "robot"]) == 1
    assert "goes by itself" in capsys.readouterr().err
    assert main(["benchmark", "labelling", "--only", "session"]) != 0


def test_what_is_told_sets_the_rare_findings_beside_chance() -> None:
    common = {"before": 1, "after": 9, "wanted": 50}
    one = {**common, "finding": "Fracture", "there": 12, "by_chance": 1.4, "is_rare": True}
    other = {**common, "finding": "Edema", "there": 90, "by_chance": 10.8, "is_rare": False}
    told = told_session(
        {
            "reports": 1000, "read": 120, "first_reads": 24, "keys": 400, "chosen_s": 2.5, "seconds": 80.0,
            "reasons": {"lexicon": 96, "first read": 24}, "found": [one, other], "pictures": [],
        }
    )  # fmt: skip
    assert "Rare findings (under 2% of the reports): 8 found, where chance would give 1.4, 5.7 times as many." in told
    assert "Fracture                         12      8        1.4  rare" in told
