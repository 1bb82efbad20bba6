"""What the mouse does to a picture: left drag window and level, middle pan, right zoom, wheel next image.

Turns movements into showings; the view paints them. Each movement counts from where the button went
down, so that going back to that place brings the picture back too.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from mosaic_desk.gui.image_pose import Pose
from mosaic_desk.gui.image_showing import Showing, windowed

if TYPE_CHECKING:
    from mosaic_desk.gui.image_view import ImageView

_WINDOW_PER_PIXEL = 0.005
_LEVEL_PER_PIXEL = 0.0025
_ZOOM_PER_PIXEL = 0.008
_NOTCH = 120
"""Qt's eighths of a degree for one step of a wheel."""


class ImageMouse(QObject):
    """Watches one view."""

    def __init__(self, view: ImageView) -> None:
        super().__init__(view)
        self._view = view
        self._button = Qt.MouseButton.NoButton
        self._from = QPointF()
        self._before: Showing | None = None
        self._turned = 0
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the events of the mouse, leave all others."""
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if event.type() == QEvent.Type.Leave:
            self._view.point_at(None)
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._press(event)
        elif event.type() == QEvent.Type.MouseMove:
            self._move(event)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._button, self._before = Qt.MouseButton.NoButton, None
        return False

    def _press(self, event: QMouseEvent) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._button, self._from, self._before = event.button(), event.position(), self._view.showing

    def _move(self, event: QMouseEvent) -> None:
        self._view.point_at(event.position().toPoint())
        picture, before = self._view.picture, self._before
        if picture is None or before is None:
            return
        moved = event.position() - self._from
        frame = self._view.frame
        if self._button is Qt.MouseButton.LeftButton and not picture.is_colour:
            wider = math.exp(moved.x() * _WINDOW_PER_PIXEL) - 1
            self._view.use(windowed(picture, before, wider=wider, brighter=-moved.y() * _LEVEL_PER_PIXEL))
        elif self._button is Qt.MouseButton.MiddleButton:
            self._use_pose(before, frame.moved(before.pose, moved.x(), moved.y()))
        elif self._button is Qt.MouseButton.RightButton:
            self._use_pose(before, frame.zoomed(before.pose, math.exp(-moved.y() * _ZOOM_PER_PIXEL), self._from))

    def _use_pose(self, before: Showing, pose: Pose) -> None:
        self._view.use(replace(before, pose=pose))

    def _wheel(self, event: QWheelEvent) -> bool:
        """With Ctrl nearer and farther, for hands without a right button; else the next image."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        showing = self._view.showing
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if steps and showing is not None:
                self._use_pose(showing, self._view.frame.zoomed(showing.pose, 1.25**steps, event.position()))
        elif steps:
            self._view.stepped.emit(-steps)
        return True
