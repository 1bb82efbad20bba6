"""A report with its truth and what was answered: what scores are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstRead:
    """One report as a reader labelled it before its suggestion was seen; findings may be missing."""

    report_id: ReportId
    labels: Labels
    patient_id: PatientId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """One finding of one report that has a truth, an answer and its probabilities."""

    finding_id: FindingId
    truth: MentionClass
    answer: MentionClass
    probabilities: Mapping[MentionClass, float]

    @property
    def is_mentioned(self) -> bool:
        """Whether truth or answer mentions the finding; the rest, nine in ten, is easy and would hide errors."""
        return not self.truth is self.answer is MentionClass.NOT_MENTIONED


def slots_of(cases: Iterable[Judged], findings: Sequence[FindingId]) -> Iterator[Slot]:
    """The slots of these findings that can be looked at, report by report."""
    for case in cases:
        for finding_id in findings:
            truth, answer = case.truth.get(finding_id), case.answers.get(finding_id)
            known = case.probabilities.get(finding_id)
            if truth is not None and answer is not None and known is not None:
                yield Slot(finding_id=finding_id, truth=truth, answer=answer, probabilities=known)


def judged(suggestion: Suggestion, *, truth: Labels, patient_id: PatientId | None = None) -> Judged:
    """A suggestion beside the truth of its report; one that failed has no answers."""
    return Judged(
        report_id=suggestion.report_id,
        truth=truth,
        answers=suggestion.labels,
        probabilities={
            finding_id: slot.probabilities
            for finding_id, slot in suggestion.findings.items() if suggestion.has_probabilities
        },
        patient_id=patient_id,
    )
