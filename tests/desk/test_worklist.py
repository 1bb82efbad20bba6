"""The worklist at the desk: what is asked, what is served next, and what must not be told before a reader decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError, ProjectReadOnly
from mosaic_desk.core.events import Mode, ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.worklist import LEFT_OUT_BLIND
from mosaic_desk.store import Project

TAXONOMY = taxonomy_from_toml('id = "two"\n[[findings]]\nid = "effusion"\nname = "Effusion"\n', "two")
EFFUSION = FindingId("effusion")
MODEL = ModelRef(backbone="b", backbone_hash="sha256:b", adapter="a", adapter_hash="sha256:a", prompt_hash="sha256:p")
P, N, U, M = MentionClass
SAID = {"r1": P, "r2": N, "r3": P, "r4": P}


def suggestion(report_id: str, label: MentionClass) -> Suggestion:
    slot = FindingSuggestion(
        label=label,
        probabilities={other: 0.97 if other is label else 0.01 for other in MentionClass},
        evidence=((0, 5),),
    )
    return Suggestion(
        report_id=ReportId(report_id), taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version, model=MODEL,
        findings={EFFUSION: slot},
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "p.mosaic"
    reports = tuple(
        IncomingReport(
            report=Report(
                report_id=ReportId(key), text=f"Report {key}, an effusion.", patient_id=PatientId("P1"),
                study_date=f"202{key[1]}-01-01", language="en",
            )
        )
        for key in SAID
    )  # fmt: skip
    with Project.create(place, [TAXONOMY]) as project:
        source = Incoming(source="s", format="jsonl", reports=reports)
        project.store_incoming(source, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
        project.suggestions.save([suggestion(key, label) for key, label in SAID.items()])
    return place


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    opened = Session.open(path, reader=ReaderName("Ada Berg"))
    opened.set_first_read_share(0)
    yield opened
    opened.close()


def found(session: Session, query: str) -> list[str]:
    places = session.lists.found(TAXONOMY.id, query).positions
    return [row.report_id for row in session.lists.rows_at(TAXONOMY.id, places)]


def commit(session: Session, report_id: str) -> str | None:
    session.page(ReportId(report_id), TAXONOMY.id)
    following = session.commit(ReportId(report_id), TAXONOMY.id, spent_ms=900)
    return following.report.report_id if following is not None else None


def test_a_query_is_asked_of_the_project(session: Session) -> None:
    assert found(session, "effusion=positive") == ["r1", "r3", "r4"]
    assert found(session, "state:unread -effusion=p") == ["r2"]
    rows = session.lists.rows_after(TAXONOMY.id, "effusion=positive", after=1, limit=1)
    assert [row.report_id for row in rows] == ["r3"]
    with pytest.raises(InputError, match="is no finding"):
        session.lists.found(TAXONOMY.id, "spleen=positive")
    with pytest.raises(InputError, match="is no finding"):
        session.lists.rows_after(TAXONOMY.id, "spleen=positive")


def test_the_vocabulary_knows_who_has_worked_here(session: Session) -> None:
    assert session.lists.vocabulary(TAXONOMY.id).readers == ()
    session.marks.flag(ReportId("r2"), TAXONOMY.id)
    words = session.lists.vocabulary(TAXONOMY.id)
    assert words.readers == ("Ada Berg",) and words.languages == ("en",) and EFFUSION in words.findings
    assert found(session, "reader:AB") == ["r2"]


def test_next_is_served_from_the_chosen_queue(session: Session) -> None:
    session.lists.serve(TAXONOMY.id, "effusion=positive")
    assert commit(session, "r1") == "r3"
    assert session.lists.next_unread(TAXONOMY.id, after=ReportId("r3")) == "r4"
    assert commit(session, "r3") == "r4"
    assert commit(session, "r4") is None, "what the queue does not find is not served"
    session.lists.serve(TAXONOMY.id, "")
    assert session.lists.next_open(TAXONOMY.id, after=ReportId("r4")) == "r2"


def test_a_queue_that_cannot_be_understood_is_not_served(session: Session) -> None:
    session.lists.serve(TAXONOMY.id, "state:unread")
    with pytest.raises(InputError):
        session.lists.serve(TAXONOMY.id, "state:nowhere")
    assert session.lists.served_query == "state:unread"


@pytest.mark.parametrize("mode", [Mode.FIRST_READ, Mode.SECOND_READER])
def test_before_a_commit_no_list_depends_on_what_the_model_says(session: Session, mode: Mode) -> None:
    session.set_mode(mode)
    assert found(session, "source:model effusion=positive") == []
    assert found(session, "-effusion=positive source:model") == []
    assert session.lists.found(TAXONOMY.id, "effusion=positive source:model").note == LEFT_OUT_BLIND
    assert session.lists.found(TAXONOMY.id, "effusion=positive source:reader").note == ""
    assert found(session, "has:suggestion") == []
    session.set_label(ReportId("r1"), TAXONOMY.id, EFFUSION, N, spent_ms=900)
    assert found(session, "is:disagreement") == []
    assert not any(row.disagrees for row in session.lists.rows_at(TAXONOMY.id, [1]))
    commit(session, "r1")
    assert found(session, "is:disagreement") == ["r1"]
    assert [row.disagrees for row in session.lists.rows_at(TAXONOMY.id, [1])] == [True]
    session.set_mode(Mode.PREFILLED)
    assert found(session, "effusion=positive source:model") == ["r1", "r3", "r4"]


def test_a_report_drawn_at_random_is_left_out_in_every_mode(session: Session) -> None:
    session.set_first_read_share(1.0)
    page = session.next_page(TAXONOMY.id, after=None)
    assert page is not None
    drawn = page.report.report_id
    (row,) = session.lists.rows_at(TAXONOMY.id, [page.position])
    assert row.is_drawn and row.is_blind and row.state is ReportState.UNREAD
    assert drawn not in found(session, "source:model") and drawn not in found(session, "-has:suggestion")
    assert drawn in found(session, "state:unread")


def test_the_random_share_is_drawn_from_all_reports_not_from_the_queue(session: Session) -> None:
    session.set_first_read_share(1.0)
    session.lists.serve(TAXONOMY.id, "state:done")
    page = session.next_page(TAXONOMY.id, after=None)
    assert page is not None and page.drawn_by == "random"


def test_earlier_reports_of_the_patient_come_newest_first(session: Session) -> None:
    assert [prior.report_id for prior in session.priors(ReportId("r3"))] == ["r2", "r1"]
    assert session.priors(ReportId("r1")) == ()


def test_views_are_kept_with_the_project_and_only_by_who_may_write(path: Path, session: Session) -> None:
    session.lists.save_view("To do", "state:unread effusion=p")
    beside = Session.open(path, reader=ReaderName("Jens"))
    assert [view.name for view in beside.lists.views()] == ["To do"]
    with pytest.raises(ProjectReadOnly):
        beside.lists.delete_view("To do")
    beside.close()
    session.lists.rename_view("To do", "Next")
    session.lists.delete_view("Next")
    assert session.lists.views() == ()
