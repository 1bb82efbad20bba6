"""Suggestions for hours on end: a worker that ends is started again, a report on which it fails is set apart.

Knows no file and no project: reports in, suggestions out.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import TypeVar

from mosaic_desk.core.errors import WorkerCancelled, WorkerError
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.labeller import Labeller

STRETCH_REPORTS = 256
"""Reports asked at a time: enough to batch by length well; as many are lost by a kill at most."""
STRETCH_CHARACTERS = 2_000_000
"""What the reports asked at a time hold together at most, so that long ones do not fill the memory."""
MOST_FAILURES = 12
"""Failures of the worker without an answer between them: then it is the machine, not the reports."""
FATAL_REPORT = "The model fails on this report each time it is asked; label it by hand."
_TRIES = 2

Entry = TypeVar("Entry")


def stretches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries in order, some at a time, by number and by length of the reports among them."""
    stretch: list[Entry] = []
    characters = 0
    for entry in entries:
        length = len(entry.text) if isinstance(entry, Report) else 0
        if stretch and (len(stretch) >= STRETCH_REPORTS or characters + length > STRETCH_CHARACTERS):
            yield stretch
            stretch, characters = [], 0
        stretch.append(entry)
        characters += length
    if stretch:
        yield stretch


class Restarting:
    """Asks a labeller under one taxonomy, whatever becomes of its worker."""

    def __init__(
        self, labeller: Labeller, taxonomy: Taxonomy, *, batch_reports: int = 8,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._labeller = labeller
        self._taxonomy = taxonomy
        self._batch_reports = batch_reports
        self._tell = tell
        self._failures = 0  # since the last answer
        self.restarts = 0

    @property
    def memory_mib(self) -> float:
        """What the model's process has held at most; 0 where nobody tells."""
        return self._labeller.memory_mib

    def model(self) -> ModelRef:
        """Which model answers; loaded first where it is not.

        Raises:
            MosaicError: if it cannot be loaded, also not by a new process where the first one ended.
        """
        while True:
            try:
                return self._labeller.model(self._taxonomy, tell=self._tell)
            except WorkerError as error:
                if not _has_ended(error):
                    raise  # it says why, and would say so each time
                self._bear(error)

    def suggestions(self, reports: Sequence[Report]) -> Iterator[Suggestion]:
        """A suggestion for every report; where the worker ended, some come twice, and the later one counts.

        A second try asks all of them again, so that they meet in the same batches and get the same numbers.
        Then those without an answer are asked one by one.

        Raises:
            MosaicError: if the model cannot be loaded, or the worker ends over and over without an answer.
        """
        answered: set[ReportId] = set()
        for _ in range(_TRIES):
            answered.clear()
            if (yield from self._tried(reports, answered)):
                return
        for report in reports:
            if report.report_id not in answered:
                yield from self._alone(report)

    def _alone(self, report: Report) -> Iterator[Suggestion]:
        for _ in range(_TRIES):
            if (yield from self._tried([report], set())):
                return
        self.model()  # loaded again: the report is to blame, not a model that does not load
        yield self._labeller.unanswerable(report, self._taxonomy, FATAL_REPORT)

    def _tried(self, reports: Sequence[Report], answered: set[ReportId]) -> Generator[Suggestion, None, bool]:
        """Suggestions for as long as the worker goes on; whether it went on to the end."""
        self.model()
        asked = self._labeller.suggestions(
            reports, self._taxonomy, batch_reports=self._batch_reports, tell=self._tell
        )
        try:
            for suggestion in asked:
                self._failures = 0
                answered.add(suggestion.report_id)
                yield suggestion
        except WorkerError as error:
            self._bear(error)
            return False
        return True

    def _bear(self, error: WorkerError) -> None:
        """Counts a failure, and gives up where there were too many.

        Raises:
            WorkerError: the one given, where trying again is no use.
        """
        self._failures += 1
        if isinstance(error, WorkerCancelled):
            raise error
        how = str(error).split(";")[0].rstrip(".")
        if self._failures >= MOST_FAILURES:
            raise type(error)(
                f"{how}, {self._failures} times without an answer; make room in memory or look at worker.log, "
                "then the same command goes on where it stopped."
            )
        if _has_ended(error):
            self.restarts += 1
            self._tell(f"{how}; starting it again")
        else:
            self._tell(f"{how}; asking it again")


def _has_ended(error: WorkerError) -> bool:
    """Whether the process is gone; a plain `WorkerError` is its own word or the system's, and comes each time."""
    return type(error) is not WorkerError
