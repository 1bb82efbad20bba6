"""Which report comes next: drawn at random in a share of the cases, else the next in order.

The draw comes before the order is looked at and knows nothing of suggestions; `store.draws` says why it
is even.
"""

from collections.abc import Callable
from random import Random

from mosaic_desk.core.errors import ProjectError
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import ReviewPage
from mosaic_desk.desk.first_read_share import first_read_share
from mosaic_desk.desk.seat import Seat


class Serving:
    """Serves one reader the reports of one project; `queue` says which comes next in order.

    `draws_all`: whether every report under a taxonomy is to be drawn, whatever the share of the project.
    """

    def __init__(
        self, seat: Seat, *, chance: Random, queue: Callable[[TaxonomyId, ReportId | None], ReportId | None],
        draws_all: Callable[[TaxonomyId], bool] = lambda _: False,
    ) -> None:
        self._seat = seat
        self._queue = queue
        self._draws_all = draws_all
        self._chance = chance
        self._drawn_last: ReportId | None = None
        self._left_at: ReportId | None = None  # where the reader was in the queue when that one was drawn

    def next_page(self, taxonomy_id: TaxonomyId, *, after: ReportId | None) -> ReviewPage | None:
        """The next report to read; None where none is unread or started. Skipped ones do not come."""
        stood_at = self._queue_place(after)
        drawn = self._drawn(taxonomy_id, after)
        if drawn is not None:
            self._drawn_last, self._left_at = drawn, stood_at
            return self._seat.page(drawn, taxonomy_id)
        return self._served(self._queue(taxonomy_id, stood_at), taxonomy_id)

    def read_ahead(self, taxonomy_id: TaxonomyId, *, around: ReportId, ahead: int) -> tuple[Report, ...]:
        """Reads the reports that the queue probably serves next, and the neighbours of one; nothing is drawn."""
        project, wanted, following = self._seat.project, list[ReportId](), self._queue_place(around)
        with project.at_once():
            for _ in range(ahead):
                found = self._queue(taxonomy_id, following)
                if found is None or found == around or found in wanted:
                    break
                wanted.append(found)
                following = found
            beside = (project.reports.neighbour(around, -1), project.reports.neighbour(around, 1))
            near = [report_id for report_id in beside if report_id is not None]
            return self._seat.ahead.read_ahead(dict.fromkeys([*near, *wanted]), self._seat.taxonomies[taxonomy_id])

    def _queue_place(self, after: ReportId | None) -> ReportId | None:
        """Behind which report the queue goes on: a report drawn at random does not move the reader in it."""
        return self._left_at if after is not None and after == self._drawn_last else after

    def _served(self, report_id: ReportId | None, taxonomy_id: TaxonomyId) -> ReviewPage | None:
        if report_id is None:
            return None
        self._seat.note_served(report_id, taxonomy_id, by="queue")
        return self._seat.page(report_id, taxonomy_id)

    def _drawn(self, taxonomy_id: TaxonomyId, after: ReportId | None) -> ReportId | None:
        project, taxonomy = self._seat.project, self._seat.taxonomies[taxonomy_id]
        share = 1.0 if self._draws_all(taxonomy_id) else first_read_share(project)
        if project.is_read_only or self._chance.random() >= share:
            return None
        try:
            return project.readings.first_read(taxonomy, chance=self._chance, reader=self._seat.reader, but=after)
        except ProjectError:
            # What was done before is stored, and must not be told as lost because of a draw. A draw that cannot
            # be stored is none; the fault is told with the next thing the reader does.
            return None
