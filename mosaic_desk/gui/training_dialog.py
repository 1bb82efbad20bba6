"""The dialog of a training: before, the run, after. It stays beside the window while the reader works."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from mosaic_desk.core.retraining import TrainingView
from mosaic_desk.gui.training_after import AfterPage
from mosaic_desk.gui.training_before import BeforePage
from mosaic_desk.gui.training_parts import Sentences
from mosaic_desk.gui.training_run import RunPage


class TrainingDialog(QDialog):
    """Holds the three pages; `seen` says that it has come up, `left` that it was closed."""

    seen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Training"))
        self.before, self.run, self.after = BeforePage(), RunPage(), AfterPage()
        self.run.hide_wanted.connect(self.close)
        self.problem = Sentences()
        self.problem.setProperty("role", "problem")
        self.problem.setContentsMargins(18, 10, 18, 0)
        self.told = Sentences()
        self.told.setContentsMargins(18, 10, 18, 0)
        for words in (self.problem, self.told):
            words.hide()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Steps of a training"))
        for page, title in (
            (self.before, self.tr("1  Before")), (self.run, self.tr("2  The run")), (self.after, self.tr("3  After")),
        ):  # fmt: skip
            self.tabs.addTab(page, title)
            page.closed.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.problem)
        layout.addWidget(self.told)
        layout.addWidget(self.tabs, 1)
        self._take_place(parent)
        self.tabs.setFocus()

    def go_to(self, page: QWidget) -> None:
        """Turn to one of the pages."""
        self.tabs.setCurrentWidget(page)

    def show_run(self, view: TrainingView | None) -> None:
        """Show how far the run is; while it is alive no other can be started."""
        self.run.show_run(view)
        is_alive = view is not None and view.is_alive
        self.before.show_busy(self.tr("A training is under way; wait for its end or cancel it.") if is_alive else "")

    def complain(self, sentence: str) -> None:
        """Say what went wrong, above all pages; an empty sentence takes it away."""
        self.problem.show_sentences([sentence] if sentence else [])
        self.told.hide()
        self.after.stop_waiting()

    def tell(self, sentence: str) -> None:
        """Say what is done now, above all pages."""
        self.problem.hide()
        self.told.show_sentences([sentence])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what stands on the pages."""
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What is only asked for this dialog is not asked any more; a window that is made small is still there."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _take_place(self, parent: QWidget | None) -> None:
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(unit * 66, max(room.width() - 40, 400)), min(unit * 40, max(room.height() - 60, 300)))
