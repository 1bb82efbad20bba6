"""Counts of true against answered classes, and the arithmetic of F1 on them.

Knows arrays, no report text. Everything is counted in one table per patient, so that a resample of
patients is one matrix product. A slot that the truth leaves out is not counted; a slot that was not
answered counts as missed, never as "not mentioned".
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass

Floats = npt.NDArray[np.float64]
CLASS_INDEX = {label: index for index, label in enumerate(ALL_CLASSES)}
_N = len(ALL_CLASSES)
UNANSWERED = _N
"""The extra column of a table: the truth has a class, the answer has none."""
_MENTIONED = [index for label, index in CLASS_INDEX.items() if label is not MentionClass.NOT_MENTIONED]
_WEIGHTS_AT_ONCE = 4_000_000  # numbers drawn at a time, 32 MB


def tables(cases: Sequence[Judged], findings: Sequence[FindingId]) -> Floats:
    """Counts by patient, finding, true class, answered class (patients, findings, 4, 4 + unanswered)."""
    rows: dict[tuple[str, str], int] = {}
    places = []
    for case in cases:
        owner = ("report", case.report_id) if case.patient_id is None else ("patient", case.patient_id)
        row = rows.setdefault(owner, len(rows))
        for column, finding_id in enumerate(findings):
            truth = case.truth.get(finding_id)
            if truth is not None:
                answer = case.answers.get(finding_id)
                said = UNANSWERED if answer is None else CLASS_INDEX[answer]
                places.append((row, column, CLASS_INDEX[truth], said))
    table = np.zeros((len(rows), len(findings), _N, _N + 1))
    if places:
        np.add.at(table, tuple(np.array(places).T), 1.0)
    return table


def resampled(by_patient: Floats, *, seed: int, resamples: int) -> Floats:
    """Tables of patients drawn with replacement (resamples, findings, 4, 5)."""
    patients = len(by_patient)
    shape = by_patient.shape[1:]
    if not patients or not resamples:
        return np.zeros((0, *shape))
    random = np.random.default_rng(seed)
    flat = by_patient.reshape(patients, -1)
    at_once = max(1, _WEIGHTS_AT_ONCE // patients)
    parts = []
    for start in range(0, resamples, at_once):
        size = min(at_once, resamples - start)
        weights = random.multinomial(patients, np.full(patients, 1 / patients), size=size)
        parts.append(weights.astype(np.float64) @ flat)
    return np.concatenate(parts).reshape(resamples, *shape)


def f1(table: Floats) -> Floats:
    """F1 by true class (…, 4); NaN where the truth does not have the class."""
    support = table.sum(axis=-1)
    answered = table[..., :_N].sum(axis=-2)
    hits = np.diagonal(table[..., :_N], axis1=-2, axis2=-1)
    return ratio(2 * hits, np.where(support > 0, support + answered, 0))


def weighted_f1(table: Floats) -> Floats:
    """F1 of the mentioned classes, weighted by how often the truth has them (…); NaN where it has none."""
    support = table.sum(axis=-1)[..., _MENTIONED]
    return ratio((np.nan_to_num(f1(table)[..., _MENTIONED]) * support).sum(axis=-1), support.sum(axis=-1))


def ratio(over: Floats, under: Floats) -> Floats:
    """The quotient; NaN where there is nothing to divide by."""
    quotient: Floats = np.full(np.shape(under), np.nan)
    np.divide(over, under, out=quotient, where=under > 0)
    return quotient


def mean(values: Floats) -> Floats:
    """The mean over the last axis of what is not NaN; NaN where nothing is."""
    known = ~np.isnan(values)
    return ratio(np.where(known, values, 0).sum(axis=-1), known.sum(axis=-1).astype(np.float64))
