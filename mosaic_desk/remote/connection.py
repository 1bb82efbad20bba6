"""One server over HTTP: what is sent goes to the address that was set, and nowhere else.

No proxy of the environment, no redirect, no compressed or endless answer; certificates are verified.
Tries again where that can help, and says in one sentence what is wrong where it cannot. Knows nothing of
reports; no sentence of its errors repeats what was sent or answered.
"""

import asyncio
import json
import os
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from mosaic_desk.core.errors import ServerError, ServerTimedOut
from mosaic_desk.core.server_address import ServerSetting, server_address

MAX_ANSWER_BYTES = 16 * 1024 * 1024
"""An answer with the probabilities of 49 findings is about 1 MB."""
CONNECT_TIMEOUT_S = 10.0
_TRIES = 4
_FIRST_WAIT_S = 0.5  # doubled for each further try
_LONGEST_WAIT_S = 30.0
_WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})
_KEPT = "what was suggested before is kept"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What the server answered: a status below 300 or above 399, and its JSON (None where it is none)."""

    status: int
    data: Any

    @property
    def is_done(self) -> bool:
        """Whether the server did what it was asked."""
        return 200 <= self.status < 300


class Connection:
    """An open client for one server; several requests may stand at a time."""

    def __init__(self, setting: ServerSetting, *, tell: Callable[[str], None] = lambda _: None) -> None:
        """Nothing is sent yet. `tell` hears why a request is tried again.

        Raises:
            ServerError: if the certificates or the key cannot be read.
        """
        address = server_address(setting.address)  # checked once more where it is used
        self._url = address.url
        self._timeout_s = setting.timeout_s
        self._tell = tell
        self._client = httpx.AsyncClient(
            verify=_trusted(setting.ca_file),
            headers={"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "mosaic-desk",
                     **_authorization(setting.key_variable)},
            timeout=httpx.Timeout(setting.timeout_s, connect=min(CONNECT_TIMEOUT_S, setting.timeout_s), pool=None),
            limits=httpx.Limits(max_connections=setting.parallel),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def ask(
        self, path: str, body: object = None, *, no_second_try: frozenset[int] = frozenset()
    ) -> Reply:
        """The answer to a body as JSON, or to a question without one; tried again where that can help.

        Statuses in `no_second_try` are answers like others. The caller deals with statuses of 400 and more.

        Raises:
            ServerTimedOut: if it hangs: the fault may lie with what was asked.
            ServerError: if the server is away, redirects, wants a key, or its answer is no JSON or endless.
        """
        retried = _WORTH_ANOTHER_TRY - no_second_try
        for number in range(1, _TRIES + 1):
            asked_to_wait = None
            try:
                async with asyncio.timeout(self._timeout_s):  # httpx counts from byte to byte, not in all
                    reply, asked_to_wait = await self._once(path, body)
                if reply.status not in retried or number == _TRIES:
                    return self._sound(reply)
                why = "is busy" if reply.status in (429, 503) else "has an error"
            except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout):
                raise ServerTimedOut(
                    f"The server at {self._url} gave no answer within {self._timeout_s:g} seconds; see whether it "
                    f"works, allow it more time (--timeout) or ask less at a time (--parallel); {_KEPT}."
                ) from None
            except (httpx.TransportError, httpx.InvalidURL, httpx.StreamError) as lost:
                if _is_untrusted(lost):
                    raise ServerError(self._untrusted()) from None
                if number == _TRIES:
                    raise ServerError(self._away(lost)) from None
                why = "cannot be reached"
            wait_s = min(asked_to_wait or _FIRST_WAIT_S * 2 ** (number - 1), _LONGEST_WAIT_S)
            self._tell(f"The server {why}; asking again in {wait_s:g} s")
            await asyncio.sleep(wait_s)
        raise AssertionError("the last try returns or raises")

    async def _once(self, path: str, body: object) -> tuple[Reply, float | None]:
        """One request, and how many seconds the server wants us to wait, if it says so."""
        method = "GET" if body is None else "POST"
        async with self._client.stream(method, self._url + path, json=body) as response:
            if 300 <= response.status_code < 400:
                raise ServerError(f"The server at {self._url} sends us elsewhere; set that address if it is meant.")
            if response.headers.get("content-encoding", "identity") != "identity":
                raise ServerError(f"The server at {self._url} compresses its answers although it was asked not to.")
            content = bytearray()
            async for part in response.aiter_raw():
                content += part
                if len(content) > MAX_ANSWER_BYTES:
                    raise ServerError(
                        f"The server at {self._url} answers more than {MAX_ANSWER_BYTES // 2**20} MiB to one request; "
                        "it was left."
                    )
        return Reply(status=response.status_code, data=_json_of(bytes(content))), _seconds_asked(response)

    def _sound(self, reply: Reply) -> Reply:
        """The reply, where it is one that a caller can deal with."""
        if reply.status in (401, 403):
            raise ServerError(
                f"The server at {self._url} asks for a key or refuses the one it got; put the key into an environment "
                "variable and name that with --key-variable."
            )
        if reply.is_done and not isinstance(reply.data, dict):
            raise ServerError(
                f"The server at {self._url} answers something that is not JSON; see whether the address is that of "
                "an OpenAI-compatible server."
            )
        if reply.status in _WORTH_ANOTHER_TRY and reply.status != 500:
            raise ServerError(
                f"The server at {self._url} is not ready (status {reply.status}); wait, then ask again; {_KEPT}."
            )
        return reply

    def _away(self, lost: httpx.TransportError | httpx.InvalidURL | httpx.StreamError) -> str:
        if isinstance(lost, httpx.ConnectError | httpx.ConnectTimeout):
            return f"The server at {self._url} cannot be reached; see whether it runs, then ask again; {_KEPT}."
        return f"The server at {self._url} broke off its answer; see whether it runs, then ask again; {_KEPT}."

    def _untrusted(self) -> str:
        return (
            f"The certificate of the server at {self._url} is not trusted or not for that name; nothing was sent. "
            "Name the file of the authority that signed it with --ca-file."
        )


def _trusted(ca_file: str | None) -> ssl.SSLContext:
    """What certificates are verified against: a file's alone, else the system's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # verifies chain and host name; TLS 1.2 or later
    if ca_file is None:
        context.load_default_certs()
        return context
    try:
        context.load_verify_locations(cafile=ca_file)
    except (OSError, ValueError):  # ssl.SSLError is an OSError
        raise ServerError("The file named with --ca-file holds no certificates, or cannot be read.") from None
    return context


def _authorization(variable: str | None) -> dict[str, str]:
    if variable is None:
        return {}
    key = os.environ.get(variable, "").strip()
    if not key or not key.isascii() or not key.isprintable():
        raise ServerError(f"The environment variable {variable} holds no key for the server; set it and start again.")
    return {"Authorization": f"Bearer {key}"}


def _json_of(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _seconds_asked(response: httpx.Response) -> float | None:
    """What Retry-After asks for in seconds; its other form, a date, is not read."""
    asked = response.headers.get("retry-after", "")
    return float(asked) if asked.isascii() and asked.isdecimal() else None


def _is_untrusted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
