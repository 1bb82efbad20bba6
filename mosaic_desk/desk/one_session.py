"""One reading session of an open project: what it serves next, where it stands, what came of it.

Stores nothing; what is to be kept it hands back. See `desk.reading_session`.
"""

from collections.abc import Mapping
from dataclasses import replace

from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.queued import QueuedReport, QueueKind, name_in_sentence, reason_sentence
from mosaic_desk.core.reading_session import FindingStanding, Over, Ranked, SessionEnd, SessionStanding
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.queueing import TARGET
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.session_count import SessionCount
from mosaic_desk.desk.session_end import session_end
from mosaic_desk.desk.session_kept import MOST_REPORTS, Kept
from mosaic_desk.desk.taxonomy_words import shown_taxonomy

FEW = 10
"""So few ranked reports are left when more are wanted: minutes of reading, longer than a ranking takes."""

_OPEN = (ReportState.UNREAD, ReportState.STARTED)


class OneSession:
    """A session under the version of the taxonomy with which it began."""

    def __init__(self, seat: Seat, taxonomy: Taxonomy, kept: Kept) -> None:
        self._seat, self._taxonomy = seat, taxonomy
        self._source = seat.project.queue_source(taxonomy)
        self._whys: dict[ReportId, QueuedReport] = {}
        self._count = SessionCount(seat.project, taxonomy, kept)
        self.kept = kept
        """What is stored of it."""
        self.take(kept)

    def take(self, kept: Kept) -> None:
        """The session as it is from now on; counted anew where other events belong to it."""
        if kept.stretches != self.kept.stretches:
            self._count = SessionCount(self._seat.project, self._taxonomy, kept)
        self.kept = kept
        self._whys |= {one.report_id: one for one in kept.reports}

    @property
    def last_event(self) -> int:
        """The last event of the project."""
        return self._count.end

    @property
    def is_changed(self) -> bool:
        """Whether other findings are asked than when it began."""
        asked = self._seat.taxonomies.get(self._taxonomy.id)
        return asked is None or asked.version != self._taxonomy.version

    def over(self) -> Over | None:
        """Why it is over; None where there is more to do."""
        plan = self.kept.plan
        if self.is_changed:
            return Over.TAXONOMY_CHANGED
        if plan.size is not None and self._read() >= plan.size:
            return Over.SIZE
        if plan.minutes is not None and self._seconds() >= plan.minutes * 60:
            return Over.MINUTES
        return Over.NOTHING_LEFT if self.kept.is_exhausted and not self._open() else None

    @property
    def wants_more(self) -> bool:
        """Whether it is on, and has few ranked reports left for what it still has to do."""
        if not self.kept.is_open or self.kept.is_exhausted or self.over() is not None:
            return False
        left, size = len(self._open()), self.kept.plan.size
        return left < FEW and (size is None or left < size - self._read())

    def next(self, *, after: ReportId | None) -> ReportId | None:
        """The next ranked report that is still to be read, from the first again behind the last; None without one."""
        names = [one.report_id for one in self.kept.reports]
        here = names.index(after) + 1 if after in names else 0
        still = {*self._open()} - {after}
        return next((name for name in (*names[here:], *names[:here]) if name in still), None)

    def refilled(self, ranked: Ranked) -> Kept:
        """The session with what was ranked anew behind what was begun; nothing new: no more is to come."""
        kept, open_now, states = self.kept, {*self._open()}, self._states()
        begun = [one for one in kept.reports if states.get(one.report_id) is ReportState.STARTED]
        known = {one.report_id for one in begun} | {*kept.passed}
        more = [one for one in ranked.reports if one.report_id not in known]
        is_new = any(one.report_id not in open_now for one in more)
        reports = (*begun, *more)[:MOST_REPORTS] if ranked.reports else kept.reports
        footing = ranked.footing if ranked.reports else kept.footing
        return replace(kept, reports=reports, footing=footing, is_exhausted=not is_new)

    def passed(self, report_id: ReportId) -> Kept | None:
        """The session after a report that was done before was looked at again; None where that is nothing new."""
        is_asked = self.kept.plan.kind is QueueKind.LABEL_ERRORS and report_id in self._whys
        if not is_asked or report_id in self.kept.passed:
            return None
        return replace(self.kept, passed=(*self.kept.passed, report_id))

    def why(self, report_id: ReportId) -> QueuedReport | None:
        """Why it serves, or served, a report, with what is confirmed by now."""
        one = self._whys.get(report_id)
        if one is None or one.finding_id is None or one.reason.confirmed is None:
            return one
        reason = replace(one.reason, confirmed=self._source.count_positives()[one.finding_id])
        language = self._seat.language
        name = shown_taxonomy(self._taxonomy, language).finding(one.finding_id).name(language)
        return replace(one, reason=reason, sentence=reason_sentence(reason, name_in_sentence(name, language)))

    def alike(self, report_id: ReportId) -> tuple[ReportId | None, tuple[ReportId, ...]]:
        """The report that is done and that a report is like, and all that the session serves as like it."""
        source = _like(self._whys.get(report_id))
        if source is None:
            return None, ()
        return source, tuple(one.report_id for one in self._whys.values() if _like(one) == source)

    def standing(self) -> SessionStanding:
        """Where it stands."""
        with self._seat.project.at_once():
            over, wants_more = self.over(), self.wants_more
            return SessionStanding(
                plan=self.kept.plan,
                started_at=self.kept.started_at,
                reader=self.kept.reader,
                read=self._read(),
                skipped=self._count.skipped,
                seconds=self._seconds(),
                left=len(self._open()),
                findings=self._findings(),
                footing=self.kept.footing,
                is_ranking=wants_more,
                is_left=not self.kept.is_open,
                over=over,
            )

    def came_of_it(self) -> SessionEnd:
        """What came of it."""
        with self._seat.project.at_once():
            return session_end(self._seat.project, self._taxonomy, self.standing(), self._count)

    def _read(self) -> int:
        self._count.go_on()
        if not self.kept.passed:
            return len(self._count.read)
        # A report that was looked at again may have been committed again, too.
        committed = self._source.report_ids(self._count.read)
        return len({*committed.values(), *self.kept.passed})

    def _seconds(self) -> float:
        self._count.go_on()
        return self._count.seconds

    def _states(self) -> Mapping[ReportId, ReportState]:
        return self._source.states([one.report_id for one in self.kept.reports])

    def _open(self) -> list[ReportId]:
        """The ranked reports that are still to be read, in their order."""
        states = self._states()
        if self.kept.plan.kind is QueueKind.LABEL_ERRORS:
            passed = {*self.kept.passed}
            return [one for one, state in states.items() if state is ReportState.DONE and one not in passed]
        return [one for one, state in states.items() if state in _OPEN]

    def _findings(self) -> tuple[FindingStanding, ...]:
        kept, now, language = self.kept, self._source.count_positives(), self._seat.language
        return tuple(
            FindingStanding(
                finding_id=finding.id,
                name=finding.name(language),
                before=kept.before.get(finding.id, 0),
                now=now[finding.id],
                target=kept.plan.targets.get(finding.id, TARGET),
            )
            for finding in shown_taxonomy(self._taxonomy, language).findings
        )


def _like(one: QueuedReport | None) -> ReportId | None:
    return one.reason.like if one is not None and one.finding_id is None else None
