"""Buttons of a dialog that Enter presses only where they have the keyboard, never from a field beside them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class _OwnEnter(QObject):
    """Presses the button that it is installed on."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter is a click; anything else is left to the button."""
        is_enter = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if is_enter and isinstance(watched, QPushButton) and watched.isEnabled():
            watched.click()
            return True
        return super().eventFilter(watched, event)


def press_on_own_enter(button: QPushButton) -> None:
    """Let Enter press the button while it has the keyboard, and only then.

    Qt knows two kinds: one that Enter in any field may press, and one that Enter does not even press with the
    keyboard on it: the dialog's default is pressed in its place, which may be Cancel.
    """
    button.setAutoDefault(False)
    button.installEventFilter(_OwnEnter(button))
