"""Retraining of one open project, as a window asks for it: what a run would do, the run, its end.

Everything here may run in any thread: what reads the corrections does so by a reader of its own, so that the
desk's thread goes on with the review.
"""

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from mosaic_desk.core.errors import InputError, MosaicError
from mosaic_desk.core.retraining import BeforeTraining, RunPhase, TrainingChoice, TrainingMeans, TrainingView
from mosaic_desk.core.training import Wanted
from mosaic_desk.core.training_set import refuse_unusable
from mosaic_desk.desk.adapter_shelf import ShelfDesk
from mosaic_desk.desk.errand import Errand
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_process import COMMAND
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.training_data import project_lessons
from mosaic_desk.desk.training_plan import COMMAND as TRIAL_COMMAND
from mosaic_desk.desk.training_plan import training_means, usable_device
from mosaic_desk.desk.training_preview import before_training
from mosaic_desk.desk.training_request import adapter_in_use, run_request
from mosaic_desk.desk.training_runs import Run, find_runs, start_run
from mosaic_desk.exchange.run_request import read_request
from mosaic_desk.store import Project

_RESTING = (RunPhase.PAUSED, RunPhase.STOPPED)


class TrainingDesk:
    """The runs of one project; its newest is the one that is told of."""

    def __init__(
        self, seat: Seat, adapters: AdapterDesk, *,
        command: Sequence[str] = COMMAND, trial_command: Sequence[str] = TRIAL_COMMAND,
    ) -> None:  # fmt: skip
        self.adapters = ShelfDesk(seat, adapters)
        """The adapters, and which one suggests."""
        self._seat = seat
        self._path = seat.project.path
        self._read_only_reason = seat.project.read_only_reason
        self._command, self._trial_command = command, trial_command
        self._run: Run | None = None
        self._guard = threading.Lock()  # a run is looked at in one thread, and told what is wanted in another

    # Before

    def before(self, choice: TrainingChoice) -> BeforeTraining:
        """What a run would do now.

        Raises:
            MosaicError: if the project cannot be read.
        """
        with Project.open(self._path, is_read_only=True) as project:
            _, in_use = adapter_in_use(project)
            name = in_use.name if in_use is not None else ""
            before = before_training(
                project, choice, active_adapter=name, since=self._last_event(), language=self._seat.language
            )
        return replace(before, refusal=self._read_only_reason or before.refusal)

    def means(self, before: BeforeTraining, *, errand: Errand | None = None) -> TrainingMeans:
        """What a run needs of the machine: two small steps are taken to know it, in a process of their own.

        Raises:
            MosaicError: if the project cannot be read, the process died or stood still, or the errand was given up.
        """
        with Project.open(self._path, is_read_only=True) as project:
            lessons = project_lessons(project, before.choice.taxonomies)
            request = run_request(project, before.choice, lessons, device=usable_device())
        return training_means(
            request, lessons.parts, folder=self._path.parent, command=self._trial_command, errand=errand
        )

    def start(self, choice: TrainingChoice) -> None:
        """Freezes what is learned, and starts a run that outlives this process.

        Raises:
            InputError: if there is too little to learn from, or a run is under way.
            MosaicError: if the folder cannot be written or the process not be started.
        """
        if self._read_only_reason is not None:
            raise InputError(self._read_only_reason)
        with Project.open(self._path, is_read_only=True) as project:
            lessons = project_lessons(project, choice.taxonomies)
            refuse_unusable(lessons.parts)
            request = run_request(project, choice, lessons, device=usable_device())
        with self._guard:
            self._run = start_run(self._path, request, lessons.parts, command=self._command)

    # The run

    def follow(self) -> TrainingView | None:
        """The newest run as it is now; None where there is none, its end was seen, or the project can only be read.

        A run is there to be paused, ended and promoted by the one who may write.
        """
        if self._read_only_reason is not None:
            return None
        with self._guard:
            run = self._newest()
            if run is None:
                return None
            view = run.follow()
            is_over = not view.is_alive and view.phase not in _RESTING
            return None if is_over and run.is_seen else view

    def want(self, wanted: Wanted) -> None:
        """Pauses or gives up the newest run; of one that rests nothing is kept then.

        Raises:
            MosaicError: if its folder cannot be written.
        """
        with self._guard:
            run = self._newest()
            if run is not None:
                run.want(wanted)

    def resume(self) -> None:
        """Goes on with the newest run from its last checkpoint.

        Raises:
            MosaicError: if it is over, under way, or cannot be started.
        """
        with self._guard:
            run = self._newest()
            if run is not None:
                run.resume()

    def note_seen(self) -> None:
        """The end of the newest run is not told again."""
        with self._guard:
            run = self._newest()
            if run is not None:
                run.note_seen()

    def _newest(self) -> Run | None:
        """The newest run; the same object as long as it is the same run, because it reads on where it was."""
        newest = next(reversed(find_runs(self._path)), None)
        if newest is None:
            self._run = None
        elif self._run is None or newest.folder != self._run.folder:
            self._run = Run(newest.folder, command=self._command)
        return self._run

    def _last_event(self) -> int | None:
        runs = find_runs(self._path)
        with suppress(MosaicError):
            return read_request(runs[-1].folder).event_number if runs else None
        return None
