"""What this program is, what it is not for, which models suggested here, and whose work it stands on."""

from collections.abc import Sequence
from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from mosaic_desk import __version__
from mosaic_desk.core.suggestion import ModelRef

_LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0"), ("QDarkStyle", "MIT"), ("pyqtgraph", "MIT"), ("numpy", "BSD-3-Clause"),
    ("pillow", "MIT-CMU"), ("pydicom", "MIT"), ("pylibjpeg", "MIT"), ("pylibjpeg-openjpeg", "MIT"),
    ("sqlmodel", "MIT"), ("SQLAlchemy", "MIT"), ("torch", "BSD-3-Clause"), ("transformers", "Apache-2.0"),
    ("peft", "Apache-2.0"), ("accelerate", "Apache-2.0"), ("bitsandbytes", "MIT"), ("safetensors", "Apache-2.0"),
    ("sentencepiece", "Apache-2.0"), ("gguf", "MIT"), ("psutil", "BSD-3-Clause"), ("PyYAML", "MIT"),
    ("httpx", "BSD-3-Clause"),
)  # fmt: skip


class AboutDialog(QDialog):
    """Version, models by their hashes, licences. The models are the project's, never those of the open report:
    a report read without suggestions does not say here that it has some."""

    def __init__(self, models: Sequence[ModelRef], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About"))
        title = _label(f"MOSAIC Desk {__version__}")
        title.setObjectName("reportTitle")
        tabs = QTabWidget()
        tabs.setAccessibleName(self.tr("Models and licences"))
        tabs.addTab(_text(self._models(models), self.tr("Models")), self.tr("Models"))
        tabs.addTab(_text(self._licences(), self.tr("Licences")), self.tr("Licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 22, 26, 16)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(_label(self.tr("For research labelling, not for diagnosis.")))
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(unit * 42, room.width() - 40), min(unit * 26, room.height() - 60))

    def _models(self, models: Sequence[ModelRef]) -> str:
        if not models:
            return self.tr("No model has suggested anything in this project yet.")
        return "\n\n".join("\n".join(self._lines(model)) for model in models)

    def _lines(self, model: ModelRef) -> list[str]:
        adapter = f"{model.adapter} ({model.adapter_hash})" if model.adapter else self.tr("none")
        return [
            self.tr("Model: {0} ({1})").replace("{0}", model.backbone).replace("{1}", model.backbone_hash),
            self.tr("Adapter: {0}").replace("{0}", adapter),
            self.tr("Prompt: {0}").replace("{0}", model.prompt_hash),
        ]

    def _licences(self) -> str:
        lines = [
            self.tr("This program: Apache-2.0."),
            self.tr("Gemma is provided under and subject to the Gemma Terms of Use."),
            "",
            self.tr("It stands on these libraries, each under its own licence:"),
        ]
        for name, licence in _LIBRARIES:
            version = _version(name)
            if version is not None:
                lines.append(f"{name} {version}: {licence}")
        return "\n".join(lines)


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _text(text: str, name: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setAccessibleName(name)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return field
