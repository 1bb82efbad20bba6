"""What a loaded model answers for labelled reports, as lines of the form that `label` writes."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mosaic_desk.core.example import Example
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.suggestion_json import suggestion_object

if TYPE_CHECKING:
    from mosaic_desk.llm.adapter import Adapter
    from mosaic_desk.llm.backbone import Backbone

_AT_ONCE = 8


def answer_lines(
    examples: Sequence[Example], taxonomy: Taxonomy, backbone: "Backbone", adapter: "Adapter | None"
) -> Iterator[list[str]]:
    """Some lines at a time, shortest reports first; every report has one, also where it cannot be answered."""
    from mosaic_desk.llm.slots import SlotScorer

    prompt = prompt_for(taxonomy)
    model = ModelRef(
        backbone=backbone.name, backbone_hash=backbone.hash, adapter=adapter.name if adapter else None,
        adapter_hash=adapter.hash if adapter else None, prompt_hash=prompt.hash,
    )
    scorer = SlotScorer(backbone, adapter, prompt)
    reports = [Report(report_id=example.report_id, text=example.text) for example in examples]
    for part in scorer.batches(reports, _AT_ONCE):
        found = [
            Suggestion(
                report_id=report.report_id, taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version,
                model=model, warnings=answer.warnings, error=answer.error,
                findings={} if answer.error else dict(zip(prompt.finding_ids, answer.slots, strict=True)),
            )
            for report, answer in zip(part, scorer.answers(part), strict=True)
        ]
        yield [json.dumps(suggestion_object(one), ensure_ascii=False, allow_nan=False) + "\n" for one in found]
