"""The small line of a row, as values: how rare the finding is, why the row waits, what differs, what is marked.

Knows words and their order; how they are painted is the row's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.review import FindingRow
from mosaic_desk.gui.glyphs import Glyph
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.waiting import is_revised
from mosaic_desk.gui.words import class_word

translate = QCoreApplication.translate


@dataclass(frozen=True, kw_only=True, slots=True)
class RowMark:
    """One piece of the small line; `calls` where it asks for the reader and is painted in the accent."""

    text: str
    glyph: Glyph | None = None
    calls: bool = False


def calling_mark(row: FindingRow, *, must_be_set: bool) -> RowMark | None:
    """What asks for the reader in this row: it needs a key, or the model said something else."""
    if must_be_set:
        return RowMark(text=row.needs_key or "", glyph=Glyph.FULL, calls=True)
    if row.disagrees and row.suggestion is not None:
        text = translate("Words", "model: {0}").replace("{0}", class_word(row.suggestion.label).lower())
        return RowMark(text=text, glyph=Glyph.DIFFERS, calls=True)
    return None


def quiet_marks(row: FindingRow, *, numbers: Sequence[int]) -> list[RowMark]:
    """What is said besides, the most telling first: what a narrow row cuts off is at the end."""
    marks = []
    if is_revised(row) and row.first_label is not None:
        text = translate("Words", "first: {0}").replace("{0}", class_word(row.first_label).lower())
        marks.append(RowMark(text=text))
    if row.own_evidence:
        marks.append(RowMark(text=translate("Words", "{0} marked").replace("{0}", str(len(row.own_evidence)))))
    if numbers:
        listed = ", ".join(str(number) for number in numbers)
        marks.append(RowMark(text=translate("Words", "ev {0}").replace("{0}", listed)))
    return marks


def spoken_marks(row: FindingRow, *, numbers: Sequence[int]) -> str:
    """The marks in words for a screen reader, behind what stands: “; first: negative; 3 confirmed positives”."""
    parts = []
    if row.is_unsure:
        parts.append(translate("Words", "you are not sure"))
    if is_revised(row) and row.first_label is not None:
        answer = class_word(row.first_label).lower()
        parts.append(translate("Words", "your first answer: {0}").replace("{0}", answer))
    if row.own_evidence:
        parts.append(translate("Words", "evidence marked by a reader: {0}").replace("{0}", str(len(row.own_evidence))))
    if numbers:
        listed = ", ".join(str(number) for number in numbers)
        parts.append(translate("Words", "evidence {0}").replace("{0}", listed))
    parts.append(translate("Words", "confirmed positives so far: {0}").replace("{0}", counted(row.positives)))
    return "".join(f"; {part}" for part in parts)
