"""The status bar: saved at, model and adapter, device, offline; and sentences that pass by."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from mosaic_desk.core.review import ProjectSummary, ReviewPage
from mosaic_desk.gui.words import model_words

_SENTENCE_MS = 6000


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

    def show_summary(self, summary: ProjectSummary, *, unsaved: int = 0) -> None:
        """When the last answer reached the disk."""
        self.saved.setText(saved_sentence(summary, unsaved=unsaved))

    def show_page(self, page: ReviewPage) -> None:
        """Which model suggested what is on screen."""
        self.model.setText(model_words(page))

    def say(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.showMessage(sentence, _SENTENCE_MS)

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
