"""The buttons of the tool bar: an icon or a word with its key, each doing what its command does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QToolButton, QWidget

from mosaic_desk.gui.keyboard import printed_key


class BarButton(QToolButton):
    """A command on the bar. `show_level` decides how much of it is written."""

    def __init__(self, action: QAction, *, has_icon: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action, self._has_icon = action, has_icon
        self._word = action.text()
        self._is_written, self._has_key = False, True
        self.setCheckable(action.isCheckable())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked=False: action.trigger())
        action.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Take over what the action says now."""
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.text().replace("&", ""))
        self._write()

    def draw(self, icon: QIcon) -> None:
        """Draw another icon."""
        self.setIcon(icon)

    def show_level(self, *, is_written: bool, has_key: bool = True) -> None:
        """Whether the word is written, and with its key."""
        if (is_written, has_key) != (self._is_written, self._has_key):
            self._is_written, self._has_key = is_written, has_key
            self._write()

    def _write(self) -> None:
        key = printed_key(self._action.objectName()) if self._has_key else ""
        text = "  ".join(part for part in (self._word, key) if part) if self._is_written else ""
        style = Qt.ToolButtonStyle
        wanted = (
            style.ToolButtonIconOnly if not text
            else style.ToolButtonTextBesideIcon if self._has_icon
            else style.ToolButtonTextOnly
        )  # fmt: skip
        if text != self.text():
            self.setText(text)
        self.setToolButtonStyle(wanted)


class KeyButton(BarButton):
    """A command that is known by its key: the key alone is written."""

    def _write(self) -> None:
        key = printed_key(self._action.objectName()) or self._word
        if key != self.text():
            self.setText(key)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
