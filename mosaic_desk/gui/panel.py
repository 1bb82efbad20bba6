"""A dock with a quiet title that shows whether the keyboard is in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QWidget


class Panel(QDockWidget):
    """One of the window's docks: can be moved and floated, is shown and hidden from the View menu."""

    def __init__(self, *, name: str, title: str, content: QWidget, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        )
        self._title = panel_title(title)
        self.setTitleBarWidget(self._title)
        self.setWidget(content)

    def show_title(self, title: str) -> None:
        """Write another title, with a count for instance."""
        self._title.setText(title)

    def mark_active(self, focused: QWidget | None) -> None:
        """Let the title say whether the keyboard is inside."""
        mark_title(self._title, is_active=focused is not None and self.isAncestorOf(focused))


def panel_title(text: str) -> QLabel:
    """A panel's title: plain text, quiet."""
    label = QLabel(text)
    label.setObjectName("panelTitle")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def mark_title(label: QLabel, *, is_active: bool) -> None:
    """Give a title the accent, or take it away."""
    if label.property("active") != is_active:
        label.setProperty("active", is_active)
        label.style().unpolish(label)
        label.style().polish(label)
