"""What a reader decides about one report: labels, its commit, a skip. Each is one action, undone in one go."""

from mosaic_desk.core.committing import blind_commit_changes, commit_changes
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Change, EventKind, Mode, ReportState
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.desk.marks import plain_note
from mosaic_desk.desk.seat import Seat


class Deciding:
    """Records one reader's decisions."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def set_label(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, label: MentionClass, *, spent_ms: int
    ) -> None:
        """The reader's own answer for one finding."""
        if label not in self._seat.taxonomies[taxonomy_id].classes:
            raise InputError(f"This taxonomy has no class “{label.replace('_', ' ')}”.")
        self._label(report_id, taxonomy_id, finding_id, kind=EventKind.SET, after=label, spent_ms=spent_ms)

    def accept(self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int) -> None:
        """The suggestion of one finding, as the reader was shown it."""
        suggestion = self._seat.shown(report_id, taxonomy_id).suggestion
        slot = suggestion.findings.get(finding_id) if suggestion else None
        if slot is None:
            raise InputError("There is no suggestion to accept here; set a class.")
        self._label(report_id, taxonomy_id, finding_id, kind=EventKind.ACCEPTED, after=slot.label, spent_ms=spent_ms)

    def clear(self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int) -> None:
        """Takes a label back."""
        self._label(report_id, taxonomy_id, finding_id, kind=EventKind.CLEARED, after=None, spent_ms=spent_ms)

    def _label(
        self,
        report_id: ReportId,
        taxonomy_id: TaxonomyId,
        finding_id: FindingId,
        *,
        kind: EventKind,
        after: MentionClass | None,
        spent_ms: int,
    ) -> None:
        seen = self._seat.shown(report_id, taxonomy_id)
        change = Change(kind=kind, finding_id=finding_id, after=after, shown=seen.of(finding_id))
        self._seat.record(report_id, taxonomy_id, (change,), spent_ms=spent_ms)

    def commit(self, report_id: ReportId, taxonomy_id: TaxonomyId, *, spent_ms: int) -> ReviewPage | None:
        """Closes the report; its page where the suggestion, now revealed, differs from the reader's answers."""
        shown_before = self._seat.shown(report_id, taxonomy_id).suggestion
        page = self._seat.page(report_id, taxonomy_id)
        if page.phase is Phase.BLIND:
            return self._commit_blind(page, spent_ms=spent_ms)
        changes = self._open_changes(page, shown_before) if page.phase is Phase.OPEN else _revealed_changes(page)
        if changes:
            self._seat.record(report_id, taxonomy_id, changes, spent_ms=spent_ms)
        return None

    def _open_changes(self, page: ReviewPage, shown_before: object) -> tuple[Change, ...]:
        seen = self._seat.shown(page.report.report_id, page.taxonomy_id)
        if seen.suggestion != shown_before:
            raise InputError("A new suggestion has come in for this report; look at it, then commit.")
        _refuse_waiting(page)
        return commit_changes(page, shown={row.finding_id: seen.of(row.finding_id) for row in page.rows})

    def _commit_blind(self, page: ReviewPage, *, spent_ms: int) -> ReviewPage | None:
        report_id, taxonomy_id = page.report.report_id, page.taxonomy_id
        suggestion = self._seat.project.suggestions.find(report_id, self._seat.taxonomies[taxonomy_id])
        has_suggestion = suggestion is not None and bool(suggestion.findings)
        changes = blind_commit_changes(page, has_suggestion=has_suggestion)
        self._seat.record(report_id, taxonomy_id, changes, spent_ms=spent_ms)
        if page.mode is Mode.FIRST_READ:
            self._seat.gauging.note()
        revealed = self._seat.page(report_id, taxonomy_id)
        return revealed if any(row.disagrees for row in revealed.rows) else None

    def reopen(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> None:
        """Puts a report that is done or skipped back among those to be read; what was answered first stays."""
        state = self._seat.project.reports.state(report_id, self._seat.taxonomies[taxonomy_id])
        if state in (ReportState.DONE, ReportState.SKIPPED):
            self._seat.record(report_id, taxonomy_id, (Change(kind=EventKind.REOPENED),))

    def skip(self, report_id: ReportId, taxonomy_id: TaxonomyId, reason: str) -> None:
        """Leaves the report for later."""
        note = plain_note(reason)
        if not note:
            raise InputError("Say in a word why this report is skipped.")
        if self._seat.project.reports.state(report_id, self._seat.taxonomies[taxonomy_id]) is ReportState.DONE:
            raise InputError("This report is committed already; reopen it before it is skipped.")
        self._seat.record(report_id, taxonomy_id, (Change(kind=EventKind.SKIPPED, note=note),))


def _revealed_changes(page: ReviewPage) -> tuple[Change, ...]:
    """After a blind read everything is answered: only a report that was opened again is closed once more."""
    _refuse_waiting(page)
    return () if page.state is ReportState.DONE else (Change(kind=EventKind.COMMITTED),)


def _refuse_waiting(page: ReviewPage) -> None:
    waiting = next((row for row in page.rows if row.needs_key), None)
    if waiting is not None:
        raise InputError(f"{waiting.name} needs its own key first: {waiting.needs_key}.")
