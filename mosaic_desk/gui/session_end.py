"""The page at the end of a reading session: what was found, how long it took, and what should come next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mosaic_desk.core.reading_session import SessionEnd
from mosaic_desk.gui.session_figures import (
    advice_sentence,
    end_sentences,
    found_rows,
    prevalence_rows,
    prevalence_title,
    prevalence_warnings,
    retrain_sentence,
)
from mosaic_desk.gui.session_words import over_sentence
from mosaic_desk.gui.training_parts import Page, Sentences, small_title
from mosaic_desk.gui.training_tables import FigureTable, stretch_first


class SessionEndDialog(QDialog):
    """Shows a `SessionEnd`; `retrain_wanted` and `another_wanted` out.

    It comes by itself while the reader works: Enter, pressed for the next report, does not close it.
    """

    retrain_wanted = Signal()
    another_wanted = Signal()

    def __init__(self, end: SessionEnd, *, can_retrain: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The session is over"))
        self.end = end
        self.page = Page()
        self.page.say(over_sentence(end.standing.over, end.standing.read))
        self.sentences, self.warnings = Sentences(is_close=True), Sentences(is_dim=True, is_close=True)
        self.sentences.show_sentences(end_sentences(end))
        self.found = FigureTable(name=self.tr("Confirmed positives by finding, the rarest first"))
        self.found.show_rows(*found_rows(end.found, now=self.tr("After")))
        self.prevalence = FigureTable(name=prevalence_title(end))
        is_known = any(one.prevalence is not None for one in end.prevalence)
        self.prevalence.show_rows(*prevalence_rows(end.prevalence if is_known else ()))
        self.prevalence.setVisible(is_known)
        for table in (self.found, self.prevalence):
            stretch_first(table)
        self.warnings.show_sentences(prevalence_warnings(end) if is_known else ())
        self.next = Sentences()
        self.next.show_sentences((advice_sentence(end.advice), retrain_sentence(end)))
        self._add_buttons(is_retraining=can_retrain and end.may_retrain)
        for widget in (
            self.sentences, small_title(self.tr("What was found")), self.found, self.next,
            small_title(prevalence_title(end)), self.prevalence, self.warnings,
        ):  # fmt: skip
            self.page.body.addWidget(widget)
        self.page.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self._take_place(parent)
        self.found.setFocus()

    def _add_buttons(self, *, is_retraining: bool) -> None:
        self.another = self.page.add_button(self.tr("&Another session…"), self.tr("Plan the next session"))
        self.another.clicked.connect(self.another_wanted)
        self.retrain = self.page.add_button(
            self.tr("&Retrain…"), self.tr("Let an adapter learn from the corrections; what it will do is shown first"),
            is_primary=True,
        )  # fmt: skip
        self.retrain.clicked.connect(self.retrain_wanted)
        self.retrain.setVisible(is_retraining)
        self.page.closed.connect(self.close)

    def _take_place(self, parent: QWidget | None) -> None:
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(unit * 52, max(room.width() - 40, 400)), min(unit * 42, max(room.height() - 60, 300)))
