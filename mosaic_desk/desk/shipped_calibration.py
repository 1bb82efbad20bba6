"""Calibrations that ship with adapters: found by the adapter that they were fitted for.

Such a file lies beside the weights, in no list of what they are checked by: it changes no answer. Its single
temperature holds for any taxonomy; what it says of single findings is of the taxonomy it was fitted on, and
is left out.
"""

from pathlib import Path

from mosaic_desk import places
from mosaic_desk.core.calibration import Calibration
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.suggestion import ModelRef
from mosaic_desk.exchange.calibration_file import FittedCalibration, read_calibration

CALIBRATION_FILE = "calibration.json"


def shipped_calibration(model: ModelRef, folder: Path | None = None) -> Calibration | None:
    """The temperature that ships with a model's adapter; None where none does. `folder`: that of the adapters."""
    if model.adapter_hash is None:
        return None
    for path in sorted((folder or places.resources() / "adapters").glob(f"*/{CALIBRATION_FILE}")):
        fitted = _read(path)
        if fitted is not None and _is_of(fitted.answered_by.model, model):
            return Calibration(temperature=fitted.calibration.temperature, n=fitted.calibration.n, per_finding={})
    return None


def _is_of(fitted: ModelRef, model: ModelRef) -> bool:
    """Whether backbone and adapter are the same; the prompt is another one for each taxonomy."""
    return (fitted.backbone_hash, fitted.adapter_hash) == (model.backbone_hash, model.adapter_hash)


def _read(path: Path) -> FittedCalibration | None:
    try:
        return read_calibration(path)
    except InputError:
        return None  # probabilities are shown as not calibrated then, which is true
