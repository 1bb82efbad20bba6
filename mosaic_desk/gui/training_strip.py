"""A training in one line above the report: how far it is, how long still, and a button to look at it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from mosaic_desk.core.retraining import TrainingView
from mosaic_desk.gui.actions import key_tip
from mosaic_desk.gui.elided import ElidedLabel
from mosaic_desk.gui.strip_button import strip_button
from mosaic_desk.gui.training_words import run_brief, run_headline, run_steps
from mosaic_desk.gui.words import plain_tip


class TrainingStrip(QWidget):
    """`show_run` in; `opened` and, for a run that rests, `dismissed` out."""

    opened = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self._view: TrainingView | None = None
        self._label = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the training is"))
        self.show_button = strip_button(self.tr("Show"), key_tip("train", self.tr("Look at the training")))
        self.hide_button = strip_button(self.tr("Hide"), self.tr("Take this line away; the training stays as it is"))
        self.show_button.clicked.connect(self.opened)
        self.hide_button.clicked.connect(self.dismissed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 10, 5)
        layout.setSpacing(12)
        layout.addWidget(self._label)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.show_button)
        layout.addWidget(self.hide_button)
        self.hide()

    @property
    def text(self) -> str:
        """The words that are shown; nothing while the line is hidden."""
        return "" if self.isHidden() else self._label.text()

    def show_run(self, view: TrainingView | None) -> None:
        """Show how far it is; None takes the line away."""
        if view is None:
            self.hide()
            return
        self._view = view
        self._write()
        self.bar.setFixedHeight(max(6, self.fontMetrics().height() // 3))
        self.bar.setRange(0, view.steps)
        self.bar.setValue(view.step)
        self.bar.setVisible(view.is_alive)
        self.hide_button.setVisible(not view.is_alive)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        """All words, or with large type the share first: it must not be what is cut."""
        if self._view is None:
            return
        headline, brief = run_headline(self._view), run_brief(self._view)
        words = headline if headline == brief else f"{headline}  ·  {brief}"
        room = self.width() - self.show_button.sizeHint().width() - self.fontMetrics().height() * 6
        fitting = (text for text in (words, brief) if self.fontMetrics().horizontalAdvance(text) <= room)
        self._label.setText(next(fitting, brief.partition("  ·  ")[0]))
        whole = "  ·  ".join(part for part in (headline, run_steps(self._view)) if part)
        self._label.setAccessibleName(whole)
        self._label.setToolTip(plain_tip(whole))
