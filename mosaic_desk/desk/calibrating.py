"""A project's own calibration: fitted on its first reads, for the model that suggests there.

Nothing is stored: it follows from the first reads and the suggestions as they stand.
"""

from collections import Counter
from dataclasses import dataclass

from mosaic_desk.core.calibration import MIN_SLOTS, AnsweredBy, Calibration, fit_calibration, mentions
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.judged import Judged, judged
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.gauging import unlearned
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.store import Project


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstReadCases:
    """First reads beside the suggestions of one model, and how many slots count towards `MIN_SLOTS`."""

    answered_by: AnsweredBy | None
    cases: tuple[Judged, ...]
    findings: tuple[FindingId, ...]

    @property
    def n(self) -> int:
        """Slots whose first read or suggestion mentions the finding."""
        return sum(mentions(self.cases, self.findings).values())

    @property
    def note(self) -> str:
        """Why there is no measured calibration, in a few words."""
        if self.n < MIN_SLOTS:
            return f"not calibrated yet: {self.n} of {MIN_SLOTS} first-read slots"
        return f"not calibrated here: {self.n} first-read slots, but of too few patients to measure on others"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectCalibration:
    """The calibration for one model under one taxonomy version; None while `missing` slots are to be read first."""

    answered_by: AnsweredBy | None
    calibration: Calibration | None
    n: int
    missing: int

    @property
    def sentence(self) -> str:
        """How it stands, for a person."""
        if self.calibration is None:
            return f"Probabilities are not calibrated yet: {self.n} of {MIN_SLOTS} first-read slots."
        own = sum(one.temperature is not None for one in self.calibration.per_finding.values())
        return f"Probabilities can be calibrated: {self.n} first-read slots, {own} findings with enough of their own."


def first_read_cases(project: Project, taxonomy: Taxonomy, answered_by: AnsweredBy | None = None) -> FirstReadCases:
    """The first reads that a model has answered and not learned from; left out, the model that answered most."""
    found: list[tuple[AnsweredBy, Judged]] = []
    for read in project.readings.first_reads(taxonomy):
        suggestion = project.suggestions.find(read.report_id, taxonomy)
        if suggestion is not None and suggestion.error is None:
            by = AnsweredBy(model=suggestion.model, taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version)
            found.append((by, judged(suggestion, truth=read.labels, patient_id=read.patient_id)))
    if answered_by is None and found:
        answered_by = Counter(by for by, _ in found).most_common(1)[0][0]
    cases = [case for by, case in found if answered_by is not None and answered_by.difference(by) is None]
    if answered_by is not None:
        cases = unlearned(cases, runs_folder(project.path), answered_by.model.adapter_hash)
    return FirstReadCases(answered_by=answered_by, cases=tuple(cases), findings=taxonomy.finding_ids)


def project_calibration(
    project: Project, taxonomy: Taxonomy, answered_by: AnsweredBy | None = None
) -> ProjectCalibration:
    """The project's calibration for a model; left out, for the model that answered most first reads."""
    reads = first_read_cases(project, taxonomy, answered_by)
    return ProjectCalibration(
        answered_by=reads.answered_by,
        calibration=fit_calibration(reads.cases, findings=reads.findings),
        n=reads.n,
        missing=max(0, MIN_SLOTS - reads.n),
    )
