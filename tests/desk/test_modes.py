"""Pre-filled, second reader, first read: what may be seen when, what is drawn, what is recorded."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase as Step
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_desk.core.errors import InputError, ProjectError, ProjectReadOnly
from mosaic_desk.core.events import EventKind, Mode, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingRow, Phase, ReviewPage
from mosaic_desk.desk.exporting import export_project
from mosaic_desk.desk.first_read_share import DEFAULT_SHARE
from mosaic_desk.desk.session import Session
from tests.desk.three_findings import (
    EDEMA,
    EFFUSION,
    FRACTURE,
    ID,
    TAXONOMY,
    M,
    N,
    P,
    U,
    make_project,
    open_session,
    report_id,
    suggestion,
)

ONE, TWO = report_id(1), report_id(2)
SUGGESTED = {"effusion": P, "fracture": U}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three reports, of which two have a suggestion; nothing is drawn but by asking."""
    session = open_session(make_project(tmp_path / "p.mosaic"))
    session.suggestions.save([suggestion(ONE, SUGGESTED), suggestion(TWO, SUGGESTED)])
    yield session
    session.close()


def row_of(page: ReviewPage, finding_id: str) -> FindingRow:
    return next(row for row in page.rows if row.finding_id == finding_id)


def kinds(session: Session, report: ReportId) -> list[EventKind]:
    return [event.kind for event in session.project.history.events(report)]


def test_before_the_commit_a_second_reader_sees_nothing_of_the_suggestion(session: Session) -> None:
    session.set_mode(Mode.SECOND_READER)
    page = session.page(ONE, ID)
    assert (page.mode, page.phase, page.drawn_by) == (Mode.SECOND_READER, Phase.BLIND, "worklist")
    assert (page.model, page.warnings, page.no_suggestion) == (None, (), None)
    assert all(row.suggestion is None and row.needs_key is None for row in page.rows)
    session.set_mode(Mode.PREFILLED)
    assert session.page(ONE, ID).phase is Phase.OPEN
    assert session.page(ONE, ID).model is not None


def test_nothing_can_be_accepted_unseen_and_what_is_set_says_that_nothing_was_shown(session: Session) -> None:
    session.page(ONE, ID)
    session.set_mode(Mode.FIRST_READ)
    session.page(ONE, ID)
    with pytest.raises(InputError, match="no suggestion"):
        session.accept(ONE, ID, EFFUSION, spent_ms=0)
    session.set_label(ONE, ID, EFFUSION, N, spent_ms=700)
    (event,) = session.project.history.events(ONE)
    assert (event.shown, event.mode, event.spent_ms, event.drawn_by) == (None, Mode.FIRST_READ, 700, "worklist")


def test_a_commit_that_disagrees_brings_the_same_report_back_and_the_next_goes_on(session: Session) -> None:
    session.set_mode(Mode.SECOND_READER)
    session.set_label(ONE, ID, EFFUSION, N, spent_ms=0)
    page = session.commit(ONE, ID, spent_ms=4_000)
    assert page is not None
    assert (page.report.report_id, page.phase, page.mode) == (ONE, Phase.REVEALED, Mode.SECOND_READER)
    assert [row.disagrees for row in page.rows] == [True, False, True]
    assert [row.first_label for row in page.rows] == [N, M, M]
    assert (page.state, page.reader) == (ReportState.DONE, "Ada")
    assert kinds(session, ONE) == [EventKind.SET, *[EventKind.LEFT] * 2, EventKind.COMMITTED, EventKind.REVEALED]
    following = session.commit(ONE, ID, spent_ms=900)
    assert following is not None
    assert (following.report.report_id, following.drawn_by) == (TWO, "queue")


def test_a_commit_that_agrees_or_has_nothing_to_show_goes_on_at_once(session: Session) -> None:
    session.set_mode(Mode.FIRST_READ)
    session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    session.set_label(ONE, ID, FRACTURE, U, spent_ms=0)
    following = session.commit(ONE, ID, spent_ms=0)
    assert following is not None and following.report.report_id == TWO
    assert EventKind.REVEALED in kinds(session, ONE)
    following = session.commit(report_id(3), ID, spent_ms=0)
    assert following is not None and following.report.report_id == TWO
    assert kinds(session, report_id(3)) == [*[EventKind.LEFT] * 3, EventKind.COMMITTED]


