"""What a training run tells, as lines of `progress.jsonl`: written by its process, read while it grows.

Whatever a crash, a full disk or another program has put there, a reader takes what is whole and of a known form, and
passes over the rest.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

from mosaic_desk.core.training import EpochReport, StepReport

PROGRESS = "progress.jsonl"
MOST_LINE_BYTES = 64 * 1024
_AT_ONCE = 2**20
_MOST_TEXT = 2000


class Stage(StrEnum):
    """What a run that works is at."""

    STARTING = "starting"
    TRAINING = "training"
    COMPARING = "comparing"


class End(StrEnum):
    """How a run came to its end, or to its rest."""

    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class StateTold:
    """What the run is at, in words."""

    stage: Stage
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteTold:
    """Something to know that changes nothing."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AliveTold:
    """The process lives, and holds so much memory."""

    memory_mib: float


@dataclass(frozen=True, kw_only=True, slots=True)
class EndTold:
    """The last line of a process; `sentence` says why where it failed."""

    how: End
    sentence: str = ""


Told = StateTold | StepReport | EpochReport | NoteTold | AliveTold | EndTold
_KINDS: dict[type[Any], str] = {
    StateTold: "state", StepReport: "step", EpochReport: "epoch", NoteTold: "note", AliveTold: "alive",
    EndTold: "ended",
}  # fmt: skip


def line_of(told: Told) -> bytes:
    """One line; a number that is none is null."""
    row = {key: None if _is_no_number(value) else value for key, value in asdict(told).items()}
    return (json.dumps({"kind": _KINDS[type(told)], **row}, ensure_ascii=False, allow_nan=False) + "\n").encode()


def told_by(line: bytes) -> Told | None:
    """What a line tells; None for one that is of no known form."""
    try:
        row = json.loads(line, parse_constant=_refuse)
        return _told(row)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


class ProgressReader:
    """Reads what was appended since the last time, whole lines only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        self._rest = b""
        self._is_skipping = False  # within a line that is too long

    def new(self) -> Iterator[Told]:
        """What is new; nothing where the file is not there or cannot be read now."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._at)
                while piece := file.read(_AT_ONCE):
                    self._at += len(piece)
                    yield from self._told_in(piece)
        except OSError:
            return

    def _told_in(self, piece: bytes) -> Iterator[Told]:
        *lines, rest = (self._rest + piece).split(b"\n")
        for line in lines:
            is_whole, self._is_skipping = not self._is_skipping, False
            told = told_by(line) if is_whole and len(line) <= MOST_LINE_BYTES else None
            if told is not None:
                yield told
        self._is_skipping = self._is_skipping or len(rest) > MOST_LINE_BYTES
        self._rest = b"" if self._is_skipping else rest


def _told(row: dict[str, Any]) -> Told | None:
    read = _READ.get(row["kind"])
    return None if read is None else read(row)


def _step(row: dict[str, Any]) -> StepReport:
    return StepReport(
        step=_whole(row["step"]), steps=_whole(row["steps"]), epoch=_whole(row["epoch"]), loss=_number(row["loss"]),
        seconds=_number(row["seconds"]),
    )


def _epoch(row: dict[str, Any]) -> EpochReport:
    loss = row["watched_loss"]
    return EpochReport(
        epoch=_whole(row["epoch"]), epochs=_whole(row["epochs"]), is_best=row["is_best"] is True,
        watched_loss=None if loss is None else _number(loss),
    )


_READ: dict[str, Callable[[dict[str, Any]], Told]] = {
    "state": lambda row: StateTold(stage=Stage(row["stage"]), text=_text(row["text"])),
    "step": _step,
    "epoch": _epoch,
    "note": lambda row: NoteTold(text=_text(row["text"])),
    "alive": lambda row: AliveTold(memory_mib=_number(row["memory_mib"])),
    "ended": lambda row: EndTold(how=End(row["how"]), sentence=_text(row.get("sentence", ""))),
}


def _is_no_number(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _refuse(_: str) -> NoReturn:
    raise ValueError("no number")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value[:_MOST_TEXT]


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise TypeError("not a count")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not -1e12 < value < 1e12:
        raise TypeError("not a number")
    return float(value)
