"""One reader at one open project: next report, correct, commit, undo, search.

Every method runs in the one thread that opened the project (`desk.thread.DeskThread` for a window,
the main thread for a terminal) and returns when what it did is on the disk.
"""

from pathlib import Path

from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import ProjectSummary, ReviewPage, Undone, WorklistFilter, WorklistRow


class Session:
    """An open project with its reader."""

    @classmethod
    def open(cls, path: Path, *, reader: ReaderName) -> "Session":
        """Open a project; read-only where another instance has it or it cannot be written."""
        raise NotImplementedError

    def summary(self, taxonomy_id: TaxonomyId) -> ProjectSummary:
        """The project at a glance."""
        raise NotImplementedError

    def worklist(
        self, taxonomy_id: TaxonomyId, *, show: WorklistFilter = WorklistFilter.ALL, search: str = "",
        after: int = 0, limit: int = 500,
    ) -> tuple[WorklistRow, ...]:
        """Rows with a position above `after`, in order of import; `search` is words of the text or an id."""
        raise NotImplementedError

    def page(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """The report as it stands now."""
        raise NotImplementedError

    def set_label(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, label: MentionClass, *,
        spent_ms: int,
    ) -> ReviewPage:
        """The reader's own answer for one finding, also where it agrees."""
        raise NotImplementedError

    def accept(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int
    ) -> ReviewPage:
        """The suggestion of one finding, accepted with its own key."""
        raise NotImplementedError

    def clear(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int
    ) -> ReviewPage:
        """Takes a label back; nothing stands then."""
        raise NotImplementedError

    def commit(self, report_id: ReportId, taxonomy_id: TaxonomyId, *, spent_ms: int) -> ReviewPage | None:
        """Confirms what stands and closes the report; returns the next open report, None when all are done.

        Raises:
            InputError: if a row needs its own key first (`FindingRow.needs_key`).
        """
        raise NotImplementedError

    def flag(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """Flags the report, or takes the flag away."""
        raise NotImplementedError

    def neighbour(self, report_id: ReportId, step: int) -> ReportId | None:
        """The report `step` places further in the order of import; None past either end."""
        raise NotImplementedError

    def undo(self) -> Undone | None:
        """Takes back the last action of this project; None when there is none."""
        raise NotImplementedError

    def redo(self) -> Undone | None:
        """Brings back what was undone last; None when there is nothing."""
        raise NotImplementedError

    def close(self) -> None:
        """Closes the project and gives the lock up."""
        raise NotImplementedError
