"""What came of a reading session: put together once, at its end, from the count and the whole project."""

from contextlib import suppress

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.prevalence import prevalence
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import (
    MUCH_CHOSEN,
    FindingStanding,
    FoundPrevalence,
    SessionAdvice,
    SessionEnd,
    SessionStanding,
)
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.session_count import SessionCount
from mosaic_desk.desk.training_runs import find_runs
from mosaic_desk.exchange.run_request import read_request
from mosaic_desk.store import Project


def session_end(
    project: Project, taxonomy: Taxonomy, standing: SessionStanding, count: SessionCount
) -> SessionEnd:
    """The end of a session; `count` must be up to date."""
    drawn = project.queue_source(taxonomy).drawn_labels()
    states = project.reports.state_counts(taxonomy.id)
    found = tuple(
        FoundPrevalence(
            finding_id=one.finding_id,
            name=one.name,
            prevalence=prevalence(positives, reports),
            chosen_reports=chosen[0],
            chosen_positives=chosen[1],
        )
        for one in standing.findings
        for reports, positives in [drawn.get(one.finding_id, (0, 0))]
        for chosen in [count.chosen(one.finding_id)]
    )
    by_chance = max((reports for reports, _ in drawn.values()), default=0)
    chosen_share = (states.get(ReportState.DONE, 0) - by_chance) / max(sum(states.values()), 1)
    return SessionEnd(
        standing=standing,
        first_reads=count.first_reads,
        per_report_s=count.per_report_s,
        agreement=count.agreement(),
        found=tuple(sorted(standing.findings, key=lambda one: one.before)),
        prevalence=found,
        is_depleted=chosen_share > MUCH_CHOSEN,
        advice=_advice(standing.findings, unread=states.get(ReportState.UNREAD, 0)),
        corrected=_corrected(project),
    )


def _advice(findings: tuple[FindingStanding, ...], *, unread: int) -> SessionAdvice:
    """Rare findings as long as any lacks positives; then where the model is least sure; then what is done."""
    lacking = tuple(sorted((one for one in findings if one.deficit), key=lambda one: -one.deficit))
    kind = QueueKind.RARE if lacking else QueueKind.MARGIN
    return SessionAdvice(kind=kind if unread else QueueKind.LABEL_ERRORS, lacking=lacking)


def _corrected(project: Project) -> int:
    """How many reports got a label since the last retraining began, under any taxonomy; of all, where none was."""
    runs, since = find_runs(project.path), None
    with suppress(MosaicError):
        since = read_request(runs[-1].folder).event_number if runs else None
    new = (project.corrections.reports_since(since or 0, taxonomy) for taxonomy in project.taxonomies())
    return len(frozenset[str]().union(*new))