def test_what_is_revised_after_the_reveal_says_what_was_shown_and_keeps_the_first_answer(session: Session) -> None:
    session.set_mode(Mode.SECOND_READER)
    session.set_label(ONE, ID, EFFUSION, N, spent_ms=0)
    session.commit(ONE, ID, spent_ms=0)
    session.accept(ONE, ID, EFFUSION, spent_ms=0)
    page = session.set_label(ONE, ID, FRACTURE, P, spent_ms=0)
    effusion, fracture = row_of(page, EFFUSION), row_of(page, FRACTURE)
    assert (effusion.first_label, effusion.disagrees) == (N, False)
    assert (fracture.first_label, fracture.disagrees) == (M, True)
    assert effusion.correction is not None and fracture.correction is not None
    assert (effusion.correction.label, effusion.correction.kind) == (P, EventKind.ACCEPTED)
    assert fracture.correction.shown is not None and fracture.correction.shown.label is U
    assert fracture.correction.mode is Mode.SECOND_READER
    session.set_mode(Mode.PREFILLED)
    assert session.page(ONE, ID).phase is Phase.REVEALED


def test_a_label_taken_back_after_the_reveal_needs_another_before_the_report_is_left(session: Session) -> None:
    session.set_mode(Mode.SECOND_READER)
    session.commit(ONE, ID, spent_ms=0)
    page = session.clear(ONE, ID, EDEMA, spent_ms=0)
    assert row_of(page, EDEMA).needs_key == "no label"
    with pytest.raises(InputError, match="Edema needs its own key"):
        session.commit(ONE, ID, spent_ms=0)


def test_undoing_a_blind_commit_hides_the_suggestion_again(session: Session) -> None:
    session.set_mode(Mode.FIRST_READ)
    before = session.set_label(ONE, ID, EFFUSION, N, spent_ms=0)
    session.commit(ONE, ID, spent_ms=0)
    undone = session.history.undo()
    assert undone is not None and undone.text == "Undo: commit of r1"
    assert session.page(ONE, ID) == before
    session.history.redo()
    assert session.page(ONE, ID).phase is Phase.REVEALED


def test_a_report_committed_with_its_suggestion_in_view_stays_open_in_every_mode(session: Session) -> None:
    session.accept(ONE, ID, FRACTURE, spent_ms=0)
    session.commit(ONE, ID, spent_ms=0)
    session.set_mode(Mode.FIRST_READ)
    page = session.page(ONE, ID)
    assert (page.mode, page.phase) == (Mode.PREFILLED, Phase.OPEN)


def test_a_reader_cannot_choose_the_mode_of_imports(session: Session) -> None:
    with pytest.raises(InputError, match="another"):
        session.set_mode(Mode.IMPORTED)


