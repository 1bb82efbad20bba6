"""What the window asks of reading sessions: the desk's parts as they are seen from here."""

from typing import Protocol

from mosaic_desk.core.reading_session import Ranked, SessionEnd, SessionPlan, SessionStanding


class RankingFace(Protocol):
    """Chooses the reports of a session; opens the project for reading on its own."""

    def refresh(self) -> Ranked:
        """What is to be read next as the project stands. Takes seconds at first; in any thread, one at a time."""


class SessionsFace(Protocol):
    """The reading sessions of one project; asked in the desk's thread."""

    @property
    def wants_more(self) -> bool:
        """Whether more reports are to be ranked for the session that is on."""

    def begin(self, plan: SessionPlan, ranked: Ranked) -> SessionStanding:
        """Start a session; one that was left is forgotten."""

    def standing(self) -> SessionStanding | None:
        """Where the session stands that is on, or that was left; None without one."""

    def refill(self, ranked: Ranked) -> object:
        """Take newly ranked reports in; none: no more come."""

    def take_up(self) -> SessionStanding:
        """Go on with the session that was left."""

    def leave(self) -> object:
        """Keep the session for later."""

    def end(self) -> SessionEnd:
        """End the session that is on or was left; what came of it."""

    def drop(self) -> object:
        """Forget the session that was left."""

    def told(self) -> str | None:
        """What must be said of a session that was stored, once; None where there is nothing."""
