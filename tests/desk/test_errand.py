"""A child process that is waited for: its answer, its patience, and that giving it up ends it at once."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from mosaic_desk.core.errors import WorkerCancelled
from mosaic_desk.desk.errand import Errand

SLOW = """
import os, sys, time
from pathlib import Path
Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(600)
"""


def slow(told: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", SLOW, str(told))


def started(told: Path) -> int:
    deadline = time.monotonic() + 60
    while not (told.exists() and told.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return int(told.read_text(encoding="utf-8"))


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_what_a_process_writes_is_the_answer() -> None:
    assert Errand().answer((sys.executable, "-c", "print(7)"), patience_s=60) == "7\n"


def test_one_that_was_given_up_is_ended_at_once_and_nothing_of_it_is_left(tmp_path: Path) -> None:
    errand, raised = Errand(), []

    def wait() -> None:
        with pytest.raises(WorkerCancelled) as error:
            errand.answer(slow(tmp_path / "told"), patience_s=600)
        raised.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    process = started(tmp_path / "told")
    errand.give_up()
    thread.join(timeout=10)
    assert raised and is_gone(process)


def test_one_that_is_given_up_before_it_was_asked_is_never_started(tmp_path: Path) -> None:
    errand = Errand()
    errand.give_up()
    with pytest.raises(WorkerCancelled):
        errand.answer(slow(tmp_path / "told"), patience_s=600)
    assert not (tmp_path / "told").exists()


def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        Errand().answer(slow(tmp_path / "told"), patience_s=0.3)
    assert not (tmp_path / "told").exists() or is_gone(started(tmp_path / "told"))


def test_giving_up_what_has_ended_harms_nobody() -> None:
    errand = Errand()
    errand.answer((sys.executable, "-c", ""), patience_s=60)
    errand.give_up()
