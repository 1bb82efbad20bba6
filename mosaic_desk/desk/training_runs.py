"""Training runs beside a project: started as processes of their own, followed, paused, given up, found again.

A run is its folder. Its process outlives whoever started it, and whoever comes later learns all there is to know from
the folder: whether it lives by its lock, how far it is by its progress lines.
"""

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.retraining import RunPhase, TrainingView
from mosaic_desk.core.training import Wanted
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.run_heard import Heard
from mosaic_desk.desk.run_process import COMMAND, RunProcess
from mosaic_desk.exchange.run_progress import PROGRESS, AliveTold, End, ProgressReader, Told
from mosaic_desk.exchange.run_request import REQUEST, RunParts, RunRequest, read_request, write_run_files
from mosaic_desk.exchange.run_work import forget_work, want, wanted_of
from mosaic_desk.exchange.whole_file import not_written

SILENCE_S = 120.0
"""A run says every second that it lives; one that says nothing for so long hangs."""
STANDSTILL_S = 1800.0
"""One that lives but tells of nothing done for so long hangs too: the slowest step takes minutes."""
CANCEL_GRACE_S = 10.0
"""How long a run that is to be given up may take to see it, before its process is ended."""
_MOST_A_LOOK_S = 2.0  # between two looks the computer may have slept: that is no silence
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-(\d{1,9})")
_SEEN = "seen"
_ALIVE = (RunPhase.STARTING, RunPhase.TRAINING, RunPhase.COMPARING)
_SENTENCES = {
    RunPhase.DONE: "The new adapter is ready to be compared.",
    RunPhase.PAUSED: "The run rests; it can be resumed where it was.",
    RunPhase.CANCELLED: "The run was given up; nothing of it is kept.",
    RunPhase.STOPPED: (
        "The run's process ended without a word: it was ended from outside, or the computer was. It can be resumed from"
        " its last checkpoint. The old adapter stays in use."
    ),
}
_ENDS = {
    End.DONE: RunPhase.DONE, End.PAUSED: RunPhase.PAUSED, End.CANCELLED: RunPhase.CANCELLED,
    End.FAILED: RunPhase.FAILED,
}  # fmt: skip


def start_run(
    project: Path, request: RunRequest, parts: RunParts, *, today: date | None = None,
    command: Sequence[str] = COMMAND,
) -> "Run":  # fmt: skip
    """Freezes what is to be learned into a new folder beside a project, and starts its process.

    Raises:
        InputError: if a run of this project is under way.
        MosaicError: if the folder cannot be written or the process not be started.
    """
    refuse_second_run(project)
    return begin_run(_new_folder(project, today or date.today()), request, parts, command=command)


