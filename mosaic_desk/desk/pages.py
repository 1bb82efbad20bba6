"""What stands before the reader, put together from the project."""

from datetime import UTC, date, datetime, time

from mosaic_desk.core.bounds import Gauge
from mosaic_desk.core.committing import NO_LABEL, needed_key
from mosaic_desk.core.events import Correction, Mode, ReportState
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.reading import Reading, way_of_reading
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import FindingCount, FindingRow, Phase, ProjectSummary, ReviewPage
from mosaic_desk.core.suggestion import FindingSuggestion, Suggestion
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.desk.first_read_share import first_read_share
from mosaic_desk.desk.naming import action_text
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.store import Project

NO_SUGGESTION_YET = "No suggestion yet: it is made in the background, or with “Suggest”."
NO_TEXT = "This report has no text, so there is nothing to suggest."


def project_summary(
    project: Project, taxonomy: Taxonomy, *, saved_at: str | None, language: str | None = None
) -> ProjectSummary:
    """The project at a glance; `saved_at` is the local time of the last save of this session.

    `language` is that of the findings' names, where they have one in it.
    """
    counts = project.corrections.counts(taxonomy)
    states = project.reports.state_counts(taxonomy.id)
    taxonomies = [shown_taxonomy(asked, language) for asked in project.taxonomies()]
    by_id = {asked.id: asked.named_in(language) for asked in taxonomies}
    undoable, redoable = project.history.undoable(), project.history.redoable()
    reason = project.read_only_reason
    return ProjectSummary(
        name=project.path.stem,
        path=str(project.path),
        taxonomies=tuple((asked.id, asked.title) for asked in taxonomies),
        total=sum(states.values()),
        done=states.get(ReportState.DONE, 0),
        without_suggestion=project.suggestions.count_waiting(taxonomy),
        is_read_only=reason is not None,
        read_only_reason=reason,
        undo_text=action_text("Undo", undoable, by_id[undoable[0].taxonomy_id] if undoable else taxonomy),
        redo_text=action_text("Redo", redoable, by_id[redoable[0].taxonomy_id] if redoable else taxonomy),
        saved_at=saved_at,
        counts=tuple(
            FindingCount(finding_id=finding.id, name=finding.name(language), counts=dict(counts.get(finding.id, {})))
            for finding in taxonomy.findings
        ),
        today=project.readings.committed_since(_midnight(), taxonomy),
        first_read_share=first_read_share(project),
    )


def _midnight() -> str:
    """The beginning of this day at this place, as moments are stored."""
    begin = datetime.combine(date.today(), time()).astimezone()
    return begin.astimezone(UTC).isoformat(timespec="milliseconds")


def review_page(
    project: Project,
    taxonomy: Taxonomy,
    report: Report,
    *,
    suggestion: Suggestion | None,
    gauge: Gauge,
    chosen: Mode,
    served_by: str,
    language: str | None = None,
) -> ReviewPage:
    """A report with what stands, and with what is suggested where it may be seen.

    `gauge` is how its probabilities are shown. `chosen` is the mode of reports that are neither drawn nor
    committed, `served_by` how this one came before the reader where nothing is stored of that. Before the
    commit of a blind read the suggestion takes no part: whatever it says, the page is the same.
    """
    reading = project.readings.reading(report.report_id, taxonomy)
    mode, phase = way_of_reading(reading, chosen)
    seen = None if phase is Phase.BLIND or suggestion is None else gauge.of(suggestion)
    return ReviewPage(
        report=report,
        taxonomy_id=taxonomy.id,
        classes=taxonomy.classes,
        rows=_rows(
            project, taxonomy, report, suggestion=seen, gauge=gauge, reading=reading, phase=phase, language=language
        ),
        state=project.reports.state(report.report_id, taxonomy),
        is_flagged=project.reports.is_flagged(report.report_id, taxonomy),
        mode=mode,
        position=project.reports.position(report.report_id),
        total=sum(project.reports.state_counts(taxonomy.id).values()),
        model=seen.model if seen and not seen.error else None,
        warnings=seen.warnings if seen else (),
        no_suggestion=None if phase is Phase.BLIND else _why_none(report, seen),
        phase=phase,
        drawn_by=drawn_by(reading, served_by),
        comment=reading.comment,
        skip_reason=reading.skip_reason,
        reader=reading.first_commit.reader if reading.first_commit else None,
    )


def drawn_by(reading: Reading, served_by: str) -> str:
    """How a report came before its reader: as stored, or else as it was served."""
    if reading.is_drawn:
        return "random"
    return reading.first_commit.drawn_by if reading.first_commit else served_by


def _rows(
    project: Project,
    taxonomy: Taxonomy,
    report: Report,
    *,
    suggestion: Suggestion | None,
    gauge: Gauge,
    reading: Reading,
    phase: Phase,
    language: str | None,
) -> tuple[FindingRow, ...]:
    counts = project.corrections.counts(taxonomy)
    corrections = project.corrections.of_report(report.report_id, taxonomy)
    guidance = project.readings.guidance(taxonomy.id)
    rows = []
    has_probability = suggestion is None or suggestion.has_probabilities
    was_confirmed = suggestion is not None and suggestion.is_look_alike
    for finding in taxonomy.findings:
        slot = suggestion.findings.get(finding.id) if suggestion else None
        bound = gauge.bound(finding.id, slot.label) if slot and has_probability else None
        correction = corrections.get(finding.id)
        written = guidance.get(finding.id)
        rows.append(
            FindingRow(
                finding_id=finding.id,
                name=finding.name(language),
                definition=finding.definition,
                guidance=written.text if written else finding.guidance,
                suggestion=slot,
                correction=correction,
                positives=counts.get(finding.id, {}).get(MentionClass.POSITIVE, 0),
                needs_key=_why_waiting(
                    report, finding, slot, bound=0.0 if was_confirmed else bound, correction=correction, phase=phase
                ),
                is_unsure=finding.id in reading.unsure,
                own_evidence=reading.evidence.get(finding.id, ()),
                first_label=reading.first.get(finding.id),
                disagrees=phase is Phase.REVEALED and _is_other(slot, correction),
                guidance_by=written.reader if written else None,
                guidance_at=written.at if written else None,
                is_calibrated=bound is not None and gauge.is_calibrated,
                bound=bound,
            )
        )
    return tuple(rows)


def _is_other(slot: FindingSuggestion | None, correction: Correction | None) -> bool:
    return slot is not None and (correction is None or slot.label is not correction.label)


def _why_waiting(
    report: Report,
    finding: Finding,
    slot: FindingSuggestion | None,
    *,
    bound: float | None,
    correction: Correction | None,
    phase: Phase,
) -> str | None:
    # A report without text has nothing to label, and may be closed as it is.
    if phase is Phase.BLIND or correction is not None or not report.has_text:
        return None
    if phase is Phase.REVEALED:
        return NO_LABEL
    return needed_key(slot, bound=bound, is_rare=finding.is_rare)


def _why_none(report: Report, suggestion: Suggestion | None) -> str | None:
    if not report.has_text:
        return NO_TEXT
    if suggestion is None:
        return NO_SUGGESTION_YET
    return suggestion.error
