"""A small project for the tests of the desk: three findings, reports of a few words, invented suggestions."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.first_read_share import set_first_read_share
from mosaic_desk.desk.session import Session
from mosaic_desk.store import Project

TAXONOMY = taxonomy_from_toml(
    """
id = "three"
[[findings]]
id = "effusion"
name = "Effusion"
guidance = "Any amount counts."
[[findings]]
id = "edema"
name = "Edema"
[[findings]]
id = "fracture"
name = "Fracture"
rare = true
""",
    "three",
)
ID = TAXONOMY.id
EFFUSION, EDEMA, FRACTURE = TAXONOMY.finding_ids
P, N, U, M = MentionClass.POSITIVE, MentionClass.NEGATIVE, MentionClass.UNCERTAIN, MentionClass.NOT_MENTIONED
ADA = ReaderName("Ada")
MODEL = ModelRef(
    backbone="b", backbone_hash="sha256:b", adapter="a", adapter_hash="sha256:a", prompt_hash="sha256:p"
)


def report_id(number: int) -> ReportId:
    return ReportId(f"r{number}")


def make_project(path: Path, *, reports: int = 3, share: float | None = 0.0) -> Path:
    """A project with reports r1, r2 …; None leaves the share of first reads as it is in a new one."""
    new = tuple(
        IncomingReport(report=Report(report_id=report_id(number), text=f"Small effusion, number {number}."))
        for number in range(1, reports + 1)
    )
    incoming = Incoming(source="s", format="jsonl", reports=new)
    with Project.create(path, [TAXONOMY]) as made:
        made.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
        if share is not None:
            set_first_read_share(made, share)
    return path


def open_session(path: Path, *, seed: int = 1, is_read_only: bool = False) -> Session:
    return Session(Project.open(path, is_read_only=is_read_only), reader=ADA, chance=Random(seed))


def suggestion(report: ReportId, labels: Mapping[str, MentionClass] | None = None, *, sure: float = 0.95) -> Suggestion:
    """Not mentioned but for the findings that are named."""
    answers = {finding_id: (labels or {}).get(finding_id, M) for finding_id in TAXONOMY.finding_ids}
    return Suggestion(
        report_id=report,
        taxonomy_id=ID,
        taxonomy_version=TAXONOMY.version,
        model=MODEL,
        findings={
            finding_id: FindingSuggestion(
                label=label,
                probabilities={known: sure if known is label else (1 - sure) / 3 for known in MentionClass},
                evidence=() if label is M else ((0, 5),),
            )
            for finding_id, label in answers.items()
        },
        warnings=("cut",),
    )
