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
    """Whether the row is worth stopping at: it must be set, or nothing is suggested and nothing stands."""
    is_bare = row.suggestion is None and row.correction is None and row.finding_id not in unsaved
    return is_bare or must_be_set(row, unsaved)


def first_to_be_set(page: ReviewPage, unsaved: Unsaved) -> FindingRow | None:
    """The first row that keeps the report from being committed; None where nothing does."""
    return next((row for row in page.rows if must_be_set(row, unsaved)), None)
