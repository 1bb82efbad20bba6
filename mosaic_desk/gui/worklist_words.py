"""The worklist in words: what stands below an id, what is read out, what an empty list advises."""

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.review import WorklistRow
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.isolates import guarded
from mosaic_desk.gui.words import state_word

translate = QCoreApplication.translate


def second_line(row: WorklistRow) -> str:
    """The state in words, then what else is known about the report."""
    return " · ".join(part for part in [*_about(row), row.study_date, row.language, _why(row)] if part)


def spoken_row(row: WorklistRow) -> str:
    """The whole row for a screen reader."""
    marks = [translate("Worklist", "with a comment")] if row.has_comment else []
    marks += [translate("Worklist", "differs from the suggestion")] if row.disagrees else []
    marks += [translate("Worklist", "with an image")] if row.has_image else []
    words = [str(row.report_id), translate("Worklist", "number {0}").replace("{0}", str(row.position))]
    words = [*words, *(word.lower() for word in _about(row)), *marks]
    return ", ".join([*words, *filter(None, (row.study_date, _why(row)))])


def empty_advice(query: str) -> str:
    """What to do where no report is shown."""
    if not query:
        return translate(
            "Worklist", "This project has no reports yet.\nImport some: File, Import reports… or drop a file here."
        )
    return translate("Worklist", "No report fits.\nTake a word away, or press Esc in the box to see all reports.")


def _why(row: WorklistRow) -> str:
    """Why the queue serves the report; it may name another report, whose id must not turn our words round."""
    return guarded(desk_words(row.reason))


def _about(row: WorklistRow) -> list[str]:
    words = [state_word(row.state)]
    if row.is_flagged:
        words.append(translate("Worklist", "flagged"))
    if row.is_drawn:
        words.append(translate("Worklist", "first read"))
    if not row.has_text:
        words.append(translate("Worklist", "no text"))
    elif not row.has_suggestion and not row.is_blind:
        words.append(translate("Worklist", "no suggestion"))
    return words
