"""What each way of finding evidence found, beside the gold; knows neither a model nor a clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.bench.gold_evidence import GoldReport
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.sections import ReadText, without_heading
from mosaic_desk.core.spans import is_in_same_sentence
from mosaic_desk.core.suggestion import Span
from mosaic_desk.core.taxonomy import Taxonomy


class Way(StrEnum):
    """How evidence is found."""

    POINTER = "pointer"
    SENTENCE = "sentence"
    OCCLUSION = "occlusion"
    ATTENTION = "attention"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One text: a label a slot, and by way a span a slot (None for “not mentioned”)."""

    labels: tuple[MentionClass, ...]
    spans: dict[Way, tuple[Span | None, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pointed:
    """One slot with gold: whether its label is right, and by way whether it hit and the overlap, 0 to 1."""

    is_right: bool
    hits: Mapping[Way, bool]
    overlaps: Mapping[Way, float]


def overlap(span: Span, gold: Span) -> float:
    """The F1 over characters of two spans, 0 to 1."""
    shared = max(0, min(span[1], gold[1]) - max(span[0], gold[0]))
    return 2 * shared / (span[1] - span[0] + gold[1] - gold[0])


def judged_slots(gold: GoldReport, *, taxonomy: Taxonomy, read: ReadText, found: Found) -> list[Pointed]:
    """The slots of a report that have gold and were not answered “not mentioned”."""
    slots = []
    for number, finding_id in enumerate(taxonomy.finding_ids):
        mentions = gold.mentions.get(finding_id, ())
        if not mentions or found.labels[number] is MentionClass.NOT_MENTIONED:
            continue
        shown = {way: _shown(gold.report.text, read, spans[number]) for way, spans in found.spans.items()}
        slots.append(Pointed(
            is_right=found.labels[number] is gold.labels[finding_id],
            hits={w: any(is_in_same_sentence(gold.report.text, s, m) for m in mentions) for w, s in shown.items()},
            overlaps={way: max(overlap(span, mention) for mention in mentions) for way, span in shown.items()},
        ))
    return slots


def _shown(text: str, read: ReadText, span: Span | None) -> Span:
    """A span of what was read, as the reader sees it in the full text; an empty one where there is none."""
    if span is None:
        return (0, 1)
    return without_heading(text, *read.full_span(*span))
