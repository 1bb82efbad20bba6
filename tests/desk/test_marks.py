"""What a reader marks beside the labels, the guidance a lead writes, and the history that is gone through."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError, ProjectReadOnly
from mosaic_desk.core.events import EventKind, ReportState
from mosaic_desk.core.ids import FindingId, ReaderName
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingRow
from mosaic_desk.desk import pages
from mosaic_desk.desk.marks import MAX_NOTE, joined_spans
from mosaic_desk.desk.session import Session
from tests.desk.three_findings import EDEMA, EFFUSION, ID, N, P, make_project, open_session, report_id, suggestion

ONE, TWO, THREE = report_id(1), report_id(2), report_id(3)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = open_session(make_project(tmp_path / "p.mosaic"))
    yield session
    assert session.project.check() == []
    session.close()


def row(session: Session, finding_id: str = EFFUSION) -> FindingRow:
    return next(one for one in session.page(ONE, ID).rows if one.finding_id == finding_id)


def test_a_doubt_goes_on_and_off_beside_the_label(session: Session) -> None:
    session.set_label(ONE, ID, EFFUSION, MentionClass.UNCERTAIN, spent_ms=0)
    session.marks.unsure(ONE, ID, EFFUSION)
    assert row(session).is_unsure and not row(session, EDEMA).is_unsure
    assert row(session).correction is not None
    assert session.summary(ID).undo_text == "Undo: Effusion unsure"
    session.marks.unsure(ONE, ID, EFFUSION)
    assert not row(session).is_unsure
    assert session.summary(ID).undo_text == "Undo: Effusion no longer unsure"
    session.history.undo()
    assert row(session).is_unsure


def test_own_evidence_is_kept_whole_in_the_order_of_the_text(session: Session) -> None:
    session.marks.evidence(ONE, ID, EFFUSION, [(6, 14), (0, 5), (3, 6)])
    assert row(session).own_evidence == ((0, 14),)
    session.marks.evidence(ONE, ID, EFFUSION, [(0, 14)])
    assert len(session.project.history.events()) == 1, "the same again is nothing new"
    session.marks.evidence(ONE, ID, EFFUSION, ())
    assert row(session).own_evidence == ()
    undone = session.history.undo()
    assert undone is not None and undone.text == "Undo: evidence for Effusion"
    assert row(session).own_evidence == ((0, 14),)


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 4), (0, 1_000)])
def test_evidence_outside_the_report_is_refused(session: Session, span: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="within the report"):
        session.marks.evidence(ONE, ID, EFFUSION, [span])
    assert session.project.history.events() == ()


def test_spans_that_touch_become_one() -> None:
    assert joined_spans([(8, 9), (0, 2), (2, 4), (5, 6)], length=9) == ((0, 4), (5, 6), (8, 9))


def test_a_comment_is_kept_listed_and_taken_away_by_an_empty_one(session: Session) -> None:
    session.marks.comment(TWO, ID, "  see the lateral view \n")
    session.marks.comment(ONE, ID, "<b>bold</b>\ud800\0")
    session.marks.comment(ONE, ID, "<b>bold</b>?")
    first, second = session.marks.comments(ID)
    assert (first.report_id, first.comment, first.reader, first.position) == (ONE, "<b>bold</b>?", "Ada", 1)
    assert (second.report_id, second.comment) == (TWO, "see the lateral view")
    assert session.summary(ID).undo_text == "Undo: comment on r1"
    session.marks.comment(ONE, ID, "")
    assert [entry.report_id for entry in session.marks.comments(ID)] == [TWO]
    assert len(session.project.history.events()) == 3
    session.history.undo()
    assert session.page(ONE, ID).comment == "<b>bold</b>?"
    with pytest.raises(InputError, match="longer than"):
        session.marks.comment(ONE, ID, "x" * (MAX_NOTE + 1))


def test_a_skipped_report_comes_again_only_when_it_is_asked_for(session: Session) -> None:
    following = session.skip(ONE, ID, "unreadable")
    assert following is not None and following.report.report_id == TWO
    page = session.page(ONE, ID)
    assert (page.state, page.skip_reason) == (ReportState.SKIPPED, "unreadable")
    assert [row.report_id for row in session.lists.rows_after(ID, "state:skipped")] == [ONE]
    session.skip(TWO, ID, "later")
    assert session.skip(THREE, ID, "later") is None
    assert session.next_page(ID, after=None) is None
    assert [row.report_id for row in session.lists.rows_after(ID, "state:skipped")] == [ONE, TWO, THREE]
    session.history.undo()
    assert session.page(THREE, ID).state is ReportState.UNREAD


def test_who_labels_or_reopens_a_skipped_report_has_taken_it_up_again(session: Session) -> None:
    session.skip(ONE, ID, "unreadable")
    page = session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    assert (page.state, page.skip_reason) == (ReportState.STARTED, "")
    session.history.undo()
    page = session.reopen(ONE, ID)
    assert (page.state, page.skip_reason) == (ReportState.STARTED, "")
    assert session.summary(ID).undo_text == "Undo: reopening of r1"


def test_a_skip_needs_a_reason_and_a_report_that_is_not_done(session: Session) -> None:
    with pytest.raises(InputError, match="why"):
        session.skip(ONE, ID, "  ")
    session.suggestions.save([suggestion(ONE)])
    session.commit(ONE, ID, spent_ms=0)
    with pytest.raises(InputError, match="reopen"):
        session.skip(ONE, ID, "unreadable")
    assert session.reopen(ONE, ID).state is ReportState.STARTED
    session.skip(ONE, ID, "unreadable")
    session.reopen(TWO, ID)
    assert session.page(TWO, ID).state is ReportState.UNREAD, "what is neither done nor skipped is open already"


def test_guidance_is_written_over_the_taxonomys_own_and_given_back(session: Session) -> None:
    assert (row(session).guidance, row(session).guidance_by) == ("Any amount counts.", None)
    session.marks.set_guidance(ID, EFFUSION, "Blunted angles count too.")
    session.set_reader(ReaderName("Bo"))
    session.marks.set_guidance(ID, EFFUSION, "Blunted angles do not count.")
    assert (row(session).guidance, row(session).guidance_by) == ("Blunted angles do not count.", "Bo")
    assert row(session).guidance_at is not None
    session.marks.set_guidance(ID, EFFUSION, " ")
    assert (row(session).guidance, row(session).guidance_by) == ("Any amount counts.", None)
    with pytest.raises(InputError, match="does not ask"):
        session.marks.set_guidance(ID, FindingId("goitre"), "Look for it.")


def test_the_history_is_told_newest_first_and_any_step_can_be_gone_to(session: Session) -> None:
    session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    session.marks.comment(TWO, ID, "hm")
    session.skip(TWO, ID, "later")
    for finding_id in (EFFUSION, EDEMA, "fracture"):
        session.set_label(THREE, ID, FindingId(finding_id), N, spent_ms=0)
    session.commit(THREE, ID, spent_ms=0)
    texts = [
        "commit of r3", "Fracture → negative", "Edema → negative", "Effusion → negative", "skip of r2",
        "comment on r2", "Effusion → positive",
    ]  # fmt: skip
    history = session.history.entries()
    assert [entry.text for entry in history] == texts
    assert all(entry.can_jump and not entry.is_undone and entry.reader == "Ada" for entry in history)
    undone = session.history.undo_to(history[-2].action)
    assert undone is not None
    assert (undone.report_id, undone.text) == (TWO, "Undo: comment on r2 (6 steps)")
    turned = session.history.entries()
    assert [entry.text for entry in turned] == texts
    assert [entry.is_undone for entry in turned] == [*[True] * 6, False]
    redone = session.history.redo_to(turned[-3].action)
    assert redone is not None and redone.text == "Redo: skip of r2 (2 steps)"
    assert session.page(TWO, ID).comment == "hm" and session.page(THREE, ID).state is ReportState.UNREAD
    assert [event.kind for event in session.project.history.events()][-2:] == [EventKind.REDONE] * 2
    assert session.history.entries(limit=1) == session.history.entries()[:1]


def test_a_step_that_undo_or_redo_cannot_reach_leaves_all_as_it_is(session: Session) -> None:
    session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    session.set_label(ONE, ID, EDEMA, P, spent_ms=0)
    session.history.undo()
    session.marks.unsure(ONE, ID, EDEMA)
    now, gone, first = session.history.entries()
    assert (gone.is_undone, gone.can_jump) == (True, False)
    before = session.page(ONE, ID)
    assert session.history.undo_to(gone.action) is None
    assert session.history.redo_to(gone.action) is None
    assert session.history.redo_to(first.action) is None
    assert session.history.undo_to(99) is None
    assert session.page(ONE, ID) == before
    assert session.history.undo_to(now.action) is not None


def test_today_counts_what_readers_committed_since_midnight_and_undo_takes_it_off(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.suggestions.save([suggestion(ONE), suggestion(TWO)])
    assert session.summary(ID).today == 0
    session.commit(ONE, ID, spent_ms=0)
    session.commit(TWO, ID, spent_ms=0)
    session.reopen(TWO, ID)
    session.commit(TWO, ID, spent_ms=0)
    assert session.summary(ID).today == 2
    session.history.undo_to(session.history.entries()[2].action)
    assert session.summary(ID).today == 1
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="milliseconds")
    monkeypatch.setattr(pages, "_midnight", lambda: tomorrow)
    assert session.summary(ID).today == 0


def test_midnight_is_the_beginning_of_this_day_at_this_place() -> None:
    midnight = datetime.fromisoformat(pages._midnight())
    assert midnight.utcoffset() == timedelta(0)
    assert midnight.astimezone().strftime("%H:%M") == "00:00"
    assert timedelta(0) <= datetime.now(UTC) - midnight < timedelta(hours=26)


def test_what_cannot_be_written_is_refused_and_shown_all_the_same(tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.mosaic")
    session = open_session(path)
    session.marks.comment(ONE, ID, "hm")
    session.close()
    session = open_session(path, is_read_only=True)
    assert session.page(ONE, ID).comment == "hm"
    assert session.marks.comments(ID)[0].comment == "hm"
    for write in (
        lambda: session.marks.comment(ONE, ID, "other"),
        lambda: session.marks.unsure(ONE, ID, EFFUSION),
        lambda: session.skip(ONE, ID, "later"),
        lambda: session.marks.set_guidance(ID, EFFUSION, "x"),
        lambda: session.set_first_read_share(0.5),
        session.history.undo,
    ):
        with pytest.raises(ProjectReadOnly):
            write()
    session.close()
