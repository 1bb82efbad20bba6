"""A report as it was labelled: how each label came to stand, and what that makes it count in training.

Knows nothing of where labels are kept, nor which of them a run takes: that is `core.training_set`.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mosaic_desk.core.events import BLIND_MODES, EventKind, Mode
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Span
from mosaic_desk.core.taxonomy import Taxonomy

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Provenance(StrEnum):
    """How a label came to stand."""

    FIRST_READ = "answered before the suggestion was seen"
    SET = "set with its own key"
    ACCEPTED = "accepted with its own key"
    IMPORTED = "imported"
    UNTOUCHED = "accepted by committing the report"


WEIGHTS: Mapping[Provenance, float] = {
    Provenance.FIRST_READ: 1.0, Provenance.SET: 1.0, Provenance.ACCEPTED: 1.0, Provenance.IMPORTED: 1.0,
    Provenance.UNTOUCHED: 0.25,
}  # fmt: skip
"""What a label counts in the loss. Nobody may have looked at a row that the commit confirmed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taught:
    """A label that stands; `is_unsure`: the reader marked it so, whatever the report says."""

    label: MentionClass
    provenance: Provenance
    evidence: Span | None = None
    is_unsure: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """A report with the labels that stand for it under one taxonomy version.

    `is_committed`: a reader was done with it once. `first_read` are the labels given before the suggestion was
    seen, of a report that no queue chose; empty where it is none. `is_other_class_set`: it was labelled under
    a version whose classes are no longer those that are asked, so its labels mean something else.
    """

    report_id: ReportId
    text: str
    taxonomy: Taxonomy
    labels: Mapping[FindingId, Taught]
    language: str | None = None
    patient_id: PatientId | None = None
    is_committed: bool = True
    first_read: Mapping[FindingId, MentionClass] = field(default_factory=dict)
    is_other_class_set: bool = False

    @property
    def owner(self) -> str:
        """Whose report it is: the patient's, or its own where no patient is known."""
        return self.patient_id or self.report_id


_BY_KIND = {
    EventKind.SET: Provenance.SET, EventKind.LEFT: Provenance.SET, EventKind.ACCEPTED: Provenance.ACCEPTED,
    EventKind.ACCEPTED_UNTOUCHED: Provenance.UNTOUCHED, EventKind.IMPORTED: Provenance.IMPORTED,
}  # fmt: skip


def provenance_of(kind: EventKind, mode: Mode, *, was_shown: bool) -> Provenance:
    """How a label stands that an event of this kind set; `was_shown`: with a suggestion for it in view."""
    is_own = kind in (EventKind.SET, EventKind.LEFT)
    return Provenance.FIRST_READ if is_own and mode in BLIND_MODES and not was_shown else _BY_KIND[kind]


def like_text(text: str) -> str:
    """A hash that reports of like text share: letters in one case, one nought for each number, words only."""
    evened = _NUMBER.sub("0", text.casefold())
    return hashlib.sha256(" ".join(_WORD.findall(evened)).encode()).hexdigest()
