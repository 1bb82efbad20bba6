"""The face of the store: one open project, asked and told in core values.

Every method, its parts' too, runs in the thread that opened the project and is one transaction: what it
wrote is on the disk when it returns, and nothing of it is stored when it raises. What a question is about
is a part of the project (`reports`, `suggestions`, `history` …); the rules are in the modules beside it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlmodel import Session

from mosaic_desk.core.ids import ReaderName, TaxonomyId
from mosaic_desk.core.incoming import ImportResult, Incoming, LabelsRole
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store.adapters import Adapters
from mosaic_desk.store.check import problems_of, search_problems
from mosaic_desk.store.corrections import Corrections
from mosaic_desk.store.database import Database, create_database, open_database
from mosaic_desk.store.history import History
from mosaic_desk.store.incoming import store_incoming
from mosaic_desk.store.progress import ProgressLog
from mosaic_desk.store.queue_source import QueueSource
from mosaic_desk.store.readings import Readings
from mosaic_desk.store.reports import Reports
from mosaic_desk.store.saved_views import SavedViews
from mosaic_desk.store.settings import Settings
from mosaic_desk.store.shelf import Shelf, add_taxonomy
from mosaic_desk.store.suggestions import Suggestions
from mosaic_desk.store.worklist_search import WorklistSearch


class Project:
    """One project file, open for writing or, with a reason, for reading only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shelf = shelf = Shelf()
        self.settings = Settings(database)
        """Small values kept with the project."""
        self.reports = Reports(database, shelf)
        """The reports: one, its neighbours, a stretch of them, where each stands."""
        self.suggestions = Suggestions(database, shelf)
        """What models said of the reports."""
        self.adapters = Adapters(database, shelf)
        """Which adapter suggests, who decided it, and what earlier ones said."""
        self.corrections = Corrections(database, shelf)
        """The labels that stand."""
        self.history = History(database, shelf)
        """What readers did: recorded, undone, redone."""
        self.readings = Readings(database, shelf)
        """How the reports are read: marks, draws, guidance, the log of actions."""

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

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Questions asked within see one state of the file, and are answered faster; nothing is written within."""
        with self._database.reading():
            yield

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
                role=role, asked=self._shelf.asked(session, taxonomy), reader=reader, is_blind=is_blind,
            )  # fmt: skip

    def worklist_search(self, taxonomy_id: TaxonomyId, *, is_blind_mode: bool = False) -> WorklistSearch:
        """Questions about a taxonomy's worklist; `is_blind_mode`: reports not committed are read unseen."""
        with self._database.reading() as session:
            asked = self._shelf.current(session, taxonomy_id)
        return WorklistSearch(self._database, asked, is_blind_mode=is_blind_mode)

    def queue_source(self, taxonomy: Taxonomy) -> QueueSource:
        """What queues are ranked by under a taxonomy."""
        with self._database.reading() as session:
            return QueueSource(self._database, self._shelf.asked(session, taxonomy))

    def saved_views(self) -> SavedViews:
        """The queries that readers gave a name."""
        return SavedViews(self._database)

    def progress_log(self, taxonomy: Taxonomy) -> ProgressLog:
        """What progress under a taxonomy is counted from."""
        with self._database.reading() as session:
            return ProgressLog(self._database, self._shelf.asked(session, taxonomy))

    def check(self) -> list[str]:
        """One sentence for each invariant that does not hold, beginning with its name; empty when all do."""
        with self._database.reading() as session:
            found = problems_of(session)
        # The search index is checked by a command that writes: never into a file that is damaged already.
        if found or self.is_read_only:
            return found
        with self._database.writing() as session:
            return search_problems(session)
