"""The worklist's box while it is typed in: a term that is understood has a line below it, one that is not a wave.

A line edit knows no formats of its own; what an input method gives it is kept until the text changes. Nothing
is sent while an input method composes: its own formats stand there then.
"""

from collections.abc import Iterable

from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit

from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.worklist_marks import Kind, Stretch
from mosaic_desk.gui.colours import current_look, edge_colour

_Underline = QTextCharFormat.UnderlineStyle


def mark_terms(field: QLineEdit, stretches: Iterable[Stretch]) -> None:
    """Mark the stretches of the field's text; text, selection, cursor and undo stay as they are."""
    text, cursor = field.text(), field.cursorPosition()
    kind = QInputMethodEvent.AttributeType.TextFormat
    formats = []
    for stretch in stretches:
        if stretch.kind is not Kind.WORDS:
            start, end = _place(text, stretch.start), _place(text, stretch.end)
            formats.append(QInputMethodEvent.Attribute(kind, start - cursor, end - start, format_of(stretch.kind)))
    QApplication.sendEvent(field, QInputMethodEvent("", formats))


def format_of(kind: Kind) -> QTextCharFormat:
    """How a stretch looks: told by its line as well as by its colour."""
    look, shown = current_look(), QTextCharFormat()
    if kind is Kind.TERM:
        shown.setForeground(look.accent)
        shown.setUnderlineStyle(_Underline.SingleUnderline)
        shown.setUnderlineColor(look.accent)
    elif kind is Kind.WRONG:
        shown.setForeground(look.text)
        shown.setUnderlineStyle(_Underline.WaveUnderline)
        shown.setUnderlineColor(edge_colour(MentionClass.POSITIVE, look))
    return shown


def _place(text: str, place: int) -> int:
    """A place as Qt counts: a sign beyond the first plane is two."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
