"""Background suggesting in one line: what, how far, how long still, and a button that really stops it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.elided import ElidedLabel
from mosaic_desk.gui.numbers import counted


class ProgressStrip(QWidget):
    """`show_progress` in; `cancelled` out."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self._label = ElidedLabel()  # its words change: they may not move the panels beside
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setProperty("quiet", True)
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 10, 5)
        layout.setSpacing(12)
        layout.addWidget(self._label)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self._cancel)
        self.hide()

    @property
    def text(self) -> str:
        """What is written now."""
        return self._label.text()

    def show_progress(self, progress: SuggestProgress) -> None:
        """Show how far it is; hidden once it has ended."""
        self.bar.setFixedHeight(max(6, self.fontMetrics().height() // 3))
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self._label.setText(progress_sentence(progress))
        self.setVisible(not progress.is_finished)


def progress_sentence(progress: SuggestProgress) -> str:
    """“Suggesting · 12 of 120 · 10 % · 2 min left”."""
    parts = [desk_words(progress.text)]
    if progress.total:
        percent = progress.done * 100 // progress.total
        parts += [f"{counted(progress.done)} / {counted(progress.total)}", f"{percent} %"]
    if progress.seconds_left is not None:
        parts.append(_left(progress.seconds_left))
    return "  ·  ".join(part for part in parts if part)


def _left(seconds: float) -> str:
    if seconds < 60:
        return QCoreApplication.translate("Words", "{0} s left").replace("{0}", str(max(1, round(seconds))))
    return QCoreApplication.translate("Words", "{0} min left").replace("{0}", str(round(seconds / 60)))
