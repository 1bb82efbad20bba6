"""The process of a training run: started so that it outlives the window, known by its lock, ended where it hangs."""

import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from mosaic_desk.core.errors import WorkerError
from mosaic_desk.exchange.file_lock import take_lock
from mosaic_desk.exchange.run_work import LOCK, LOG

_START_PATIENCE_S = 20.0
_LOOK_S = 0.05
COMMAND = (sys.executable, "-m", "mosaic_desk.worker.training")


class RunProcess:
    """Whichever process works at a run, also one that another window started."""

    def __init__(self, folder: Path, *, command: Sequence[str] = COMMAND) -> None:
        self._folder, self._command = folder, tuple(command)
        self._own: subprocess.Popen[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        """Whether there is one."""
        return (self._own is not None and self._own.poll() is None) or self._is_locked()

    def start(self) -> None:
        """Starts one: no pipes, a session of its own.

        Raises:
            WorkerError: if it cannot be started.
        """
        try:
            with (self._folder / LOG).open("ab") as log:
                process = subprocess.Popen(
                    [*self._command, str(self._folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    env={**os.environ, "PYTHONUTF8": "1"}, start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
                    | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
        except OSError as error:
            raise WorkerError(f"The run's process cannot be started: {error.strerror}.") from None
        threading.Thread(target=process.wait, daemon=True).start()  # so that none is left behind as a zombie
        self._own = process
        deadline = time.monotonic() + _START_PATIENCE_S
        while process.poll() is None and not self._is_locked() and time.monotonic() < deadline:
            time.sleep(_LOOK_S)  # until then nobody else could tell that it lives

    def end(self) -> None:
        """Ends it at once, where it is of this computer."""
        process = self._holder()
        if process is not None and self._is_locked():  # while the lock is held the number is its holder's
            with suppress(OSError):
                os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def _is_locked(self) -> bool:
        try:
            descriptor = os.open(self._folder / LOCK, os.O_RDWR)
        except OSError:
            return False
        try:
            return not take_lock(descriptor)
        except OSError:
            return False
        finally:
            os.close(descriptor)

    def _holder(self) -> int | None:
        try:
            process, host = (self._folder / LOCK).read_text(encoding="utf-8").split(" ", 1)
            return int(process) if host == platform.node() and int(process) > 1 else None
        except (OSError, ValueError):
            return None
