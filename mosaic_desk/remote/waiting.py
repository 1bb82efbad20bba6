"""Work that waits for a server: can be stopped at any moment, and says that it still waits."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")

_CANCEL_EVERY_S = 0.1
_ALIVE_EVERY_S = 60.0  # the desk takes a worker that says nothing new for 300 s for hung


class Stopped(Exception):
    """What was being asked was cancelled; its connections are closed."""


def awaited(
    work: Coroutine[Any, Any, _Result], is_cancelled: Callable[[], bool], tell: Callable[[str], None]
) -> _Result:
    """What the work gives, in a loop of its own; a server has its own time limit, so `tell` says that we wait.

    Raises:
        Stopped: if it was cancelled, a fraction of a second later.
    """
    return asyncio.run(_watched(work, is_cancelled, tell))


async def _watched(
    work: Coroutine[Any, Any, _Result], is_cancelled: Callable[[], bool], tell: Callable[[str], None]
) -> _Result:
    task = asyncio.ensure_future(work)
    told = time.monotonic()
    while not task.done():
        await asyncio.wait({task}, timeout=_CANCEL_EVERY_S)
        if time.monotonic() - told > _ALIVE_EVERY_S:
            tell("Waiting for the server")
            told = time.monotonic()
        if is_cancelled() and not task.done():
            task.cancel()
            await asyncio.wait({task})
            raise Stopped
    return task.result()