def test_a_drawn_report_is_a_first_read_in_every_mode_and_after_a_restart(tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.mosaic", share=1.0)
    session = open_session(path)
    session.suggestions.save([suggestion(report_id(number), SUGGESTED) for number in (1, 2, 3)])
    drawn = session.next_page(ID, after=None)
    assert drawn is not None
    assert (drawn.mode, drawn.phase, drawn.drawn_by) == (Mode.FIRST_READ, Phase.BLIND, "random")
    session.close()
    session = open_session(path, seed=2)
    assert session.page(drawn.report.report_id, ID) == drawn
    session.set_label(drawn.report.report_id, ID, EFFUSION, N, spent_ms=0)
    revealed = session.commit(drawn.report.report_id, ID, spent_ms=0)
    assert revealed is not None and revealed.phase is Phase.REVEALED
    (read,) = session.project.readings.first_reads(TAXONOMY)
    assert (read.report_id, dict(read.labels)) == (drawn.report.report_id, {EFFUSION: N, EDEMA: M, FRACTURE: M})
    session.accept(drawn.report.report_id, ID, EFFUSION, spent_ms=0)
    session.reopen(drawn.report.report_id, ID)
    session.commit(drawn.report.report_id, ID, spent_ms=0)
    assert session.project.readings.first_reads(TAXONOMY) == (read,)
    assert {event.drawn_by for event in session.project.history.events(drawn.report.report_id)} == {"random"}
    assert session.project.check() == []
    session.close()


def test_a_report_read_first_by_choice_is_no_first_read_that_counts(session: Session) -> None:
    session.set_mode(Mode.FIRST_READ)
    session.commit(ONE, ID, spent_ms=0)
    assert session.project.readings.first_reads(TAXONOMY) == ()


@settings(max_examples=6, deadline=None, phases=[Step.generate])
@given(
    answers=st.lists(st.fixed_dictionaries(dict.fromkeys(("effusion", "edema"), st.sampled_from([P, N, U, M])))
                     | st.none(), min_size=4, max_size=4),
    seed=st.integers(0, 2**32),
)  # fmt: skip
def test_whatever_is_suggested_the_same_reports_are_drawn_and_their_pages_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, answers: list[dict[str, MentionClass] | None], seed: int
) -> None:
    served: list[list[ReviewPage]] = []
    for suggested in ([SUGGESTED] * 4, answers):
        path = make_project(tmp_path_factory.mktemp("p") / "p.mosaic", reports=4, share=1.0)
        session = open_session(path, seed=seed)
        session.suggestions.save([suggestion(report_id(n), one) for n, one in enumerate(suggested, 1) if one])
        pages = []
        page = session.next_page(ID, after=None)
        while page is not None:
            if page.phase is Phase.BLIND:
                pages += [page, session.set_label(page.report.report_id, ID, EFFUSION, N, spent_ms=0)]
            page = session.commit(page.report.report_id, ID, spent_ms=0)
        served.append([replace(one, rows=tuple(_timeless(row) for row in one.rows)) for one in pages])
        session.close()
    assert served[0] == served[1]
    assert len(served[0]) == 2 * 4


def _timeless(row: FindingRow) -> FindingRow:
    """The row without the moment at which its label was set."""
    return replace(row, correction=row.correction and replace(row.correction, at=""))


