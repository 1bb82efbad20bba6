"""Calibration of files of labels: fitted with one file's truth, applied to another file of the same model."""

from dataclasses import dataclass
from pathlib import Path

from mosaic_desk.core.calibration import MIN_SLOTS, AnsweredBy, cross_calibrated, fit_calibration, mentions
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.reliability import MeasuredCalibration, reliability
from mosaic_desk.desk.judged_files import FileCases
from mosaic_desk.exchange.calibration_file import (
    FittedCalibration,
    read_calibration,
    reports_hash,
    write_calibration,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CalibrationChoice:
    """What an evaluation is asked to do about calibration: use a file, or fit and write one; or neither."""

    use: Path | None = None
    fit_into: Path | None = None


def calibration_of_file(found: FileCases, source: Path, *, what: str, choice: CalibrationChoice) -> MeasuredCalibration:
    """How well a file's probabilities hold, as they are or calibrated as chosen.

    Raises:
        MosaicError: if there is too little to fit on, or the calibration is another model's or cannot be
            read or written.
    """
    if choice.fit_into is not None:
        return _fitted(found, source, what=what, output=choice.fit_into)
    if choice.use is not None:
        return _used(found, source, choice.use)
    plain = reliability(found.cases, findings=found.findings)
    return MeasuredCalibration(shown=plain, before=plain, is_calibrated=False, note="not calibrated")


def _fitted(found: FileCases, source: Path, *, what: str, output: Path) -> MeasuredCalibration:
    """Writes the temperatures fitted on all reports, and measures what fits on either half do for the other."""
    answered_by = _only_model(found, source)
    calibration = fit_calibration(found.cases, findings=found.findings)
    if calibration is None:
        n = sum(mentions(found.cases, found.findings).values())
        raise InputError(
            f"{source.name} has {n} slots whose truth or suggestion mentions a finding; "
            f"a calibration needs {MIN_SLOTS}: label more reports that have a truth."
        )
    fitted = FittedCalibration(
        calibration=calibration, answered_by=answered_by, fitted_on=what, reports_hash=_hash_of(found)
    )
    write_calibration(output, fitted)
    before = reliability(found.cases, findings=found.findings)
    crossed = cross_calibrated(found.cases, findings=found.findings)
    if crossed is None:
        note = f"not calibrated; {output.name} was written, but here are too few patients to measure it on others"
        return MeasuredCalibration(shown=before, before=before, is_calibrated=False, note=note)
    note = "calibrated on one half of the patients, measured on the other, both ways"
    after = reliability(crossed, findings=found.findings)
    return MeasuredCalibration(shown=after, before=before, is_calibrated=True, note=note)


def _used(found: FileCases, source: Path, path: Path) -> MeasuredCalibration:
    fitted = read_calibration(path)
    difference = _only_model(found, source).difference(fitted.answered_by)
    if difference is not None:
        raise InputError(
            f"{path.name} was fitted for another {difference} than {source.name} was made with; "
            "fit one for it with --fit-calibration."
        )
    before = reliability(found.cases, findings=found.findings)
    after = reliability([fitted.calibration.of_case(case) for case in found.cases], findings=found.findings)
    note = f"calibrated with {path.name}"
    if fitted.calibration.is_carried_over:
        note += ", which was fitted for the adapter that this one was trained from"
    elif fitted.reports_hash == _hash_of(found):
        note += ", which was fitted on these very reports: too good to be true"
    return MeasuredCalibration(shown=after, before=before, is_calibrated=True, note=note)


def _only_model(found: FileCases, source: Path) -> AnsweredBy:
    """The one model behind a file's probabilities.

    Raises:
        InputError: if there are no probabilities, or several models, or the file does not say which.
    """
    if not found.answered_by:
        raise InputError(f"{source.name} holds no probabilities; there is nothing to calibrate.")
    if None in found.answered_by:
        raise InputError(f"{source.name} does not say which model answered; make it with “mosaic-desk label”.")
    first, *others = [one for one in found.answered_by if one is not None]
    if any(first.difference(other) is not None for other in others):
        raise InputError(f"{source.name} holds answers of more than one model; calibrate each in a file of its own.")
    return first


def _hash_of(found: FileCases) -> str:
    return reports_hash(case.report_id for case in found.cases)
