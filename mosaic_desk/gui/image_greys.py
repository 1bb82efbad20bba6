"""The greys of a picture that its view needs, and no more: the level of size that fits, the part that is seen.

Knows Qt's images and no widget. Greys are kept until window, level or part change: moving a picture
about, and painting it again, cost no sums.
"""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QTransform

from mosaic_desk.core.picture import Codes, Picture, Window, grey_table
from mosaic_desk.gui.image_pose import Frame
from mosaic_desk.gui.image_showing import Showing

_SHARP_ENOUGH = 1.3
"""A level may be enlarged this far before the next larger one is used: the eye cannot tell, the clock can."""
_ROOM = 256
"""Parts are cut at multiples of so many pixels, so that moving a picture seldom needs other greys."""


class Greys:
    """Made for one picture after another; `image_of` gives what is to be painted, and where."""

    def __init__(self) -> None:
        self._picture: Picture | None = None
        self._table_key: tuple[Window, bool] | None = None
        self._table: NDArray[np.uint8] = np.zeros(0, dtype=np.uint8)
        self._image_key: tuple[int, QRect, tuple[Window, bool] | None] | None = None
        self._image = QImage()

    def image_of(self, picture: Picture, showing: Showing, frame: Frame) -> tuple[QImage, QTransform]:
        """The part that is seen as an image, and the transform from its pixels to the view's logical ones."""
        if picture is not self._picture:
            self._picture, self._table_key, self._image_key = picture, None, None
        level = _level_for(picture, frame.zoom_of(showing.pose))
        codes, transform = picture.levels[level], frame.transform(showing.pose)
        scale = QTransform.fromScale(picture.size[0] / codes.shape[1], picture.size[1] / codes.shape[0])
        to_view = scale * transform
        part = _part_seen(to_view, frame, codes)
        self._use_table(picture, showing)
        key = (level, part, self._table_key)
        if key != self._image_key:
            self._image_key, self._image = key, self._made(codes, part)
        return self._image, QTransform.fromTranslate(part.x(), part.y()) * to_view

    def _use_table(self, picture: Picture, showing: Showing) -> None:
        key = (showing.window, showing.is_inverted)
        if key != self._table_key:
            self._table_key = key
            self._table = grey_table(picture, showing.window, is_inverted=showing.is_inverted)

    def _made(self, codes: Codes, part: QRect) -> QImage:
        cut = codes[part.top() : part.bottom() + 1, part.left() : part.right() + 1]
        if codes.ndim == 3:
            # RGB has no window; inverting it is all that can be asked.
            is_plain = self._table_key is None or not self._table_key[1]
            pixels = np.ascontiguousarray(cut if is_plain else 255 - cut, dtype=np.uint8)
            return _owned(pixels, QImage.Format.Format_RGB888)
        return _owned(self._table[cut], QImage.Format.Format_Grayscale8)


def _owned(pixels: NDArray[np.uint8], form: QImage.Format) -> QImage:
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, pixels.strides[0], form).copy()


def _level_for(picture: Picture, zoom: float) -> int:
    """The smallest level that is sharp enough at a zoom."""
    wanted = math.log2(max(_SHARP_ENOUGH / max(zoom, 1e-6), 1.0))
    return min(int(wanted), len(picture.levels) - 1)


def _part_seen(to_view: QTransform, frame: Frame, codes: Codes) -> QRect:
    """The pixels of a level that lie in the view, with some room around them."""
    whole = QRect(0, 0, codes.shape[1], codes.shape[0])
    inverse, can_invert = to_view.inverted()
    if not can_invert:
        return whole
    seen = inverse.mapRect(QRectF(0, 0, *frame.view)).toAlignedRect()
    left, top = (seen.left() // _ROOM) * _ROOM, (seen.top() // _ROOM) * _ROOM
    right, bottom = -(-(seen.right() + 2) // _ROOM) * _ROOM, -(-(seen.bottom() + 2) // _ROOM) * _ROOM
    part = QRect(left, top, right - left, bottom - top).intersected(whole)
    return part if not part.isEmpty() else QRect(0, 0, 1, 1)
