"""A decision about which adapter suggests: by a named reader, with a typed reason where there are doubts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.reader_dialog import LONGEST_NAME
from mosaic_desk.gui.training_parts import Sentences

_LONGEST_REASON = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What is asked: in words, with the doubts that a reason has to answer."""

    title: str
    headline: str
    sentences: Sequence[str]
    button: str
    doubts: Sequence[str] = ()


class AdapterDecision(QDialog):
    """Accepted means: `reader` decides so, for `reason`."""

    def __init__(self, decision: Decision, *, reader: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(decision.title)
        self._needs_reason = bool(decision.doubts)
        self.headline, self.sentences, self.doubts = plain_label(decision.headline), Sentences(), Sentences()
        self.headline.setObjectName("reportTitle")
        self.sentences.show_sentences(decision.sentences)
        self.doubts.setProperty("role", "problem")
        self.doubts.show_sentences(decision.doubts)
        self.name = QLineEdit(reader)
        self.name.setMaxLength(LONGEST_NAME)
        self.why = QLineEdit()
        self.why.setMaxLength(_LONGEST_REASON)
        self.problem = plain_label("")
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        for field in (self.name, self.why):
            field.textEdited.connect(lambda _text: self.problem.hide())
        self._lay_out(decision)
        (self.why if self._needs_reason else self.name).setFocus()

    @property
    def reader(self) -> str:
        """Who decides."""
        return " ".join(self.name.text().split())

    @property
    def reason(self) -> str:
        """Why; may be empty where there is no doubt."""
        return " ".join(self.why.text().split())

    def _decide(self) -> None:
        if not self.reader:
            self._complain(self.tr("Say who decides this: the name stands in the history."), self.name)
        elif self._needs_reason and not self.reason:
            self._complain(self.tr("Say in a sentence why, in spite of the doubts above."), self.why)
        else:
            self.accept()

    def _complain(self, sentence: str, field: QLineEdit) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        field.setFocus()

    def _lay_out(self, decision: Decision) -> None:
        told = QWidget()
        told.setObjectName("pageArea")
        paragraphs = QVBoxLayout(told)
        paragraphs.setContentsMargins(0, 0, 8, 0)
        paragraphs.setSpacing(12)
        for words in (self.headline, self.doubts, self.sentences):
            paragraphs.addWidget(words)
        paragraphs.addStretch(1)
        area = QScrollArea()
        area.setObjectName("pageArea")
        area.setWidget(told)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(" ".join((decision.headline, *decision.doubts, *decision.sentences)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(8)
        layout.addWidget(area, 1)
        why = self.tr("&Why, in spite of the doubts") if self._needs_reason else self.tr("&Why (may stay empty)")
        for title, field in ((self.tr("&Your name"), self.name), (why, self.why)):
            label = plain_label(title)
            label.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(field)
        layout.addWidget(self.problem)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        decide = buttons.addButton(decision.button, QDialogButtonBox.ButtonRole.AcceptRole)
        decide.setProperty("primary", True)
        buttons.accepted.connect(self._decide)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        decide.setDefault(True)
        self._take_place(told)

    def _take_place(self, told: QWidget) -> None:
        """Room for every word where the screen has it; the rest is scrolled to."""
        self.ensurePolished()
        unit, room = self.fontMetrics().height(), self.screen().availableSize()
        width = min(unit * 32, room.width() - 80)
        words = told.layout()
        height = words.totalHeightForWidth(width - 56) if words is not None else 0
        below = unit * 12
        self.resize(width, min(height + below, room.height() - 80))
