"""What a training run says into its folder and what it is told there: progress lines out, one wanted word in.

A second thread says every second that the process lives, and ends it where the run is to be given up: nothing of such
a run is kept, so nobody waits for a step to end.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mosaic_desk.core.training import Wanted
from mosaic_desk.exchange.run_progress import (
    PROGRESS,
    AliveTold,
    End,
    EndTold,
    NoteTold,
    Stage,
    StateTold,
    Told,
    line_of,
)
from mosaic_desk.exchange.run_work import forget_work, wanted_of

ALIVE_EVERY_S = 1.0
_LOOKS_A_SECOND = 5
_APPENDING = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class RunVoice:
    """The lines of one process, from its first to its end."""

    def __init__(self, folder: Path, *, memory_mib: Callable[[], float]) -> None:
        """Opens the lines of a run to go on behind them.

        Raises:
            OSError: if the folder cannot be written.
        """
        self._folder, self._memory_mib = folder, memory_mib
        self._file = os.open(folder / PROGRESS, _APPENDING, 0o600)
        self._writing, self._ending = threading.Lock(), threading.Lock()
        self._is_over = threading.Event()
        self._write(b"\n")  # a process before this one may have left half a line
        threading.Thread(target=self._beat, daemon=True).start()

    def say(self, told: Told) -> None:
        """Appends a line. A disk that takes none costs the line, not the training: the next checkpoint tells of it."""
        self._write(line_of(told))

    def state(self, stage: Stage, text: str) -> None:
        """Says what the run is at."""
        self.say(StateTold(stage=stage, text=text))

    def note(self, text: str) -> None:
        """Says something to know."""
        self.say(NoteTold(text=text))

    def wanted(self) -> Wanted:
        """What is wanted of this run."""
        return wanted_of(self._folder)

    @contextmanager
    def last_act(self, how: End) -> Iterator[None]:
        """What is done last, then the last line: neither is cut into by a run that is given up meanwhile."""
        with self._ending:
            yield
            self._end(EndTold(how=how))

    def fail(self, sentence: str) -> None:
        """The last line of a run that cannot go on."""
        with self._ending:
            self._end(EndTold(how=End.FAILED, sentence=sentence))

    def _end(self, told: EndTold) -> None:
        self._is_over.set()
        self.say(told)

    def _write(self, line: bytes) -> None:
        with self._writing, suppress(OSError):
            os.write(self._file, line)

    def _beat(self) -> None:
        looks = 0
        while not self._is_over.wait(ALIVE_EVERY_S / _LOOKS_A_SECOND):
            if self.wanted() is Wanted.CANCEL:
                self._give_up()
            if looks % _LOOKS_A_SECOND == 0:
                self.say(AliveTold(memory_mib=round(self._memory_mib(), 1)))
            looks += 1

    def _give_up(self) -> None:
        with self._ending:
            if self._is_over.is_set():
                return
            forget_work(self._folder)
            self._end(EndTold(how=End.CANCELLED))
            os._exit(0)  # the other thread may be minutes from its next look
