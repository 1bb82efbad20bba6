"""The desk's end of the process that decodes pictures: started when first asked, watched, ended here.

Knows no cache and no screen. A process that dies or hangs over a file costs that file and nothing else:
the next picture starts a new one.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Picture
from mosaic_desk.core.report import ImageRef
from mosaic_desk.imaging.wire import WireBroken, receive_picture

_PIPE_BYTES = 2**20
_ENVIRONMENT = {
    "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
    # For glibc: memory of one picture is kept for the next; taking ten megabytes anew costs a quarter of decoding.
    "MALLOC_MMAP_THRESHOLD_": "268435456", "MALLOC_TRIM_THRESHOLD_": "268435456", "MALLOC_TOP_PAD_": "67108864",
}  # fmt: skip
PATIENCE_S = 60.0
"""A large lossless JPEG 2000 takes ten seconds on a slow machine."""


class PictureProcess:
    """One child process at a time; `read` is called from one thread, `close` from any."""

    def __init__(self, command: tuple[str, ...] | None = None, *, patience_s: float = PATIENCE_S) -> None:
        self._command = command or (sys.executable, "-m", "mosaic_desk.imaging")
        self._patience_s = patience_s
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """Process id of the child, None before the first picture."""
        return self._process.pid if self._process is not None else None

    def read(self, image: ImageRef) -> Picture:
        """The image of a file, decoded in the child.

        Raises:
            ImageError: if it cannot be shown, and why.
        """
        name = Path(image.path).name
        process = self._running()
        bell = threading.Timer(self._patience_s, process.kill)
        bell.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps(image.path).encode() + b"\n")
            process.stdin.flush()
            return receive_picture(cast(BinaryIO, process.stdout))
        except (WireBroken, OSError, ValueError):  # ValueError: the pipe was closed meanwhile
            self._end(process)
            raise ImageError(
                f"The image {name} cannot be read: decoding it took too long, too much memory, or failed."
            ) from None
        finally:
            bell.cancel()

    def give_up(self) -> None:
        """Let the picture that is being read fail at once; the next one starts a new child."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the child; a picture that is being read is given up."""
        with self._lock:
            self._is_closed = True
            process = self._process
        if process is not None:
            self._end(process)

    def _running(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._is_closed:
                raise ImageError("Images are not read any more.")
            if self._process is None or self._process.poll() is not None:
                self._process = self._started()
            return self._process

    def _started(self) -> "subprocess.Popen[bytes]":
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # decoders quote what they read
                env={**os.environ, **_ENVIRONMENT},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                start_new_session=True,  # a Ctrl-C in the terminal is the desk's to answer
            )
        except OSError as error:
            raise ImageError(f"Images cannot be read: their process cannot be started ({error.strerror}).") from None
        assert process.stdout is not None
        _widen(process.stdout.fileno())
        return process

    @staticmethod
    def _end(process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError, ValueError):
                    pipe.close()


def _widen(pipe: int) -> None:
    """Where the system can, a pipe that holds more: a radiograph of 10 MB comes in fewer turns of two processes."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
