"""Which rows wait for the reader. The desk says why (`needs_key`); nothing is decided anew here."""

from collections.abc import Mapping

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingRow, ReviewPage

Unsaved = Mapping[FindingId, MentionClass]
"""Answers given on screen that are not on the disk yet."""


def must_be_set(row: FindingRow, unsaved: Unsaved) -> bool:
    """Whether the report cannot be committed before this row has its own key."""
    return row.needs_key is not None and row.correction is None and row.finding_id not in unsaved


def needs_reader(row: FindingRow, unsaved: Unsaved) -> bool:
    """Whether the row is worth stopping at: it must be set, nothing stands, or the model said something else."""
    if row.finding_id in unsaved:
        return False
    is_bare = row.suggestion is None and row.correction is None
    return is_bare or row.disagrees or must_be_set(row, unsaved)


def first_disagreed(row: FindingRow) -> bool:
    """Whether the suggestion differed from the reader's first answer, revised since or not."""
    return row.suggestion is not None and row.first_label is not None and row.suggestion.label is not row.first_label


def is_revised(row: FindingRow) -> bool:
    """Whether something else stands than what the reader answered first."""
    is_other = row.correction is not None and row.correction.label is not row.first_label
    return row.first_label is not None and is_other


def first_to_be_set(page: ReviewPage, unsaved: Unsaved) -> FindingRow | None:
    """The first row that keeps the report from being committed; None where nothing does."""
    return next((row for row in page.rows if must_be_set(row, unsaved)), None)
