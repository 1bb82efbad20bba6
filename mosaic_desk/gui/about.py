"""What this program is, in which version, and what it is not for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from mosaic_desk import __version__
from mosaic_desk.core.suggestion import ModelRef


class AboutDialog(QDialog):
    """Version, licence, and the hashes of the model whose suggestions are on screen."""

    def __init__(self, model: ModelRef | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 22, 26, 16)
        layout.setSpacing(10)
        title = QLabel(f"MOSAIC Desk {__version__}")
        title.setObjectName("reportTitle")
        layout.addWidget(title)
        layout.addWidget(QLabel(self.tr("For research labelling, not for diagnosis.")))
        for text in self._lines(model):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setProperty("role", "dim")
            label.setWordWrap(True)
            layout.addWidget(label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 62)

    def _lines(self, model: ModelRef | None) -> list[str]:
        lines = [
            self.tr("Licence of this program: Apache-2.0. Qt for Python: LGPL-3.0. QDarkStyle: MIT."),
            self.tr("Gemma is provided under and subject to the Gemma Terms of Use."),
        ]
        if model is None:
            return [*lines, self.tr("No model has suggested anything on this report.")]
        lines.append(self.tr("Model: {0} ({1})").replace("{0}", model.backbone).replace("{1}", model.backbone_hash))
        adapter = f"{model.adapter} ({model.adapter_hash})" if model.adapter else self.tr("none")
        lines.append(self.tr("Adapter: {0}").replace("{0}", adapter))
        lines.append(self.tr("Prompt: {0}").replace("{0}", model.prompt_hash))
        return lines
