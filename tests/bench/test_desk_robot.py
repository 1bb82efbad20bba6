"""The robot reader on the real window, the real desk and a real file: what it keys is what is stored."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mosaic_desk.bench.desk_cases import TAXONOMY, Cases, labelled_reports, made_up, make_project
from mosaic_desk.bench.desk_generated import make_generated
from mosaic_desk.bench.desk_reading import choose_mode, read_all
from mosaic_desk.bench.desk_robot import Policy, Robot
from mosaic_desk.bench.desk_soak import soaked
from mosaic_desk.bench.desk_window import driven_window
from mosaic_desk.core.events import EventKind, Mode
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

CHEST = taxonomy_named(TAXONOMY)
EFFUSION, EDEMA = FindingId("pleural_effusion"), FindingId("edema")


def cases(count: int = 3) -> Cases:
    """Some shipped reports; each suggestion is wrong about the oedema and unsure of the effusion."""
    ones = labelled_reports([], CHEST)[:count]
    suggestions = {}
    for one in ones:
        suggestion = made_up(one, CHEST)
        slots = dict(suggestion.findings)
        wrong = MentionClass.NEGATIVE if one.labels[EDEMA] is not MentionClass.NEGATIVE else MentionClass.POSITIVE
        shares = dict.fromkeys(ALL_CLASSES, 0.01) | {wrong: 0.97}
        slots[EDEMA] = dataclasses.replace(slots[EDEMA], label=wrong, probabilities=shares, evidence=((0, 5),))
        unsure = dict.fromkeys(ALL_CLASSES, 0.2) | {slots[EFFUSION].label: 0.4}
        slots[EFFUSION] = dataclasses.replace(slots[EFFUSION], probabilities=unsure)
        suggestions[one.report.report_id] = dataclasses.replace(suggestion, findings=slots)
    return Cases(source="written", model="made up", taxonomy=CHEST, reports=ones, suggestions=suggestions)


@pytest.mark.parametrize("mode", [Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ])
def test_a_careful_reader_leaves_no_wrong_value_in_any_mode(tmp_path: Path, qtbot: QtBot, mode: Mode) -> None:
    given = cases()
    day = read_all(make_project(tmp_path / "a.mosaic", given), given.truth, mode=mode, policy=Policy.CAREFUL)
    assert (day.values, day.as_keyed, day.judged, day.wrong) == (39, 39, 39, 0)
    assert day.suggested_wrong == 3
    assert day.keys["p50"] >= 2
    assert day.commit_ms["p50"] > 0 and day.key_ms["p50"] > 0


def test_a_trusting_reader_leaves_the_wrong_suggestions_that_no_row_asks_about(tmp_path: Path, qtbot: QtBot) -> None:
    given = cases()
    path = make_project(tmp_path / "a.mosaic", given)
    day = read_all(path, given.truth, mode=Mode.PREFILLED, policy=Policy.TRUSTING)
    assert (day.wrong, day.as_keyed, day.values) == (3, 39, 39)
    with Project.open(path) as project:
        stored = project.corrections.of_report(given.reports[0].report.report_id, CHEST)
        assert stored[EFFUSION].kind is EventKind.ACCEPTED, "the row that waited has a key of its own"
        assert stored[EDEMA].kind is EventKind.ACCEPTED_UNTOUCHED
        assert project.check() == []


def test_a_trusting_reader_who_is_shown_the_suggestion_afterwards_takes_it(tmp_path: Path, qtbot: QtBot) -> None:
    given = cases()
    path = make_project(tmp_path / "a.mosaic", given)
    day = read_all(path, given.truth, mode=Mode.SECOND_READER, policy=Policy.TRUSTING)
    assert day.as_keyed == day.values == 39
    assert day.wrong == 3 < day.first_wrong, "the model mends what was left open, and spoils the oedema"
    left = sum(label is MentionClass.NEGATIVE for labels in given.truth.values() for label in labels.values())
    assert day.first_wrong == left, "exactly the negatives were left open"


def test_what_the_robot_counts_is_what_it_pressed(tmp_path: Path, qtbot: QtBot) -> None:
    given = cases(1)
    path = make_project(tmp_path / "a.mosaic", given)
    with driven_window(path, prepare=lambda office: choose_mode(office, Mode.PREFILLED)) as driven:
        reading = Robot(driven, given.truth, Policy.CAREFUL).read()
        assert reading.keys == driven.keys
        kinds = {EDEMA: EventKind.SET, EFFUSION: EventKind.ACCEPTED, FindingId("pleural_other"): EventKind.ACCEPTED}
        assert reading.kinds == kinds, "the wrong row, the unsure one, and a rare finding"


def test_a_soak_of_a_few_reports_tells_memory_and_stalls(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "many.mosaic"
    make_generated(path, 40, first=20)
    told = soaked(path, reports=12, warm=3)
    assert told["reports"] == 12 and len(told["grown_mib_by_tenths"]) == 12
    assert told["grown_mib"] < 50
    assert told["longest_stall_ms"] > 0 and told["commit_to_painted_ms"]["p50"] > 0
    with Project.open(path) as project:
        assert project.reports.state_counts(CHEST.id)["done"] == 15


def test_a_part_is_a_process_that_answers_with_one_object(tmp_path: Path) -> None:
    given = cases(1)
    project = make_project(tmp_path / "a.mosaic", given)
    job = {"part": "read", "project": str(project), "truth": given.truth, "mode": "prefilled", "policy": "careful"}
    ended = subprocess.run(
        [sys.executable, "-m", "mosaic_desk.bench.desk_part"], input=json.dumps(job), capture_output=True, text=True,
        check=False, env={**os.environ, "MOSAIC_DESK_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["as_keyed"] == 13
