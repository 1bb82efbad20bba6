"""The preview of an import: what was understood, how much would come in, what is refused and why."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from mosaic_desk.core.incoming import ImportResult, Incoming
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.own_enter import press_on_own_enter

_SHOWN_REFUSALS = 200


class ImportDialog(QDialog):
    """Accepted means: store it. That is the default where nothing was refused, else Cancel: it is to be read first."""

    def __init__(self, incoming: Incoming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import preview"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(10)
        title = self._label(incoming.source)
        title.setObjectName("reportTitle")
        layout.addWidget(title)
        for sentence in (self._counts(incoming), *map(desk_words, incoming.understood)):
            layout.addWidget(self._label(sentence))
        if incoming.refused:
            layout.addWidget(self._label(self.tr("Refused:")))
            layout.addWidget(self._refusals(incoming), 1)
        buttons = QDialogButtonBox()
        self.cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setEnabled(bool(incoming.reports))
        press_on_own_enter(self.take)
        press_on_own_enter(self.cancel)
        default = self.take if incoming.reports and not incoming.refused else self.cancel
        default.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addStretch(0)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)
        default.setFocus()

    def _counts(self, incoming: Incoming) -> str:
        labelled = sum(bool(report.labels) for report in incoming.reports)
        sentence = (
            self.tr("{0} report understood as {1}, {2} with labels, {3} refused.") if len(incoming.reports) == 1
            else self.tr("{0} reports understood as {1}, {2} of them with labels, {3} refused.")
        )  # fmt: skip
        told = (len(incoming.reports), self._format_words(incoming.format), labelled, len(incoming.refused))
        for place, value in enumerate(told):
            sentence = sentence.replace(f"{{{place}}}", str(value))
        return sentence

    def _format_words(self, name: str) -> str:
        words = {
            "jsonl": self.tr("JSON lines"), "csv": self.tr("a table (CSV)"), "openi": self.tr("an Open-i archive"),
        }  # fmt: skip
        return words.get(name, name)

    def _refusals(self, incoming: Incoming) -> QPlainTextEdit:
        lines = [f"{desk_words(line.place)}: {desk_words(line.reason)}" for line in incoming.refused[:_SHOWN_REFUSALS]]
        more = len(incoming.refused) - len(lines)
        if more > 0:
            lines.append(self.tr("… and {0} more").replace("{0}", str(more)))
        box = QPlainTextEdit("\n".join(lines))
        box.setReadOnly(True)
        box.setAccessibleName(self.tr("Refused lines"))
        return box

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


def import_sentence(result: ImportResult) -> str:
    """What the import did, in one sentence."""
    sentence = QCoreApplication.translate("Words", "Reports that came in: {0}; known already: {1}; refused: {2}.")
    for place, value in enumerate((result.added, result.known, len(result.refused))):
        sentence = sentence.replace(f"{{{place}}}", str(value))
    return sentence
