"""Suggestions for the reports of a project, in the background, stored as they come."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from mosaic_desk.core.errors import MosaicError, WorkerCancelled, WorkerError
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.labeller import CHUNK_REPORTS, Labeller, ModelChoice
from mosaic_desk.desk.restarting import FATAL_REPORT
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.thread import DeskThread

_STORED_AT_ONCE = 8

Tell = Callable[[SuggestProgress], None]


class Suggester:
    """Fills in missing suggestions in the background while the reader works."""

    def __init__(
        self, session: Session, desk_thread: DeskThread, labeller: Labeller, *, taxonomy_id: TaxonomyId, tell: Tell
    ) -> None:
        self._session = session
        self._desk = desk_thread
        self._labeller = labeller
        self._taxonomy_id = taxonomy_id
        self.tell = tell
        self._stop = threading.Event()
        self._is_told = False  # that the run has ended
        self._suspects: set[ReportId] = set()  # not answered when the model died
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether reports are being suggested now."""
        return self._thread is not None and self._thread.is_alive()

    def use_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """What is asked from the next start on."""
        self._taxonomy_id = taxonomy_id

    def use_model(self, choice: ModelChoice) -> None:
        """Which model is asked from the next reports on, also while it is running."""
        self._labeller.use(choice)

    def start(self, report_ids: Sequence[ReportId] | None = None) -> None:
        """Suggests for these reports, or for all that have no suggestion; returns at once."""
        before = self._thread if self.is_running else None
        if before is not None and not self._is_told:
            return
        self._stop.clear()
        self._is_told = False
        self._thread = threading.Thread(target=self._run, args=(report_ids, before), name="suggester", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stops within two seconds; what was suggested is kept."""
        self._stop.set()

    def close(self) -> None:
        """Stops and ends the worker."""
        self.cancel()
        if self._thread is not None:
            self._thread.join(timeout=5)
        self._labeller.close()

    def _run(self, report_ids: Sequence[ReportId] | None, before: threading.Thread | None) -> None:
        """Whatever happens, the last word is told: a window must not wait for a thread that is gone."""
        if before is not None:
            before.join()  # it has told its end, and lets go of the worker
        try:
            self._tell_last(self._suggest_all(report_ids))
        except WorkerCancelled as stopped:
            self._tell_last(SuggestProgress(done=0, total=0, text=str(stopped), is_finished=True))
        except MosaicError as error:
            self._tell_last(SuggestProgress(done=0, total=0, text="", is_finished=True, error=str(error)))
        except Exception:
            if self._stop.is_set():  # the window is closing, and the desk's thread has gone before us
                return
            sentence = "Suggesting stopped on an error of the program; what was suggested before is kept."
            self._tell_last(SuggestProgress(done=0, total=0, text="", is_finished=True, error=sentence))
            raise

    def _tell_last(self, progress: SuggestProgress) -> None:
        self._is_told = True
        self.tell(progress)

    def _suggest_all(self, report_ids: Sequence[ReportId] | None) -> SuggestProgress:
        session, taxonomy_id = self._session, self._taxonomy_id
        taxonomy = self._desk.ask(lambda: session.taxonomy(taxonomy_id)).result()
        total = self._desk.ask(
            lambda: len(report_ids) if report_ids is not None else session.suggestions.count_waiting(taxonomy)
        ).result()
        run = _Run(total=total, tell=self.tell)
        for reports in self._chunks(report_ids, taxonomy):
            self._suggest_chunk(reports, taxonomy, run)
        return run.finished()

    def _suggest_chunk(self, reports: Sequence[Report], taxonomy: Taxonomy, run: "_Run") -> None:
        """Asks reports together; those among which the model died before, one by one.

        The first failure is told and ends the run. A report on which the model fails alone is kept as
        unanswerable, so that it does not hold up those behind it for ever.
        """
        for part in self._apart_from_suspects(reports):
            asked = self._labeller.suggestions(part, taxonomy, tell=run.say, is_cancelled=self._stop.is_set)
            waiting = {report.report_id for report in part}
            try:
                for stored in stored_in_batches(asked, self._store):
                    waiting -= {suggestion.report_id for suggestion in stored}
                    run.count(stored)
            except WorkerCancelled:
                raise
            except WorkerError:
                if len(part) == 1 and waiting <= self._suspects:
                    # Loaded again: the report is to blame, not a model that does not load.
                    self._labeller.model(taxonomy, tell=run.say, is_cancelled=self._stop.is_set)
                    self._store([self._labeller.unanswerable(part[0], taxonomy, FATAL_REPORT)])
                    continue
                self._suspects |= waiting
                raise

    def _apart_from_suspects(self, reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
        clear = [report for report in reports if report.report_id not in self._suspects]
        if clear:
            yield clear
        yield from ([report] for report in reports if report.report_id in self._suspects)

    def _store(self, found: Sequence[Suggestion]) -> None:
        self._desk.ask(lambda: self._session.suggestions.save(found)).result()

    def _chunks(self, report_ids: Sequence[ReportId] | None, taxonomy: Taxonomy) -> Iterator[Sequence[Report]]:
        """Reports to ask, some at a time; without ids, whatever has no suggestion at that moment."""
        session = self._session
        if report_ids is not None:
            for start in range(0, len(report_ids), CHUNK_REPORTS):
                part = report_ids[start : start + CHUNK_REPORTS]
                yield self._desk.ask(lambda part=part: session.reports(part)).result()  # type: ignore[misc]
            return
        while reports := self._desk.ask(lambda: session.suggestions.waiting(taxonomy, CHUNK_REPORTS)).result():
            yield reports


def stored_in_batches(
    suggestions: Iterator[Suggestion], store: Callable[[Sequence[Suggestion]], None]
) -> Iterator[Sequence[Suggestion]]:
    """Stores suggestions a few at a time, and yields what is on the disk.

    What had been answered when the worker dies or somebody stops it is stored and yielded before the error goes on.
    """
    found: list[Suggestion] = []
    try:
        for suggestion in suggestions:
            found.append(suggestion)
            if len(found) >= _STORED_AT_ONCE:
                full, found = found, []
                store(full)
                yield full
    except (MosaicError, KeyboardInterrupt):
        if found:
            store(found)
            yield found
        raise
    if found:
        store(found)
        yield found


class _Run:
    """Counts what is stored, and tells it with the time that is left."""

    def __init__(self, *, total: int, tell: Tell) -> None:
        self._total = total
        self._done = 0
        self._first_stored: tuple[float, int] | None = None
        self._tell = tell

    def say(self, text: str) -> None:
        self._tell(SuggestProgress(done=self._done, total=self._total, text=text))

    def count(self, stored: Sequence[Suggestion]) -> None:
        now = time.monotonic()
        self._done += len(stored)
        left = None
        if self._first_stored is None:
            self._first_stored = (now, self._done)
        else:
            first_at, first_done = self._first_stored
            left = (now - first_at) / (self._done - first_done) * (self._total - self._done)
        self._tell(SuggestProgress(done=self._done, total=self._total, text="Suggesting", seconds_left=left))

    def finished(self) -> SuggestProgress:
        return SuggestProgress(done=self._done, total=self._total, text="Suggestions ready", is_finished=True)
