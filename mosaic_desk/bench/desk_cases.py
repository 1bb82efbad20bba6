"""Reports whose truth is known, with the suggestions that a reader finds on the screen, and the project of both.

Knows files and the store; knows no window. Suggestions come from a file that `label` wrote, from the shipped
model, or, for figures of speed alone, are made up of the truth.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mosaic_desk import places
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Span, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.labeller import Labeller, ModelChoice
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.worker import Worker
from mosaic_desk.exchange.jsonl import read_jsonl
from mosaic_desk.exchange.suggestion_json import model_of
from mosaic_desk.store import Project

TAXONOMY = "mimic-cxr"
READER = ReaderName("Robot Reader")
_SHIPPED = "demo/reports.jsonl"
_MADE_UP = ModelRef(
    backbone="made up of the truth", backbone_hash="sha256:0", adapter=None, adapter_hash=None, prompt_hash="sha256:0"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cases:
    """Reports in their order with their truth, a suggestion for each, and words for where they are from."""

    source: str
    model: str
    taxonomy: Taxonomy
    reports: tuple[IncomingReport, ...]
    suggestions: Mapping[ReportId, Suggestion]

    @property
    def truth(self) -> dict[ReportId, dict[FindingId, MentionClass]]:
        """What is true of each report; findings whose truth is not known are missing."""
        asked = set(self.taxonomy.finding_ids)
        return {
            one.report.report_id: {key: label for key, label in one.labels.items() if key in asked}
            for one in self.reports
        }


def read_cases(files: Sequence[Path], suggestions: Path | None) -> Cases:
    """The reports of the files (the shipped ones where none is named), with suggestions.

    Raises:
        MosaicError: if a file cannot be read, holds no labelled report, or the model cannot be asked.
    """
    taxonomy = taxonomy_named(TAXONOMY)
    reports = labelled_reports(files, taxonomy)
    if suggestions is not None:
        found = read_suggestions(suggestions, taxonomy)
    else:
        found = _asked([one.report for one in reports], taxonomy)
    missing = sum(one.report.report_id not in found for one in reports)
    if missing:
        raise InputError(f"{missing} of {len(reports)} reports have no suggestion in the file; label them all first.")
    models = sorted({f"{s.model.backbone} + {s.model.adapter or 'no adapter'}" for s in found.values()})
    return Cases(
        source=", ".join(file.name for file in files) if files else "the shipped demo reports, written for us",
        model=", ".join(models), taxonomy=taxonomy, reports=reports, suggestions=found,
    )  # fmt: skip


def labelled_reports(files: Sequence[Path], taxonomy: Taxonomy) -> tuple[IncomingReport, ...]:
    """The reports of the files that have text and labels.

    Raises:
        InputError: if there is none.
    """
    paths = list(files) or [places.resources() / _SHIPPED]
    read = [one for path in paths for one in read_jsonl(path, taxonomy=taxonomy).reports]
    found = tuple(one for one in read if one.report.has_text and one.labels)
    if not found:
        raise InputError("The files hold no report with text and labels.")
    return found


def read_suggestions(file: Path, taxonomy: Taxonomy) -> dict[ReportId, Suggestion]:
    """The suggestions of a file that `label` wrote.

    Raises:
        InputError: if it is not such a file.
    """
    try:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = [_suggestion(line, taxonomy) for line in lines if "labels" in line]
    except OSError as error:
        raise InputError(f"{file.name} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f"{file.name} is no file that “mosaic-desk label” wrote.") from None
    return {suggestion.report_id: suggestion for suggestion in found}


def _suggestion(line: dict[str, Any], taxonomy: Taxonomy) -> Suggestion:
    labels, shares, evidence = line["labels"], line["probabilities"], line.get("evidence", {})
    slots = {
        finding_id: FindingSuggestion(
            label=MentionClass(labels[finding_id]),
            probabilities={MentionClass(word): float(share) for word, share in shares[finding_id].items()},
            evidence=tuple((int(start), int(end)) for start, end in evidence.get(finding_id, ())),
        )
        for finding_id in taxonomy.finding_ids
    }
    return Suggestion(
        report_id=ReportId(line["report_id"]), taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version,
        model=model_of(line["model"]), findings=slots, warnings=tuple(line.get("warnings", ())),
    )  # fmt: skip


def _asked(reports: Sequence[Report], taxonomy: Taxonomy) -> dict[ReportId, Suggestion]:
    sys.stderr.write(f"The shipped model reads {len(reports)} reports …\n")
    labeller = Labeller(Worker(), ModelChoice())
    try:
        return {suggestion.report_id: suggestion for suggestion in labeller.suggestions(reports, taxonomy)}
    finally:
        labeller.close()


def made_up(one: IncomingReport, taxonomy: Taxonomy) -> Suggestion:
    """A suggestion that repeats the truth, with evidence where a word of the finding stands in the text."""
    slots = {}
    for finding in taxonomy.findings:
        label = one.labels.get(finding.id, MentionClass.NOT_MENTIONED)
        spans = () if label is MentionClass.NOT_MENTIONED else _first_place(one.report, finding.terms("en"))
        shares = dict.fromkeys(ALL_CLASSES, 0.01) | {label: 0.97}
        slots[finding.id] = FindingSuggestion(label=label, probabilities=shares, evidence=spans)
    return Suggestion(
        report_id=one.report.report_id, taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version,
        model=_MADE_UP, findings=slots,
    )  # fmt: skip


def _first_place(report: Report, terms: Sequence[str]) -> tuple[Span, ...]:
    folded = report.text.lower()
    found = [folded.find(term.lower()) for term in terms]
    start = min((place for place in found if place >= 0), default=0)
    return ((start, min(start + 24, len(report.text))),)


def make_project(path: Path, cases: Cases) -> Path:
    """A project of the cases, nothing of it read yet; their truth is kept apart in it.

    Raises:
        ProjectError: if it cannot be written.
    """
    incoming = Incoming(source=cases.source, format="jsonl", reports=cases.reports)
    with Project.create(path, [cases.taxonomy]) as project:
        project.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=cases.taxonomy, reader=READER)
        project.suggestions.save([of_version(cases.suggestions[key], cases.taxonomy) for key in cases.truth])
    return path


def of_version(suggestion: Suggestion, taxonomy: Taxonomy) -> Suggestion:
    """A suggestion as one for the version of a taxonomy that is shipped now."""
    return replace(suggestion, taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version)
