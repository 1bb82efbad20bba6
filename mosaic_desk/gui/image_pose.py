"""How a picture lies in its view: turned, mirrored, zoomed, moved. Values and sums, no widget.

Zoom is in pixels of the screen for a pixel of the picture, so that 1 is 1:1 on any screen.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QTransform

SMALLEST_ZOOM = 0.02
LARGEST_ZOOM = 32.0
_STAYS_SEEN = 40.0
"""Logical pixels of a picture that cannot be pushed out of its view."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pose:
    """Mirrored left to right first, then turned right by quarters; `zoom` None fits the view.

    `shift` is how far the middle of the picture lies from the middle of the view, in logical pixels.
    """

    turns: int = 0
    is_mirrored: bool = False
    zoom: float | None = None
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def is_upright(self) -> bool:
        """Whether the picture lies as it was stored."""
        return self.turns == 0 and not self.is_mirrored


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """The sizes that a pose is seen in: the picture's in its pixels, the view's in logical ones."""

    picture: tuple[int, int]
    view: tuple[int, int]
    ratio: float  # pixels of the screen in a logical one

    def zoom_of(self, pose: Pose) -> float:
        """The zoom that a pose has here."""
        if pose.zoom is not None:
            return pose.zoom
        width, height = self.picture if pose.turns % 2 == 0 else self.picture[::-1]
        view_width, view_height = max(self.view[0], 1), max(self.view[1], 1)
        return self.ratio * min(view_width / max(width, 1), view_height / max(height, 1))

    def transform(self, pose: Pose) -> QTransform:
        """From pixels of the picture to logical pixels of the view."""
        scale = self.zoom_of(pose) / self.ratio
        transform = QTransform()
        transform.translate(self.view[0] / 2 + pose.shift[0], self.view[1] / 2 + pose.shift[1])
        transform.rotate(90.0 * pose.turns)
        transform.scale(-scale if pose.is_mirrored else scale, scale)
        transform.translate(-self.picture[0] / 2, -self.picture[1] / 2)
        return transform

    def pixel_at(self, pose: Pose, point: QPointF) -> tuple[int, int] | None:
        """The pixel of the picture under a point of the view; None outside."""
        inverse, can_invert = self.transform(pose).inverted()
        if not can_invert:
            return None
        place = inverse.map(point)
        x, y = int(place.x() // 1), int(place.y() // 1)
        return (x, y) if 0 <= x < self.picture[0] and 0 <= y < self.picture[1] else None

    def zoomed(self, pose: Pose, factor: float, at: QPointF | None = None) -> Pose:
        """Nearer or farther by a factor, around a point of the view (None: its middle)."""
        old = self.zoom_of(pose)
        new = min(max(old * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        point = at if at is not None else QPointF(self.view[0] / 2, self.view[1] / 2)
        from_middle = (point.x() - self.view[0] / 2, point.y() - self.view[1] / 2)
        right, down = (
            middle + (moved - middle) * new / old for middle, moved in zip(from_middle, pose.shift, strict=True)
        )
        return self.bounded(replace(pose, zoom=new, shift=(right, down)))

    def moved(self, pose: Pose, right: float, down: float) -> Pose:
        """Pushed by so many logical pixels, never quite out of the view."""
        return self.bounded(replace(pose, shift=(pose.shift[0] + right, pose.shift[1] + down), zoom=self.zoom_of(pose)))

    def bounded(self, pose: Pose) -> Pose:
        """The pose with so much of the picture left in the view that it can be caught again."""
        seen = self._seen_size(pose)
        most = [max((view + shown) / 2 - _STAYS_SEEN, 0) for view, shown in zip(self.view, seen, strict=True)]
        shift = [min(max(moved, -limit), limit) for moved, limit in zip(pose.shift, most, strict=True)]
        return replace(pose, shift=(shift[0], shift[1]))

    def _seen_size(self, pose: Pose) -> tuple[float, float]:
        scale = self.zoom_of(pose) / self.ratio
        size = QSizeF(self.picture[0] * scale, self.picture[1] * scale)
        return (size.width(), size.height()) if pose.turns % 2 == 0 else (size.height(), size.width())


def fitted(pose: Pose) -> Pose:
    """As large as fits, in the middle."""
    return replace(pose, zoom=None, shift=(0.0, 0.0))


def turned(pose: Pose, quarters: int) -> Pose:
    """Turned right by so many quarters (negative: left), around the middle of the view."""
    x, y = pose.shift
    for _ in range(quarters % 4):
        x, y = -y, x
    return replace(pose, turns=(pose.turns + quarters) % 4, shift=(x, y))


def flipped_across(pose: Pose) -> Pose:
    """Left and right changed round, as it is seen now."""
    x, y = pose.shift
    return replace(pose, turns=-pose.turns % 4, is_mirrored=not pose.is_mirrored, shift=(-x, y))


def flipped_down(pose: Pose) -> Pose:
    """Top and bottom changed round, as it is seen now."""
    x, y = pose.shift
    return replace(pose, turns=(2 - pose.turns) % 4, is_mirrored=not pose.is_mirrored, shift=(x, -y))
