"""What a reader asks of the worklist, as values: terms that must all hold, and how they are written.

Knows no text box and no table: `core.worklist_parsing` reads a text, `store.worklist_terms` answers.
Each term is true or false of every report, so that “-” before it is its exact opposite. The terms that
ask what the model says are the exception: a report on which the reader must still decide unseen is left
out by such a term and by its opposite, or the worklist would tell what the screen hides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy import Taxonomy


class Source(StrEnum):
    """Whose labels a finding is looked for in."""

    MODEL = "model"
    READER = "reader"


class Is(StrEnum):
    """What a report can be; “unsure” means that the model or the reader is."""

    FLAGGED = "flagged"
    UNSURE = "unsure"
    DISAGREEMENT = "disagreement"


class Has(StrEnum):
    """What a report can have."""

    COMMENT = "comment"
    IMAGE = "image"
    TEXT = "text"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One condition; `is_not` turns it round."""

    is_not: bool = False

    @property
    def asks_model(self) -> bool:
        """Whether the answer depends on what the model says."""
        return False


@dataclass(frozen=True, kw_only=True, slots=True)
class WordTerm(Term):
    """The text or the id holds a word that begins so; a phrase stands in it as it is."""

    text: str
    is_phrase: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StateTerm(Term):
    """In one of these states."""

    states: tuple[ReportState, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IsTerm(Term):
    """Flagged; unsure (the reader, or the model where it may be seen); or the reader and the suggestion differ."""

    what: Is

    @property
    def asks_model(self) -> bool:
        """Only a disagreement: a reader may be unsure by themselves."""
        return self.what is Is.DISAGREEMENT


@dataclass(frozen=True, kw_only=True, slots=True)
class UnsureTerm(Term):
    """The model is below the bound of lists somewhere, or the reader has marked a row as unsure."""

    who: Source

    @property
    def asks_model(self) -> bool:
        """Only where the model is the unsure one."""
        return self.who is Source.MODEL


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingTerm(Term):
    """A finding stands as a class; None: mentioned at all.

    Without a source the reader's label counts, and the suggestion where there is none and it may be seen.
    """

    finding_id: FindingId
    label: MentionClass | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceTerm(Term):
    """Whose labels the findings of the question are; alone: that there are any."""

    source: Source

    @property
    def asks_model(self) -> bool:
        """Only where it is the model."""
        return self.source is Source.MODEL


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageTerm(Term):
    """In one of these languages."""

    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DateTerm(Term):
    """Studied between two days, both included; None: open on that side."""

    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderTerm(Term):
    """Worked on by this reader."""

    reader: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PatientTerm(Term):
    """Of this patient."""

    patient_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HasTerm(Term):
    """With a comment, an image, a text or a suggestion."""

    what: Has

    @property
    def asks_model(self) -> bool:
        """Only a suggestion: First read hides even whether there is one."""
        return self.what is Has.SUGGESTION


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """All terms must hold; no term: every report."""

    terms: tuple[Term, ...] = ()

    @property
    def source(self) -> Source | None:
        """Whose labels the findings are looked for in; None: what stands."""
        return next((term.source for term in self.terms if isinstance(term, SourceTerm)), None)

    @property
    def asks_model(self) -> bool:
        """Whether the answer may depend on what the model says."""
        if any(term.asks_model for term in self.terms):
            return True
        has_finding = any(isinstance(term, FindingTerm) for term in self.terms)
        is_unsure = any(isinstance(term, IsTerm) and term.what is Is.UNSURE for term in self.terms)
        return is_unsure or (has_finding and self.source is not Source.READER)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are looked for, to be marked in the text."""
        return tuple(term.text for term in self.terms if isinstance(term, WordTerm) and not term.is_not)


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """What can be asked of one project: its findings with all their names, its languages and readers."""

    findings: Mapping[FindingId, tuple[str, ...]] = field(default_factory=dict)
    classes: tuple[MentionClass, ...] = tuple(MentionClass)
    languages: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()


def vocabulary_of(
    taxonomy: Taxonomy, *, languages: tuple[str, ...], readers: tuple[str, ...], shown_in: str | None = None
) -> Vocabulary:
    """The vocabulary of a project under one taxonomy; a finding's name as it is shown in a language comes first."""
    names = {
        finding.id: tuple(dict.fromkeys((finding.name(shown_in), *finding.names.values(), *_aliases(finding.aliases))))
        for finding in taxonomy.findings
    }
    return Vocabulary(findings=names, classes=taxonomy.classes, languages=languages, readers=readers)


def _aliases(aliases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(alias for some in aliases.values() for alias in some)


def written(query: Query) -> str:
    """The query as it is typed; reading it again gives the same query."""
    return " ".join(("-" if term.is_not else "") + _written(term) for term in query.terms)


def quoted(text: str) -> str:
    """A text as one piece, in quotes only where it needs them."""
    is_plain = text and not any(sign.isspace() or sign in '",:=' for sign in text) and text[0] != "-"
    return text if is_plain else '"' + text.replace('"', '""') + '"'


def _written(term: Term) -> str:  # noqa: PLR0911 - one line for each kind of term
    match term:
        case WordTerm(text=text, is_phrase=is_phrase):
            return '"' + text.replace('"', '""') + '"' if is_phrase else text
        case StateTerm(states=states):
            return f"state:{','.join(states)}"
        case IsTerm(what=what):
            return f"is:{what}"
        case UnsureTerm(who=who):
            return f"unsure:{who}"
        case FindingTerm(finding_id=finding_id, label=label):
            name = quoted(finding_id)
            return f"finding:{name}" if label is None else f"{name}={label}"
        case SourceTerm(source=source):
            return f"source:{source}"
        case LanguageTerm(languages=languages):
            return f"language:{','.join(map(quoted, languages))}"
        case DateTerm(first=first, last=last):
            return f"date:{first or ''}..{last or ''}"
        case ReaderTerm(reader=reader):
            return f"reader:{quoted(reader)}"
        case PatientTerm(patient_id=patient_id):
            return f"patient:{quoted(patient_id)}"
        case HasTerm(what=what):
            return f"has:{what}"
    raise TypeError(type(term).__name__)
