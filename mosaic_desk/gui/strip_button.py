"""The buttons of the lines that stand above the report while something goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


def strip_button(text: str, tip: str) -> QPushButton:
    """A quiet button that Tab reaches and a click does not focus; `tip` is told to a screen reader, too."""
    button = QPushButton(text)
    button.setProperty("quiet", True)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
