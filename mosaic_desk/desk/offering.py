"""Labels of a report that is done, offered to unread ones that read like it: as suggestions, never as labels.

A reading session of look-alikes says which report is like which. What the model suggested stays in the history, and
comes back when the model is asked again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Correction, ReportState
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import LOOK_ALIKE, NO_PROBABILITIES, FindingSuggestion, ModelRef, Span, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.reading_session import ReadingSessions
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.suggestions import SuggestionDesk

_HASH = "sha256:" + sha256(LOOK_ALIKE.encode()).hexdigest()
_NOT_LIKE = "No report that is done stands behind this one: open one that a session of look-alikes serves."
_BEGUN = "This report is begun already: what somebody is correcting is not changed."
_NO_LABELS = "The report that this one is like has no labels any more."


class Offering:
    """Offers what stands in a report to those like it."""

    def __init__(self, seat: Seat, *, sessions: ReadingSessions, suggestions: SuggestionDesk) -> None:
        self._seat, self._sessions, self._suggestions = seat, sessions, suggestions

    def offer(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> tuple[ReportId, int]:
        """Suggests to a report, and to all unread ones that are like the same, what stands there; that one, how many.

        Raises:
            InputError: if the session does not serve the report as a look-alike, or it is begun.
            ProjectError: if the project cannot be written.
        """
        project, taxonomy = self._seat.project, self._seat.taxonomies[taxonomy_id]
        source, alike = self._sessions.alike(report_id, taxonomy_id)
        if source is None:
            raise InputError(_NOT_LIKE)
        if project.reports.state(report_id, taxonomy) is not ReportState.UNREAD:
            raise InputError(_BEGUN)
        labels = project.corrections.of_report(source, taxonomy)
        if not labels:
            raise InputError(_NO_LABELS)
        done = _Done(
            report=project.reports.find(source), labels=labels, suggestion=project.suggestions.find(source, taxonomy),
            evidence=project.readings.reading(source, taxonomy).evidence,
        )  # fmt: skip
        unread = [one for one in alike if project.reports.state(one, taxonomy) is ReportState.UNREAD]
        self._suggestions.save([_offered(project.reports.find(one), taxonomy, done=done) for one in unread])
        return source, len(unread)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Done:
    report: Report
    labels: Mapping[FindingId, Correction]
    suggestion: Suggestion | None
    evidence: Mapping[FindingId, tuple[Span, ...]]

    def quotes(self, finding_id: FindingId) -> list[str]:
        """What its label rests on: as the reader marked it, else as the model did that said the same."""
        said = self.suggestion.findings.get(finding_id) if self.suggestion is not None else None
        as_said = said.evidence if said is not None and said.label is self.labels[finding_id].label else ()
        spans = self.evidence.get(finding_id) or as_said
        return [self.report.text[slice(*span)] for span in spans]


def _offered(report: Report, taxonomy: Taxonomy, *, done: _Done) -> Suggestion:
    return Suggestion(
        report_id=report.report_id, taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version,
        model=ModelRef(
            backbone=LOOK_ALIKE, backbone_hash=_HASH, adapter=done.report.report_id, adapter_hash=None,
            prompt_hash=taxonomy.fingerprint(),
        ),
        findings={
            finding_id: FindingSuggestion(
                label=one.label,
                probabilities={label: float(label is one.label) for label in taxonomy.classes},
                evidence=_places(done.quotes(finding_id), report.text),
            )
            for finding_id, one in done.labels.items()
        },
        warnings=(NO_PROBABILITIES,),
    )  # fmt: skip


def _places(quotes: Sequence[str], text: str) -> tuple[Span, ...]:
    """Where the quotes stand here; like texts differ in a number or in letters' case, and then nowhere."""
    found = [(text.find(quote), len(quote)) for quote in quotes if quote]
    return tuple((place, place + length) for place, length in found if place >= 0)
