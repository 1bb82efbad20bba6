"""The page before a training: what will happen, with which corrections, how long, what is left out and why."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.core.retraining import Amount, BeforeTraining, TrainingChoice, TrainingMeans
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.numbers import counted, in_language
from mosaic_desk.gui.training_choices import TrainingChoices
from mosaic_desk.gui.training_parts import Page, Sentences, small_title
from mosaic_desk.gui.training_tables import FigureTable
from mosaic_desk.gui.training_words import before_headline, before_sentences, means_sentences
from mosaic_desk.gui.words import class_word

_WIDE_LINES = 56  # from this width on, in heights of a line, the choices stand beside the sentences


class BeforePage(Page):
    """`show_before`, `show_means` and `show_busy` in; `changed` and `wanted` with a `TrainingChoice` out."""

    changed = Signal(object)
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: BeforeTraining | None = None
        self._means: TrainingMeans | None = None
        self._reason = ""
        self.sentences, self.means = Sentences(), Sentences()
        self.problem = Sentences()
        self.problem.setProperty("role", "problem")
        self.choices = TrainingChoices()
        self.choices.changed.connect(lambda: self.changed.emit(self.choice))
        self.findings = FigureTable(name=self.tr("Labels that are learned from, by finding and class"))
        self.sources = FigureTable(name=self.tr("Labels that are learned from, by how they came"))
        self.left_out = FigureTable(name=self.tr("What is left out, and why"))
        self.start = self.add_button(
            self.tr("T&rain"), self.tr("Start the training; you can go on reading meanwhile"), is_primary=True
        )
        self.start.clicked.connect(lambda: self.wanted.emit(self.choice))
        self._lay_out()
        self.say(self.tr("Looking at the corrections…"))
        self._enable()

    @property
    def choice(self) -> TrainingChoice:
        """What is chosen now."""
        return self.choices.choice

    def show_before(self, before: BeforeTraining) -> None:
        """Say what a run would do; what it needs is said when it is known."""
        self._before = before
        self.sentences.show_sentences(before_sentences(before))
        self.choices.show_before(before)
        head = (self.tr("Finding"), *(class_word(label) for label in ALL_CLASSES))
        learned = before.findings if any(any(one.counts.values()) for one in before.findings) else ()
        rows = [(one.name, *(counted(one.counts.get(label, 0)) for label in ALL_CLASSES)) for one in learned]
        self.findings.show_rows(head, rows)
        sources = [(*_cells(amount), _weight(amount)) for amount in before.by_provenance]
        self.sources.show_rows((self.tr("How it came"), self.tr("Labels"), self.tr("Each counts")), sources)
        self.left_out.show_rows(
            (self.tr("Left out"), self.tr("Reports or labels")), [_cells(amount) for amount in before.left_out]
        )
        for table in (self.findings, self.sources, self.left_out):
            self._titles[table].setVisible(table.rowCount() > 0)
            table.setVisible(table.rowCount() > 0)
        self._enable()

    def show_means(self, means: TrainingMeans | None) -> None:
        """Say what it needs of the machine; None while that is measured."""
        self._means = means
        if means is None:
            self.means.show_sentences([self.tr("How long it takes is being measured…")])
        else:
            self.means.show_sentences(means_sentences(means))
        self._enable()

    def show_unmeasured(self) -> None:
        """Say that what it needs could not be found out; why is said elsewhere."""
        self.show_means(None)
        self.means.show_sentences([self.tr("How long it takes could not be measured.")])

    def show_busy(self, reason: str) -> None:
        """Why nothing can be started now, beside what the desk says; empty where nothing is in the way."""
        self._reason = reason
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """With large type or in a small window the choices stand below the sentences."""
        super().resizeEvent(event)
        is_wide = self.width() > self.fontMetrics().height() * _WIDE_LINES
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _enable(self) -> None:
        means = self._means.refusal if self._means is not None else ""
        if self._before is not None:
            self.say(before_headline(self._before, self._means))
        why_not = self._reason or desk_words(means)
        refusal = self._before.refusal if self._before is not None else ""
        can_start = self._before is not None and not refusal and not why_not
        self.start.setEnabled(can_start)
        self.problem.show_sentences([why_not] if why_not and not refusal else [])
        self.means.setVisible(not refusal and bool(self.means.text()))
        self.choices.setVisible(self._before is not None and not refusal)

    def _lay_out(self) -> None:
        told = QVBoxLayout()
        told.setSpacing(10)
        for words in (self.sentences, self.means, self.problem):
            told.addWidget(words)
        told.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(28)
        self._both.addLayout(told, 3)
        self._both.addWidget(self.choices, 2)
        self.body.addLayout(self._both)
        titles = (
            (self.findings, self.tr("What it learns, by finding")),
            (self.sources, self.tr("How these labels came, and what each counts")),
            (self.left_out, self.tr("What is left out, and why")),
        )
        self._titles = {table: small_title(text) for table, text in titles}
        for table, title in self._titles.items():
            self.body.addWidget(title)
            self.body.addWidget(table)
            title.hide()
            table.hide()
        self.body.addStretch(1)


def _cells(amount: Amount) -> tuple[str, str]:
    return desk_words(amount.of), counted(amount.number)


def _weight(amount: Amount) -> str:
    return "" if amount.weight is None else in_language(f"{amount.weight:g}")
