"""What is to be read in a reading session: the queue, how many reports or minutes, which findings, how many of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import SIZE, SessionPlan
from mosaic_desk.core.review import FindingCount
from mosaic_desk.core.worklist_values import SavedView
from mosaic_desk.desk.queueing import TARGET
from mosaic_desk.gui.keyboard import printed_key
from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.number_field import NumberField
from mosaic_desk.gui.queue_words import QUEUES, queue_name, queue_says
from mosaic_desk.gui.scrolled import scrolled
from mosaic_desk.gui.session_findings import FindingChoices
from mosaic_desk.gui.training_tables import FigureTable

MINUTES = 30
_MOST_READ, _MOST_MINUTES = 100_000, 24 * 60
_REPORTS = 0  # the place of the unit
_WIDE_LINES = 48  # from this width on, in heights of a line, the findings stand beside the queues


class SessionDialog(QDialog):
    """`show_findings` and `show_views` in; accepted means: begin what `plan` says."""

    def __init__(self, taxonomy_id: TaxonomyId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reading session"))
        self._taxonomy_id = taxonomy_id
        self.queues = FigureTable(name=self.tr("Queues"), has_numbers=False, most_rows=len(QUEUES))
        rows = [(queue_name(kind), queue_says(kind)) for kind in QUEUES]
        self.queues.show_rows((self.tr("Queue"), self.tr("What it serves")), rows)
        self.queues.setToolTip(self.tr("Which reports are served; a share drawn at random stands beside every queue"))
        self.queues.selectRow(0)
        self.queues.itemSelectionChanged.connect(self._follow)
        self.views = QComboBox()
        self.views.setAccessibleName(self.tr("Saved view"))
        no_view = self.tr("No view is saved yet: type a search into the worklist's box and press {0}.")
        self.no_view = plain_label(no_view.replace("{0}", printed_key("save_view")))
        self.no_view.setProperty("role", "problem")
        self.amount = NumberField()
        self.amount.setGroupSeparatorShown(True)
        self.amount.setAccessibleName(self.tr("How much is read"))
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Reports or minutes"))
        self.unit.addItem(self.tr("reports"), SIZE)
        self.unit.addItem(self.tr("minutes of reading"), MINUTES)
        self.unit.currentIndexChanged.connect(lambda _place: self._measure())
        self.findings = FindingChoices(target=TARGET)
        self.findings_say = plain_label(
            self.tr("Space: look for a finding before the others. A digit or F2: how many positives you want of it.")
        )
        self.findings_say.setProperty("role", "dim")
        self._lay_out()
        self._take_place(parent)
        self._measure()
        self._follow()
        self.queues.setFocus()

    @property
    def kind(self) -> QueueKind:
        """The queue that is chosen."""
        return QUEUES[max(self.queues.currentRow(), 0)]

    @property
    def plan(self) -> SessionPlan:
        """What is to be read."""
        is_by_size, amount = self.unit.currentIndex() == _REPORTS, self.amount.value()
        return SessionPlan(
            taxonomy_id=self._taxonomy_id,
            kind=self.kind,
            size=amount if is_by_size else None,
            minutes=None if is_by_size else amount,
            favoured=self.findings.favoured,
            targets=self.findings.targets,
            query=str(self.views.currentData() or "") if self.kind is QueueKind.SEARCH else "",
        )

    def show_findings(self, counts: Sequence[FindingCount]) -> None:
        """Show the findings with their confirmed positives so far."""
        self.findings.show_findings(counts)

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Offer the saved views as searches to read."""
        self.views.clear()
        for view in views:
            self.views.addItem(view.name, view.query)
            self.views.setItemData(self.views.count() - 1, view.query, Qt.ItemDataRole.ToolTipRole)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """With large type or in a small window the findings stand below the queues."""
        super().resizeEvent(event)
        is_wide = self.width() > self.fontMetrics().height() * _WIDE_LINES
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _follow(self) -> None:
        is_search, has_views = self.kind is QueueKind.SEARCH, self.views.count() > 0
        self.views.setVisible(is_search and has_views)
        self.no_view.setVisible(is_search and not has_views)
        self.start.setEnabled(not is_search or has_views)

    def _measure(self) -> None:
        """The other unit has another usual number."""
        is_by_size = self.unit.currentIndex() == _REPORTS
        self.amount.setRange(1, _MOST_READ if is_by_size else _MOST_MINUTES)
        self.amount.setSingleStep(10 if is_by_size else 5)
        self.amount.setValue(int(self.unit.currentData()))

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = buttons.addButton(self.tr("&Start"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setProperty("primary", True)
        self.start.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        amount = QHBoxLayout()
        amount.setSpacing(8)
        read = plain_label(self.tr("&Read"))
        read.setWordWrap(False)
        read.setBuddy(self.amount)
        for part in (read, self.amount, self.unit):
            amount.addWidget(part)
        amount.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for widget in (self.queues, self.views, self.no_view):
            left.addWidget(widget)
        left.addLayout(amount)
        left.addStretch(1)
        right.addWidget(self.findings)
        right.addWidget(self.findings_say)
        right.addStretch(1)
        inside = QWidget()
        inside.setObjectName("pageArea")
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._both.setContentsMargins(0, 0, 6, 0)
        self._both.setSpacing(18)
        self._both.addLayout(left, 6)
        self._both.addLayout(right, 5)
        area = scrolled(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)

    def _take_place(self, parent: QWidget | None) -> None:
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(unit * 62, max(room.width() - 40, 400)), min(unit * 25, max(room.height() - 60, 300)))
