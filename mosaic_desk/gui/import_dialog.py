"""The preview of an import: what was understood, how much would come in, what is refused and why."""

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from mosaic_desk.core.incoming import ImportResult, Incoming
from mosaic_desk.desk.sources import Sources
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.own_enter import press_on_own_enter

_SHOWN_REFUSALS = 200


class ImportDialog(QDialog):
    """Accepted means: store it. That is the default where nothing was refused, else Cancel: it is to be read first."""

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import preview"))
        self._sources = sources
        self._folder = _common_folder(sources)
        refused = self._refused()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(10)
        self._lay_out_understood(layout)
        if refused:
            layout.addWidget(self._label(self.tr("Refused:")))
            layout.addWidget(self._box(refused, self.tr("Refused lines")), 1)
        buttons = QDialogButtonBox()
        self.cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        has_reports = any(incoming.reports for incoming in sources.incoming)
        self.take.setEnabled(has_reports)
        press_on_own_enter(self.take)
        press_on_own_enter(self.cancel)
        default = self.take if has_reports and not refused else self.cancel
        default.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addStretch(0)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)
        default.setFocus()

    def _lay_out_understood(self, layout: QVBoxLayout) -> None:
        """One file in sentences; of several all that is told in a box that can be scrolled."""
        every = self._sources.incoming
        several = self._folder is not None
        title = self._label(every[0].source if not several else self._several_words(len(every)))
        title.setObjectName("reportTitle")
        layout.addWidget(title)
        if not several:
            for sentence in self._understood(every[0]):
                layout.addWidget(self._label(sentence))
            return
        layout.addWidget(self._label(str(self._folder)))
        lines = [line for one in every for line in (self._name(one), *(f"    {s}" for s in self._understood(one)), "")]
        layout.addWidget(self._box(lines[:-1], self.tr("What was understood")), 2)

    def _several_words(self, count: int) -> str:
        text = self.tr("{0} files of reports") if count != 1 else self.tr("{0} file of reports")
        return text.replace("{0}", str(count))

    def _understood(self, incoming: Incoming) -> tuple[str, ...]:
        return (self._counts(incoming), *map(desk_words, incoming.understood))

    def _name(self, incoming: Incoming) -> str:
        return os.path.relpath(incoming.source, self._folder) if self._folder is not None else incoming.source

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

    def _refused(self) -> list[str]:
        """Whole files, then lines; of several files each with its name."""
        told = [desk_words(line.reason) for line in self._sources.refused]
        for incoming in self._sources.incoming:
            name = f"{self._name(incoming)}, " if self._folder is not None else ""
            told += [f"{name}{desk_words(line.place)}: {desk_words(line.reason)}" for line in incoming.refused]
        shown = told[:_SHOWN_REFUSALS]
        more = len(told) - len(shown)
        return [*shown, self.tr("… and {0} more").replace("{0}", str(more))] if more > 0 else shown

    def _box(self, lines: list[str], name: str) -> QPlainTextEdit:
        box = QPlainTextEdit("\n".join(lines))
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setAccessibleName(name)
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


def _common_folder(sources: Sources) -> Path | None:
    """Where all files of several lie; None for a single one."""
    if len(sources.incoming) + len(sources.refused) == 1:
        return None
    return Path(os.path.commonpath([Path(incoming.source).absolute().parent for incoming in sources.incoming]))
