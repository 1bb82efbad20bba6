"""The reports of a project: one, its neighbours, a stretch of them, and where each stands.

Everything pages by position, never by OFFSET: a project holds up to a million reports.
"""

from sqlalchemy import text
from sqlmodel import Session, col, select

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.store.database import Database
from mosaic_desk.store.page import position_of
from mosaic_desk.store.priors import priors_of
from mosaic_desk.store.shelf import Shelf
from mosaic_desk.store.tables import ReportRow, ReportStateRow, TruthRow
from mosaic_desk.store.values import report_of

_COUNTS = text("SELECT what, n FROM report_count WHERE taxonomy_number = :taxonomy_number")


class Reports:
    """The reports of one project, in the order of import; every method is one transaction."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def find(self, report_id: ReportId) -> Report:
        """The report.

        Raises:
            InputError: if the project does not hold it.
        """
        with self._database.reading() as session:
            row = session.exec(select(ReportRow).where(ReportRow.report_id == report_id)).first()
            if row is None:
                raise InputError(f"There is no report “{report_id}” in this project.")
            return report_of(row)

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
            names = session.exec(select(ReportRow.report_id).order_by(col(ReportRow.position)))
            return tuple(ReportId(name) for name in names)

    def stretch(self, *, after: int = 0, limit: int = 500) -> tuple[tuple[int, Report], ...]:
        """Positions and reports above a position, in order."""
        position = col(ReportRow.position)
        with self._database.reading() as session:
            rows = session.exec(select(ReportRow).where(position > after).order_by(position).limit(limit))
            return tuple((row.position, report_of(row)) for row in rows)

    def neighbour(self, report_id: ReportId, step: int) -> ReportId | None:
        """The report `step` places further in the order of import (back, below 0); None past either end."""
        with self._database.reading() as session:
            return _neighbour(session, report_id, step)

    def priors(self, report_id: ReportId) -> tuple[PriorRow, ...]:
        """Earlier reports of the same patient, the newest first; none where patient or date is not known."""
        with self._database.reading() as session:
            return priors_of(session, report_id)

    def state(self, report_id: ReportId, taxonomy: Taxonomy) -> ReportState:
        """Where a report stands."""
        with self._database.reading() as session:
            question = select(ReportStateRow.state).where(
                ReportStateRow.taxonomy_number == self._shelf.asked(session, taxonomy).number,
                ReportStateRow.report_position == position_of(session, report_id),
            )
            return ReportState(session.exec(question).one())

    def state_counts(self, taxonomy_id: TaxonomyId) -> dict[ReportState, int]:
        """How many reports are in each state, from cached counters; their sum is the number of reports."""
        with self._database.reading() as session:
            number = self._shelf.current(session, taxonomy_id).number
            counters = {what: int(n) for what, n in session.connection().execute(_COUNTS, {"taxonomy_number": number})}
            return {state: counters[state.value] for state in ReportState}

    def is_flagged(self, report_id: ReportId, taxonomy: Taxonomy | None = None) -> bool:
        """Whether a reader flagged a report under a taxonomy; None: under any."""
        with self._database.reading() as session:
            question = select(ReportStateRow).where(ReportStateRow.report_position == position_of(session, report_id))
            if taxonomy is not None:
                number = self._shelf.asked(session, taxonomy).number
                question = question.where(ReportStateRow.taxonomy_number == number)
            return any(row.is_flagged for row in session.exec(question))

    def truth(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> dict[FindingId, MentionClass]:
        """The labels kept apart for scoring; empty where there are none."""
        with self._database.reading() as session:
            question = select(TruthRow).where(
                TruthRow.report_position == position_of(session, report_id), TruthRow.taxonomy_id == taxonomy_id
            )
            return {FindingId(row.finding_id): MentionClass(row.label) for row in session.exec(question)}


def _neighbour(session: Session, report_id: ReportId, step: int) -> ReportId | None:
    here, position = position_of(session, report_id), col(ReportRow.position)
    if step == 0:
        return report_id
    question = select(ReportRow.report_id).where(position > here if step > 0 else position < here)
    # Over a few places only: a step is a key press, not a page.
    question = question.order_by(position if step > 0 else position.desc()).offset(abs(step) - 1).limit(1)
    name = session.exec(question).first()
    return None if name is None else ReportId(name)
