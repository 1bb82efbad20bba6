"""The face of the store: one open project, asked and told in core values.

Every method runs in the thread that opened the project and is one transaction: what it wrote is on
the disk when it returns, and nothing of it is stored when it raises. Wide on purpose (one method for
each question the desk has) and thin: the rules are in the modules beside it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col, delete, select

from mosaic_desk.core.events import Action, Correction, Event, Mode, ReportState
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, LabelsRole
from mosaic_desk.core.judged import FirstRead
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import WorklistFilter, WorklistRow
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.store import corrections, history, suggestions, worklist
from mosaic_desk.store.chain import events_after
from mosaic_desk.store.check import problems_of, search_problems
from mosaic_desk.store.database import Database, create_database, open_database
from mosaic_desk.store.first_reads import first_reads
from mosaic_desk.store.incoming import store_incoming
from mosaic_desk.store.page import position_of
from mosaic_desk.store.priors import priors_of
from mosaic_desk.store.progress import ProgressLog
from mosaic_desk.store.readings import Readings
from mosaic_desk.store.saved_views import SavedViews
from mosaic_desk.store.shelf import Asked, Shelf, add_taxonomy
from mosaic_desk.store.tables import SettingRow
from mosaic_desk.store.worklist_search import WorklistSearch

_ACTIVE_ADAPTER = "active_adapter"
_REPORTS_A_TIME = 500


class Project:
    """One project file, open for writing or, with a reason, for reading only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shelf = Shelf()
        self._readings = Readings(database, self._shelf)

    @classmethod
    def create(cls, path: Path, taxonomies: Sequence[Taxonomy]) -> Self:
        """A new project that asks these taxonomies, open for writing.

        Raises:
            ProjectError: if there is a file of that name.
            ProjectReadOnly: if the folder cannot be written.
            TaxonomyError: if two of them share id and version but are not the same.
        """

        def fill(session: Session) -> None:
            for taxonomy in taxonomies:
                add_taxonomy(session, taxonomy)

        return cls(create_database(path, fill))

    @classmethod
    def open(cls, path: Path, *, is_read_only: bool = False) -> Self:
        """An existing project; `read_only_reason` says why where it can only be read.

        Raises:
            ProjectError: if there is no such file.
            ProjectNewer: if a later version wrote it.
            ProjectDamaged: if it is not a project.
        """
        return cls(open_database(path, is_read_only=is_read_only))

    def close(self) -> None:
        """Close the file and give the right to write up."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the project lies."""
        return self._database.path

    @property
    def read_only_reason(self) -> str | None:
        """The sentence that says why nothing can be written; None where it can."""
        return self._database.read_only_reason

    @property
    def is_read_only(self) -> bool:
        """Whether writing is refused."""
        return self.read_only_reason is not None

    @property
    def readings(self) -> Readings:
        """How the reports are read: marks, draws, guidance, the log of actions."""
        return self._readings

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Questions asked within see one state of the file, and are answered faster; nothing is written within."""
        with self._database.reading():
            yield

    # Taxonomies and settings

    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """All taxonomies with all their versions, in the order in which they were added."""
        with self._database.reading() as session:
            return self._shelf.all(session)

    def taxonomy(self, taxonomy_id: TaxonomyId) -> Taxonomy:
        """The version of a taxonomy that was added last.

        Raises:
            InputError: if the project does not ask it.
        """
        with self._database.reading() as session:
            return self._shelf.current(session, taxonomy_id).taxonomy

    def add_taxonomy(self, taxonomy: Taxonomy) -> None:
        """Ask one more taxonomy, or a new version of one; the same one again changes nothing.

        Raises:
            TaxonomyError: if another taxonomy of this id and version is stored.
        """
        with self._database.writing() as session:
            add_taxonomy(session, taxonomy)

    def setting(self, key: str) -> str | None:
        """A small value kept with the project; None where it was never set."""
        with self._database.reading() as session:
            return session.exec(select(SettingRow.value).where(SettingRow.key == key)).first()

    def set_setting(self, key: str, value: str | None) -> None:
        """Keep a small value with the project; None forgets it."""
        with self._database.writing() as session:
            if value is None:
                session.exec(delete(SettingRow).where(col(SettingRow.key) == key))
            else:
                put = upsert(SettingRow).values(key=key, value=value)
                session.exec(put.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    def active_adapter(self) -> str | None:
        """The name of the adapter that suggests here; None for the shipped one."""
        return self.setting(_ACTIVE_ADAPTER)

    def set_active_adapter(self, name: str | None) -> None:
        """Let an adapter suggest here."""
        self.set_setting(_ACTIVE_ADAPTER, name)

    # Reports

    def store_incoming(
        self, incoming: Incoming, *, role: LabelsRole, taxonomy: Taxonomy, reader: ReaderName, is_blind: bool = False
    ) -> ImportResult:
        """Store a source whole; storing it again adds nothing.

        Labels of findings that are not asked are left out and told in `refused`. A label set by hand
        here is never replaced. A report whose findings all got a correction is done. `labelled`
        counts the reports that got a label they did not have.

        Raises:
            ImportRefused: if the labels cannot become what `role` says; nothing is stored then.
        """
        with self._database.writing() as session:
            return store_incoming(
                session, self._shelf, incoming,
                role=role, asked=self._asked(session, taxonomy), reader=reader, is_blind=is_blind,
            )  # fmt: skip

    def report(self, report_id: ReportId) -> Report:
        """The report.

        Raises:
            InputError: if the project does not hold it.
        """
        with self._database.reading() as session:
            return worklist.report_by_id(session, report_id)

    def position(self, report_id: ReportId) -> int:
        """The place of a report in the order of import, from 1.

        Raises:
            InputError: if the project does not hold it.
        """
        with self._database.reading() as session:
            return position_of(session, report_id)

    def report_ids(self) -> tuple[ReportId, ...]:
        """All ids in the order of import."""
        with self._database.reading() as session:
            return worklist.all_ids(session)

    def reports(self, *, after: int = 0, limit: int = 500) -> tuple[tuple[int, Report], ...]:
        """Positions and reports above a position, in order."""
        with self._database.reading() as session:
            return worklist.reports_after(session, position=after, limit=limit)

    def worklist(
        self, taxonomy_id: TaxonomyId, *,
        show: WorklistFilter = WorklistFilter.ALL, search: str = "", after: int = 0, limit: int = 500,
    ) -> tuple[WorklistRow, ...]:  # fmt: skip
        """Rows with a position above `after`, in order; each word of `search` begins one of text or id."""
        with self._database.reading() as session:
            asked = self._shelf.current(session, taxonomy_id)
            return worklist.worklist(session, asked, show=show, search=search, after=after, limit=limit)

    def worklist_search(self, taxonomy_id: TaxonomyId, *, is_blind_mode: bool = False) -> WorklistSearch:
        """Questions about a taxonomy's worklist; `is_blind_mode`: reports not committed are read unseen."""
        with self._database.reading() as session:
            asked = self._shelf.current(session, taxonomy_id)
        return WorklistSearch(self._database, asked, is_blind_mode=is_blind_mode)

    def priors(self, report_id: ReportId) -> tuple[PriorRow, ...]:
        """Earlier reports of the same patient, the newest first; none where patient or date is not known."""
        with self._database.reading() as session:
            return priors_of(session, report_id)

    def saved_views(self) -> SavedViews:
        """The queries that readers gave a name."""
        return SavedViews(self._database)

    def neighbour(self, report_id: ReportId, step: int) -> ReportId | None:
        """The report `step` places further in the order of import; None past either end."""
        with self._database.reading() as session:
            return worklist.neighbour(session, report_id, step)

    def next_open(self, after: ReportId | None, taxonomy_id: TaxonomyId) -> ReportId | None:
        """The next report that is unread or started, from the start again behind the last; None where none is."""
        with self._database.reading() as session:
            return worklist.next_open(session, self._shelf.current(session, taxonomy_id), after=after)

    def state_counts(self, taxonomy_id: TaxonomyId) -> dict[ReportState, int]:
        """How many reports are in each state; their sum is the number of reports."""
        with self._database.reading() as session:
            return worklist.state_counts(session, self._shelf.current(session, taxonomy_id))

    def state(self, report_id: ReportId, taxonomy: Taxonomy) -> ReportState:
        """Where a report stands."""
        with self._database.reading() as session:
            return worklist.state_of(session, self._asked(session, taxonomy), report_id)

    def is_flagged(self, report_id: ReportId, taxonomy: Taxonomy | None = None) -> bool:
        """Whether a reader flagged a report under a taxonomy; None: under any."""
        with self._database.reading() as session:
            asked = None if taxonomy is None else self._asked(session, taxonomy)
            return worklist.is_flagged(session, asked, report_id)

    def truth(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> dict[FindingId, MentionClass]:
        """The labels kept apart for scoring; empty where there are none."""
        with self._database.reading() as session:
            return worklist.truth_of(session, report_id, taxonomy_id)

    # Suggestions

    def save_suggestions(self, new: Sequence[Suggestion]) -> None:
        """Store suggestions, each in the place of the one before it."""
        with self._database.writing() as session:
            suggestions.save(session, self._shelf, new)

    def suggestion(self, report_id: ReportId, taxonomy: Taxonomy) -> Suggestion | None:
        """The current suggestion of a report; None where no model has answered it."""
        with self._database.reading() as session:
            return suggestions.find(session, self._asked(session, taxonomy), report_id)

    def reports_without_suggestion(self, taxonomy: Taxonomy, limit: int = 100) -> tuple[Report, ...]:
        """Reports with text that no model has answered; an answer that is an error counts as one."""
        with self._database.reading() as session:
            return suggestions.waiting(session, self._asked(session, taxonomy), limit=limit)

    def count_without_suggestion(self, taxonomy: Taxonomy) -> int:
        """How many reports with text no model has answered."""
        with self._database.reading() as session:
            return worklist.count_of(session, self._asked(session, taxonomy), "waiting")

    # Corrections and history

    def record(self, action: Action) -> tuple[Event, ...]:
        """Append what a reader did in one go; on the disk when it returns.

        Raises:
            ProjectReadOnly: if this instance may not write.
            ProjectError: if the disk is full or faulty; nothing was stored then.
        """
        with self._database.writing() as session:
            return history.record(session, self._shelf, action)

    def undo(self, reader: ReaderName, mode: Mode | None = None) -> tuple[Event, ...]:
        """Take the last action back, whole; the events that say so, empty where there is nothing."""
        with self._database.writing() as session:
            return history.undo(session, self._shelf, reader=reader, mode=mode)

    def redo(self, reader: ReaderName, mode: Mode | None = None) -> tuple[Event, ...]:
        """Bring back what was undone last, whole; the events that say so, empty where there is nothing."""
        with self._database.writing() as session:
            return history.redo(session, self._shelf, reader=reader, mode=mode)

    def undoable(self) -> tuple[Event, ...]:
        """The events of the action that `undo` would take back; imports are never among them."""
        with self._database.reading() as session:
            return history.undoable(session)

    def redoable(self) -> tuple[Event, ...]:
        """The events of the action that `redo` would bring back."""
        with self._database.reading() as session:
            return history.redoable(session)

    def events(self, report_id: ReportId | None = None, *, after: int = 0, limit: int = 1000) -> tuple[Event, ...]:
        """Events with a number above `after`, of one report or of all, in order."""
        with self._database.reading() as session:
            found = events_after(session, after=after, limit=limit, report_id=report_id)
            return tuple(event for event, _ in found)

    def corrections(self, report_id: ReportId, taxonomy: Taxonomy) -> dict[FindingId, Correction]:
        """What stands for a report, in the order of the taxonomy; findings without a label are missing."""
        with self._database.reading() as session:
            return corrections.of_report(session, self._asked(session, taxonomy), report_id)

    def all_corrections(self, taxonomy: Taxonomy) -> Iterator[Correction]:
        """Everything that stands, report by report in the order of import.

        Read in stretches: the project can be written between two of them.
        """
        position, stretch = 0, self._corrections_after(taxonomy, 0)
        while stretch:
            yield from (correction for _, correction in stretch)
            position = stretch[-1][0]
            stretch = self._corrections_after(taxonomy, position)

    def counts(self, taxonomy: Taxonomy) -> dict[FindingId, dict[MentionClass, int]]:
        """How many labels of each class stand for each finding."""
        with self._database.reading() as session:
            return corrections.counts(session, self._asked(session, taxonomy))

    def first_reads(self, taxonomy: Taxonomy) -> tuple[FirstRead, ...]:
        """What readers labelled before a suggestion was seen, of reports that no queue chose."""
        with self._database.reading() as session:
            return first_reads(session, self._asked(session, taxonomy))

    def progress_log(self, taxonomy: Taxonomy) -> ProgressLog:
        """What progress under a taxonomy is counted from."""
        with self._database.reading() as session:
            return ProgressLog(self._database, self._asked(session, taxonomy))

    def models(self) -> tuple[ModelRef, ...]:
        """Every model that has suggested something here, in the order in which they first did."""
        with self._database.reading() as session:
            return suggestions.models(session)

    def check(self) -> list[str]:
        """One sentence for each invariant that does not hold, beginning with its name; empty when all do."""
        with self._database.reading() as session:
            found = problems_of(session)
        # The search index is checked by a command that writes: never into a file that is damaged already.
        if found or self.is_read_only:
            return found
        with self._database.writing() as session:
            return search_problems(session)

    def _asked(self, session: Session, taxonomy: Taxonomy) -> Asked:
        return self._shelf.find(session, taxonomy.id, taxonomy.version)

    def _corrections_after(self, taxonomy: Taxonomy, position: int) -> list[tuple[int, Correction]]:
        with self._database.reading() as session:
            asked = self._asked(session, taxonomy)
            return corrections.after(session, asked, position=position, reports=_REPORTS_A_TIME)
