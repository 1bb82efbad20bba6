"""One reader before one open project: who decides, in which mode, and what they have been shown.

What `Session` and its parts share. Reads pages and records actions; which action, the parts decide.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from mosaic_desk.core.bounds import Gauge
from mosaic_desk.core.events import Action, Change, Mode
from mosaic_desk.core.ids import ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.queued import QueuedReport
from mosaic_desk.core.reading import way_of_reading
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.ahead import Ahead
from mosaic_desk.desk.gauging import Gauging
from mosaic_desk.desk.pages import drawn_by, review_page
from mosaic_desk.desk.seen import Seen
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.store import Project

WhyServed = Callable[[ReportId, TaxonomyId], QueuedReport | None]
"""Why a reading session serves a report; None where it does not."""

_SHOWN_KEPT = 64
_OPENED = "worklist"


class Seat:
    """The reader's place at a project."""

    def __init__(self, project: Project, *, reader: ReaderName) -> None:
        self.project = project
        self.ahead = Ahead(project)
        self.gauging = Gauging(project)
        self.reader = reader
        self.mode = Mode.PREFILLED
        self.language: str | None = None  # of the findings' names, as they are shown
        self.taxonomies: dict[TaxonomyId, Taxonomy] = {}
        self.saved_at: str | None = None
        self.why: WhyServed = lambda _report_id, _taxonomy_id: None
        self.read_taxonomies()
        # What the reader has been shown: a suggestion that came in since is nobody's decision.
        self._shown: dict[tuple[ReportId, TaxonomyId], Seen] = {}
        self._served: dict[tuple[ReportId, TaxonomyId], str] = {}

    def read_taxonomies(self) -> None:
        """Read which taxonomies are asked; the version added last stands for all."""
        self.taxonomies = {taxonomy.id: taxonomy for taxonomy in self.project.taxonomies()}
        self._in_words: dict[TaxonomyId, Taxonomy] = {}

    def use_language(self, language: str | None) -> None:
        """Show names, definitions and guidance in a language from now on, where there are some."""
        self.language = language
        self._in_words = {}

    def in_words(self, taxonomy_id: TaxonomyId) -> Taxonomy:
        """A taxonomy as it is shown: never to be stored, hashed or asked."""
        if taxonomy_id not in self._in_words:
            self._in_words[taxonomy_id] = shown_taxonomy(self.taxonomies[taxonomy_id], self.language)
        return self._in_words[taxonomy_id]

    def note_served(self, report_id: ReportId, taxonomy_id: TaxonomyId, *, by: str) -> None:
        """How a report came before the reader, where it was not opened by hand."""
        self._served[report_id, taxonomy_id] = by

    def page(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """The report as it stands now, and as the reader has seen it from now on."""
        taxonomy = self.taxonomies[taxonomy_id]
        with self.project.at_once():
            report, suggestion = self.ahead.read(report_id, taxonomy)
            gauge = self._gauge(report_id, taxonomy, suggestion)
            page = review_page(
                self.project,
                self.in_words(taxonomy_id),
                report,
                suggestion=suggestion,
                gauge=gauge,
                chosen=self.mode,
                served_by=self._served.get((report_id, taxonomy_id), _OPENED),
                language=self.language,
            )
        seen = Seen() if page.phase is Phase.BLIND else Seen(suggestion=suggestion, gauge=gauge)
        self._note_shown(report_id, taxonomy_id, seen)
        # A reason tells what the model says; and what chance drew is there for no reason of a queue.
        is_told = page.phase is not Phase.BLIND and page.drawn_by != "random"
        return replace(page, why=self.why(report_id, taxonomy_id)) if is_told else page

    def _gauge(self, report_id: ReportId, taxonomy: Taxonomy, suggestion: Suggestion | None) -> Gauge:
        """How probabilities are shown; while a report stays open they do not change under the reader's eyes."""
        key = (report_id, taxonomy.id)
        model = suggestion.model if suggestion is not None else None
        before = self._shown.get(key, Seen()) if next(reversed(self._shown), None) == key else Seen()
        if before.suggestion is not None and before.suggestion.model == model:
            return before.gauge
        return self.gauging.gauge(taxonomy, model)

    def shown(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> Seen:
        """The suggestion that the reader was shown last; what a page would show where none was asked for."""
        key = (report_id, taxonomy_id)
        if key not in self._shown:
            taxonomy = self.taxonomies[taxonomy_id]
            _, phase = way_of_reading(self.project.readings.reading(report_id, taxonomy), self.mode)
            suggestion = None if phase is Phase.BLIND else self.project.suggestions.find(report_id, taxonomy)
            gauge = self._gauge(report_id, taxonomy, suggestion)
            self._note_shown(report_id, taxonomy_id, Seen(suggestion=suggestion, gauge=gauge))
        return self._shown[key]

    def _note_shown(self, report_id: ReportId, taxonomy_id: TaxonomyId, seen: Seen) -> None:
        """Remembers what stood before the reader, of the last reports only: a day's reading is thousands of them."""
        self._shown.pop((report_id, taxonomy_id), None)
        self._shown[report_id, taxonomy_id] = seen
        if len(self._shown) > _SHOWN_KEPT:
            del self._shown[next(iter(self._shown))]

    def record(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, changes: tuple[Change, ...], *, spent_ms: int = 0
    ) -> None:
        """Store what the reader did in one go, with the mode of the report and how it was drawn."""
        taxonomy = self.taxonomies[taxonomy_id]
        reading = self.project.readings.reading(report_id, taxonomy)
        mode, _ = way_of_reading(reading, self.mode)
        self.project.history.record(
            Action(
                report_id=report_id,
                taxonomy_id=taxonomy_id,
                taxonomy_version=taxonomy.version,
                reader=self.reader,
                mode=mode,
                changes=changes,
                spent_ms=spent_ms,
                drawn_by=drawn_by(reading, self._served.get((report_id, taxonomy_id), _OPENED)),
            )
        )
        self.note_saved()

    def note_saved(self) -> None:
        """Something was stored just now."""
        self.saved_at = datetime.now().strftime("%H:%M:%S")
