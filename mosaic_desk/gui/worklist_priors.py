"""Earlier reports of the same patient: a short list below the worklist, and one of them beside, to read only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.gui.panel import mark_title, panel_title
from mosaic_desk.gui.report_text import ReportText
from mosaic_desk.gui.words import plain_tip


class PriorList(QWidget):
    """`show_priors` in, `opened` (a report id) out; hidden where there is no earlier report."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = panel_title("")
        self._most = 4
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Earlier reports of this patient; Enter opens one beside"))
        self.list.setToolTip(self.tr("Earlier reports of this patient: Enter opens one beside"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.list.itemSelectionChanged.connect(self._mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addWidget(self.list)
        self.hide()

    def show_priors(self, priors: tuple[PriorRow, ...]) -> None:
        """Show the earlier reports, the newest first."""
        self.list.clear()
        for prior in priors:
            words = [prior.study_date or "", str(prior.report_id)] + ([self.tr("image")] if prior.has_image else [])
            item = QListWidgetItem(" · ".join(word for word in words if word))
            item.setToolTip(plain_tip(item.text()))
            item.setData(Qt.ItemDataRole.UserRole, prior.report_id)
            self.list.addItem(item)
        self.title.setText(self.tr("Earlier reports ({0})").replace("{0}", str(len(priors))))
        self.setVisible(bool(priors))
        if priors:
            self.list.setCurrentRow(0)
            self._take_height()

    def show_most(self, rows: int) -> None:
        """How many rows may be seen at once; the others are scrolled to."""
        if rows != self._most:
            self._most = rows
            self._take_height()

    def _take_height(self) -> None:
        rows = min(self.list.count(), self._most)
        self.list.setFixedHeight(max(1, self.list.sizeHintForRow(0)) * rows + 8)

    def take_keyboard(self) -> None:
        """Give the list the keyboard."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _mark(self) -> None:
        mark_title(self.title, is_active=self.list.hasFocus())

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(str(item.data(Qt.ItemDataRole.UserRole)))


class PriorText(ReportText):
    """An earlier report as text, without evidence; `closed` when Esc is pressed."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Earlier report"))
        self.setToolTip(self.tr("An earlier report, to read only; Esc closes it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes; everything else moves in the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
