"""The part of an open project that is about how reports are read: marks, draws, guidance, the log of actions.

Like `Project`, of which it is a part: every method is one transaction.
"""

from random import Random

from mosaic_desk.core.events import Action, Change, EventKind, Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.judged import FirstRead
from mosaic_desk.core.reading import Guidance, Reading
from mosaic_desk.core.review import CommentEntry
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store import history, marks
from mosaic_desk.store.action_log import LoggedAction, last_actions, one_action
from mosaic_desk.store.database import Database
from mosaic_desk.store.draws import drawn_position, pending_position, report_at
from mosaic_desk.store.first_reads import Stretch, first_reads, first_reads_below
from mosaic_desk.store.guidance import standing_guidance, write_guidance
from mosaic_desk.store.page import position_of
from mosaic_desk.store.shelf import Shelf

DRAWN_AT_RANDOM = "random"


class Readings:
    """How the reports of one project are read."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def reading(self, report_id: ReportId, taxonomy: Taxonomy) -> Reading:
        """What stands for a report beside its labels."""
        with self._database.reading() as session:
            return marks.reading_of(session, self._shelf.asked(session, taxonomy), report_id)

    def comments(self, taxonomy: Taxonomy) -> tuple[CommentEntry, ...]:
        """The comments that stand, in the order of import."""
        with self._database.reading() as session:
            return marks.comments(session, self._shelf.asked(session, taxonomy))

    def committed_since(self, at: str, taxonomy: Taxonomy) -> int:
        """How many reports readers have committed since a moment (ISO 8601 in UTC, to the millisecond)."""
        with self._database.reading() as session:
            asked = self._shelf.asked(session, taxonomy)
            return marks.committed_since(session, asked, at=at)

    def first_read(
        self, taxonomy: Taxonomy, *, chance: Random, reader: ReaderName, but: ReportId | None = None
    ) -> ReportId | None:
        """A report to read without its suggestion, drawn now from all unread ones and stored as drawn.

        One that was drawn earlier and is still to be read comes first. `but` is left out. None where
        no unread report is left.

        Raises:
            ProjectReadOnly: if this instance may not write.
        """
        with self._database.writing() as session:
            asked = self._shelf.asked(session, taxonomy)
            left_out = 0 if but is None else position_of(session, but)
            pending = pending_position(session, asked, but=left_out)
            if pending is not None:
                return report_at(session, pending)
            position = drawn_position(session, asked, chance=chance, but=left_out)
            if position is None:
                return None
            report_id = report_at(session, position)
            history.record(session, self._shelf, _draw(report_id, taxonomy, reader))
            return report_id

    def first_reads(self, taxonomy: Taxonomy) -> tuple[FirstRead, ...]:
        """What readers labelled before a suggestion was seen, of reports that no queue chose."""
        with self._database.reading() as session:
            return first_reads(session, self._shelf.asked(session, taxonomy))

    def first_reads_below(self, taxonomy: Taxonomy, *, below: int | None, reports: int) -> Stretch:
        """The first reads among the last `reports` reports below a position (None: of all) that have a history."""
        with self._database.reading() as session:
            asked = self._shelf.asked(session, taxonomy)
            return first_reads_below(session, asked, below=below, reports=reports)

    def guidance(self, taxonomy_id: TaxonomyId) -> dict[FindingId, Guidance]:
        """What was written over a taxonomy's own guidance, by finding."""
        with self._database.reading() as session:
            return standing_guidance(session, taxonomy_id)

    def set_guidance(
        self, taxonomy_id: TaxonomyId, finding_id: FindingId, wording: str, *, reader: ReaderName
    ) -> None:
        """Write guidance for a finding; an empty wording brings the taxonomy's own back."""
        with self._database.writing() as session:
            write_guidance(session, taxonomy_id=taxonomy_id, finding_id=finding_id, wording=wording, reader=reader)

    def last_actions(self, limit: int) -> tuple[LoggedAction, ...]:
        """The last actions that readers did, newest first."""
        with self._database.reading() as session:
            return last_actions(session, limit=limit)

    def logged_action(self, number: int) -> LoggedAction | None:
        """An action by its number; None where readers did none of that number."""
        with self._database.reading() as session:
            return one_action(session, number)


def _draw(report_id: ReportId, taxonomy: Taxonomy, reader: ReaderName) -> Action:
    return Action(
        report_id=report_id,
        taxonomy_id=taxonomy.id,
        taxonomy_version=taxonomy.version,
        reader=reader,
        mode=Mode.FIRST_READ,
        changes=(Change(kind=EventKind.DRAWN),),
        drawn_by=DRAWN_AT_RANDOM,
    )
