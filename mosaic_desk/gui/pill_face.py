"""What a pill says: whose a value is, as plain values. Knows no painting.

A suggestion is hollow; what a reader set is solid; accepted is solid with a spark; a value that differs
from the suggestion carries the old one, struck through, where the reader had it before them.
"""

from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.core.events import BLIND_MODES, Correction, EventKind
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingRow
from mosaic_desk.gui.words import initials

_ACCEPTED = {EventKind.ACCEPTED, EventKind.ACCEPTED_UNTOUCHED}


class Whose(StrEnum):
    """Whose value a pill shows."""

    NOBODY = "nobody"
    MODEL = "model"
    READER = "reader"
    ACCEPTED = "accepted"
    UNSAVED = "unsaved"


@dataclass(frozen=True, kw_only=True, slots=True)
class PillFace:
    """One pill. `old` is a value that was replaced; `probability` the model's for its own suggestion.

    `is_rough`: the probability is not calibrated yet.
    """

    whose: Whose
    label: MentionClass | None = None
    initials: str = ""
    old: MentionClass | None = None
    probability: float | None = None
    is_rough: bool = False


def face_of(row: FindingRow, unsaved: MentionClass | None = None) -> PillFace:
    """The pill of a row; `unsaved` is an answer that is not on the disk yet."""
    if unsaved is not None:
        return PillFace(whose=Whose.UNSAVED, label=unsaved, old=_replaced(row, unsaved))
    if row.correction is not None:
        return _corrected(row, row.correction)
    if row.suggestion is not None:
        known = row.suggestion.confidence if row.bound is not None else None
        is_rough = known is not None and not row.is_calibrated
        return PillFace(whose=Whose.MODEL, label=row.suggestion.label, probability=known, is_rough=is_rough)
    return PillFace(whose=Whose.NOBODY)


def _corrected(row: FindingRow, correction: Correction) -> PillFace:
    accepted = correction.kind in _ACCEPTED
    return PillFace(
        whose=Whose.ACCEPTED if accepted else Whose.READER,
        label=correction.label,
        initials=initials(correction.reader),
        old=None if accepted else _replaced(row, correction.label),
    )


def _replaced(row: FindingRow, label: MentionClass) -> MentionClass | None:
    if row.correction is not None and row.correction.mode in BLIND_MODES:
        return None  # nothing was replaced: the reader answered first
    shown = row.correction.shown if row.correction is not None else None
    suggested = shown.label if shown is not None else row.suggestion.label if row.suggestion is not None else None
    return suggested if suggested is not label else None
