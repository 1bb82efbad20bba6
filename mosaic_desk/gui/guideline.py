"""The guideline of one finding: its definition, what to do with hard cases, who wrote that and when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mosaic_desk.core.review import FindingRow
from mosaic_desk.gui.actions import key_tip
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.moments import short_moment

_SHOWN_LINES = 6.6


class Guideline(QScrollArea):
    """`show_row` in, `edit_wanted` out; hidden until asked for."""

    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideline")
        self._title = self._label()
        self._text = self._label()
        self._text.setProperty("role", "dim")
        self.written = self._label()
        self.written.setProperty("role", "dim")
        self.why_not = self._label()
        self.why_not.setProperty("role", "dim")
        self.why_not.hide()
        self.edit = QPushButton(self.tr("Edit…"))
        self.edit.setAccessibleName(self.tr("Edit the guideline"))
        self.edit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.edit.setProperty("quiet", True)
        self.edit.clicked.connect(self.edit_wanted)
        self.show_why_not("")
        self._lay_out()
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
            for label in (self._title, self._text, self.written):
                label.clear()
            return
        self._title.setText(filled(self.tr("Guideline: {0}"), row.name))
        parts = [part for part in (row.definition, row.guidance) if part.strip()]
        self._text.setText("\n".join(parts) or self.tr("The taxonomy gives no guideline for this finding."))
        self.written.setText(written_sentence(self.tr("written by {0}, {1}"), row))
        self.written.setVisible(row.guidance_by is not None)
        self.setFixedHeight(round(self.fontMetrics().height() * _SHOWN_LINES))

    def show_why_not(self, sentence: str) -> None:
        """Say why the reader does not edit it; empty where they may."""
        self.why_not.setText(sentence)
        self.why_not.setVisible(bool(sentence))
        self.edit.setEnabled(not sentence)
        tip = sentence or self.tr("Write what this project does with hard cases")
        self.edit.setToolTip(key_tip("edit_guideline", tip))
        self.edit.setAccessibleDescription(sentence)

    def _label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        body.setObjectName("guidelineBody")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.why_not)
        layout.addWidget(self._text)
        layout.addWidget(self.written)
        layout.addStretch(1)
        self.setWidget(body)


def written_sentence(pattern: str, row: FindingRow) -> str:
    """Who wrote the guidance of a row and when, in a pattern with “{0}” and “{1}”; empty for the taxonomy's own."""
    if row.guidance_by is None:
        return ""
    return filled(pattern.replace("{1}", short_moment(row.guidance_at or "")), row.guidance_by)
