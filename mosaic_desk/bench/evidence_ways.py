"""Five ways to say which words a label rests on, on the same reports and weights, each with its time.

Knows the model and the clock, not the gold. Every way begins from the pass that gives the labels:

- pointer: the trained form over that pass's own states,
- sentence: each sentence read alone, the one that gives the label most weight,
- occlusion: the report without each sentence, the one whose loss costs the label most,
- attention: where a branch's end looks within the report, in one layer of the pass that gives the labels,
- both: the weights of pointer and attention together.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import torch

from mosaic_desk.bench.evidence_judged import Found, Way
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass, folded_class
from mosaic_desk.core.prompt import Prompt, folded_probabilities
from mosaic_desk.core.spans import pointed_span, sentences
from mosaic_desk.core.suggestion import Span
from mosaic_desk.llm.adapter import Adapter
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.cards import cards_of
from mosaic_desk.llm.flat import flat_batch, questions_apart, questions_of
from mosaic_desk.llm.forward import answer_logits, instruction_states, line_states
from mosaic_desk.llm.looking import LookedAt, with_pointer
from mosaic_desk.llm.packing import Packer

BATCH_TOKENS = 1000
_POINTING = {Way.POINTER, Way.BOTH}
_LOOKING = {Way.ATTENTION, Way.BOTH}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """The pass over one text: probabilities (slots, 4), and where asked weights (slots, report tokens)."""

    offsets: tuple[Span, ...]
    probabilities: torch.Tensor
    weights: torch.Tensor | None = None


class Pointing:
    """Labels and evidence of texts under one prompt; `seconds` has the time of the last call, by way."""

    @torch.inference_mode()
    def __init__(
        self, backbone: Backbone, *, adapter: Adapter | None, prompt: Prompt, ways: Sequence[Way]
    ) -> None:
        self._backbone = backbone
        pointer = self._pointer = adapter.pointer if adapter else None
        self._prompt = prompt
        self._ways = tuple(way for way in ways if pointer is not None or way not in _POINTING)
        self._packer = Packer(backbone.tokenizer, prompt.instruction)
        self._branches = [text for _, text in prompt.branches]
        self._packer.fit_into(backbone.context, self._branches)
        tokens = [self._packer.branch(text) for text in self._branches]
        if adapter is not None and adapter.asks_apart:
            self._questions = questions_apart(tokens, beginning=self._packer.beginning)
        else:
            self._questions = questions_of(tokens)
        self._cards = cards_of(backbone, self._questions.cards) if self._questions.cards else None
        self._looking = LookedAt(backbone)
        self._instruction = instruction_states(backbone, self._packer.instruction)
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
        if way in (Way.SENTENCE, Way.OCCLUSION):
            return self._by_sentence(way, texts, reads, labels)
        weighted = self._reads(texts, way)
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

    def _batches(self, lengths: Sequence[int]) -> Iterator[list[int]]:
        """Texts of like length together, up to the tokens of a batch."""
        part: list[int] = []
        for index in sorted(range(len(lengths)), key=lambda index: lengths[index]):
            if part and lengths[index] * (len(part) + 1) > BATCH_TOKENS:
                yield part
                part = []
            part.append(index)
        if part:
            yield part

    @torch.inference_mode()
    def _reads(self, texts: Sequence[str], way: Way | None = None) -> list[_Read]:
        """The pass that scoring makes, with the weights of a way that needs no other."""
        reports = [self._packer.report(text) for text in texts]
        results: dict[int, _Read] = {}
        for part in self._batches([len(report.ids) + self._questions.tokens for report in reports]):
            own = [reports[index] for index in part]
            batch = flat_batch(
                [report.ids for report in own], self._questions,
                instruction=len(self._packer.instruction), device=self._backbone.device,
            )
            with self._looking if way in _LOOKING else nullcontext():
                hidden = line_states(self._backbone, batch, self._instruction, self._cards)  # (T, H)
            ends = hidden[batch.ends]  # (reports, slots, H)
            four = answer_logits(self._backbone, ends).softmax(-1).cpu()  # (reports, slots, 4)
            for number, (index, report, place) in enumerate(zip(part, own, batch.places, strict=True)):
                tokens = slice(place.start, place.start + place.text)
                weights = self._weights(way, ends[number], hidden[tokens], where=(batch.ends[number], tokens))
                results[index] = _Read(offsets=report.offsets, probabilities=four[number], weights=weights)
        return [results[index] for index in range(len(reports))]

    def _weights(
        self, way: Way | None, ends: torch.Tensor, tokens: torch.Tensor, *, where: tuple[torch.Tensor, slice]
    ) -> torch.Tensor | None:
        """A weight a slot and report token, (slots, T), for a way that has them."""
        looked = self._looking.weights(*where) if way in _LOOKING else None
        if way not in _POINTING or self._pointer is None:
            return looked
        pointed = self._pointer.logits(ends, tokens).softmax(-1)
        return pointed if looked is None else with_pointer(looked, pointed)


def _pointed(text: str, read: _Read, labels: Sequence[MentionClass]) -> list[Span | None]:
    assert read.weights is not None
    lines = read.weights.tolist()
    return [
        None if label is MentionClass.NOT_MENTIONED else pointed_span(text, read.offsets, lines[slot])
        for slot, label in enumerate(labels)
    ]


def _without(text: str, span: Span) -> str:
    """The text without a sentence; a space where nothing would be left, so that there is a row to read."""
    return (text[: span[0]] + text[span[1] :]).strip() or " "
