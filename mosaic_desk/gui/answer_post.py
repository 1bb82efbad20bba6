"""Answers on their way to the desk, in the order in which they were given, and what became of each.

Knows the desk's session and no widget. An answer that does not arrive is kept until it does or is dropped.
"""

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.review import ReviewPage
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.unsaved import Answer, UnsavedAnswers


class AnswerPost(QObject):
    """`send` in; `arrived` and `lost` out."""

    arrived = Signal(object)  # ReviewPage
    lost = Signal(object)  # MosaicError, or None where the error is ours

    def __init__(self, session: Session, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self.answers = UnsavedAnswers()

    def send(self, answer: Answer) -> None:
        """Store an answer, in the desk's thread."""
        self.answers.sent(answer)
        self._background.ask(
            lambda: _store(self._session, answer),
            done=lambda page: self._saved(answer, page),
            failed=lambda error: self._failed(answer, error),
        )

    def send_failed_again(self) -> None:
        """Send everything that did not arrive once more."""
        for answer in self.answers.take_failed():
            self.send(answer)

    def _saved(self, answer: Answer, page: ReviewPage) -> None:
        self.answers.saved(answer)
        self.arrived.emit(page)

    def _failed(self, answer: Answer, error: MosaicError | None) -> None:
        self.answers.failed(answer)
        self.lost.emit(error)


def _store(session: Session, answer: Answer) -> ReviewPage:
    ids = (answer.report_id, answer.taxonomy_id, answer.finding_id)
    if answer.is_accepted:
        return session.accept(*ids, spent_ms=answer.spent_ms)
    return session.set_label(*ids, answer.label, spent_ms=answer.spent_ms)
