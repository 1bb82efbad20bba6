"""The button that sets one class of one finding: the letter of its key in a box.

Filled with the class colour where that class stands, dashed where the model suggests it.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from mosaic_desk.core.labels import MentionClass
from mosaic_desk.gui.colours import CLASS_COLOURS, ON_CLASS, current_look, edge_colour
from mosaic_desk.gui.keyboard import command_in_force
from mosaic_desk.gui.keymap import shown_key
from mosaic_desk.gui.painted import paint_once
from mosaic_desk.gui.words import class_letter, class_word


class ClassButton(QAbstractButton):
    """One of the four buttons of a row. It never takes the keyboard: the row keeps it."""

    def __init__(self, label: MentionClass, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._stands = False
        self._is_suggested = False
        self._finding_name = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._print_keys()

    def name_for(self, finding_name: str) -> None:
        """Say in words what a press does, for a screen reader."""
        if finding_name == self._finding_name:
            return
        self._finding_name = finding_name
        text = QCoreApplication.translate("ClassButton", "{0}: set {1}")
        self.setAccessibleName(text.replace("{0}", finding_name).replace("{1}", class_word(self.label).lower()))

    def show_state(self, *, stands: bool, is_suggested: bool) -> None:
        """Whether this class stands, and whether the model suggests it."""
        if (stands, is_suggested) != (self._stands, self._is_suggested):
            self._stands, self._is_suggested = stands, is_suggested
            self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Print other keys when they are other."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._print_keys()
            self.update()

    def _print_keys(self) -> None:
        self.setToolTip(class_tip(self.label))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A box for one capital."""
        height = self.fontMetrics().height()
        return QSize(round(height * 1.62), round(height * 1.4))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box and its letter."""
        state = (self._stands, self._is_suggested, self.isEnabled(), self.underMouse())
        paint_once(self, ("class", self.label, class_letter(self.label), state), self._paint)

    def _paint(self, painter: QPainter) -> None:
        look = current_look()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = box.height() * 0.2
        ink = look.text if self.isEnabled() else look.dim
        if self._stands:
            painter.setBrush(CLASS_COLOURS[self.label])
            painter.setPen(QPen(edge_colour(self.label, look), 1))
            ink = ON_CLASS
        elif self._is_suggested:
            pen = QPen(edge_colour(self.label, look), max(1.2, self.fontMetrics().height() / 13))
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
        else:
            edge = QColor(look.accent if self.underMouse() else look.dim)
            edge.setAlpha(255 if self.underMouse() else 110)
            painter.setPen(QPen(edge, 1))
            ink = look.dim
        painter.drawRoundedRect(box, radius, radius)
        font = QFont(self.font())
        font.setBold(self._stands)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, class_letter(self.label))


def class_tip(label: MentionClass) -> str:
    """What a press of the button does, with the keys that do it too."""
    keys = [shown_key(key) for key in command_in_force(f"set_{label}").keys]
    if not keys:
        return class_word(label)
    if len(keys) == 1:
        return (
            QCoreApplication.translate("ClassButton", "{0} (key {1})")
            .replace("{0}", class_word(label))
            .replace("{1}", keys[0])
        )
    tip = QCoreApplication.translate("ClassButton", "{0} (key {1} or {2})").replace("{0}", class_word(label))
    return tip.replace("{1}", ", ".join(keys[:-1])).replace("{2}", keys[-1])
