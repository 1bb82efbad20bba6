"""What an importer hands over: a whole source, read and judged, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report


class LabelsRole(StrEnum):
    """What labels in a source become."""

    TRUTH = "truth"  # kept apart, for scoring
    CORRECTIONS = "corrections"  # corrections of a named reader, mode imported
    SUGGESTIONS = "suggestions"  # suggestions of an outside labeller


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedLine:
    """A line (from 1), row or member that did not come in, and why, in one clause without report text.

    `report_id` is its id where that much could be read, and no other line has it.
    """

    place: str
    reason: str
    report_id: ReportId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class IncomingReport:
    """A report with the labels that came beside it. `finding` keys may be unknown to a taxonomy."""

    report: Report
    labels: Mapping[FindingId, MentionClass] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """A source as understood: shown as a preview, then stored whole or not at all.

    `taxonomy` is the taxonomy id that the labels speak of, None when they name the project's own.
    `understood` are the sentences of the preview ("“1.0” is positive: 312 times").
    """

    source: str
    format: str
    reports: tuple[IncomingReport, ...]
    refused: tuple[RefusedLine, ...] = ()
    understood: tuple[str, ...] = ()
    taxonomy: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportResult:
    """What storing an `Incoming` did. `changed` are ids that were known with another text: left as they were."""

    added: int
    known: int
    changed: tuple[ReportId, ...] = ()
    without_text: int = 0
    labelled: int = 0
    refused: tuple[RefusedLine, ...] = ()
