"""Find in the open report: a field, which hit of how many, next and previous."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from mosaic_desk.gui.actions import key_tip
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.text_search import MOST_HITS, TextSearch


class FindBar(QWidget):
    """`open`, `show_text`, `step` in; `found` (the span of a hit, from where the caret is) and `left` out."""

    found = Signal(object)  # Span
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = ""
        self._search = TextSearch("", "")
        self._place = -1  # of the hit that is shown, else where the search starts
        self._is_shown = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this report"))
        self.field.setAccessibleName(self.tr("Find in this report"))
        self.field.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("role", "dim")
        self._go_on = QTimer(self)
        self._go_on.setInterval(0)
        self._go_on.timeout.connect(self._look)
        self._connect()
        self._lay_out()
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar and give its field the keyboard; `words` where some were selected."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_text(self, text: str) -> None:
        """Look in another report; nothing is shown of it before a key is pressed."""
        if text != self._text:
            self._text, self._place, self._is_shown = text, -1, False
            self._search = TextSearch(text, self.field.text())
            self._go_on.start()

    def step(self, count: int) -> None:
        """Go to the next hit, or to the one before; opens the bar where nothing is looked for."""
        if not self.field.text():
            self.open()
            return
        self.show()
        # What lies further on in a long text may not have been looked through yet.
        if count > 0 and not self._search.is_done and not any(span[0] > self._place for span in self._search.hits):
            self._look()
        index = self._search.after(self._place) if count > 0 else self._search.before(max(self._place, 0))
        if index is not None:
            span = self._search.hits[index]
            self._place, self._is_shown = span[0], True
            self.found.emit(span)
        self._say()

    def leave(self) -> None:
        """Close the bar."""
        self.hide()
        self._go_on.stop()
        self.left.emit()

    def _start(self, words: str) -> None:
        self._search = TextSearch(self._text, words)
        self._place, self._is_shown = -1, False
        self._look()
        if words and self._search.hits:
            self.step(1)
        self._go_on.start()

    def _look(self) -> None:
        self._search.look()
        if self._search.is_done:
            self._go_on.stop()
        self._say()

    def _say(self) -> None:
        hits = self._search.hits
        if not self.field.text():
            self.count.clear()
        elif not hits:
            self.count.setText(self.tr("not found") if self._search.is_done else self.tr("looking…"))
        else:
            total = counted(len(hits)) + ("" if self._search.is_done and len(hits) < MOST_HITS else "+")
            which = next((n for n, span in enumerate(hits, 1) if span[0] == self._place), 0) if self._is_shown else 0
            sentence = self.tr("{0} of {1}") if which else self.tr("{1} found")
            self.count.setText(sentence.replace("{0}", counted(which)).replace("{1}", total))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._start)
        self.field.returnPressed.connect(lambda: self.step(1))
        for key, act in (("Shift+Return", lambda: self.step(-1)), ("Shift+Enter", lambda: self.step(-1)),
                         ("Esc", self.leave)):  # fmt: skip
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 12, 6)
        layout.setSpacing(6)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.count)
        for sign, tip, act in (
            ("↑", key_tip("find_previous", self.tr("Previous hit")), lambda: self.step(-1)),
            ("↓", key_tip("find_next", self.tr("Next hit")), lambda: self.step(1)),
            ("×", self.tr("Close the search (Esc)"), self.leave),
        ):
            button = QToolButton()
            button.setText(sign)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            layout.addWidget(button)
