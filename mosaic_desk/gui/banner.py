"""One banner across the window, for what stays until it is put right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from mosaic_desk.gui.desk_words import desk_words


class Banner(QFrame):
    """`tell` and `settle` in; `retry` out. The newest failure is the one that is shown."""

    retry = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._retry = QPushButton(self.tr("Try again"))
        self._retry.clicked.connect(self.retry)
        self._close = QPushButton(self.tr("Close"))
        self._close.setProperty("quiet", True)
        self._close.clicked.connect(self.hide)
        for button in (self._retry, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._retry)
        self._buttons.addWidget(self._close)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(10, 5, 10, 5)
        self._layout.addWidget(self._label, 1)
        self._layout.addLayout(self._buttons)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._label.text() if not self.isHidden() else ""

    def tell(self, text: str, *, can_retry: bool = False) -> None:
        """Show a sentence, also one of the desk; with a button to try again where that makes sense."""
        shown = desk_words(text)
        self._label.setText(shown)
        self.setAccessibleName(shown)
        self._retry.setVisible(can_retry)
        self.show()
        self._turn()

    def settle(self) -> None:
        """What could be tried again has been put right; any other sentence stays."""
        if not self._retry.isHidden():
            self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """With large type or in a narrow window the buttons stand below the sentence."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() - self._buttons.sizeHint().width()
        is_wide = beside > self.fontMetrics().averageCharWidth() * 36
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignRight)
        # What went wrong is said whole, whatever else is in want of room.
        # None of it wraps where there is nothing to say yet: then the layout answers -1.
        self.setMinimumHeight(max(0, self._layout.totalHeightForWidth(self.width())))
