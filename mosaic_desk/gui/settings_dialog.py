"""Theme, font size and the reader's name; every change applies at once."""

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.gui.settings import LARGEST_FONT_PERCENT, SMALLEST_FONT_PERCENT, THEMES, Settings


class SettingsDialog(QDialog):
    """`changed` carries the new settings each time."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self.theme = QComboBox()
        words = {"dark": self.tr("Dark"), "light": self.tr("Light"), "system": self.tr("As the system")}
        for name in THEMES:
            self.theme.addItem(words[name], name)
        self.theme.setCurrentIndex(THEMES.index(settings.theme))
        self.font_percent = QSlider(Qt.Orientation.Horizontal)
        self.font_percent.setRange(SMALLEST_FONT_PERCENT // 10, LARGEST_FONT_PERCENT // 10)
        self.font_percent.setPageStep(2)
        self.font_percent.setValue(round(settings.font_percent / 10))
        self._percent = QLabel(f"{settings.font_percent} %")
        self.reader = QLineEdit(settings.reader)
        self.reader.setMaxLength(80)
        self._lay_out()
        self.theme.currentIndexChanged.connect(lambda _index: self._change("theme"))
        self.font_percent.valueChanged.connect(lambda _value: self._change("font_percent"))
        self.reader.editingFinished.connect(lambda: self._change("reader"))

    def _change(self, what: Literal["theme", "font_percent", "reader"]) -> None:
        percent = self.font_percent.value() * 10
        new = {
            "theme": replace(self._settings, theme=self.theme.currentData()),
            "font_percent": replace(self._settings, font_percent=percent),
            "reader": replace(self._settings, reader=self.reader.text().strip()),
        }[what]
        self._percent.setText(f"{percent} %")
        if new != self._settings:
            self._settings = new
            self.changed.emit(new)

    def _lay_out(self) -> None:
        size = QHBoxLayout()
        size.addWidget(self.font_percent, 1)
        size.addWidget(self._percent)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Theme"), self.theme)
        form.addRow(self.tr("Font size"), size)
        form.addRow(self.tr("Reader"), self.reader)
        note = QLabel(self.tr("The reader's name stands beside every answer given from now on."))
        note.setProperty("role", "dim")
        note.setWordWrap(True)
        for widget, name in ((self.theme, self.tr("Theme")), (self.font_percent, self.tr("Font size")),
                             (self.reader, self.tr("Reader"))):  # fmt: skip
            widget.setAccessibleName(name)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 58)
