"""Work away from the window's thread, in one sentence: work, done, failed.

Knows the desk's thread and the window's thread; a result is always handed over in the window's.
"""

import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.desk.thread import DeskThread

Result = TypeVar("Result")


class Background(QObject):
    """Asks the desk's thread, and calls back in the window's thread."""

    idle = Signal()
    _landed = Signal(object)

    def __init__(self, desk_thread: DeskThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk_thread = desk_thread
        self._waiting = 0
        self._is_closed = False
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether everything asked has been handed over."""
        return self._waiting == 0

    def ask(
        self,
        work: Callable[[], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[MosaicError | None], None],
    ) -> None:
        """Do `work` in the desk's thread, then `done` or `failed` here.

        `failed` gets None where the error is our bug: the crash hook has said so already.
        """
        if self._is_closed:
            return
        self._waiting += 1
        future = self._desk_thread.ask(work)
        future.add_done_callback(lambda ended: self._report(lambda: _deliver(ended, done=done, failed=failed)))

    def close(self) -> None:
        """Nothing is handed over any more; what was asked is still done."""
        self._is_closed = True

    def _report(self, delivery: Callable[[], None]) -> None:
        if not self._is_closed:
            with suppress(RuntimeError):  # it went with its window at this very moment
                self._landed.emit(delivery)

    def _land(self, delivery: Callable[[], None]) -> None:
        self._waiting -= 1
        if self._is_closed:
            return
        try:
            delivery()
        finally:
            if self._waiting == 0 and not self._is_closed:  # what was delivered may have closed this
                self.idle.emit()


def _deliver(
    ended: "Future[Result]", *, done: Callable[[Result], None], failed: Callable[[MosaicError | None], None]
) -> None:
    error = ended.exception()
    if error is None:
        done(ended.result())
    elif isinstance(error, MosaicError):
        failed(error)
    else:
        failed(None)
        sys.excepthook(type(error), error, error.__traceback__)
