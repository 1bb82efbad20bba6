"""What a round changed, counted: suggestions before and after, and the whole round in words.

Knows values only: no window, no project.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Suggestion

NOTICED = 0.05
"""A probability that moves by more than this is counted."""

Suggestions = Mapping[ReportId, Suggestion]
Truth = Mapping[ReportId, Mapping[FindingId, MentionClass]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """How the suggestions of some reports differ from other ones of the same reports.

    `moved` of `probabilities` differ by more than `NOTICED`, `most` is the largest difference.
    """

    reports: int
    labels: int
    other_labels: int
    probabilities: int
    moved: int
    most: float

    def told(self) -> dict[str, Any]:
        """The same as plain data."""
        return {**asdict(self), "most": round(self.most, 6)}


def change(before: Suggestions, after: Suggestions, ids: Iterable[ReportId]) -> Change:
    """What is other in `after`, of the findings that both answer."""
    reports = list(ids)
    pairs = [
        (slot, after[report_id].findings[finding_id])
        for report_id in reports for finding_id, slot in before[report_id].findings.items()
        if finding_id in after[report_id].findings
    ]  # fmt: skip
    moves = [abs(one.probabilities[label] - other.probabilities[label])
             for one, other in pairs for label in one.probabilities]  # fmt: skip
    return Change(
        reports=len(reports), labels=len(pairs), other_labels=sum(one.label is not other.label for one, other in pairs),
        probabilities=len(moves), moved=sum(move > NOTICED for move in moves), most=max(moves, default=0.0),
    )  # fmt: skip


def most_changed(before: Suggestions, after: Suggestions, ids: Iterable[ReportId]) -> ReportId | None:
    """The report with the most other labels, then the most moved probabilities; None of none."""

    def size(report_id: ReportId) -> tuple[int, int, float]:
        own = change(before, after, [report_id])
        return own.other_labels, own.moved, own.most

    return max(ids, key=size, default=None)


def wrong(suggestions: Suggestions, truth: Truth, ids: Iterable[ReportId]) -> int:
    """How many suggested labels are not the truth."""
    return sum(
        label is not truth[report_id].get(finding_id, label)
        for report_id in ids for finding_id, label in suggestions[report_id].labels.items()
    )  # fmt: skip


def told_round(result: Mapping[str, Any]) -> str:
    """The round in lines."""
    lines = [
        f"Read: {result['read']} reports of the demo by keys; preset {result['preset']};"
        f" suggestions of {result['model']}",
        *(f"{part['part']:34} {part['seconds']:8.1f} s {part['keys']:6} keys" for part in result["parts"]),
        f"Before: {_plain(' · '.join(result['before']))}",
        f"The run: {result['run']['steps']} steps, {result['run']['seconds_foretold']} s left foretold at its"
        f" first step, {result['run']['seconds_then']} s then taken",
        f"Verdict: {_plain('. '.join([result['verdict']['headline'], ' '.join(result['verdict']['sentences'])]))}",
    ]
    anew, back, one = result["anew"], result["rolled_back"], result["one_report"]
    lines += [
        f"Suggested anew: {_change(anew)}; wrong labels {anew['wrong_before']} → {anew['wrong_after']}",
        f"Of them the report {one['report_id']}: {_change(one)}",
        f"Rolled back, against what stood before: {_change(back)}",
    ]
    if result["pictures"]:
        lines.append(f"Pictures: {', '.join(result['pictures'])}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """In one line, without the signs that keep a name of any script together on the screen."""
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def _change(told: Mapping[str, Any]) -> str:
    reports = "1 report" if told["reports"] == 1 else f"{told['reports']} reports"
    return (
        f"{reports}, {told['other_labels']} of {told['labels']} labels other,"
        f" {told['moved']} of {told['probabilities']} probabilities moved by more than {NOTICED:g}"
        f" (most {told['most']:.3g})"
    )
