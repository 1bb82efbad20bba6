"""The guideline of one finding: its definition and what the taxonomy says about hard cases."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from mosaic_desk.core.review import FindingRow


class Guideline(QScrollArea):
    """`show_row` in, nothing out; hidden until asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideline")
        self._title = self._label()
        self._text = self._label()
        self._text.setProperty("role", "dim")
        body = QWidget()
        body.setObjectName("guidelineBody")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(3)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def text(self) -> str:
        """What is written now."""
        return self._text.text()

    def show_row(self, row: FindingRow | None) -> None:
        """Show the guideline of a row."""
        if row is None:
            self._title.clear()
            self._text.clear()
            return
        self._title.setText(self.tr("Guideline: {0}").replace("{0}", row.name))
        parts = [part for part in (row.definition, row.guidance) if part.strip()]
        self._text.setText("\n".join(parts) or self.tr("The taxonomy gives no guideline for this finding."))
        self.setFixedHeight(self.fontMetrics().height() * 6)

    def _label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
