"""The words of the three ways of reading: what each shows, and what goes on with the open report. No widget."""

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.events import Mode
from mosaic_desk.core.labels import MentionClass, folded_class
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.gui.waiting import Unsaved, first_disagreed, needs_reader
from mosaic_desk.gui.words import class_word, mode_word

translate = QCoreApplication.translate

READING_MODES = (Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ)
"""Those that a reader can choose."""


def is_drawn(page: ReviewPage) -> bool:
    """Whether the report was drawn at random for a first read, and is not committed yet."""
    return page.phase is Phase.BLIND and page.drawn_by == "random"


def page_mode_words(page: ReviewPage) -> str:
    """The mode of the open report; a drawn one says so."""
    return translate("Words", "First read, drawn at random") if is_drawn(page) else mode_word(page.mode)


def phase_sentence(page: ReviewPage) -> str:
    """What is going on where the reader answers first; empty where nothing is hidden."""
    if page.phase is Phase.BLIND:
        left = class_word(folded_class(MentionClass.NOT_MENTIONED, page.classes)).lower()
        text = translate("Words", "{0}: your own answer first; open rows are recorded as {1}.")
        return text.replace("{0}", page_mode_words(page)).replace("{1}", left)
    if page.phase is not Phase.REVEALED:
        return ""
    if all(row.suggestion is None for row in page.rows):
        return translate("Words", "{0}: done; there was no suggestion to compare with.").replace(
            "{0}", mode_word(page.mode)
        )
    count = sum(first_disagreed(row) for row in page.rows)
    if not count:
        return translate("Words", "{0}: the model agrees in every row.").replace("{0}", mode_word(page.mode))
    text = translate("Words", "{0}: the model differs in {1} of {2} rows. Revise, or commit to go on; your first "
                     "answers are kept.")  # fmt: skip
    return text.replace("{0}", mode_word(page.mode)).replace("{1}", str(count)).replace("{2}", str(len(page.rows)))


def waiting_words(page: ReviewPage, unsaved: Unsaved) -> str:
    """How many rows wait, in the few words that stand above them."""
    if page.phase is Phase.BLIND:
        answered = sum(row.correction is not None or row.finding_id in unsaved for row in page.rows)
        text = translate("Words", "{0} of {1} answered")
        return text.replace("{0}", str(answered)).replace("{1}", str(len(page.rows)))
    waiting = sum(needs_reader(row, unsaved) for row in page.rows)
    if page.phase is Phase.REVEALED:
        if not waiting:
            return translate("Words", "No row differs any more")
        if waiting == 1:
            return translate("Words", "1 row still differs")
        text = translate("Words", "{0} rows still differ")
        return text.replace("{0}", str(waiting))
    if not waiting:
        return translate("Words", "No row waits for you")
    text = translate("Words", "{0} need your key") if waiting != 1 else translate("Words", "{0} needs your key")
    return text.replace("{0}", str(waiting))


def mode_sentence(mode: Mode) -> str:
    """What a mode shows before the reader decides."""
    return {
        Mode.PREFILLED: translate("Words", "Suggestions with their evidence stand in the rows."),
        Mode.SECOND_READER: translate("Words", "Nothing is shown until you commit; then only the rows that differ."),
        Mode.FIRST_READ: translate("Words", "Nothing is shown until you commit; then every row with the suggestion."),
    }[mode]
