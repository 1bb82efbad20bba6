"""What a run learns from and what it is judged on, chosen from everything that readers labelled.

Pure: the same labels give the same parts. Which patients are held out follows from a hash of each one's id alone,
so that it is the same in every run of a project, and no adapter is ever compared on a report that it, or the
one before it, has learned from. Reports of like text go where their patient's are, never to both sides.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Span
from mosaic_desk.core.taxonomy import Taxonomy

FEWEST_REPORTS = 20
"""Corrected reports that a run needs to learn from."""
FEWEST_WATCHED_FROM = 60
"""With fewer reports none is spared to be watched for early stopping."""
_HELD_OUT_OF = 5  # one patient in five is held out
_WATCHED_OF = 10  # of the others one in ten is watched


class Provenance(StrEnum):
    """How a label came to stand."""

    FIRST_READ = "first read"
    IMPORTED = "imported"
    SET = "set with its own key"
    ACCEPTED = "accepted with its own key"
    UNTOUCHED = "accepted by committing the report"


WEIGHTS: Mapping[Provenance, float] = {
    Provenance.FIRST_READ: 1.0, Provenance.IMPORTED: 1.0, Provenance.SET: 1.0, Provenance.ACCEPTED: 1.0,
    Provenance.UNTOUCHED: 0.25,
}  # fmt: skip
"""What a label counts in the loss. Nobody may have looked at a row that the commit confirmed."""


class LeftOut(StrEnum):
    """Why a corrected report, or a label of one, is not learned from."""

    NOT_COMMITTED = "reports not committed yet"
    UNSURE = "labels that the reader is unsure of"
    SAME_TEXT = "reports of the same text as another"
    CONTRADICTED = "labels that two readings of the same text contradict"
    LIKE_HELD_OUT = "reports of the same text as a held-out one"
    NO_LABEL = "reports without a label that counts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Taught:
    """A label that stands. `is_unsure`: the reader marked it so."""

    label: MentionClass
    provenance: Provenance
    evidence: Span | None = None
    is_unsure: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """A report as it was labelled under one taxonomy.

    `first_read` are the labels given before a suggestion was seen, of a report that no queue chose; empty else.
    """

    report_id: ReportId
    text: str
    taxonomy: Taxonomy
    labels: Mapping[FindingId, Taught]
    language: str | None = None
    patient_id: PatientId | None = None
    is_committed: bool = True
    first_read: Mapping[FindingId, MentionClass] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOutReport:
    """A report that old and new adapter are compared on; `is_blind`: its labels are a first read."""

    example: Example
    is_blind: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingSet:
    """The parts of a run: what is learned, what early stopping watches, what the adapters are compared on."""

    learn: tuple[Example, ...]
    watch: tuple[Example, ...]
    held_out: tuple[HeldOutReport, ...]
    left_out: Mapping[LeftOut, int]
    by_provenance: Mapping[Provenance, int]

    @property
    def is_blind(self) -> bool:
        """Whether the comparison will be on first reads."""
        return bool(self.held_out) and all(report.is_blind for report in self.held_out)

    def counts(self) -> dict[tuple[str, FindingId], Counter[MentionClass]]:
        """How many labels of each class are learned, by taxonomy id and finding."""
        found: dict[tuple[str, FindingId], Counter[MentionClass]] = defaultdict(Counter)
        for example in self.learn:
            for finding_id, label in example.labels.items():
                found[example.taxonomy.id, finding_id][label] += 1
        return dict(found)

    def refusal(self) -> str:
        """Why a run would come to nothing, in a sentence; empty where it would not."""
        if len(self.learn) < FEWEST_REPORTS:
            return (
                f"{len(self.learn):,} corrected reports are too few to learn from: {FEWEST_REPORTS} are needed, beside "
                "those that are held out to compare the adapters."
            )
        owners = {example.patient_id or example.report_id for example in self.learn}
        if len(owners) == 1:
            return "All corrected reports are of one patient: correct reports of other patients first."
        if len({label for example in self.learn for label in example.labels.values()}) == 1:
            return "All labels are of one class: a model would learn to say nothing else."
        return ""


def training_set(labelled: Iterable[Labelled]) -> TrainingSet:
    """Chooses the parts; see the module."""
    left_out: Counter[LeftOut] = Counter()
    rows = [_committed(row, left_out) for row in labelled]
    usable = [row for row in rows if row is not None]
    held = [row for row in usable if is_held_out(row.patient_id or row.report_id)]
    others = [row for row in usable if not is_held_out(row.patient_id or row.report_id)]
    taught = _apart_from({like_text(row.text) for row in held}, others, left_out)
    taught = _without_contradictions(taught, left_out)
    examples = [_example(row, left_out) for row in taught]
    known = [example for example in examples if example is not None]
    watched = _watched(known)
    provenance = Counter(
        row.labels[finding_id].provenance
        for row, example in zip(taught, examples, strict=True) if example is not None
        for finding_id in example.labels
    )  # fmt: skip
    return TrainingSet(
        learn=tuple(example for example in known if example.report_id not in watched),
        watch=tuple(example for example in known if example.report_id in watched),
        held_out=_held_out(held),
        left_out=left_out,
        by_provenance=provenance,
    )


def refuse_unusable(parts: TrainingSet) -> None:
    """Stop before a run that would come to nothing.

    Raises:
        InputError: if there are too few reports, of one patient only, or of one class only.
    """
    if refusal := parts.refusal():
        raise InputError(refusal)


def is_held_out(owner: str) -> bool:
    """Whether the reports of a patient (a report's own id where there is none) are held out, for good."""
    return _share(owner, salt="held out", of=_HELD_OUT_OF)


def like_text(text: str) -> str:
    """What is the same for reports of like text: letters in one case, one nought for each number, blanks evened out."""
    evened = re.sub(r"\d+", "0", text.casefold())
    return hashlib.sha256(" ".join(re.findall(r"\w+", evened)).encode()).hexdigest()


def _share(owner: str, *, salt: str, of: int) -> bool:
    return int(hashlib.sha256(f"{salt}:{owner}".encode()).hexdigest()[:8], 16) % of == 0


def _committed(row: Labelled, left_out: Counter[LeftOut]) -> Labelled | None:
    if not row.is_committed:
        left_out[LeftOut.NOT_COMMITTED] += 1
        return None
    return row


def _apart_from(held_texts: set[str], rows: Sequence[Labelled], left_out: Counter[LeftOut]) -> list[Labelled]:
    kept = [row for row in rows if like_text(row.text) not in held_texts]
    left_out[LeftOut.LIKE_HELD_OUT] += len(rows) - len(kept)
    return kept


def _without_contradictions(rows: Sequence[Labelled], left_out: Counter[LeftOut]) -> list[Labelled]:
    """One report of each text and taxonomy, without the labels that another of the same text contradicts."""
    groups: dict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for row in rows:
        groups[like_text(row.text), row.taxonomy.id].append(row)
    kept = []
    for group in groups.values():
        first = group[0]
        left_out[LeftOut.SAME_TEXT] += len(group) - 1
        given = {f: {row.labels[f].label for row in group if f in row.labels} for f in first.labels}
        agreed = {f: taught for f, taught in first.labels.items() if len(given[f]) == 1}
        left_out[LeftOut.CONTRADICTED] += len(first.labels) - len(agreed)
        kept.append(replace(first, labels=agreed))
    return kept


def _example(row: Labelled, left_out: Counter[LeftOut]) -> Example | None:
    sure = {finding_id: taught for finding_id, taught in row.labels.items() if not taught.is_unsure}
    left_out[LeftOut.UNSURE] += len(row.labels) - len(sure)
    if not sure or not row.text.strip():
        left_out[LeftOut.NO_LABEL] += 1
        return None
    return Example(
        report_id=row.report_id,
        text=row.text,
        taxonomy=row.taxonomy,
        labels={finding_id: taught.label for finding_id, taught in sure.items()},
        evidence={finding_id: taught.evidence for finding_id, taught in sure.items() if taught.evidence},
        weights={finding_id: WEIGHTS[taught.provenance] for finding_id, taught in sure.items()},
        language=row.language,
        patient_id=row.patient_id,
    )


def _watched(examples: Sequence[Example]) -> set[ReportId]:
    """Whole patients, so that nobody's reports are both learned and watched."""
    if len({example.report_id for example in examples}) < FEWEST_WATCHED_FROM:
        return set()
    return {
        example.report_id for example in examples
        if _share(example.patient_id or example.report_id, salt="watched", of=_WATCHED_OF)
    }  # fmt: skip


def _held_out(rows: Sequence[Labelled]) -> tuple[HeldOutReport, ...]:
    """The first reads; where there are none, all that was corrected."""
    blind = [row for row in rows if row.first_read]
    return tuple(
        HeldOutReport(example=_truth(row), is_blind=bool(row.first_read))
        for row in (blind or rows) if row.text.strip()
    )  # fmt: skip


def _truth(row: Labelled) -> Example:
    standing = {finding_id: taught.label for finding_id, taught in row.labels.items() if not taught.is_unsure}
    return Example(
        report_id=row.report_id, text=row.text, taxonomy=row.taxonomy, labels=row.first_read or standing,
        language=row.language, patient_id=row.patient_id,
    )  # fmt: skip
