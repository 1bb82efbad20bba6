"""Suggestions from the model for reports that are handed in: no project, no window.

A `Labeller` keeps the worker's model loaded between requests, and loads it again after a crash.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from mosaic_desk.core.embedding import embedding_of_text
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.json_prompt import JsonPrompt, Shot, json_prompt_for
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.messages import Answered, Loaded, LoadModel, Message, Progress, Scored, ScoreReports
from mosaic_desk.core.prompt import INSTRUCTION, Prompt, prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.server_address import ServerSetting
from mosaic_desk.core.shots import instruction_with
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.used_prompt import used_json_prompt
from mosaic_desk.desk.asking import answer_json_message, ask_message, connect_message
from mosaic_desk.desk.worker import Worker

DEFAULT_BACKBONE = "gemma-3-270m"
CHUNK_REPORTS = 32
"""Reports asked at a time: enough to batch by length, few enough that little is lost by a kill."""


Engine = Literal["slots", "json"]
"""How a model that runs here is asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelChoice:
    """Which model is asked. `adapter` None: the one shipped for the backbone; "none": untuned.

    Where a `server` is named, its model is asked instead of one that runs here. `shots` are examples shown
    in the prompt.
    """

    backbone: str = DEFAULT_BACKBONE
    adapter: str | None = None
    device: str = "cpu"
    server: ServerSetting | None = None
    engine: Engine = "slots"
    shots: tuple[Shot, ...] = ()
    quantise: str = "auto"


class Labeller:
    """A worker with a model: loads once, labels as often as asked, loads again after a crash."""

    def __init__(self, worker: Worker, choice: ModelChoice) -> None:
        self._worker = worker
        self._choice = choice
        self._loaded: Loaded | None = None
        self._loaded_pid: int | None = None
        self._loaded_choice: ModelChoice | None = None
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
        request = self._request(prompt, reports, batch_reports)
        with closing(self._worker.request(request, until=Scored, is_cancelled=is_cancelled)) as messages:
            for message in messages:
                if isinstance(message, Answered):
                    yield _suggestion(message, taxonomy, prompt, loaded)
                elif isinstance(message, Scored):
                    self.scored += message.reports
                    self.seconds += message.seconds

    def use(self, choice: ModelChoice) -> None:
        """Asks another model from the next request on; what is being answered now is answered by the one before."""
        self._choice = choice

    def _prompt(self, taxonomy: Taxonomy) -> Prompt | JsonPrompt:
        """What is asked; a checkpoint that brings its own JSON prompt is asked by that one."""
        choice = self._choice
        if choice.server is None and choice.engine == "slots":
            return prompt_for(taxonomy, instruction=instruction_with(INSTRUCTION, choice.shots, taxonomy))
        if self._loaded is not None and self._loaded.used_prompt is not None:
            if choice.shots:
                raise InputError("The model brings its own prompt, which has no examples: leave out --examples.")
            return used_json_prompt(self._loaded.used_prompt, taxonomy)
        return json_prompt_for(taxonomy, shots=choice.shots)

    def _request(self, prompt: Prompt | JsonPrompt, reports: Sequence[Report], batch_reports: int) -> Message:
        if isinstance(prompt, JsonPrompt):
            return (
                answer_json_message(prompt, reports, batch_reports)
                if self._choice.server is None
                else ask_message(prompt, reports)
            )
        return ScoreReports(
            instruction=prompt.instruction,
            branches=[[finding_id, text] for finding_id, text in prompt.branches],
            classes=[str(label) for label in prompt.classes],
            reports=[[report.report_id, report.text] for report in reports],
            batch_reports=batch_reports,
        )

    def _ready(self, tell: Callable[[str], None], is_cancelled: Callable[[], bool]) -> Loaded:
        choice = self._choice  # once: another thread may choose another while this one is loaded
        is_there = self._worker.is_running and self._worker.pid == self._loaded_pid and choice is self._loaded_choice
        if self._loaded is not None and is_there:
            return self._loaded
        if choice.server is not None:
            tell(f"Report text is sent to {choice.server.described}")
        ask: Message = (
            LoadModel(
                backbone=choice.backbone, adapter=choice.adapter, device=choice.device, engine=choice.engine,
                quantise=choice.quantise,
            )
            if choice.server is None
            else connect_message(choice.server)
        )
        for message in self._worker.request(ask, until=Loaded, is_cancelled=is_cancelled):
            if isinstance(message, Progress):
                tell(message.text)
            elif isinstance(message, Loaded):
                self._loaded, self._loaded_pid, self._loaded_choice = message, self._worker.pid, choice
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


def _suggestion(answer: Answered, taxonomy: Taxonomy, prompt: Prompt | JsonPrompt, loaded: Loaded) -> Suggestion:
    """A suggestion from an answer, its findings in the order of the taxonomy.

    The label is the one that the engine chose; where it leaves that open, the class with the highest probability.
    """
    found = {}
    asked = () if answer.error else prompt.finding_ids
    chosen: Sequence[str | None] = answer.labels or [None] * len(asked)
    for finding_id, line, spans, word in zip(asked, answer.probabilities, answer.evidence, chosen, strict=True):
        probabilities = dict(zip(prompt.classes, line, strict=True))
        found[finding_id] = FindingSuggestion(
            label=MentionClass(word) if word else most_probable(probabilities),
            probabilities=probabilities,
            evidence=tuple((start, end) for start, end in spans),
        )
    return Suggestion(
        report_id=ReportId(answer.report_id),
        taxonomy_id=taxonomy.id,
        taxonomy_version=taxonomy.version,
        model=_model_ref(loaded, prompt),
        findings={finding_id: found[finding_id] for finding_id in taxonomy.finding_ids if finding_id in found},
        warnings=tuple(answer.warnings),
        error=answer.error,
        embedding=None if answer.embedding is None else embedding_of_text(answer.embedding),
    )


def _model_ref(loaded: Loaded, prompt: Prompt | JsonPrompt) -> ModelRef:
    return ModelRef(
        backbone=loaded.backbone, backbone_hash=loaded.backbone_hash,
        adapter=loaded.adapter, adapter_hash=loaded.adapter_hash, prompt_hash=prompt.hash,
    )


def most_probable(probabilities: dict[MentionClass, float]) -> MentionClass:
    """The class with the highest probability; the first in order where two are equal."""
    return max(probabilities, key=lambda label: probabilities[label])
