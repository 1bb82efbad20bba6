"""“Who is reading?”: a name, typed or chosen among those who have answered in this project; and who leads it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.desk.readers import distinct_initials
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.own_enter import press_on_own_enter

LONGEST_NAME = 80


class ReaderDialog(QDialog):
    """Accepted means: `name` reads from now on. `lead_wanted` and `lead_dropped` carry a name, at once."""

    lead_wanted = Signal(str)
    lead_dropped = Signal(str)

    def __init__(self, *, current: str, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Who is reading?"))
        self.field = QLineEdit(current)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(self.tr("Name of the reader"))
        self.field.selectAll()
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Readers of this project"))
        self._current = current
        self._leads: tuple[str, ...] = ()
        self._known = tuple(dict.fromkeys((*known, current)))
        self.names.addItems(self._written())
        self.leads = _sentence()
        self.leads.setProperty("role", "dim")
        self.lead = QPushButton()
        self.lead.setProperty("quiet", True)
        self.lead.clicked.connect(self._change_lead)
        press_on_own_enter(self.lead)
        for widget in (self.leads, self.lead):
            widget.hide()  # until it is known who leads
        self.names.currentRowChanged.connect(self._take)
        self.names.itemActivated.connect(lambda _item: self._accept_name())
        self.problem = _sentence()
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textEdited.connect(lambda _text: self.problem.hide())
        self.field.textChanged.connect(lambda _text: self._offer_lead())
        self.field.setFocus()

    @property
    def name(self) -> str:
        """The name as it was typed or chosen."""
        return " ".join(self.field.text().split())

    def show_leads(self, leads: Sequence[str]) -> None:
        """Show who leads, and what the one who reads now can do about it."""
        self._leads = tuple(leads)
        self._known = tuple(dict.fromkeys((*self._known, *leads)))
        for place, text in enumerate(self._written()):
            if place < self.names.count():
                self.names.item(place).setText(text)
            else:
                self.names.addItem(text)
        if leads:
            self.leads.setText(
                filled(self.tr("Leads: {0}. They write the guidelines and set the first reads."), ", ".join(leads))
            )
        else:
            self.leads.setText(
                self.tr("Nobody leads yet, so everyone may write guidelines and set the first reads.")
            )  # fmt: skip
        self.leads.show()
        self._offer_lead()

    def complain(self, sentence: str) -> None:
        """Say what went wrong."""
        self.problem.setText(desk_words(sentence))
        self.problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and down go through the names without leaving the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.names.count():
                start = self.names.currentRow() if self.names.currentRow() >= 0 else (-1 if step > 0 else 0)
                self.names.setCurrentRow((start + step) % self.names.count())
                return True
        return super().eventFilter(watched, event)

    def _take(self, row: int) -> None:
        if row >= 0:
            self.field.setText(self._known[row])

    def _written(self) -> list[str]:
        """The names with their initials, and whether they lead."""
        told = distinct_initials(self._known)
        leads = self.tr("leads")
        return [
            f"{name}  ({told[name]})" + (f"  ·  {leads}" if name in self._leads else "") for name in self._known
        ]  # fmt: skip

    def _offer_lead(self) -> None:
        """What can be done about the name in the field, by the one who reads now."""
        name, leads = self.name, self._leads
        if not leads:
            text, is_possible = self.tr("I &lead"), True
        elif name in leads:
            text, is_possible = self.tr("No &longer a lead"), len(leads) > 1
        else:
            text, is_possible = self.tr("Make a &lead"), bool(name)
        self.lead.setText(text)
        self.lead.setVisible(not self.leads.isHidden() and (not leads or self._current in leads))
        self.lead.setEnabled(is_possible)
        about = self._current if not leads else name
        self.lead.setAccessibleName(f"{text.replace('&', '')}: {about}")
        self.lead.setToolTip(self.tr("A name anybody can type: this is a matter of manners, not a lock"))

    def _change_lead(self) -> None:
        self.problem.hide()
        name = self.name if self._leads else self._current
        if name in self._leads:
            self.lead_dropped.emit(name)
        else:
            self.lead_wanted.emit(name)

    def _accept_name(self) -> None:
        if self.name:
            self.accept()
            return
        self.problem.setText(self.tr("Give a name: it stands beside every answer."))
        self.problem.show()
        self.field.setFocus()

    def _lay_out(self) -> None:
        says = _sentence(
            self.tr(
                "The name stands beside every answer that is given from now on, in the open report too; "
                "what was answered before keeps its own."
            )
        )
        says.setProperty("role", "dim")
        heard = QLabel(self.tr("Readers of this project"))
        heard.setVisible(bool(self._known))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        read = buttons.addButton(self.tr("Read as this person"), QDialogButtonBox.ButtonRole.AcceptRole)
        read.setProperty("primary", True)
        buttons.accepted.connect(self._accept_name)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(10)
        for widget in (self.field, self.problem, says, heard):
            layout.addWidget(widget)
        layout.addWidget(self.names, 1)
        leading = QHBoxLayout()
        leading.addWidget(self.leads, 1)
        leading.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(leading)
        layout.addWidget(buttons)
        read.setDefault(True)  # only a button that has its place in a dialog can be the one that Enter means
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)


def _sentence(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
