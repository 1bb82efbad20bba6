"""One setting in a dialog: its name, its control, and a sentence that says what it does and its default."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget


class SettingRow(QWidget):
    """A name beside its control, the sentence below; knows whether it is meant by some words."""

    def __init__(self, *, name: str, sentence: str, control: QWidget, beside: QWidget | None = None) -> None:
        super().__init__()
        self._words = f"{name} {sentence}".casefold()
        title = QLabel(name)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setBuddy(control)
        note = QLabel(sentence)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setProperty("role", "dim")
        note.setWordWrap(True)
        control.setAccessibleName(name)
        control.setAccessibleDescription(sentence)
        control.setToolTip(sentence)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.addWidget(title, 0, 0)
        grid.addWidget(control, 0, 1)
        if beside is not None:
            grid.addWidget(beside, 0, 2)
        grid.addWidget(note, 1, 0, 1, 3)

    def is_meant_by(self, words: str) -> bool:
        """Whether every word stands in the name or the sentence."""
        return all(word in self._words for word in words.casefold().split())


class SettingPage(QScrollArea):
    """Rows one below the other, scrolled where the type is large."""

    def __init__(self, rows: Sequence[SettingRow]) -> None:
        super().__init__()
        self.rows = tuple(rows)
        self.setObjectName("pageArea")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its controls take the keyboard
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("settingPage")
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(20)
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(body)

    def show_only(self, words: str) -> bool:
        """Hide the rows that these words do not mean; says whether one is left."""
        found = [row.is_meant_by(words) for row in self.rows]
        for row, is_meant in zip(self.rows, found, strict=True):
            row.setVisible(is_meant)
        return any(found)


def choice(options: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    """A box to choose a value from: (value, words)."""
    box = QComboBox()
    for value, words in options:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
