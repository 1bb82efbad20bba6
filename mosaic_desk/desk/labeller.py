"""Suggestions from the model for reports that are handed in: no project, no window.

A `Labeller` keeps the worker's model loaded between requests, and loads it again after a crash.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.json_prompt import JsonPrompt, json_prompt_for
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.messages import Answered, Loaded, LoadModel, Message, Progress, Scored, ScoreReports
from mosaic_desk.core.prompt import Prompt, prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.server_address import ServerSetting
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.asking import ask_message, connect_message
from mosaic_desk.desk.worker import Worker

DEFAULT_BACKBONE = "gemma-3-270m"
CHUNK_REPORTS = 32
"""Reports asked at a time: enough to batch by length, few enough that little is lost by a kill."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelChoice:
    """Which model is asked. `adapter` None: the one shipped for the backbone; "none": untuned.

    Where a `server` is named, its model is asked instead of one that runs here.
    """

    backbone: str = DEFAULT_BACKBONE
    adapter: str | None = None
    device: str = "cpu"
    server: ServerSetting | None = None


class Labeller:
    """A worker with a model: loads once, labels as often as asked, loads again after a crash."""

    def __init__(self, worker: Worker, choice: ModelChoice) -> None:
        self._worker = worker
        self._choice = choice
        self._loaded: Loaded | None = None
        self._loaded_pid: int | None = None
        self.scored = 0  # reports so far, and the seconds they took without loading
        self.seconds = 0.0

    @property
    def reports_per_second(self) -> float:
        """The rate of scoring, without loading; 0 before the first request has ended."""
        return self.scored / self.seconds if self.seconds else 0.0

    @property
    def memory_mib(self) -> float:
        """What the model's process has held at most; 0 where it does not tell."""
        return self._worker.memory_mib

    def model(
        self, taxonomy: Taxonomy, *,
        tell: Callable[[str], None] = lambda _: None, is_cancelled: Callable[[], bool] = lambda: False,
    ) -> ModelRef:
        """Which model would answer, and by which prompt; loaded first where it is not.

        Raises:
            MosaicError: from the worker.
        """
        return _model_ref(self._ready(tell, is_cancelled), self._prompt(taxonomy))

    def suggestions(
        self, reports: Sequence[Report], taxonomy: Taxonomy, *, batch_reports: int = 8,
        tell: Callable[[str], None] = lambda _: None, is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Generator[Suggestion, None, None]:
        """One suggestion a report, in the order in which they are answered, not in the order asked.

        Raises:
            MosaicError: from the worker; what was yielded before is good.
        """
        loaded = self._ready(tell, is_cancelled)
        prompt = self._prompt(taxonomy)
        request = _request(prompt, reports, batch_reports)
        with closing(self._worker.request(request, until=Scored, is_cancelled=is_cancelled)) as messages:
            for message in messages:
                if isinstance(message, Answered):
                    yield _suggestion(message, taxonomy, prompt, loaded)
                elif isinstance(message, Scored):
                    self.scored += message.reports
                    self.seconds += message.seconds

    def _prompt(self, taxonomy: Taxonomy) -> Prompt | JsonPrompt:
        return prompt_for(taxonomy) if self._choice.server is None else json_prompt_for(taxonomy)

    def _ready(self, tell: Callable[[str], None], is_cancelled: Callable[[], bool]) -> Loaded:
        if self._loaded is not None and self._worker.is_running and self._worker.pid == self._loaded_pid:
            return self._loaded
        choice = self._choice
        if choice.server is not None:
            tell(f"Report text is sent to {choice.server.described}")
        ask: Message = (
            LoadModel(backbone=choice.backbone, adapter=choice.adapter, device=choice.device)
            if choice.server is None
            else connect_message(choice.server)
        )
        for message in self._worker.request(ask, until=Loaded, is_cancelled=is_cancelled):
            if isinstance(message, Progress):
                tell(message.text)
            elif isinstance(message, Loaded):
                self._loaded, self._loaded_pid = message, self._worker.pid
                return message
        raise AssertionError("a request ends with the message it waits for, or raises")

    def unanswerable(self, report: Report, taxonomy: Taxonomy, reason: str) -> Suggestion:
        """The record that the model loaded last could not answer a report."""
        answer = Answered(report_id=report.report_id, probabilities=[], evidence=[], warnings=[], error=reason)
        assert self._loaded is not None, "only a model that was loaded can fail on a report"
        return _suggestion(answer, taxonomy, self._prompt(taxonomy), self._loaded)

    def close(self) -> None:
        """Ends the worker."""
        self._worker.end()


def _request(prompt: Prompt | JsonPrompt, reports: Sequence[Report], batch_reports: int) -> Message:
    if isinstance(prompt, JsonPrompt):
        return ask_message(prompt, reports)
    return ScoreReports(
        instruction=prompt.instruction,
        branches=[[finding_id, text] for finding_id, text in prompt.branches],
        classes=[str(label) for label in prompt.classes],
        reports=[[report.report_id, report.text] for report in reports],
        batch_reports=batch_reports,
    )


def _suggestion(answer: Answered, taxonomy: Taxonomy, prompt: Prompt | JsonPrompt, loaded: Loaded) -> Suggestion:
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
        model=_model_ref(loaded, prompt),
        findings=findings,
        warnings=tuple(answer.warnings),
        error=answer.error,
    )


def _model_ref(loaded: Loaded, prompt: Prompt | JsonPrompt) -> ModelRef:
    return ModelRef(
        backbone=loaded.backbone, backbone_hash=loaded.backbone_hash,
        adapter=loaded.adapter, adapter_hash=loaded.adapter_hash, prompt_hash=prompt.hash,
    )


def most_probable(probabilities: dict[MentionClass, float]) -> MentionClass:
    """The class with the highest probability; the first in order where two are equal."""
    return max(probabilities, key=lambda label: probabilities[label])
