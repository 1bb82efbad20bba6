"""Four ways to say which words a label rests on, on the same reports and weights, each with its time.

Knows the model and the clock, not the gold. Every way begins from the pass that gives the labels:

- pointer: the trained form over that pass's own states,
- sentence: each sentence read alone, the one that gives the label most weight,
- occlusion: the report without each sentence, the one whose loss costs the label most,
- attention: the eager attention of the full-attention layers from a branch's end, mean of layers and heads.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from mosaic_desk.bench.evidence_judged import Found, Way
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass, folded_class
from mosaic_desk.core.prompt import Prompt, folded_probabilities
from mosaic_desk.core.spans import pointed_span, sentences
from mosaic_desk.core.suggestion import Span
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.forward import answer_logits, branch_ends, hidden_states
from mosaic_desk.llm.packing import Batch, PackedRow, Packer, batch_of
from mosaic_desk.llm.pointer import EvidencePointer

BATCH_TOKENS = 1200


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """The pass over one text: probabilities (slots, 4), and where asked weights (slots, report tokens)."""

    row: PackedRow
    probabilities: torch.Tensor
    weights: torch.Tensor | None = None


class Pointing:
    """Labels and evidence of texts under one prompt; `seconds` has the time of the last call, by way."""

    def __init__(
        self, backbone: Backbone, *, pointer: EvidencePointer | None, prompt: Prompt, ways: Sequence[Way]
    ) -> None:
        self._backbone = backbone
        self._pointer = pointer
        self._prompt = prompt
        self._ways = tuple(way for way in ways if way is not Way.POINTER or pointer is not None)
        self._packer = Packer(backbone.tokenizer, prompt.instruction)
        self._branches = [text for _, text in prompt.branches]
        self._packer.fit_into(backbone.context, self._branches)
        self.seconds: dict[str, float] = {}

    def found(self, texts: Sequence[str]) -> list[Found]:
        """One result a text, none of which may be empty."""
        self.seconds = {}
        reads = self._timed("none", lambda: self._reads(texts))
        labels = [self._labels(read) for read in reads]
        by_way = {way: self._timed(way, lambda way=way: self._spans(way, texts, reads, labels)) for way in self._ways}
        return [
            Found(labels=tuple(labels[number]), spans={way: tuple(spans[number]) for way, spans in by_way.items()})
            for number in range(len(texts))
        ]

    def _timed(self, name: str, work: Any) -> Any:
        started = time.perf_counter()
        result = work()
        self.seconds[name] = time.perf_counter() - started
        return result

    def _labels(self, read: _Read) -> list[MentionClass]:
        labels = []
        for four in read.probabilities.tolist():
            folded = folded_probabilities(dict(zip(ALL_CLASSES, four, strict=True)), self._prompt.classes)
            labels.append(max(folded, key=lambda label: folded[label]))
        return labels

    def _spans(
        self, way: Way, texts: Sequence[str], reads: Sequence[_Read], labels: Sequence[Sequence[MentionClass]]
    ) -> list[list[Span | None]]:
        if way is Way.POINTER:
            weighted = self._reads(texts, pointing=True)
        elif way is Way.ATTENTION:
            weighted = self._attended(texts)
        else:
            return self._by_sentence(way, texts, reads, labels)
        return [_pointed(text, read, own) for text, read, own in zip(texts, weighted, labels, strict=True)]

    def _by_sentence(
        self, way: Way, texts: Sequence[str], reads: Sequence[_Read], labels: Sequence[Sequence[MentionClass]]
    ) -> list[list[Span | None]]:
        pieces = [sentences(text) for text in texts]
        variants = [
            [text[slice(*s)] if way is Way.SENTENCE else _without(text, s) for s in spans]
            for text, spans in zip(texts, pieces, strict=True)
        ]
        flat = iter(self._reads([v for own in variants for v in own]))
        results = []
        for spans, read, own in zip(pieces, reads, labels, strict=True):
            alone = torch.stack([next(flat).probabilities for _ in spans])  # (sentences, slots, 4)
            gain = alone if way is Way.SENTENCE else read.probabilities[None] - alone
            results.append([self._best(gain[:, slot], spans, label) for slot, label in enumerate(own)])
        return results

    def _best(self, gain: torch.Tensor, spans: Sequence[Span], label: MentionClass) -> Span | None:
        """The sentence with most gain, (sentences, 4), for the classes that make up the label."""
        if label is MentionClass.NOT_MENTIONED:
            return None
        held = [n for n, one in enumerate(ALL_CLASSES) if folded_class(one, self._prompt.classes) is label]
        return spans[int(gain[:, held].sum(-1).argmax())]

    def _batches(self, rows: Sequence[PackedRow]) -> Iterator[list[int]]:
        """Rows of like length together, up to the padded tokens of a batch."""
        part: list[int] = []
        for index in sorted(range(len(rows)), key=lambda index: len(rows[index])):
            if part and len(rows[index]) * (len(part) + 1) > BATCH_TOKENS:
                yield part
                part = []
            part.append(index)
        if part:
            yield part

    @torch.inference_mode()
    def _reads(self, texts: Sequence[str], *, pointing: bool = False) -> list[_Read]:
        rows = [self._packer.row(text, self._branches) for text in texts]
        results: dict[int, _Read] = {}
        for part in self._batches(rows):
            own = [rows[index] for index in part]
            batch = batch_of(own, window=self._backbone.window, device=self._backbone.device)
            hidden = hidden_states(self._backbone, batch)  # (B, L, H)
            ends = branch_ends(hidden, own)  # (B * slots, H)
            four = self._four(ends, own)
            weights = self._weights(hidden, ends, own) if pointing else [None] * len(own)
            for index, row, probabilities, weight in zip(part, own, four, weights, strict=True):
                results[index] = _Read(row=row, probabilities=probabilities, weights=weight)
        return [results[index] for index in range(len(rows))]

    def _four(self, ends: torch.Tensor, rows: Sequence[PackedRow]) -> Sequence[torch.Tensor]:
        return _by_row(answer_logits(self._backbone, ends).softmax(-1).cpu(), rows)  # (slots, 4) a row

    def _weights(self, hidden: torch.Tensor, ends: torch.Tensor, rows: Sequence[PackedRow]) -> list[Any]:
        assert self._pointer is not None
        weights = []
        for number, own in enumerate(_by_row(ends, rows)):
            tokens = hidden[number, slice(*rows[number].report_rows)]  # (T, H)
            weights.append(self._pointer.logits(own, tokens).softmax(-1).cpu())  # (slots, T)
        return weights

    @torch.inference_mode()
    def _attended(self, texts: Sequence[str]) -> list[_Read]:
        """The same pass with eager attention; its masks are added to scores, so they are 0 and minus infinity."""
        rows = [self._packer.row(text, self._branches) for text in texts]
        results: dict[int, _Read] = {}
        with _EagerAttention(self._backbone) as eager:
            for part in self._batches(rows):
                own = [rows[index] for index in part]
                batch = batch_of(own, window=self._backbone.window, device=self._backbone.device)
                hidden = hidden_states(self._backbone, _added(batch, self._backbone.dtype))  # (B, L, H)
                four = self._four(branch_ends(hidden, own), own)
                seen = eager.taken()  # (B, L, L)
                for index, row, probabilities, looked in zip(part, own, four, seen, strict=True):
                    weights = looked[list(row.ends)][:, slice(*row.report_rows)]  # (slots, T)
                    results[index] = _Read(row=row, probabilities=probabilities, weights=weights)
        return [results[index] for index in range(len(rows))]


class _EagerAttention:
    """Runs a backbone with attention that can be looked at, and puts it back."""

    def __init__(self, backbone: Backbone) -> None:
        self._model = backbone.model
        body = backbone.body
        kinds = getattr(body.config, "layer_types", None) or ["full_attention"] * len(body.layers)
        self._layers = [layer for layer, kind in zip(body.layers, kinds, strict=True) if kind == "full_attention"]
        self._hooks: list[Any] = []
        self._seen: list[torch.Tensor] = []

    def __enter__(self) -> "_EagerAttention":
        self._model.set_attn_implementation("eager")
        self._hooks = [layer.self_attn.register_forward_hook(self._keep) for layer in self._layers]
        return self

    def __exit__(self, *_: object) -> None:
        for hook in self._hooks:
            hook.remove()
        self._model.set_attn_implementation("sdpa")

    def _keep(self, _: Any, __: Any, output: tuple[torch.Tensor, torch.Tensor]) -> None:
        self._seen.append(output[1].float().mean(1).cpu())  # (B, L, L)

    def taken(self) -> torch.Tensor:
        """The mean over layers and heads of the last pass, (B, L, L)."""
        seen, self._seen = torch.stack(self._seen).mean(0), []
        return seen


def _by_row(slots: torch.Tensor, rows: Sequence[PackedRow]) -> Sequence[torch.Tensor]:
    return torch.split(slots, [len(row.ends) for row in rows])


def _added(batch: Batch, dtype: torch.dtype) -> Batch:
    def added(mask: torch.Tensor) -> torch.Tensor:
        return torch.zeros(mask.shape, dtype=dtype, device=mask.device).masked_fill(~mask, torch.finfo(dtype).min)

    return replace(batch, full=added(batch.full), sliding=None if batch.sliding is None else added(batch.sliding))


def _pointed(text: str, read: _Read, labels: Sequence[MentionClass]) -> list[Span | None]:
    assert read.weights is not None
    lines = read.weights.tolist()
    return [
        None if label is MentionClass.NOT_MENTIONED else pointed_span(text, read.row.offsets, lines[slot])
        for slot, label in enumerate(labels)
    ]


def _without(text: str, span: Span) -> str:
    """The text without a sentence; a space where nothing would be left, so that there is a row to read."""
    return (text[: span[0]] + text[span[1] :]).strip() or " "
