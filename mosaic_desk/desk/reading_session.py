"""Reading sessions at the desk: begun, left and taken up, ended.

Runs in the desk's thread and never ranks: what is ranked comes from `desk.ranking`, apart. What was read is counted
from the history, so that closing the program, or its crash, ends no session: it is found as one that was left.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from mosaic_desk.core.errors import InputError, ProjectError
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.queued import QueuedReport, QueueKind
from mosaic_desk.core.reading_session import Ranked, SessionEnd, SessionPlan, SessionStanding
from mosaic_desk.desk.one_session import OneSession
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.session_kept import MOST_REPORTS, Kept, kept_from, kept_text
from mosaic_desk.desk.session_refusals import NO_SESSION, refused_plan

KEPT_UNDER = "reading_session"

_IS_ON = "A reading session is on: end it before another one begins."
_CHANGED = "The findings that are asked have changed since: this session can only be ended."
_UNREADABLE = "The reading session that was left could not be read and is forgotten; every label of it is kept."


class ReadingSessions:
    """The one session of a project: it is on, it was left, or there is none."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._session: OneSession | None = None
        self._told: str | None = None
        if not seat.project.is_read_only:
            self._find()

    def told(self) -> str | None:
        """A sentence about the session that was kept, once, where it could not be read; else None."""
        told, self._told = self._told, None
        return told

    # Beginning, leaving, ending

    def begin(self, plan: SessionPlan, ranked: Ranked) -> SessionStanding:
        """Begins a session with what was ranked for it; one that was left is forgotten.

        Raises:
            InputError: if one is on, the plan cannot be followed, or there is nothing to read.
            ProjectError: if it cannot be kept.
        """
        if self._on() is not None:
            raise InputError(_IS_ON)
        project = self._seat.project
        with project.at_once():
            taxonomy = refused_plan(project, plan, ranked)
            kept = Kept(
                plan=plan,
                version=taxonomy.version,
                started_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
                reader=self._seat.reader,
                before=project.queue_source(taxonomy).count_positives(),
                stretches=((project.progress_log(taxonomy).end(), None),),
                reports=ranked.reports[:MOST_REPORTS],
                footing=ranked.footing,
            )
        self._keep(kept)
        self._session = OneSession(self._seat, taxonomy, kept)
        return self._session.standing()

    def take_up(self) -> SessionStanding:
        """Goes on with the session that was left, at once with what was ranked then.

        Raises:
            InputError: if none was left, or other findings are asked now.
            ProjectError: if that cannot be kept.
        """
        session = self._session
        if session is None or session.kept.is_open:
            raise InputError(NO_SESSION)
        if session.is_changed:
            raise InputError(_CHANGED)
        self._put(session, replace(session.kept.opened(session.last_event), reader=self._seat.reader))
        return session.standing()

    def leave(self) -> None:
        """Leaves the session that is on, to be taken up later; without one nothing happens.

        Raises:
            ProjectError: if that cannot be kept; it is then found as one that was left all the same.
        """
        session = self._on()
        if session is not None:
            self._put(session, session.kept.closed(session.last_event))

    def end(self) -> SessionEnd:
        """Ends the session, also one that was left; what came of it.

        Raises:
            InputError: if there is none.
            ProjectError: if the project cannot be written.
        """
        if self._session is None:
            raise InputError(NO_SESSION)
        came_of_it = self._session.came_of_it()
        self.drop()
        return came_of_it

    def drop(self) -> None:
        """Forgets the session; its labels stay.

        Raises:
            ProjectError: if the project cannot be written.
        """
        self._seat.project.settings.keep(KEPT_UNDER, None)
        self._session = None

    def close(self) -> None:
        """The project is about to be closed: a session that is on is left."""
        with suppress(ProjectError):  # one that stays on in the file is found as one that was left
            self.leave()

    # While it is on

    def standing(self) -> SessionStanding | None:
        """Where the session stands, on or left; None where there is none."""
        return None if self._session is None else self._session.standing()

    @property
    def wants_more(self) -> bool:
        """Whether more should be ranked now and handed to `refill`."""
        return self._session is not None and self._session.wants_more

    def refill(self, ranked: Ranked) -> None:
        """Takes in what was ranked anew; where nothing of it is new, no more is to come.

        Raises:
            ProjectError: if that cannot be kept.
        """
        session = self._on()
        if session is not None:
            self._put(session, session.refilled(ranked))

    def next(self, taxonomy_id: TaxonomyId, *, after: ReportId | None) -> ReportId | None:
        """The next report of the session; None where it serves none now: then serve as without one."""
        session = self._serving(taxonomy_id)
        return None if session is None else session.next(after=after)

    def draws_all(self, taxonomy_id: TaxonomyId) -> bool:
        """Whether every report is to be drawn at random, and read before its suggestion is shown."""
        session = self._serving(taxonomy_id)
        return session is not None and session.kept.plan.kind is QueueKind.RANDOM

    def note_read(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> None:
        """A report was committed. One that was done before and is agreed with leaves no trace in the history."""
        session = self._serving(taxonomy_id)
        kept = None if session is None else session.passed(report_id)
        if session is not None and kept is not None:
            self._put(session, kept)

    def why(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> QueuedReport | None:
        """Why the session serves a report; None where it does not. Not to be shown before a blind read is over."""
        session = self._on()
        return session.why(report_id) if session and session.kept.plan.taxonomy_id == taxonomy_id else None

    def alike(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> tuple[ReportId | None, tuple[ReportId, ...]]:
        """The report that is done and that a report is like, and all that the session serves as like it."""
        session = self._on()
        is_ours = session is not None and session.kept.plan.taxonomy_id == taxonomy_id
        return session.alike(report_id) if session is not None and is_ours else (None, ())

    # Within

    def _on(self) -> OneSession | None:
        return self._session if self._session is not None and self._session.kept.is_open else None

    def _serving(self, taxonomy_id: TaxonomyId) -> OneSession | None:
        """The session, where the next report under a taxonomy is its business."""
        session = self._on()
        is_ours = session is not None and session.kept.plan.taxonomy_id == taxonomy_id and session.over() is None
        return session if is_ours else None

    def _put(self, session: OneSession, kept: Kept) -> None:
        """As it is from now on; the session changes only once that is stored."""
        self._keep(kept)
        session.take(kept)

    def _keep(self, kept: Kept) -> None:
        self._seat.project.settings.keep(KEPT_UNDER, kept_text(kept))

    def _find(self) -> None:
        """What was kept; a session that was on when the program ended is one that was left then."""
        text = self._seat.project.settings.find(KEPT_UNDER)
        if text is None:
            return
        try:
            self._session = self._found(kept_from(text))
        except ValueError:
            self._told = _UNREADABLE
            with suppress(ProjectError):
                self.drop()

    def _found(self, kept: Kept) -> OneSession:
        project, asked = self._seat.project, (kept.plan.taxonomy_id, kept.version)
        known = [taxonomy for taxonomy in project.taxonomies() if (taxonomy.id, taxonomy.version) == asked]
        if not known:
            raise ValueError("under a taxonomy that is not there")
        session = OneSession(self._seat, known[0], kept)
        if any(first > session.last_event for first, _ in kept.stretches):
            raise ValueError("of another history")
        if kept.is_open:
            with suppress(ProjectError):
                self._put(session, kept.closed(session.last_event))
        return session
