"""One way to label reports, measured in a process of its own: `python -m mosaic_desk.bench.labelling_ways`.

Reads a job as JSON on standard input and prints what it measured as JSON. Each way gets the same reports,
weights' origin, threads and, where torch runs it, dtype. Peak memory is that of the whole process.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import torch

from mosaic_desk.bench.matmul import matmul_seconds, operations_a_token
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.json_prompt import JsonPrompt, json_prompt_for, labels_from_reply
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
from mosaic_desk.llm.json_answers import JsonScorer
from mosaic_desk.llm.json_layout import JsonLayout
from mosaic_desk.llm.slots import SlotScorer

_ROUNDS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What a process is to measure. `batch` is for `generate` alone; `reports` are pairs of id and text."""

    way: str
    taxonomy: str
    reports: list[list[str]]
    batch: int = 1
    backbone: str = "gemma-3-270m"


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What came out. `tokens_per_s` counts tokens read by `slots` and tokens written by the others.

    `labels` are the answers by report, None for an invalid one; `valid` their share.
    """

    way: str
    reports: int
    reports_per_s: float
    tokens_per_s: float
    peak_mib: float = 0.0
    load_s: float = 0.0
    first_report_s: float = 0.0
    valid: float = 1.0
    share_of_matmul_rate: float | None = None
    matmul_gflops: float | None = None
    tokens_a_report: float = 0.0
    labels: list[list[str] | None] = field(default_factory=list)


def measured(job: Job) -> Measured:
    """Runs the way that a job names."""
    taxonomy = taxonomy_named(job.taxonomy)
    reports = [Report(report_id=ReportId(report_id), text=text) for report_id, text in job.reports]
    if job.way in ("llama_cpp", "llama_cpp_slots"):
        from mosaic_desk.bench.llama_cpp_way import by_llama_cpp

        return by_llama_cpp(job, taxonomy, reports)
    started = time.perf_counter()
    engine = "slots" if job.way == "slots" else "json"
    backbone, card = chosen_backbone(job.backbone, device="cpu", progress=lambda *_: None)
    adapter = chosen_adapter(backbone, card, None, engine=engine)
    loaded = time.perf_counter() - started
    if job.way == "slots":
        return _by_slots(SlotScorer(backbone, adapter, prompt_for(taxonomy)), backbone, reports, load_s=loaded)
    if job.way == "json":
        return _by_json(JsonScorer(backbone, json_prompt_for(taxonomy)), reports, load_s=loaded)
    return _by_generate(backbone, taxonomy, reports, batch=job.batch, load_s=loaded)


def _by_slots(scorer: SlotScorer, backbone: Backbone, reports: Sequence[Report], *, load_s: float) -> Measured:
    """Passes and plain products in turn, so that both meet the same machine."""
    first, _ = _timed(lambda: scorer.answers(reports[:1]))
    scorer.answers(reports[:8])  # the first passes after start also fill the memory pools
    passes, products = [], []
    answers: list[Any] = []
    sizes = scorer.pass_tokens(reports)
    for _ in range(_ROUNDS):
        gc.collect()
        seconds, answers = _timed(lambda: scorer.answers(reports))
        passes.append(seconds)
        products.append(matmul_seconds(backbone, sizes))
    seconds, product = statistics.median(passes), statistics.median(products)
    work = operations_a_token(backbone) * sum(sizes)
    return Measured(
        way="slots", reports=len(reports), reports_per_s=len(reports) / seconds, tokens_per_s=sum(sizes) / seconds,
        load_s=load_s, first_report_s=first, share_of_matmul_rate=product / seconds,
        matmul_gflops=work / product / 1e9, tokens_a_report=sum(sizes) / len(reports), labels=_labels_of(answers),
    )


def _by_json(scorer: JsonScorer, reports: Sequence[Report], *, load_s: float) -> Measured:
    first, _ = _timed(lambda: scorer.answers(reports[:1]))
    seconds, answers = _timed(lambda: scorer.answers(reports))
    steps = sum(len(answer.slots) for answer in answers)
    return Measured(
        way="json", reports=len(reports), reports_per_s=len(reports) / seconds, tokens_per_s=steps / seconds,
        load_s=load_s, first_report_s=first, tokens_a_report=steps / len(reports), labels=_labels_of(answers),
    )


def _labels_of(answers: Sequence[Any]) -> list[list[str] | None]:
    return [None if answer.error else [str(slot.label) for slot in answer.slots] for answer in answers]


def _by_generate(
    backbone: Backbone, taxonomy: Taxonomy, reports: Sequence[Report], *, batch: int, load_s: float
) -> Measured:
    """The published way: greedy generation by the library with its own cache, until each row's closing brace."""
    prompt = json_prompt_for(taxonomy)
    layout = JsonLayout(backbone.tokenizer, prompt, context=backbone.context)
    before = next(iter(layout.segments[0].values()))[: layout.tail_length]  # the head of the answer
    rows = [[*layout.head, *layout.report(prompt.text_of(report)).ids, *before] for report in reports]
    most = sum(max(map(len, segment.values())) for segment in layout.segments) + 8
    stop = _closing_tokens(backbone.tokenizer)
    first, _ = _timed(lambda: _generated(backbone, rows[:1], most=1, stop=stop))  # the first step alone
    seconds, replies = _timed(lambda: [
        reply for start in range(0, len(rows), batch)
        for reply in _generated(backbone, rows[start : start + batch], most=most, stop=stop)
    ])
    return _written(
        [backbone.tokenizer.decode(reply) for reply in replies], prompt,
        way=f"generate, batch {batch}", tokens=sum(map(len, replies)), seconds=seconds, load_s=load_s, first_s=first,
    )


