"""What was done to a few reports, kept account of without any index, and queries answered by looking at each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from mosaic_desk.core.events import Action, Change, EventKind, Mode, ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.suggestion import NO_PROBABILITIES, FindingSuggestion, Suggestion
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
)
from mosaic_desk.store import Project
from tests.store.projects import FINDINGS, MODEL, TAXONOMY, N, P, U

_WORDS = ("effusion", "edema", "small", "smaller", "left", "No")
READERS = (ReaderName("Ada Berg"), ReaderName("Jens Dal"))
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
    reader = draw(st.sampled_from(READERS))
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
    project.history.record(
        Action(
            report_id=one.report.report_id, taxonomy_id=TAXONOMY.id, taxonomy_version=TAXONOMY.version,
            reader=reader, mode=Mode.PREFILLED, changes=changes,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    if what != "draw":
        one.readers.add(str(reader))
    if what == "undo":
        project.history.undo(reader)  # type: ignore[arg-type]
        (one.labels, one.state, one.is_flagged, one.is_committed, one.comment, one.unsure, one.is_drawn) = before


def suggest(project: Project, one: One, draw: Callable[[st.SearchStrategy[object]], object]) -> None:
    if draw(st.integers(0, 5)) == 0:
        project.suggestions.save([suggestion_of(one, {}, error="too long")])
        one.suggestion = None
        return
    slots = {
        finding_id: (draw(st.sampled_from(MentionClass)), draw(st.sampled_from((0.3, 0.55, 0.6, 0.9))))
        for finding_id in FINDINGS
        if draw(st.integers(0, 4)) > 0
    }
    one.has_probabilities = bool(draw(st.booleans()))
    one.suggestion = slots  # type: ignore[assignment]
    project.suggestions.save([suggestion_of(one, slots)])  # type: ignore[arg-type]


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
            bool(one.has_probabilities and one.suggestion) and min(share for _, share in one.suggestion.values()) < 0.87
        )
