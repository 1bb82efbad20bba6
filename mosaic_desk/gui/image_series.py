"""The images of one report, and which of them is shown. Values only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.worklist_values import PriorRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """`at` counts from 0; `date` is the study's, as the report has it."""

    report_id: ReportId
    images: tuple[ImageRef, ...]
    date: str = ""
    at: int = 0

    @property
    def image(self) -> ImageRef | None:
        """The image that is shown; None where the report has none."""
        return self.images[self.at] if self.images else None

    def stepped(self, count: int) -> "Series":
        """So many images further, stopping at either end."""
        return replace(self, at=min(max(self.at + count, 0), max(len(self.images) - 1, 0)))

    def others(self) -> tuple[ImageRef, ...]:
        """The images that are not shown, the next ones first."""
        return self.images[self.at + 1 :] + self.images[: self.at][::-1]


def series_of(report: Report) -> Series:
    """The images of a report."""
    return Series(report_id=report.report_id, images=report.images, date=report.study_date or "")


def prior_series(priors: Sequence[PriorRow]) -> tuple[Series, ...]:
    """The earlier studies that have images, the newest first."""
    return tuple(
        Series(report_id=prior.report_id, images=prior.images, date=prior.study_date or "")
        for prior in priors
        if prior.images
    )
