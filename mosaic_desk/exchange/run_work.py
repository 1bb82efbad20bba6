"""What lies in a training run's folder while it is worked at: the wanted word, the lock, what it needs to go on."""

import shutil
from pathlib import Path

from mosaic_desk.core.training import Wanted
from mosaic_desk.exchange.whole_file import whole_file

LOCK, LOG, TRIED = "lock", "log.txt", ".tried"
_WANTED = "wanted"


def wanted_of(folder: Path) -> Wanted:
    """What is wanted of a run; a file that says nothing of the kind wants it to go on."""
    try:
        return Wanted((folder / _WANTED).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return Wanted.RUN


def want(folder: Path, wanted: Wanted) -> None:
    """Says what is wanted of a run, the word whole.

    Raises:
        MosaicError: if it cannot be written.
    """
    with whole_file(folder / _WANTED) as file:
        file.write(wanted.value)


def forget_work(folder: Path) -> None:
    """Takes away what a run needs only to go on."""
    for left in (*folder.glob("checkpoint-*"), *folder.glob(".checkpoint-*"), folder / TRIED):
        shutil.rmtree(left, ignore_errors=True)
