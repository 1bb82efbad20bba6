"""One row of the findings: name and counts, the buttons of the classes, the pill.

Knows how a row is laid out, side by side where there is room and stacked where there is not.
"""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.review import FindingRow, Phase
from mosaic_desk.gui.class_button import ClassButton
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.glyphs import Glyph
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.pill import Pill
from mosaic_desk.gui.pill_face import face_of
from mosaic_desk.gui.row_marks import RowMark, calling_mark, quiet_marks, spoken_marks
from mosaic_desk.gui.row_paint import paint_marks, paint_name, small_font
from mosaic_desk.gui.waiting import must_be_set
from mosaic_desk.gui.words import plain_tip, row_sentence


class RowShape(StrEnum):
    """How a row lies: everything side by side, or name, buttons and pill one below the other."""

    ONE_LINE = "one_line"
    STACKED = "stacked"


class FindingRowWidget(QWidget):
    """`show_row` in; `chosen` and `clicked` out."""

    chosen = Signal(str, object)  # finding id, MentionClass
    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: FindingRow | None = None
        self.numbers: tuple[int, ...] = ()
        self._shown: object = None
        self._must_be_set = False
        self._is_current = False
        self._shape = RowShape.ONE_LINE
        self.buttons = {label: ClassButton(label, self) for label in ALL_CLASSES}
        for label, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, label=label: self._choose(label))
        self.pill = Pill(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_row(
        self,
        row: FindingRow,
        *,
        classes: tuple[MentionClass, ...],
        numbers: tuple[int, ...],
        unsaved: MentionClass | None,
        can_write: bool,
        phase: Phase = Phase.OPEN,
    ) -> None:
        """Show a row; `numbers` are those of its evidence in the text. What is shown already costs nothing."""
        face = face_of(row, unsaved)
        shown = (row, classes, numbers, unsaved, can_write, phase, face)
        if shown == self._shown:
            return
        self._shown = shown
        self.row, self.numbers = row, numbers
        self._must_be_set = must_be_set(row, {} if unsaved is None else {row.finding_id: unsaved})
        self.pill.show_face(face)
        stands = unsaved or (row.correction.label if row.correction is not None else None)
        suggested = row.suggestion.label if row.suggestion is not None else None
        for label, button in self.buttons.items():
            if button.isHidden() == (label in classes):
                button.setVisible(label in classes)
            button.setEnabled(can_write)
            button.name_for(row.name)
            button.show_state(stands=label is stands, is_suggested=label is suggested)
        sentence = row_sentence(row, unsaved, phase=phase) + spoken_marks(row, numbers=numbers)
        self.setAccessibleName(sentence)
        self.setToolTip(plain_tip(sentence))
        self.update()

    def set_current(self, *, is_current: bool) -> None:
        """Mark the row as the one that keys act on; only that one is reached with Tab."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus)
            self.update()

    def height_for(self, shape: RowShape) -> int:
        """How tall the row is in a shape."""
        unit = self.fontMetrics().height()
        if shape is RowShape.ONE_LINE:
            return unit + QFontMetrics(small_font(self.font())).height() + round(unit * 0.36)
        return unit + 2 * self.pill.sizeHint().height() + round(unit * 1.0)

    def width_for(self, shape: RowShape, *, name_width: int) -> int:
        """How wide the row must be in a shape so that nothing is cut, with a name of that width."""
        gap, buttons, pill = self._gap(), self._buttons_width(), self.pill.sizeHint().width()
        if shape is RowShape.ONE_LINE:
            return round(gap * 4.5) + name_width + buttons + pill
        return round(gap * 2.5) + max(buttons + self.fontMetrics().height() * 5, pill)

    def set_shape(self, shape: RowShape) -> None:
        """Lay the row out in a shape."""
        self._shape = shape
        self.setFixedHeight(self.height_for(shape))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out anew."""
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press anywhere on the row makes it current."""
        if self.row is not None:
            self.clicked.emit(self.row.finding_id)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The row with the keyboard is the current one."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The mark of the current row goes quiet."""
        super().focusOutEvent(event)
        self.update()

    def _choose(self, label: MentionClass) -> None:
        if self.row is not None:
            self.chosen.emit(self.row.finding_id, label)

    def _gap(self) -> int:
        return round(self.fontMetrics().height() * 0.6)

    def _buttons_width(self) -> int:
        button = self.buttons[ALL_CLASSES[0]].sizeHint().width()
        return len(ALL_CLASSES) * button + (len(ALL_CLASSES) - 1) * self._step()

    def _step(self) -> int:
        return max(2, round(self.fontMetrics().height() * 0.16))

    def _place(self) -> None:
        gap, pill = self._gap(), self.pill.sizeHint()
        if self._shape is RowShape.ONE_LINE:
            top = (self.height() - pill.height()) // 2
            self.pill.setGeometry(self.width() - gap - pill.width(), top, pill.width(), pill.height())
            self._place_buttons(self.pill.x() - gap - self._buttons_width(), top)
            return
        left, top = gap + gap // 2, self.height() - pill.height() - gap // 2
        self.pill.setGeometry(left, top, min(pill.width(), self.width() - left - gap), pill.height())
        self._place_buttons(left, top - pill.height() - gap // 3)

    def _place_buttons(self, left: int, top: int) -> None:
        for button in self.buttons.values():
            size = button.sizeHint()
            button.setGeometry(left, top, size.width(), size.height())
            left += size.width() + self._step()

    def name_box(self) -> QRect:
        """Where the name is painted."""
        gap, height = self._gap(), self.fontMetrics().height()
        left = gap + gap // 2
        if self._shape is RowShape.STACKED:
            return QRect(left, gap // 2, self.width() - gap - left, height)
        both = height + QFontMetrics(small_font(self.font())).height()
        right = next(iter(self.buttons.values())).x() - gap
        return QRect(left, (self.height() - both) // 2, right - left, height)

    def small_box(self) -> QRect:
        """Where the small line is painted: below the name, or beside the buttons."""
        height = QFontMetrics(small_font(self.font())).height()
        if self._shape is RowShape.ONE_LINE:
            name = self.name_box()
            return QRect(name.left(), name.bottom() + 1, name.width(), height)
        button = list(self.buttons.values())[-1].geometry()
        left = button.right() + self._gap()
        return QRect(left, button.center().y() - height // 2, self.width() - left - self._gap() // 2, height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, the cursor, the name and the line below it."""
        look = current_look()
        painter = QPainter(self)
        if self._is_current:
            painter.fillRect(self.rect(), look.tint if self.hasFocus() else look.raised)
            painter.fillRect(QRect(0, 0, max(3, self._gap() // 3), self.height()), look.accent)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.raised)
        if self.row is not None:
            self._paint_words(painter, self.row)

    def _paint_words(self, painter: QPainter, row: FindingRow) -> None:
        font = QFont(self.font())
        font.setBold(self._is_current)
        box = self.name_box()
        end = paint_name(painter, box, row.name, font=font, is_unsure=row.is_unsure)
        calling = calling_mark(row, must_be_set=self._must_be_set)
        marks = [RowMark(text=counted(row.positives), glyph=Glyph.STAR), *quiet_marks(row, numbers=self.numbers)]
        if calling is not None and self._shape is RowShape.STACKED:
            left = end + self._gap()
            paint_marks(painter, QRect(left, box.top(), box.right() - left, box.height()), [calling], font=self.font())
        elif calling is not None:
            marks.insert(1, calling)
        paint_marks(painter, self.small_box(), marks, font=self.font())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The height of the shape; any width."""
        return QSize(self.width_for(RowShape.STACKED, name_width=0), self.height_for(self._shape))
