"""llama.cpp beside us, where its Python binding is installed: JSON under a grammar, and slots of its own.

It runs the same GGUF that our backbone was converted from, 4-bit as it is, without an adapter: what is
compared is speed, not labels. The grammar makes every reply valid. The prompt's common beginning stays in
its cache from report to report, as the binding does by itself.
"""

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from mosaic_desk.bench.labelling_ways import Job, Measured
from mosaic_desk.core.json_prompt import json_prompt_for, labels_from_reply, response_schema
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.llm.convert import backbone_cards, part_paths

_CONTEXT = 4096


def by_llama_cpp(job: Job, taxonomy: Taxonomy, reports: Sequence[Report]) -> Measured:
    """Loads the GGUF and labels the reports one after the other, as a server with one slot would."""
    card = backbone_cards()[job.backbone]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / card.gguf
        path.write_bytes(b"".join(part.read_bytes() for part in part_paths(card)))
        started = time.perf_counter()
        model = _loaded(path)
        load_s = time.perf_counter() - started
        measure = _by_grammar if job.way == "llama_cpp" else _by_questions
        return measure(model, taxonomy, reports, load_s)


def _loaded(path: Path) -> Any:
    from llama_cpp import Llama

    threads = torch.get_num_threads()
    return Llama(str(path), n_ctx=_CONTEXT, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False)


def _by_grammar(model: Any, taxonomy: Taxonomy, reports: Sequence[Report], load_s: float) -> Measured:
    from llama_cpp import LlamaGrammar

    prompt = json_prompt_for(taxonomy)
    grammar = LlamaGrammar.from_json_schema(json.dumps(response_schema(prompt)), verbose=False)

    def reply(report: Report) -> Any:
        text = f"{prompt.user_turn(prompt.text_of(report))}\nAnswer: json "
        return model.create_completion(text, max_tokens=1500, temperature=0.0, grammar=grammar)

    started = time.perf_counter()
    reply(reports[0])  # also reads the request into the cache
    first = time.perf_counter() - started
    started = time.perf_counter()
    replies = [reply(report) for report in reports]
    seconds = time.perf_counter() - started
    labels = [labels_from_reply(answer["choices"][0]["text"], prompt) for answer in replies]
    tokens = sum(answer["usage"]["completion_tokens"] for answer in replies)
    return Measured(
        way="llama_cpp", reports=len(reports), reports_per_s=len(reports) / seconds, tokens_per_s=tokens / seconds,
        load_s=load_s, first_report_s=first, valid=sum(found is not None for found in labels) / len(labels),
        tokens_a_report=tokens / len(reports),
        labels=[None if found is None else [str(label) for label in found.values()] for found in labels],
    )


def _by_questions(model: Any, taxonomy: Taxonomy, reports: Sequence[Report], load_s: float) -> Measured:
    """Our layout with its parts: the report once, each question from a cache that is taken back after it."""
    prompt = prompt_for(taxonomy)
    instruction = model.tokenize(prompt.instruction.encode(), add_bos=True)
    branches = [model.tokenize(text.encode(), add_bos=False) for _, text in prompt.branches]
    model.reset()
    model.eval(instruction)
    tokens = 0
    started = time.perf_counter()
    for report in reports:
        text = model.tokenize(read_by_model(report.text).text.encode(), add_bos=False)
        model.n_tokens = len(instruction)
        model.eval(text)
        for branch in branches:
            model.n_tokens = len(instruction) + len(text)
            model.eval(branch)  # its logits are computed too, for the whole vocabulary, at the last token
        tokens += len(text) + sum(map(len, branches))
    seconds = time.perf_counter() - started
    return Measured(
        way="llama_cpp_slots", reports=len(reports), reports_per_s=len(reports) / seconds,
        tokens_per_s=tokens / seconds, load_s=load_s, tokens_a_report=tokens / len(reports),
    )
