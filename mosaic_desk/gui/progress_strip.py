"""Background suggesting in one line: what, how far, how long still, and a button that really stops it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from mosaic_desk.core.review import SuggestProgress
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.elided import ElidedLabel
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.words import plain_tip


class ProgressStrip(QWidget):
    """`show_progress` in; `cancelled` out."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self._progress: SuggestProgress | None = None
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
        """All that is known now; where there is no room the label says less."""
        return progress_sentence(self._progress) if self._progress is not None else ""

    def show_progress(self, progress: SuggestProgress) -> None:
        """Show how far it is; hidden once it has ended."""
        self.bar.setFixedHeight(max(6, self.fontMetrics().height() // 3))
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self._progress = progress
        self._write()
        self.setVisible(not progress.is_finished)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        """All words, or with large type the share first: it must not be what is cut."""
        if self._progress is None:
            return
        whole, unit = self.text, self.fontMetrics().height()
        room = self.width() - self._cancel.sizeHint().width() - unit * 5
        share = f"{_percent(self._progress)} %" if self._progress.total else ""
        is_cut = self.fontMetrics().horizontalAdvance(whole) > room
        self._label.setText(f"{share}  ·  {desk_words(self._progress.text)}" if is_cut and share else whole)
        self._label.setToolTip(plain_tip(whole))
        self._label.setAccessibleName(whole)


def progress_sentence(progress: SuggestProgress) -> str:
    """“Suggesting · 12 of 120 · 10 % · 2 min left”."""
    parts = [desk_words(progress.text)]
    if progress.total:
        parts += [f"{counted(progress.done)} / {counted(progress.total)}", f"{_percent(progress)} %"]
    if progress.seconds_left is not None:
        parts.append(_left(progress.seconds_left))
    return "  ·  ".join(part for part in parts if part)


def _percent(progress: SuggestProgress) -> int:
    return progress.done * 100 // progress.total


def _left(seconds: float) -> str:
    if seconds < 60:
        return QCoreApplication.translate("Words", "{0} s left").replace("{0}", str(max(1, round(seconds))))
    return QCoreApplication.translate("Words", "{0} min left").replace("{0}", str(round(seconds / 60)))
