"""What a run would do and what it needs, asked again with every choice; and its start. Each in a thread apart."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.retraining import BeforeTraining, TrainingChoice
from mosaic_desk.desk.errand import Errand
from mosaic_desk.gui.apart import Apart
from mosaic_desk.gui.training_before import BeforePage
from mosaic_desk.gui.training_face import TrainingFace


class TrainingAsking(QObject):
    """Fills a page before a run. The newest choice is the one that is answered; `begun` says that a run has started."""

    begun = Signal()
    refused = Signal()

    def __init__(
        self, face: TrainingFace, page: BeforePage, *, failed: Callable[[MosaicError | None], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._face, self._page, self._failed = face, page, failed
        self._reading, self._measuring = Apart(self), Apart(self)
        self._errand, self._is_resting = Errand(), False
        self._before: BeforeTraining | None = None
        page.changed.connect(self.read)
        page.wanted.connect(self._start)

    def open(self) -> None:
        """Ask what a run with the present choice would do, and measure what it needs."""
        self._is_resting = False
        self.read(self._page.choice)

    def rest(self) -> None:
        """Nobody looks any more: the step that is being measured is ended at once."""
        self._is_resting = True
        self._measuring.leave()
        self._errand.give_up()

    def read(self, choice: TrainingChoice) -> None:
        """Ask what a run with this choice would do."""
        self._reading.ask(lambda: self._face.before(choice), done=self._show, failed=self._failed)

    def close(self) -> None:
        """Nothing is handed over any more, and nothing is waited for."""
        self.rest()
        self._reading.leave()

    def _show(self, before: BeforeTraining) -> None:
        if before.choice != self._page.choice:
            self.read(self._page.choice)  # something else was chosen meanwhile
            return
        self._before = before
        self._page.show_before(before)
        self._page.show_means(None)
        self._measure()

    def _measure(self) -> None:
        before = self._before
        self._measuring.leave()  # what was chosen before is not asked any more
        self._errand.give_up()
        if before is None or before.refusal or self._is_resting:
            return
        self._errand = errand = Errand()

        def fail(error: MosaicError | None) -> None:
            self._page.show_unmeasured()
            self._failed(error)

        self._measuring.ask(
            lambda: self._face.means(before, errand=errand), done=self._page.show_means, failed=fail
        )

    def _start(self, choice: TrainingChoice) -> None:
        self._page.show_busy(self.tr("Putting the corrections together…"))

        def fail(error: MosaicError | None) -> None:
            self._failed(error)
            self.refused.emit()
            self.open()

        self.rest()  # the run needs the processor
        self._reading.leave()  # what a run would do is not asked any more
        self._reading.ask(lambda: self._face.start(choice), done=lambda _: self.begun.emit(), failed=fail)
