"""One long piece of work in a thread of its own, so that the desk's thread goes on with the review meanwhile.

It is waited for where something would be left half done (`close`), else left to itself (`leave`).
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.background import Background

Result = TypeVar("Result")


class Apart(QObject):
    """`ask` it for one thing at a time; `close` or `leave` it before the window ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: DeskThread | None = None
        self._background: Background | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._thread is not None

    def ask(
        self,
        work: Callable[[], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[MosaicError | None], None],
    ) -> None:
        """Do `work` apart, then `done` or `failed` here; nothing happens while something else is on its way."""
        if self.is_busy:
            return
        self._thread = DeskThread()
        self._background = Background(self._thread, self)

        def finish(result: Result) -> None:
            self.close()
            done(result)

        def fail(error: MosaicError | None) -> None:
            self.close()
            failed(error)

        self._background.ask(work, done=finish, failed=fail)

    def close(self) -> None:
        """Hand nothing over any more; what was begun is waited for."""
        thread = self._let_go()
        if thread is not None:
            thread.close()

    def leave(self) -> None:
        """Hand nothing over any more; what was begun goes on unseen, and is not waited for."""
        thread = self._let_go()
        if thread is not None:
            thread.leave()

    def _let_go(self) -> DeskThread | None:
        background, thread, self._background, self._thread = self._background, self._thread, None, None
        if background is not None:
            background.close()
            background.deleteLater()
        return thread
