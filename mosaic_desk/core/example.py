"""What a model learns from: a report with its labels, under one taxonomy."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Span
from mosaic_desk.core.taxonomy import Taxonomy


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A report with its correction. Labels are under the class set of `taxonomy`; `weights` are 1 where missing.

    `evidence` are spans of the full text; a finding without one teaches the label alone.
    """

    report_id: ReportId
    text: str
    taxonomy: Taxonomy
    labels: Mapping[FindingId, MentionClass]
    evidence: Mapping[FindingId, Span] = field(default_factory=dict)
    weights: Mapping[FindingId, float] = field(default_factory=dict)
    language: str | None = None
    patient_id: PatientId | None = None
