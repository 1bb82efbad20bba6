"""What to do next where nothing goes on by itself (no reports, all done, no suggestions): a line with buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from mosaic_desk.core.review import Phase, ProjectSummary
from mosaic_desk.gui.numbers import counted

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A sentence, and the commands that follow from it."""

    text: str
    commands: tuple[str, ...]


def next_step(
    summary: ProjectSummary, *, is_served: bool, is_blind: bool, is_suggesting: bool, no_model: str
) -> Step | None:
    """What to tell the reader; None where the next thing to do stands before them.

    `is_served`: there is an open report in the queue. `is_blind`: the open report shows nothing of what is
    suggested, so nothing is said of suggestions either. `no_model` says why nothing can be suggested.
    """
    if not summary.total:
        return Step(
            text=translate("NextStep", "This project has no reports yet: import a file, or drop one here."),
            commands=("import",),
        )
    if summary.done == summary.total:
        text = (
            translate("NextStep", "All {0} reports are done: export them, or import more.") if summary.total > 1
            else translate("NextStep", "The only report is done: export it, or import more.")
        )  # fmt: skip
        return Step(text=_fill(text, summary.total), commands=("export", "import"))
    if not is_served:
        text = translate(
            "NextStep",
            "This queue is read to its end. Done in the whole project: {0} of {1} reports. Choose another queue.",
        )
        return Step(text=_fill(text, summary.done, summary.total), commands=("queue", "export"))
    if is_blind or is_suggesting or summary.without_suggestion < summary.total - summary.done:
        return None
    if no_model:
        return Step(
            text=translate("NextStep", "Nothing is suggested here. {0}").replace("{0}", no_model), commands=("about",)
        )
    text = translate("NextStep", "No open report has a suggestion: let the model read them.")
    return Step(text=text, commands=("suggest",))


class StepLine(QFrame):
    """`show_step` in; its buttons trigger the window's commands."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._step: Step | None = None
        self._hidden: Step | None = None
        self.setObjectName("banner")
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(10, 5, 10, 5)
        self._layout.addWidget(self._label, 1)
        self._layout.addLayout(self._row)
        self._close = self._button(self.tr("Hide"))
        self._close.setProperty("quiet", True)
        self._close.clicked.connect(self._put_away)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._label.text() if not self.isHidden() else ""

    def show_step(self, step: Step | None) -> None:
        """Show a step, or nothing; one that was put away stays away until another has been shown."""
        if step is not None and step != self._hidden:
            self._hidden = None
        if step != self._step:
            self._step = step
            self._fill(step)
        self.setVisible(step is not None and step != self._hidden)

    def _fill(self, step: Step | None) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()
        if step is None:
            return
        self._label.setText(step.text)
        self.setAccessibleName(step.text)
        for place, command_id in enumerate(step.commands):
            action = self._window.commands[command_id]
            button = self._button(self.tr("Suggest") if command_id == "suggest" else action.text(), place=place)
            button.setToolTip(action.toolTip())
            button.setEnabled(action.isEnabled())
            button.clicked.connect(action.trigger)
            self._buttons.append(button)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """With large type or in a narrow window the buttons stand below the sentence."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() - self._row.sizeHint().width()
        is_wide = beside > self.fontMetrics().averageCharWidth() * 36
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._row.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _put_away(self) -> None:
        self._hidden = self._step
        self.hide()
        self._window.findings.focus_rows()

    def _button(self, text: str, *, place: int = -1) -> QPushButton:
        button = QPushButton(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.insertWidget(place, button)
        return button


class NextStep(QObject):
    """Keeps the line of a window up to what the project says."""

    def __init__(self, window: MainWindow, *, no_model: str) -> None:
        super().__init__(window)
        self._window = window
        self._no_model = no_model
        self.line = StepLine(window)
        centre = window.centralWidget()
        column = centre.layout() if isinstance(centre, QWidget) else None
        if column is not None:
            column.insertWidget(0, self.line)  # type: ignore[attr-defined]  # the column is a QVBoxLayout
        window.flow.summary_changed.connect(lambda _summary: self._look())
        window.flow.pages.changed.connect(lambda _page: self._look())
        window.suggesting.progressed.connect(lambda _progress: self._look())

    def _look(self) -> None:
        window = self._window
        if window.flow.summary is None:
            return
        page = window.flow.pages.page
        if window.flow.committing.is_revealing:
            self.line.show_step(None)
            return
        self.line.show_step(
            next_step(
                window.flow.summary,
                is_served=not window.flow.committing.is_at_end,
                is_blind=page is not None and page.phase is Phase.BLIND,
                is_suggesting=window.suggesting.is_running,
                no_model=self._no_model,
            )
        )


def _fill(text: str, *values: int) -> str:
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", counted(value))
    return text