def begin_run(folder: Path, request: RunRequest, parts: RunParts, *, command: Sequence[str] = COMMAND) -> "Run":
    """The same in a folder that is named; made here where it is not there.

    Raises:
        MosaicError: if it cannot be written, holds a run already, or the process cannot be started.
    """
    if (folder / REQUEST).exists():
        raise InputError(f"{folder.name} holds a run already: resume it, or choose another place.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from None
    write_run_files(folder, request, parts)
    run = Run(folder, command=command)
    run.resume()
    return run


def find_runs(project: Path) -> tuple["Run", ...]:
    """The runs of a project, the oldest first: by their number, for a clock may have jumped."""
    folder = runs_folder(project)
    found = folder.iterdir() if folder.is_dir() else ()
    runs = [(_number(path.name), path) for path in found if _number(path.name) and (path / REQUEST).is_file()]
    return tuple(Run(path) for _, path in sorted(runs))


def refuse_second_run(project: Path) -> None:
    """One run of a project at a time.

    Raises:
        InputError: if one is under way.
    """
    for run in find_runs(project):
        if run.follow().is_alive:
            raise InputError(f"The run {run.name} of this project is under way: wait for it, pause it or cancel it.")


def _new_folder(project: Path, today: date) -> Path:
    """The folder of the next number, made; another window may be about to make the same."""
    runs = runs_folder(project)
    try:
        runs.mkdir(exist_ok=True)
        number = max((_number(path.name) for path in runs.iterdir()), default=0)
        while True:
            number += 1
            folder = runs / f"{today.isoformat()}-{number}"
            with suppress(FileExistsError):
                folder.mkdir()
                return folder
    except OSError as error:
        raise not_written(runs, error) from None


def _number(name: str) -> int:
    """The number of a run by its name; 0 for what is no run's."""
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else 0


class Run:
    """One run, as it is seen from here. Used by one thread at a time."""

    def __init__(self, folder: Path, *, command: Sequence[str] = COMMAND) -> None:
        self.folder = folder
        self._process = RunProcess(folder, command=command)
        self._reader, self._heard = ProgressReader(folder / PROGRESS), Heard()
        self._told_request: RunRequest | None = None
        self._looked_at: float | None = None
        self._silent_s = self._idle_s = self._cancelling_s = 0.0

    @property
    def name(self) -> str:
        """The run's name, and its adapter's."""
        return self.folder.name.removesuffix(".run")

    @property
    def is_alive(self) -> bool:
        """Whether a process works at it, whoever started that."""
        return self._process.is_alive

    @property
    def request(self) -> RunRequest | None:
        """What it was told; None where that cannot be read any more."""
        if self._told_request is None:
            with suppress(MosaicError):
                self._told_request = read_request(self.folder)
        return self._told_request

    def follow(self) -> TrainingView:
        """How the run stands now; to be asked again and again."""
        is_alive = self.is_alive  # before the lines: the last one is written before its process goes
        told = self._listen()
        self._count_silence(has_life=bool(told), has_work=any(not isinstance(one, AliveTold) for one in told))
        phase = self._phase(is_alive=is_alive)
        is_given_up = phase in _ALIVE and wanted_of(self.folder) is Wanted.CANCEL
        if is_given_up and self._cancelling_s > CANCEL_GRACE_S:
            self._process.end()
        return self._view(phase)

    def want(self, wanted: Wanted) -> None:
        """Pauses the run, gives it up, or takes such a wish back.

        Raises:
            MosaicError: if its folder cannot be written.
        """
        want(self.folder, wanted)
        self._cancelling_s = 0.0
        if self._is_silent and wanted is not Wanted.RUN:
            self._process.end()  # a process that hangs does not see what is wanted
        if wanted is Wanted.CANCEL and not self.follow().is_alive:  # it rests, or its process has said its last word
            forget_work(self.folder)

    def resume(self) -> None:
        """Starts a process for the run, which goes on from its last checkpoint where there is one.

        Raises:
            InputError: if it is under way, over, or no run.
            WorkerError: if the process cannot be started.
        """
        self._listen()
        phase = self._phase(is_alive=self.is_alive)
        if phase in _ALIVE:
            raise InputError(f"The run {self.name} is under way.")
        if phase in (RunPhase.DONE, RunPhase.CANCELLED):
            raise InputError(f"The run {self.name} is over: start a new one.")
        read_request(self.folder)
        self.want(Wanted.RUN)
        with suppress(OSError):
            (self.folder / _SEEN).unlink(missing_ok=True)
        self._heard.end = None
        self._silent_s = self._idle_s = 0.0
        self._process.start()

    def end(self) -> None:
        """Ends the process at once; checkpoints are kept, and the adapter in use is never touched."""
        self._process.end()

    def note_seen(self) -> None:
        """A reader saw how it ended."""
        with suppress(OSError):
            (self.folder / _SEEN).touch()

    @property
    def is_seen(self) -> bool:
        """Whether a reader saw how it ended."""
        return (self.folder / _SEEN).exists()

    def _listen(self) -> list[Told]:
        told = list(self._reader.new())
        for one in told:
            self._heard.take(one)
        return told

    def _count_silence(self, *, has_life: bool, has_work: bool) -> None:
        now = time.monotonic()
        passed = 0.0 if self._looked_at is None else min(now - self._looked_at, _MOST_A_LOOK_S)
        self._looked_at = now
        self._silent_s = 0.0 if has_life else self._silent_s + passed
        self._idle_s = 0.0 if has_work else self._idle_s + passed
        self._cancelling_s += passed

    @property
    def _is_silent(self) -> bool:
        return self._silent_s > SILENCE_S or self._idle_s > STANDSTILL_S

    def _phase(self, *, is_alive: bool) -> RunPhase:
        end = self._heard.end
        if end is not None and end.how in (End.DONE, End.CANCELLED):
            return _ENDS[end.how]
        if end is None and is_alive:
            return RunPhase(self._heard.stage.value)
        if wanted_of(self.folder) is Wanted.CANCEL:
            return RunPhase.CANCELLED  # it was ended for it, or rested already
        return RunPhase.STOPPED if end is None else _ENDS[end.how]

    def _view(self, phase: RunPhase) -> TrainingView:
        heard, request, is_alive = self._heard, self.request, phase in _ALIVE
        why = heard.end.sentence if heard.end is not None and phase is RunPhase.FAILED else ""
        return TrainingView(
            name=self.name, phase=phase, text=heard.text if is_alive else why or _SENTENCES.get(phase, ""),
            step=heard.step, steps=heard.steps, epoch=heard.epoch,
            epochs=request.config.epochs if request else heard.epochs,
            losses=tuple(heard.losses), watched=tuple(heard.watched), notes=tuple(heard.notes),
            seconds_left=heard.seconds_left if is_alive else None,
            memory_mib=None if heard.memory_mib is None else round(heard.memory_mib),
            is_silent=is_alive and self._is_silent, is_gpu=request is not None and request.device != "cpu",
        )
