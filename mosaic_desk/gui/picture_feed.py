"""Brings the picture of the open report onto the image pane; late pictures are dropped."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.report import Report
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.image_pane import ImagePane, Picture

PictureOf = Callable[[Report], Picture | None]
"""The pixels of a report's first image; None where it has none that can be shown."""


class PictureFeed(QObject):
    """Stands between the image pane and whatever reads pictures."""

    settled = Signal(str)  # why there is no picture, empty where there is one or none was named

    def __init__(self, picture: PictureOf | None, background: Background, pane: ImagePane) -> None:
        super().__init__(pane)
        self._picture = picture
        self._background = background
        self._pane = pane
        self._report: Report | None = None
        self.has_picture: bool | None = False  # None while it is being read

    def show_report(self, report: Report) -> None:
        """Fetch the picture of a report; `settled` says when it is there, or will not come."""
        if report == self._report:
            return
        self._report = report
        picture = self._picture
        if not report.images or picture is None:
            words = self.tr("Images cannot be shown here.") if report.images else ""
            self._settle(words or self.tr("This report came without an image."), is_told=False)
            return
        self.has_picture = None
        self._background.ask(
            lambda: picture(report),
            done=lambda pixels: self._show(report, pixels),
            failed=lambda error: self._fail(report, error),
        )

    def _show(self, report: Report, pixels: Picture | None) -> None:
        if report != self._report:
            return
        if pixels is None:
            self._settle(self.tr("The image of this report cannot be found."))
            return
        self._pane.show_picture(pixels)
        self.has_picture = True
        self.settled.emit("")

    def _fail(self, report: Report, error: MosaicError | None) -> None:
        if report == self._report:
            self._settle(str(error) if error is not None else self.tr("This image cannot be shown."))

    def _settle(self, words: str, *, is_told: bool = True) -> None:
        """No picture: the text gets its room, and the words go where quiet sentences go."""
        self.has_picture = False
        self._pane.show_words(words)
        self.settled.emit(words if is_told else "")
