"""One conversation with the desk: load, score, cancel.

The input is read in a thread of its own, so that a cancel is seen between two batches; another says
every second that the process lives. When the input ends, the desk is gone and the process ends.
"""

import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TextIO

from mosaic_desk import __version__
from mosaic_desk.core.embedding import embedding_text
from mosaic_desk.core.errors import MosaicError, WorkerError, places_of
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.json_prompt import JsonPrompt, Quote
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.messages import (
    ALIVE_EVERY_S,
    PROTOCOL,
    Alive,
    Answered,
    AnswerJson,
    AskServer,
    Cancel,
    Cancelled,
    ConnectServer,
    Failed,
    Hello,
    Loaded,
    LoadModel,
    Message,
    Progress,
    Scored,
    ScoreReports,
    line_of,
    message_of,
)
from mosaic_desk.core.prompt import Prompt
from mosaic_desk.core.report import Report
from mosaic_desk.core.server_address import setting_from_json

_NOT_INSTALLED = "The model's libraries are not installed ({}): install the extra “model” to get suggestions."


class _CancelRequested(Exception):
    """The desk asked to stop."""


class Conversation:
    """Reads requests from one stream and writes messages to another."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target
        self._writing = threading.Lock()
        self._requests: queue.Queue[Message] = queue.Queue()
        self._cancel = threading.Event()
        self._model: tuple[Any, Any] | None = None  # backbone, adapter
        self._scorer: tuple[Prompt | JsonPrompt, Any] | None = None  # the last prompt, with what it is answered by
        self._server: Any = None  # of `remote`, which is loaded only where a server was named

    def run(self) -> None:
        """Answers requests until the input ends."""
        self._say(Hello(protocol=PROTOCOL, version=__version__, pid=os.getpid()))
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._beat, daemon=True).start()
        while True:
            request = self._requests.get()
            self._cancel.clear()
            self._answer(request)

    def _listen(self) -> None:
        try:
            for line in self._source:
                message = message_of(line)
                if isinstance(message, Cancel):
                    self._cancel.set()
                else:
                    self._requests.put(message)
        finally:
            os._exit(0)  # the desk is gone, and nothing here is worth keeping

    def _beat(self) -> None:
        while True:
            time.sleep(ALIVE_EVERY_S)
            self._say(Alive(memory_mib=resident_mib()))

    def _say(self, message: Message) -> None:
        with self._writing:
            self._target.write(line_of(message))
            self._target.flush()

    def _answer(self, request: Message) -> None:
        handlers: dict[type[Any], Callable[[Any], None]] = {
            LoadModel: self._load, ScoreReports: self._score, ConnectServer: self._connect, AskServer: self._ask,
            AnswerJson: self._answer_json,
        }
        try:
            handlers[type(request)](request)
        except _CancelRequested:
            self._say(Cancelled())
        except MosaicError as error:
            self._say(Failed(error=type(error).__name__, sentence=str(error)))
        except ImportError as error:
            self._say(Failed(error="ModelMissing", sentence=_NOT_INSTALLED.format(error.name)))
        except Exception as error:
            _trace_without_text(error)
            self._say(Failed(error="bug", sentence=f"The model failed ({type(error).__name__}); its log says where."))

    def _progress(self, text: str, done: int, total: int) -> None:
        self._say(Progress(text=text, done=done, total=total))
        if self._cancel.is_set():
            raise _CancelRequested

    def _load(self, request: LoadModel) -> None:
        self._progress("Starting the model's libraries", 0, 1)
        from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone, untuned_notice
        from mosaic_desk.llm.used_prompt import used_request

        backbone, card = chosen_backbone(
            request.backbone, device=request.device, progress=self._progress, adapter=request.adapter,
            engine=request.engine, quantise=request.quantise,
        )
        adapter = chosen_adapter(backbone, card, request.adapter, engine=request.engine)
        if notice := untuned_notice(backbone, adapter, engine=request.engine):
            self._progress(notice, 0, 1)
        self._model, self._scorer = (backbone, adapter), None
        self._say(Loaded(
            backbone=backbone.name,
            backbone_hash=backbone.hash,
            adapter=adapter.name if adapter else None,
            adapter_hash=adapter.hash if adapter else None,
            device=str(backbone.device),
            memory_mib=resident_mib(),
            used_prompt=None if card else used_request(Path(request.backbone)),
            estimated_mib=backbone.estimated_mib,
        ))

    def _score(self, request: ScoreReports) -> None:
        from mosaic_desk.llm.slots import SlotScorer

        if self._model is None:
            raise WorkerError("No model is loaded yet.")
        classes = tuple(MentionClass(word) for word in request.classes)
        prompt = Prompt(
            instruction=request.instruction,
            branches=tuple((FindingId(name), text) for name, text in request.branches),
            classes=classes,
        )
        model = self._model
        self._scored(request, self._scorer_for(prompt, lambda: SlotScorer(*model, prompt)), classes)

    def _answer_json(self, request: AnswerJson) -> None:
        from mosaic_desk.llm.json_answers import JsonScorer

        if self._model is None:
            raise WorkerError("No model is loaded yet.")
        prompt = _json_prompt(request)
        backbone = self._model[0]
        self._scored(request, self._scorer_for(prompt, lambda: JsonScorer(backbone, prompt)), prompt.classes)

    def _scorer_for(self, prompt: Prompt | JsonPrompt, make: Callable[[], Any]) -> Any:
        """The scorer of a prompt, kept until another is asked: what stands before the reports is read once."""
        if self._scorer is None or self._scorer[0] != prompt:
            self._scorer = (prompt, make())
        return self._scorer[1]

    def _scored(self, request: ScoreReports | AnswerJson, scorer: Any, classes: tuple[MentionClass, ...]) -> None:
        """Answers the reports of a request, a batch at a time."""
        reports = [Report(report_id=ReportId(report_id), text=text) for report_id, text in request.reports]
        started = time.monotonic()
        for part in scorer.batches(reports, request.batch_reports):
            if self._cancel.is_set():
                raise _CancelRequested
            for report, answer in zip(part, scorer.answers(part), strict=True):
                self._say(Answered(
                    report_id=report.report_id,
                    probabilities=[[slot.probabilities[label] for label in classes] for slot in answer.slots],
                    evidence=[[list(span) for span in slot.evidence] for slot in answer.slots],
                    warnings=list(answer.warnings),
                    error=answer.error,
                    labels=[str(slot.label) for slot in answer.slots],
                    embedding=None if answer.embedding is None else embedding_text(answer.embedding),
                ))
        self._say(Scored(reports=len(reports), seconds=time.monotonic() - started, memory_mib=resident_mib()))

    def _connect(self, request: ConnectServer) -> None:
        self._progress("Asking the server for its model", 0, 1)
        from mosaic_desk.remote.asking import Asker

        server = Asker(setting_from_json(request.setting), tell=self._tell_waiting)
        model = self._awaited(server.model())
        self._server = server
        self._say(Loaded(
            backbone=model.name, backbone_hash=model.hash, adapter=None, adapter_hash=None, device="server",
            memory_mib=resident_mib(),
        ))

    def _ask(self, request: AskServer) -> None:
        if self._server is None:
            raise WorkerError("No server was named yet.")
        prompt = _json_prompt(request)
        reports = [Report(report_id=ReportId(report_id), text=text) for report_id, text in request.reports]
        started = time.monotonic()
        self._awaited(self._server.ask(reports, prompt, self._say))
        self._say(Scored(reports=len(reports), seconds=time.monotonic() - started, memory_mib=resident_mib()))

    def _awaited(self, work: Coroutine[Any, Any, Any]) -> Any:
        from mosaic_desk.remote.waiting import Stopped, awaited

        try:
            return awaited(work, self._cancel.is_set, self._tell_waiting)
        except Stopped:
            raise _CancelRequested from None

    def _tell_waiting(self, text: str) -> None:
        self._say(Progress(text=text, done=0, total=1))


def _json_prompt(request: AskServer | AnswerJson) -> JsonPrompt:
    return JsonPrompt(
        request=request.request,
        keys=tuple((FindingId(finding_id), key) for finding_id, key in request.keys),
        classes=tuple(MentionClass(word) for word in request.classes),
        quote=Quote(request.quote),
        reads_whole_report=request.reads_whole_report,
    )


def _trace_without_text(error: BaseException) -> None:
    """Where it happened, to the log; not the message, which might quote a report."""
    sys.stderr.write(f"{type(error).__name__}\n{places_of(error)}")
    sys.stderr.flush()


def resident_mib() -> float:
    """Memory of this process; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
