"""The desk's end of the model's process: started, asked, watched and ended here.

Every way in which the child can go wrong (it dies, is killed, stands still, talks nonsense) becomes one
`WorkerError` with a sentence; the next request starts a new child.
"""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator

from mosaic_desk import places
from mosaic_desk.core import errors
from mosaic_desk.core.errors import MosaicError, WorkerCancelled, WorkerDied, WorkerError, WorkerHung
from mosaic_desk.core.messages import (
    ALIVE_EVERY_S,
    MAX_LINE_BYTES,
    PROTOCOL,
    Alive,
    Cancel,
    Cancelled,
    Failed,
    Hello,
    Message,
    ProtocolBroken,
    line_of,
    message_of,
)

SILENCE_S = 20.0
"""A worker says “alive” every second; one that is silent for so long is stopped."""
STANDSTILL_S = 300.0
"""A worker that lives but gets nothing done for so long (one batch takes seconds) hangs."""
_LOOK_S = 0.1
_LOG_BYTES = 1_000_000
CANCEL_GRACE_S = 1.5
"""How long a cancelled worker may take to stop by itself before it is ended."""


class Worker:
    """One child process at a time. `request` may be called from any thread, one request at a time."""

    def __init__(self, command: tuple[str, ...] | None = None, *, silence_s: float = SILENCE_S) -> None:
        self._command = command or (sys.executable, "-m", "mosaic_desk.worker")
        self._silence_s = silence_s
        self._is_busy = False
        self.memory_mib = 0.0  # what the child said last that it has held at most
        self._process: subprocess.Popen[str] | None = None
        self._messages: queue.Queue[Message | WorkerError] = queue.Queue()

    @property
    def is_running(self) -> bool:
        """Whether the child lives; what it had loaded is gone when it does not."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Process id of the child."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Starts the child if it is not running.

        Raises:
            WorkerError: if it cannot be started or is of another version.
        """
        if self.is_running:
            return
        self.end()  # one that died unnoticed still holds its pipes
        self._messages = queue.Queue()
        self._process = self._spawned()
        threading.Thread(target=self._read, args=(self._process, self._messages), daemon=True).start()
        hello = self._next()
        if not isinstance(hello, Hello) or hello.protocol != PROTOCOL:
            self.end()
            raise WorkerError("The model's process is of another version of the program; install it again.")

    def _spawned(self) -> "subprocess.Popen[str]":
        log = places.user_folder() / "worker.log"
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            is_full = log.exists() and log.stat().st_size > _LOG_BYTES
            with log.open("w" if is_full else "a", encoding="utf-8") as errors_to:
                return subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors_to,
                    text=True,
                    encoding="utf-8",
                    env={**os.environ, "PYTHONUTF8": "1"},
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    start_new_session=True,  # a Ctrl-C in the terminal is the desk's to answer
                )
        except OSError as error:
            raise WorkerError(f"The model's process cannot be started: {error.strerror}.") from None

    @staticmethod
    def _read(process: "subprocess.Popen[str]", messages: "queue.Queue[Message | WorkerError]") -> None:
        """Runs in a thread: lines become messages, the end of the pipe a `WorkerDied`."""
        assert process.stdout is not None
        try:
            while line := process.stdout.readline(MAX_LINE_BYTES):
                message = message_of(line)  # half a line, cut by a death or by the limit, is no message
                # Between two requests nobody listens, for hours maybe: of signs of life one is kept.
                if not (isinstance(message, Alive) and _is_unheard(messages)):
                    messages.put(message)
        except (WorkerError, ValueError):
            messages.put(ProtocolBroken("The model's process said something that is no message; it was ended."))
            return
        messages.put(_died(process))

    def request(
        self, message: Message, *, until: type[Message], is_cancelled: Callable[[], bool] = lambda: False
    ) -> Generator[Message, None, None]:
        """Sends a request and yields what comes, up to and with the first message of the kind `until`.

        Raises:
            MosaicError: what the worker reports as failed.
            WorkerError: if it dies, hangs, talks nonsense, or was cancelled (within two seconds).
        """
        if self._is_busy:
            self._stop_work()  # an earlier request was left before its end: its answers are not ours
        self.start()
        self._send(message)
        is_over, self._is_busy = False, True
        idle = 0  # signs of life since something was done
        try:
            while not is_over:
                if is_cancelled():
                    raise WorkerCancelled("Stopped; what was suggested before is kept.")
                got = self._next(is_cancelled)
                self.memory_mib = getattr(got, "memory_mib", self.memory_mib)
                if got is None or isinstance(got, Alive):
                    idle += got is not None
                    if idle > STANDSTILL_S / ALIVE_EVERY_S:
                        raise self._hung()
                    continue
                is_over = isinstance(got, (until, Failed))
                if isinstance(got, Failed):
                    raise _error_of(got)
                yield got
                idle = 0
        finally:
            if not is_over:  # cancelled, or whoever asked went away: nothing stale may meet the next request
                self._stop_work()
            self._is_busy = False

    def _next(self, is_cancelled: Callable[[], bool] = lambda: False) -> Message | None:
        """The next message; None when a cancel should be looked at.

        Silence is counted in looks, not by the clock: while the machine sleeps, nobody looks.
        """
        for _ in range(round(self._silence_s / _LOOK_S)):
            try:
                got = self._messages.get(timeout=_LOOK_S)
            except queue.Empty:
                if is_cancelled():
                    return None
                continue
            if isinstance(got, WorkerError):
                self.end()
                raise got
            return got
        raise self._hung()

    def _hung(self) -> WorkerHung:
        self.end()
        return WorkerHung("The model's process stood still and was ended; what was suggested before is kept.")

    def _send(self, message: Message) -> None:
        """Writes in a thread of its own: a child that stands still reads nothing, and must not stop us."""
        process = self._process
        if process is not None:
            threading.Thread(target=self._write, args=(process, line_of(message)), daemon=True).start()

    @staticmethod
    def _write(process: "subprocess.Popen[str]", line: str) -> None:
        """A pipe that breaks here is told by the reading side: the child is dead."""
        assert process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write(line)
            process.stdin.flush()

    def _stop_work(self) -> None:
        """Asks for a stop, and ends the child when it does not come."""
        self._send(Cancel())
        deadline = time.monotonic() + CANCEL_GRACE_S
        while self.is_running and time.monotonic() < deadline:
            try:
                got = self._messages.get(timeout=0.05)
            except queue.Empty:
                continue
            if isinstance(got, Cancelled):
                return
            if isinstance(got, WorkerError):
                break
        self.end()

    def end(self) -> None:
        """Ends the child, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError, AttributeError):  # what was not flushed to a dead child
                pipe.close()  # type: ignore[union-attr]


def _is_unheard(messages: "queue.Queue[Message | WorkerError]") -> bool:
    """Whether the last message is a sign of life that nobody has looked at yet."""
    with messages.mutex:
        return bool(messages.queue) and isinstance(messages.queue[-1], Alive)


def _died(process: "subprocess.Popen[str]") -> WorkerDied:
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:  # it closed its end of the pipe and lingers
        process.kill()
        process.wait()
    code = process.returncode
    how = f"was ended by signal {-code}" if code is not None and code < 0 else f"ended by itself (status {code})"
    return WorkerDied(f"The model's process {how}; what was suggested before is kept. Start suggesting again.")


def _error_of(failed: Failed) -> MosaicError:
    """The error that the worker reports, as the same class here."""
    kind = getattr(errors, failed.error, None)
    if isinstance(kind, type) and issubclass(kind, MosaicError) and kind is not errors.TaxonomyError:
        return kind(failed.sentence)
    return WorkerError(failed.sentence)
