"""One reader at one open project: next report, correct, commit, undo, search.

Every method runs in the one thread that opened the project (`desk.thread.DeskThread` for a window,
the main thread for a terminal) and returns when what it did is on the disk.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random, SystemRandom

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.progress import IDLE_LIMIT_S, Progress
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import (
    ProjectSummary,
    ReviewPage,
)
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.desk.deciding import Deciding
from mosaic_desk.desk.history import History
from mosaic_desk.desk.importing import store
from mosaic_desk.desk.leading import Leading
from mosaic_desk.desk.marks import Marks
from mosaic_desk.desk.offering import Offering
from mosaic_desk.desk.pages import project_summary
from mosaic_desk.desk.progress import ProgressBook
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.readers import readers_of
from mosaic_desk.desk.reading_session import ReadingSessions
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.serving import Serving
from mosaic_desk.desk.suggestions import SuggestionDesk
from mosaic_desk.desk.training import TrainingDesk
from mosaic_desk.desk.worklist import WorklistDesk
from mosaic_desk.store import Project


class Session:
    """An open project with its reader."""

    def __init__(self, project: Project, *, reader: ReaderName, chance: Random | None = None) -> None:
        """Sits a reader down at a project; `chance` is what first reads are drawn by, else the system's."""
        self._project = project
        self._seat = Seat(project, reader=reader)
        self._deciding = Deciding(self._seat)
        self._progress = ProgressBook(project)
        self.sessions = ReadingSessions(self._seat)
        """Reading sessions: so many reports, or minutes, out of a queue."""
        self._seat.why = self.sessions.why
        self.lists = WorklistDesk(
            project, mode=lambda: self._seat.mode, language=lambda: self._seat.language,
            why=self.sessions.why,
        )  # fmt: skip
        """The worklists: what is searched for, the queue, saved views."""
        self.leading = Leading(self._seat)
        """Who leads, and what only leads change."""
        self.marks = Marks(self._seat, self.leading)
        """Flags, doubts, evidence, comments, guidance."""
        self.history = History(self._seat)
        """What was done: undo, redo, the last actions."""
        self.suggestions = SuggestionDesk(self._seat)
        """What the background suggesting asks and keeps."""
        self._offering = Offering(self._seat, sessions=self.sessions, suggestions=self.suggestions)
        self.adapters = AdapterDesk(project)
        """Which adapter suggests here: promoting, rolling back, carrying in and out."""
        self.training = TrainingDesk(self._seat, self.adapters)
        """Training on what was corrected here."""
        self._serving = Serving(
            self._seat,
            chance=chance or SystemRandom(),
            queue=self._queue,
            draws_all=self.sessions.draws_all,
        )

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
        return tuple(self._seat.taxonomies.values())

    def taxonomy(self, taxonomy_id: TaxonomyId) -> Taxonomy:
        """One of the project's taxonomies.

        Raises:
            InputError: if the project does not ask it.
        """
        return self._project.taxonomy(taxonomy_id)

    def set_reader(self, reader: ReaderName) -> None:
        """Who decides from now on."""
        self._seat.reader = reader

    def set_language(self, language: str | None) -> None:
        """Names findings in a language ("da") from now on, where the taxonomy does; None is as it is written."""
        self._seat.use_language(language)

    @property
    def mode(self) -> Mode:
        """What reports that were not drawn at random are read in."""
        return self._seat.mode

    def set_mode(self, mode: Mode) -> None:
        """Reads in another mode from now on; drawn reports stay first reads, committed ones what they were.

        Raises:
            InputError: if it is none that a reader can choose.
        """
        if mode is Mode.IMPORTED:
            raise InputError("This mode is for labels that come in with a file; choose another.")
        self._seat.mode = mode

    @property
    def first_read_share(self) -> float:
        """The share of the reports served that are drawn at random from all unread ones, 0 to 1."""
        return self.leading.share

    def set_first_read_share(self, share: float) -> None:
        """Keeps another share with the project; 0 only where it is asked for.

        Raises:
            InputError: if it does not lie between 0 and 1, or others lead.
        """
        self.leading.set_share(share)

    # What is to be seen

    def summary(self, taxonomy_id: TaxonomyId) -> ProjectSummary:
        """The project at a glance."""
        seat, taxonomy = self._seat, self._seat.in_words(taxonomy_id)
        with self._project.at_once():
            return project_summary(self._project, taxonomy, saved_at=seat.saved_at, language=seat.language)

    def page(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """The report as it stands now, in its own mode; before the commit of a blind read nothing is suggested."""
        return self._seat.page(report_id, taxonomy_id)

    def read_ahead(self, taxonomy_id: TaxonomyId, *, around: ReportId, ahead: int = 3) -> tuple[Report, ...]:
        """Reads the reports that probably come next, and the one before, so that they open at once.

        Nothing is drawn, recorded or counted as seen by this.
        """
        return self._serving.read_ahead(taxonomy_id, around=around, ahead=ahead)

    def next_page(self, taxonomy_id: TaxonomyId, *, after: ReportId | None) -> ReviewPage | None:
        """The next report to read, in a share of the cases drawn at random; None where none is left.

        Skipped reports do not come: they are found in the worklist.
        """
        return self._serving.next_page(taxonomy_id, after=after)

    def _queue(self, taxonomy_id: TaxonomyId, after: ReportId | None) -> ReportId | None:
        """The next report of the reading session; where it serves none, of what the worklist serves."""
        return self.sessions.next(taxonomy_id, after=after) or self.lists.next_open(taxonomy_id, after=after)

    def priors(self, report_id: ReportId) -> tuple[PriorRow, ...]:
        """Earlier reports of the same patient, the newest first."""
        return self._project.reports.priors(report_id)

    def neighbour(self, report_id: ReportId, step: int) -> ReportId | None:
        """The report `step` places further in the order of import; None past either end."""
        return self._project.reports.neighbour(report_id, step)

    # What the reader decides

    def set_label(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, label: MentionClass, *, spent_ms: int
    ) -> ReviewPage:
        """The reader's own answer for one finding, also where it agrees.

        Raises:
            InputError: if the taxonomy does not allow the class.
        """
        self._deciding.set_label(report_id, taxonomy_id, finding_id, label, spent_ms=spent_ms)
        return self.page(report_id, taxonomy_id)

    def accept(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int
    ) -> ReviewPage:
        """The suggestion of one finding, accepted with its own key.

        Raises:
            InputError: if there is no suggestion to accept.
        """
        self._deciding.accept(report_id, taxonomy_id, finding_id, spent_ms=spent_ms)
        return self.page(report_id, taxonomy_id)

    def clear(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int
    ) -> ReviewPage:
        """Takes a label back; nothing stands then."""
        self._deciding.clear(report_id, taxonomy_id, finding_id, spent_ms=spent_ms)
        return self.page(report_id, taxonomy_id)

    def commit(self, report_id: ReportId, taxonomy_id: TaxonomyId, *, spent_ms: int) -> ReviewPage | None:
        """Confirms what stands and closes the report; returns the next one, None when all are done.

        A report read without its suggestion comes back once where the suggestion, now revealed, differs
        from the answers; the next commit goes on.

        Raises:
            InputError: if a row needs its own key first (`FindingRow.needs_key`), or a suggestion has
                come in since the report was shown.
        """
        revealed = self._deciding.commit(report_id, taxonomy_id, spent_ms=spent_ms)
        self.sessions.note_read(report_id, taxonomy_id)
        return revealed or self.next_page(taxonomy_id, after=report_id)

    def reopen(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """Puts a report that is done or skipped back among those to be read; first answers stay as they were."""
        self._deciding.reopen(report_id, taxonomy_id)
        return self.page(report_id, taxonomy_id)

    def skip(self, report_id: ReportId, taxonomy_id: TaxonomyId, reason: str) -> ReviewPage | None:
        """Leaves the report for later and returns the next one, None when all are done.

        Raises:
            InputError: without a reason, or for a report that is done.
        """
        self._deciding.skip(report_id, taxonomy_id, reason)
        return self.next_page(taxonomy_id, after=report_id)

    def offer(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> tuple[ReportId, int]:
        """Suggests the labels of a report that is done to those that read like it: see `desk.offering`.

        Raises:
            InputError: if the reading session does not serve the report as a look-alike, or it is begun.
        """
        return self._offering.offer(report_id, taxonomy_id)

    def store_incoming(self, incoming: Incoming, taxonomy: Taxonomy) -> ImportResult:
        """Stores a source whole or not at all; labels beside its reports are kept apart as truth."""
        result = store(
            self._project, incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=self._seat.reader
        )
        self._seat.read_taxonomies()
        self._seat.note_saved()
        return result

    def reports(self, report_ids: Sequence[ReportId]) -> list[Report]:
        """Those reports, in that order, less those without text."""
        return [report for report in map(self._project.reports.find, report_ids) if report.has_text]

    def calibrate(self, taxonomy_id: TaxonomyId) -> bool:
        """Some milliseconds of calibrating on first reads, where enough of them are new; whether more is to be done."""
        return self._seat.gauging.go_on(self._seat.taxonomies[taxonomy_id])

    def progress(self, taxonomy_id: TaxonomyId, *, idle_limit_s: float = IDLE_LIMIT_S) -> Progress:
        """How far the project is; ask again while its `read_share` is below 1."""
        shown, language = self._seat.in_words(taxonomy_id), self._seat.language
        progress = self._progress.progress(self._seat.taxonomies[taxonomy_id], idle_limit_s=idle_limit_s)
        named = (replace(f, name=shown.finding(f.finding_id).name(language)) for f in progress.findings)
        return replace(progress, findings=tuple(named))

    def readers(self) -> tuple[ReaderName, ...]:
        """Everyone who has answered in this project, in the order in which they first did."""
        return readers_of(self._project)

    def close(self) -> None:
        """Closes the project and gives the lock up; a reading session that is on is left."""
        self.sessions.close()
        self._seat.gauging.close()
        self._project.close()
