"""A report with its truth and what was answered: what scores are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labels import Labels, MentionClass
from mosaic_desk.core.suggestion import Suggestion


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One report with its truth and what was answered; `probabilities` may be left out."""

    report_id: ReportId
    truth: Labels
    answers: Labels
    probabilities: Mapping[FindingId, Mapping[MentionClass, float]] = field(default_factory=dict)
    patient_id: PatientId | None = None


def judged(suggestion: Suggestion, *, truth: Labels, patient_id: PatientId | None = None) -> Judged:
    """A suggestion beside the truth of its report; one that failed has no answers."""
    return Judged(
        report_id=suggestion.report_id,
        truth=truth,
        answers=suggestion.labels,
        probabilities={finding_id: slot.probabilities for finding_id, slot in suggestion.findings.items()},
        patient_id=patient_id,
    )
