"""Labels of reports from a server that speaks the OpenAI form, several requests at a time.

Asks for structured output and token probabilities as long as the server grants them, and for less where
it refuses: what it grants is found out with the first report. The text that a model reads of a report
goes into the body of a request; its id goes nowhere.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mosaic_desk.core.errors import MosaicError, ServerError, ServerTimedOut
from mosaic_desk.core.json_prompt import JsonPrompt, labels_from_reply
from mosaic_desk.core.labels import Labels
from mosaic_desk.core.messages import Answered
from mosaic_desk.core.report import Report
from mosaic_desk.core.server_address import ServerSetting
from mosaic_desk.core.suggestion import NO_PROBABILITIES
from mosaic_desk.remote.connection import Connection, Reply
from mosaic_desk.remote.grants import GRANTS, Grant
from mosaic_desk.remote.model import ServedModel, served_model
from mosaic_desk.remote.probabilities import class_probabilities, tokens_of

_ABOUT_THE_REPORT = frozenset({400, 413, 422})
_MOST_FAILURES = 3  # reports in a row: then it is the server, not the report
_SLACK_TOKENS = 64

NO_TEXT = "The report has no text to read."
NOTHING_TO_READ = "The report holds no findings, impression or unheaded text."
NO_VALID_REPLY = "The server's reply is no valid suggestion."
CUT_SHORT = "The server's reply was cut off before it was a valid suggestion."
REFUSED = "The server refused this report (status {}); it may be too long for its model."
FAILED = "The server failed on this report (status {}); see its own log."
LATE = "The server gave no answer to this report in time; allow it more time (--timeout) or label it by hand."


class Asker:
    """Asks one server; remembers between calls what it grants."""

    def __init__(self, setting: ServerSetting, *, tell: Callable[[str], None] = lambda _: None) -> None:
        self._setting = setting
        self._tell = tell
        self._granted: Grant | None = None
        self._failures = 0

    async def model(self) -> ServedModel:
        """The model that will be asked.

        Raises:
            MosaicError: if the server is away or has no such model.
        """
        async with Connection(self._setting, tell=self._tell) as connection:
            return await served_model(connection, self._setting.model)

    async def ask(self, reports: Sequence[Report], prompt: JsonPrompt, say: Callable[[Answered], None]) -> None:
        """Says an answer for each report as it comes, in any order.

        Reports that the server was late with are said last: where it turns out to hang they have no error of
        their own, and are asked again by the next run.

        Raises:
            MosaicError: if the server fails; what was said before is good.
        """
        waiting, finding_out = iter(reports), asyncio.Lock()
        async with Connection(self._setting, tell=self._tell) as connection:
            asking = _Asking(connection=connection, prompt=prompt, finding_out=finding_out)
            try:
                async with asyncio.TaskGroup() as tasks:
                    for _ in range(self._setting.parallel):
                        tasks.create_task(self._work(waiting, asking, say))
            except BaseExceptionGroup as group:
                raise _first_of(group) from None
        if asking.late and self._granted is None:
            raise asking.late[-1][1]  # it has never answered anything
        for report, _ in asking.late:
            say(_unanswered(report, LATE))

    async def _work(self, waiting: Iterator[Report], asking: "_Asking", say: Callable[[Answered], None]) -> None:
        for report in waiting:
            try:
                say(await self._answer(report, asking))
            except ServerTimedOut as late:
                self._failures += 1
                if self._failures >= _MOST_FAILURES:
                    self._failures = 0  # whoever starts again has three tries again
                    raise
                asking.late.append((report, late))

    async def _answer(self, report: Report, asking: "_Asking") -> Answered:
        text = asking.prompt.text_of(report)
        if not text:
            return _unanswered(report, NOTHING_TO_READ if report.has_text else NO_TEXT)
        reply = await self._reply(asking, text)
        if reply.is_done:
            self._failures = 0
            return _answered(report, reply, asking.prompt)
        return _unanswered(report, self._why_not(reply))

    def _why_not(self, reply: Reply) -> str:
        """Why a report has no answer, where the fault may lie with the report.

        Raises:
            ServerError: where it lies with the server.
        """
        if reply.status in _ABOUT_THE_REPORT:
            return REFUSED.format(reply.status)
        if reply.status < 500:
            raise ServerError(
                f"The server does not know the model “{self._setting.model}”, or is no OpenAI-compatible one "
                f"(status {reply.status})."
            )
        self._failures += 1
        if self._granted is None or self._failures >= _MOST_FAILURES:
            raise ServerError(f"The server fails on what it is asked (status {reply.status}); see its own log.")
        return FAILED.format(reply.status)

    async def _reply(self, asking: "_Asking", text: str) -> Reply:
        if self._granted is None:
            async with asking.finding_out:  # one report finds it out for all
                if self._granted is None:
                    return await self._found_out(asking, text)
        assert self._granted is not None
        return await asking.request(self._setting.model, text, self._granted)

    async def _found_out(self, asking: "_Asking", text: str) -> Reply:
        """The reply to the request that asks for most of what the server grants."""
        for grant in GRANTS[:-1]:
            reply = await asking.request(self._setting.model, text, grant, no_second_try=frozenset({500}))
            if reply.is_done:
                self._granted = grant
                return reply
        reply = await asking.request(self._setting.model, text, GRANTS[-1])
        if reply.is_done:
            self._granted = GRANTS[-1]
        return reply


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asking:
    """One call of `ask`: its connection, its prompt, and the lock under which the first reports are asked."""

    connection: Connection
    prompt: JsonPrompt
    finding_out: asyncio.Lock
    late: list[tuple[Report, ServerTimedOut]] = field(default_factory=list)

    async def request(
        self, model: str, text: str, grant: Grant, *, no_second_try: frozenset[int] = frozenset()
    ) -> Reply:
        body = {
            "model": model,
            "messages": [{"role": "user", "content": self.prompt.user_turn(text)}],
            "temperature": 0,
            "top_p": 1,
            "presence_penalty": 0,
            "frequency_penalty": 0,
            "max_tokens": _longest_answer(self.prompt),
            "stream": False,
            **grant.body(self.prompt),
        }
        return await self.connection.ask("/chat/completions", body, no_second_try=no_second_try)


def _longest_answer(prompt: JsonPrompt) -> int:
    """Tokens that any valid answer fits into: a token holds at least one byte."""
    return sum(len(key.encode()) + 8 for _, key in prompt.keys) + _SLACK_TOKENS


def _answered(report: Report, reply: Reply, prompt: JsonPrompt) -> Answered:
    """The labels of a reply, whole, or why there are none."""
    try:
        (choice, *_) = reply.data["choices"]
        answer = choice["message"]["content"]
        given = choice.get("logprobs") or {}
        is_cut = choice.get("finish_reason") == "length"
        tokens = tokens_of(given.get("content"))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ServerError("The server's answers are not in the form of OpenAI's chat completions.") from None
    labels = labels_from_reply(answer, prompt) if isinstance(answer, str) else None
    if labels is None:
        return _unanswered(report, CUT_SHORT if is_cut else NO_VALID_REPLY)
    found = class_probabilities(answer, tokens, prompt, labels) if tokens else None
    return Answered(
        report_id=report.report_id,
        probabilities=found or _certain(labels, prompt),
        evidence=[[] for _ in prompt.keys],
        warnings=[] if found else [NO_PROBABILITIES],
    )


def _certain(labels: Labels, prompt: JsonPrompt) -> list[list[float]]:
    return [[float(labels[finding_id] is label) for label in prompt.classes] for finding_id in prompt.finding_ids]


def _unanswered(report: Report, reason: str) -> Answered:
    return Answered(report_id=report.report_id, probabilities=[], evidence=[], warnings=[], error=reason)


def _first_of(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The error that ended the others; one that a user can mend comes first."""
    mendable = (error for error in group.exceptions if isinstance(error, MosaicError))
    return next(mendable, group.exceptions[0])
