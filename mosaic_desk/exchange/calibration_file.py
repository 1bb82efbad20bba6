"""Calibration files: temperatures as one JSON object, with what they were fitted for and on."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.core.calibration import HIGHEST, LOWEST, AnsweredBy, Calibration, FindingTemperature
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.exchange.suggestion_json import model_object, model_of
from mosaic_desk.exchange.whole_file import whole_file

_FORMAT = "mosaic-desk calibration 1"
_MOST_BYTES = 1_000_000
_NO_FIT = "is not a calibration made by “evaluate --fit-calibration”; make it again."

CALIBRATION = "calibration.json"
"""What a calibration is called beside the weights of its adapter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FittedCalibration:
    """A calibration, what it holds for, and on what it was fitted: in words, and the reports' hash."""

    calibration: Calibration
    answered_by: AnsweredBy
    fitted_on: str
    reports_hash: str


def reports_hash(report_ids: Iterable[ReportId]) -> str:
    """One hash over all report ids: tells the same reports again, and no single id."""
    return "sha256:" + hashlib.sha256("\n".join(sorted(report_ids)).encode()).hexdigest()


def write_calibration(path: Path, fitted: FittedCalibration) -> None:
    """Writes the file whole.

    Raises:
        MosaicError: if it cannot be written.
    """
    with whole_file(path) as file:
        json.dump(_object(fitted), file, ensure_ascii=False, indent=1, allow_nan=False)
        file.write("\n")


def read_calibration(path: Path) -> FittedCalibration:
    """Reads a file that `write_calibration` wrote.

    Raises:
        InputError: if it cannot be read, or is something else.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path.name} {_NO_FIT}")
        return _fitted(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or 'the disk gave no reason'}.") from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise InputError(f"{path.name} {_NO_FIT}") from None


def _object(fitted: FittedCalibration) -> dict[str, Any]:
    model, calibration = fitted.answered_by.model, fitted.calibration
    return {
        "format": _FORMAT,
        "taxonomy": fitted.answered_by.taxonomy_id,
        "taxonomy_version": fitted.answered_by.taxonomy_version,
        "model": model_object(model),
        "fitted_on": fitted.fitted_on,
        "reports_hash": fitted.reports_hash,
        "temperature": calibration.temperature,
        "n": calibration.n,
        "per_finding": {
            finding_id: {"n": own.n, "temperature": own.temperature}
            for finding_id, own in calibration.per_finding.items()
        },
    }


def _fitted(data: dict[str, Any]) -> FittedCalibration:
    if data["format"] != _FORMAT:
        raise ValueError("another format")
    per_finding = {
        FindingId(finding_id): FindingTemperature(
            n=int(own["n"]), temperature=None if own["temperature"] is None else _temperature(own["temperature"])
        )
        for finding_id, own in data["per_finding"].items()
    }
    return FittedCalibration(
        calibration=Calibration(
            temperature=_temperature(data["temperature"]), n=int(data["n"]), per_finding=per_finding
        ),
        answered_by=AnsweredBy(
            model=model_of(data["model"]),
            taxonomy_id=TaxonomyId(_word(data["taxonomy"])),
            taxonomy_version=_word(data["taxonomy_version"]),
        ),
        fitted_on=_word(data["fitted_on"]),
        reports_hash=_word(data["reports_hash"]),
    )


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _temperature(value: object) -> float:
    """A temperature within the ends of the search, with room for rounding; never NaN."""
    if not isinstance(value, float | int) or not LOWEST * 0.999 <= value <= HIGHEST * 1.001:
        raise ValueError("not a temperature")
    return float(value)
