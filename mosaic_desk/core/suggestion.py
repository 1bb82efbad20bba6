"""What a model answers for one report, with everything needed to trace it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass

Span = tuple[int, int]
"""Start and end (exclusive) in Unicode code points of the full report text."""

NO_PROBABILITIES = "no_probabilities"
"""The warning of a suggestion whose model tells none: its classes stand with 1, which measures nothing."""

LOOK_ALIKE = "look-alike"
"""In place of a backbone: no model was asked, a reader's labels of a like report are suggested. That report's id stands
in place of the adapter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelRef:
    """Which model answered: hashes ("sha256:…") of backbone, adapter (None: untuned) and prompt."""

    backbone: str
    backbone_hash: str
    adapter: str | None
    adapter_hash: str | None
    prompt_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingSuggestion:
    """One slot: the class with the highest probability, all probabilities (sum 1), and its evidence."""

    label: MentionClass
    probabilities: Mapping[MentionClass, float]
    evidence: tuple[Span, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability of the chosen class, 0 to 1; not calibrated."""
        return self.probabilities.get(self.label, 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """All slots of one report under one taxonomy version, or the reason why there are none.

    `embedding` is what the model made of the report's text in the same pass (see `core.embedding`); None where it
    gives none. It never leaves the project: no export holds it.
    """

    report_id: ReportId
    taxonomy_id: TaxonomyId
    taxonomy_version: str
    model: ModelRef
    findings: Mapping[FindingId, FindingSuggestion] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    error: str | None = None
    embedding: bytes | None = field(default=None, repr=False)

    @property
    def is_look_alike(self) -> bool:
        """Whether it is what a reader set in a report that reads alike."""
        return self.model.backbone == LOOK_ALIKE

    @property
    def has_probabilities(self) -> bool:
        """Whether the probabilities are the model's own."""
        return NO_PROBABILITIES not in self.warnings

    @property
    def labels(self) -> dict[FindingId, MentionClass]:
        """The chosen classes; empty where the report could not be answered."""
        return {finding_id: slot.label for finding_id, slot in self.findings.items()}
