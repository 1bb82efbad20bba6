"""The tabs that Qt makes for docks that lie on one another: named, and reached with the keyboard."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QTabBar


class DockTabs(QObject):
    """Watches a window: its tab bars come and go with where the docks are put."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Name a tab bar once it is about to be shown."""
        if event.type() in (QEvent.Type.ChildPolished, QEvent.Type.LayoutRequest):
            for bar in watched.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
                bar.setAccessibleName(self.tr("Panels that lie on one another"))
                bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return super().eventFilter(watched, event)
