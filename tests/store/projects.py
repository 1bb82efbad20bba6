"""Small projects for the tests of the store: invented findings, reports of a few words."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from mosaic_desk.core.events import Action, Change, EventKind, Mode
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import WorklistRow
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.core.worklist_parsing import query_from
from mosaic_desk.core.worklist_query import vocabulary_of
from mosaic_desk.store import Project

FINDINGS = (FindingId("edema"), FindingId("fracture"), FindingId("nodule"))
ALL = tuple(str(name) for name in FINDINGS)
READER = ReaderName("Reader A")
P, N, U, M = MentionClass
MODEL = ModelRef(
    backbone="tiny", backbone_hash="sha256:b", adapter="first", adapter_hash="sha256:a", prompt_hash="sha256:p"
)


def taxonomy(
    taxonomy_id: str = "chest", *, version: str = "1", findings: Sequence[str] = FINDINGS, title: str = "Chest"
) -> Taxonomy:
    return Taxonomy(
        id=TaxonomyId(taxonomy_id),
        version=version,
        title=title,
        findings=tuple(
            Finding(id=FindingId(name), names={"en": name.title()}, aliases={"en": (name, name.upper())})
            for name in findings
        ),
    )


TAXONOMY = taxonomy()


def incoming(
    texts: Mapping[str, str], labels: Mapping[str, MentionClass] | None = None, *, speaks_of: str | None = None
) -> Incoming:
    """A source of reports by id; every one of them comes with the same labels."""
    known = {FindingId(name): label for name, label in (labels or {}).items()}
    return Incoming(
        source="written here",
        format="jsonl",
        reports=tuple(
            IncomingReport(report=Report(report_id=ReportId(name), text=text), labels=known)
            for name, text in texts.items()
        ),
        taxonomy=speaks_of,
    )


def new_project(path: Path, *, reports: int = 3, taxonomies: Sequence[Taxonomy] = (TAXONOMY,)) -> Project:
    """An open project with reports r1, r2 …"""
    project = Project.create(path, taxonomies)
    texts = {f"r{number}": f"FINDINGS: report number {number}." for number in range(1, reports + 1)}
    project.store_incoming(incoming(texts), role=LabelsRole.TRUTH, taxonomy=taxonomies[0], reader=READER)
    return project


def action(
    report_id: str, *changes: Change, reader: ReaderName = READER, mode: Mode = Mode.PREFILLED, spent_ms: int = 900
) -> Action:
    return Action(
        report_id=ReportId(report_id),
        taxonomy_id=TAXONOMY.id,
        taxonomy_version=TAXONOMY.version,
        reader=reader,
        mode=mode,
        changes=changes,
        spent_ms=spent_ms,
    )


def sets(finding: str, label: MentionClass) -> Change:
    return Change(kind=EventKind.SET, finding_id=FindingId(finding), after=label)


def clears(finding: str) -> Change:
    return Change(kind=EventKind.CLEARED, finding_id=FindingId(finding))


COMMITS = Change(kind=EventKind.COMMITTED)
REOPENS = Change(kind=EventKind.REOPENED)
FLAGS = Change(kind=EventKind.FLAGGED)
UNFLAGS = Change(kind=EventKind.UNFLAGGED)


def suggestion(report_id: str, label: MentionClass = P, *, error: str | None = None) -> Suggestion:
    others = {other: 0.1 for other in MentionClass if other is not label}
    slot = FindingSuggestion(label=label, probabilities={**others, label: 0.7}, evidence=((0, 8),))
    return Suggestion(
        report_id=ReportId(report_id),
        taxonomy_id=TAXONOMY.id,
        taxonomy_version=TAXONOMY.version,
        model=MODEL,
        findings={} if error else dict.fromkeys(FINDINGS, slot),
        warnings=() if error else ("cut",),
        error=error,
    )


def view(project: Project, report_id: str) -> tuple[object, ...]:
    """All that a reader sees of their own work on a report."""
    name = ReportId(report_id)
    return (
        project.corrections.of_report(name, TAXONOMY),
        project.reports.state(name, TAXONOMY),
        project.reports.is_flagged(name, TAXONOMY),
    )


def whole_view(project: Project) -> tuple[object, ...]:
    """All that a reader sees of their own work on a project."""
    return (
        {report_id: view(project, report_id) for report_id in project.reports.ids()},
        project.corrections.counts(TAXONOMY),
        project.reports.state_counts(TAXONOMY.id),
    )


def rows(project: Project, typed: str = "", *, after: int = 0, limit: int = 500) -> tuple[WorklistRow, ...]:
    """The rows that what is typed into the worklist's box finds."""
    query = query_from(typed, vocabulary_of(TAXONOMY, languages=(), readers=()))
    return project.worklist_search(TAXONOMY.id).rows_after(query, after=after, limit=limit)
