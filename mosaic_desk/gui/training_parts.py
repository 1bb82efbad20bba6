"""What the pages of a training are put together from: headline, sentences, a body that scrolls, a row of buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.own_enter import press_on_own_enter
from mosaic_desk.gui.scrolled import scrolled


class Page(QWidget):
    """A headline, a body that scrolls where there is no room, and buttons that always stand below it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = plain_label("")
        self.headline.setObjectName("reportTitle")
        inside = QWidget()
        inside.setObjectName("pageArea")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(4, 2, 10, 4)
        self.body.setSpacing(12)
        self.area = scrolled(inside)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.close_button = self.add_button(self.tr("C&lose"), self.tr("Close this; nothing else changes"))
        self.close_button.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.headline)
        layout.addWidget(self.area, 1)
        layout.addLayout(self.buttons)

    def say(self, headline: str) -> None:
        """Show another headline."""
        self.headline.setText(headline)
        self.headline.setAccessibleName(headline)

    def add_button(self, text: str, tip: str, *, is_primary: bool = False) -> QPushButton:
        """A button at the right end of the row."""
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        if is_primary:
            button.setProperty("primary", True)
        press_on_own_enter(button)
        self.buttons.addWidget(button)
        return button


class Sentences(QLabel):
    """Some sentences, each a paragraph of its own, shown as they are."""

    def __init__(self, parent: QWidget | None = None, *, is_dim: bool = False, is_close: bool = False) -> None:
        super().__init__(parent)
        self._between = "\n" if is_close else "\n\n"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if is_dim:
            self.setProperty("role", "dim")

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these; without any the place is given up."""
        self.setText(self._between.join(sentences))
        self.setAccessibleName(" ".join(sentences))
        self.setVisible(bool(sentences))


def small_title(text: str) -> QLabel:
    """The name of a part of a page."""
    label = plain_label(text)
    label.setProperty("role", "dim")
    return label
