"""Labels of a report that is done, offered to those that read like it, in real project files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Mode, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.review import Phase
from mosaic_desk.core.suggestion import LOOK_ALIKE
from mosaic_desk.desk.session import Session
from tests.desk.test_queueing import made
from tests.desk.test_reading_session import begin
from tests.desk.three_findings import EDEMA, EFFUSION, FRACTURE, ID, M, N, P, open_session, suggestion

DONE, LIKE, OTHER = ReportId("a1"), ReportId("a2"), ReportId("b1")
TEXTS = {
    DONE: "Small effusion, 1 mm. No edema.", LIKE: "Small effusion, 22 mm. No edema.",
    ReportId("a3"): "SMALL effusion, 3 mm. no edema.", OTHER: "Nothing.", ReportId("c1"): "Something else.",
}  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """One report of three alike is done; the model had missed the effusion in all."""
    with made(tmp_path / "p.mosaic", TEXTS) as project:
        path = project.path
        project.suggestions.save([suggestion(report_id, {EFFUSION: M, EDEMA: N}) for report_id in TEXTS])
        edema = suggestion(DONE, {EFFUSION: M, EDEMA: N})
        slots = dict(edema.findings) | {EDEMA: replace(edema.findings[EDEMA], evidence=((22, 31),))}
        project.suggestions.save([replace(edema, findings=slots)])
    session = open_session(path)
    session.page(DONE, ID)
    for finding_id, label in {EFFUSION: P, EDEMA: N, FRACTURE: M}.items():
        session.set_label(DONE, ID, finding_id, label, spent_ms=1)
    session.marks.evidence(DONE, ID, EFFUSION, ((0, 14),))
    session.commit(DONE, ID, spent_ms=1)
    yield session
    session.close()


def test_what_stands_is_suggested_to_the_unread_ones_alike_and_labels_nothing(session: Session) -> None:
    begin(session, kind=QueueKind.LOOK_ALIKES)
    assert session.offer(LIKE, ID) == (DONE, 2)
    page = session.page(LIKE, ID)
    rows = {row.finding_id: row for row in page.rows}
    assert page.state is ReportState.UNREAD and all(row.correction is None for row in page.rows)
    assert page.model is not None and (page.model.backbone, page.model.adapter) == (LOOK_ALIKE, DONE)
    said = {finding_id: row.suggestion.label for finding_id, row in rows.items() if row.suggestion}
    assert said == {EFFUSION: P, EDEMA: N, FRACTURE: M}
    quotes = {row.finding_id: [page.report.text[a:b] for a, b in row.suggestion.evidence]
              for row in page.rows if row.suggestion}  # fmt: skip
    assert quotes == {EFFUSION: ["Small effusion"], EDEMA: ["No edema."], FRACTURE: []}
    assert [row.needs_key for row in page.rows] == [None, None, None], "a reader has confirmed them"
    assert [row.bound for row in page.rows] == [None, None, None], "and no model told how sure it is"
    other = session.page(OTHER, ID)
    assert other.model is not None and other.model.backbone != LOOK_ALIKE


def test_what_somebody_has_begun_is_not_changed(session: Session) -> None:
    begin(session, kind=QueueKind.LOOK_ALIKES)
    session.page(LIKE, ID)
    session.set_label(LIKE, ID, FRACTURE, N, spent_ms=1)
    with pytest.raises(InputError, match="begun already"):
        session.offer(LIKE, ID)
    assert session.offer(ReportId("a3"), ID) == (DONE, 1)
    page = session.page(LIKE, ID)
    assert page.model is not None and page.model.backbone != LOOK_ALIKE


def test_without_a_session_of_look_alikes_nothing_is_offered(session: Session) -> None:
    with pytest.raises(InputError, match="No report that is done"):
        session.offer(LIKE, ID)
    begin(session, kind=QueueKind.IMPORTED)
    with pytest.raises(InputError, match="No report that is done"):
        session.offer(LIKE, ID)


def test_a_report_whose_labels_were_taken_back_offers_none(session: Session) -> None:
    begin(session, kind=QueueKind.LOOK_ALIKES)
    for finding_id in (EFFUSION, EDEMA, FRACTURE):
        session.clear(DONE, ID, finding_id, spent_ms=1)
    with pytest.raises(InputError, match="no labels any more"):
        session.offer(LIKE, ID)


def test_a_blind_reader_is_shown_nothing_of_it(session: Session) -> None:
    session.set_mode(Mode.SECOND_READER)
    begin(session, kind=QueueKind.LOOK_ALIKES)
    page = session.page(LIKE, ID)
    assert page.phase is Phase.BLIND and page.why is None
    session.offer(LIKE, ID)
    page = session.page(LIKE, ID)
    assert page.model is None and all(row.suggestion is None for row in page.rows)
