"""What was heard of a training run so far: its stage, its curves, its pace. Knows no file and no process."""

from statistics import median

from mosaic_desk.core.training import EpochReport, StepReport
from mosaic_desk.exchange.run_progress import AliveTold, EndTold, NoteTold, Stage, StateTold, Told

_PACED_BY = 20
_MOST_NOTES = 20


class Heard:
    """Grows with every line of a run's progress."""

    def __init__(self) -> None:
        self.stage, self.text = Stage.STARTING, ""
        self.step = self.steps = self.epoch = self.epochs = 0
        self.losses: list[tuple[int, float]] = []
        self.watched: list[tuple[int, float]] = []
        self.notes: list[str] = []
        self.memory_mib: float | None = None
        self.end: EndTold | None = None  # the last line; None while the process may go on
        self._seconds: list[float] = []  # of the last steps, one each
        self._last_s: float | None = None

    def take(self, told: Told) -> None:
        """One more line."""
        if isinstance(told, EndTold):
            self.end = told
            return
        self.end = None  # somebody went on
        if isinstance(told, StepReport):
            self._take_step(told)
        elif isinstance(told, EpochReport):
            self._take_epoch(told)
        elif isinstance(told, StateTold):
            self.stage, self.text = told.stage, told.text
            self._last_s = None  # a process that begins anew counts on from its checkpoint
        elif isinstance(told, NoteTold):
            self.notes = [*self.notes, told.text][-_MOST_NOTES:]
        elif isinstance(told, AliveTold):
            self.memory_mib = told.memory_mib

    @property
    def seconds_left(self) -> float | None:
        """Until all epochs are trained, by the pace of the last steps; None before there is one."""
        if self.stage is not Stage.TRAINING or not self._seconds:
            return None
        return median(self._seconds) * (self.steps - self.step)

    def _take_step(self, told: StepReport) -> None:
        """A run that was killed takes the steps behind its checkpoint once more: they replace what they were."""
        self.step, self.steps, self.epoch = told.step, told.steps, told.epoch
        for points in (self.losses, self.watched):
            while points and points[-1][0] >= told.step:
                points.pop()
        self.losses.append((told.step, told.loss))
        if self._last_s is not None and told.seconds >= self._last_s:
            self._seconds = [*self._seconds, told.seconds - self._last_s][-_PACED_BY:]
        self._last_s = told.seconds

    def _take_epoch(self, told: EpochReport) -> None:
        self.epochs = told.epochs
        if told.watched_loss is not None:
            self.watched.append((self.step, told.watched_loss))
