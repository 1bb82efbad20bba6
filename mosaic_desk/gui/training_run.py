"""The page of a training that is under way, or rests: how far it is, its curves, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from mosaic_desk.core.retraining import RunPhase, TrainingView
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.training_chart import TrainingChart
from mosaic_desk.gui.training_parts import Page, Sentences
from mosaic_desk.gui.training_words import loss_sentence, run_headline, run_sentence, run_steps


class RunPage(Page):
    """`show_run` in; what the reader wants of it out."""

    pause_wanted = Signal()
    resume_wanted = Signal()
    cancel_wanted = Signal()
    hide_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the training is"))
        self.steps, self.sentence, self.losses = Sentences(), Sentences(), Sentences(is_dim=True)
        self.notes = Sentences(is_dim=True)
        self.chart = TrainingChart()
        for widget in (self.bar, self.steps, self.sentence):
            self.body.addWidget(widget)
        self.body.addWidget(self.chart, 100)
        for words in (self.losses, self.notes):
            self.body.addWidget(words)
        self.body.addStretch(1)  # while there is no curve yet
        self.cancel = self.add_button(self.tr("&Cancel…"), self.tr("End the training; nothing of it is kept"))
        self.pause = self.add_button(self.tr("&Pause"), self.tr("Rest after this step, and go on later from there"))
        self.resume = self.add_button(
            self.tr("&Go on"), self.tr("Go on from the last step that was kept"), is_primary=True
        )
        self.background = self.add_button(
            self.tr("Go on in the &background"), self.tr("Close this and read on; a line above the report tells of it")
        )
        self.result = self.add_button(
            self.tr("&See what it is worth"), self.tr("The new adapter against the old one"), is_primary=True
        )
        self.cancel.clicked.connect(self.cancel_wanted)
        self.pause.clicked.connect(self._ask_for_pause)
        self.resume.clicked.connect(self.resume_wanted)
        self.background.clicked.connect(self.hide_wanted)
        self.result.clicked.connect(self.result_wanted)
        self._is_asked = False  # to pause or to end, and not there yet
        self.show_run(None)

    def show_run(self, view: TrainingView | None) -> None:
        """Show how far it is; None where there is no run."""
        if view is None or not view.is_alive:
            self._is_asked = False
        self._offer(view)
        if view is None:
            self.say(self.tr("No training is under way"))
            return
        self.say(run_headline(view))
        self.bar.setRange(0, view.steps)
        self.bar.setValue(view.step)
        self.bar.setFixedHeight(max(6, self.fontMetrics().height() // 3))
        sentence = self._asked_sentence() if self._is_asked else run_sentence(view)
        for label, text in (
            (self.steps, run_steps(view)), (self.sentence, sentence), (self.losses, loss_sentence(view)),
        ):  # fmt: skip
            label.show_sentences([text] if text else [])
        self.notes.show_sentences([desk_words(note) for note in view.notes[-3:]])
        self.chart.show_curves(view.losses, view.watched, steps=view.steps)

    def note_asked(self) -> None:
        """The run was told to rest or to end; it does so after the step that it is at."""
        self._is_asked = True
        for button in (self.pause, self.cancel):
            button.setEnabled(False)
        self.sentence.show_sentences([self._asked_sentence()])

    def _asked_sentence(self) -> str:
        return self.tr("It stops as soon as it is through with the step that it is at…")

    def _ask_for_pause(self) -> None:
        self.note_asked()
        self.pause_wanted.emit()

    def _offer(self, view: TrainingView | None) -> None:
        is_alive = view is not None and view.is_alive
        self.pause.setVisible(is_alive)
        self.background.setVisible(is_alive)
        self.close_button.setVisible(not is_alive)
        self.cancel.setVisible(is_alive or (view is not None and view.can_resume))
        self.resume.setVisible(view is not None and view.can_resume)
        self.result.setVisible(view is not None and view.phase is RunPhase.DONE)
        self.bar.setVisible(view is not None)
        self.chart.setVisible(view is not None and len(view.losses) > 1)  # one point is no curve
        can_pause = view is not None and view.phase in (RunPhase.STARTING, RunPhase.TRAINING)
        self.pause.setEnabled(can_pause and not self._is_asked)
        self.cancel.setEnabled(not self._is_asked)
