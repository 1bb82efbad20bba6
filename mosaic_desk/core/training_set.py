"""What a run learns from and what it is judged on, chosen from everything that readers labelled.

Pure: the same labels give the same parts. Which patients are held out follows from a hash of each one's id alone:
the same in every run of a project, however many reports are added. Reports of like text never go to both sides;
where an earlier run learned from a text before its like was held out, that one is not judged on either.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labelled import WEIGHTS, Labelled, Provenance, like_text
from mosaic_desk.core.labels import MentionClass

FEWEST_CORRECTED = 20
"""Corrected reports that a run needs, those that are held out among them."""
FEWEST_LEARNED = 5
"""What must be left of them to learn from: of a few patients chance may hold out nearly all."""
FEWEST_TO_WATCH = 60
"""With fewer reports to learn from none is spared to be watched for early stopping."""
_HELD_OUT_OF = 5  # one patient in five is held out
_WATCHED_OF = 10  # of the others one in ten is watched
_MOST_WATCHED = 1 / 3  # of few patients with many reports each, chance may take too many


class LeftOut(StrEnum):
    """Why a corrected report, or a label of one, is neither learned from nor judged on."""

    NOT_COMMITTED = "reports that are not committed yet"
    NO_TEXT = "reports without text"
    CLASS_SET = "reports that were labelled with other classes"
    UNSURE = "labels that the reader is not sure of"
    NO_LABEL = "reports without a label that counts"
    LIKE_HELD_OUT = "reports of the same text as one that is kept apart"
    SAME_TEXT = "reports of the same text as another"
    CONTRADICTED = "labels that contradict each other on the same text"
    NO_FIRST_READ = "reports of patients kept apart that are no first reads"
    LEARNED_BEFORE = "reports kept apart whose text an earlier training learned from"
    REFUSED = "lines that could not be read"


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOutExample:
    """A report that no run learns from, with its truth; `is_blind`: read before a suggestion was seen."""

    example: Example
    is_blind: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingSet:
    """The parts of a run: what is learned, what early stopping watches, what the adapters are compared on.

    `answered` counts all reports with a label, `corrected` those with one that counts, `owners` their patients.
    """

    learn: tuple[Example, ...]
    watch: tuple[Example, ...]
    held_out: tuple[HeldOutExample, ...]
    left_out: Mapping[LeftOut, int]
    by_provenance: Mapping[Provenance, int]
    answered: int
    corrected: int
    owners: int

    @property
    def is_blind(self) -> bool:
        """Whether the comparison will be on first reads alone."""
        return bool(self.held_out) and all(report.is_blind for report in self.held_out)

    def counts(self) -> dict[tuple[TaxonomyId, FindingId], Counter[MentionClass]]:
        """How many labels of each class are learned, by taxonomy and finding."""
        found: dict[tuple[TaxonomyId, FindingId], Counter[MentionClass]] = defaultdict(Counter)
        for example in self.learn:
            for finding_id, label in example.labels.items():
                found[example.taxonomy.id, finding_id][label] += 1
        return dict(found)

    def refusal(self) -> str:
        """Why a run would come to nothing, in a sentence; empty where it would not."""
        if self.corrected < FEWEST_CORRECTED:
            return (
                f"There are too few corrected reports to learn from: {self.corrected} of at least {FEWEST_CORRECTED}. "
                "Correct and commit more."
            )
        if self.owners == 1:
            return "All corrected reports are of one patient. Correct reports of other patients first."
        if len(self.learn) < FEWEST_LEARNED:
            return (
                "Of the corrected reports too few are left to learn from: the others are kept apart to compare the "
                "adapters, or left out. Correct reports of more patients."
            )
        if len({label for example in self.learn for label in example.labels.values()}) == 1:
            return "All labels are of one class: a model would learn to say nothing else. Correct more reports first."
        return ""


def training_set(labelled: Iterable[Labelled], *, learned_before: Container[str] = frozenset()) -> TrainingSet:
    """Chooses the parts; see the module. `learned_before` are the `like_text`s that earlier runs learned from."""
    rows, left_out = list(labelled), Counter[LeftOut]()
    usable = [row for row in (_usable(row, left_out) for row in rows) if row is not None]
    likes = {row.report_id: like_text(row.text) for row in usable}
    held = [row for row in usable if is_held_out(row.owner)]
    taught = _taught([row for row in usable if not is_held_out(row.owner)], held, likes, left_out)
    watched = _watched(taught)
    learned = _unlike([row for row in taught if row.owner not in watched], watched, taught, likes, left_out)
    return TrainingSet(
        learn=tuple(_example(row) for row in learned),
        watch=tuple(_example(row) for row in taught if row.owner in watched),
        held_out=_held_out(held, likes, learned_before, left_out),
        left_out=+left_out,  # without what never happened
        by_provenance=Counter(one.provenance for row in learned for one in row.labels.values()),
        answered=len({row.report_id for row in rows}),
        corrected=len(likes),
        owners=len({row.owner for row in usable}),
    )


def refuse_unusable(parts: TrainingSet) -> None:
    """Stop before a run that would come to nothing.

    Raises:
        InputError: if there are too few reports, of one patient only, or of one class only.
    """
    if sentence := parts.refusal():
        raise InputError(sentence)


def is_held_out(owner: str) -> bool:
    """Whether the reports of a patient (a report's own id where there is none) are held out, for good."""
    return _is_drawn(owner, salt="held out", of=_HELD_OUT_OF)


def _is_drawn(owner: str, *, salt: str, of: int) -> bool:
    return int(hashlib.sha256(f"{salt}:{owner}".encode()).hexdigest()[:8], 16) % of == 0


def _usable(row: Labelled, left_out: Counter[LeftOut]) -> Labelled | None:
    """The report with the labels that count; None where it has none."""
    why = _why_not(row)
    if why is not None:
        left_out[why] += 1
        return None
    # Of a report that nobody committed what came in with a file counts all the same.
    final = {f: one for f, one in row.labels.items() if row.is_committed or one.provenance is Provenance.IMPORTED}
    sure = {finding_id: one for finding_id, one in final.items() if not one.is_unsure}
    left_out[LeftOut.UNSURE] += len(final) - len(sure)
    if not sure:
        left_out[LeftOut.NO_LABEL if final else LeftOut.NOT_COMMITTED] += 1
        return None
    return replace(row, labels=sure, first_read={f: label for f, label in row.first_read.items() if f in sure})


def _why_not(row: Labelled) -> LeftOut | None:
    if not row.text.strip():
        return LeftOut.NO_TEXT
    return LeftOut.CLASS_SET if row.is_other_class_set else None


def _taught(
    rows: Sequence[Labelled], held: Sequence[Labelled], likes: Mapping[ReportId, str], left_out: Counter[LeftOut]
) -> list[Labelled]:
    """What may be learned: one report of each text and taxonomy, none like a held-out one."""
    held_texts = {likes[row.report_id] for row in held}
    apart = [row for row in rows if likes[row.report_id] not in held_texts]
    left_out[LeftOut.LIKE_HELD_OUT] += len(rows) - len(apart)
    groups: dict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for row in apart:
        groups[likes[row.report_id], row.taxonomy.id].append(row)
    agreed = [_agreed(group, left_out) for group in groups.values()]
    kept = [row for row in agreed if row.labels]
    left_out[LeftOut.NO_LABEL] += len(agreed) - len(kept)
    return kept


def _agreed(group: Sequence[Labelled], left_out: Counter[LeftOut]) -> Labelled:
    """The first of some reports of like text, without the labels that another contradicts."""
    first = group[0]
    left_out[LeftOut.SAME_TEXT] += len(group) - 1
    given = {f: {row.labels[f].label for row in group if f in row.labels} for f in first.labels}
    agreed = {finding_id: one for finding_id, one in first.labels.items() if len(given[finding_id]) == 1}
    left_out[LeftOut.CONTRADICTED] += len(first.labels) - len(agreed)
    return replace(first, labels=agreed)


def _watched(taught: Sequence[Labelled]) -> set[str]:
    """Whole patients, so that nobody's reports are both learned and watched."""
    if len({row.report_id for row in taught}) < FEWEST_TO_WATCH:
        return set()
    owners = {row.owner for row in taught if _is_drawn(row.owner, salt="watched", of=_WATCHED_OF)}
    is_too_much = sum(row.owner in owners for row in taught) > len(taught) * _MOST_WATCHED
    return set() if is_too_much else owners


def _unlike(
    learned: list[Labelled], watched: set[str], taught: Sequence[Labelled], likes: Mapping[ReportId, str],
    left_out: Counter[LeftOut],
) -> list[Labelled]:  # fmt: skip
    """Without reports like a watched one, which two taxonomies can have."""
    watched_texts = {likes[row.report_id] for row in taught if row.owner in watched}
    kept = [row for row in learned if likes[row.report_id] not in watched_texts]
    left_out[LeftOut.SAME_TEXT] += len(learned) - len(kept)
    return kept


def _held_out(
    rows: Sequence[Labelled], likes: Mapping[ReportId, str], learned_before: Container[str], left_out: Counter[LeftOut]
) -> tuple[HeldOutExample, ...]:
    """The first reads; under a taxonomy that has none, all that was corrected."""
    unseen = [row for row in rows if likes[row.report_id] not in learned_before]
    read_blind = {row.taxonomy.id for row in unseen if row.first_read}
    kept = [row for row in unseen if row.first_read or row.taxonomy.id not in read_blind]
    left_out[LeftOut.LEARNED_BEFORE] += len(rows) - len(unseen)
    left_out[LeftOut.NO_FIRST_READ] += len(unseen) - len(kept)
    return tuple(HeldOutExample(example=_truth(row), is_blind=bool(row.first_read)) for row in kept)


def _example(row: Labelled) -> Example:
    return Example(
        report_id=row.report_id,
        text=row.text,
        taxonomy=row.taxonomy,
        labels={finding_id: one.label for finding_id, one in row.labels.items()},
        evidence={finding_id: one.evidence for finding_id, one in row.labels.items() if one.evidence},
        weights={finding_id: WEIGHTS[one.provenance] for finding_id, one in row.labels.items()},
        language=row.language,
        patient_id=row.patient_id,
    )


def _truth(row: Labelled) -> Example:
    """What was answered before the suggestion was seen, else what stands."""
    standing = {finding_id: one.label for finding_id, one in row.labels.items()}
    return Example(
        report_id=row.report_id, text=row.text, taxonomy=row.taxonomy, labels=row.first_read or standing,
        language=row.language, patient_id=row.patient_id,
    )  # fmt: skip
