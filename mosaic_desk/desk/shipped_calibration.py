"""Calibrations that come with adapters, shipped or of a project: found by the adapter that they were fitted for.

Such a file lies beside the weights and changes no answer. What ships is taken as it is; in a project only the file
that the adapter's manifest tells of, because a temperature that is set by hand makes guesses look sure. Its single
temperature holds for any taxonomy; what it says of single findings is of the taxonomy it was fitted on, and is
left out.
"""

from pathlib import Path

from mosaic_desk import places
from mosaic_desk.core.calibration import Calibration
from mosaic_desk.core.errors import InputError, ModelError
from mosaic_desk.core.suggestion import ModelRef
from mosaic_desk.desk.run_folder import ADAPTER
from mosaic_desk.exchange.adapter_files import adapter_manifest, is_as_told
from mosaic_desk.exchange.calibration_file import CALIBRATION, FittedCalibration, read_calibration


def shipped_calibration(
    model: ModelRef, folder: Path | None = None, *, runs: Path | None = None
) -> Calibration | None:
    """The temperature that comes with a model's adapter; None where none does.

    Args:
        model: Whose suggestions are to be calibrated.
        folder: That of the shipped adapters; left out, the program's own.
        runs: The folder of a project's runs and imported adapters, which may not be there.
    """
    if model.adapter_hash is None:
        return None
    shipped = sorted((folder or places.resources() / "adapters").glob(f"*/{CALIBRATION}"))
    ours = sorted(runs.glob(f"*/{ADAPTER}/{CALIBRATION}")) if runs is not None else []
    for path in [*shipped, *ours]:
        fitted = _read(path)
        is_of_model = fitted is not None and _is_of(fitted.answered_by.model, model)
        if fitted is not None and is_of_model and (path in shipped or _is_of_manifest(path)):
            return Calibration(temperature=fitted.calibration.temperature, n=fitted.calibration.n, per_finding={})
    return None


def _is_of(fitted: ModelRef, model: ModelRef) -> bool:
    """Whether backbone and adapter are the same; the prompt is another one for each taxonomy."""
    return (fitted.backbone_hash, fitted.adapter_hash) == (model.backbone_hash, model.adapter_hash)


def _is_of_manifest(path: Path) -> bool:
    try:
        manifest = adapter_manifest(path.parent)
    except ModelError:
        return False
    return is_as_told(path, manifest.beside.get(CALIBRATION, ""))


def _read(path: Path) -> FittedCalibration | None:
    try:
        return read_calibration(path)
    except InputError:
        return None  # probabilities are shown as not calibrated then, which is true
