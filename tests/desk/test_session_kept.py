"""Reading sessions that are left, found again, damaged on the disk, or that cannot begin."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError, ProjectReadOnly
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import Over, Ranked
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.reading_session import KEPT_UNDER
from mosaic_desk.desk.session import Session
from mosaic_desk.store import Project
from tests.desk.test_queueing import made
from tests.desk.test_reading_session import TEXTS, begin, first, over, path, reads, session
from tests.desk.three_findings import EDEMA, EFFUSION, FRACTURE, ID, P, open_session

__all__ = ["path", "session"]  # fixtures

BOB = ReaderName("Bob")


def test_a_session_that_was_left_is_taken_up_in_another_opening(path: Path) -> None:
    with_session = open_session(path)
    begin(with_session, favoured=(FRACTURE,))
    reads(with_session, first(with_session), {FRACTURE: P})
    with_session.close()
    again = Session.open(path, reader=BOB)
    standing = again.sessions.standing()
    assert standing is not None and standing.is_left and (standing.read, standing.reader) == (1, "Ada")
    assert first(again).report.report_id == "q1"  # nothing is served of a session that was left
    reads(again, first(again))
    standing = again.sessions.take_up()
    assert (standing.is_left, standing.read, standing.reader) == (False, 1, "Bob")  # what was read between is not its
    assert first(again).report.report_id in {"f1", "f2", "f3"}
    reads(again, first(again), {FRACTURE: P})
    assert again.sessions.end().standing.read == 2
    again.close()


def test_a_program_that_did_not_end_by_itself_loses_no_session(path: Path) -> None:
    crashed = open_session(path)
    begin(crashed, favoured=(FRACTURE,))
    reads(crashed, first(crashed), {FRACTURE: P})
    crashed.project.close()  # without leaving
    again = open_session(path)
    reads(again, first(again))
    standing = again.sessions.standing()
    assert standing is not None and (standing.is_left, standing.read) == (True, 1)
    again.project.close()
    third = open_session(path)
    standing = third.sessions.standing()
    assert standing is not None and standing.read == 1
    third.close()


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "null", '{"plan": 1}', "9" * 40, '{"plan": {}, "reports": "x"}', "[" * 5000]
)
def test_a_session_that_cannot_be_read_is_none_and_that_is_told_once(path: Path, damage: str) -> None:
    with Project.open(path) as project:
        project.settings.keep(KEPT_UNDER, damage)
    session = open_session(path)
    assert session.sessions.standing() is None
    told = session.sessions.told()
    assert told is not None and "forgotten" in told and session.sessions.told() is None
    session.close()
    assert stored(path) is None


def stored(path: Path) -> str | None:
    with Project.open(path, is_read_only=True) as project:
        return project.settings.find(KEPT_UNDER)


def test_a_value_with_one_thing_wrong_in_it_is_no_session(path: Path) -> None:
    session = open_session(path)
    begin(session)
    session.close()
    whole = json.loads(str(stored(path)))
    wrongs: list[dict[str, object]] = [
        {"stretches": []}, {"stretches": [[0, None], [5, None]]}, {"stretches": [[10_000, None]]}, {"version": "77"},
        {"before": {"edema": "many"}}, {"plan": {**whole["plan"], "minutes": 4}}, {"footing": "air"},
        {"plan": {**whole["plan"], "kind": "best"}}, {"reports": [{}]}, {"reader": None}, {"passed": [3]},
    ]  # fmt: skip
    for wrong in wrongs:
        with Project.open(path) as project:
            project.settings.keep(KEPT_UNDER, json.dumps({**whole, **wrong}))
        session = open_session(path)
        assert session.sessions.standing() is None, wrong
        assert session.sessions.told(), wrong
        session.close()


def test_nothing_of_a_report_is_kept_with_a_session(session: Session) -> None:
    begin(session)
    kept = str(session.project.settings.find(KEPT_UNDER))
    assert "f1" in kept and not any(text in kept for text in TEXTS.values())


def test_a_session_does_not_begin_on_another_and_without_one_nothing_ends(session: Session) -> None:
    for ending in (session.sessions.end, session.sessions.take_up):
        with pytest.raises(InputError, match="no reading session"):
            ending()
    session.sessions.leave()
    begin(session)
    with pytest.raises(InputError, match="is on"):
        begin(session)


@pytest.mark.parametrize(
    "wanted",
    [
        {"size": 0}, {"size": None}, {"size": 5, "minutes": 5}, {"size": 10**7}, {"favoured": (FindingId("moon"),)},
        {"targets": {EDEMA: -1}}, {"targets": {FindingId("moon"): 1}},
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_followed_is_refused(session: Session, wanted: dict[str, object]) -> None:
    with pytest.raises(InputError):
        begin(session, **wanted)
    assert session.sessions.standing() is None


def test_with_every_report_labelled_there_is_nothing_to_begin(session: Session) -> None:
    for name in TEXTS:
        reads(session, session.page(ReportId(name), ID))
    for kind, told in (
        (QueueKind.RARE, "No report is left unread"), (QueueKind.RANDOM, "No report is left unread"),
        (QueueKind.LABEL_ERRORS, "No label"), (QueueKind.SEARCH, "This search"),
        (QueueKind.LOOK_ALIKES, "like one that is done"), (QueueKind.DISAGREEMENTS, "disagree"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=told):
            begin(session, kind=kind)


def test_a_project_without_reports_says_so(tmp_path: Path) -> None:
    made(tmp_path / "none.mosaic", {}).close()
    session = open_session(tmp_path / "none.mosaic")
    with pytest.raises(InputError, match="holds no reports"):
        begin(session)
    session.close()


def test_a_project_that_can_only_be_read_begins_none_and_finds_none(session: Session) -> None:
    begin(session)
    reader = open_session(session.project.path, is_read_only=True)
    assert reader.sessions.standing() is None
    with pytest.raises(ProjectReadOnly, match="cannot begin here"):
        begin(reader)
    reader.close()


def test_one_report_is_a_session(tmp_path: Path) -> None:
    made(tmp_path / "one.mosaic", {"r1": "Clear."}).close()
    session = open_session(tmp_path / "one.mosaic")
    begin(session)
    assert reads(session, first(session)) == ""
    session.sessions.refill(Ranked())
    assert over(session) is Over.NOTHING_LEFT
    session.close()


def other_version(taxonomy: Taxonomy) -> Taxonomy:
    return replace(taxonomy, version="2", findings=taxonomy.findings[:2])


def test_a_taxonomy_that_changes_in_the_middle_ends_the_session_and_loses_nothing(session: Session) -> None:
    begin(session, favoured=(FRACTURE,))
    reads(session, first(session), {FRACTURE: P})
    session.project.add_taxonomy(other_version(session.taxonomy(ID)))
    session._seat.read_taxonomies()
    assert over(session) is Over.TAXONOMY_CHANGED
    page = first(session)
    assert page.report.report_id == "q1" and [row.finding_id for row in page.rows] == [EFFUSION, EDEMA]
    session.sessions.leave()
    with pytest.raises(InputError, match="have changed"):
        session.sessions.take_up()
    end = session.sessions.end()
    assert (end.standing.read, [one.now for one in end.standing.findings]) == (1, [0, 0, 1])
