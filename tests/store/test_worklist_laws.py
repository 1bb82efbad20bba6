"""The worklist's questions: what an index answers is what going through every report by hand finds."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.worklist_query import (
    DateTerm,
    FindingTerm,
    Has,
    HasTerm,
    Is,
    IsTerm,
    LanguageTerm,
    PatientTerm,
    Query,
    ReaderTerm,
    Source,
    SourceTerm,
    StateTerm,
    UnsureTerm,
    WordTerm,
)
from mosaic_desk.store import Project
from tests.store.projects import FINDINGS, TAXONOMY, M, N, P, U
from tests.store.worklist_account import READERS, One, Slow, fill, suggestion_of

_NOT = st.booleans()
_TERMS = st.one_of(
    st.builds(WordTerm, is_not=_NOT, text=st.sampled_from(("effu", "small", "no", "smaller", "r1", "nothing"))),
    st.builds(WordTerm, is_not=_NOT, text=st.sampled_from(("small effusion", "left", "edema edema")),
              is_phrase=st.just(True)),
    st.builds(StateTerm, is_not=_NOT, states=st.sampled_from(((ReportState.UNREAD,), (ReportState.STARTED,
              ReportState.DONE)))),
    st.builds(IsTerm, is_not=_NOT, what=st.sampled_from(Is)),
    st.builds(UnsureTerm, is_not=_NOT, who=st.sampled_from(Source)),
    st.builds(FindingTerm, is_not=_NOT, finding_id=st.sampled_from(FINDINGS),
              label=st.none() | st.sampled_from(MentionClass)),
    st.builds(FindingTerm, is_not=_NOT, finding_id=st.sampled_from(FINDINGS),
              label=st.none() | st.sampled_from(MentionClass)),
    st.builds(LanguageTerm, is_not=_NOT, languages=st.sampled_from((("da",), ("da", "en")))),
    st.builds(DateTerm, is_not=_NOT, first=st.just(date(2021, 6, 1)), last=st.none()),
    st.builds(DateTerm, is_not=_NOT, first=st.none(), last=st.just(date(2022, 1, 1))),
    st.builds(ReaderTerm, is_not=_NOT, reader=st.sampled_from(READERS)),
    st.builds(PatientTerm, is_not=_NOT, patient_id=st.sampled_from(("P1", "P3"))),
    st.builds(HasTerm, is_not=_NOT, what=st.sampled_from(Has)),
)  # fmt: skip
_SOURCES = st.sampled_from(((), (SourceTerm(source=Source.MODEL),), (SourceTerm(source=Source.READER),)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_answer_is_what_going_through_every_report_finds(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with Project.create(tmp_path_factory.mktemp("w") / "a.mosaic", [TAXONOMY]) as project:
        known = fill(project, data.draw, reports=data.draw(st.integers(1, 7)))
        for _ in range(12):
            terms = data.draw(st.lists(_TERMS, min_size=1, max_size=3)) + list(data.draw(_SOURCES))
            query, is_blind_mode = Query(terms=tuple(terms)), data.draw(st.booleans())
            slow = Slow(query, is_blind_mode=is_blind_mode)
            search = project.worklist_search(TAXONOMY.id, is_blind_mode=is_blind_mode)
            expected = [place for place, one in enumerate(known, 1) if slow.finds(one)]
            assert list(search.positions(query)) == expected, query
            rows = search.rows_after(query, after=0, limit=100)
            assert [row.position for row in rows] == expected
            assert rows == search.rows_at(expected)
            unread = [place for place in expected if known[place - 1].state is ReportState.UNREAD]
            following = search.next(query, after=known[0].report.report_id, states=(ReportState.UNREAD,))
            later = [place for place in unread if place > 1] or unread
            assert following == (known[later[0] - 1].report.report_id if later else None)
        assert project.check() == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_the_model_says_changes_nothing_about_reports_that_are_read_unseen(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """The law behind the mode: other suggestions, the same worklist."""
    with Project.create(tmp_path_factory.mktemp("w") / "a.mosaic", [TAXONOMY]) as project:
        known = fill(project, data.draw, reports=5)
        search = project.worklist_search(TAXONOMY.id, is_blind_mode=True)
        queries = [
            Query(terms=(*data.draw(st.lists(_TERMS, min_size=1, max_size=2)), *data.draw(_SOURCES))) for _ in range(8)
        ]
        unseen = {place for place, one in enumerate(known, 1) if one.is_drawn or not one.is_committed}
        had = {place for place in unseen if known[place - 1].suggestion is not None}
        before = [[place for place in search.positions(query) if place in unseen] for query in queries]
        rows = search.rows_at(sorted(had))
        for place in had:
            suggest_otherwise(project, known[place - 1])
        after = [[place for place in search.positions(query) if place in unseen] for query in queries]
        assert after == before
        assert search.rows_at(sorted(had)) == rows


def suggest_otherwise(project: Project, one: One) -> None:
    assert one.suggestion is not None
    others = {P: N, N: U, U: M, M: P}
    slots = {finding_id: (others[label], 1.2 - share) for finding_id, (label, share) in one.suggestion.items()}
    project.suggestions.save([suggestion_of(one, slots)])
