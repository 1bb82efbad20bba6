"""The status bar: saved at, model and adapter, device, offline; and sentences that pass by."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from mosaic_desk.core.review import ProjectSummary, ReviewPage
from mosaic_desk.gui.words import model_words

_SENTENCE_MS = 6000
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class StatusLine(QStatusBar):
    """`show_summary`, `show_page` and `say` in, nothing out."""

    def __init__(self, *, device: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.saved = self._label()
        self.model = self._label()
        self._device = self._label(device)
        self._offline = self._label(self.tr("Offline"))
        self._offline.setToolTip(self.tr("This program opens no network connection."))
        for label in (self.saved, self.model, self._device, self._offline):
            self.addPermanentWidget(label)
        self._device.setVisible(bool(device))
        self._giving_way: list[QLabel] = []
        self.messageChanged.connect(self._make_room)

    def show_summary(self, summary: ProjectSummary, *, unsaved: int = 0) -> None:
        """When the last answer reached the disk."""
        self.saved.setText(saved_sentence(summary, unsaved=unsaved))

    def show_page(self, page: ReviewPage) -> None:
        """Which model suggested what is on screen."""
        self.model.setText(model_words(page))

    def say(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.showMessage(sentence, _SENTENCE_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width has another room for the sentence."""
        super().resizeEvent(event)
        self._make_room(self.currentMessage())

    def _make_room(self, sentence: str) -> None:
        """Let what does not change give way, the least wanted first, while a sentence would be cut; saved stays."""
        for label in self._giving_way:
            label.show()
        self._giving_way.clear()
        standing = [label for label in self.findChildren(QWidget, options=_DIRECT) if not label.isHidden()]
        wanted = self.fontMetrics().horizontalAdvance(sentence) + self.fontMetrics().height()
        gap = self.fontMetrics().averageCharWidth()
        room = self.width() - sum(widget.sizeHint().width() + gap for widget in standing)
        for label in (self._offline, self._device, self.model):
            if not sentence or wanted <= room:
                return
            if not label.isHidden():
                room += label.sizeHint().width() + gap
                label.hide()
                self._giving_way.append(label)

    def _label(self, text: str = "") -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


def saved_sentence(summary: ProjectSummary, *, unsaved: int) -> str:
    """The sentence about what is safe."""
    if unsaved:
        return QCoreApplication.translate("Words", "{0} not saved").replace("{0}", str(unsaved))
    if summary.is_read_only:
        return QCoreApplication.translate("Words", "Read only")
    if summary.saved_at is None:
        return QCoreApplication.translate("Words", "Nothing to save yet")
    return QCoreApplication.translate("Words", "✓ saved {0}").replace("{0}", summary.saved_at)
