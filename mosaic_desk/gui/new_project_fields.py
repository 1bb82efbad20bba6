"""A line of a form: a name, a control, one sentence on what it is for, and what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from mosaic_desk.gui.own_enter import press_on_own_enter

_SHORT = 1000
"""A control that may not grow beyond so many pixels stands at the left."""


class FormField:
    """One line of the form; `complain` shows a sentence beside the control, an empty one takes it away."""

    def __init__(self, *, name: str, control: QWidget, sentence: str, beside: tuple[QPushButton, ...] = ()) -> None:
        self.control = control
        self._sentence = sentence
        self.label = plain_label(name)
        self.label.setBuddy(control)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.label.setContentsMargins(0, 5, 0, 0)
        self.says = plain_label(sentence)
        self.says.setProperty("role", "dim")
        self.problem = plain_label("")
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self.buttons = beside
        control.setAccessibleName(name.replace("&", ""))
        control.setAccessibleDescription(sentence)
        for button in beside:
            press_on_own_enter(button)

    def complain(self, problem: str) -> None:
        """Say what is wrong with the field."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.control.setAccessibleDescription(f"{problem} {self._sentence}".strip())

    def place(self, grid: QGridLayout, row: int) -> None:
        """Put the line into three rows of a grid."""
        line = QHBoxLayout()
        line.setSpacing(8)
        is_short = self.control.maximumWidth() < _SHORT
        line.addWidget(self.control, 0 if is_short else 1)
        if is_short:
            line.addStretch(1)
        for button in self.buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.label, row, 0)
        grid.addLayout(line, row, 1)
        grid.addWidget(self.problem, row + 1, 1)
        grid.addWidget(self.says, row + 2, 1)
        grid.setRowMinimumHeight(row + 3, 10)


def plain_label(text: str) -> QLabel:
    """A label that shows its text as it is, in as many lines as it needs."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
