"""The findings of a reading session that is planned: which are looked for first, how many positives are wanted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import FindingCount
from mosaic_desk.gui.isolates import guarded
from mosaic_desk.gui.number_field import NumberField
from mosaic_desk.gui.numbers import counted

MOST_WANTED = 9999
_NAME, _SO_FAR, _TARGET = range(3)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_SHOWN_ROWS = 9


class FindingChoices(QTableWidget):
    """`show_findings` in; read `favoured` and `targets`. Space favours a finding, a digit begins another target."""

    def __init__(self, *, target: int, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._target = target
        self._ids: tuple[FindingId, ...] = ()
        self._names: list[QTableWidgetItem] = []
        self._targets: list[QTableWidgetItem] = []
        self.setAccessibleName(self.tr("Findings: looked for first, positives so far, positives wanted"))
        tip = self.tr("Space: look for this finding before the others. A digit or F2: how many positives are wanted.")
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        titles = (self.tr("Look for first"), self.tr("Positives so far"), self.tr("Wanted"))
        for column, title in enumerate(titles):
            head = QTableWidgetItem(title)
            head.setTextAlignment(_RIGHT if column else _LEFT)
            self.setHorizontalHeaderItem(column, head)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setItemDelegateForColumn(_TARGET, _TargetDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)

    @property
    def favoured(self) -> tuple[FindingId, ...]:
        """The findings that are looked for first; empty: none before another."""
        return tuple(one for row, one in enumerate(self._ids) if self._is_favoured(row))

    @property
    def targets(self) -> Mapping[FindingId, int]:
        """The positives that are wanted, where they are not the usual number."""
        wanted = {one: self._wanted(row) for row, one in enumerate(self._ids)}
        return {one: target for one, target in wanted.items() if target != self._target}

    def show_findings(self, counts: Sequence[FindingCount]) -> None:
        """Show these, in the order of the taxonomy; nothing is favoured."""
        self._ids = tuple(one.finding_id for one in counts)
        self.setRowCount(len(counts))
        self._names.clear()
        self._targets.clear()
        for row, one in enumerate(counts):
            name = QTableWidgetItem(guarded(one.name))
            name.setFlags(_READ | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Unchecked)
            so_far = QTableWidgetItem(counted(one.counts.get(MentionClass.POSITIVE, 0)))
            so_far.setFlags(_READ)
            target = QTableWidgetItem()
            target.setData(Qt.ItemDataRole.EditRole, self._target)
            for column, item in enumerate((name, so_far, target)):
                item.setTextAlignment(_RIGHT if column else _LEFT)
                self.setItem(row, column, item)
            self._names.append(name)
            self._targets.append(target)
        if counts:
            self.setCurrentCell(0, _TARGET)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters do nothing: a digit must never jump to another finding."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space favours the finding of the row, wherever in it the keyboard is."""
        row = self.currentRow()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            is_on = self._is_favoured(row)
            self._names[row].setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows, up to some."""
        row_height = self.fontMetrics().height() + 8
        rows = min(self.rowCount(), _SHOWN_ROWS) + 1
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows * row_height)

    def _is_favoured(self, row: int) -> bool:
        return self._names[row].checkState() is Qt.CheckState.Checked

    def _wanted(self, row: int) -> int:
        return int(self._targets[row].data(Qt.ItemDataRole.EditRole))


class _TargetDelegate(QStyledItemDelegate):
    """A field for a whole number in a cell."""

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """The field, with the name of what is wanted."""
        field = NumberField(parent)
        field.setRange(0, MOST_WANTED)
        field.setFrame(False)
        field.setAccessibleName(self.tr("Positives wanted"))
        return field

    def setEditorData(  # noqa: N802 - Qt's name
        self, editor: QWidget, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Show the number, chosen whole: typing replaces it."""
        assert isinstance(editor, QSpinBox)
        editor.setValue(int(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Keep the number as one."""
        assert isinstance(editor, QSpinBox)
        editor.interpretText()
        model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)
