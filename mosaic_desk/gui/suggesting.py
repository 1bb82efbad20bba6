"""Background suggesting as the window sees it: start, stop, and progress handed over in its own thread."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.desk.labeller import ModelChoice


class Suggester(Protocol):
    """Fills in missing suggestions; `tell` is called from a thread of its own."""

    tell: Callable[[SuggestProgress], None]

    def use_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """What is asked from the next start on."""

    def use_model(self, choice: ModelChoice) -> None:
        """Which model is asked from the next reports on."""

    def start(self, report_ids: Sequence[ReportId] | None = None) -> None:
        """Begin with these reports, or with all that have no suggestion; returns at once."""

    def cancel(self) -> None:
        """Stop soon; what was suggested is kept."""

    def close(self) -> None:
        """Stop and give the model up; may take seconds."""


class Suggesting(QObject):
    """`start` and `cancel` in; `progressed` out, in the window's thread."""

    progressed = Signal(object)  # SuggestProgress
    _told = Signal(object)

    def __init__(self, suggester: Suggester | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._suggester = suggester
        self._is_closed = False
        self.is_running = False
        self.was_stopped = False  # by the reader, the last time
        self._told.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        if suggester is not None:
            suggester.tell = self._tell

    @property
    def is_possible(self) -> bool:
        """Whether there is a model at all."""
        return self._suggester is not None

    def use_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """Ask for another taxonomy from the next start on."""
        if self._suggester is not None:
            self._suggester.use_taxonomy(taxonomy_id)

    def use_model(self, choice: ModelChoice) -> None:
        """Ask another model from the next reports on."""
        if self._suggester is not None:
            self._suggester.use_model(choice)

    def start(self, report_ids: Sequence[ReportId] | None = None) -> None:
        """Begin, unless it is running."""
        if self._suggester is not None and not self.is_running:
            self.is_running, self.was_stopped = True, False
            self._suggester.start(report_ids)

    def cancel(self) -> None:
        """Stop soon."""
        if self._suggester is not None:
            self.was_stopped = True
            self._suggester.cancel()

    def close(self) -> None:
        """Hand nothing over any more."""
        self._is_closed = True
        self.cancel()

    def _tell(self, progress: SuggestProgress) -> None:
        if not self._is_closed:
            self._told.emit(progress)

    def _hand_over(self, progress: SuggestProgress) -> None:
        self.is_running = not progress.is_finished
        if not self._is_closed:
            self.progressed.emit(progress)
