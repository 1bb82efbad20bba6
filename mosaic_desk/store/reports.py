"""The reports of a project: one, its neighbours, a stretch of them, and where each stands.

Like `Project`, of which it is a part: every method is one transaction.
"""

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.store import worklist
from mosaic_desk.store.database import Database
from mosaic_desk.store.page import position_of
from mosaic_desk.store.priors import priors_of
from mosaic_desk.store.shelf import Shelf


class Reports:
    """The reports of one project, in the order of import."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def find(self, report_id: ReportId) -> Report:
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

    def ids(self) -> tuple[ReportId, ...]:
        """All ids in the order of import."""
        with self._database.reading() as session:
            return worklist.all_ids(session)

    def stretch(self, *, after: int = 0, limit: int = 500) -> tuple[tuple[int, Report], ...]:
        """Positions and reports above a position, in order."""
        with self._database.reading() as session:
            return worklist.reports_after(session, position=after, limit=limit)

    def neighbour(self, report_id: ReportId, step: int) -> ReportId | None:
        """The report `step` places further in the order of import; None past either end."""
        with self._database.reading() as session:
            return worklist.neighbour(session, report_id, step)

    def priors(self, report_id: ReportId) -> tuple[PriorRow, ...]:
        """Earlier reports of the same patient, the newest first; none where patient or date is not known."""
        with self._database.reading() as session:
            return priors_of(session, report_id)

    def state(self, report_id: ReportId, taxonomy: Taxonomy) -> ReportState:
        """Where a report stands."""
        with self._database.reading() as session:
            return worklist.state_of(session, self._shelf.asked(session, taxonomy), report_id)

    def state_counts(self, taxonomy_id: TaxonomyId) -> dict[ReportState, int]:
        """How many reports are in each state; their sum is the number of reports."""
        with self._database.reading() as session:
            return worklist.state_counts(session, self._shelf.current(session, taxonomy_id))

    def is_flagged(self, report_id: ReportId, taxonomy: Taxonomy | None = None) -> bool:
        """Whether a reader flagged a report under a taxonomy; None: under any."""
        with self._database.reading() as session:
            asked = None if taxonomy is None else self._shelf.asked(session, taxonomy)
            return worklist.is_flagged(session, asked, report_id)

    def truth(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> dict[FindingId, MentionClass]:
        """The labels kept apart for scoring; empty where there are none."""
        with self._database.reading() as session:
            return worklist.truth_of(session, report_id, taxonomy_id)
