"""Why this report is skipped: a short list, or a reason of one's own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from mosaic_desk.gui.skip_reasons import REASONS, reason_word

_LONGEST_REASON = 200


class SkipDialog(QDialog):
    """Accepted means: skip, for `reason`. A number picks, Enter skips, Esc leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Skip this report"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Why it is skipped"))
        for number, reason in enumerate(REASONS, 1):
            self.list.addItem(f"{number}   {reason_word(reason)}")
        self.list.addItem(f"{len(REASONS) + 1}   " + self.tr("another reason…"))
        self.list.setCurrentRow(0)
        self.other = QLineEdit()
        self.other.setMaxLength(_LONGEST_REASON)
        self.other.setPlaceholderText(self.tr("Type the reason"))
        self.other.setAccessibleName(self.tr("Another reason"))
        self.other.setEnabled(False)
        self._buttons = QDialogButtonBox()
        self.skip = self._buttons.addButton(self.tr("Skip, next"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.skip.setDefault(True)
        self.skip.setProperty("primary", True)
        self.cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._connect()
        self._lay_out()
        self.list.setFocus()

    @property
    def reason(self) -> str:
        """The chosen or typed reason, as it is stored; empty while none is typed."""
        row = self.list.currentRow()
        return REASONS[row] if 0 <= row < len(REASONS) else self.other.text().strip()

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.list.currentRowChanged.connect(lambda _row: self._take_row())
        self.list.itemDoubleClicked.connect(lambda _item: self.skip.click())
        self.other.textChanged.connect(lambda _text: self.skip.setEnabled(bool(self.reason)))
        for number in range(1, self.list.count() + 1):
            pick = QShortcut(QKeySequence(str(number)), self.list)
            pick.setContext(Qt.ShortcutContext.WidgetShortcut)
            pick.activated.connect(lambda row=number - 1: self._pick(row))

    def _pick(self, row: int) -> None:
        self.list.setCurrentRow(row)
        if row == len(REASONS):
            self.other.setFocus()

    def _take_row(self) -> None:
        is_other = self.list.currentRow() == len(REASONS)
        self.other.setEnabled(is_other)
        self.skip.setEnabled(bool(self.reason))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        question = QLabel(self.tr("Why? It leaves the queue without labels, and can be opened again."))
        question.setWordWrap(True)
        layout.addWidget(question)
        layout.addWidget(self.list)
        layout.addWidget(self.other)
        layout.addWidget(self._buttons)
        unit = self.fontMetrics()
        self.list.setSpacing(2)
        self.list.ensurePolished()
        self.list.setFixedHeight(self.list.count() * (self.list.sizeHintForRow(0) + 4) + round(unit.height() * 0.8))
        self.setMinimumWidth(unit.averageCharWidth() * 52)