def _written(
    replies: Sequence[str], prompt: JsonPrompt, *, way: str, tokens: int, seconds: float, load_s: float, first_s: float
) -> Measured:
    """What written replies come to: those that are no valid object are counted, and never filled up."""
    labels = [labels_from_reply(reply, prompt) for reply in replies]
    return Measured(
        way=way, reports=len(replies), reports_per_s=len(replies) / seconds, tokens_per_s=tokens / seconds,
        load_s=load_s, first_report_s=first_s, valid=sum(found is not None for found in labels) / len(labels),
        tokens_a_report=tokens / len(replies),
        labels=[None if found is None else [str(label) for label in found.values()] for found in labels],
    )


def _closing_tokens(tokenizer: Any) -> torch.Tensor:
    """Ids of all tokens with a closing brace in them."""
    return torch.tensor([number for text, number in tokenizer.get_vocab().items() if "}" in text])


@torch.inference_mode()
def _generated(backbone: Backbone, rows: Sequence[list[int]], *, most: int, stop: torch.Tensor) -> Iterator[list[int]]:
    """The token ids that each row goes on with, up to its closing brace."""
    from transformers import StoppingCriteriaList

    length = max(map(len, rows))
    ids = torch.tensor([[0] * (length - len(row)) + row for row in rows])  # (B, L), padded on the left
    mask = torch.tensor([[0] * (length - len(row)) + [1] * len(row) for row in rows])
    ends = StoppingCriteriaList([lambda ids, _scores, **_: torch.isin(ids[:, -1], stop)])
    output = backbone.model.generate(
        input_ids=ids, attention_mask=mask, max_new_tokens=most, do_sample=False, use_cache=True,
        stopping_criteria=ends, pad_token_id=0,
    )
    for row in output[:, length:].tolist():
        last = next((place for place, token in enumerate(row) if token in stop), len(row) - 1)
        yield row[: last + 1]


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def main() -> None:
    """One job in, one measurement out."""
    result = asdict(measured(Job(**json.load(sys.stdin))))
    sys.stdout.write(json.dumps({**result, "peak_mib": peak_mib(), "threads": torch.get_num_threads()}) + "\n")


def peak_mib() -> float:
    """The most memory that this process has held."""
    import psutil

    memory = psutil.Process().memory_info()
    if hasattr(memory, "peak_wset"):
        return float(memory.peak_wset) / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main()
