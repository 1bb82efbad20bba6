"""The text of one report in a read-only view: quiet headings, underlined evidence, numbers in the margin.

Everything is inserted as plain text and then formatted; markup in a report is shown, never rendered.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import READ_BY_MODEL, Section, SectionKind
from mosaic_desk.core.suggestion import Span
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.evidence import EvidenceMark
from mosaic_desk.gui.shown_text import ShownText

_MARGIN_EMS = 2.6


class ReportText(QTextEdit):
    """`show_report` and `show_finding` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.tr("Report text"))
        self._shown = ShownText.of("")
        self._report: Report | None = None
        self._marks: tuple[EvidenceMark, ...] = ()
        self._finding: FindingId | None = None
        self._words: tuple[str, ...] = ()

    @property
    def shown(self) -> ShownText:
        """The text as the document holds it."""
        return self._shown

    def show_report(self, report: Report, marks: tuple[EvidenceMark, ...]) -> None:
        """Show a report; scrolls to its top only where it is another one."""
        if report != self._report:
            self._report = report
            self._shown = ShownText.of(report.text)
            self.setPlainText(self._shown.text)
            self._marks = ()
            self._format_all()
        if marks != self._marks:
            self._marks = marks
            self._format_all()

    def show_finding(self, finding_id: FindingId | None) -> None:
        """Lay a quiet ground under the evidence of one finding."""
        self._finding = finding_id
        self._highlight()

    def show_words(self, words: tuple[str, ...]) -> None:
        """Mark every place of the words that were searched for."""
        self._words = words
        self._highlight()

    def reveal(self, span: Span) -> None:
        """Scroll to a stretch of the report and put the caret there."""
        cursor = self._cursor(span)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def restyle(self) -> None:
        """Take over another look or font."""
        self._format_all()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the text, then the numbers of the evidence beside their lines."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        look = current_look()
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.78)
        font.setBold(True)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        for top, marks in self._lines_with_marks().items():
            right = self._margin() - metrics.height() * 0.5
            for text, is_current in reversed(self._labels(marks)):
                width = metrics.horizontalAdvance(text) + metrics.height() * 0.5
                box = QRectF(right - width, top + metrics.height() * 0.22, width, metrics.height())
                if is_current:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(look.accent)
                    painter.drawRoundedRect(box, 3, 3)
                painter.setPen(look.on_accent if is_current else look.dim)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                right -= width + 1

    def _labels(self, marks: list[EvidenceMark]) -> list[tuple[str, bool]]:
        """The numbers beside one line, and whether each is the current row's; a range where two do not hold them."""
        if len(marks) <= 2:
            return [(str(mark.number), self._finding in mark.finding_ids) for mark in marks]
        current = [mark for mark in marks if self._finding in mark.finding_ids]
        if current:
            return [(str(mark.number), True) for mark in current[:2]]
        return [(f"{marks[0].number}–{marks[-1].number}", False)]

    def _lines_with_marks(self) -> dict[int, list[EvidenceMark]]:
        lines: dict[int, list[EvidenceMark]] = {}
        for mark in self._marks:
            lines.setdefault(self.cursorRect(self._cursor(mark.span, to_end=False)).top(), []).append(mark)
        return lines

    def _margin(self) -> int:
        return round(self.fontMetrics().height() * _MARGIN_EMS) - self.horizontalScrollBar().value()

    def _cursor(self, span: Span, *, to_end: bool = True) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._shown.to_qt(span[0]))
        if to_end:
            cursor.setPosition(self._shown.to_qt(span[1]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _format_all(self) -> None:
        root = self.document().rootFrame()
        frame = root.frameFormat()
        frame.setLeftMargin(self.fontMetrics().height() * _MARGIN_EMS)
        frame.setRightMargin(self.fontMetrics().height())
        frame.setTopMargin(self.fontMetrics().height() * 0.4)
        frame.setBottomMargin(self.fontMetrics().height() * 2)
        root.setFrameFormat(frame)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        plain = QTextCharFormat()
        plain.setFontPointSize(self.font().pointSizeF() * 1.08)
        plain.setForeground(current_look().text)
        everything.setCharFormat(plain)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(128, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        everything.setBlockFormat(spaced)
        self._close_up_blank_lines()
        if self._report is not None:
            for section in self._report.sections:
                self._format_section(section)
        self._underline()
        self._highlight()

    def _close_up_blank_lines(self) -> None:
        closer = QTextBlockFormat()
        closer.setLineHeight(62, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block = self.document().begin()
        while block.isValid():
            if not block.text().strip():
                QTextCursor(block).mergeBlockFormat(closer)
            block = block.next()

    def _format_section(self, section: Section) -> None:
        look = current_look()
        if section.kind not in READ_BY_MODEL:
            quiet = QTextCharFormat()
            quiet.setForeground(look.dim)
            self._cursor((section.start, section.end)).mergeCharFormat(quiet)
        if section.kind is SectionKind.UNHEADED or section.body_start <= section.start:
            return
        heading = QTextCharFormat()
        heading.setForeground(look.dim)
        heading.setFontWeight(QFont.Weight.DemiBold)
        heading.setFontPointSize(self.font().pointSizeF() * 0.94)
        heading.setFontLetterSpacing(104)
        self._cursor((section.start, section.body_start)).mergeCharFormat(heading)
        before = self._cursor((section.start, section.start)).block().previous()
        if before.isValid() and before.text().strip():
            above = QTextBlockFormat()
            above.setTopMargin(self.fontMetrics().height() * 0.6)
            self._cursor((section.start, section.start)).mergeBlockFormat(above)

    def _underline(self) -> None:
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(current_look().accent)
        for mark in self._marks:
            self._cursor(mark.span).mergeCharFormat(wavy)

    def _highlight(self) -> None:
        look = current_look()
        current = [mark.span for mark in self._marks if self._finding in mark.finding_ids]
        found = [self._selection(cursor, look.raised) for cursor in self._found()]
        self.setExtraSelections(found + [self._selection(self._cursor(span), look.tint) for span in current])
        self.viewport().update()

    def _found(self) -> list[QTextCursor]:
        cursors: list[QTextCursor] = []
        for word in self._words:
            cursor = self.document().find(word)
            while not cursor.isNull() and cursor.hasSelection() and len(cursors) < 200:
                cursors.append(cursor)
                cursor = self.document().find(word, cursor)
        return cursors

    def _selection(self, cursor: QTextCursor, ground: QColor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        ground_format = QTextCharFormat()
        ground_format.setBackground(ground)
        selection.format = ground_format
        return selection
