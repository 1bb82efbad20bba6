"""The line under a long report's head: which stretch is shown, and more of it at either end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.stretch import End, Stretch


class LongBar(QWidget):
    """`show_stretch` in; `wanted` ("earlier" or "later") out. Hidden while a whole report is shown."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setProperty("role", "dim")
        self.earlier = self._button("earlier", self.tr("Earlier"), self.tr("Show what stands before this part"))
        self.later = self._button("later", self.tr("Later"), self.tr("Show what comes after this part"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 12, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.earlier)
        layout.addWidget(self.later)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._label.text()

    def show_stretch(self, stretch: Stretch) -> None:
        """Say which stretch is shown."""
        sentence = self.tr("Long report: {0}–{1} of {2} characters shown.")
        for place, number in enumerate((stretch.begin + 1, stretch.end, stretch.length)):
            sentence = sentence.replace(f"{{{place}}}", counted(number))
        self._label.setText(sentence)
        self.earlier.setEnabled(stretch.can_grow("earlier"))
        self.later.setEnabled(stretch.can_grow("later"))
        self.setVisible(not stretch.is_whole)

    def _button(self, end: End, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(end))
        return button
