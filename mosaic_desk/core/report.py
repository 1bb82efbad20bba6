"""Reports, as imported."""

from dataclasses import dataclass

from mosaic_desk.core.ids import PatientId, ReportId
from mosaic_desk.core.sections import Section, split_sections


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageRef:
    """An image of a report's study: where it lies, and what its bytes were at import."""

    path: str
    sha256: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One report. `study_date` is ISO 8601 (YYYY-MM-DD) or None; `text` is kept as it came."""

    report_id: ReportId
    text: str
    language: str | None = None
    patient_id: PatientId | None = None
    study_date: str | None = None
    images: tuple[ImageRef, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of the text."""
        return split_sections(self.text)

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read; a report without text gets no suggestion."""
        return bool(self.text.strip())
