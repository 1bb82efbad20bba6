"""One picture on a dark ground, never tinted, with what it is and how it is shown written over its corners.

Knows a picture and its showing; which picture it is, and what keys do to it, is decided elsewhere.
"""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mosaic_desk.core.picture import Picture
from mosaic_desk.gui.colours import DARK, IMAGE_SURROUND
from mosaic_desk.gui.image_greys import Greys
from mosaic_desk.gui.image_mouse import ImageMouse
from mosaic_desk.gui.image_overlay import Corners, paint_corners, paint_sentence
from mosaic_desk.gui.image_pose import Frame
from mosaic_desk.gui.image_showing import Showing, first_showing
from mosaic_desk.gui.image_words import badge_words, scale_words, value_words, window_words, zoom_words

SHARPEST_SMOOTHED = 3.0
"""Beyond this zoom single pixels are shown as what they are."""


class ImageView(QWidget):
    """`show_picture`, `show_words` and `use` in; `changed`, `stepped` and `entered` out."""

    changed = Signal()  # the reader chose another showing
    stepped = Signal(int)  # the reader wants so many images further
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.title = self.short_title = ""
        self.is_marked = False
        """Whether a line round the view says that the keys go here."""
        self._picture: Picture | None = None
        self._showing: Showing | None = None
        self._words = ""
        self._pointer: QPointF | None = None
        self._greys = Greys()
        self._mouse = ImageMouse(self)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tell()

    @property
    def picture(self) -> Picture | None:
        """The picture that is shown."""
        return self._picture

    @property
    def showing(self) -> Showing | None:
        """How it is shown; None without a picture."""
        return self._showing

    @property
    def words(self) -> str:
        """The sentence that stands in place of a picture."""
        return self._words

    @property
    def frame(self) -> Frame:
        """The sizes of picture and view."""
        size = self._picture.size if self._picture is not None else (1, 1)
        return Frame(picture=size, view=(self.width(), self.height()), ratio=self.devicePixelRatioF())

    def show_picture(self, picture: Picture, title: str, short_title: str = "") -> None:
        """Show a picture as it opens."""
        self._picture, self._showing, self._words = picture, first_showing(picture), ""
        self.title, self.short_title = title, short_title or title
        self._tell()

    def show_words(self, words: str, title: str = "", short_title: str = "") -> None:
        """Show a sentence in place of a picture."""
        self._picture, self._showing, self._words = None, None, words
        self.title, self.short_title = title, short_title or title
        self._greys = Greys()
        self._tell()

    def use(self, showing: Showing, *, is_readers: bool = True) -> None:
        """Show the picture another way; `changed` is told where it was the reader's wish."""
        if self._picture is None or showing == self._showing:
            return
        self._showing = showing
        self._tell()
        if is_readers:
            self.changed.emit()

    def point_at(self, point: QPoint | None) -> None:
        """Read the value under a point of the view; None: no more."""
        self._pointer = QPointF(point) if point is not None else None
        self.update()

    def corners(self) -> Corners:
        """What is written over the picture."""
        picture, showing = self._picture, self._showing
        if picture is None or showing is None:
            return Corners(title=self.title, short_title=self.short_title)
        zoom = self.frame.zoom_of(showing.pose)
        return Corners(
            title=self.title,
            short_title=self.short_title,
            badges=tuple(badge_words(showing)),
            window=f"{window_words(picture, showing)} · {zoom_words(zoom)}",
            short_window=scale_words(picture, showing),
            value=self._value_words(picture, showing),
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A third of a small screen."""
        return QSize(420, 280)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Small enough to get out of the way."""
        return QSize(120, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, the picture or the sentence, and the words over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), IMAGE_SURROUND)
        if self._picture is not None and self._showing is not None:
            image, transform = self._greys.image_of(self._picture, self._showing, self.frame)
            is_smooth = self.frame.zoom_of(self._showing.pose) < SHARPEST_SMOOTHED
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
            painter.setTransform(transform)
            painter.drawImage(0, 0, image)
            painter.resetTransform()
        elif self._words:
            paint_sentence(painter, self.rect(), self._words)
        paint_corners(painter, self.rect(), self.corners())
        if self.is_marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys go here from now on."""
        super().focusInEvent(event)
        self.entered.emit()

    def _value_words(self, picture: Picture, showing: Showing) -> str:
        if self._pointer is None:
            return ""
        pixel = self.frame.pixel_at(showing.pose, self._pointer)
        value = picture.value_at(*pixel) if pixel is not None else None
        return value_words(value, pixel) if value is not None and pixel is not None else ""

    def _tell(self) -> None:
        """Paint anew, and say the same in words to who does not see it."""
        corners = self.corners()
        told = [corners.title, corners.window, *corners.badges, self._words]
        self.setAccessibleName(self.name)
        self.setAccessibleDescription(". ".join(part for part in told if part))
        self.update()
