"""The progress of a session in memory: what its summary says, as if all of it had been done at nine this morning."""

from mosaic_desk.core.events import EventKind
from mosaic_desk.core.progress import Agreement, FindingProgress, Progress, Way
from mosaic_desk.core.review import ProjectSummary


def progress_of(summary: ProjectSummary, *, idle_limit_s: float) -> Progress:
    """The progress that follows from a summary alone."""
    findings = tuple(
        FindingProgress(
            finding_id=count.finding_id, name=count.name, agreement={way: Agreement() for way in Way},
            labels={label: {EventKind.SET: n} for label, n in count.counts.items()},
        )
        for count in summary.counts
    )  # fmt: skip
    return Progress(
        today="2021-03-01", total=summary.total, done=summary.done, today_reports=summary.done, per_hour=None,
        hours=tuple(summary.done if hour == 9 else 0 for hour in range(24)), days=(("2021-03-01", summary.done),),
        findings=findings, pace=None, compared_reports=dict.fromkeys(Way, 0),
        agreement={way: Agreement() for way in Way}, readers=(), idle_limit_s=idle_limit_s,
    )  # fmt: skip
