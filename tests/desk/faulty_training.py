"""A training process in which something goes wrong: what, stands in the file `fault` of the run's folder."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

FOLDER = Path(sys.argv[-1])


def no_memory() -> None:
    """The processor's allocator has none, however little is asked."""
    _learning(lambda: _fail(RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: SECRETWORD")))


def no_memory_for_much() -> None:
    """It has enough for one report in a pass."""
    from mosaic_desk.llm import recipe

    real = recipe.row_states

    def row_states(backbone: object, rows: list[object]) -> object:
        if len(rows) > 1:
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")
        return real(backbone, rows)

    recipe.row_states = row_states


def no_number() -> None:
    """The loss is not a number."""
    from mosaic_desk.llm import training

    real = training.learn
    calls = []

    def learn(*args: object, **options: object) -> float:
        calls.append(1)
        real(*args, **options)
        return float("nan") if len(calls) > 5 else 1.0

    training.learn = learn


def lost_card() -> None:
    """The card is gone in the middle of a step."""
    import torch

    _learning(lambda: _fail(torch.AcceleratorError("CUDA error: device lost, SECRETWORD")))


def full_disk() -> None:
    """The system takes no file over so many bytes: a checkpoint has more, a line of progress fewer."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))


def bug() -> None:
    """An error of ours, whose message quotes a report."""
    _learning(lambda: _fail(KeyError("SECRETWORD")))


def hang() -> None:
    """Stands still within a step, and its other thread too."""
    import signal

    _learning(lambda: os.kill(os.getpid(), signal.SIGSTOP))


def slow() -> None:
    """A step takes a while, so that a test can do something meanwhile."""
    _learning(lambda: time.sleep(float(os.environ.get("SLOW_S", "0.3"))))


def jumping_clock() -> None:
    """The clock of the wall goes back a day at every look."""
    began, looks = time.time(), [0]

    def jumping() -> float:
        looks[0] += 1
        return began - 86_400 * looks[0]

    time.time = jumping


def other_when_saved() -> None:
    """What is saved is not what was trained."""
    from mosaic_desk.llm import training

    real = training.save_adapter

    def save_adapter(model: object, *args: object, **options: object) -> None:
        import torch

        with torch.no_grad():
            for parameter in model.parameters():
                if parameter.requires_grad:
                    parameter.add_(0.5)
        real(model, *args, **options)

    training.save_adapter = save_adapter


def killed_when_comparing() -> None:
    """Ended from outside while the held-out reports are answered, the first time."""
    from mosaic_desk.worker import training

    real = training.answer_lines

    def answer_lines(*args: object) -> object:
        for part in real(*args):
            yield part
            if not (FOLDER / "killed").exists():
                (FOLDER / "killed").touch()
                os.kill(os.getpid(), 9)

    training.answer_lines = answer_lines


def none() -> None:
    """Nothing goes wrong."""


def _learning(first: Callable[[], object]) -> None:
    from mosaic_desk.llm import training

    real = training.learn

    def learn(*args: object, **options: object) -> float:
        first()
        return real(*args, **options)

    training.learn = learn


def _fail(error: Exception) -> NoReturn:
    raise error


if __name__ == "__main__":
    globals()[(FOLDER / "fault").read_text(encoding="utf-8") if (FOLDER / "fault").exists() else "none"]()
    from mosaic_desk.worker.training import main

    sys.exit(main())
