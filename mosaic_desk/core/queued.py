"""A report in a queue, and why it is there, in a plain sentence.

Knows the values and the words; what ranks is `core.rare_findings`.
No sentence holds report text: names of findings, counts and ids of reports only.
"""

from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.rare_findings import Why


class QueueKind(StrEnum):
    """By what a queue is ordered; each has its share of reports drawn at random beside it."""

    RARE = "rare"  # findings with the fewest confirmed positives first
    MARGIN = "margin"  # the smallest distance between the two likeliest classes first
    ENTROPY = "entropy"  # the most even probabilities first
    RANDOM = "random"
    IMPORTED = "imported"  # as the reports came in
    DISAGREEMENTS = "disagreements"  # words against model, and the model against the one before it
    LABEL_ERRORS = "label_errors"  # reports that are done, where a model that never learned them is sure otherwise
    LOOK_ALIKES = "look_alikes"  # reports whose like is done
    SEARCH = "search"  # what a search finds, in the order of import


WITHOUT_QUERY = tuple(kind for kind in QueueKind if kind is not QueueKind.SEARCH)
"""Those that need nothing beside the project."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why a report is in a queue.

    So many `confirmed` positives of the finding stand, where more are looked for; None where none are. `like` is the
    confirmed positive that the report is like, or where it is there for no finding the like report that is done.
    `is_named`: its text names the finding. `was_drawn`: it was drawn at random earlier and is still to be read.
    """

    why: Why
    confirmed: int | None = None
    like: ReportId | None = None
    is_named: bool = False
    was_drawn: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuedReport:
    """A report of a queue; `finding_id` is the finding that it is there for, None where it is there for none."""

    report_id: ReportId
    finding_id: FindingId | None
    reason: Reason
    sentence: str

    @property
    def is_first_read(self) -> bool:
        """Whether it was drawn at random, to be read before its suggestion is seen."""
        return self.reason.why is Why.RANDOM


def reason_sentence(reason: Reason, name: str | None) -> str:
    """A reason in words; `name` is that of the finding as it stands within a sentence, None where there is none."""
    if reason.why is Why.RANDOM:
        return _DRAWN_EARLIER if reason.was_drawn else _DRAWN
    if reason.why is Why.FOUND:
        return _FOUND
    if reason.why is Why.LIKE and name is None and reason.like is not None:
        return f"like report {reason.like}, which is done"
    if reason.why is Why.AS_IMPORTED or name is None:
        return _IMPORTED
    if reason.confirmed is None:
        return _of_finding(reason, name)
    return f"{_so_far(reason.confirmed, name)}; {_because(reason)}"


def name_in_sentence(name: str, language: str | None = None) -> str:
    """A finding's name as it stands within a sentence: “rib fracture”, but “FCD”, and nouns as German has them."""
    is_word = len(name) > 1 and name[1:2].islower()
    return name[:1].lower() + name[1:] if is_word and language != "de" else name


_DRAWN = "drawn at random from all unread reports; read it before its suggestion is shown"
_DRAWN_EARLIER = "drawn at random earlier and still to be read, before its suggestion is shown"
_IMPORTED = "next in the order of import"
_FOUND = "found by the search"
_NAMED_ONLY = "the report names it, the model does not suggest it"
_SUGGESTED_ONLY = "the model suggests it, the report does not name it"


def _of_finding(reason: Reason, name: str) -> str:
    """Of a queue that looks for no positives."""
    if reason.why is Why.ADAPTERS_DIFFER:
        return f"the model says something else of {name} than the one before it"
    if reason.why is Why.DOUBTED:
        return f"look again at {name}: the model is sure of another answer"
    if reason.why is Why.DISAGREES and reason.is_named:
        return f"the report names {name}, the model does not suggest it"
    if reason.why is Why.DISAGREES:
        return f"the model suggests {name}, the report does not name it"
    return f"the model is unsure of {name} here"


def _so_far(confirmed: int, name: str) -> str:
    if confirmed == 0:
        return f"no positive of {name} so far"
    return f"only {confirmed} {'positive' if confirmed == 1 else 'positives'} of {name} so far"


def _because(reason: Reason) -> str:
    if reason.why is Why.LIKE and reason.like is not None:
        return f"like report {reason.like}"
    if reason.why is Why.DISAGREES:
        return _NAMED_ONLY if reason.is_named else _SUGGESTED_ONLY
    return "the report names it" if reason.why is Why.LEXICON else "the model is unsure of it here"
