"""One reader at one open project: next report, correct, commit, undo, search.

Every method runs in the one thread that opened the project (`desk.thread.DeskThread` for a window,
the main thread for a terminal) and returns when what it did is on the disk.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from mosaic_desk.core.committing import commit_changes
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Action, Change, Event, EventKind, Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.progress import Progress
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import (
    ProjectSummary,
    ReviewPage,
    Undone,
    WorklistFilter,
    WorklistRow,
)
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.importing import store
from mosaic_desk.desk.naming import action_text
from mosaic_desk.desk.pages import project_summary, review_page
from mosaic_desk.desk.progress import ProgressBook
from mosaic_desk.desk.readers import readers_of
from mosaic_desk.desk.seen import shown_of
from mosaic_desk.store import Project


class Session:
    """An open project with its reader."""

    def __init__(self, project: Project, *, reader: ReaderName) -> None:
        self._project = project
        self._reader = reader
        self._taxonomies = {taxonomy.id: taxonomy for taxonomy in project.taxonomies()}
        self._saved_at: str | None = None
        self._progress = ProgressBook(project)
        # What the reader has been shown: a suggestion that came in since is nobody's decision.
        self._shown: dict[tuple[ReportId, TaxonomyId], Suggestion | None] = {}

    @classmethod
    def open(cls, path: Path, *, reader: ReaderName) -> "Session":
        """Open a project; read-only where another instance has it or it cannot be written.

        Raises:
            ProjectError: if the file is no project, damaged, or of a later version.
        """
        return cls(Project.open(path), reader=reader)

    @property
    def project(self) -> Project:
        """The open project, for imports, exports and checks in the same thread."""
        return self._project

    @property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """The taxonomies that are asked in this project, in the order in which they were added."""
        return tuple(self._taxonomies.values())

    def taxonomy(self, taxonomy_id: TaxonomyId) -> Taxonomy:
        """One of the project's taxonomies.

        Raises:
            InputError: if the project does not ask it.
        """
        return self._project.taxonomy(taxonomy_id)

    def set_reader(self, reader: ReaderName) -> None:
        """Who decides from now on."""
        self._reader = reader

    # What is to be seen

    def summary(self, taxonomy_id: TaxonomyId) -> ProjectSummary:
        """The project at a glance."""
        return project_summary(self._project, self._taxonomies[taxonomy_id], saved_at=self._saved_at)

    def worklist(
        self,
        taxonomy_id: TaxonomyId,
        *,
        show: WorklistFilter = WorklistFilter.ALL,
        search: str = "",
        after: int = 0,
        limit: int = 500,
    ) -> tuple[WorklistRow, ...]:
        """Rows with a position above `after`, in order of import; `search` is words of the text or an id."""
        return self._project.worklist(taxonomy_id, show=show, search=search, after=after, limit=limit)

    def page(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """The report as it stands now."""
        taxonomy = self._taxonomies[taxonomy_id]
        suggestion = self._project.suggestion(report_id, taxonomy)
        self._shown[report_id, taxonomy_id] = suggestion
        return review_page(self._project, taxonomy, self._project.report(report_id), suggestion)

    def neighbour(self, report_id: ReportId, step: int) -> ReportId | None:
        """The report `step` places further in the order of import; None past either end."""
        return self._project.neighbour(report_id, step)

    # What the reader decides

    def set_label(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, label: MentionClass, *, spent_ms: int
    ) -> ReviewPage:
        """The reader's own answer for one finding, also where it agrees.

        Raises:
            InputError: if the taxonomy does not allow the class.
        """
        if label not in self._taxonomies[taxonomy_id].classes:
            raise InputError(f"This taxonomy has no class “{label.replace('_', ' ')}”.")
        return self._decide(report_id, taxonomy_id, finding_id, kind=EventKind.SET, after=label, spent_ms=spent_ms)

    def accept(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int
    ) -> ReviewPage:
        """The suggestion of one finding, accepted with its own key.

        Raises:
            InputError: if there is no suggestion to accept.
        """
        suggestion = self._shown_suggestion(report_id, taxonomy_id)
        slot = suggestion.findings.get(finding_id) if suggestion else None
        if slot is None:
            raise InputError("There is no suggestion to accept here; set a class.")
        return self._decide(
            report_id, taxonomy_id, finding_id, kind=EventKind.ACCEPTED, after=slot.label, spent_ms=spent_ms
        )

    def clear(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int
    ) -> ReviewPage:
        """Takes a label back; nothing stands then."""
        return self._decide(report_id, taxonomy_id, finding_id, kind=EventKind.CLEARED, after=None, spent_ms=spent_ms)

    def _decide(
        self,
        report_id: ReportId,
        taxonomy_id: TaxonomyId,
        finding_id: FindingId,
        *,
        kind: EventKind,
        after: MentionClass | None,
        spent_ms: int,
    ) -> ReviewPage:
        suggestion = self._shown_suggestion(report_id, taxonomy_id)
        change = Change(kind=kind, finding_id=finding_id, after=after, shown=shown_of(suggestion, finding_id))
        self._record(report_id, taxonomy_id, (change,), spent_ms=spent_ms)
        return self.page(report_id, taxonomy_id)

    def commit(self, report_id: ReportId, taxonomy_id: TaxonomyId, *, spent_ms: int) -> ReviewPage | None:
        """Confirms what stands and closes the report; returns the next open report, None when all are done.

        Raises:
            InputError: if a row needs its own key first (`FindingRow.needs_key`), or a suggestion has
                come in since the report was shown.
        """
        shown_before = self._shown_suggestion(report_id, taxonomy_id)
        page = self.page(report_id, taxonomy_id)
        suggestion = self._shown[report_id, taxonomy_id]
        if suggestion != shown_before:
            raise InputError("A new suggestion has come in for this report; look at it, then commit.")
        waiting = next((row for row in page.rows if row.needs_key), None)
        if waiting is not None:
            raise InputError(f"{waiting.name} needs its own key first: {waiting.needs_key}.")
        shown = {row.finding_id: shown_of(suggestion, row.finding_id) for row in page.rows}
        changes = commit_changes(page, shown=shown)
        if changes:
            self._record(report_id, taxonomy_id, changes, spent_ms=spent_ms)
        following = self._project.next_open(report_id, taxonomy_id)
        return self.page(following, taxonomy_id) if following else None

    def flag(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """Flags the report, or takes the flag away."""
        is_flagged = self._project.is_flagged(report_id, self._taxonomies[taxonomy_id])
        kind = EventKind.UNFLAGGED if is_flagged else EventKind.FLAGGED
        self._record(report_id, taxonomy_id, (Change(kind=kind),), spent_ms=0)
        return self.page(report_id, taxonomy_id)

    def undo(self) -> Undone | None:
        """Takes back the last action of this project; None when there is none."""
        before = self._project.undoable()
        return self._turned("Undo", before, self._project.undo(reader=self._reader))

    def redo(self) -> Undone | None:
        """Brings back what was undone last; None when there is nothing."""
        before = self._project.redoable()
        return self._turned("Redo", before, self._project.redo(reader=self._reader))

    def _turned(self, verb: str, action: Sequence[Event], turned: Sequence[Event]) -> Undone | None:
        """What was taken back or brought back, named by the action itself."""
        if not action or not turned:
            return None
        self._note_saved()
        taxonomy = self._taxonomies[action[0].taxonomy_id]
        return Undone(report_id=action[0].report_id, text=action_text(verb, action, taxonomy) or verb)

    def _shown_suggestion(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> Suggestion | None:
        """The suggestion that the reader was shown last; the stored one where no page was asked for."""
        key = (report_id, taxonomy_id)
        if key not in self._shown:
            self._shown[key] = self._project.suggestion(report_id, self._taxonomies[taxonomy_id])
        return self._shown[key]

    def _record(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, changes: tuple[Change, ...], *, spent_ms: int
    ) -> None:
        taxonomy = self._taxonomies[taxonomy_id]
        self._project.record(
            Action(
                report_id=report_id,
                taxonomy_id=taxonomy_id,
                taxonomy_version=taxonomy.version,
                reader=self._reader,
                mode=Mode.PREFILLED,
                changes=changes,
                spent_ms=spent_ms,
            )
        )
        self._note_saved()

    def _note_saved(self) -> None:
        self._saved_at = datetime.now().strftime("%H:%M:%S")

    def store_incoming(self, incoming: Incoming, taxonomy: Taxonomy) -> ImportResult:
        """Stores a source whole or not at all; labels beside its reports are kept apart as truth."""
        result = store(
            self._project, incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=self._reader
        )
        self._taxonomies = {taxonomy.id: taxonomy for taxonomy in self._project.taxonomies()}
        self._note_saved()
        return result

    # What the background suggesting asks

    def reports(self, report_ids: Sequence[ReportId]) -> list[Report]:
        """Those reports, in that order, less those without text."""
        return [report for report in map(self._project.report, report_ids) if report.has_text]

    def without_suggestion(self, taxonomy: Taxonomy, limit: int) -> list[Report]:
        """The next reports that have text and no suggestion, in order of import."""
        return list(self._project.reports_without_suggestion(taxonomy, limit=limit))

    def count_without_suggestion(self, taxonomy: Taxonomy) -> int:
        """How many reports have text and no suggestion."""
        return self._project.count_without_suggestion(taxonomy)

    def save_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Stores suggestions, replacing older ones of the same report and taxonomy version."""
        self._project.save_suggestions(suggestions)

    def progress(self, taxonomy_id: TaxonomyId) -> Progress:
        """How far the project is; ask again while its `read_share` is below 1."""
        return self._progress.progress(self._taxonomies[taxonomy_id])

    def readers(self) -> tuple[ReaderName, ...]:
        """Everyone who has answered in this project, in the order in which they first did."""
        return readers_of(self._project)

    def close(self) -> None:
        """Closes the project and gives the lock up."""
        self._project.close()
