"""The labels that stand: of one report, of all, and how many of each class."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import Session, col, select

from mosaic_desk.core.events import Correction
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labelled import Labelled
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store.database import Database
from mosaic_desk.store.page import position_of
from mosaic_desk.store.shelf import Asked, Shelf
from mosaic_desk.store.tables import EventRow, LabelRow, ReportRow
from mosaic_desk.store.taught import labelled_reports
from mosaic_desk.store.values import event_of

_COUNTS = text("SELECT finding_id, label, n FROM label_count WHERE taxonomy_number = :taxonomy_number")
_REPORTS_SINCE = text("""
    SELECT DISTINCT report_id FROM label JOIN report ON report.position = label.report_position
    WHERE taxonomy_number = :taxonomy_number AND event_number > :event_number
""")
_REPORTS_A_TIME = 500


class Corrections:
    """What stands in one project; like `Project`, of which it is a part."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def of_report(self, report_id: ReportId, taxonomy: Taxonomy) -> dict[FindingId, Correction]:
        """What stands for a report, in the order of the taxonomy; findings without a label are missing."""
        with self._database.reading() as session:
            asked, position = self._shelf.asked(session, taxonomy), position_of(session, report_id)
            rows = _between(session, asked, after=position - 1, last=position)
            found = {correction.finding_id: correction for _, correction in rows}
            return {finding_id: found[finding_id] for finding_id in asked.taxonomy.finding_ids if finding_id in found}

    def all(self, taxonomy: Taxonomy) -> Iterator[Correction]:
        """Everything that stands, report by report in the order of import.

        Read in stretches: the project can be written between two of them.
        """
        position, stretch = 0, self._after(taxonomy, 0)
        while stretch:
            yield from (correction for _, correction in stretch)
            position = stretch[-1][0]
            stretch = self._after(taxonomy, position)

    def labelled(self, taxonomy: Taxonomy) -> Iterator[Labelled]:
        """The reports of which any label stands, as training sees them, in the order of import.

        To be gone through within `Project.at_once`: it is one state of the file.
        """
        with self._database.reading() as session:
            yield from labelled_reports(session, self._shelf.asked(session, taxonomy))

    def counts(self, taxonomy: Taxonomy) -> dict[FindingId, dict[MentionClass, int]]:
        """How many labels of each class stand for each finding; every finding and class is there."""
        with self._database.reading() as session:
            asked = self._shelf.asked(session, taxonomy)
            classes = asked.taxonomy.classes
            found = {finding_id: dict.fromkeys(classes, 0) for finding_id in asked.taxonomy.finding_ids}
            for finding_id, label, n in session.connection().execute(_COUNTS, {"taxonomy_number": asked.number}):
                found[finding_id][MentionClass(label)] = n
            return found

    def reports_since(self, event_number: int, taxonomy: Taxonomy) -> frozenset[ReportId]:
        """The reports of which a label stands that came after an event of the history."""
        with self._database.reading() as session:
            values = {"taxonomy_number": self._shelf.asked(session, taxonomy).number, "event_number": event_number}
            return frozenset(ReportId(row.report_id) for row in session.connection().execute(_REPORTS_SINCE, values))

    def _after(self, taxonomy: Taxonomy, position: int) -> list[tuple[int, Correction]]:
        """What stands for the next few reports above a position that have any label, with their positions."""
        with self._database.reading() as session:
            asked = self._shelf.asked(session, taxonomy)
            question = (
                select(LabelRow.report_position)
                .where(LabelRow.taxonomy_number == asked.number, LabelRow.report_position > position)
                .distinct()
                .order_by(col(LabelRow.report_position))
                .limit(_REPORTS_A_TIME)
            )
            positions = session.exec(question).all()
            return list(_between(session, asked, after=position, last=positions[-1])) if positions else []


def _between(session: Session, asked: Asked, *, after: int, last: int) -> Iterator[tuple[int, Correction]]:
    question = (
        select(LabelRow.report_position, EventRow, ReportRow.report_id)
        .join(EventRow, col(EventRow.number) == LabelRow.event_number)
        .join(ReportRow, col(ReportRow.position) == LabelRow.report_position)
        .where(
            LabelRow.taxonomy_number == asked.number,
            LabelRow.report_position > after,
            LabelRow.report_position <= last,
        )
        .order_by(col(LabelRow.report_position), col(LabelRow.finding_id))
    )
    for position, row, report_id in session.exec(question):
        yield position, _correction(row, report_id=report_id, asked=asked)


def _correction(row: EventRow, *, report_id: str, asked: Asked) -> Correction:
    event = event_of(row, report_id=report_id, taxonomy_id=asked.taxonomy.id, taxonomy_version=asked.taxonomy.version)
    assert event.finding_id is not None and event.after is not None  # a label row points at an event that sets one
    return Correction(
        report_id=event.report_id,
        taxonomy_id=event.taxonomy_id,
        taxonomy_version=event.taxonomy_version,
        finding_id=event.finding_id,
        label=event.after,
        reader=event.reader,
        mode=event.mode,
        kind=event.kind,
        at=event.at,
        shown=event.shown,
        evidence=event.evidence,
    )
