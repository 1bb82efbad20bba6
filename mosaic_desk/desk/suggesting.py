"""Suggestions from the model, report by report, stored as they come.

The window's background suggesting (`Suggester`), the `suggest` command and the `label` command are one
loop: take some reports, ask the worker, hand over what it answers.
"""

import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from mosaic_desk.core.errors import MosaicError, WorkerCancelled
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.messages import Answered, Loaded, LoadModel, Message, Progress, Scored, ScoreReports
from mosaic_desk.core.prompt import Prompt, prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.desk.worker import Worker

DEFAULT_BACKBONE = "gemma-3-270m"
CHUNK_REPORTS = 32
"""Reports asked at a time: enough to batch by length, few enough that little is lost by a kill."""

_STORED_AT_ONCE = 8

Tell = Callable[[SuggestProgress], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelChoice:
    """Which model is asked. `adapter` None: the one shipped for the backbone; "none": untuned."""

    backbone: str = DEFAULT_BACKBONE
    adapter: str | None = None
    device: str = "cpu"


class Labeller:
    """A worker with a model: loads once, labels as often as asked, loads again after a crash."""

    def __init__(self, worker: Worker, choice: ModelChoice) -> None:
        self._worker = worker
        self._choice = choice
        self._loaded: Loaded | None = None
        self._loaded_pid: int | None = None

    def suggestions(
        self, reports: Sequence[Report], taxonomy: Taxonomy, *, batch_reports: int = 8,
        tell: Callable[[str], None] = lambda _: None, is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Generator[Suggestion, None, None]:
        """One suggestion a report, in the order in which they are answered, not in the order asked.

        Raises:
            MosaicError: from the worker; what was yielded before is good.
        """
        loaded = self._ready(tell, is_cancelled)
        prompt = prompt_for(taxonomy)
        request = ScoreReports(
            instruction=prompt.instruction,
            branches=[[finding_id, text] for finding_id, text in prompt.branches],
            classes=[str(label) for label in prompt.classes],
            reports=[[report.report_id, report.text] for report in reports],
            batch_reports=batch_reports,
        )
        with closing(self._worker.request(request, until=Scored, is_cancelled=is_cancelled)) as messages:
            for message in messages:
                if isinstance(message, Answered):
                    yield _suggestion(message, taxonomy, prompt, loaded)

    def _ready(self, tell: Callable[[str], None], is_cancelled: Callable[[], bool]) -> Loaded:
        if self._loaded is not None and self._worker.is_running and self._worker.pid == self._loaded_pid:
            return self._loaded
        ask: Message = LoadModel(
            backbone=self._choice.backbone, adapter=self._choice.adapter, device=self._choice.device
        )
        for message in self._worker.request(ask, until=Loaded, is_cancelled=is_cancelled):
            if isinstance(message, Progress):
                tell(message.text)
            elif isinstance(message, Loaded):
                self._loaded, self._loaded_pid = message, self._worker.pid
                return message
        raise AssertionError("a request ends with the message it waits for, or raises")

    def close(self) -> None:
        """Ends the worker."""
        self._worker.end()


def _suggestion(answer: Answered, taxonomy: Taxonomy, prompt: Prompt, loaded: Loaded) -> Suggestion:
    """A suggestion from an answer. The label is the class with the highest probability."""
    findings = {}
    asked = () if answer.error else taxonomy.finding_ids
    for finding_id, line, spans in zip(asked, answer.probabilities, answer.evidence, strict=True):
        probabilities = dict(zip(prompt.classes, line, strict=True))
        findings[finding_id] = FindingSuggestion(
            label=most_probable(probabilities),
            probabilities=probabilities,
            evidence=tuple((start, end) for start, end in spans),
        )
    return Suggestion(
        report_id=ReportId(answer.report_id),
        taxonomy_id=taxonomy.id,
        taxonomy_version=taxonomy.version,
        model=ModelRef(
            backbone=loaded.backbone, backbone_hash=loaded.backbone_hash,
            adapter=loaded.adapter, adapter_hash=loaded.adapter_hash, prompt_hash=prompt.hash,
        ),
        findings=findings,
        warnings=tuple(answer.warnings),
        error=answer.error,
    )


def most_probable(probabilities: dict[MentionClass, float]) -> MentionClass:
    """The class with the highest probability; the first in order where two are equal."""
    return max(probabilities, key=lambda label: probabilities[label])


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
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether reports are being suggested now."""
        return self._thread is not None and self._thread.is_alive()

    def use_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """What is asked from the next start on."""
        self._taxonomy_id = taxonomy_id

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
            lambda: len(report_ids) if report_ids is not None else session.count_without_suggestion(taxonomy)
        ).result()
        run = _Run(total=total, tell=self.tell)
        for reports in self._chunks(report_ids, taxonomy):
            asked = self._labeller.suggestions(reports, taxonomy, tell=run.say, is_cancelled=self._stop.is_set)
            for stored in stored_in_batches(asked, self._store):
                run.count(stored)
        return run.finished()

    def _store(self, found: Sequence[Suggestion]) -> None:
        self._desk.ask(lambda: self._session.save_suggestions(found)).result()

    def _chunks(self, report_ids: Sequence[ReportId] | None, taxonomy: Taxonomy) -> Iterator[Sequence[Report]]:
        """Reports to ask, some at a time; without ids, whatever has no suggestion at that moment."""
        session = self._session
        if report_ids is not None:
            for start in range(0, len(report_ids), CHUNK_REPORTS):
                part = report_ids[start : start + CHUNK_REPORTS]
                yield self._desk.ask(lambda part=part: session.reports(part)).result()  # type: ignore[misc]
            return
        while reports := self._desk.ask(lambda: session.without_suggestion(taxonomy, CHUNK_REPORTS)).result():
            yield reports


def stored_in_batches(
    suggestions: Iterator[Suggestion], store: Callable[[Sequence[Suggestion]], None]
) -> Iterator[Sequence[Suggestion]]:
    """Stores suggestions a few at a time, and yields what is on the disk.

    What had been answered when the worker dies or is cancelled is stored before the error goes on.
    """
    found: list[Suggestion] = []
    try:
        for suggestion in suggestions:
            found.append(suggestion)
            if len(found) >= _STORED_AT_ONCE:
                full, found = found, []
                store(full)
                yield full
    except MosaicError:
        if found:
            store(found)
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
