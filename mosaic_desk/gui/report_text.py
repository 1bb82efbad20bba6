"""The text of one report in a read-only view: a caret and a selection, evidence underlined or on a ground.

Everything is inserted as plain text and then formatted; markup in a report is shown, never rendered. Of a
long report a stretch is shown, which grows and moves.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import READ_BY_MODEL, Section
from mosaic_desk.core.suggestion import Span
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.evidence import EvidenceMark, trimmed
from mosaic_desk.gui.evidence_margin import paint_numbers, paint_wave
from mosaic_desk.gui.report_format import (
    MARGIN_EMS,
    Setting,
    cursor_over,
    fill_document,
    format_document,
    found_words,
    ground,
    own_ground,
    selection,
    shown_sections,
    wave,
)
from mosaic_desk.gui.shown_text import ShownText
from mosaic_desk.gui.stretch import End, Stretch, grown, stretch_at


class ReportText(QTextEdit):
    """`show_report`, `show_finding` and `reveal` in; what is selected is asked; `stretched` out."""

    stretched = Signal(object)  # the Stretch that is shown now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.setAccessibleName(self.tr("Report text"))
        self.shown = ShownText.of("")
        self.stretch = stretch_at("")
        self._report: Report | None = None
        self._sections: tuple[Section, ...] = ()
        self._marks: tuple[EvidenceMark, ...] = ()
        self._own: tuple[EvidenceMark, ...] = ()
        self._finding: FindingId | None = None
        self._words: tuple[str, ...] = ()
        self._is_filling = False
        self._is_fresh = False  # another report was opened, and no row of it was gone to yet
        self.verticalScrollBar().valueChanged.connect(self._grow_at_an_end)

    def show_report(
        self, report: Report, marks: tuple[EvidenceMark, ...] = (), own: tuple[EvidenceMark, ...] = ()
    ) -> None:
        """Show a report; scrolls to its top only where it is another one."""
        if report != self._report:
            self._report = report
            self._is_fresh = True
            self._sections = shown_sections(report.text)
            self._marks, self._own = marks, own
            self._fill(stretch_at(report.text, first_place(marks, self._sections)))
        elif (marks, own) != (self._marks, self._own):
            is_other = marks != self._marks
            self._marks, self._own = marks, own
            if is_other:
                self.restyle()
            self._highlight()

    def show_finding(self, finding_id: FindingId | None) -> None:
        """Let the evidence of one finding stand out; scrolls to it where none of it is seen.

        A report that was just opened stays at its top: the row that is current then was not gone to.
        """
        is_gone_to = finding_id != self._finding and not self._is_fresh
        self._finding, self._is_fresh = finding_id, False
        self._highlight()
        if is_gone_to:
            self._bring_evidence()

    def show_words(self, words: tuple[str, ...]) -> None:
        """Mark every place of the words that were searched for."""
        self._words = words
        self._highlight()

    def reveal(self, span: Span, *, selects: bool = False) -> None:
        """Scroll to a stretch of the report and put the caret there; `selects` it where that is wanted."""
        if self._report is not None and not self.stretch.holds(*span):
            self._fill(stretch_at(self._report.text, span[0]))
        cursor = cursor_over(self.document(), self.shown, span)
        if not selects:
            cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._scroll_to(span[0])

    def selected_span(self) -> Span | None:
        """What the reader selected, without white space at its ends; None where nothing is."""
        cursor = self.textCursor()
        if self._report is None or not cursor.hasSelection():
            return None
        span = self.shown.from_qt(cursor.selectionStart()), self.shown.from_qt(cursor.selectionEnd())
        return trimmed(self._report.text, span)

    def caret(self) -> int:
        """The place of the caret in the report."""
        return self.shown.from_qt(self.textCursor().position())

    def let_go(self) -> None:
        """Give the selection up; the caret stays at its end."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def grow(self, end: End) -> None:
        """Show more of a long report; what is read and selected stays where it is."""
        if self._report is None or not self.stretch.can_grow(end):
            return
        top = self.cursorForPosition(QPoint(0, 0))
        first, offset = self.shown.from_qt(top.position()), self.cursorRect(top).top()
        cursor = self.textCursor()
        selected = self.shown.from_qt(cursor.anchor()), self.shown.from_qt(cursor.position())
        self._fill(grown(self._report.text, self.stretch, end))
        self.setTextCursor(cursor_over(self.document(), self.shown, selected))
        now = self.cursorRect(cursor_over(self.document(), self.shown, (first, first))).top()
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + now - offset)

    def restyle(self) -> None:
        """Set the text anew."""
        format_document(self.document(), self.shown, setting=self._setting())
        self._highlight()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take over another look or font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the text, then what says where the model's evidence is."""
        super().paintEvent(event)
        lines: dict[int, list[EvidenceMark]] = {}
        for mark in self._marks:
            start = mark.span[0]
            if self.stretch.holds(start, start + 1):
                place = self.cursorRect(cursor_over(self.document(), self.shown, (start, start)))
                lines.setdefault(place.top(), []).append(mark)
        right = round(self.fontMetrics().height() * MARGIN_EMS) - self.horizontalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for start, end in (mark.span for mark in self._marks if self._finding in mark.finding_ids):
            paint_wave(painter, self.document(), (self.shown.to_qt(start), self.shown.to_qt(end)), offset)
        paint_numbers(painter, lines, right=right, font=self.font(), current=self._finding)

    def _bring_evidence(self) -> None:
        spans = [mark.span for mark in (*self._own, *self._marks) if self._finding in mark.finding_ids]
        shown = [span for span in spans if self.stretch.holds(*span)]
        if not spans or any(self._is_in_view(start) for start, _ in shown):
            return
        first = (shown or spans)[0][0]
        if not shown and self._report is not None:
            self._fill(stretch_at(self._report.text, first))
        self._scroll_to(first)

    def _top_of(self, place: int) -> int:
        return self.cursorRect(cursor_over(self.document(), self.shown, (place, place))).top()

    def _is_in_view(self, place: int) -> bool:
        return 0 <= self._top_of(place) <= self.viewport().height() - self.fontMetrics().height()

    def _scroll_to(self, place: int) -> None:
        """In the middle rather than at an edge: a sentence is read with what stands around it."""
        top, height = self._top_of(place), self.viewport().height()
        if not height * 0.08 <= top <= height * 0.8:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + top - round(height * 0.3))

    def _setting(self) -> Setting:
        evidence = tuple(mark.span for mark in self._marks)
        return Setting(sections=self._sections, font=self.font(), evidence=evidence)

    def _fill(self, stretch: Stretch) -> None:
        report = self._report
        if report is None:
            return
        self.stretch = stretch
        self.shown = ShownText.of(report.text, stretch.begin, stretch.end)
        self._is_filling = True  # a text that is only being set asks for no more of it
        fill_document(self.document(), self.shown, setting=self._setting())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._highlight()
        self._is_filling = False
        self.stretched.emit(stretch)

    def _grow_at_an_end(self, value: int) -> None:
        end: End = "earlier" if value == 0 else "later"
        is_end = value in (0, self.verticalScrollBar().maximum())
        if is_end and not self._is_filling and self.stretch.can_grow(end):
            QTimer.singleShot(0, self, lambda: self.grow(end))

    def _highlight(self) -> None:
        look = current_look()
        shown = [selection(cursor, ground(look.raised)) for cursor in found_words(self.document(), self._words)]
        for mark in self._own:
            solid = ground(own_ground(look, is_current=self._finding in mark.finding_ids))
            shown.append(selection(cursor_over(self.document(), self.shown, mark.span), solid))
        for mark in self._marks:
            if self._finding in mark.finding_ids:
                shown.append(selection(cursor_over(self.document(), self.shown, mark.span), wave(look.accent)))
        self.setExtraSelections(shown)
        self.viewport().update()


def first_place(marks: tuple[EvidenceMark, ...], sections: tuple[Section, ...]) -> int:
    """Where a long report is opened: at what the model rests on, else at what it reads."""
    places = [mark.span[0] for mark in marks]
    places += [section.start for section in sections if section.kind in READ_BY_MODEL]
    return places[0] if places else 0
