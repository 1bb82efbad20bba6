"""What stands before the reader, put together from the project."""

from mosaic_desk.core.committing import needed_key
from mosaic_desk.core.events import Mode, ReportState
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import FindingCount, FindingRow, ProjectSummary, ReviewPage
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.naming import action_text
from mosaic_desk.store import Project

NO_SUGGESTION_YET = "No suggestion yet: it is made in the background, or with “Suggest”."
NO_TEXT = "This report has no text, so there is nothing to suggest."


def project_summary(project: Project, taxonomy: Taxonomy, *, saved_at: str | None) -> ProjectSummary:
    """The project at a glance; `saved_at` is the local time of the last save of this session."""
    counts = project.counts(taxonomy)
    states = project.state_counts(taxonomy.id)
    reason = project.read_only_reason
    return ProjectSummary(
        name=project.path.stem,
        path=str(project.path),
        taxonomies=tuple((asked.id, asked.title) for asked in project.taxonomies()),
        total=sum(states.values()),
        done=states.get(ReportState.DONE, 0),
        without_suggestion=project.count_without_suggestion(taxonomy),
        is_read_only=reason is not None,
        read_only_reason=reason,
        undo_text=action_text("Undo", project.undoable(), taxonomy),
        redo_text=action_text("Redo", project.redoable(), taxonomy),
        saved_at=saved_at,
        counts=tuple(
            FindingCount(finding_id=finding.id, name=finding.name(), counts=dict(counts.get(finding.id, {})))
            for finding in taxonomy.findings
        ),
    )


def review_page(project: Project, taxonomy: Taxonomy, report: Report, suggestion: Suggestion | None) -> ReviewPage:
    """A report with what is suggested and what stands."""
    return ReviewPage(
        report=report,
        taxonomy_id=taxonomy.id,
        classes=taxonomy.classes,
        rows=_rows(project, taxonomy, report, suggestion),
        state=project.state(report.report_id, taxonomy),
        is_flagged=project.is_flagged(report.report_id, taxonomy),
        mode=Mode.PREFILLED,
        position=project.position(report.report_id),
        total=sum(project.state_counts(taxonomy.id).values()),
        model=suggestion.model if suggestion and not suggestion.error else None,
        warnings=suggestion.warnings if suggestion else (),
        no_suggestion=_why_none(report, suggestion),
    )


def _rows(
    project: Project, taxonomy: Taxonomy, report: Report, suggestion: Suggestion | None
) -> tuple[FindingRow, ...]:
    counts = project.counts(taxonomy)
    corrections = project.corrections(report.report_id, taxonomy)
    rows = []
    for finding in taxonomy.findings:
        slot = suggestion.findings.get(finding.id) if suggestion else None
        correction = corrections.get(finding.id)
        # A report without text has nothing to label, and may be closed as it is.
        is_settled = correction is not None or not report.has_text
        rows.append(
            FindingRow(
                finding_id=finding.id,
                name=finding.name(),
                definition=finding.definition,
                guidance=finding.guidance,
                suggestion=slot,
                correction=correction,
                positives=counts.get(finding.id, {}).get(MentionClass.POSITIVE, 0),
                needs_key=None if is_settled else needed_key(
                    slot, is_rare=finding.is_rare, has_probability=suggestion is None or suggestion.has_probabilities
                ),
            )
        )
    return tuple(rows)


def _why_none(report: Report, suggestion: Suggestion | None) -> str | None:
    if not report.has_text:
        return NO_TEXT
    if suggestion is None:
        return NO_SUGGESTION_YET
    return suggestion.error
