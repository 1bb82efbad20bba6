"""Suggestions beside a truth: a project's or a file's, scored, and told in words and as data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mosaic_desk.core.calibration import cross_calibrated
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.judged import Judged, judged
from mosaic_desk.core.reliability import MeasuredCalibration, reliability
from mosaic_desk.core.scores import scores
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.calibrating import FirstReadCases, first_read_cases
from mosaic_desk.desk.calibration_files import CalibrationChoice, calibration_of_file
from mosaic_desk.desk.exporting import export_rows
from mosaic_desk.desk.judged_files import evidence_hits, file_cases
from mosaic_desk.desk.reliability_picture import draw_reliability
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.score_words import told
from mosaic_desk.exchange.learned_texts import learned_reports
from mosaic_desk.store import Project

SEED = 20_260_101
"""Of the resampling: the same input gives the same interval everywhere."""


def evaluate_project(project: Project, taxonomy: Taxonomy, *, picture: Path | None) -> tuple[str, dict[str, Any]]:
    """A project's scores, and its calibration measured by cross-fitting on its first reads: text and data.

    Raises:
        MosaicError: if there is nothing to score, or the picture cannot be written.
    """
    cases, what = project_cases(project, taxonomy)
    n_learned = _learned_count(project, taxonomy, cases)
    if n_learned:
        what += f"; {n_learned:,} of them are among what their adapter learned from and flatter it"
    calibration = _calibration_of_project(first_read_cases(project, taxonomy), cases)
    text, data = _evaluation(
        cases, findings=taxonomy.finding_ids, what=what, calibration=calibration,
        subject=f"{taxonomy.id} in {project.path.name}", picture=picture,
    )
    return text, data | {"n_learned": n_learned}


def evaluate_file(
    source: Path, *, gold: Path | None, taxonomy: Taxonomy | None, choice: CalibrationChoice, picture: Path | None
) -> tuple[str, dict[str, Any]]:
    """The scores of a file of labels, calibrated where that is asked: text and data.

    Raises:
        MosaicError: if there is nothing to score, the calibration is another model's, or an output cannot be written.
    """
    _refuse_overwriting([choice.fit_into, picture], [source, gold, choice.use])
    found = file_cases(source, gold, taxonomy)
    what = f"{source.name} against {gold.name if gold else 'its own truth'}"
    text, data = _evaluation(
        found.cases, findings=found.findings, what=what, subject=what, picture=picture,
        calibration=calibration_of_file(found, source, what=what, choice=choice),
    )
    if choice.fit_into is not None:
        text += f"\n\nThe calibration fitted on all of it was written to {choice.fit_into}."
    hits = evidence_hits(source, gold) if gold else None
    if hits is not None:
        text += f"\n\nEvidence in the quoted sentence: {hits.share:.3f} of {hits.n} right labels that have a quote."
        data |= {"evidence_hit_rate": hits.share, "evidence_n": hits.n}
    return text, data


def project_cases(project: Project, taxonomy: Taxonomy) -> tuple[list[Judged], str]:
    """A project's suggestions beside its truth, else beside its corrections; and which it was, in words.

    Raises:
        InputError: if there is nothing to score.
    """
    rows = [row for row in export_rows(project, taxonomy) if row.suggestion]
    against_truth = [
        judged(row.suggestion, truth=row.truth, patient_id=row.report.patient_id)
        for row in rows if row.suggestion and row.truth
    ]
    if against_truth:
        return against_truth, "suggestions against the imported truth"
    against_readers = [
        judged(row.suggestion, truth=row.labels, patient_id=row.report.patient_id)
        for row in rows if row.suggestion and row.labels
    ]
    if against_readers:
        is_blind = all(one.mode is Mode.FIRST_READ for row in rows for one in row.corrections.values())
        seen = "first reads" if is_blind else "corrections made with the suggestion in view (not blind)"
        return against_readers, f"suggestions against {seen}"
    raise InputError(f"There is nothing to score under {taxonomy.id}: no report has a suggestion and a truth.")


def _learned_count(project: Project, taxonomy: Taxonomy, cases: Sequence[Judged]) -> int:
    """How many of the reports were suggested by an adapter of this project that had learned from them."""
    hashes: dict[ReportId, str | None] = {}
    for case in cases:
        suggestion = project.suggestions.find(case.report_id, taxonomy)
        hashes[case.report_id] = suggestion.model.adapter_hash if suggestion is not None else None
    runs = runs_folder(project.path)
    learned = {adapter_hash: learned_reports(runs, adapter_hash) for adapter_hash in set(hashes.values())}
    return sum(report_id in learned[adapter_hash] for report_id, adapter_hash in hashes.items())


def _calibration_of_project(reads: FirstReadCases, cases: Sequence[Judged]) -> MeasuredCalibration:
    """On first reads where they are enough for two halves, else as it is on what is scored."""
    crossed = cross_calibrated(reads.cases, findings=reads.findings)
    if crossed is None:
        plain = reliability(cases, findings=reads.findings)
        return MeasuredCalibration(shown=plain, before=plain, is_calibrated=False, note=reads.note)
    return MeasuredCalibration(
        shown=reliability(crossed, findings=reads.findings),
        before=reliability(reads.cases, findings=reads.findings),
        is_calibrated=True,
        note="calibrated on the first reads of one half of the patients, measured on the other, both ways",
    )


def _evaluation(
    cases: Sequence[Judged], *, findings: Sequence[FindingId], what: str, calibration: MeasuredCalibration,
    subject: str, picture: Path | None,
) -> tuple[str, dict[str, Any]]:
    result = scores(cases, findings=findings, seed=SEED)
    text = told(result, what, calibration)
    if picture is not None:
        draw_reliability(picture, calibration, subject=subject)
        text += f"\n\nThe reliability diagram was written to {picture}."
    return text, {**result.to_json(), **calibration.to_json(), "what": what}


def _refuse_overwriting(outputs: Sequence[Path | None], sources: Sequence[Path | None]) -> None:
    taken = {path.resolve() for path in sources if path is not None}
    if any(path is not None and path.resolve() in taken for path in outputs):
        raise InputError("An output would take the place of a file that is read; choose another name.")
