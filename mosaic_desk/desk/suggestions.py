"""Suggestions at the desk: which reports wait for one, and keeping those that come in."""

from collections.abc import Sequence

from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.seat import Seat


class SuggestionDesk:
    """What the background suggesting asks of one reader's project."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def waiting(self, taxonomy: Taxonomy, limit: int) -> list[Report]:
        """The next reports that have text and no suggestion, in order of import."""
        return list(self._seat.project.suggestions.waiting(taxonomy, limit=limit))

    def count_waiting(self, taxonomy: Taxonomy) -> int:
        """How many reports have text and no suggestion."""
        return self._seat.project.suggestions.count_waiting(taxonomy)

    def save(self, suggestions: Sequence[Suggestion]) -> None:
        """Stores suggestions, replacing older ones of the same report and taxonomy version."""
        self._seat.ahead.forget(suggestion.report_id for suggestion in suggestions)
        self._seat.project.suggestions.save(suggestions)
        self._seat.gauging.note(len(suggestions))

    def models(self) -> tuple[ModelRef, ...]:
        """Every model that has suggested something in this project."""
        return self._seat.project.suggestions.models()
