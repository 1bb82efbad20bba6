"""What a reader notes beside the labels: flags, doubts, evidence, comments, guidance. Each is one action."""

from collections.abc import Iterable

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Change, EventKind
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.reading import Reading
from mosaic_desk.core.review import CommentEntry, ReviewPage
from mosaic_desk.core.suggestion import Span
from mosaic_desk.desk.leading import Leading
from mosaic_desk.desk.seat import Seat

MAX_NOTE = 10_000
"""Signs of a comment, a reason or a guidance; more is a text pasted by mistake."""


class Marks:
    """One reader's marks; each method that marks a report gives its page as it stands then."""

    def __init__(self, seat: Seat, leading: Leading) -> None:
        self._seat = seat
        self._leading = leading

    def flag(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        """Flags the report, or takes the flag away."""
        is_flagged = self._seat.project.reports.is_flagged(report_id, self._seat.taxonomies[taxonomy_id])
        kind = EventKind.UNFLAGGED if is_flagged else EventKind.FLAGGED
        return self._record(report_id, taxonomy_id, Change(kind=kind))

    def unsure(self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId) -> ReviewPage:
        """Says that the reader is not sure of a finding, whatever the report says; once more takes it back."""
        is_unsure = finding_id in self._reading(report_id, taxonomy_id).unsure
        kind = EventKind.SURE if is_unsure else EventKind.UNSURE
        return self._record(report_id, taxonomy_id, Change(kind=kind, finding_id=finding_id))

    def evidence(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, spans: Iterable[Span]
    ) -> ReviewPage:
        """The reader's own evidence for a finding, the whole set; none takes it away.

        Raises:
            InputError: if a span is empty or lies outside the text.
        """
        evidence = joined_spans(spans, length=len(self._seat.project.reports.find(report_id).text))
        if evidence == self._reading(report_id, taxonomy_id).evidence.get(finding_id, ()):
            return self._seat.page(report_id, taxonomy_id)
        change = Change(kind=EventKind.EVIDENCE, finding_id=finding_id, evidence=evidence)
        return self._record(report_id, taxonomy_id, change)

    def comment(self, report_id: ReportId, taxonomy_id: TaxonomyId, text: str) -> ReviewPage:
        """What the reader wants to say about the report; empty takes it away.

        Raises:
            InputError: if it is too long.
        """
        note = plain_note(text)
        if note == self._reading(report_id, taxonomy_id).comment:
            return self._seat.page(report_id, taxonomy_id)
        return self._record(report_id, taxonomy_id, Change(kind=EventKind.COMMENTED, note=note))

    def comments(self, taxonomy_id: TaxonomyId) -> tuple[CommentEntry, ...]:
        """The comments that stand, in the order of import."""
        return self._seat.project.readings.comments(self._seat.taxonomies[taxonomy_id])

    def set_guidance(self, taxonomy_id: TaxonomyId, finding_id: FindingId, text: str) -> None:
        """Writes guidance for a finding over the taxonomy's own; empty brings that back.

        Raises:
            InputError: if it is too long, the taxonomy does not ask the finding, or others lead.
        """
        why_not = self._leading.why_no_guidelines()
        if why_not:
            raise InputError(why_not)
        if finding_id not in self._seat.taxonomies[taxonomy_id].finding_ids:
            raise InputError("This taxonomy does not ask this finding.")
        wording = plain_note(text)
        self._seat.project.readings.set_guidance(taxonomy_id, finding_id, wording, reader=self._seat.reader)
        self._seat.note_saved()

    def _reading(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> Reading:
        return self._seat.project.readings.reading(report_id, self._seat.taxonomies[taxonomy_id])

    def _record(self, report_id: ReportId, taxonomy_id: TaxonomyId, change: Change) -> ReviewPage:
        self._seat.record(report_id, taxonomy_id, (change,))
        return self._seat.page(report_id, taxonomy_id)


def plain_note(text: str) -> str:
    """What was written, without the space around it and without signs that no file can hold.

    Raises:
        InputError: if it is too long.
    """
    note = text.encode("utf-8", "replace").decode().replace("\0", " ").strip()
    if len(note) > MAX_NOTE:
        raise InputError(f"This text is longer than {MAX_NOTE:,} signs; shorten it.")
    return note


def joined_spans(spans: Iterable[Span], *, length: int) -> tuple[Span, ...]:
    """Spans in the order of the text, those that touch or overlap as one.

    Raises:
        InputError: if one is empty or lies outside the text.
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= length:
            raise InputError("This evidence does not lie within the report; mark it again.")
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
