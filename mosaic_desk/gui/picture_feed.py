"""Brings pictures into the views: what is kept at once, what must be read when it comes; late ones are dropped.

Knows the room where pictures are read and the pane that shows them; which report is open is told to it.
"""

import contextlib
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mosaic_desk.core.picture import Picture
from mosaic_desk.core.report import ImageRef
from mosaic_desk.desk.picture_room import Outcome, PictureReader, PictureRoom
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.image_pane import ImagePane
from mosaic_desk.gui.image_series import Series
from mosaic_desk.gui.image_view import ImageView
from mosaic_desk.gui.image_words import place_words

_PATIENCE_MS = 300
"""A picture that takes longer says that it is being read; before that the word would only flicker."""


class PictureFeed(QObject):
    """`show` in; `settled` out when nothing is on its way any more."""

    settled = Signal()
    _landed = Signal(object, object)

    def __init__(self, reader: PictureReader | None, pane: ImagePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._room = PictureRoom(reader, self._tell) if reader is not None else None
        self._series: dict[ImageView, Series | None] = dict.fromkeys(pane.views)
        self._waiting: dict[ImageView, ImageRef] = {}
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say_reading)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being read for a view."""
        return not self._waiting

    def series(self, view: ImageView) -> Series | None:
        """What a view shows."""
        return self._series[view]

    def show(self, view: ImageView, series: Series | None, *, none: str = "") -> None:
        """Let a view show the image that a series is at, or the sentence `none` where it has no image."""
        self._series[view] = series
        self._waiting.pop(view, None)
        image = series.image if series is not None else None
        if series is None or image is None:
            self._pane.place(view, none, self._titles(view, series))
        elif self._room is None:
            self._pane.place(view, self.tr("Images cannot be shown here."), self._titles(view, series))
        else:
            self._fetch(view, image, self._room)
        self._ask()

    def step(self, view: ImageView, count: int) -> None:
        """The next image of a view, or the one before."""
        series = self._series[view]
        if series is not None and series.stepped(count) != series:
            self.show(view, series.stepped(count))

    def look_ahead(self, images: Sequence[ImageRef]) -> None:
        """Read these while there is nothing else to do; nothing is shown and nothing counts as seen."""
        if self._room is not None and self.is_settled:
            self._room.want((), soon=images)

    def close(self) -> None:
        """Nothing is handed over any more."""
        self._waiting.clear()
        if self._room is not None:
            self._room.close()

    def _fetch(self, view: ImageView, image: ImageRef, room: PictureRoom) -> None:
        kept = room.kept(image)
        if kept is not None:
            self._put(view, kept)
            return
        # Another report's picture must not stand beside this report while its own is read.
        self._pane.place(view, "", self._titles(view, self._series[view]))
        self._waiting[view] = image
        self._patience.start()

    def _ask(self) -> None:
        if self._room is not None:
            self._room.want(tuple(dict.fromkeys(self._waiting.values())))

    def _tell(self, image: ImageRef, outcome: Outcome) -> None:
        """Called in the room's thread."""
        with contextlib.suppress(RuntimeError):  # the window is gone by now
            self._landed.emit(image, outcome)

    def _land(self, image: ImageRef, outcome: Outcome) -> None:
        for view in [view for view, wanted in self._waiting.items() if wanted == image]:
            del self._waiting[view]
            self._put(view, outcome)
        if self.is_settled:
            self._patience.stop()
            self.settled.emit()

    def _put(self, view: ImageView, outcome: Outcome) -> None:
        content = outcome if isinstance(outcome, Picture) else error_words(outcome)
        frames = outcome.frame_count if isinstance(outcome, Picture) else 1
        self._pane.place(view, content, self._titles(view, self._series[view], frames))

    def _say_reading(self) -> None:
        for view in self._waiting:
            self._pane.place(view, self.tr("Reading the image…"), self._titles(view, self._series[view]))

    def _titles(self, view: ImageView, series: Series | None, frame_count: int = 1) -> tuple[str, str]:
        """The title of what a view shows, and its short form."""
        if series is None or not series.images:
            return "", ""
        place = place_words(at=series.at, count=len(series.images), frame_count=frame_count)
        name = self.tr("Prior") if view is self._pane.prior else ""
        short = f"{series.at + 1}/{len(series.images)}"
        return _joined(name, series.date, place), _joined(series.date if name else "", short)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
