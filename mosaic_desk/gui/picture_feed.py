"""Brings the picture of the open report onto the image pane; late pictures are dropped."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.report import Report
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.image_pane import ImagePane, Picture

PictureOf = Callable[[Report], Picture | None]
"""The pixels of a report's first image; None where it has none that can be shown."""


class PictureFeed(QObject):
    """Stands between the image pane and whatever reads pictures."""

    def __init__(self, picture: PictureOf | None, background: Background, pane: ImagePane) -> None:
        super().__init__(pane)
        self._picture = picture
        self._background = background
        self._pane = pane
        self._report: Report | None = None

    def show_report(self, report: Report) -> bool:
        """Fetch the picture of a report; says whether the report has one at all."""
        if report == self._report:
            return bool(report.images)
        self._report = report
        if not report.images:
            self._pane.show_words(self.tr("This report came without an image."))
            return False
        picture = self._picture
        if picture is None:
            self._pane.show_words(self.tr("Images cannot be shown here."))
            return True
        self._pane.show_words("")
        self._background.ask(
            lambda: picture(report),
            done=lambda pixels: self._show(report, pixels),
            failed=lambda error: self._fail(report, error),
        )
        return True

    def _show(self, report: Report, pixels: Picture | None) -> None:
        if report != self._report:
            return
        if pixels is None:
            self._pane.show_words(self.tr("The image of this report cannot be found."))
        else:
            self._pane.show_picture(pixels)

    def _fail(self, report: Report, error: MosaicError | None) -> None:
        if report == self._report:
            self._pane.show_words(str(error) if error is not None else self.tr("This image cannot be shown."))
