"""Small pictures that are painted once and then copied: buttons and pills look alike in row after row.

Knows keys and pixmaps, not what is on them; a key must hold everything that the picture depends on.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from mosaic_desk.gui.colours import current_look

_KEPT = 500
_pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()


def paint_once(widget: QWidget, key: Hashable, paint: Callable[[QPainter], None]) -> None:
    """Paint a widget of this size, font and look as `paint` does, or copy what it painted for the same key.

    Must be called within the widget's paint event.
    """
    ratio = widget.devicePixelRatioF()
    whole = (key, widget.width(), widget.height(), ratio, widget.font().key(), current_look().is_dark)
    picture = _pictures.get(whole)
    if picture is None:
        picture = QPixmap(widget.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(widget.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        _pictures[whole] = picture
        while len(_pictures) > _KEPT:
            _pictures.popitem(last=False)
    QPainter(widget).drawPixmap(0, 0, picture)
