"""A page that scrolls where there is no room for it. Knows nothing of what is on it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(body: QWidget) -> QScrollArea:
    """The body in an area that scrolls up and down: with large type a small screen shows a part at a time."""
    area = QScrollArea()
    area.setObjectName("pageArea")
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
