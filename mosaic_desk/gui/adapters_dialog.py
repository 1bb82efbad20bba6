"""The adapters of the project: which suggests, how it came to, back in one step, out to a file and in from one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mosaic_desk.core.adapter_events import AdapterEvent, AdapterEventKind
from mosaic_desk.core.retraining import AdapterLine, AdapterShelf
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.isolates import filled, guarded
from mosaic_desk.gui.moments import short_moment
from mosaic_desk.gui.own_enter import press_on_own_enter
from mosaic_desk.gui.training_parts import Sentences, small_title
from mosaic_desk.gui.training_tables import FigureTable


class AdaptersDialog(QDialog):
    """`show_shelf` in; what is wanted of an adapter out, with its name."""

    compare_wanted = Signal(str)
    promote_wanted = Signal(str)
    export_wanted = Signal(str)
    import_wanted = Signal()
    roll_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Adapters"))
        self._shelf: AdapterShelf | None = None
        self._can_write = True
        self.sentence, self.note, self.problem = Sentences(), Sentences(is_dim=True), Sentences()
        self.why_not = Sentences(is_dim=True)
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self.table = FigureTable(name=self.tr("Adapters of this project"), most_rows=8, has_numbers=False)
        self.history = FigureTable(name=self.tr("What was decided, newest first"), most_rows=8, has_numbers=False)
        self.table.itemSelectionChanged.connect(self._enable)
        self.compare = self._button(self.tr("&Look at it…"), self.tr("This adapter against the one before it"))
        self.promote = self._button(self.tr("&Promote…"), self.tr("Let this adapter suggest from now on"))
        self.export = self._button(self.tr("&Export…"), self.tr("Write this adapter into a file for another hospital"))
        self.take = self._button(self.tr("&Import…"), self.tr("Take in the file of an adapter from elsewhere"))
        self.roll_back = self._button(
            self.tr("&Roll back…"), self.tr("Let the adapter that suggested before suggest again")
        )
        for button, signal in (
            (self.compare, self.compare_wanted), (self.promote, self.promote_wanted), (self.export, self.export_wanted),
        ):  # fmt: skip
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(self.chosen))
        self.take.clicked.connect(self.import_wanted)
        self.roll_back.clicked.connect(self.roll_back_wanted)
        self._lay_out(parent)
        self._enable()

    @property
    def chosen(self) -> str:
        """The name of the adapter in the current row."""
        line = self._line
        return line.name if line is not None else ""

    def show_shelf(self, shelf: AdapterShelf, *, can_write: bool) -> None:
        """Show what there is, and what was decided."""
        self._shelf, self._can_write = shelf, can_write
        self.problem.show_sentences([])
        self.sentence.show_sentences([filled(self.tr("{0} suggests now."), shelf.active)])
        head = (self.tr("Adapter"), self.tr("Where it is from"), self.tr("State"))
        self.table.show_rows(head, [self._cells(line) for line in shelf.adapters])
        if self.table.currentRow() < 0 and shelf.adapters:
            self.table.selectRow(len(shelf.adapters) - 1)
        events = [self._told(event) for event in reversed(shelf.history)]
        self.history.show_rows((self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Why")), events)
        for widget in (self.history, self.history_title):
            widget.setVisible(bool(events))
        self._enable()

    def complain(self, sentence: str) -> None:
        """Say what went wrong; an empty sentence takes it away."""
        self.problem.show_sentences([sentence] if sentence else [])

    def tell(self, sentence: str) -> None:
        """Say what is done now, in place of what suggests."""
        self.problem.show_sentences([])
        self.sentence.show_sentences([sentence])

    @property
    def _line(self) -> AdapterLine | None:
        row = self.table.currentRow()
        return self._shelf.adapters[row] if self._shelf is not None and 0 <= row < len(self._shelf.adapters) else None

    def _cells(self, line: AdapterLine) -> tuple[str, str, str]:
        origins = {
            "trained": self.tr("trained here"),
            "imported": self.tr("imported"),
            "shipped": self.tr("came with the program"),
        }
        state = desk_words(line.problem) if line.problem else self.tr("suggests now") if line.is_active else ""
        return guarded(line.name), origins.get(line.origin, line.origin), state

    def _told(self, event: AdapterEvent) -> tuple[str, str, str, str]:
        words = {
            AdapterEventKind.PROMOTED: self.tr("promoted {0}"),
            AdapterEventKind.ROLLED_BACK: self.tr("rolled back to {0}"),
            AdapterEventKind.IMPORTED: self.tr("imported {0}"),
        }[event.kind]
        name = event.adapter.name if event.adapter is not None else self.tr("the one that came with the program")
        return short_moment(event.at), guarded(event.reader), filled(words, name), guarded(event.reason)

    def _enable(self) -> None:
        line, shelf = self._line, self._shelf
        # The column of the table may have no room for it.
        self.why_not.show_sentences([desk_words(line.problem)] if line is not None and line.problem else [])
        is_own = line is not None and line.origin != "shipped"
        self.compare.setEnabled(is_own and line is not None and not line.problem)
        self.export.setEnabled(is_own and line is not None and not line.problem)
        can_promote = is_own and line is not None and not line.is_active and not line.problem
        self.promote.setEnabled(can_promote and self._can_write)
        self.take.setEnabled(self._can_write)
        can_go_back = shelf is not None and shelf.before is not None
        self.roll_back.setEnabled(can_go_back and self._can_write)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        press_on_own_enter(button)
        return button

    def _lay_out(self, parent: QWidget | None) -> None:
        self.history_title = small_title(self.tr("What was decided"))
        self.note.show_sentences([
            self.tr("An adapter was made from patient data: treat its file as you treat the reports it learned from.")
        ])  # fmt: skip
        row = QHBoxLayout()
        for button in (self.compare, self.promote, self.roll_back, self.export, self.take):
            row.addWidget(button)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        for widget in (self.sentence, self.problem):
            layout.addWidget(widget)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.why_not)
        layout.addLayout(row)
        layout.addWidget(self.history_title)
        layout.addWidget(self.history, 2)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        unit = self.fontMetrics().height()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(unit * 46, max(room.width() - 40, 400)), min(unit * 30, max(room.height() - 60, 300)))
        self.table.setFocus()
