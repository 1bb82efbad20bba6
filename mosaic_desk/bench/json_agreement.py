"""Whether the `json` engine says what free generation writes: valid replies, equal labels, scores of both.

    python -m mosaic_desk.bench.json_agreement FILE [--split dev] [--limit 100] [--taxonomy T] [--adapter A]
        [--float32] [--again N] [--json]

Both answer the same reports with the same weights under the same prompt: `generate` of the transformers
library, greedy and free, its replies read as they are; and the engine with its keys forced. In bfloat16
scores are coarse, and two near ones may change places by the size of a batch alone: `--again N` says how
often generation agrees with itself in batches of N, and `--float32` takes that away.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from mosaic_desk.bench.labellers import _wanted
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.incoming import IncomingReport
from mosaic_desk.core.json_prompt import JsonPrompt, json_prompt_for, labels_from_reply
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import Labels
from mosaic_desk.core.scores import scores
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
from mosaic_desk.llm.json_answers import JsonScorer
from mosaic_desk.llm.json_layout import JsonLayout


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """What came out; `agreement` is over the slots of valid replies, F1 over all reports of each way.

    `generate_with_itself` is the agreement of two generations in batches of another size, where asked for.
    """

    reports: int
    valid: int
    slots: int
    agreement: float | None
    generate_with_itself: float | None
    engine_f1: float | None
    generate_f1: float | None
    engine_s: float
    generate_s: float


def main() -> int:
    """Compares, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="JSON lines with labels")
    parser.add_argument("--split", help="only lines with this value under “split”")
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--taxonomy", default="mimic-cxr", help="what is asked")
    parser.add_argument("--labels", default="mimic-cxr", metavar="T", help="the taxonomy of the labels in FILE")
    parser.add_argument("--backbone", default="gemma-3-270m")
    parser.add_argument("--adapter", help="a name or folder; the shipped one when left out")
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--again", type=int, metavar="N", help="generate once more, in batches of N")
    parser.add_argument("--float32", action="store_true", help="compute in full precision")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        taxonomy = taxonomy_named(options.taxonomy)
        labelled = taxonomy_named(options.labels)
        rows = _wanted(options.file, split=options.split, buckets=range(9), taxonomy=labelled)[: options.limit]
        backbone, card = chosen_backbone(options.backbone, device="cpu", progress=lambda *_: None)
        if options.float32:
            backbone.model, backbone.dtype = backbone.model.float(), torch.float32
        chosen_adapter(backbone, card, options.adapter, engine="json")
    except MosaicError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if labelled.id != taxonomy.id:  # labels of other findings score nothing
        rows = [replace(row, labels={}) for row in rows]
    result = compared(backbone, taxonomy, rows, batch_size=options.batch_size, again=options.again)
    told = {name: getattr(result, name) for name in Agreement.__slots__}
    sys.stdout.write(json.dumps(told) + "\n" if options.json else _told(result))
    return 0


def compared(
    backbone: Backbone, taxonomy: Taxonomy, rows: Sequence[IncomingReport], *, batch_size: int,
    again: int | None = None,
) -> Agreement:
    """Both ways over the same reports."""
    prompt = json_prompt_for(taxonomy)
    started = time.monotonic()
    answers = JsonScorer(backbone, prompt).answers([row.report for row in rows])
    engine_s = time.monotonic() - started
    forced = [dict(zip(prompt.finding_ids, (s.label for s in answer.slots), strict=False)) for answer in answers]
    started = time.monotonic()
    free = [labels_from_reply(reply, prompt) for reply in generated(backbone, prompt, rows, batch_size)]
    generate_s = time.monotonic() - started
    more = [labels_from_reply(reply, prompt) for reply in generated(backbone, prompt, rows, again)] if again else []
    agreement, slots = _agreement(free, forced)
    return Agreement(
        reports=len(rows),
        valid=sum(labels is not None for labels in free),
        slots=slots,
        agreement=agreement,
        generate_with_itself=_agreement(free, [labels or {} for labels in more])[0] if more else None,
        engine_f1=_f1(rows, forced, taxonomy),
        generate_f1=_f1(rows, [labels or {} for labels in free], taxonomy),
        engine_s=engine_s,
        generate_s=generate_s,
    )


def _agreement(free: Sequence[Labels | None], others: Sequence[Labels]) -> tuple[float | None, int]:
    """The share of equal labels over the slots of valid replies, and how many slots those are."""
    equal = [
        labels[finding_id] == other.get(finding_id)
        for labels, other in zip(free, others, strict=True) if labels is not None for finding_id in labels
    ]
    return (sum(equal) / len(equal) if equal else None), len(equal)


@torch.inference_mode()
def generated(
    backbone: Backbone, prompt: JsonPrompt, rows: Sequence[IncomingReport], batch_size: int
) -> list[str]:
    """Greedy replies in the order of the rows, generated in batches of like length, padded at the left."""
    layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
    tail = next(iter(layout.segments[0].values()))[: layout.tail_length]
    asked = [[*layout.head, *layout.report(prompt.text_of(row.report)).ids, *tail] for row in rows]
    most = 16 + sum(max(map(len, segment.values())) for segment in layout.segments)
    order = sorted(range(len(rows)), key=lambda row: len(asked[row]))
    replies = [""] * len(rows)
    for start in range(0, len(order), batch_size):
        part = order[start : start + batch_size]
        length = max(len(asked[row]) for row in part)
        ids = torch.tensor([[0] * (length - len(asked[row])) + asked[row] for row in part])  # (B, L)
        is_there = torch.tensor([[0] * (length - len(asked[row])) + [1] * len(asked[row]) for row in part])  # (B, L)
        written: Any = backbone.model.generate(
            ids, attention_mask=is_there, max_new_tokens=most, do_sample=False, pad_token_id=0,
            eos_token_id=layout.end_id,
        )
        for row, line in zip(part, written[:, length:], strict=True):
            replies[row] = backbone.tokenizer.decode(line, skip_special_tokens=True)
        sys.stderr.write(f"generated {start + len(part)} of {len(order)}\n")
    return replies


def _f1(rows: Sequence[IncomingReport], answers: Sequence[Labels], taxonomy: Taxonomy) -> float | None:
    if not any(set(row.labels) & set(taxonomy.finding_ids) for row in rows):
        return None
    cases = [
        Judged(report_id=row.report.report_id, truth=row.labels, answers=labels, patient_id=row.report.patient_id)
        for row, labels in zip(rows, answers, strict=True)
    ]
    return scores(cases, findings=taxonomy.finding_ids, seed=1, resamples=0).mean_weighted_f1


def _told(result: Agreement) -> str:
    def figure(value: float | None) -> str:
        return "–" if value is None else f"{value:.4f}"

    return (
        f"{result.valid} of {result.reports} greedy replies are valid ({result.generate_s:.0f} s).\n"
        f"The engine ({result.engine_s:.0f} s) gives the same label in {figure(result.agreement)} of"
        f" {result.slots} slots of those; generation agrees with itself in batches of another size in"
        f" {figure(result.generate_with_itself)}.\n"
        f"Mean weighted F1: engine {figure(result.engine_f1)}, generate {figure(result.generate_f1)}"
        " (an invalid reply answers nothing).\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
