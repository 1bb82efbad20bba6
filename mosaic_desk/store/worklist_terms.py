"""The worklist's questions as SQL: each term one condition, every typed value a bound parameter.

A term is a set of positions that an index gives, within the stretch of the list that is asked for, and a
report is in it or not. What a model says is looked up of reports only whose suggestion the reader may see:
of the others such a term and its opposite are false.
"""

from dataclasses import dataclass, field

from mosaic_desk.core.bounds import LIST_BOUND
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
    Term,
    UnsureTerm,
    WordTerm,
)

_MENTIONED = "('positive','negative','uncertain')"
_OF_TAXONOMY = "report_position BETWEEN :first AND :last AND taxonomy_number = :taxonomy"
_OF_REPORTS = "position BETWEEN :first AND :last"
_HAS = {
    Has.IMAGE: f"s.report_position IN (SELECT position FROM report WHERE {_OF_REPORTS} AND has_image = 1)",
    Has.TEXT: f"s.report_position NOT IN (SELECT position FROM report WHERE {_OF_REPORTS} AND has_text = 0)",
    Has.COMMENT: f"s.report_position IN (SELECT report_position FROM mark WHERE {_OF_TAXONOMY} AND what = 'comment')",
    Has.SUGGESTION: "s.has_suggestion = 1",
}


def blind_condition(*, is_blind_mode: bool, of: str = "s") -> str:
    """Which reports must be read unseen: those drawn and not committed; in a blind mode all never committed."""
    marked = f"SELECT report_position FROM mark WHERE {_OF_TAXONOMY} AND what ="
    pending = f"{of}.report_position IN ({marked} 'pending')"
    return f"({of}.report_position NOT IN ({marked} 'committed') OR {pending})" if is_blind_mode else pending


@dataclass(kw_only=True, slots=True)
class Conditions:
    """What must hold of a row `s` of report_state, and the values it is asked with."""

    is_blind_mode: bool
    source: Source | None
    has_finding: bool
    clauses: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    def take(self, term: Term) -> None:
        """Add a term."""
        if isinstance(term, SourceTerm) and self.has_finding:
            return  # it says whose labels the findings are, and asks nothing of its own
        condition = f"({self._condition(term)})"
        asks_model = term.asks_model or (isinstance(term, FindingTerm) and self.source is Source.MODEL)
        clause = f"NOT {condition}" if term.is_not else condition
        self.clauses.append(f"({clause} AND NOT ({self._blind()}))" if asks_model else clause)

    def _condition(self, term: Term) -> str:  # noqa: PLR0911, PLR0912 - one line for each kind of term
        match term:
            case WordTerm():
                value = self._bound(match_words(term))
                held = f"report_search MATCH {value} AND rowid BETWEEN :first AND :last"
                return _positions(f"SELECT rowid FROM report_search WHERE {held}")
            case StateTerm(states=states):
                return f"s.state IN ({self._listed(states)})"
            case IsTerm(what=Is.FLAGGED):
                return "s.is_flagged = 1"
            case IsTerm(what=Is.DISAGREEMENT):
                return _positions(f"SELECT report_position FROM disagreement WHERE {_OF_TAXONOMY}")
            case IsTerm(what=Is.UNSURE):
                return f"{_unsure_reader()} OR ({self._unsure_model()} AND NOT ({self._blind()}))"
            case UnsureTerm(who=who):
                return self._unsure_model() if who is Source.MODEL else _unsure_reader()
            case FindingTerm():
                return self._finding(term)
            case SourceTerm(source=Source.MODEL):
                return _HAS[Has.SUGGESTION]
            case SourceTerm():
                return _positions(f"SELECT report_position FROM label WHERE {_OF_TAXONOMY}")
            case LanguageTerm(languages=languages):
                return _positions(
                    f"SELECT position FROM report WHERE {_OF_REPORTS} AND language IN ({self._listed(languages)})"
                )
            case DateTerm():
                return self._date(term)
            case ReaderTerm(reader=reader):
                return _positions(
                    f"SELECT report_position FROM reader_report WHERE {_OF_TAXONOMY} AND reader = {self._bound(reader)}"
                )
            case PatientTerm(patient_id=patient_id):
                return _positions(
                    f"SELECT position FROM report WHERE {_OF_REPORTS} AND patient_id = {self._bound(patient_id)}"
                )
            case HasTerm(what=what):
                return _HAS[what]
        raise TypeError(type(term).__name__)

    def _finding(self, term: FindingTerm) -> str:
        finding_id = self._bound(str(term.finding_id))
        label = None if term.label is None else self._bound(term.label.value)
        by_class = f"label IN {_MENTIONED}" if label is None else f"label = {label}"
        asked = f"{_OF_TAXONOMY} AND finding_id = {finding_id}"
        by_reader = f"SELECT report_position FROM label WHERE {asked} AND {by_class}"
        # Of the table that knows the report as `g`, whether another one has a row for the finding.
        has = f"report_position = g.report_position AND taxonomy_number = :taxonomy AND finding_id = {finding_id}"
        if term.label is MentionClass.NOT_MENTIONED:
            said = f"EXISTS (SELECT 1 FROM suggested WHERE {has})"
            by_model = f"SELECT report_position FROM suggested_report AS g WHERE {_OF_TAXONOMY} AND NOT {said}"
        else:
            by_model = f"SELECT report_position FROM suggested AS g WHERE {asked} AND {by_class}"
        if self.source is not None:
            return _positions(by_model if self.source is Source.MODEL else by_reader)
        blind = blind_condition(is_blind_mode=self.is_blind_mode, of="g")
        is_open = f"NOT EXISTS (SELECT 1 FROM label WHERE {has}) AND NOT ({blind})"
        return _positions(f"{by_reader} UNION ALL {by_model} AND {is_open}")

    def _date(self, term: DateTerm) -> str:
        sides = []
        if term.first is not None:
            sides.append(f"study_date >= {self._bound(term.first.isoformat())}")
        if term.last is not None:
            sides.append(f"study_date <= {self._bound(term.last.isoformat())}")
        return _positions(f"SELECT position FROM report WHERE {_OF_REPORTS} AND {' AND '.join(sides)}")

    def _unsure_model(self) -> str:
        bound = self._bound(LIST_BOUND)
        return _positions(f"SELECT report_position FROM suggested_report WHERE {_OF_TAXONOMY} AND least < {bound}")

    def _blind(self) -> str:
        return blind_condition(is_blind_mode=self.is_blind_mode)

    def _bound(self, value: object) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def _listed(self, values: tuple[str, ...]) -> str:
        return ", ".join(self._bound(str(value)) for value in values)


def conditions_of(query: Query, *, is_blind_mode: bool) -> Conditions:
    """The conditions of a query; who asks binds `taxonomy` (its number), `first` and `last` (the stretch)."""
    conditions = Conditions(
        is_blind_mode=is_blind_mode,
        source=query.source,
        has_finding=any(isinstance(term, FindingTerm) for term in query.terms),
    )
    for term in query.terms:
        conditions.take(term)
    return conditions


def match_words(term: WordTerm) -> str:
    """A term for the full-text index, quoted, so that no sign in it is an operator.

    A word is looked for as the beginning of one; a phrase as it stands.
    """
    return '"' + term.text.replace('"', '""') + '"' + ("" if term.is_phrase else "*")


def _positions(question: str) -> str:
    return f"s.report_position IN ({question})"


def _unsure_reader() -> str:
    return _positions(f"SELECT report_position FROM mark WHERE {_OF_TAXONOMY} AND what = 'unsure'")
