"""The session that is on or was left, looked at: where every finding stands, and what may be done with the session."""

from enum import Enum, auto

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mosaic_desk.core.reading_session import SessionStanding
from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.own_enter import press_on_own_enter
from mosaic_desk.gui.session_figures import found_rows
from mosaic_desk.gui.session_words import footing_sentence, how_far, session_line
from mosaic_desk.gui.training_parts import Sentences
from mosaic_desk.gui.training_tables import FigureTable, stretch_first


class Wish(Enum):
    """What is to become of a session."""

    GO_ON = auto()
    LEAVE = auto()
    END = auto()
    TAKE_UP = auto()
    NEW = auto()


class SessionPage(QDialog):
    """`exec` it, then read `wish`."""

    def __init__(self, standing: SessionStanding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reading session"))
        self.wish = Wish.GO_ON
        headline = plain_label(session_line(standing))
        headline.setObjectName("reportTitle")
        says = self.tr("This session was left.") if standing.is_left else ""
        self.sentences = Sentences(is_dim=True, is_close=True)
        self.sentences.show_sentences([text for text in (says, footing_sentence(standing)) if text])
        self.table = FigureTable(name=self.tr("Confirmed positives by finding"), most_rows=14)
        self.table.show_rows(*found_rows(standing.findings, now=self.tr("Now")))
        stretch_first(self.table)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        if standing.is_left:
            take_up = self.tr("&Take up ({0})").replace("{0}", how_far(standing))
            self._button(self.tr("&End it"), self.tr("End it and show what came of it"), Wish.END)
            self._button(self.tr("Start a &new one"), self.tr("Plan another session in its place"), Wish.NEW)
            self.main = self._button(take_up, self.tr("Go on where it was left"), Wish.TAKE_UP)
        else:
            self._button(self.tr("&End session"), self.tr("End it and show what came of it"), Wish.END)
            self._button(self.tr("&Leave it"), self.tr("Read otherwise, and take the session up later"), Wish.LEAVE)
            self.main = self._button(self.tr("&Go on reading"), self.tr("Back to the report"), Wish.GO_ON)
        self.main.setProperty("primary", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(12)
        for widget in (headline, self.sentences):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons)
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(unit * 44, max(room.width() - 40, 400)), min(unit * 28, max(room.height() - 60, 300)))
        self.main.setFocus()

    def _button(self, text: str, tip: str, wish: Wish) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        press_on_own_enter(button)
        button.clicked.connect(lambda: self._decide(wish))
        self._buttons.addWidget(button)
        return button

    def _decide(self, wish: Wish) -> None:
        self.wish = wish
        self.accept()
