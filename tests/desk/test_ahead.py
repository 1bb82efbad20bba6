"""Reading ahead: pages opened from it are what they would be without, and it leaves no trace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import FindingSuggestion, Suggestion
from mosaic_desk.desk.session import Session
from tests.store.projects import FINDINGS, MODEL, READER, TAXONOMY, new_project

FIRST = ReportId("r1")
N, P = MentionClass.NEGATIVE, MentionClass.POSITIVE


def said(report_id: str, label: MentionClass) -> Suggestion:
    slot = FindingSuggestion(label=label, probabilities={label: 1.0})
    return Suggestion(
        report_id=ReportId(report_id), taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version, model=MODEL,
        findings=dict.fromkeys(FINDINGS, slot),
    )  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(new_project(tmp_path / "a.mosaic", reports=6), reader=READER)
    session.suggestions.save([said(f"r{number}", N) for number in range(1, 7)])
    yield session
    session.close()


def test_three_ahead_and_one_back_are_read_and_nothing_is_recorded(session: Session) -> None:
    read = session.read_ahead(TAXONOMY.id, around=ReportId("r2"))
    assert [report.report_id for report in read] == ["r1", "r3", "r4", "r5"]
    assert session.project.history.events() == ()
    assert session.project.reports.state_counts(TAXONOMY.id)[ReportState.UNREAD] == 6


def test_a_page_read_ahead_is_the_page(session: Session) -> None:
    fresh = session.page(ReportId("r2"), TAXONOMY.id)
    session.read_ahead(TAXONOMY.id, around=FIRST)
    assert session.page(ReportId("r2"), TAXONOMY.id) == fresh


def test_what_is_decided_after_reading_ahead_stands_on_the_page(session: Session) -> None:
    session.read_ahead(TAXONOMY.id, around=FIRST)
    session.set_label(ReportId("r2"), TAXONOMY.id, FINDINGS[0], P, spent_ms=1)
    session.marks.flag(ReportId("r2"), TAXONOMY.id)
    page = session.page(ReportId("r2"), TAXONOMY.id)
    assert page.rows[0].correction is not None
    assert (page.rows[0].correction.label, page.rows[0].positives, page.is_flagged) == (P, 1, True)


def test_a_suggestion_stored_after_reading_ahead_is_the_one_that_is_shown(session: Session) -> None:
    session.read_ahead(TAXONOMY.id, around=FIRST)
    session.suggestions.save([said("r2", P)])
    row = session.page(ReportId("r2"), TAXONOMY.id).rows[0]
    assert row.suggestion is not None
    assert row.suggestion.label is P


def test_in_a_project_of_one_report_there_is_nothing_to_read_ahead(tmp_path: Path) -> None:
    session = Session(new_project(tmp_path / "b.mosaic", reports=1), reader=READER)
    assert session.read_ahead(TAXONOMY.id, around=FIRST) == ()
    session.close()
