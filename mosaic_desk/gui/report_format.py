"""How a report's text is set: size, line height, quiet headings, wavy lines under the model's evidence.

Fills and formats a Qt document with a `ShownText`; whatever markup a report has is inserted as plain text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from mosaic_desk.core.sections import READ_BY_MODEL, Section, SectionKind, split_sections
from mosaic_desk.core.suggestion import Span
from mosaic_desk.gui.colours import Look, current_look
from mosaic_desk.gui.shown_text import ShownText
from mosaic_desk.gui.stretch import STRETCH, WHOLE

MARGIN_EMS = 2.6
"""How wide the margin with the numbers is, in heights of the font."""
_MOST_FOUND = 200
_LONGEST_BLANK = 1000
"""Sections are not looked for in a text with a longer run of white space: finding them would take too long."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What a text is set by: its sections, the font, and the spans that the model's suggestions rest on."""

    sections: tuple[Section, ...]
    font: QFont
    evidence: tuple[Span, ...]


@lru_cache(maxsize=16)
def shown_sections(text: str) -> tuple[Section, ...]:
    """The sections of a text; of a long one those of its beginning, the last of them to its end."""
    head = text if len(text) <= WHOLE else text[:STRETCH]
    if any(match.end() - match.start() > _LONGEST_BLANK for match in re.finditer(r"\s+", head)):
        return ()
    sections = split_sections(head)
    if len(head) == len(text):
        return sections
    *before, last = sections
    return (*before, Section(kind=last.kind, start=last.start, body_start=last.body_start, end=len(text)))


def cursor_over(document: QTextDocument, shown: ShownText, span: Span) -> QTextCursor:
    """A cursor with a span of the report selected, as far as it is shown."""
    cursor = QTextCursor(document)
    cursor.setPosition(shown.to_qt(span[0]))
    cursor.setPosition(shown.to_qt(span[1]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def fill_document(document: QTextDocument, shown: ShownText, *, setting: Setting) -> None:
    """Put another text in place of what the document holds, set it, and lay it out once."""
    everything = QTextCursor(document)
    everything.beginEditBlock()
    everything.select(QTextCursor.SelectionType.Document)
    everything.insertText(shown.text)
    format_document(document, shown, setting=setting)
    everything.endEditBlock()


def format_document(document: QTextDocument, shown: ShownText, *, setting: Setting) -> None:
    """Set the whole document anew."""
    everything = QTextCursor(document)
    everything.beginEditBlock()  # laid out once, at the end: a long report takes minutes otherwise
    _format_frame(document, QFontMetrics(setting.font))
    everything.select(QTextCursor.SelectionType.Document)
    plain = QTextCharFormat()
    plain.setFontPointSize(setting.font.pointSizeF() * 1.08)
    plain.setForeground(current_look().text)
    everything.setCharFormat(plain)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(128, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    everything.setBlockFormat(spaced)
    _close_up_blank_lines(document)
    for section in setting.sections:
        if section.end > shown.begin:
            _format_section(document, shown, section, setting.font)
    for span in setting.evidence:
        cursor_over(document, shown, span).mergeCharFormat(wave(current_look().dim))
    everything.endEditBlock()


def wave(colour: QColor) -> QTextCharFormat:
    """A wavy line under what the model's suggestion rests on."""
    wavy = QTextCharFormat()
    wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    wavy.setUnderlineColor(colour)
    return wavy


def ground(colour: QColor) -> QTextCharFormat:
    """A solid background."""
    solid = QTextCharFormat()
    solid.setBackground(colour)
    return solid


def own_ground(look: Look, *, is_current: bool) -> QColor:
    """The ground under what a reader marked: the accent, thinned so that text on it stays easy to read."""
    share = (0.36 if look.is_dark else 0.26) if is_current else (0.14 if look.is_dark else 0.09)
    under, over = look.surface, look.accent
    return QColor(
        round(under.red() * (1 - share) + over.red() * share),
        round(under.green() * (1 - share) + over.green() * share),
        round(under.blue() * (1 - share) + over.blue() * share),
    )


def selection(cursor: QTextCursor, how: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """How a stretch of the text looks beside its own format."""
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format = how
    return made


def found_words(document: QTextDocument, words: tuple[str, ...]) -> list[QTextCursor]:
    """Every place of the words in the document, as far as anybody will look at them."""
    cursors: list[QTextCursor] = []
    for word in words:
        cursor = document.find(word)
        while not cursor.isNull() and cursor.hasSelection() and len(cursors) < _MOST_FOUND:
            cursors.append(cursor)
            cursor = document.find(word, cursor)
    return cursors


def _format_frame(document: QTextDocument, metrics: QFontMetrics) -> None:
    root = document.rootFrame()
    frame = root.frameFormat()
    frame.setLeftMargin(metrics.height() * MARGIN_EMS)
    frame.setRightMargin(metrics.height())
    frame.setTopMargin(metrics.height() * 0.4)
    frame.setBottomMargin(metrics.height() * 2)
    root.setFrameFormat(frame)


def _close_up_blank_lines(document: QTextDocument) -> None:
    closer = QTextBlockFormat()
    closer.setLineHeight(62, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block = document.begin()
    while block.isValid():
        if not block.text().strip():
            QTextCursor(block).mergeBlockFormat(closer)
        block = block.next()


def _format_section(document: QTextDocument, shown: ShownText, section: Section, font: QFont) -> None:
    look = current_look()
    if section.kind not in READ_BY_MODEL:
        quiet = QTextCharFormat()
        quiet.setForeground(look.dim)
        cursor_over(document, shown, (section.start, section.end)).mergeCharFormat(quiet)
    if section.kind is SectionKind.UNHEADED or section.body_start <= max(section.start, shown.begin):
        return
    heading = QTextCharFormat()
    heading.setForeground(look.dim)
    heading.setFontWeight(QFont.Weight.DemiBold)
    heading.setFontPointSize(font.pointSizeF() * 0.94)
    heading.setFontLetterSpacing(104)
    cursor_over(document, shown, (section.start, section.body_start)).mergeCharFormat(heading)
    first = cursor_over(document, shown, (section.start, section.start))
    before = first.block().previous()
    if before.isValid() and before.text().strip():
        above = QTextBlockFormat()
        above.setTopMargin(QFontMetrics(font).height() * 0.6)
        first.mergeBlockFormat(above)
