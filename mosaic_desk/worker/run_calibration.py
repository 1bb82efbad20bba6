"""The calibration of an adapter that was just trained: fitted on its held-out first reads, else carried over.

Written beside the weights before the adapter has its name, so that no adapter is promoted without it. Fitted on
first reads alone, because answers corrected with a suggestion in view agree with it too often, and on reports of
patients that the adapter never learned from. Too few of them: the temperature of the adapter that it started from
goes with it, marked as carried over, so that bounds stay as careful as they were; a fresh one has none.
"""

from collections.abc import Sequence
from pathlib import Path

from mosaic_desk.core.calibration import AnsweredBy, Calibration, fit_calibration, mentions
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.adapter_files import adapter_manifest, note_in_manifest
from mosaic_desk.exchange.calibration_file import (
    CALIBRATION,
    FittedCalibration,
    read_calibration,
    reports_hash,
    write_calibration,
)
from mosaic_desk.exchange.run_lines import AFTER, BEFORE, HeldOut, answered, answering, held_out_reports
from mosaic_desk.exchange.run_request import HELD_OUT


def keep_calibration(adapter: Path, *, run: Path, taxonomies: Sequence[Taxonomy], start: Path | None) -> None:
    """Writes the calibration of a trained adapter beside it, and all that it is judged by into its manifest.

    Args:
        adapter: The folder of the adapter, which has its weights and its fingerprint.
        run: The folder of its run: the reports kept apart, and what the old adapter and this one answered for them.
        taxonomies: Those of the run.
        start: The folder of the adapter that it was trained from; None: it started from nothing.

    Raises:
        MosaicError: if a file cannot be read or written.
    """
    (adapter / CALIBRATION).unlink(missing_ok=True)
    found = _calibration(run / HELD_OUT, run / AFTER, taxonomies, start=start)
    if found is not None:
        write_calibration(adapter / CALIBRATION, found)
    judged_by = [run / name for name in (HELD_OUT, BEFORE, AFTER)]
    note_in_manifest(adapter, beside=[CALIBRATION] if found else [], judged_by=judged_by)


def _calibration(
    held_out: Path, after: Path, taxonomies: Sequence[Taxonomy], *, start: Path | None
) -> FittedCalibration | None:
    """Fitted for the taxonomy with most to fit on: its temperature holds for the others, as a shipped one's does."""
    models = {one.taxonomy_id: one for one in answering(after)}
    reads = [one for one in held_out_reports(held_out) if one.is_blind]
    told = [
        (models[taxonomy.id], taxonomy.finding_ids, answered(_of(reads, taxonomy), after))
        for taxonomy in taxonomies if taxonomy.id in models
    ]  # fmt: skip
    if not told:
        return None
    by, findings, cases = max(told, key=_count)
    calibration = fit_calibration(cases, findings=findings)
    if calibration is None:
        return None if start is None else _carried_over(start, by)
    return FittedCalibration(
        calibration=calibration,
        answered_by=by,
        fitted_on=f"{len(cases)} first reads of patients kept apart from its training",
        reports_hash=reports_hash(case.report_id for case in cases),
    )


def _of(reads: Sequence[HeldOut], taxonomy: Taxonomy) -> list[HeldOut]:
    return [one for one in reads if one.taxonomy_id == taxonomy.id]


def _count(told: tuple[AnsweredBy, Sequence[FindingId], Sequence[Judged]]) -> int:
    _, findings, cases = told
    return sum(mentions(cases, findings).values())


def _carried_over(start: Path, by: AnsweredBy) -> FittedCalibration | None:
    """The temperature of the adapter at the start; None where it has none that is its own."""
    try:
        earlier = read_calibration(start / CALIBRATION)
    except InputError:
        return None
    model = earlier.answered_by.model
    if (model.adapter_hash, model.backbone_hash) != (adapter_manifest(start).hash, by.model.backbone_hash):
        return None
    is_first = not earlier.calibration.is_carried_over
    return FittedCalibration(
        calibration=Calibration(temperature=earlier.calibration.temperature, n=0, per_finding={}),
        answered_by=by,
        fitted_on=f"carried over from {model.adapter}: {earlier.fitted_on}" if is_first else earlier.fitted_on,
        reports_hash=earlier.reports_hash,
    )
