"""The desk's one thread: everything that touches the project runs here, never in the window's."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class DeskThread:
    """Runs work in one thread, in the order in which it was asked."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    def ask(self, work: Callable[[], Result]) -> "Future[Result]":
        """Work to be done; the future holds its result or the error it raised."""
        return self._executor.submit(work)

    def close(self) -> None:
        """Waits for what was asked and ends the thread."""
        self._executor.shutdown(wait=True)

    def leave(self) -> None:
        """Ends the thread after what it is at; nobody waits for it but the end of the program."""
        self._executor.shutdown(wait=False, cancel_futures=True)
