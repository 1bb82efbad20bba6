"""Ctrl+G: a number or an id."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget


class GoToDialog(QDialog):
    """`exec` it, then read `text`."""

    def __init__(self, *, total: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Go to"))
        self.field = QLineEdit()
        label = QLabel(self.tr("Number from 1 to {0}, or a report id").replace("{0}", str(total)))
        self.field.setAccessibleName(label.text())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.tr("Go"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        for widget in (label, self.field, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 44)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.field.text().strip()
