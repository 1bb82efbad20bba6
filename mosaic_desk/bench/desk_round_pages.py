"""The three pages of a training, worked by keys: what it says before, how it goes, what it is worth.

Knows the dialog by what stands in it; also the stopwatch that times every part of a round.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from mosaic_desk.bench.desk_typing import ALT, CTRL, Album, Typist
from mosaic_desk.bench.desk_window import DrivenWindow, WindowStuck
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.retraining import RunPhase, TrainingView
from mosaic_desk.core.training import Preset
from mosaic_desk.gui.training_dialog import TrainingDialog

MEASURED_WITHIN_S = 600.0
_RUN_WITHIN_S = 3600.0
_PICTURED_UNTIL = 0.7  # of the steps: the curve is long by then, and the run still goes on
_KEY = Qt.Key


class Stopwatch:
    """Seconds and keys of each part of a round, in their order."""

    def __init__(self, driven: DrivenWindow) -> None:
        self._driven = driven
        self.parts: list[dict[str, Any]] = []

    @contextmanager
    def timed(self, *parts: str) -> Iterator[Callable[[], None]]:
        """Times parts that follow on each other: what is given ends one, the end of the block the last one."""
        names, last = list(parts), [time.monotonic(), self._driven.keys]

        def next_part() -> None:
            now, keys = time.monotonic(), self._driven.keys
            self.parts.append({"part": names.pop(0), "seconds": round(now - last[0], 2), "keys": keys - int(last[1])})
            last[:] = [now, keys]

        yield next_part
        next_part()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hands:
    """What a round is gone with: the window, the keys, the pictures, the watch."""

    driven: DrivenWindow
    typist: Typist
    album: Album
    watch: Stopwatch


class TrainingPages:
    """The dialog of a training, page by page."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._driven, self._typist, self._album = hands.driven, hands.typist, hands.album

    def before(self, preset: Preset) -> list[str]:
        """What the page before a run says, once it has been measured.

        Raises:
            MosaicError: if a run is refused, or the window does not do what the keys ask for.
        """
        with self._hands.watch.timed("page before, with a measured step"):
            self._typist.press(_KEY.Key_T, CTRL)
            page = self.dialog.before
            self._driven.until(lambda: page.choices.isVisible() or bool(page.sentences.text()))
            self._choose(preset)
            self._driven.until(self._is_measured, patience_s=MEASURED_WITHIN_S)
            self.refuse_complaint()
            if not page.start.isEnabled():
                raise InputError(page.problem.text() or page.sentences.text())
        self._album.take_at_rest("before", self.dialog)
        return [text for text in (page.headline.text(), page.sentences.text(), page.means.text()) if text]

    def run(self) -> dict[str, Any]:
        """Watched until it has ended: what it said would be left at its first step, and what it took from there.

        Raises:
            MosaicError: if it comes to another end than its own.
        """
        seen: list[tuple[float, TrainingView]] = []
        training, started = self._driven.window.around.training, time.monotonic()

        def is_over() -> bool:
            view = training.view
            if view is not None and view.step and (not seen or seen[-1][1].step != view.step):
                seen.append((time.monotonic() - started, view))
                if view.is_alive and len(view.losses) > 1 and view.step <= view.steps * _PICTURED_UNTIL:
                    self._album.take("running", self.dialog)
            return view is not None and not view.is_alive

        with self._hands.watch.timed("the run"):
            self._typist.press(_KEY.Key_R, ALT)
            self._driven.until(lambda: is_over() or self.has_complained, patience_s=_RUN_WITHIN_S)
        view, ended = training.view, time.monotonic() - started
        if view is None or view.phase is not RunPhase.DONE:
            raise InputError(self.dialog.problem.text() or "The run did not come to its end.")
        at, first = next(((at, view) for at, view in seen if view.seconds_left is not None), (ended, view))
        return {
            "name": view.name, "steps": view.steps, "memory_mib": view.memory_mib,
            "seconds_foretold": round(first.seconds_left or 0), "seconds_then": round(ended - at),
            "curve": [[step, round(loss, 4)] for step, loss in view.losses],
        }  # fmt: skip

    def compare(self) -> dict[str, Any]:
        """What the page after a run says; a report that became right, or wrong, is opened from it.

        Raises:
            MosaicError: if they cannot be compared.
        """
        page = self.dialog.after
        with self._hands.watch.timed("comparison"):
            self._wait_for_result()
        self._album.take_at_rest("after", self.dialog)
        listed = page.right if page.right.count() else page.wrong
        if listed.count():
            self._open_from(listed)
            self._album.take_at_rest("newly-right" if listed is page.right else "newly-wrong")
            self._typist.press(_KEY.Key_T, CTRL)
            self._wait_for_result()
        return {
            "headline": page.headline.text(), "sentences": page.sentences.text().splitlines(),
            "newly_right": page.right.count(), "newly_wrong": page.wrong.count(),
        }  # fmt: skip

    def _choose(self, preset: Preset) -> None:
        box, presets = self.dialog.before.choices.preset, list(Preset)
        steps = presets.index(preset) - box.currentIndex()
        self._typist.press(_KEY.Key_T, ALT)
        for _ in range(abs(steps)):
            self._typist.press(_KEY.Key_Down if steps > 0 else _KEY.Key_Up)

    def _wait_for_result(self) -> None:
        self._driven.until(lambda: self.dialog.after.result is not None or self.has_complained)
        self.refuse_complaint()

    def _open_from(self, listed: QListWidget) -> None:
        self._typist.tab_to(listed)
        self._typist.press(_KEY.Key_Home)
        self._typist.press(_KEY.Key_Return)
        self._driven.settle()

    @property
    def dialog(self) -> TrainingDialog:
        """The dialog, once it was opened."""
        dialog = self._driven.window.around.training.dialog
        if dialog is None:
            raise WindowStuck("The dialog of a training did not come up.")
        return dialog

    def _is_measured(self) -> bool:
        page = self.dialog.before
        before = page._before
        is_answered = before is not None and before.choice == page.choice
        is_refused = before is not None and bool(before.refusal)
        return is_answered and (page._means is not None or is_refused or self.has_complained)

    @property
    def has_complained(self) -> bool:
        """Whether it says that something went wrong."""
        return bool(self.dialog.problem.text())

    def refuse_complaint(self) -> None:
        """Stop where it says that something went wrong.

        Raises:
            InputError: with its sentence.
        """
        if self.has_complained:
            raise InputError(self.dialog.problem.text())
