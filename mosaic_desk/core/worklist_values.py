"""What the worklist hands to a window: places that were found, saved views, earlier reports of a patient."""

from array import array
from dataclasses import dataclass

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import ImageRef


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Where every report that a query finds lies: positions in the order of import, never changed.

    `note` is a quiet sentence about the answer, empty where there is nothing to say; `words` are those
    that were looked for in the texts.
    """

    positions: "array[int]"
    note: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedView:
    """A query that a reader gave a name."""

    name: str
    query: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorRow:
    """An earlier report of the same patient. `study_date` is ISO 8601 (YYYY-MM-DD)."""

    report_id: ReportId
    study_date: str | None
    has_image: bool
    images: tuple[ImageRef, ...] = ()
