"""Committing a report: which rows need a key of their own, and what the commit then confirms."""

from collections.abc import Mapping

from mosaic_desk.core.events import Change, EventKind, ReportState, Shown
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass, folded_class
from mosaic_desk.core.review import ReviewPage
from mosaic_desk.core.suggestion import FindingSuggestion

NO_PROBABILITY = "no probability"
"""Why every row of a suggestion without probabilities waits: nothing says which of its answers are sure."""


UNSURE = "the model is unsure"
"""Why a row waits whose suggestion is below its bound, also where it leans to “not mentioned”."""


def needed_key(slot: FindingSuggestion | None, *, bound: float | None, is_rare: bool) -> str | None:
    """Why a row must be set by its own key before its report can be committed; None where it need not.

    A clear “not mentioned” needs none. `bound`: that of the finding and the suggested class, on the scale of
    the slot's probabilities; None where the model tells none. `is_rare`: the finding is marked rare in the
    taxonomy.
    """
    if slot is None:
        return "no suggestion"
    if bound is None:
        return NO_PROBABILITY
    if slot.confidence < bound:
        return UNSURE
    if is_rare and slot.label in (MentionClass.POSITIVE, MentionClass.UNCERTAIN):
        return "a rare finding"
    if slot.label is not MentionClass.NOT_MENTIONED and not slot.evidence:
        return "no evidence"
    return None


NO_LABEL = "no label"
"""Why a row of a report that was read without its suggestion waits after the reader took its label back."""


def commit_changes(page: ReviewPage, *, shown: Mapping[FindingId, Shown | None]) -> tuple[Change, ...]:
    """What committing records: each pre-filled row as accepted untouched, then the report as done.

    Empty for a report that is done and has nothing new. Nothing is invented where nothing was suggested.
    """
    rows = [
        Change(
            kind=EventKind.ACCEPTED_UNTOUCHED,
            finding_id=row.finding_id,
            after=row.suggestion.label,
            shown=shown.get(row.finding_id),
            evidence=row.suggestion.evidence,
        )
        for row in page.rows
        if row.correction is None and row.suggestion is not None
    ]
    if not rows and page.state is ReportState.DONE:
        return ()
    return (*rows, Change(kind=EventKind.COMMITTED))


def blind_commit_changes(page: ReviewPage, *, has_suggestion: bool) -> tuple[Change, ...]:
    """What committing a report read without its suggestion records: open rows as left, then the report as done.

    A row left open says “not mentioned”, or what that falls under in the classes that are asked. The
    suggestion, where there is one, is shown right after; that is recorded with the commit.
    """
    left = folded_class(MentionClass.NOT_MENTIONED, page.classes)
    rows = [
        Change(kind=EventKind.LEFT, finding_id=row.finding_id, after=left)
        for row in page.rows
        if row.correction is None and page.report.has_text
    ]
    revealed = (Change(kind=EventKind.REVEALED),) if has_suggestion else ()
    return (*rows, Change(kind=EventKind.COMMITTED), *revealed)
