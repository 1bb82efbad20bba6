"""The map of the keys, read from the same commands that the keys are bound from."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.gui.actions import command_text
from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.keymap import Command, Context, shown_key


class KeyHelp(QDialog):
    """Every command with a key, under the place where the key works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(20, 16, 20, 16)
        columns.setSpacing(36)
        for contexts in ((Context.FINDINGS,), (Context.REPORT, Context.EVERYWHERE)):
            columns.addLayout(self._column(contexts), 1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else body.sizeHint()
        self.resize(min(unit * 52, max(room.width() - 60, 300)), min(unit * 36, max(room.height() - 60, 300)))

    def _column(self, contexts: tuple[Context, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        for context in contexts:
            title = QLabel(context_word(context))
            title.setObjectName("panelTitle")
            column.addWidget(title)
            grid = QGridLayout()
            grid.setHorizontalSpacing(14)
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(1, 1)
            for line, (command, keys) in enumerate(keys_in(context)):
                grid.addLayout(self._caps(keys), line, 0)
                text = QLabel(command_text(command))
                text.setToolTip(QCoreApplication.translate("Commands", command.tip))
                grid.addWidget(text, line, 1)
            column.addLayout(grid)
        column.addStretch(1)
        return column

    def _caps(self, keys: tuple[str, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        for key in keys:
            cap = QLabel(shown_key(key))
            cap.setObjectName("keycap")
            cap.setTextFormat(Qt.TextFormat.PlainText)
            line.addWidget(cap)
        line.addStretch(1)
        return line


def context_word(context: Context) -> str:
    """Where the keys work, in words."""
    return {
        Context.EVERYWHERE: QCoreApplication.translate("Commands", "Everywhere"),
        Context.REPORT: QCoreApplication.translate("Commands", "Report"),
        Context.FINDINGS: QCoreApplication.translate("Commands", "Findings"),
        Context.WORKLIST: QCoreApplication.translate("Commands", "Worklist"),
        Context.IMAGE: QCoreApplication.translate("Commands", "Image"),
    }[context]


def keys_in(context: Context) -> list[tuple[Command, tuple[str, ...]]]:
    """Commands with the keys that they have in one context."""
    found = []
    for command in COMMANDS:
        keys = (command.keys if command.context is context else ()) + (
            command.more_keys if command.more_keys and command.more_context is context else ()
        )
        # Return and Enter are the same to a reader.
        shown = tuple(key for key in keys if not key.endswith("Return"))
        if shown:
            found.append((command, shown))
    return found
