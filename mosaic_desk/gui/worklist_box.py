"""The worklist's one box: typed words and terms, completed below it without ever taking the keyboard away.

Behind “key:” or “=” an option must follow, so the first one is marked and Enter picks it. A bare word may be
meant as it stands: nothing is marked then, Enter opens the first report found, Tab and Down reach the options.
"""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from mosaic_desk.core.worklist_completion import Completion, Option, completion_at, put_in
from mosaic_desk.core.worklist_marks import Kind, stretches_of
from mosaic_desk.core.worklist_query import Vocabulary
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.term_marks import mark_terms

_SHOWN_OPTIONS = 8
_PICKS = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _SHOWN_OPTIONS,
    Qt.Key.Key_PageUp: -_SHOWN_OPTIONS,
}


class WorklistBox(QLineEdit):
    """`vocabulary` in; `entered` out. Where an option is marked Tab and Enter pick it; Esc closes the options."""

    entered = Signal()
    down_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vocabulary = Vocabulary()
        self.setPlaceholderText(self.tr("Words or terms"))
        self.setAccessibleName(self.tr("Search all reports for words or terms"))
        self.setToolTip(self.tr("Words, or terms such as state:unread or edema=positive; Down shows them all"))
        self.setClearButtonEnabled(True)
        self.options = OptionList(self)
        self.options.picked.connect(self._pick)
        self._completion = Completion(start=0, end=0)
        self._composes = False
        self.textEdited.connect(lambda _text: self._offer())
        self.textChanged.connect(lambda _text: self._mark(is_typed=True))

    def show_text(self, text: str) -> None:
        """Put in a whole query; nothing is offered."""
        self.options.hide()
        self.setText(text)

    def judge(self) -> None:
        """Mark every term, what is still being typed too: the desk has answered, or the words it knows are others."""
        self._mark(is_typed=False)

    def event(self, event: QEvent) -> bool:
        """Keys that belong to the open options go to them before anything else sees them."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            is_ours = self.options.isVisible() and self._is_of_options(event)
            if is_ours and kind == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_ours:
                self._use(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down offers what can stand here, in an empty box too, or goes on into the list; Enter opens."""
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.options.hide()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._offer()
        elif event.key() == Qt.Key.Key_Down and is_plain:
            if not self.text():
                self._offer()
            if not self.options.isVisible():
                self.down_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Options belong to who is typing."""
        self.options.hide()
        super().focusOutEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Where signs are composed of several keys, what is not finished is not marked."""
        self._composes = bool(event.preeditString())
        super().inputMethodEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Marks have the colours of the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.text():
            self.judge()

    def _mark(self, *, is_typed: bool) -> None:
        if self._composes:
            return
        cursor = self.cursorPosition() if is_typed else -1
        stretches = stretches_of(self.text(), self.vocabulary)
        mark_terms(self, (one for one in stretches if one.kind is not Kind.WRONG or one.end != cursor))

    def _is_of_options(self, event: QKeyEvent) -> bool:
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.options.is_marked
        return event.key() in (*_PICKS, *_STEPS, Qt.Key.Key_Escape)

    def _use(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.options.step(_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.options.hide()
        else:
            self._pick(self.options.current)

    def _offer(self) -> None:
        self._completion = completion_at(self.text(), self.cursorPosition(), self.vocabulary)
        typed = self.text()[self._completion.start : self.cursorPosition()]
        self.options.offer(self._completion.options, marks_first=":" in typed or "=" in typed)

    def _pick(self, place: int) -> None:
        option = self._completion.options[place]
        text, cursor = put_in(self.text(), self._completion, option)
        self.options.hide()
        self.setText(text)
        self.setCursorPosition(cursor)
        if option.goes_on:
            self._offer()


class OptionList(QTreeWidget):
    """The options below the box, over whatever lies there; never takes the keyboard. `picked` tells a place."""

    picked = Signal(int)

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self._box = box
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("worklistOptions")
        self.setAccessibleName(self.tr("What can stand here"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda _item, _column: self.picked.emit(self.current))

    @property
    def current(self) -> int:
        """The place of the marked option; the first where none is marked."""
        return max(0, self.currentIndex().row())

    @property
    def is_marked(self) -> bool:
        """Whether one of the options is marked."""
        return self.currentIndex().isValid()

    def offer(self, options: tuple[Option, ...], *, marks_first: bool) -> None:
        """Show options below the box; none: hide."""
        if not options:
            self.hide()
            return
        self.setParent(self._box.window())  # not before: the box's panel may be floated
        self.clear()
        height = round(self._box.fontMetrics().height() * 1.6)
        for option in options:
            item = QTreeWidgetItem([option.text, desk_words(option.about)])
            item.setForeground(1, current_look().dim)
            item.setSizeHint(0, QSize(0, height))
            self.addTopLevelItem(item)
        if marks_first:
            self._go_to(0)
        self._place(len(options), height)
        self.show()
        self.raise_()

    def step(self, count: int) -> None:
        """Go some options down (or up, below 0): one by one around the end, by pages up to it."""
        last = self.topLevelItemCount() - 1
        before_first = -1 if count > 0 else 0
        place = (self.current if self.is_marked else before_first) + count
        place = place % (last + 1) if abs(count) == 1 else min(max(place, 0), last)
        self._go_to(place)

    def _go_to(self, place: int) -> None:
        self.setCurrentIndex(self.model().index(place, 0))

    def _text_width(self, column: int) -> int:
        metrics = self._box.fontMetrics()
        items = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        widest = max(metrics.horizontalAdvance(item.text(column)) for item in items if item is not None)
        return widest + metrics.averageCharWidth() * 4

    def _place(self, count: int, height: int) -> None:
        first, second = self._text_width(0), self._text_width(1)
        self.setColumnWidth(0, first)
        window = self._box.window()
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + 2))
        width = min(max(first + second, self._box.width()), window.width() - corner.x() - 10)
        wanted = height * min(count, _SHOWN_OPTIONS) + 2 * self.frameWidth() + 8
        self.setGeometry(corner.x(), corner.y(), width, min(wanted, window.height() - corner.y() - 10))