def test_the_share_is_kept_with_the_project_and_is_0_only_where_that_is_asked_for(tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.mosaic", share=None)
    session = open_session(path)
    assert session.first_read_share == session.summary(ID).first_read_share == DEFAULT_SHARE == 0.2
    for nonsense in ("", "none", "nan", "-1", "inf"):
        session.project.settings.keep("first_read_share", nonsense)
        assert session.first_read_share == DEFAULT_SHARE
    for refused in (-0.1, 1.1, float("nan")):
        with pytest.raises(InputError, match="between 0 and 1"):
            session.set_first_read_share(refused)
    session.set_first_read_share(0)
    session.close()
    again = open_session(path)
    assert again.first_read_share == 0.0
    again.close()


@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
def test_the_share_holds_over_many_reports(tmp_path: Path, share: float) -> None:
    session = open_session(make_project(tmp_path / "p.mosaic", reports=60, share=share), seed=5)
    page = session.next_page(ID, after=None)
    found: Counter[str] = Counter()
    while page is not None:
        found[page.drawn_by] += 1
        session.set_mode(Mode.SECOND_READER)
        page = session.commit(page.report.report_id, ID, spent_ms=0)
    assert found.total() == 60
    # Three standard deviations of a binomial: 0.2 ± 0.155 of 60.
    assert abs(found["random"] / 60 - share) <= (0.155 if share == 0.2 else 0)
    assert len(session.project.readings.first_reads(TAXONOMY)) == found["random"]
    session.close()


def test_a_draw_does_not_move_the_reader_in_the_queue(tmp_path: Path) -> None:
    session = open_session(make_project(tmp_path / "p.mosaic", reports=40, share=0.4), seed=3)
    page = session.next_page(ID, after=None)
    drawn, queued = [], []
    while page is not None:
        (drawn if page.drawn_by == "random" else queued).append(page.position)
        session.set_mode(Mode.SECOND_READER)
        page = session.commit(page.report.report_id, ID, spent_ms=0)
    assert len(drawn) > 5 and len(drawn) + len(queued) == 40
    assert queued == sorted(queued)
    assert drawn != sorted(drawn)
    session.close()


def test_what_the_reader_leaves_is_not_drawn_as_the_next(tmp_path: Path) -> None:
    session = open_session(make_project(tmp_path / "p.mosaic", reports=2, share=1.0))
    for _ in range(5):
        page = session.next_page(ID, after=ONE)
        assert page is not None and page.report.report_id == TWO
    session.close()


def test_a_project_that_can_only_be_read_shows_pages_and_draws_nothing(tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.mosaic", share=1.0)
    session = open_session(path, is_read_only=True)
    session.set_mode(Mode.SECOND_READER)
    page = session.next_page(ID, after=ONE)
    assert page is not None
    assert (page.report.report_id, page.phase, page.drawn_by) == (TWO, Phase.BLIND, "queue")
    with pytest.raises(ProjectReadOnly):
        session.commit(ONE, ID, spent_ms=0)
    assert session.project.history.events() == ()
    session.close()


def test_a_full_disk_at_a_blind_commit_stores_nothing_and_hides_what_it_hid(session: Session) -> None:
    session.set_mode(Mode.FIRST_READ)
    before = session.page(ONE, ID)
    _limit_pages(session, is_full=True)
    for size in (9_000, 500, 0):  # until what is free within the pages is used up
        with pytest.raises(ProjectError, match="disk is full"):
            for _ in range(200):
                session.marks.comment(ONE, ID, "x" * size + str(len(session.project.history.events())))
    comment = session.page(ONE, ID).comment
    with pytest.raises(ProjectError, match="disk is full"):
        session.commit(ONE, ID, spent_ms=0)
    after = session.page(ONE, ID)
    assert (after.phase, after.state, after.comment) == (Phase.BLIND, ReportState.UNREAD, comment)
    _limit_pages(session, is_full=False)
    assert session.project.check() == []
    assert before.rows == after.rows


def test_a_draw_that_cannot_be_stored_does_not_make_the_commit_before_it_look_lost(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ProjectError("The disk is full: nothing was saved.")

    session.set_first_read_share(1.0)
    session.set_mode(Mode.SECOND_READER)
    monkeypatch.setattr("mosaic_desk.store.readings.drawn_position", fails)
    following = session.commit(report_id(3), ID, spent_ms=0)
    assert following is not None and following.drawn_by == "queue"
    assert session.page(report_id(3), ID).state is ReportState.DONE


def _limit_pages(session: Session, *, is_full: bool) -> None:
    with session.project._database.reading() as connection:
        pages = connection.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages if is_full else 1_000_000}")


def test_an_export_tells_first_answers_and_revisions_apart(session: Session, tmp_path: Path) -> None:
    session.set_mode(Mode.SECOND_READER)
    session.set_label(ONE, ID, EFFUSION, N, spent_ms=0)
    session.commit(ONE, ID, spent_ms=0)
    session.accept(ONE, ID, EFFUSION, spent_ms=0)
    session.marks.comment(ONE, ID, "see the lateral view")
    output = tmp_path / "out.jsonl"
    export_project(
        session.project, output, taxonomy=TAXONOMY, format="jsonl", with_text=True, with_pseudonyms=False
    )
    line = json.loads(output.read_text("utf-8").splitlines()[0])
    assert line["first_labels"] == {"effusion": "negative", "edema": "not_mentioned", "fracture": "not_mentioned"}
    assert line["labels"]["effusion"] == "positive"
    assert (line["corrections"]["edema"]["kind"], line["corrections"]["edema"]["mode"]) == ("left", "second_reader")
    assert line["corrections"]["edema"]["reader"] == "Ada"
    assert line["comment"] == "see the lateral view"
