"""A reading session above the report: how far it is, what it still looks for, and how to end it.

Nothing in it comes from the open report: it is the same whatever is suggested there.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mosaic_desk.core.reading_session import Over, SessionPlan, SessionStanding
from mosaic_desk.gui.actions import key_tip
from mosaic_desk.gui.deficit_bars import DeficitBars
from mosaic_desk.gui.elided import ElidedLabel
from mosaic_desk.gui.queue_words import queue_name
from mosaic_desk.gui.session_words import counts_findings, left_lines, session_lines, wanted_first
from mosaic_desk.gui.strip_button import strip_button
from mosaic_desk.gui.words import plain_tip


class SessionStrip(QWidget):
    """`show_standing` and `show_choosing` in; what the buttons ask for out."""

    opened = Signal()
    ended = Signal()
    taken_up = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self._is_put_away = False
        self._lines: tuple[str, ...] = ("",)
        self.label = ElidedLabel()
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bars = DeficitBars()
        self.show_button = strip_button(self.tr("Show"), key_tip("session", self.tr("Look at the session")))
        self.end_button = strip_button(self.tr("End"), key_tip("session_end", self.tr("End the session; all is kept")))
        self.take_up = strip_button(self.tr("Take up"), self.tr("Go on with the session that was left"))
        self.hide_button = strip_button(self.tr("Hide"), self.tr("Take this line away; the session stays as it is"))
        self.stop_button = strip_button(self.tr("Stop"), self.tr("Do not start this session"))
        self._buttons = (self.show_button, self.end_button, self.take_up, self.hide_button, self.stop_button)
        self.show_button.clicked.connect(self.opened)
        self.end_button.clicked.connect(self.ended)
        self.take_up.clicked.connect(self.taken_up)
        self.hide_button.clicked.connect(self._put_away)
        self.stop_button.clicked.connect(self.stopped)
        self._lay_out()
        self._offer()
        self.hide()

    @property
    def text(self) -> str:
        """The words that are shown; nothing while the line is hidden."""
        return "" if self.isHidden() else self.label.text()

    def show_standing(self, standing: SessionStanding | None) -> None:
        """Show where a session stands; None takes the line away."""
        if standing is None or (standing.is_left and self._is_put_away):
            self.hide()
            return
        is_on = not standing.is_left
        can_go_on = standing.over is not Over.TAXONOMY_CHANGED
        self._offer(*(
            (self.show_button, self.end_button) if is_on
            else (self.take_up if can_go_on else self.end_button, self.hide_button)
        ))  # fmt: skip
        self._say(*(session_lines(standing) if is_on else left_lines(standing)))
        self.bars.show_findings(wanted_first(standing) if is_on and counts_findings(standing.plan) else ())

    def show_choosing(self, plan: SessionPlan) -> None:
        """Say that the reports of a session are being chosen."""
        self._is_put_away = False
        self._offer(self.stop_button)
        self._say(self.tr("Choosing the reports: {0}…").replace("{0}", queue_name(plan.kind)))
        self.bars.show_findings(())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._write()

    def _say(self, *lines: str) -> None:
        """The same in ever fewer words; all of it in the tool tip and for a screen reader."""
        if lines != self._lines:
            self._lines = lines
            self.label.setAccessibleName(lines[0])
            self.label.setToolTip(plain_tip(lines[0]))
        self.show()
        self._write()

    def _write(self) -> None:
        """How far it is must not be what is cut, with large type either."""
        unit = self.fontMetrics().height()
        shown = [button for button in self._buttons if not button.isHidden()]
        room = self.width() - sum(button.sizeHint().width() + 8 for button in shown) - unit * 2
        fitting = (line for line in self._lines if self.fontMetrics().horizontalAdvance(line) <= room)
        text = next(fitting, self._lines[-1])
        if text != self.label.text():
            self.label.setText(text)

    def _offer(self, *buttons: QPushButton) -> None:
        """Before the line shows: all buttons at once would widen a window with large type for good."""
        for button in self._buttons:
            button.setVisible(button in buttons)

    def _put_away(self) -> None:
        self._is_put_away = True
        self.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.label, 1)
        for button in self._buttons:
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 5, 10, 5)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.bars)
