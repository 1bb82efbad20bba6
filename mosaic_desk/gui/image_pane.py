"""The picture of a report, fitted into its place on a dark ground, never tinted. Knows arrays only."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mosaic_desk.gui.colours import IMAGE_SURROUND

Picture = npt.NDArray[np.generic]
"""Height × width (grey) or height × width × 3 (RGB); whole numbers, or floats from 0 to 1."""


class ImagePane(QWidget):
    """`show_picture` and `show_words` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Image"))

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._image is not None

    @property
    def words(self) -> str:
        """The sentence that stands in place of a picture."""
        return self._words

    def show_picture(self, picture: Picture) -> None:
        """Show a picture as it is."""
        self._image, self._words = image_of(picture), ""
        self.update()

    def show_words(self, words: str) -> None:
        """Show a sentence in place of a picture."""
        self._image, self._words = None, words
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A third of a small screen."""
        return QSize(420, 280)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Small enough to get out of the way."""
        return QSize(120, 100)

    def fitted(self) -> QRectF:
        """Where the picture lies: as large as fits, its shape kept, in the middle."""
        if self._image is None:
            return QRectF()
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the surround, then the picture or the sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), IMAGE_SURROUND)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.fitted(), self._image)
        elif self._words:
            painter.setPen(QColor("#8B929A"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), int(flags), self._words)


def image_of(picture: Picture) -> QImage:
    """The array as an image of 8 bits per channel, owning its bytes."""
    pixels = _bytes_of(picture)
    height, width = pixels.shape[:2]
    if pixels.ndim == 2:
        form, step = QImage.Format.Format_Grayscale8, width
    else:
        pixels = np.ascontiguousarray(pixels[:, :, :3])
        form, step = QImage.Format.Format_RGB888, width * 3
    return QImage(pixels.tobytes(), width, height, step, form).copy()


def _bytes_of(picture: Picture) -> npt.NDArray[np.uint8]:
    if picture.dtype == np.uint8:
        return np.ascontiguousarray(picture, dtype=np.uint8)
    if np.issubdtype(picture.dtype, np.floating):
        return np.ascontiguousarray(np.clip(picture.astype(np.float64), 0, 1) * 255, dtype=np.uint8)
    top = max(int(picture.max(initial=0)), 1)
    return np.ascontiguousarray(np.clip(picture.astype(np.float64), 0, None) * (255 / top), dtype=np.uint8)
