"""Reading sessions out of real project files: what is served, what is counted, how one is left, taken up and ended."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.progress import Way
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.rare_findings import Why
from mosaic_desk.core.reading_session import Footing, Over, Ranked, SessionPlan
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.desk import ranking
from mosaic_desk.desk.first_read_share import set_first_read_share
from mosaic_desk.desk.ranking import Ranking
from mosaic_desk.desk.reading_session import KEPT_UNDER
from mosaic_desk.desk.session import Session
from tests.desk.test_queueing import made, quiet
from tests.desk.three_findings import EDEMA, EFFUSION, FRACTURE, ID, M, N, P, open_session, suggestion

TEXTS = {f"q{n}": quiet(n) for n in range(1, 13)} | {
    "f1": "A rib fracture.", "f2": "Rib fracture, old.", "f3": "New rib fracture.", "e1": "Some fluid at the base.",
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with made(tmp_path / "p.mosaic", TEXTS) as project:
        return project.path


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    session = open_session(path)
    yield session
    session.close()


def begin(session: Session, **wanted: object) -> Ranking:
    """Ranks and begins, as a window does; the ranking, for more."""
    plan = SessionPlan(taxonomy_id=ID, **wanted)  # type: ignore[arg-type]
    ranking = Ranking(session.project.path, plan)
    session.sessions.begin(plan, ranking.refresh())
    return ranking


def reads(session: Session, page: ReviewPage | None, labels: Mapping[FindingId, MentionClass] | None = None) -> str:
    """Answers a report, commits it, and goes past what is revealed; the id of the report that comes then."""
    assert page is not None
    name = page.report.report_id
    for finding_id, label in ({EFFUSION: M, EDEMA: M, FRACTURE: M} | dict(labels or {})).items():
        session.set_label(name, ID, finding_id, label, spent_ms=1000)
    after = session.commit(name, ID, spent_ms=2000)
    if after is not None and after.report.report_id == name:
        after = session.commit(name, ID, spent_ms=0)
    return "" if after is None else str(after.report.report_id)


def first(session: Session) -> ReviewPage:
    page = session.next_page(ID, after=None)
    assert page is not None
    return page


def test_a_session_serves_its_reports_in_their_order_and_says_why(session: Session) -> None:
    begin(session, favoured=(FRACTURE,), size=3)
    served = [first(session)]
    while len(served) < 3:
        after = reads(session, served[-1], {FRACTURE: P})
        served.append(session.page(ReportId(after), ID))
    assert {page.report.report_id for page in served} == {"f1", "f2", "f3"}
    assert [page.drawn_by for page in served] == ["queue"] * 3
    assert served[0].why is not None and served[0].why.finding_id == FRACTURE
    assert served[0].why.sentence == "no positive of rib fracture so far; the report names it"


def test_a_reason_counts_what_was_confirmed_since_it_was_ranked(session: Session) -> None:
    begin(session, favoured=(FRACTURE,))
    after = reads(session, first(session), {FRACTURE: P})
    why = session.page(ReportId(after), ID).why
    assert why is not None and why.sentence == "only 1 positive of rib fracture so far; the report names it"


def test_what_is_read_is_counted_with_its_positives_and_its_time(session: Session) -> None:
    begin(session, favoured=(FRACTURE,), targets={FRACTURE: 5})
    reads(session, first(session), {FRACTURE: P, EDEMA: P})
    standing = session.sessions.standing()
    assert standing is not None
    fracture = next(one for one in standing.findings if one.finding_id == FRACTURE)
    assert (standing.read, standing.skipped, standing.seconds, standing.over) == (1, 0, 5.0, None)
    assert (fracture.name, fracture.before, fracture.now, fracture.target, fracture.deficit) == (
        "Rib fracture", 0, 1, 5, 4,
    )  # fmt: skip
    assert standing.left == len(TEXTS) - 1


def test_a_commit_that_is_taken_back_counts_no_more(session: Session) -> None:
    begin(session, favoured=(FRACTURE,))
    page = first(session)
    reads(session, page, {FRACTURE: P})
    session.history.undo()
    standing = session.sessions.standing()
    assert standing is not None and (standing.read, standing.findings[2].now) == (0, 0)
    session.history.redo()
    standing = session.sessions.standing()
    assert standing is not None and (standing.read, standing.findings[2].now) == (1, 1)


def test_a_skipped_report_takes_no_place_and_gives_its_quota_to_the_next(session: Session) -> None:
    rank = begin(session, favoured=(FRACTURE,), size=2)
    skipped = first(session).report.report_id
    after = session.skip(skipped, ID, "cannot be read")
    assert after is not None and after.report.report_id in {"f1", "f2", "f3"} - {skipped}
    standing = session.sessions.standing()
    assert standing is not None and (standing.read, standing.skipped, standing.over) == (0, 1, None)
    session.sessions.refill(rank.refresh())
    second = reads(session, session.next_page(ID, after=skipped), {FRACTURE: P})
    assert second in {"f1", "f2", "f3"} - {skipped}
    reads(session, session.page(ReportId(second), ID))
    assert over(session) is Over.SIZE


def over(session: Session) -> Over | None:
    standing = session.sessions.standing()
    assert standing is not None
    return standing.over


def test_a_session_of_minutes_is_over_when_they_are_read(session: Session) -> None:
    begin(session, size=None, minutes=1)
    page = first(session)
    for _ in range(12):  # five seconds each
        assert over(session) is None
        page = session.page(ReportId(reads(session, page)), ID)
    assert over(session) is Over.MINUTES


def test_behind_its_end_reports_come_as_without_a_session(session: Session) -> None:
    begin(session, favoured=(EFFUSION,), size=1)
    assert first(session).report.report_id == "e1"
    assert reads(session, first(session)) == "q1"
    assert over(session) is Over.SIZE
    end = session.sessions.end()
    assert (end.standing.read, end.first_reads, end.per_report_s) == (1, 0, 5.0)
    assert session.sessions.standing() is None and session.project.settings.find(KEPT_UNDER) is None


def test_more_is_ranked_when_few_are_left_and_by_what_was_found_meanwhile(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "AT_ONCE", 3)
    rank = begin(session, favoured=(FRACTURE,), targets={FRACTURE: 1, EDEMA: 0})
    assert session.sessions.wants_more
    reads(session, first(session), {FRACTURE: P})
    session.sessions.refill(rank.refresh())
    assert first(session).report.report_id == "e1"
    served = {str(first(session).report.report_id)}
    for _ in range(30):
        after = reads(session, first(session))
        served.add(after)
        if session.sessions.wants_more:
            session.sessions.refill(rank.refresh())
        if over(session) is not None:
            break
    assert over(session) is Over.NOTHING_LEFT
    standing = session.sessions.standing()
    assert standing is not None and (standing.read, standing.left, standing.is_ranking) == (len(TEXTS), 0, False)


def test_a_ranking_that_failed_ends_nothing_before_its_reports_are_read(session: Session) -> None:
    plan = SessionPlan(taxonomy_id=ID)
    ranked = Ranking(session.project.path, plan).refresh()
    session.sessions.begin(plan, replace(ranked, reports=ranked.reports[:1]))
    session.sessions.refill(Ranked())
    assert not session.sessions.wants_more and over(session) is None
    reads(session, first(session))
    assert over(session) is Over.NOTHING_LEFT


def test_a_report_that_was_begun_is_kept_when_more_is_ranked(session: Session) -> None:
    rank = begin(session)
    page = first(session)
    session.set_label(page.report.report_id, ID, EDEMA, N, spent_ms=0)
    session.sessions.refill(rank.refresh())
    assert first(session).report.report_id == page.report.report_id


# What may be told


def test_no_reason_is_told_before_a_blind_read_is_over(session: Session) -> None:
    session.set_mode(Mode.SECOND_READER)
    session.project.suggestions.save([suggestion(ReportId("f1"), {FRACTURE: P})])
    begin(session, favoured=(FRACTURE,))
    page = first(session)
    assert page.phase is Phase.BLIND and page.why is None
    assert not any(row.reason for row in session.lists.rows_after(ID))
    name = page.report.report_id
    reads(session, page, {FRACTURE: P})
    assert session.page(name, ID).why is not None


def test_worklist_rows_say_why_where_that_may_be_told(session: Session) -> None:
    begin(session, favoured=(FRACTURE,))
    rows = {str(row.report_id): row.reason for row in session.lists.rows_after(ID)}
    assert rows["f1"] == "no positive of rib fracture so far; the report names it"
    session.sessions.leave()
    assert not any(row.reason for row in session.lists.rows_after(ID))


def test_reports_drawn_at_random_come_in_their_share_and_for_no_reason(session: Session) -> None:
    set_first_read_share(session.project, 1.0)
    begin(session, favoured=(FRACTURE,))
    page = first(session)
    assert (page.mode, page.drawn_by, page.why) == (Mode.FIRST_READ, "random", None)
    name = page.report.report_id
    reads(session, page, {EDEMA: P})
    assert session.page(name, ID).why is None
    end = session.sessions.end()
    edema = next(one for one in end.prevalence if one.finding_id == EDEMA)
    assert end.first_reads == 1
    assert edema.prevalence is not None and (edema.prevalence.positives, edema.prevalence.reports) == (1, 1)
    assert (edema.chosen_positives, edema.chosen_reports) == (0, 0)


def test_a_random_session_draws_every_report_whatever_the_share(session: Session) -> None:
    begin(session, kind=QueueKind.RANDOM, size=2)
    page = first(session)
    second = session.page(ReportId(reads(session, page)), ID)
    assert [page.mode, second.mode] == [Mode.FIRST_READ] * 2
    assert [page.drawn_by, second.drawn_by] == ["random"] * 2
    reads(session, second)
    assert over(session) is Over.SIZE


# What it had to go by


def test_a_session_says_what_it_had_to_go_by(tmp_path: Path, session: Session) -> None:
    begin(session)
    standing = session.sessions.standing()
    assert standing is not None and standing.footing is Footing.WORDS
    session.sessions.drop()
    session.project.suggestions.save([suggestion(ReportId("q1"))])
    begin(session)
    standing = session.sessions.standing()
    assert standing is not None and standing.footing is Footing.SUGGESTIONS
    made(tmp_path / "quiet.mosaic", {"r1": "Clear."}).close()
    quiet_one = open_session(tmp_path / "quiet.mosaic")
    begin(quiet_one)
    standing = quiet_one.sessions.standing()
    assert standing is not None and standing.footing is Footing.NOTHING
    quiet_one.close()


def test_suggestions_that_come_in_meanwhile_rank_what_is_ranked_next(session: Session) -> None:
    rank = begin(session, kind=QueueKind.MARGIN)
    assert rank.refresh().reports[0].reason.why is Why.AS_IMPORTED
    session.project.suggestions.save([suggestion(ReportId("q7"), sure=0.4)])
    assert [one.report_id for one in rank.refresh().reports[:1]] == ["q7"]


def test_after_a_commit_nothing_is_read_anew(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    rank = begin(session, favoured=(FRACTURE,))
    monkeypatch.setattr(ranking, "material_of", lambda *_: pytest.fail("the whole project was read again"))
    read = first(session).report.report_id
    reads(session, first(session), {FRACTURE: P})
    found = rank.refresh().reports
    assert read not in {one.report_id for one in found}
    assert found[0].sentence == "only 1 positive of rib fracture so far; the report names it"


# Looking again


def test_labels_are_looked_at_again_once_each_also_where_they_are_right(session: Session) -> None:
    for name in ("q1", "q2", "q3"):
        session.project.suggestions.save([suggestion(ReportId(name), {FRACTURE: P})])
        reads(session, session.page(ReportId(name), ID), {FRACTURE: N})
    rank = begin(session, kind=QueueKind.LABEL_ERRORS)
    assert first(session).report.report_id == "q1"
    assert session.page(ReportId("q1"), ID).why is not None
    after = session.commit(ReportId("q1"), ID, spent_ms=0)  # the label is right: nothing changes
    assert after is not None and after.report.report_id == "q2"
    session.set_label(ReportId("q2"), ID, FRACTURE, P, spent_ms=0)
    with suppress(InputError):
        session.commit(ReportId("q2"), ID, spent_ms=0)
    standing = session.sessions.standing()
    assert standing is not None and (standing.read, standing.left) == (2, 1)
    session.sessions.refill(rank.refresh())
    assert first(session).report.report_id == "q3" and not session.sessions.wants_more
    session.commit(ReportId("q3"), ID, spent_ms=0)
    assert over(session) is Over.NOTHING_LEFT


# The end


def test_the_end_tells_what_was_found_rarest_first_and_what_comes_next(session: Session) -> None:
    reads(session, session.page(ReportId("q1"), ID), {EDEMA: P})
    for name in ("f1", "f2", "f3"):
        session.project.suggestions.save([suggestion(ReportId(name), {FRACTURE: P}, sure=0.99)])
    begin(session, favoured=(FRACTURE,), targets={EDEMA: 1, FRACTURE: 9, EFFUSION: 3})
    reads(session, first(session), {FRACTURE: P})
    reads(session, first(session), {FRACTURE: N})
    end = session.sessions.end()
    assert end.found[-1].finding_id == EDEMA
    fracture = next(one for one in end.found if one.finding_id == FRACTURE)
    assert (fracture.before, fracture.now, fracture.deficit) == (0, 1, 8)
    assert (end.advice.kind, [one.finding_id for one in end.advice.lacking]) == (QueueKind.RARE, [FRACTURE, EFFUSION])
    agreement = end.agreement[Way.SHOWN]
    assert (agreement.answers, agreement.agreed) == (6, 5) and set(end.agreement) == {Way.SHOWN}
    assert (end.corrected, end.retrain_at, end.may_retrain) == (3, 80, False)
    assert end.is_depleted  # three of sixteen were chosen, none drawn
    chosen = next(one for one in end.prevalence if one.finding_id == FRACTURE)
    assert (chosen.chosen_positives, chosen.chosen_reports, chosen.prevalence) == (1, 2, None)
    assert chosen.is_misleading
