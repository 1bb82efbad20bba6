"""A child process that somebody waits for, and that is ended at once when nobody does any more.

Knows processes and nothing of what they are asked.
"""

import os
import subprocess
import threading
from collections.abc import Sequence

from mosaic_desk.core.errors import WorkerCancelled


class Errand:
    """One question to a child process: asked in one thread, given up from any other, also before it was asked."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._is_given_up = False

    def answer(self, command: Sequence[str], *, patience_s: float) -> str:
        """What the process writes to its standard output; it gets no input.

        Raises:
            OSError: if it cannot be started.
            TimeoutError: if it is not through within its patience; it is ended then.
            WorkerCancelled: if it was given up.
        """
        process = self._started(command)
        try:
            answer, _ = process.communicate(timeout=patience_s)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            self._end(process)
        if self._is_given_up:
            raise WorkerCancelled("This was given up.")
        return answer

    def give_up(self) -> None:
        """Ends the process now, by its own handle; one that was not started yet never is."""
        with self._guard:
            self._is_given_up = True
            if self._process is not None:
                self._process.kill()

    def _started(self, command: Sequence[str]) -> "subprocess.Popen[str]":
        with self._guard:
            if self._is_given_up:
                raise WorkerCancelled("This was given up.")
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                encoding="utf-8", errors="replace", env={**os.environ, "PYTHONUTF8": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
            return self._process

    def _end(self, process: "subprocess.Popen[str]") -> None:
        """Nothing of it is left, whatever happened: no process, no pipe."""
        with self._guard:
            self._process = None
        if process.poll() is None:
            process.kill()
            process.communicate()
