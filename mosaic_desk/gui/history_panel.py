"""The last actions of the project, newest first. Knows which entry is current; decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mosaic_desk.core.review import HistoryEntry
from mosaic_desk.gui.history_delegate import EntryRole, HistoryDelegate, entry_sentence
from mosaic_desk.gui.words import plain_tip


class HistoryPanel(QWidget):
    """`show_entries` in; `turn_wanted` (undo or redo as far as an entry) out."""

    turn_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[HistoryEntry, ...] = ()
        self.view = QListWidget()
        self.view.setItemDelegate(HistoryDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("History"))
        self.view.itemDoubleClicked.connect(lambda _item: self.turn_wanted.emit())
        self.hint = QLabel(self.tr("Nothing has been done in this project yet."))
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setProperty("role", "dim")
        self.hint.setWordWrap(True)
        self.hint.setMargin(8)
        body = QWidget()
        body.setObjectName("panelBody")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.hint)
        layout.addWidget(self.view, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)
        self.setFocusProxy(self.view)

    @property
    def current(self) -> HistoryEntry | None:
        """The entry that keys act on."""
        item = self.view.currentItem()
        entry = item.data(EntryRole) if item is not None else None
        return entry if isinstance(entry, HistoryEntry) else None

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show the history; the cursor stays on its action, else goes to the newest that is not undone."""
        current = self.current
        is_moved = current is not None and self.view.currentRow() > 0
        self.entries = tuple(entries)
        self.view.clear()
        for entry in self.entries:
            self.view.addItem(self._item(entry))
        rows = [row for row, entry in enumerate(entries) if is_moved and current and entry.action == current.action]
        rows += [row for row, entry in enumerate(entries) if not entry.is_undone]
        if self.entries:
            self.view.setCurrentRow(rows[0] if rows else 0)
        self.hint.setVisible(not self.entries)

    def steps_to(self, entry: HistoryEntry) -> int:
        """How many actions undo (redo where it is undone) goes through as far as an entry, that one included."""
        place = self.entries.index(entry)
        between = self.entries[place:] if entry.is_undone else self.entries[: place + 1]
        return sum(other.is_undone == entry.is_undone and other.can_jump for other in between)

    def _item(self, entry: HistoryEntry) -> QListWidgetItem:
        item = QListWidgetItem(entry.text)
        item.setData(EntryRole, entry)
        sentence = entry_sentence(entry)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence)
        item.setToolTip(plain_tip(sentence))
        return item
