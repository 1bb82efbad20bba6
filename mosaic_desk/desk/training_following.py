"""A training run followed from a terminal: its progress in lines, its end as success or as one sentence."""

import time

from mosaic_desk.core.errors import ModelError, WorkerCancelled, WorkerDied
from mosaic_desk.core.retraining import RunPhase, TrainingView
from mosaic_desk.core.training import Wanted
from mosaic_desk.desk.labelling import Tell
from mosaic_desk.desk.pace import in_words
from mosaic_desk.desk.training_runs import Run

_LOOK_S = 0.5


def follow(run: Run, tell: Tell) -> None:
    """Tells how far a run is until it is over.

    Raises:
        MosaicError: if it ended before its end; Ctrl-C rests it.
    """
    try:
        view = _followed(run, tell)
    except KeyboardInterrupt:
        run.want(Wanted.PAUSE)
        view = _followed(run, tell)
        if view.phase is not RunPhase.DONE:
            raise WorkerCancelled(f"The run rests; --resume {_resumed_by(run)} goes on.") from None
    if view.phase is RunPhase.DONE:
        return
    words = view.text + (f" --resume {_resumed_by(run)} goes on." if view.can_resume else "")
    if view.phase is RunPhase.FAILED:
        raise ModelError(words)
    if view.phase is RunPhase.STOPPED:
        raise WorkerDied(words)
    raise WorkerCancelled(words)


def _followed(run: Run, tell: Tell) -> TrainingView:
    notes = 0
    while True:
        view = run.follow()
        for note in view.notes[notes:]:
            tell(note, 0, 0, "")
        notes = len(view.notes)
        if not view.is_alive:
            return view
        if view.is_silent:
            tell("The run has said nothing for long; Ctrl-C ends it", 0, 0, "")
        elif view.phase is RunPhase.TRAINING and view.losses:
            tell("Training, step", view.step, view.steps, _pace(view))
        else:
            tell(view.text, 0, 0, "")
        time.sleep(_LOOK_S)


def _pace(view: TrainingView) -> str:
    words = [f"loss {view.losses[-1][1]:.3f}"]
    if view.watched:
        words.append(f"{view.watched[-1][1]:.3f} on the reports watched")
    if view.seconds_left is not None:
        words.append(f"{in_words(view.seconds_left)} left")
    return ", ".join(words)


def _resumed_by(run: Run) -> str:
    """How the run is called behind `--resume`: a project's by its name."""
    return str(run.folder) if run.folder.suffix == ".run" else run.name
