"""Which reports a session serves: ranked in a thread apart, handed to the desk, more of them as they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.events import BLIND_MODES
from mosaic_desk.core.reading_session import Ranked, SessionPlan, SessionStanding
from mosaic_desk.desk.ranking import Ranking
from mosaic_desk.gui.apart import Apart
from mosaic_desk.gui.language import shown_language
from mosaic_desk.gui.session_face import RankingFace, SessionsFace

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class SessionChoosing(QObject):
    """`choose` and `refill` in; `begun` (a standing), `refilled` and `refused` out."""

    begun = Signal(object)
    refilled = Signal()
    refused = Signal()

    def __init__(
        self, window: MainWindow, face: SessionsFace, *, failed: Callable[[MosaicError | None], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._face, self._failed = window, face, failed
        self._apart = Apart(self)
        self.planned: SessionPlan | None = None
        """What is to begin once its reports are chosen."""
        self._ranking: RankingFace | None = None
        self._ranked_at: tuple[int, int] | None = None  # where the session stood when more were ranked last

    def choose(self, plan: SessionPlan) -> None:
        """Rank the reports of a plan, then begin with it."""
        self.forget()
        self.planned = plan
        self._apart.ask(self._ranking_of(plan).refresh, done=self._begin, failed=self._refuse)

    def refill(self, standing: SessionStanding) -> None:
        """Rank more reports where the session wants them, once for each report that is read or skipped."""
        at = standing.read, standing.skipped
        is_wanted = standing.is_ranking and not standing.is_over and not standing.is_left
        if is_wanted and self.planned is None and not self._apart.is_busy and at != self._ranked_at:
            self._ranked_at = at
            ranking = self._ranking or self._ranking_of(standing.plan)
            self._apart.ask(ranking.refresh, done=self._take_in, failed=self._take_none)

    def forget(self) -> None:
        """Nothing is ranked any more: a session is to begin anew, was left or is over."""
        self._apart.leave()
        self._ranking = self._ranked_at = self.planned = None

    def close(self) -> None:
        """Nothing is handed over any more, and nothing is waited for."""
        self._apart.leave()

    def _ranking_of(self, plan: SessionPlan) -> RankingFace:
        summary = self._window.flow.summary
        assert summary is not None, "a session is planned after the project was read"
        is_blind = self._window.preferences.settings.mode in BLIND_MODES
        self._ranking = Ranking(Path(summary.path), plan, language=shown_language(), is_blind=is_blind)
        return self._ranking

    def _begin(self, ranked: Ranked) -> None:
        face, plan = self._face, self.planned
        if plan is not None:
            self._window.background.ask(lambda: face.begin(plan, ranked), done=self._begun, failed=self._refuse)

    def _begun(self, standing: SessionStanding) -> None:
        self.planned = None
        self.begun.emit(standing)

    def _refuse(self, error: MosaicError | None) -> None:
        self.forget()
        self.refused.emit()
        self._failed(error)

    def _take_in(self, ranked: Ranked) -> None:
        face = self._face
        self._window.background.ask(
            lambda: face.refill(ranked), done=lambda _: self.refilled.emit(), failed=self._failed
        )

    def _take_none(self, error: MosaicError | None) -> None:
        """No more reports come: the session ends when those it has are read."""
        self._failed(error)
        self._take_in(Ranked())
