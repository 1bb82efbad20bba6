"""The calibration of a trained adapter in words for its card: what was fitted on what, and what that did elsewhere."""

from pathlib import Path

from mosaic_desk.core.calibration import MIN_SLOTS, cross_calibrated
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.reliability import reliability
from mosaic_desk.desk.run_folder import ADAPTER, AFTER, HELD_OUT
from mosaic_desk.exchange.calibration_file import CALIBRATION, FittedCalibration, read_calibration
from mosaic_desk.exchange.run_lines import answered, held_out_reports

_NEEDED = f"{MIN_SLOTS} findings that a first read or the adapter mentions are needed"


def calibration_words(run: Path) -> list[str]:
    """A sentence or two; never a figure of a temperature on the reports that it was fitted on."""
    path = run / ADAPTER / CALIBRATION
    try:
        fitted = read_calibration(path) if path.is_file() else None
    except MosaicError:
        return ["Its calibration cannot be read; its probabilities are shown as not calibrated."]
    if fitted is None:
        return [f"It has no calibration: of the first reads kept apart there were too few ({_NEEDED})."]
    temperature = fitted.calibration.temperature
    if fitted.calibration.is_carried_over:
        return [
            f"Of the first reads kept apart there were too few ({_NEEDED}). Its temperature {temperature:.2f} was"
            f" {fitted.fitted_on}. Its probabilities are softened by it, and shown as not calibrated."
        ]
    return [
        f"Its temperature {temperature:.2f} was fitted on {fitted.fitted_on}, {fitted.calibration.n} findings that the"
        f" read or the adapter mentions (at least {MIN_SLOTS} are needed).{_measured(run, fitted)}"
    ]


def _measured(run: Path, fitted: FittedCalibration) -> str:
    """What temperatures fitted on either half of the patients do for the other half."""
    try:
        asked = fitted.answered_by.taxonomy_id
        reads = [one for one in held_out_reports(run / HELD_OUT) if one.is_blind and one.taxonomy_id == asked]
        cases = answered(reads, run / AFTER)
    except MosaicError:
        return ""
    findings = tuple(sorted({finding_id for case in cases for finding_id in case.truth}))
    crossed = cross_calibrated(cases, findings=findings)
    before = reliability(cases, findings=findings)
    after = None if crossed is None else reliability(crossed, findings=findings)
    if before is None or after is None:
        return " They are of too few patients to measure it on others."
    return (
        " Fitted on one half of their patients and measured on the other, both ways, the calibration error is"
        f" {before.ece:.3f} without and {after.ece:.3f} with a temperature."
    )
