"""The worklist's questions: what an index answers is what going through every report by hand finds."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Action, Change, EventKind, Mode, ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.suggestion import NO_PROBABILITIES, FindingSuggestion, Suggestion
from mosaic_desk.core.worklist_parsing import query_from
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
    Term,
    UnsureTerm,
    WordTerm,
    vocabulary_of,
)
from mosaic_desk.store import Project
from mosaic_desk.store.schema import migrate
from mosaic_desk.store.worklist_terms import conditions_of
from tests.store.projects import FINDINGS, MODEL, TAXONOMY, M, N, P, U, new_project

_WORDS = ("effusion", "edema", "small", "smaller", "left", "No")
_READERS = (ReaderName("Ada Berg"), ReaderName("Jens Dal"))
_DAYS = (None, "2021-05-30", "2021-06-01", "2022-01-01", "2023-12-31")


@dataclass
class One:
    """What is known of a report without any index."""

    report: Report
    suggestion: dict[FindingId, tuple[MentionClass, float]] | None = None
    has_probabilities: bool = True
    labels: dict[FindingId, MentionClass] = field(default_factory=dict)
    state: ReportState = ReportState.UNREAD
    is_flagged: bool = False
    is_drawn: bool = False
    is_committed: bool = False
    comment: str = ""
    unsure: set[FindingId] = field(default_factory=set)
    readers: set[str] = field(default_factory=set)


def report_of(number: int, draw: Callable[[st.SearchStrategy[object]], object]) -> Report:
    words = draw(st.lists(st.sampled_from(_WORDS), max_size=6))
    return Report(
        report_id=ReportId(f"r{number}"),
        text=" ".join(words),  # type: ignore[arg-type]
        language=draw(st.sampled_from((None, "en", "da"))),  # type: ignore[arg-type]
        patient_id=draw(st.sampled_from((None, PatientId("P1"), PatientId("P2")))),  # type: ignore[arg-type]
        study_date=draw(st.sampled_from(_DAYS)),  # type: ignore[arg-type]
        images=draw(st.sampled_from(((), (ImageRef(path="a.png"),)))),  # type: ignore[arg-type]
    )


def fill(project: Project, draw: Callable[[st.SearchStrategy[object]], object], *, reports: int) -> list[One]:
    """Do some of everything to a few reports, and keep account of it."""
    known = [One(report=report_of(number, draw)) for number in range(1, reports + 1)]
    source = Incoming(source="here", format="jsonl", reports=tuple(IncomingReport(report=one.report) for one in known))
    project.store_incoming(source, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
    for _ in range(draw(st.integers(0, 14))):  # type: ignore[arg-type]
        one = draw(st.sampled_from(known))
        act(project, one, draw)  # type: ignore[arg-type]
    return known


def act(project: Project, one: One, draw: Callable[[st.SearchStrategy[object]], object]) -> None:
    reader = draw(st.sampled_from(_READERS))
    what = draw(st.sampled_from(("label", "label", "clear", "commit", "flag", "comment", "unsure", "draw", "suggest",
                                 "suggest", "undo")))  # fmt: skip
    finding_id = FindingId(str(draw(st.sampled_from(FINDINGS))))
    if what == "suggest":
        suggest(project, one, draw)
        return
    before = (dict(one.labels), one.state, one.is_flagged, one.is_committed, one.comment, set(one.unsure), one.is_drawn)
    changes: tuple[Change, ...] = ()
    if what in ("label", "undo"):
        label = draw(st.sampled_from(MentionClass))
        one.labels[finding_id] = label  # type: ignore[assignment]
        one.state = ReportState.STARTED if one.state is ReportState.UNREAD else one.state
        changes = (Change(kind=EventKind.SET, finding_id=finding_id, after=label),)  # type: ignore[arg-type]
    elif what == "clear" and finding_id in one.labels:
        del one.labels[finding_id]
        if not one.labels and not one.is_committed:
            one.state = ReportState.UNREAD
        changes = (Change(kind=EventKind.CLEARED, finding_id=finding_id),)
    elif what == "commit":
        one.state, one.is_committed, one.is_drawn = ReportState.DONE, True, False
        changes = (Change(kind=EventKind.COMMITTED),)
    elif what == "flag":
        one.is_flagged = True
        changes = (Change(kind=EventKind.FLAGGED),)
    elif what == "comment":
        one.comment = "look again"
        changes = (Change(kind=EventKind.COMMENTED, note=one.comment),)
    elif what == "unsure":
        one.unsure.add(finding_id)
        changes = (Change(kind=EventKind.UNSURE, finding_id=finding_id),)
    elif what == "draw" and one.state is ReportState.UNREAD and not one.is_committed:
        one.is_drawn = True
        changes = (Change(kind=EventKind.DRAWN),)
    if not changes:
        return
    project.record(
        Action(
            report_id=one.report.report_id, taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version,
            reader=reader, mode=Mode.PREFILLED, changes=changes,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    if what != "draw":
        one.readers.add(str(reader))
    if what == "undo":
        project.undo(reader)  # type: ignore[arg-type]
        (one.labels, one.state, one.is_flagged, one.is_committed, one.comment, one.unsure, one.is_drawn) = before


def suggest(project: Project, one: One, draw: Callable[[st.SearchStrategy[object]], object]) -> None:
    if draw(st.integers(0, 5)) == 0:
        project.save_suggestions([suggestion_of(one, {}, error="too long")])
        one.suggestion = None
        return
    slots = {
        finding_id: (draw(st.sampled_from(MentionClass)), draw(st.sampled_from((0.3, 0.55, 0.6, 0.9))))
        for finding_id in FINDINGS
        if draw(st.integers(0, 4)) > 0
    }
    one.has_probabilities = bool(draw(st.booleans()))
    one.suggestion = slots  # type: ignore[assignment]
    project.save_suggestions([suggestion_of(one, slots)])  # type: ignore[arg-type]


def suggestion_of(
    one: One, slots: dict[FindingId, tuple[MentionClass, float]], *, error: str | None = None
) -> Suggestion:
    rest = {key: (1 - share) / 3 for key, (_, share) in slots.items()}
    return Suggestion(
        report_id=one.report.report_id, taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version, model=MODEL,
        findings={
            finding_id: FindingSuggestion(
                label=label, probabilities={**dict.fromkeys(MentionClass, rest[finding_id]), label: share}
            )
            for finding_id, (label, share) in slots.items()
        },
        warnings=() if one.has_probabilities else (NO_PROBABILITIES,), error=error,
    )  # fmt: skip


class Slow:
    """Answers a query by looking at every report."""

    def __init__(self, query: Query, *, is_blind_mode: bool) -> None:
        self._query, self._is_blind_mode = query, is_blind_mode

    def finds(self, one: One) -> bool:
        return all(self._holds(term, one) for term in self._query.terms)

    def _is_blind(self, one: One) -> bool:
        return one.is_drawn or (self._is_blind_mode and not one.is_committed)

    def _holds(self, term: Term, one: One) -> bool:
        is_finding = isinstance(term, FindingTerm)
        if isinstance(term, SourceTerm) and any(isinstance(other, FindingTerm) for other in self._query.terms):
            return True
        asks_model = term.asks_model or (is_finding and self._query.source is Source.MODEL)
        if asks_model and self._is_blind(one):
            return False
        return self._is_true(term, one) is not term.is_not

    def _is_true(self, term: Term, one: One) -> bool:
        report, said = one.report, one.suggestion
        match term:
            case WordTerm(text=text, is_phrase=True):
                return f" {text.lower()} " in f" {report.text.lower()} "
            case WordTerm(text=text):
                tokens = re.findall(r"\w+", f"{report.report_id} {report.text}".lower())
                return any(token.startswith(text.lower()) for token in tokens)
            case StateTerm(states=states):
                return one.state in states
            case IsTerm(what=Is.FLAGGED):
                return one.is_flagged
            case IsTerm(what=Is.DISAGREEMENT):
                return said is not None and any(
                    key in said and said[key][0] is not it for key, it in one.labels.items()
                )
            case IsTerm():
                return bool(one.unsure) or (not self._is_blind(one) and self._is_model_unsure(one))
            case UnsureTerm(who=who):
                return bool(one.unsure) if who is Source.READER else self._is_model_unsure(one)
            case FindingTerm(finding_id=finding_id, label=label):
                return self._stands(one, finding_id) in ((P, N, U) if label is None else (label,))
            case SourceTerm(source=source):
                return bool(one.labels) if source is Source.READER else said is not None
            case LanguageTerm(languages=languages):
                return report.language in languages
            case DateTerm(first=first, last=last):
                day = date.fromisoformat(report.study_date) if report.study_date else None
                return day is not None and (first is None or first <= day) and (last is None or day <= last)
            case ReaderTerm(reader=reader):
                return reader in one.readers
            case PatientTerm(patient_id=patient_id):
                return report.patient_id == patient_id
            case HasTerm(what=what):
                return {Has.COMMENT: bool(one.comment), Has.IMAGE: bool(report.images), Has.TEXT: report.has_text,
                        Has.SUGGESTION: said is not None}[what]  # fmt: skip
        raise AssertionError(term)

    def _stands(self, one: One, finding_id: FindingId) -> MentionClass | None:
        by_reader = one.labels.get(finding_id)
        by_model = one.suggestion[finding_id][0] if one.suggestion and finding_id in one.suggestion else None
        if self._query.source is not None:
            return by_reader if self._query.source is Source.READER else by_model
        return by_reader or (None if self._is_blind(one) else by_model)

    def _is_model_unsure(self, one: One) -> bool:
        return (
            bool(one.has_probabilities and one.suggestion) and min(share for _, share in one.suggestion.values()) < 0.6
        )


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
    st.builds(ReaderTerm, is_not=_NOT, reader=st.sampled_from(_READERS)),
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
    project.save_suggestions([suggestion_of(one, slots)])


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_project(tmp_path / "a.mosaic", reports=30) as opened:
        yield opened


def test_what_is_typed_is_never_an_order_to_the_database(project: Project) -> None:
    words = vocabulary_of(TAXONOMY, languages=("en",), readers=("Reader A",))
    search = project.worklist_search(TAXONOMY.id)
    for typed in ("'; DROP TABLE event", 'patient:"\' OR 1=1"', '"NEAR(" OR', "^report*", '"a"" OR "', '-"*" x', "𞤀"):
        try:
            query = query_from(typed, words)
        except InputError:
            continue
        assert set(search.positions(query)) <= set(range(1, 31))
    assert project.check() == []


def test_every_typed_value_is_bound() -> None:
    """No sign of what was typed stands in the text of a statement."""
    words = vocabulary_of(TAXONOMY, languages=("qz-x",), readers=("Qzx Reader",))
    typed = 'qzxword "qzx phrase" patient:qzx reader:"Qzx Reader" date:1987..1988 language:qz-x edema=p state:done'
    conditions = conditions_of(query_from(typed, words), is_blind_mode=True)
    text = " ".join(conditions.clauses)
    assert not any(sign in text.lower() for sign in ("qz", "1987", "edema", "done"))
    assert len(conditions.values) == 10


def test_no_question_goes_through_all_reports_to_look_each_one_up(project: Project) -> None:
    """The plan is asked, not the clock: whatever is scanned is scanned along an index, or is what was found."""
    words = vocabulary_of(TAXONOMY, languages=("en",), readers=("Reader A",))
    with project._database.reading() as session:
        connection = session.connection().connection.driver_connection
    assert connection is not None
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    search = project.worklist_search(TAXONOMY.id)
    for typed in (
        "edema=p", "edema=m", "finding:edema", "edema=p source:model", "edema=m source:model", "edema=n source:reader",
        "is:disagreement", "is:unsure", "unsure:model", "is:flagged", "state:unread", "language:en", "date:2021..2023",
        'reader:"Reader A"', "patient:P1", "has:image", "-has:text", "has:comment", "report", "-report",
    ):  # fmt: skip
        query = query_from(typed, words)
        search.positions(query)
        search.next(query, after=None, states=(ReportState.UNREAD,))
    search.rows_at([1, 2, 3])
    search.languages(), search.readers()
    connection.set_trace_callback(None)
    plans = {}
    for statement in (one for one in statements if one.lstrip().startswith(("SELECT", "WITH"))):
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
            plans[row[3]] = statement
    assert len(plans) > 20
    slow = {
        plan: text for plan, text in plans.items()
        if ("TEMP B-TREE" in plan or (plan.startswith("SCAN") and "INDEX" not in plan))
        and "FROM taxonomy" not in text and not plan.startswith(("SCAN found", "SCAN report_search", "SCAN CONSTANT"))
    }  # fmt: skip
    assert slow == {}


def test_rows_say_what_a_report_has(project: Project) -> None:
    name = ReportId("r2")

    def do(*changes: Change) -> None:
        project.record(
            Action(report_id=name, taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version, reader=_READERS[0],
                   mode=Mode.PREFILLED, changes=changes)
        )  # fmt: skip

    one = One(report=project.report(name))
    project.save_suggestions([suggestion_of(one, {FINDINGS[0]: (P, 0.9)})])
    do(Change(kind=EventKind.DRAWN))
    do(Change(kind=EventKind.SET, finding_id=FINDINGS[0], after=N))
    do(Change(kind=EventKind.COMMENTED, note="look"))
    (row,) = project.worklist_search(TAXONOMY.id).rows_at([2])
    assert row.is_drawn and row.is_blind and row.has_comment and not row.disagrees
    do(Change(kind=EventKind.COMMITTED))
    (row,) = project.worklist_search(TAXONOMY.id).rows_at([2])
    assert not row.is_drawn and not row.is_blind and row.disagrees


def test_languages_and_readers_of_a_project_are_known(project: Project) -> None:
    source = Incoming(
        source="here", format="jsonl",
        reports=tuple(
            IncomingReport(report=Report(report_id=ReportId(f"x{number}"), text="a", language=language))
            for number, language in enumerate(("en", "da", "en", None, "de"))
        ),
    )  # fmt: skip
    project.store_incoming(source, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
    for reader in _READERS:
        project.record(
            Action(report_id=ReportId("r1"), taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version, reader=reader,
                   mode=Mode.PREFILLED, changes=(Change(kind=EventKind.FLAGGED),))
        )  # fmt: skip
    search = project.worklist_search(TAXONOMY.id)
    assert search.languages() == ("da", "de", "en") and search.readers() == ("Ada Berg", "Jens Dal")


def test_priors_are_the_patients_earlier_reports_newest_first(tmp_path: Path) -> None:
    days = {"a": "2021-01-01", "b": "2022-01-01", "c": "2022-01-01", "d": "2023-01-01", "e": None}
    reports = [
        IncomingReport(report=Report(report_id=ReportId(key), text=key, patient_id=PatientId("P1"), study_date=day))
        for key, day in days.items()
    ]
    reports.append(IncomingReport(report=Report(report_id=ReportId("f"), text="f", study_date="2020-01-01")))
    with Project.create(tmp_path / "p.mosaic", [TAXONOMY]) as project:
        source = Incoming(source="here", format="jsonl", reports=tuple(reports))
        project.store_incoming(source, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))

        def priors(key: str) -> list[str]:
            return [row.report_id for row in project.priors(ReportId(key))]

        assert priors("d") == ["c", "b", "a"] and priors("c") == ["b", "a"] and priors("a") == []
        assert priors("e") == [] and priors("f") == []


def test_saved_views_are_kept_renamed_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a.mosaic"
    with new_project(path) as project:
        views = project.saved_views()
        views.save(" To do ", "state:unread")
        views.save("rare", "edema=p")
        views.save("RARE", "nodule=p")
        views.rename("To do", "Æ first")
        with pytest.raises(InputError, match="already"):
            views.rename("rare", "æ FIRST".replace("æ", "Æ"))
        views.rename("RARE", "Rare")
    with Project.open(path) as project:
        views = project.saved_views()
        assert [(view.name, view.query) for view in views.all()] == [("Rare", "nodule=p"), ("Æ first", "state:unread")]
        views.delete("rare")
        views.delete("rare")
        assert [view.name for view in views.all()] == ["Æ first"]
        for name in ("", "  ", "a\nb", "x" * 61):
            with pytest.raises(InputError, match="name"):
                views.save(name, "")
        assert project.check() == []


@pytest.mark.parametrize(
    ("tampering", "name"),
    [
        ("UPDATE suggested SET label = 'uncertain'", "searched suggestions: 1 differ"),
        ("DELETE FROM suggested", "searched suggestions: 1 differ"),
        ("UPDATE suggested_report SET least = 0.1", "searched suggestions: 1 differ"),
        ("INSERT INTO suggested_report VALUES (1, 9, 0.5)", "searched suggestions: 1 differ"),
        ("DELETE FROM disagreement", "disagreements: 1 differ"),
        ("INSERT INTO disagreement VALUES (1, 9, 'edema')", "disagreements: 1 differ"),
        ("UPDATE reader_report SET reader = 'Nobody'", "readers: 2 differ"),
    ],
)
def test_what_the_worklist_is_searched_by_is_checked(project: Project, tampering: str, name: str) -> None:
    one = One(report=project.report(ReportId("r2")))
    project.save_suggestions([suggestion_of(one, dict.fromkeys(FINDINGS, (P, 0.9)))])
    project.record(
        Action(report_id=ReportId("r2"), taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version,
               reader=_READERS[0], mode=Mode.PREFILLED,
               changes=(Change(kind=EventKind.SET, finding_id=FINDINGS[0], after=N),))
    )  # fmt: skip
    assert project.check() == []
    with project._database.writing() as session:
        session.connection().exec_driver_sql(tampering)
    assert any(problem.startswith(name) for problem in project.check()), project.check()


def test_a_project_of_the_second_version_gets_the_tables_filled(tmp_path: Path) -> None:
    """What the migration lays out is what the writes lay out: the check builds it a third time."""
    path = tmp_path / "a.mosaic"
    with new_project(path, reports=4) as project:
        for number, label in enumerate(MentionClass, 1):
            one = One(report=project.report(ReportId(f"r{number}")), has_probabilities=number != 3)
            slots = dict.fromkeys(FINDINGS[: number % 3 + 1], (label, 0.5))
            project.save_suggestions([suggestion_of(one, slots)])
            project.record(
                Action(report_id=one.report.report_id, taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version,
                       reader=_READERS[0], mode=Mode.PREFILLED,
                       changes=(Change(kind=EventKind.SET, finding_id=FINDINGS[0], after=N),))
            )  # fmt: skip
        kept = {table: rows_of(path, table) for table in _DERIVED}
    assert all(kept.values())
    connection = sqlite3.connect(path, isolation_level=None)
    for kind, name in list(connection.execute("SELECT type, name FROM sqlite_schema")):
        is_new = name in _DERIVED or name in _NEW
        if is_new and kind in ("table", "trigger", "index"):
            connection.execute(f"DROP {kind} IF EXISTS {name}")
    connection.execute("PRAGMA user_version = 2")
    migrate(connection)
    connection.close()
    assert {table: rows_of(path, table) for table in _DERIVED} == kept
    with Project.open(path) as project:
        assert project.check() == []


_DERIVED = ("suggested", "suggested_report", "disagreement", "reader_report")
_NEW = (
    "saved_view", "label_differs", "label_differs_now", "label_differs_no_more", "reader_worked", "report_language",
    "report_date", "report_patient", "report_with_image", "report_without_text", "label_by_class",
)  # fmt: skip


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
    connection.close()
    return rows
